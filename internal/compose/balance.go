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
	up, ok := chooseRounding(facts, c.printedSets(d), c.step())
	if !ok {
		c.add(diag.Note, "INPUT-BALANCE", "不能配平，改用逐格四舍五入",
			"没有找到使各表各行各列都相加得上的取舍", "印出的合计与各项之和可能差末位一个单位，这是允许的", place.Ref{})
		return
	}
	for i := range facts {
		facts[i].units = floor(int64(facts[i].amount), c.step())
		if up[i] {
			facts[i].units++
		}
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
		key := make([]byte, 0, 4*len(from))
		for _, i := range from {
			key = binary.LittleEndian.AppendUint32(key, uint32(i))
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			sets = append(sets, slices.Clone(from))
		}
	}
	probe.tables(d)
	return sets
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

// rounding is the search for who is rounded up. A sum holds while the number of
// its members rounded up can still lie between need and most.
type rounding struct {
	sums    []sumBounds
	of      [][]int // variable → the sums that it is in
	value   []int8  // -1 open, 0 down, 1 up
	prefer  []bool  // the nearer place is the upper one
	trail   []int   // variables in the order they were set
	queue   []int   // sums to look at again
	effort  int
	members [][]int
}

type sumBounds struct{ need, most, up, open int }

// maxEffort bounds the search: sums looked at. A department of some thousand
// facts stays within it where a choice exists.
const maxEffort = 4_000_000

// chooseRounding finds which facts to round up so that every set's sum rounds to
// one of the two places around its exact value.
func chooseRounding(facts []entry, sets [][]int, step int64) ([]bool, bool) {
	r := &rounding{value: make([]int8, len(facts)), prefer: make([]bool, len(facts)), of: make([][]int, len(facts))}
	for i := range facts {
		rest := int64(facts[i].amount) - floor(int64(facts[i].amount), step)*step
		r.prefer[i] = 2*rest >= step
		r.value[i] = -1
		if rest == 0 {
			r.value[i] = 0 // exact as it stands
		}
	}
	for _, set := range sets {
		r.addSum(facts, set, step)
	}
	up := make([]bool, len(facts))
	if !r.solve() {
		return nil, false
	}
	for i, v := range r.value {
		up[i] = v == 1
	}
	return up, true
}

func (r *rounding) addSum(facts []entry, set []int, step int64) {
	var rest int64
	var s sumBounds
	var open []int
	for _, i := range set {
		rest += int64(facts[i].amount) - floor(int64(facts[i].amount), step)*step
		if r.value[i] < 0 {
			open = append(open, i)
		}
	}
	s.need, s.open = int(rest/step), len(open)
	s.most = s.need
	if rest%step != 0 {
		s.most++
	}
	for _, i := range open {
		r.of[i] = append(r.of[i], len(r.sums))
	}
	r.queue = append(r.queue, len(r.sums))
	r.sums = append(r.sums, s)
	r.members = append(r.members, open)
}

// solve sets every variable by propagation and, where that does not decide, by
// trying the nearer place first and going back when a sum can no longer hold.
func (r *rounding) solve() bool {
	type choice struct {
		variable, mark int
		tried          bool // the second value is being tried
	}
	var stack []choice
	ok := r.propagate()
	for {
		for !ok {
			if len(stack) == 0 || r.effort > maxEffort {
				return false
			}
			last := &stack[len(stack)-1]
			r.undo(last.mark)
			if last.tried {
				stack = stack[:len(stack)-1]
				continue
			}
			last.tried = true
			r.set(last.variable, !r.prefer[last.variable])
			ok = r.propagate()
		}
		v := r.next()
		if v < 0 {
			return true
		}
		stack = append(stack, choice{v, len(r.trail), false})
		r.set(v, r.prefer[v])
		ok = r.propagate()
	}
}

// next is an open variable of the sum with the fewest open ones.
func (r *rounding) next() int {
	best, variable := 1<<30, -1
	for s := range r.sums {
		if n := r.sums[s].open; n > 0 && n < best {
			best = n
			for _, i := range r.members[s] {
				if r.value[i] < 0 {
					variable = i
					break
				}
			}
		}
	}
	if variable >= 0 {
		return variable
	}
	return slices.Index(r.value, -1) // in no printed sum
}

func (r *rounding) set(i int, up bool) {
	r.value[i] = 0
	if up {
		r.value[i] = 1
	}
	r.trail = append(r.trail, i)
	for _, s := range r.of[i] {
		r.sums[s].open--
		if up {
			r.sums[s].up++
		}
		r.queue = append(r.queue, s)
	}
}

func (r *rounding) undo(mark int) {
	for len(r.trail) > mark {
		i := r.trail[len(r.trail)-1]
		r.trail = r.trail[:len(r.trail)-1]
		for _, s := range r.of[i] {
			r.sums[s].open++
			r.sums[s].up -= int(r.value[i])
		}
		r.value[i] = -1
	}
	r.queue = r.queue[:0]
}

// propagate sets what the sums leave no choice about; false where one cannot hold.
func (r *rounding) propagate() bool {
	for len(r.queue) > 0 {
		s := r.queue[len(r.queue)-1]
		r.queue = r.queue[:len(r.queue)-1]
		r.effort++
		b := r.sums[s]
		if b.up > b.most || b.up+b.open < b.need || r.effort > maxEffort {
			return false
		}
		full, short := b.up == b.most, b.up+b.open == b.need
		if b.open == 0 || !full && !short {
			continue
		}
		for _, i := range r.members[s] {
			if r.value[i] < 0 {
				r.set(i, short)
			}
		}
	}
	return true
}
