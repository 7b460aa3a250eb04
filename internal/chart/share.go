package chart

import (
	"math/bits"

	"mingbai/internal/money"
)

// magnitude is |f| without overflow.
func magnitude(f money.Fen) uint64 {
	if f < 0 {
		return -uint64(f)
	}
	return uint64(f)
}

// fraction is part/whole for drawing: divided in integers to 2⁻³², so that no
// amount is ever a float. whole is not zero; part is at most whole.
func fraction(part, whole uint64) float64 {
	if part >= whole {
		return 1
	}
	hi, lo := bits.Mul64(part, 1<<32)
	q, _ := bits.Div64(hi, lo, whole)
	return float64(q) / (1 << 32)
}

// slice is one item's part of the ring, in turns clockwise from the top.
type slice struct {
	item       int // index of the point
	start, end float64
}

func (s slice) sweep() float64 { return s.end - s.start }
func (s slice) mid() float64   { return (s.start + s.end) / 2 }

// divide shares the ring out among the points, in their order. There are none where
// a ring would mislead: a negative amount, nothing to divide, one item that is
// all of it, or a sum beyond what can be counted.
func divide(points []Point) []slice {
	var whole uint64
	var out []slice
	for i, p := range points {
		if p.Value < 0 {
			return nil
		}
		if p.Value == 0 {
			continue
		}
		sum, carry := bits.Add64(whole, uint64(p.Value), 0)
		if carry != 0 {
			return nil
		}
		whole = sum
		out = append(out, slice{item: i})
	}
	if len(out) < 2 {
		return nil
	}
	var sum uint64
	for i := range out {
		out[i].start = fraction(sum, whole)
		sum += uint64(points[out[i].item].Value)
		out[i].end = fraction(sum, whole)
	}
	return out
}
