package pdf

import "slices"

// emptyTable is how many lines, below what titles a table or states its unit, are the head of
// one that holds no amounts, with the names that it has in its rows; 0 where they are not. It
// ends where the page does, or the next title, a note or a sentence begins.
func emptyTable(list, above []textLine) int {
	if len(above) == 0 || !titles(&above[len(above)-1]) {
		return 0
	}
	n, most := 0, 0
	for ; n < len(list); n++ {
		l := &list[n]
		pieces := piecesOf(*l)
		if captionLine(l) || isProse(l) || n > 0 && l.y0-list[n-1].y1 > 3.5*l.height() {
			break
		}
		if n == mostHeadLines || enumerated(l.text()) || slices.ContainsFunc(pieces, func(p textLine) bool { return !isName(p) && len(p.glyphs) > 2 }) {
			return 0
		}
		most = max(most, len(pieces))
	}
	if most < leastHeads {
		return 0
	}
	return n
}

// leastHeads is how many heads stand on one line at least of a table without amounts.
const leastHeads = 3

// goesOver reports whether what a page ends with may go on on the page after: that begins with
// a table, or text that is no title.
func (near beyond) goesOver() bool {
	if near.over || near.ahead == nil {
		return near.over
	}
	next := near.ahead()
	_, titled := belowCaptions(next)
	return len(next) > 0 && !titled
}
