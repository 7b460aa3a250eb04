package pdf

import (
	"cmp"
	"slices"
)

// stack is heads that stand over one another.
type stack struct {
	box
	nodes []*node
}

// stacked groups heads that stand over one another, from the left.
func stacked(list []*node) (out []stack) {
	slices.SortFunc(list, func(a, b *node) int { return cmp.Compare(a.x0, b.x0) })
	for _, n := range list {
		if k := len(out); k > 0 && n.x0 < out[k-1].x1-0.5 {
			out[k-1].box = out[k-1].join(n.box)
			out[k-1].nodes = append(out[k-1].nodes, n)
		} else {
			out = append(out, stack{n.box, []*node{n}})
		}
	}
	return out
}

// hints are what is known of the columns: where those of the body stand that hold
// something, and where the parts of rules meet.
type hints struct {
	bands  []box
	joints []float64
	open   box     // the table, where no rules tell how far its outer columns reach
	least  float64 // where such may begin, and end
	most   float64
	inner  []rule   // the rules inside of the head: below each head over others, where there are any
	off    *float64 // how far, in heights, heads are from where they should be at most, on average of those shared out at once
	levels float64  // where the heads of a code's levels begin, when they are the last line; 0 where not
}

// floors are where an area may end in which a head is in the middle of the height: at
// its own end, or above a row of the head that holds the levels of a code alone.
func (h hints) floors(area box) []float64 {
	if h.levels > area.y0 && h.levels < area.y1 {
		return []float64{area.y1, h.levels}
	}
	return []float64{area.y1}
}

// between is the border between two places: where parts of rules meet, if they do at
// one place there.
func (h hints) between(x0, x1 float64) edge {
	at, n := 0.0, 0
	for _, x := range h.joints {
		if x > x0-1 && x < x1+1 {
			at, n = x, n+1
		}
	}
	if n == 1 {
		return edge{at, at}
	}
	return edge{x0, x1}
}

// ruledOff reports whether a rule inside of the head is above a stack, below a height.
func (h hints) ruledOff(s *stack, y float64) bool {
	return slices.ContainsFunc(h.inner, func(r rule) bool {
		return r.at > y && r.at < s.y0+touch && r.from < s.midX() && s.midX() < r.to
	})
}

// parts is the first rule inside of the head that goes from side to side of an area, between
// heads there.
func (h hints) parts(area box, heads []*node) (float64, bool) {
	for _, r := range h.inner {
		if r.from > area.x0+touch || r.to < area.x1-touch || r.at <= area.y0+touch || r.at >= area.y1-touch {
			continue
		}
		above := slices.IndexFunc(heads, func(n *node) bool { return n.midY() < r.at })
		under := slices.IndexFunc(heads, func(n *node) bool { return n.midY() > r.at })
		if above >= 0 && under >= 0 {
			return r.at, true
		}
	}
	return 0, false
}

// edge is a border that is not drawn: somewhere from … to.
type edge struct{ from, to float64 }

func (e edge) mid() float64 { return (e.from + e.to) / 2 }

// edgesOf are the borders of stacks: between what stands in one and in the next, the
// columns of the body that are under one of them with it.
func edgesOf(stacks []stack, known hints, area box) []edge {
	wide := make([]box, len(stacks))
	for i, s := range stacks {
		wide[i] = s.box
		for _, b := range known.bands {
			if overlap(b.x0, b.x1, s.x0, s.x1) > 1 && !overlapsOther(b, stacks, i) {
				wide[i] = wide[i].join(b)
			}
		}
	}
	out := []edge{{area.x0, area.x0}}
	for i := 1; i < len(wide); i++ {
		out = append(out, known.between(wide[i-1].x1, wide[i].x0))
	}
	out = append(out, edge{area.x1, area.x1})
	n := len(wide)
	if n > 1 && area.x0 == known.open.x0 { // a head is in the middle of its column
		out[0].from = min(area.x0, max(2*stacks[0].midX()-out[1].to, known.least))
	}
	if n > 1 && area.x1 == known.open.x1 {
		out[n].to = max(area.x1, min(2*stacks[n-1].midX()-out[n-1].from, known.most))
	}
	return out
}

// at is where border k is, or the side of the area.
func (a *arrangement) at(k int) float64 {
	switch k {
	case 0:
		return a.area.x0
	case len(a.stacks):
		return a.area.x1
	}
	return a.edges[k].mid()
}

func overlapsOther(b box, stacks []stack, i int) bool {
	for k, s := range stacks {
		if k != i && overlap(b.x0, b.x1, s.x0, s.x1) > 1 {
			return true
		}
	}
	return false
}

// arrangement is the question which stacks the topmost heads stand over.
type arrangement struct {
	over   []*node
	stacks []stack
	edges  []edge
	area   box
}

// How much it counts, in points, that a head is not in the middle of the height of
// its cell, and that it is not in the middle of where its cell most likely stands,
// against that it is in the middle of no place where the cell may stand.
const (
	misplacedHeight = 3.0
	misplacedWidth  = 0.1
	besideNotBelow  = 200.0 // what stands beside a head is not below it
)

// alone is what it costs that a stack stands under none of the topmost heads: a
// single head is in the middle of the height then.
func (a *arrangement) alone(i int, known hints) float64 {
	s, cost := &a.stacks[i], 0.0
	if known.ruledOff(s, a.area.y0+touch) {
		cost = besideNotBelow
	}
	if len(s.nodes) > 1 {
		return cost
	}
	return cost + misplacedHeight*offMiddle(s.midY(), a.area.y0, known.floors(a.area))
}

