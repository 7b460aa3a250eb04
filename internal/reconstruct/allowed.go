package reconstruct

import (
	"mingbai/internal/money"
)

// span is what a value may be, in fen, ends included.
type span struct{ lo, hi int64 }

// allowed is the span of exact amounts that print as p in a unit, rounded half up,
// and the amount that is printed. A blank is nothing; a printed zero is something too
// small to print.
func allowed(p money.Printed, u money.Unit) (in span, near int64, ok bool) {
	if p.Mark == money.Words {
		return span{}, 0, false
	}
	if p.Mark != money.Number {
		return span{}, 0, true
	}
	i, err := p.Value.Interval(u)
	if err != nil || p.Value.Sign() < 0 {
		return span{}, 0, false
	}
	lo := (int64(i.Lo) + 9) / 10
	hi := (int64(i.Hi)+9)/10 - 1 // the upper half is printed one higher
	near = (int64(i.Lo) + (int64(i.Hi)-int64(i.Lo))/2) / 10
	return span{max(lo, 1), max(hi, 1)}, near, true
}
