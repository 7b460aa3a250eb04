package pdf

import (
	"slices"
	"strings"
)

// What it costs, in heights of a line, that names are shared out among rows otherwise than
// they stand: an amount or a code is beside the middle of its row's name, or its first
// line, and a name goes on in the next line where this one is full.
const (
	nameOff     = 2.0 // for each height that a name is from where its row's amounts are
	nameAlone   = 0.8 // a name has no amounts
	nameNone    = 0.6 // a row has none
	nameOnRow   = 2.0 // a name has no amounts, though some stand beside it
	nameInFull  = 2.5 // a name has none, though it may well go on with the line above, which is full
	nameGoesOn  = 0.3 // a name goes on in the next line
	nameHasRoom = 1.5 // a name goes on in the next line, though it had room
	nameBegins  = 3.0 // it goes on with what begins a name
	nameParted  = 0.2 // the last name goes on on the next page, in heights
	nameInList  = 2.5 // a name begins without a number in a column where all others have one
	nameEnd     = 1.0 // a name begins with a character or two, though the line above is full
	nameBreaks  = 1.0 // a name has no amounts, and its last line is full
	clearly     = 1.0 // names stand beside their first lines if that costs so much less
	mostLines   = 8   // of one name
	farOff      = 1.5 // a name so far from amounts is not theirs
)

// names is the lines of names that stand in one column, and the heights of the rows that
// amounts and codes beside them tell.
type names struct {
	lines []textLine
	rows  []float64
	joins []float64 // what it costs that a line goes on with the one before
	parts []float64 // and what it costs that it begins a name
	wraps bool      // some lines are shorter than others, which are full
}

// namesIn are the names in a column, its lines from the top.
func (l *loose) namesIn(lines []textLine, column int, rows []float64) *names {
	wide, short := 0.0, 1e9
	for _, p := range lines {
		wide, short = max(wide, p.width()), min(short, p.width())
	}
	n := &names{lines: lines, rows: rows, joins: make([]float64, len(lines)), parts: make([]float64, len(lines)), wraps: short < wide-0.5*lines[0].height()}
	listed := inList(lines)
	for i := 1; i < len(lines); i++ {
		a, b := &lines[i-1], &lines[i]
		listed = listed && !totalName.MatchString(strings.ReplaceAll(a.text(), " ", "")) || enumerated(a.text()) && inList(lines)
		if listed && !beginsName(b.text()) {
			n.parts[i] = nameInList
		}
		switch s := strings.ReplaceAll(b.text(), " ", ""); {
		case b.y0-a.y1 > mostLeading*b.height() || b.y0 < a.midY() || l.apart(a, b) || isAmount(tidy(a.text())):
			n.joins[i] = farApart
		case beginsName(s), codeLike.MatchString(s), totalName.MatchString(strings.ReplaceAll(a.text(), " ", "")):
			n.joins[i] = nameBegins
		case l.full(a, b, column, wide), begin(lines) > 1 && a.x1+firstRun(b)+0.4*b.height() > around(lines).x1: // names at several places
			n.joins[i] = nameGoesOn
			if n.wraps && n.parts[i] == 0 && b.width() < mostEnd*b.height() {
				n.parts[i] = nameEnd
			}
		default:
			n.joins[i] = nameHasRoom
		}
	}
	return n
}

// mostEnd is how wide, in heights, a line is at most that is more likely the end of a name
// than one.
const mostEnd = 2.2

// leastListed is how many names of a column have numbers, of each five lines, where they are
// those of a list.
const leastListed = 2

// inList reports whether the names in a column are those of a list: some have numbers, in
// order, and of the lines between only few may begin one.
func inList(lines []textLine) bool {
	n := 0
	for i := range lines {
		if enumerated(lines[i].text()) {
			n++
		}
	}
	return n > 3 && 5*n >= leastListed*len(lines)
}

