package compose

import (
	"encoding/binary"
	"slices"

	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Balanced rounding (controlled rounding, 配平): every fact is rounded up or
// down to a last place of print, once, and every printed cell is the sum of its
// facts so rounded. Rows, columns and copies then close by themselves. The
// choice of up or down is such that each printed cell, totals too, is one of
// the two last places that its exact amount lies between; an exact amount that
// needs no rounding prints as it is.

// balance chooses the rounding of this year's facts. Where there is no such
// choice, or none is found within bounds, rounding stays independent and a note
// says so.
func (c *compiler) balance(d dataset) {
	for data, entries := range d {
		if data == dataFacts {
			continue
		}
		for i := range entries { // few and shown in one table: nearest each
			entries[i].units = nearest(int64(entries[i].amount), c.step())
		}
	}
	facts := d[dataFacts]
	amounts := make([]int64, len(facts))
	for i := range facts {
		amounts[i] = int64(facts[i].amount)
	}
	units, ok := roundTogether(amounts, c.printedSets(d), c.step())
	if !ok {
		c.add(diag.Note, "INPUT-BALANCE", "不能配平，改用逐格四舍五入",
			"没有找到使各表各行各列都相加得上的取舍", "印出的合计与各项之和可能差末位一个单位，这是允许的", place.Ref{})
		return
	}
	for i := range facts {
		facts[i].units = units[i]
	}
	c.balanced = true
}

// printedSets lists, once each, the sets of facts whose sums are printed.
func (c *compiler) printedSets(d dataset) [][]int {
	seen := map[string]bool{}
	var sets [][]int
	probe := *c
	probe.onCell = func(data string, from []int) {
		if data != dataFacts || len(from) == 0 {
			return
		}
		if key := keyOf(from); !seen[key] {
			seen[key] = true
			sets = append(sets, slices.Clone(from))
		}
	}
	probe.tables(d)
	return sets
}

// keyOf is a list of indices as the key of a map.
func keyOf(list []int) string {
	key := make([]byte, 0, 4*len(list))
	for _, i := range list {
		key = binary.LittleEndian.AppendUint32(key, uint32(i))
	}
	return string(key)
}

func floor(a, step int64) int64 {
	q := a / step
	if a%step < 0 {
		q--
	}
	return q
}

// nearest is a/step rounded half away from zero.
func nearest(a, step int64) int64 {
	if a < 0 {
		return -nearest(-a, step)
	}
	return (2*a + step) / (2 * step)
}

// rounding is the search for how many last places each group of facts is rounded
// up by. Facts that stand in exactly the same sums are one group: no table tells
// them apart. A sum holds while its groups can still come to between need and most.
type rounding struct {
	sums   []sumBounds
	groups []group
	trail  []change // what was narrowed, to take it back
	queue  []int    // sums to look at again
	queued []bool
	effort int // sums looked at
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
// effortFirst sums looked at, then after half as many more each time; maxEffort
// bounds all attempts together, to some tenths of a second.
const (
	effortFirst = 500
	maxEffort   = 4_000_000
)

// roundTogether rounds amounts to whole steps so that every set's sum is one of
// the two multiples around its exact value.
func roundTogether(amounts []int64, sets [][]int, step int64) ([]int64, bool) {
	r := newRounding(amounts, sets, step)
	if !r.solve(step) {
		return nil, false
	}
	units := make([]int64, len(amounts))
	for i, a := range amounts {
		units[i] = floor(a, step)
	}
	for _, g := range r.groups {
		for _, i := range largestRests(amounts, g, step) {
			units[i]++
		}
	}
	return units, true
}

// largestRests are the facts of a decided group that are rounded up.
func largestRests(amounts []int64, g group, step int64) []int {
	facts := slices.Clone(g.facts)
	slices.SortStableFunc(facts, func(i, j int) int { return int(restOf(amounts[j], step) - restOf(amounts[i], step)) })
	return facts[:g.lo]
}

func restOf(a, step int64) int64 { return a - floor(a, step)*step }

func newRounding(amounts []int64, sets [][]int, step int64) *rounding {
	r := &rounding{}
	of := make([][]int, len(amounts)) // fact → the sums that it is in
	for _, set := range sets {
		var rest int64
		for _, i := range set {
			rest += restOf(amounts[i], step)
			of[i] = append(of[i], len(r.sums))
		}
		s := sumBounds{need: int(rest / step)}
		s.most = s.need
		if rest%step != 0 {
			s.most++
		}
		r.sums = append(r.sums, s)
	}
	bySums := map[string]int{}
	for i, a := range amounts {
		rest := restOf(a, step)
		if rest == 0 {
			continue // exact as it stands
		}
		key := keyOf(of[i])
		g, ok := bySums[key]
		if !ok {
			g = len(r.groups)
			bySums[key] = g
			r.groups = append(r.groups, group{sums: of[i]})
		}
		r.groups[g].facts = append(r.groups[g].facts, i)
		r.groups[g].rest += rest
		r.groups[g].hi++
	}
	for g := range r.groups {
		for _, s := range r.groups[g].sums {
			r.sums[s].groups = append(r.sums[s].groups, g)
			r.sums[s].hi += r.groups[g].hi
		}
	}
	r.queued = make([]bool, len(r.sums))
	return r
}

// solve decides every group, in several attempts.
func (r *rounding) solve(step int64) bool {
	for s := range r.sums {
		r.look(s)
	}
	if !r.propagate() {
		return false
	}
	for size := effortFirst; ; size += size / 2 {
		r.limit = min(r.effort+size, maxEffort)
		if r.search(step) {
			return true
		}
		if r.effort < r.limit || r.limit == maxEffort {
			return false // there is none, or it is not to be found in time
		}
	}
}

// search decides the open groups one by one, the counts nearest to the exact
// amount first; false, with nothing narrowed, where that cannot be or takes
// longer than the attempt may.
func (r *rounding) search(step int64) bool {
	g := r.next()
	if g < 0 {
		return true
	}
	mark := len(r.trail)
	for _, n := range r.groups[g].counts(step) {
		r.narrow(g, n, n)
		if r.propagate() && r.search(step) {
			return true
		}
		r.undo(mark)
		if r.effort >= r.limit {
			return false
		}
	}
	return false
}

// counts are the counts that a group may still take, nearest first.
func (g *group) counts(step int64) []int {
	out := make([]int, 0, g.hi-g.lo+1)
	for n := g.lo; n <= g.hi; n++ {
		out = append(out, n)
	}
	far := func(n int) int64 {
		d := int64(n)*step - g.rest
		return max(d, -d)
	}
	slices.SortStableFunc(out, func(a, b int) int { return int(far(a) - far(b)) })
	return out
}

// next is the open group with the fewest counts for the trouble that its sums
// have made; -1 where all are decided.
func (r *rounding) next() int {
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
func (r *rounding) narrow(i, lo, hi int) {
	g := &r.groups[i]
	r.trail = append(r.trail, change{i, g.lo, g.hi})
	for _, s := range g.sums {
		r.sums[s].lo += lo - g.lo
		r.sums[s].hi += hi - g.hi
		r.look(s)
	}
	g.lo, g.hi = lo, hi
}

func (r *rounding) look(s int) {
	if !r.queued[s] {
		r.queued[s] = true
		r.queue = append(r.queue, s)
	}
}

func (r *rounding) undo(mark int) {
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
func (r *rounding) propagate() bool {
	for len(r.queue) > 0 {
		s := r.queue[len(r.queue)-1]
		r.queue = r.queue[:len(r.queue)-1]
		r.queued[s] = false
		r.effort++
		sum := &r.sums[s]
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
