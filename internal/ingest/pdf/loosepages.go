package pdf

import (
	"slices"
	"unicode"
)

// beyond is what stands on the pages beside that a page's first and last table without
// vertical rules may go on with.
type beyond struct {
	before *table            // the one that the page before ends with; nil where it ends with none
	titled bool              // a title stands above, or more than stands over the rest of a table
	over   bool              // the page after begins with a table
	empty  bool              // the table has a head, and no amounts
	under  bool              // the page before ends with the title or the unit of a table
	ahead  func() []textLine // the text that the page after begins with
}

// header is the head of a table without vertical rules, as it first stood.
type header struct {
	lines []textLine
	roots []*node
}

// fewRows is of how many rows at most the columns are not told by themselves, where the
// table goes on over the page.
const fewRows = 3

// apartPages moves the text of the next page down, so that none of it stands beside a
// line of this page.
const apartPages = 1e4

// follow takes the columns of the table that the page before ends with, and its head
// where that is printed again; false where the text does not go on with it.
func (l *loose) follow(near beyond, text []textLine) bool {
	before := near.before
	if before == nil || before.guess == nil || near.under {
		return false
	}
	own := *l
	n := before.headAgain(text)
	l.head, l.body = nil, nil
	for i := range text {
		if pieces := l.atJoints(piecesOf(text[i])); i < n {
			l.head = append(l.head, headWords(pieces, text[max(0, i-mostHeads):i])...)
		} else {
			l.body = append(l.body, setApart(pieces, namesRow)...)
		}
	}
	if n > 0 || !near.titled && headless(own.head, own.body) {
		if l.goesOn(before, n, text) {
			l.followed = true
			if n > 0 {
				l.moveHead(text[0])
			}
			return true
		}
	}
	*l = own
	return false
}

// headless reports whether what stands above the first amount is no head but the first
// lines of a row's names: most columns of amounts have nothing above them.
func headless(head, body []textLine) bool {
	var amounts []box
	for _, p := range body {
		if anchors(p) && isAmount(tidy(p.text())) {
			amounts = append(amounts, p.box)
		}
	}
	columns, covered := overOneAnother(amounts), 0
	for _, c := range columns {
		if slices.ContainsFunc(head, func(p textLine) bool { return overlap(p.x0, p.x1, c.x0, c.x1) > 0 }) {
			covered++
		}
	}
	return 2*covered < len(columns) || len(head) == 0
}

// moved is a head that stands so much to the right: from there the next page tells how far
// its columns are moved.
func (h header) moved(by float64) header {
	var out header
	for _, l := range h.lines {
		l.x0, l.x1 = l.x0+by, l.x1+by
		out.lines = append(out.lines, l)
	}
	for _, n := range h.roots {
		out.roots = append(out.roots, n.moved(by, 0))
	}
	return out
}

// moveHead puts the head of before where it is printed again, its first line at one
// place.
func (l *loose) moveHead(first textLine) {
	was := l.header.lines[0]
	dx, dy := first.x0-was.x0, first.y0-was.y0
	l.roots, l.leaves = nil, nil
	for _, n := range l.header.roots {
		l.roots = append(l.roots, n.moved(dx, dy))
	}
	var columns []box
	for _, n := range l.roots {
		l.leaves = n.leavesOf(l.leaves)
	}
	for _, n := range l.leaves {
		columns = append(columns, n.box)
	}
	l.head = partHeads(l.head, columns)
}

func (n *node) moved(dx, dy float64) *node {
	out := *n
	out.box = box{n.x0 + dx, n.y0 + dy, n.x1 + dx, n.y1 + dy}
	out.end += dy
	out.kids = nil
	for _, k := range n.kids {
		out.kids = append(out.kids, k.moved(dx, dy))
	}
	return &out
}

// headAgain is how many lines text begins with that are the table's head again.
func (t *table) headAgain(text []textLine) int {
	if t.guess == nil {
		return 0
	}
	return t.guess.header.again(text)
}

// again is how many lines text begins with that are this head; 0 where it begins otherwise.
func (h header) again(text []textLine) int {
	if len(h.lines) > len(text) {
		return 0
	}
	for i := range h.lines {
		if blanks.Replace(h.lines[i].text()) != blanks.Replace(text[i].text()) {
			return 0
		}
	}
	return len(h.lines)
}

// titledAbove reports whether the text above a table, the first of its page, titles it or
// is more than the head of a page.
func titledAbove(text []textLine) bool {
	return len(text) > mostCaptions || slices.ContainsFunc(text, func(l textLine) bool { return captionLine(&l) })
}