// begin is how many places names begin at that are set to the right by their levels.
func begin(lines []textLine) int {
	var places []float64
	for _, l := range lines {
		if !slices.ContainsFunc(places, func(x float64) bool { return abs(x-l.x0) < 1 }) {
			places = append(places, l.x0)
		}
	}
	return len(places)
}

// farApart is more than any sharing costs.
const farApart = 1e6

// full reports whether what b begins with has no room behind a, in a column whose longest
// line is so wide.
func (l *loose) full(a, b *textLine, column int, wide float64) bool {
	room := min(l.xs[column+1]-l.xs[column], wide+0.5*b.height())
	return a.width()+firstRun(b)+0.9*b.height() > room || a.x1+firstRun(b)+0.4*b.height() > l.xs[column+1]
}

// shared tells how many lines each name has, so that all stand as they most likely do:
// beside their middle, their first line or their last, as is less costly for all.
func (n *names) shared() []int {
	best, least := n.share(func(first, last *textLine) float64 { return (first.y0 + last.y1) / 2 })
	least -= clearly
	for _, at := range []func(first, last *textLine) float64{
		func(first, _ *textLine) float64 { return first.midY() },
		func(_, last *textLine) float64 { return last.midY() },
	} {
		if lines, cost := n.share(at); cost < least {
			best, least = lines, cost
		}
	}
	return best
}

// share tells how many lines each name has, and what that costs; at is the height of a
// name that its row's amounts stand at.
func (n *names) share(at func(first, last *textLine) float64) ([]int, float64) {
	type step struct {
		cost   float64
		lines  int // of the last name; none where the last row has none
		placed bool
	}
	best := make([][]step, len(n.lines)+1) // lines, rows → the last step
	for i := range best {
		best[i] = make([]step, len(n.rows)+1)
		for r := range best[i] {
			best[i][r].cost = farApart
		}
	}
	best[0][0].cost = 0
	better := func(i, r int, s step) {
		if s.cost < best[i][r].cost {
			best[i][r] = s
		}
	}
	for i := range best {
		for r := range best[i] {
			from := best[i][r].cost
			if from >= farApart {
				continue
			}
			if r < len(n.rows) {
				better(i, r+1, step{cost: from + nameNone, placed: true})
			}
			joined := 0.0
			for k := i + 1; k <= min(len(n.lines), i+mostLines); k++ {
				if k > i+1 {
					joined += n.joins[k-1]
				}
				if joined >= farApart {
					break
				}
				first, last := &n.lines[i], &n.lines[k-1]
				begun := from + joined + n.parts[i]
				better(k, r, step{begun + n.alone(i, k), k - i, false})
				if r == len(n.rows) {
					continue
				}
				off := abs(at(first, last)-n.rows[r]) / first.height()
				if k == len(n.lines) && k > i+1 { // a page may part the last: its amounts stand beside the first line
					off = min(off, nameParted+abs(first.midY()-n.rows[r])/first.height())
				}
				if off < farOff {
					better(k, r+1, step{begun + nameOff*off, k - i, true})
				}
			}
		}
	}
	i, r := len(n.lines), len(n.rows)
	cost := best[i][r].cost
	var out []int
	for i > 0 || r > 0 {
		s := best[i][r]
		if s.lines > 0 {
			out = append([]int{s.lines}, out...)
		}
		i -= s.lines
		if s.placed {
			r--
		}
	}
	return out, cost
}

// alone is what it costs that lines i … k-1 are a name without amounts.
func (n *names) alone(i, k int) float64 {
	cost := nameAlone
	if i > 0 && n.wraps && n.joins[i] == nameGoesOn {
		cost += nameInFull
	}
	if k < len(n.lines) && n.wraps && n.joins[k] == nameGoesOn {
		cost += nameBreaks
	}
	for _, y := range n.rows {
		for _, l := range n.lines[i:k] {
			if abs(l.midY()-y) < 0.3*l.height() {
				return cost + nameOnRow
			}
		}
	}
	return cost
}
