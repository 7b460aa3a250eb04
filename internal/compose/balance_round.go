package compose

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// roundTogether rounds amounts to whole steps so that the sum of every set is one
// of the two multiples around its exact value, and where that can be done too,
// that of every set in near the nearest.
func roundTogether(amounts []int64, sets, near [][]int, step int64) ([]int64, bool) {
	r := newSearch(amounts, sets, near, step)
	if !r.solve(step, maxEffort/8) {
		r = newSearch(amounts, sets, nil, step)
		if !r.solve(step, maxEffort) {
			return nil, false
		}
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
	slices.SortStableFunc(facts, func(i, j int) int { return cmp.Compare(restOf(amounts[j], step), restOf(amounts[i], step)) })
	return facts[:g.lo]
}

func restOf(a, step int64) int64 { return a - floor(a, step)*step }

func newSearch(amounts []int64, sets, near [][]int, step int64) *search {
	r := &search{}
	of := make([][]int, len(amounts)) // fact → the sums that it is in
	for k, set := range slices.Concat(sets, near) {
		var rest int64
		for _, i := range set {
			rest += restOf(amounts[i], step)
			of[i] = append(of[i], len(r.sums))
		}
		r.sums = append(r.sums, boundsOf(rest, step, k >= len(sets)))
	}
	r.group(amounts, of, step)
	r.queued = make([]bool, len(r.sums))
	return r
}

// boundsOf is what the prints of a set may come to beyond its parts rounded down:
// one of the two steps around what rounding down leaves off; of them the nearer
// where near is asked for.
func boundsOf(rest, step int64, near bool) sumBounds {
	s := sumBounds{need: int(rest / step)}
	s.most = s.need
	if rest%step != 0 {
		s.most++
	}
	switch left := 2 * (rest % step); {
	case near && left < step:
		s.most = s.need
	case near && left > step:
		s.need = s.most
	}
	return s
}

// group puts the facts that need rounding together by the sums that they are in.
func (r *search) group(amounts []int64, of [][]int, step int64) {
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
}

// keyOf is a list of indices as the key of a map.
func keyOf(list []int) string {
	key := make([]byte, 0, 4*len(list))
	for _, i := range list {
		key = binary.LittleEndian.AppendUint32(key, uint32(i))
	}
	return string(key)
}

// floor is a/step rounded down.
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
