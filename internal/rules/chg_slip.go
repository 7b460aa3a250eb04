package rules

import (
	"math/big"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/money"
)

// changeTold is a change as a sentence tells it: an amount, by how much it changed, and the
// rate, which do not fit. Which of them is wrong can be told by how figures go wrong.
type changeTold struct {
	now, delta money.Decimal
	rate       string
	more       bool
}

// others are what the change and the amount would be, were the other two right.
func (c *changeTold) others() (delta, now string, ok bool) {
	said, known := decimalOf(c.rate)
	hundred, rate := big.NewRat(100, 1), rational(said)
	whole := new(big.Rat).Add(hundred, rate)
	if !c.more {
		whole.Sub(hundred, rate)
	}
	if !known || whole.Sign() <= 0 || rate.Sign() <= 0 {
		return "", "", false
	}
	part := new(big.Rat).Quo(rate, whole)
	return new(big.Rat).Mul(rational(c.now), part).FloatString(int(c.delta.Scale)), new(big.Rat).Quo(rational(c.delta), part).FloatString(int(c.now.Scale)), true
}

// slipped reports which of the three one slip of a digit explains, where the rate is not
// one that could have been meant: the change, else the amount, and what it should be.
func (c *changeTold) slipped(rightRate string) (delta, now string) {
	said, ok := decimalOf(c.rate)
	right, also := decimalOf(strings.TrimSuffix(rightRate, "%"))
	if !ok || !also || said.Scale == right.Scale && check.OneSlip(said.Coef, right.Coef, int(said.Scale)) {
		return "", ""
	}
	low, high := rounding(said)
	hundred := big.NewRat(100, 1)
	part := func(rate *big.Rat) *big.Rat { // of the amount, the change
		whole := new(big.Rat).Add(hundred, rate)
		if !c.more {
			whole.Sub(hundred, rate)
		}
		if whole.Sign() <= 0 {
			return new(big.Rat)
		}
		return new(big.Rat).Quo(rate, whole)
	}
	least, most := part(low), part(high)
	from, to := rounding(c.now)
	if d, ok := slipWithin(c.delta, new(big.Rat).Mul(from, least), new(big.Rat).Mul(to, most)); ok {
		return d, ""
	}
	if least.Sign() <= 0 {
		return "", ""
	}
	from, to = rounding(c.delta)
	if n, ok := slipWithin(c.now, new(big.Rat).Quo(from, most), new(big.Rat).Quo(to, least)); ok {
		return "", n
	}
	return "", ""
}

// slipWithin is the number nearest to the middle of a range that one slip of a digit makes
// what is printed.
func slipWithin(said money.Decimal, from, to *big.Rat) (string, bool) {
	middle := new(big.Rat).Quo(new(big.Rat).Add(from, to), big.NewRat(2, 1))
	var best money.Decimal
	var off *big.Rat
	for _, coef := range check.Slips(said.Coef, int(said.Scale)) {
		d := money.Decimal{Coef: coef, Scale: said.Scale}
		low, high := rounding(d)
		if coef == said.Coef || high.Cmp(from) < 0 || low.Cmp(to) > 0 {
			continue
		}
		if o := new(big.Rat).Sub(rational(d), middle); off == nil || o.Abs(o).Cmp(off) < 0 {
			best, off = d, o
		}
	}
	return best.String(), off != nil
}