// offMiddle is how far a height is from the nearest middle between one and others.
func offMiddle(y, from float64, to []float64) float64 {
	off := abs(y - (from+to[0])/2)
	for _, t := range to[1:] {
		off = min(off, abs(y-(from+t)/2))
	}
	return off
}

// covers is what it costs that head i stands over stacks j … k-1. Its cell ends before
// the heads beside it.
func (a *arrangement) covers(i, j, k int, known hints) float64 {
	h, left, right, cost := a.over[i], a.edges[j], a.edges[k], 0.0
	if i > 0 {
		o, first := a.over[i-1], a.stacks[j]
		if j == 0 {
			left = known.between(o.x1, first.x0)
		}
		left.to = min(left.to, first.x0)
		left.from = min(max(left.from, o.x1), left.to)
		cost += max(o.x1-first.x0, 0)
	}
	if i+1 < len(a.over) {
		o, last := a.over[i+1], a.stacks[k-1]
		if k == len(a.stacks) {
			right = known.between(last.x1, o.x0)
		}
		right.from = max(right.from, last.x1)
		right.to = max(min(right.to, o.x0), right.from)
		cost += max(last.x1-o.x0, 0)
	}
	lo, hi, x := (left.from+right.from)/2, (left.to+right.to)/2, h.midX()
	cost += max(lo-x, x-hi, 0) + misplacedWidth*abs((lo+hi)/2-x)
	var at []float64 // of the middle of what is below, or beside the upper of several there
	for _, y := range known.floors(a.area) {
		at = append(at, (h.y1+y)/2)
	}
	for _, s := range a.stacks {
		if len(s.nodes) > 1 {
			at = append(at, s.top())
		}
	}
	for _, s := range a.stacks[j:k] {
		if s.y0 < h.y1-0.05*lineHeight(h) || len(known.inner) > 0 && !known.ruledOff(&s, h.midY()) {
			cost += besideNotBelow
		}
		if len(s.nodes) == 1 {
			cost += misplacedHeight * nearest(s.midY(), at)
		}
	}
	return cost
}

// top is the middle of the height of a stack's upmost head.
func (s *stack) top() float64 {
	y := s.nodes[0].midY()
	for _, n := range s.nodes {
		y = min(y, n.midY())
	}
	return y
}

func nearest(y float64, at []float64) float64 {
	best := abs(y - at[0])
	for _, a := range at {
		best = min(best, abs(y-a))
	}
	return best
}

// solve shares the stacks out among the topmost heads, in order: each over none, and
// then in the middle of the height, or over some that follow one another, in the
// middle of their width; so that all are as nearly as can be where they should be.
func (a *arrangement) solve(known hints) []*node {
	n, m := len(a.stacks), len(a.over)
	const far = 1e9
	cost := make([][]float64, m+1) // heads, stacks → the least cost
	from := make([][]int, m+1)     // stacks before the last head's own
	to := make([][]int, m+1)       // and with them; those after stand alone
	for i := range cost {
		cost[i], from[i], to[i] = make([]float64, n+1), make([]int, n+1), make([]int, n+1)
		for k := range cost[i] {
			cost[i][k] = far
		}
	}
	cost[0][0] = 0
	for k := 1; k <= n; k++ {
		cost[0][k] = cost[0][k-1] + a.alone(k-1, known)
	}
	for i := 1; i <= m; i++ {
		h := a.over[i-1]
		for k := 0; k <= n; k++ {
			for j := 0; j <= k; j++ {
				c := cost[i-1][j]
				if c >= far {
					continue
				}
				if j == k {
					c += offMiddle(h.midY(), a.area.y0, known.floors(a.area)) // or in the upper part, with nothing below
					if k > 0 && a.stacks[k-1].midX() > h.midX() || k < n && a.stacks[k].midX() < h.midX() {
						c += far / 2
					}
				} else {
					c += a.covers(i-1, j, k, known)
				}
				if c < cost[i][k] {
					cost[i][k], from[i][k], to[i][k] = c, j, k
				}
			}
			if k > 0 && cost[i][k-1]+a.alone(k-1, known) < cost[i][k] {
				cost[i][k], from[i][k], to[i][k] = cost[i][k-1]+a.alone(k-1, known), from[i][k-1], to[i][k-1]
			}
		}
	}
	*known.off = max(*known.off, cost[m][n]/float64(n+m)/lineHeight(a.over[0]))
	var out []*node
	k := n
	for i := m; i > 0; i-- {
		h, j, e := a.over[i-1], from[i][k], to[i][k]
		out = append(out, a.standAlone(e, k, known)...)
		var below []*node
		for _, s := range a.stacks[j:e] {
			below = append(below, s.nodes...)
		}
		h.kids = tree(below, known, box{a.at(j), h.y1, a.at(e), a.area.y1})
		out = append(out, h)
		k = j
	}
	return append(out, a.standAlone(0, k, known)...)
}

// standAlone are the heads of stacks i … k-1.
func (a *arrangement) standAlone(i, k int, known hints) (out []*node) {
	for ; i < k; i++ {
		out = append(out, tree(a.stacks[i].nodes, known, box{a.at(i), a.area.y0, a.at(i + 1), a.area.y1})...)
	}
	return out
}
