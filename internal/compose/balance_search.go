package compose

import (
	"cmp"
	"slices"
)

// search is for how many last places each group of facts is rounded up by. Facts
// that stand in exactly the same sums are one group: no table tells them apart. A
// sum holds while its groups can still come to between need and most.
type search struct {
	sums   []sumBounds
	groups []group
	trail  []change // what was narrowed, to take it back
	queue  []int    // sums to look at again
	queued []bool
	effort int // groups looked at
	limit  int // of effort, in this attempt
}

type sumBounds struct {
	need, most int
	lo, hi     int // what its groups can come to now
	groups     []int
	failures   int // how often it could not hold; hard sums are decided first
}

type group struct {
	facts  []int
	sums   []int
	rest   int64 // what rounding down would leave off, all facts together
	lo, hi int   // how many of the facts may be rounded up
}

type change struct{ group, lo, hi int }

// The search is cut off and begun anew, with what it learnt of hard sums, after
// effortFirst groups looked at, then after half as many more each time; maxEffort
// bounds all attempts together, to some tenths of a second.
const (
	effortFirst = 5_000
	maxEffort   = 40_000_000
)

// solve decides every group, in several attempts with no more effort than bound.
func (r *search) solve(step int64, bound int) bool {
	for s := range r.sums {
		r.look(s)
	}
	if !r.propagate() {
		return false
	}
	for size := effortFirst; ; size += size / 2 {
		r.limit = min(r.effort+size, bound)
		if r.decide(step) {
			return true
		}
		if r.effort < r.limit || r.limit == bound {
			return false // there is none, or it is not to be found in time
		}
	}
}

// decide settles the open groups one by one, the counts nearest to the exact
// amount first; false, with nothing narrowed, where that cannot be or takes
// longer than the attempt may.
func (r *search) decide(step int64) bool {
	g := r.next()
	if g < 0 {
		return true
	}
	mark := len(r.trail)
	for _, n := range r.groups[g].counts(step) {
		r.narrow(g, n, n)
		if r.propagate() && r.decide(step) {
			return true
		}
		r.undo(mark)
		if r.effort >= r.limit {
			return false
		}
	}
	return false
}

// counts are the counts that a group may still take, nearest first, a half up.
func (g *group) counts(step int64) []int {
	out := make([]int, 0, g.hi-g.lo+1)
	for n := g.lo; n <= g.hi; n++ {
		out = append(out, n)
	}
	far := func(n int) int64 {
		d := int64(n)*step - g.rest
		return max(d, -d)
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Or(cmp.Compare(far(a), far(b)), b-a) })
	return out
}

// next is the open group with the fewest counts for the trouble that its sums
// have made; -1 where all are decided.
func (r *search) next() int {
	best, bestWidth, bestTrouble := -1, 0, 0
	for i := range r.groups {
		g := &r.groups[i]
		if g.lo == g.hi {
			continue
		}
		width, trouble := g.hi-g.lo, 1
		for _, s := range g.sums {
			trouble += 1 + r.sums[s].failures
		}
		if best < 0 || width*bestTrouble < bestWidth*trouble {
			best, bestWidth, bestTrouble = i, width, trouble
		}
	}
	return best
}

// narrow holds a group to between lo and hi.
func (r *search) narrow(i, lo, hi int) {
	g := &r.groups[i]
	r.trail = append(r.trail, change{i, g.lo, g.hi})
	for _, s := range g.sums {
		r.sums[s].lo += lo - g.lo
		r.sums[s].hi += hi - g.hi
		r.look(s)
	}
	g.lo, g.hi = lo, hi
}

func (r *search) look(s int) {
	if !r.queued[s] {
		r.queued[s] = true
		r.queue = append(r.queue, s)
	}
}

func (r *search) undo(mark int) {
	for len(r.trail) > mark {
		c := r.trail[len(r.trail)-1]
		r.trail = r.trail[:len(r.trail)-1]
		g := &r.groups[c.group]
		for _, s := range g.sums {
			r.sums[s].lo += c.lo - g.lo
			r.sums[s].hi += c.hi - g.hi
		}
		g.lo, g.hi = c.lo, c.hi
	}
	for _, s := range r.queue {
		r.queued[s] = false
	}
	r.queue = r.queue[:0]
}

// propagate narrows each group to what its sums leave it; false where a sum
// cannot hold.
func (r *search) propagate() bool {
	for len(r.queue) > 0 {
		s := r.queue[len(r.queue)-1]
		r.queue = r.queue[:len(r.queue)-1]
		r.queued[s] = false
		sum := &r.sums[s]
		r.effort += 1 + len(sum.groups)
		if sum.lo > sum.most || sum.hi < sum.need {
			sum.failures++
			return false
		}
		for _, i := range sum.groups {
			g := &r.groups[i]
			lo := max(g.lo, sum.need-(sum.hi-g.hi))
			hi := min(g.hi, sum.most-(sum.lo-g.lo))
			if lo > hi {
				sum.failures++
				return false
			}
			if lo != g.lo || hi != g.hi {
				r.narrow(i, lo, hi)
			}
		}
	}
	return true
}