// captionLine reports whether a line is a table's title or unit.
func captionLine(l *textLine) bool {
	return titles(l) || len(piecesOf(*l)) == 1 && titleEnd.MatchString(uncontinued(l.text()))
}

// belowCaptions is the text of a page below the title and the unit that it begins with,
// if it does.
func belowCaptions(text []textLine) ([]textLine, bool) {
	n := slices.IndexFunc(text, func(l textLine) bool { return amountsOn(&l) > 1 }) // what stands below is of another table
	if n < 0 {
		n = len(text)
	}
	for i := min(n, mostCaptions) - 1; i >= 0; i-- {
		if captionLine(&text[i]) {
			return text[i+1:], true
		}
	}
	return text, false
}

// rowsOf is how many lines a page begins with that go on with the table that the page
// before ends with: its head again, rows in its columns.
func (t *table) rowsOf(list []textLine) int {
	if t == nil || t.guess == nil {
		return 0
	}
	head := t.headAgain(list)
	n, misses, amounts := head, 0, 0
	for i := head; i < len(list); i++ {
		l := &list[i]
		pieces := piecesOf(*l)
		if breaksOff(list, i, pieces) {
			break
		}
		if l.x0 < t.x0-2*mostMoved || l.x1 > t.x1+2*mostMoved {
			break
		}
		if len(pieces) < 2 {
			if _, ok := fit([]box{l.box}, t, slices.Clone(t.xs)); ok {
				continue
			}
			if misses++; misses > mostMisses {
				break
			}
			continue
		}
		misses, n = 0, i+1
		if slices.ContainsFunc(pieces, anchors) {
			amounts++
		}
	}
	if amounts == 0 {
		return 0
	}
	for n < len(list) && goesUnder(list[:n], &list[n]) {
		n++
	}
	return n
}

// breaksOff reports whether line i of a page, of so many pieces, is none of a table's rows.
func breaksOff(list []textLine, i int, pieces []textLine) bool {
	l := &list[i]
	return titles(l) || i > 0 && l.y0-list[i-1].y1 > 3.5*l.height() || isProse(l) ||
		len(pieces) == 1 && titleEnd.MatchString(uncontinued(l.text()))
}

// lookAhead takes the rows that the page after begins with for the columns, where few
// stand on this page.
func (l *loose) lookAhead(head []textLine, near beyond) {
	if near.ahead == nil || anchored(l.body) > fewRows {
		return
	}
	next, titled := belowCaptions(near.ahead())
	n := header{lines: head}.again(next)
	if titled && n == 0 {
		return
	}
	lines, rows := 0, 0
	var more []textLine
	next = next[n:]
	for i, line := range next {
		pieces := piecesOf(line)
		if breaksOff(next, i, pieces) {
			break
		}
		if lines++; len(pieces) > 1 && slices.ContainsFunc(pieces, anchors) {
			rows++
		}
		for _, p := range setApart(l.atJoints(pieces), namesRow) {
			more = append(more, p.down(apartPages))
		}
	}
	if 3*rows >= lines {
		l.more = more
	}
}

// unframed is the text of a page, where it does not begin with a table that rules make.
func unframed(p *rawPage) []textLine {
	tables, _ := framed(p.across, p.down, p.number)
	text := body(lines(outside(tables, p.glyphs)), p.height)
	if startsWith(tables, text) {
		return nil
	}
	return text
}

// down is a line moved down.
func (l textLine) down(by float64) textLine {
	l.y0, l.y1 = l.y0+by, l.y1+by
	l.glyphs = slices.Clone(l.glyphs)
	for i := range l.glyphs {
		l.glyphs[i].y0 += by
		l.glyphs[i].y1 += by
	}
	return l
}

// known is the body, and what of it on the next page tells the columns.
func (l *loose) known() []textLine { return slices.Concat(l.body, l.more) }

// atBorders parts codes from names where a border is between them.
func atBorders(body []textLine, xs []float64) (out []textLine) {
	for _, p := range body {
		n := 0
		for n < len(p.glyphs) && isDigit(p.glyphs[n].r) {
			n++
		}
		if n > 0 && n <= 7 && n < len(p.glyphs) && unicode.Is(unicode.Han, p.glyphs[n].r) &&
			slices.ContainsFunc(xs, func(x float64) bool { return x > p.glyphs[n-1].midX() && x < p.glyphs[n].midX() }) {
			out = append(out, lineOf(p.glyphs[:n]), lineOf(p.glyphs[n:]))
			continue
		}
		out = append(out, p)
	}
	return out
}
