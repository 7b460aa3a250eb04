package compare

import (
	"math/big"

	"mingbai/internal/money"
)

// amount is a cell as printed, with its unit.
type amount struct {
	printed money.Printed
	unit    money.Unit
}

func (a amount) nothing() bool {
	return a.printed.Mark != money.Words && a.printed.Value.IsZero()
}

// sameAmount reports whether two prints mean the same amount: by digits where
// they are printed alike, else whether some amount is printed as both.
func sameAmount(a, b amount) bool {
	if a.printed.Mark == money.Words || b.printed.Mark == money.Words {
		return plain(a.printed.Text) == plain(b.printed.Text)
	}
	if a.nothing() && b.nothing() {
		return true
	}
	if a.nothing() || b.nothing() {
		return false
	}
	if a.unit == b.unit && a.printed.Value.Scale == b.printed.Value.Scale {
		return a.printed.Value.Cmp(b.printed.Value) == 0
	}
	x, errA := a.printed.Value.Interval(a.unit)
	y, errB := b.printed.Value.Interval(b.unit)
	if errA != nil || errB != nil {
		return a.unit == b.unit && a.printed.Value.Cmp(b.printed.Value) == 0
	}
	_, meet := x.Intersect(y)
	return meet
}

// difference is b − a in the unit that both are printed in, else in 元; empty
// where one is no amount.
func difference(a, b amount) (text, unit string) {
	if a.printed.Mark == money.Words || b.printed.Mark == money.Words {
		return "", ""
	}
	u := a.unit
	if a.unit != b.unit {
		u = money.Yuan
	}
	scale := max(a.printed.Value.Scale, b.printed.Value.Scale)
	d := new(big.Int).Sub(scaled(b, u, scale), scaled(a, u, scale))
	if !d.IsInt64() {
		return "", ""
	}
	out := money.Decimal{Coef: d.Int64(), Scale: scale}
	sign := ""
	if out.Sign() > 0 {
		sign = "+"
	}
	return sign + out.Grouped(), u.String()
}

// scaled is an amount in last places of a unit at a scale.
func scaled(a amount, u money.Unit, scale uint8) *big.Int {
	v := big.NewInt(a.printed.Value.Coef)
	for range scale - a.printed.Value.Scale {
		v.Mul(v, big.NewInt(10))
	}
	v.Mul(v, big.NewInt(a.unit.Fen()))
	return v.Quo(v, big.NewInt(u.Fen()))
}
