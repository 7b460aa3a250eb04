package pdf

import "slices"

// linesBefore is how many of the lines above line i, with which the rows of a table seem to
// begin, are lines of names in the first row: they stand as near to it as such do in the rows
// below, in the columns of its names.
func linesBefore(text []textLine, i int) (n int) {
	near := nameLeading(text[i:])
	if near == 0 || !slices.ContainsFunc(piecesOf(text[i]), anchors) {
		return 0
	}
	for n < i && n < mostNames {
		l, below := &text[i-n-1], &text[i-n]
		if below.midY()-l.midY() > near+sameLeading*l.height() || slices.ContainsFunc(piecesOf(*l), func(p textLine) bool { return !goesOnBelow(p, text[i-n:]) }) {
			break
		}
		n++
	}
	return n
}

// nameLeading is how near a line of names, which has no amounts, stands to the next line where
// that has some: 0 where there is none such in the rows of a table.
func nameLeading(rows []textLine) (near float64) {
	for k := 1; k+1 < len(rows); k++ {
		l, below := &rows[k], &rows[k+1]
		if slices.ContainsFunc(piecesOf(*l), anchors) || !slices.ContainsFunc(piecesOf(*below), anchors) {
			continue
		}
		if by := below.midY() - l.midY(); by < 2*l.height() && (near == 0 || by < near) {
			near = by
		}
	}
	return near
}

// mostIndent is how far, in heights, a name's first line stands to the right of those that it
// goes on in at most.
const mostIndent = 1.5

// goesOnBelow reports whether a name goes on in one of the next two lines, set as it is or as
// one whose first line is indented.
func goesOnBelow(p textLine, below []textLine) bool {
	return isName(p) && slices.ContainsFunc(below[:min(len(below), 2)], func(l textLine) bool {
		return slices.ContainsFunc(piecesOf(l), func(q textLine) bool {
			indent, off := p.x0-q.x0, p.midX()-q.midX()
			return !anchors(q) && q.y0 > p.midY() && (indent > -1 && indent < mostIndent*p.height() || off > -1 && off < mostIndent/2*p.height()) && q.width() < p.width()+0.5*p.height()
		})
	})
}
