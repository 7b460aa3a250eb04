package pdf

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// maxRow is the greatest height of a row between two rules of one table.
const maxRow = 150.0

// acrossGrids finds the tables that have horizontal rules only: rules of one
// width, one under the other. Their columns are told by how the text stands; the
// vertical borders that are not drawn are put in.
func acrossGrids(p *rawPage, across []rule, text []textLine, near beyond) []table {
	var out []table
	text = body(text, p.height)
	floor := 0.0
	for _, set := range stacks(across, text) {
		if t, ok := acrossGrid(p, set, text, floor, near); ok {
			out, near.before, floor = append(out, t), nil, t.y1
		}
	}
	return out
}

// ruleStack is the horizontal rules of one table, from the top, and where it ends: below its
// rules where the page ends before it does.
type ruleStack struct {
	rules []rule
	end   float64
	head  bool // it holds nothing but what may be a head
}

func (s *ruleStack) box() box {
	b := box{s.rules[0].from, s.rules[0].at, s.rules[0].to, s.end}
	for _, r := range s.rules {
		b.x0, b.x1 = min(b.x0, r.from), max(b.x1, r.to)
	}
	return b
}

// stacks groups horizontal rules of one table: as wide as each other, or parts of
// that width between two such, with text between.
func stacks(across []rule, text []textLine) []ruleStack {
	rules := slices.Clone(across)
	slices.SortFunc(rules, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	var out []ruleStack
	for len(rules) > 0 {
		if rules[0].to-rules[0].from < leastStack {
			rules = rules[1:]
			continue
		}
		set, rest := stackOf(rules, text)
		if len(rest) < len(rules)-1 && emptyBelow(set, text) {
			rules = rules[1:]
			continue
		}
		rules = rest
		last := set[len(set)-1].at
		one := ruleStack{rules: set, end: max(last, openBelow(text, set))}
		rows := tabular(text, set[0].at, one.end)
		one.head = len(set) == 2 && !rows && heads(text, set[0].at, one.end)
		if len(set) >= 3 || len(set) == 2 && (rows || one.end > last) || one.head {
			out = append(out, one)
		}
	}
	return out
}

// emptyBelow reports whether nothing stands between the first two rules of a table: the first
// is one below the head of the page.
func emptyBelow(set []rule, text []textLine) bool {
	return len(set) > 2 && set[1].at-set[0].at > touch && !slices.ContainsFunc(text, func(l textLine) bool {
		return l.midY() > set[0].at && l.midY() < set[1].at
	})
}

// leastStack is how wide a table's rules are at least.
const leastStack = 60.0

// stackOf takes the rules of the table that the first one begins, and gives back the
// others.
func stackOf(rules []rule, text []textLine) (set, rest []rule) {
	r := covering(rules, text)
	set, last := rules[:1:1], r.at
	for k := 1; k < len(rules); k++ {
		o := rules[k]
		wide := o.to-o.from > 0.9*(r.to-r.from)
		if wide && overlap(o.from, o.to, r.from, r.to) > 0.5*(r.to-r.from) && begins(text, last, o.at) { // a title stands between: another table
			rest = append(rest, rules[k:]...)
			break
		}
		if !wide && titled(text, last, o.at) {
			rest = append(rest, rules[k:]...)
			break
		}
		if widens(text, set, o) {
			r.from = o.from
		}
		if o.from < r.from-4 || o.to > r.to+4 {
			rest = append(rest, o)
			continue
		}
		if wide {
			if prev := set[len(set)-1].at; o.at-prev > maxRow && !tabular(text, prev, o.at) && !shutsOff(text, set, o) {
				rest = append(rest, rules[k:]...)
				break
			}
			last = o.at
		}
		set = append(set, o)
	}
	n := len(set)
	for n > 1 && set[n-1].at > last { // parts below the last whole rule
		if _, amounts := rowsIn(text, last, set[n-1].at); amounts > 0 {
			break // of rows beside a cell that the page parts
		}
		n--
	}
	return set[:n], inOrder(slices.Concat(set[n:], rest))
}

// shutsOff reports whether a rule, as wide as those around the head above, ends the rows of a
// table: names, few of which have amounts.
func shutsOff(text []textLine, set []rule, o rule) bool {
	first, last := set[0], set[len(set)-1]
	if len(set) < 2 || abs(o.from-first.from) > 1 || abs(o.to-first.to) > 1 || !heads(text, first.at, last.at) {
		return false
	}
	_, amounts := rowsIn(text, last.at, o.at)
	return amounts > 0
}

// widens reports whether a rule is one from side to side of a table that a page begins
// with beside a cell over several rows at the left, where the rules above end.
func widens(text []textLine, set []rule, o rule) bool {
	first, last := set[0], set[len(set)-1]
	if o.from > first.from-4 || abs(o.to-first.to) > 4 || o.at-last.at > maxRow || begins(text, last.at, o.at) {
		return false
	}
	_, amounts := rowsIn(text, first.at, o.at)
	return amounts > 0
}

// openBelow is where the rows end that stand below the rules of a head, or with which the
// page ends before the last of them is ruled off; 0 where there are none.
func openBelow(text []textLine, set []rule) float64 {
	first, last := set[0], set[len(set)-1]
	if len(set) < 2 {
		return 0
	}
	end, n := last.at, 0
	for i := range text {
		l := &text[i]
		if l.midY() <= last.at || l.x1 < first.from || l.x0 > first.to {
			continue
		}
		if l.y0-end > 3.5*l.height() || l.x0 < first.from-4 || l.x1 > first.to+4 || titles(l) || isProse(l) {
			break
		}
		end, n = l.y1, n+1
	}
	switch _, amounts := rowsIn(text, first.at, last.at); {
	case end == last.at, amounts > 0 && n > mostNames:
		return 0
	case !(amounts == 0 && tabular(text, last.at, end+1)) && !onlyRow(text, last.at, end+1) && !runsOff(text, set, end+1):
		return 0
	}
	return end + 1
}

// runsOff reports whether the rows below the rules of a head end with the text of the page:
// names, few of which have amounts.
func runsOff(text []textLine, set []rule, end float64) bool {
	first, last := set[0], set[len(set)-1]
	_, amounts := rowsIn(text, last.at, end)
	return amounts > 0 && heads(text, first.at, last.at) && text[len(text)-1].midY() < end
}

// onlyRow reports whether what stands between two heights, with which the text of the page
// ends, is one row with amounts.
func onlyRow(text []textLine, y0, y1 float64) bool {
	_, amounts := rowsIn(text, y0, y1)
	return amounts == 1 && text[len(text)-1].midY() < y1
}

// body is the text without the number of the page.
func body(text []textLine, height float64) []textLine {
	return slices.DeleteFunc(slices.Clone(text), func(l textLine) bool { return isPageNumber(l, height) })
}

// leastSegments is how long, in points, the parts of a rule are at least on average
// where they are the sides of cells: not dashes.
const leastSegments = 12.0

// joints are the places where the parts of horizontal rules meet: rules are drawn a
// cell at a time, and there the columns' borders are. A place counts where rules at
// several heights have it.
func joints(across []rule, t box) []float64 {
	var ends []float64
	all, n := 0.0, 0
	for i, a := range across {
		if a.at < t.y0-touch || a.at > t.y1+touch || a.from < t.x0-touch || a.to > t.x1+touch {
			continue
		}
		all, n = all+a.to-a.from, n+1
		for _, b := range across[i+1:] {
			if b.at-a.at > 1 {
				break
			}
			if abs(b.from-a.to) < 1 {
				ends = append(ends, a.to)
			}
		}
	}
	if n == 0 || all/float64(n) < leastSegments {
		return nil
	}
	slices.Sort(ends)
	var out []float64
	for i := 0; i < len(ends); {
		k := i + 1
		for k < len(ends) && ends[k]-ends[i] < touch {
			k++
		}
		if k-i > 1 {
			out = append(out, ends[i])
		}
		i = k
	}
	return out
}

// heads reports whether what stands between two heights may be a head: a line of several
// pieces, none of which is an amount.
func heads(text []textLine, y0, y1 float64) bool {
	several := false
	for i := range text {
		l := &text[i]
		if l.midY() <= y0 || l.midY() >= y1 {
			continue
		}
		pieces := piecesOf(*l)
		several = several || len(pieces) > 2
		if slices.ContainsFunc(pieces, anchors) {
			return false
		}
	}
	return several
}

// tabular reports whether what stands between two heights is rows of a table: no
// sentence, and amounts beside other text on most lines.
func tabular(text []textLine, y0, y1 float64) bool {
	all, amounts := rowsIn(text, y0, y1)
	return amounts >= 2 && amounts*3 >= all
}

// rowsIn counts the lines between two heights, and those that have an amount beside
// other text; none where a sentence stands there. Lines beside one another, of names
// over several lines, count as one.
func rowsIn(text []textLine, y0, y1 float64) (all, amounts int) {
	end := y0
	for i := range text {
		l := &text[i]
		if l.midY() <= y0 || l.midY() >= y1 {
			continue
		}
		pieces := piecesOf(*l)
		if isProse(l) {
			return 0, 0
		}
		if l.y0 > end-mostBeside*l.height() {
			all++
		}
		end = max(end, l.y1)
		if len(pieces) > 1 && slices.ContainsFunc(pieces, func(p textLine) bool {
			s := tidy(p.text())
			return isAmount(s) && strings.Contains(s, ".")
		}) {
			amounts++
		}
	}
	return all, amounts
}

// mostBeside is how much of its height a line may stand beside the one above that it
// follows, against one beside it.
const mostBeside = 0.1

// titles reports whether a line titles a table, numbers it or states its unit.
func titles(l *textLine) bool {
	s := strings.ReplaceAll(l.text(), " ", "")
	return unitLine.MatchString(s) || tableTitle.MatchString(s) || tableNumber.MatchString(s)
}

// begins reports whether the text between two rules titles a table or states its
// unit, or nothing stands in a wide gap.
func begins(text []textLine, y0, y1 float64) bool {
	any := slices.ContainsFunc(text, func(l textLine) bool { return l.midY() > y0 && l.midY() < y1 })
	return titled(text, y0, y1) || !any && y1-y0 > 40
}

// titled reports whether the text between two heights titles a table or states its unit.
func titled(text []textLine, y0, y1 float64) bool {
	return slices.ContainsFunc(text, func(l textLine) bool { return l.midY() > y0 && l.midY() < y1 && titles(&l) })
}

var (
	unitLine    = regexp.MustCompile(`单位[:：](人民币)?(万|亿)?元|^注[:：]`)
	codeLike    = regexp.MustCompile(`^\d{3}(\d{2}){0,2}$`)
	totalName   = regexp.MustCompile(`^.{0,6}[合总小]计$`)
	tableNumber = regexp.MustCompile(`^(部门|单位)?(预算|决算)?(公开|附)?(表[0-9]{1,2}|[0-9]{1,2}表)(-[0-9]{1,2})?$`)
	tableTitle  = regexp.MustCompile(`^\d{4}年.{2,40}表(（.*）)?$`)
)

// endsAbove reports whether the lines that a page begins with, above the rules of a table, are
// the end of a name in the last row of the page before, whose other lines stand there.
func (t *table) endsAbove(above []textLine, next box) bool {
	if t == nil || t.guess == nil || len(above) == 0 || len(above) > mostNames {
		return false
	}
	for i := range above {
		l, below := &above[i], next.y0
		if i+1 < len(above) {
			below = above[i+1].y0
		}
		if captionLine(l) || continuation(l) || beginsName(l.text()) || isSentence(l.text()) || len(piecesOf(*l)) > 1 ||
			below-l.y1 > mostLeading*l.height() || l.x0 < next.x0-1 || l.x1 > next.x1+1 {
			return false
		}
		if _, ok := fit([]box{l.box}, t, slices.Clone(t.xs)); !ok {
			return false
		}
	}
	return true
}

// acrossGrid makes the grid of one such table, below another that ends at floor.
func acrossGrid(p *rawPage, set ruleStack, text []textLine, floor float64, near beyond) (table, bool) {
	t := set.box()
	if slices.ContainsFunc(text, func(l textLine) bool { return l.midY() > t.y1 }) {
		near.ahead = nil
	}
	above := 0
	for above < len(text) && text[above].midY() < t.y0 {
		above++
	}
	if n := set.headOver(text[:above], floor); n > 0 {
		above -= n
		t.y0 = around(text[above:above+n]).y0 - 1
	}
	near.titled = titledAbove(text[:above])
	if near.before.endsAbove(text[:above], t) {
		t.y0 = text[0].y0 - 1
	}
	if set.head && (near.ahead == nil || !near.titled) {
		return table{}, false
	}
	var inside []textLine
	for _, l := range text {
		if l.midY() > t.y0 && l.midY() < t.y1 && l.x1 > t.x0-2 && l.x0 < t.x1+2 {
			inside = append(inside, l)
		}
	}
	return looseGrid(t, set.rules, joints(p.across, t), inside, p.number, near)
}
