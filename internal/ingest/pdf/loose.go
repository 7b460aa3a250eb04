package pdf

import (
	"slices"
	"strings"
)

// loose is a table whose columns no rules tell: they are told by how its text stands.
// The body tells where columns are that hold something, the head how many there are.
type loose struct {
	box
	rules    []rule    // the horizontal rules that it has, from the top
	joints   []float64 // where their parts meet
	head     []textLine
	body     []textLine
	roots    []*node // of the head: heads over others, and those over one column
	leaves   []*node // the heads over single columns, from the left
	codes    []*node // those over the levels of a code
	xs       []float64
	open     []int // the borders that cells of the body reach over
	header   header
	followed bool       // its columns are those of the table on the page before
	printed  box        // where its text and rules end
	unsure   bool       // its heads can be shared out among the columns otherwise
	aside    bool       // its heads stand along the edges of their columns, not in the middle
	headsOff float64    // how far its heads are from where they should be, in heights
	mixed    []bool     // the columns that hold what stands in two (mixed.go)
	lead     float64    // from one line of a cell to the next; 0 where that is not known (leading.go)
	more     []textLine // of the next page, where few rows stand on this one
}

// looseGrid makes the grid of a table without vertical rules. Columns are those of
// before, where the table goes on with that and has no head of its own.
func looseGrid(t box, rules []rule, joints []float64, text []textLine, page int, near beyond) (table, bool) {
	l := &loose{box: t, printed: t, rules: rules, joints: joints}
	l.divide(text)
	if !l.follow(near, text) {
		l.lookAhead(l.header.lines, near)
		l.columns()
		l.header.roots = l.roots
	}
	if len(l.xs) < 3 || len(l.known()) == 0 && len(rules) < 3 && !near.empty {
		return table{}, false
	}
	across := l.headRules()
	for _, y := range l.rowBorders() {
		across = append(across, y...)
	}
	across = inOrder(append(across, rule{t.y0, t.x0, t.x1}, rule{t.y1, t.x0, t.x1}))
	out, ok := gridOf(mergedAgain(across), l.downs(borders(across)), page)
	out.guessed, out.guess, out.open, out.headed, out.lined = true, l, l.open, len(l.head) > 1, l.lined()
	return out, ok
}

// divide parts the text into the head and the body, and its lines into pieces. The
// body begins with the first line that has an amount, a code or the number of a
// column, and after the rule above that where there is one.
func (l *loose) divide(text []textLine) {
	top, numbers := l.y1, false // the body begins with the numbers of the columns
	for i := range text {
		below := i > 0 && !besideLine(text, i)
		if beginsBody(&text[i], l.box, below) || below && l.beginsRow(&text[i], &text[i-1]) {
			top, numbers = text[i-linesBefore(text, i)].y0, i > 0 && !slices.ContainsFunc(piecesOf(text[i]), anchors)
			break
		}
	}
	at := l.y0
	for _, r := range l.rules {
		if r.at <= top+touch && l.whole(r) {
			at = max(at, r.at)
		}
	}
	if at > l.y0+touch || l.lined() && !(numbers && l.ruledOff(text, top)) {
		top = at
	}
	for i := range text {
		pieces := l.atJoints(piecesOf(text[i]))
		if text[i].midY() < top {
			l.header.lines = append(l.header.lines, text[i])
			l.head = append(l.head, headWords(pieces, text[max(0, i-mostHeads):i])...)
		} else {
			l.body = append(l.body, setApart(pieces, namesRow)...)
		}
	}
}

// ruledOff reports whether all text above a height stands above the last rule there.
func (l *loose) ruledOff(text []textLine, y float64) bool {
	at := l.y0
	for _, r := range l.rules {
		if r.at <= y+touch {
			at = max(at, r.at)
		}
	}
	return !slices.ContainsFunc(text, func(t textLine) bool { return t.midY() < y && t.y1 > at+min(touch, 0.3*t.height()) })
}

// whole reports whether a rule reaches from side to side.
func (l *loose) whole(r rule) bool { return r.from < l.x0+mostMoved && r.to > l.x1-mostMoved }

// mostRules is how many rules from side to side a table has at most whose rows have
// none: above, below and under the head.
const mostRules = 3

// lined reports whether rules divide the rows.
func (l *loose) lined() bool {
	n := l.wholeRules()
	return n > mostRules || n == mostRules && len(l.rules) > mostRules
}

// wholeRules counts the rules from side to side.
func (l *loose) wholeRules() (n int) {
	for _, r := range l.rules {
		if l.whole(r) {
			n++
		}
	}
	return n
}

// beginsRow reports whether a line below a rule from side to side holds nothing but a
// name, at the left: of a row without amounts.
func (l *loose) beginsRow(line, above *textLine) bool {
	pieces := piecesOf(*line)
	return len(pieces) == 1 && pieces[0].x0 < l.x0+2*line.height() && len(piecesOf(*above)) > 1 && slices.ContainsFunc(l.rules, func(r rule) bool {
		return l.whole(r) && r.at > above.midY() && r.at < line.midY()
	})
}

// besideLine reports whether a line stands beside part of the one above or below, as
// heads of different heights do.
func besideLine(text []textLine, i int) bool {
	beside := func(k int) bool {
		return k >= 0 && k < len(text) && overlap(text[i].y0, text[i].y1, text[k].y0, text[k].y1) > mostBeside*text[i].height()
	}
	return beside(i-1) || beside(i+1)
}

// beginsBody reports whether a line can be none of a table's head, below other lines
// or not.
func beginsBody(l *textLine, t box, below bool) bool {
	numbered, totals := 0, 0
	pieces := setApart(piecesOf(*l), namesRow)
	for i, p := range pieces {
		s := strings.ReplaceAll(p.text(), " ", "")
		switch {
		case isAmount(s) && (strings.Contains(s, ".") || len(s) > 2), codeLike.MatchString(s), i == 0 && enumerated(s):
			return true
		case totalName.MatchString(s):
			totals++
		case isAmount(s), s == "栏次", s == "行次":
			numbered++
		}
	}
	return numbered == len(pieces) && numbered > 2 || below && totals == len(pieces) && pieces[0].x0 < t.x0+t.width()/3
}
