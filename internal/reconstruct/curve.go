package reconstruct

import (
	"slices"
)

// curve is a convex cost of a value: straight pieces with bends between them.
type curve struct {
	bends  []int64 // ascending
	slopes []int64 // ascending; slopes[k] is that of the piece below bends[k], the last that above all
}

// flat costs nothing anywhere.
func flat() curve { return curve{slopes: []int64{0}} }

// plus is the sum of two costs.
func (c curve) plus(d curve) curve {
	out := curve{slopes: []int64{c.slopes[0] + d.slopes[0]}}
	i, j := 0, 0
	for i < len(c.bends) || j < len(d.bends) {
		var at int64
		switch {
		case i == len(c.bends):
			at = d.bends[j]
		case j == len(d.bends):
			at = c.bends[i]
		default:
			at = min(c.bends[i], d.bends[j])
		}
		for i < len(c.bends) && c.bends[i] == at {
			i++
		}
		for j < len(d.bends) && d.bends[j] == at {
			j++
		}
		if slope := c.slopes[i] + d.slopes[j]; slope > out.slopes[len(out.slopes)-1] {
			out.bends, out.slopes = append(out.bends, at), append(out.slopes, slope)
		}
	}
	return out
}

// within is the cost of leaving a span: so much a unit.
func within(in span, slope int64) curve {
	if in.lo == in.hi {
		return curve{[]int64{in.lo}, []int64{-slope, slope}}
	}
	return curve{[]int64{in.lo, in.hi}, []int64{-slope, 0, slope}}
}

// from is the cost of being below a value.
func from(lo, slope int64) curve { return curve{[]int64{lo}, []int64{-slope, 0}} }

// upTo is the cost of being above a value.
func upTo(hi, slope int64) curve { return curve{[]int64{hi}, []int64{0, slope}} }

// piece is the straight piece that a fraction num/den lies on; where it is a bend,
// the piece below it.
func (c curve) piece(num, den int64) int {
	k, _ := slices.BinarySearchFunc(c.bends, frac{num, den}, func(bend int64, at frac) int { return frac{bend, 1}.cmp(at) })
	return k
}
