package money

import (
	"fmt"
	"math"
)

// Mill is 1/1000 yuan (厘): fine enough for half a fen, the finest half unit of
// last place that an amount in 元 or 万元 can be printed with.
type Mill int64

// Interval is a closed range of exact values.
type Interval struct{ Lo, Hi Mill }

// Interval is what a number printed in unit u allows: v ± half a unit of its
// last place. It fails where the scale is finer than fen or the value too large.
func (d Decimal) Interval(u Unit) (Interval, error) {
	unit := u.Fen() * 10 // mills of one unit
	p := pow10[d.Scale]
	if unit%p != 0 || unit/p < 2 {
		return Interval{}, fmt.Errorf("%s%s比分还细", d, u)
	}
	place := unit / p
	if d.Coef > math.MaxInt64/place-1 || d.Coef < math.MinInt64/place+1 {
		return Interval{}, ErrOverflow
	}
	mid := Mill(d.Coef * place)
	half := Mill(place / 2)
	return Interval{mid - half, mid + half}, nil
}

// Exactly is the interval that holds f alone.
func Exactly(f Fen) Interval { return Interval{Mill(f) * 10, Mill(f) * 10} }

// Add is the range of sums.
func (i Interval) Add(j Interval) Interval { return Interval{i.Lo + j.Lo, i.Hi + j.Hi} }

// Scale is the range of k-fold values.
func (i Interval) Scale(k int64) Interval {
	if k < 0 {
		return Interval{i.Hi * Mill(k), i.Lo * Mill(k)}
	}
	return Interval{i.Lo * Mill(k), i.Hi * Mill(k)}
}

// Contains reports whether v lies in i, bounds included.
func (i Interval) Contains(v Mill) bool { return i.Lo <= v && v <= i.Hi }

// Intersect is what both allow; ok is false where there is nothing.
func (i Interval) Intersect(j Interval) (k Interval, ok bool) {
	k = Interval{max(i.Lo, j.Lo), min(i.Hi, j.Hi)}
	return k, k.Lo <= k.Hi
}
