package store

import (
	"database/sql/driver"
	"fmt"
	"math"
	"math/big"

	"mingbai/internal/money"
)

// Amount is an exact amount in 1/10000 yuan, fine enough for every print there
// is: 万元 with eight decimals. The largest is 922 万亿元.
type Amount int64

// Scale of an Amount: so many of them are a yuan.
const perYuan = 10_000

// AmountOf is the amount that d of a unit prints; ok is false where it is finer
// or larger than an Amount.
func AmountOf(d money.Decimal, u money.Unit) (a Amount, ok bool) {
	v := big.NewInt(d.Coef)
	v.Mul(v, big.NewInt(u.Fen()*perYuan/100))
	if d.Scale > 0 {
		rest := new(big.Int)
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Scale)), nil)
		if v.QuoRem(v, scale, rest); rest.Sign() != 0 {
			return 0, false
		}
	}
	return Amount(v.Int64()), v.IsInt64()
}

// AmountOfFen is an amount of fen; ok is false where it is too large.
func AmountOfFen(f money.Fen) (a Amount, ok bool) {
	const limit = math.MaxInt64 / (perYuan / 100)
	if f > limit || f < -limit {
		return 0, false
	}
	return Amount(f) * (perYuan / 100), true
}

// In is the amount in a unit, without trailing zeros: 2.5 for 25,000 yuan in 万元.
func (a Amount) In(u money.Unit) money.Decimal {
	return money.Decimal{Coef: int64(a), Scale: [...]uint8{4, 8, 12}[u]}.Trimmed(0)
}

// String is the amount in yuan.
func (a Amount) String() string { return a.In(money.Yuan).String() }

// Figure is an amount that may not be known: a blank cell, a table that is not
// there, a print that is no amount.
type Figure struct {
	Amount Amount
	Known  bool
}

// Scan reads a column.
func (f *Figure) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*f = Figure{}
	case int64:
		*f = Figure{Amount(v), true}
	default:
		return fmt.Errorf("金额在库里是 %T，应是整数", v)
	}
	return nil
}

// Value is the column's.
func (f Figure) Value() (driver.Value, error) {
	if !f.Known {
		return nil, nil
	}
	return int64(f.Amount), nil
}
