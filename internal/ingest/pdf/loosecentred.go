package pdf

import (
	"cmp"
	"slices"
)

// The bounds of the search for columns in whose middles all heads stand, in points.
const (
	centredStep  = 0.5
	mostMargin   = 150.0 // from the table's left border to its text
	mostOffRule  = 2.0   // from where its rules begin and end
	mostCrossing = 1.5   // of all texts together over the borders
)

// centred finds the borders of columns so that every head is in the middle of its own,
// and no text of the body stands over a border: heads are centred, and then the first
// border tells all others. False where there are none such.
func (l *loose) centred(bands []box) bool {
	if len(l.leaves) < 2 || len(bands) == 0 {
		return false
	}
	to := l.x0
	from, _ := l.outermost()
	if len(l.rules) > 0 {
		from, to = l.x0-mostOffRule, l.x0+mostOffRule
	}
	var ways []way
	for x := from; x <= to; x += centredStep {
		xs := l.bordersFrom(x)
		if !l.roomy(xs) || crossing(bands, l.closed(xs)) > mostCrossing {
			continue
		}
		columns := columnsOver(bands, xs)
		k := slices.IndexFunc(ways, func(w way) bool { return slices.Equal(w.columns, columns) })
		if k < 0 {
			k = len(ways)
			ways = append(ways, way{columns: columns})
		}
		ways[k].first = append(ways[k].first, x)
	}
	if len(ways) == 0 {
		return false
	}
	best := slices.MaxFunc(ways, func(a, b way) int {
		return cmp.Or(cmp.Compare(a.used(), b.used()), cmp.Compare(len(a.first), len(b.first)))
	})
	l.unsure = slices.ContainsFunc(ways, func(w way) bool { return w.used() == best.used() && !slices.Equal(w.columns, best.columns) })
	l.settle(l.bordersFrom(best.first[len(best.first)/2]), bands)
	return true
}

// mostPadding is how far, in heights, the side of a table is from text set along it.
const mostPadding = 1.2

// outermost are the places where a table without rules begins and ends at most: near its
// outermost texts, where those are set along its sides.
func (l *loose) outermost() (left, right float64) {
	left, right = l.x0-mostMargin, l.x1+mostMargin
	body := l.known()
	if x, ok := along(body, func(p textLine) float64 { return p.x0 }); ok {
		left = min(l.x0, x-mostPadding*body[0].height())
	}
	if x, ok := along(body, func(p textLine) float64 { return -p.x1 }); ok {
		right = max(l.x1, -x+mostPadding*body[0].height())
	}
	return left, right
}

// along is the least of the places of texts; false where no texts of different lengths
// have it.
func along(body []textLine, place func(textLine) float64) (float64, bool) {
	if len(body) == 0 {
		return 0, false
	}
	least := place(body[0])
	for _, p := range body {
		least = min(least, place(p))
	}
	short, long := 1e9, 0.0
	for _, p := range body {
		if place(p) < least+0.5 {
			short, long = min(short, p.width()), max(long, p.width())
		}
	}
	return least, long > short+0.5*body[0].height()
}

// way is one in which the columns of the body stand under the heads.
type way struct {
	columns []int     // for each column of the body the head's
	first   []float64 // where the first border is then
}

// used counts the heads that have something below.
func (w way) used() int { return len(slices.Compact(slices.Clone(w.columns))) }

// bordersFrom are the borders of columns in whose middles the heads stand, from the
// first one.
func (l *loose) bordersFrom(x float64) []float64 {
	xs := []float64{x}
	for _, h := range l.leaves {
		x = 2*h.midX() - x
		xs = append(xs, x)
	}
	return xs
}

// roomy reports whether columns have room for their heads, and for all text.
func (l *loose) roomy(xs []float64) bool {
	for k, h := range l.leaves {
		if h.x0 < xs[k]-0.5 || h.x1 > xs[k+1]+0.5 {
			return false
		}
	}
	last := xs[len(xs)-1]
	if len(l.rules) > 0 {
		return abs(last-l.x1) <= mostOffRule
	}
	return last > l.x1-0.5
}

// closed are the borders but for those between the levels of a code.
func (l *loose) closed(xs []float64) (out []float64) {
	within := func(x float64) bool {
		return slices.ContainsFunc(l.codes, func(n *node) bool {
			first, last := n.kids[0], n.kids[len(n.kids)-1]
			return x > first.midX() && x < last.midX()
		})
	}
	for _, x := range xs {
		if !within(x) {
			out = append(out, x)
		}
	}
	return out
}

// crossing is how far, in all, boxes stand over borders.
func crossing(bands []box, xs []float64) (sum float64) {
	for _, b := range bands {
		for _, x := range xs {
			if x > b.x0 && x < b.x1 {
				sum += min(x-b.x0, b.x1-x)
			}
		}
	}
	return sum
}

// columnsOver are the columns that boxes stand in.
func columnsOver(bands []box, xs []float64) []int {
	out := make([]int, len(bands))
	for i, b := range bands {
		for out[i]+2 < len(xs) && b.midX() > xs[out[i]+1] {
			out[i]++
		}
	}
	return out
}

// settle takes borders of heads for those of the columns, and adds those between columns
// that stand side by side under one head.
func (l *loose) settle(xs []float64, bands []box) {
	l.x0, l.x1 = min(l.x0, xs[0]), max(l.x1, xs[len(xs)-1])
	at := columnsOver(bands, xs)
	l.xs = []float64{l.x0}
	for k, leaf := range l.leaves {
		var own []box
		for i, b := range bands {
			if at[i] == k {
				own = append(own, b)
			}
		}
		leaf.from = len(l.xs) - 1
		own = l.sideBySide(own)
		for i := 1; i < len(own); i++ {
			l.xs = append(l.xs, (own[i-1].x1+own[i].x0)/2)
		}
		l.xs = append(l.xs, xs[k+1])
		leaf.to = len(l.xs) - 1
	}
	l.xs[len(l.xs)-1] = l.x1
	for _, n := range l.roots {
		n.settle()
	}
	slices.Sort(l.xs)
}
