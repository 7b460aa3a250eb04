package rules

import (
	"math/big"

	"mingbai/internal/check"
)

// torn reports whether the words of a comparison say both: 比上年增加1.25万元，下降29.79%.
func (c *change) torn() bool {
	return c.direction != nil && c.verb != nil && c.directionWay != "" && c.verbs != "" && c.directionWay != c.verbs
}

// likely is the way that a measure changed: as the words say; where they say both,
// the way by which the rate is nearer to the amount.
func (c *change) likely(s *check.Subject) bool {
	if !c.torn() {
		return c.more()
	}
	now, ok := worth(s, c.now)
	by, also := worth(s, c.delta)
	if !ok || !also || c.rate == check.NoVar {
		return c.more()
	}
	return off(s, c.rate, by, now-by).Cmp(off(s, c.rate, by, now+by)) <= 0
}

// off is how far a printed rate of last year's amount is from the change, in a unit
// that is the same for all of its bases but theirs.
func off(s *check.Subject, rate check.Var, by, base int64) *big.Int {
	p := s.Printed(rate).Value
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(p.Scale)+2), nil)
	out := new(big.Int).Mul(big.NewInt(p.Coef), big.NewInt(base))
	out.Sub(out, scale.Mul(scale, big.NewInt(by)))
	return out.Abs(out)
}
