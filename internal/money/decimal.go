package money

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is the number Coef · 10^-Scale, with the scale it is printed with:
// 12.50 and 12.5 are equal in value and different in print.
type Decimal struct {
	Coef  int64
	Scale uint8
}

// maxScale bounds what can be printed; more decimals than this are not an amount.
const maxScale = 9

var pow10 = [...]int64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// IsZero reports whether the value is zero at whatever scale.
func (d Decimal) IsZero() bool { return d.Coef == 0 }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.Coef < 0:
		return -1
	case d.Coef > 0:
		return 1
	}
	return 0
}

// Abs is d without its sign.
func (d Decimal) Abs() Decimal {
	if d.Coef < 0 {
		d.Coef = -d.Coef
	}
	return d
}

// String prints d with exactly its scale: "-0.50".
func (d Decimal) String() string {
	sign, u := "", uint64(d.Coef)
	if d.Coef < 0 {
		sign, u = "-", -u
	}
	if d.Scale == 0 {
		return sign + strconv.FormatUint(u, 10)
	}
	p := uint64(pow10[d.Scale])
	return fmt.Sprintf("%s%d.%0*d", sign, u/p, int(d.Scale), u%p)
}

// Grouped prints d with thousands commas.
func (d Decimal) Grouped() string { return group(d.String()) }

// Cmp compares values, whatever the scales.
func (d Decimal) Cmp(e Decimal) int {
	if d.Scale == e.Scale {
		switch {
		case d.Coef < e.Coef:
			return -1
		case d.Coef > e.Coef:
			return 1
		}
		return 0
	}
	a, b := big.NewInt(d.Coef), big.NewInt(e.Coef)
	a.Mul(a, big.NewInt(pow10[e.Scale]))
	b.Mul(b, big.NewInt(pow10[d.Scale]))
	return a.Cmp(b)
}

// ParseDecimal reads a plain decimal: sign, digits, a point. No separators.
func ParseDecimal(s string) (Decimal, error) {
	body := strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	whole, frac, point := strings.Cut(body, ".")
	if whole+frac == "" || point && frac == "" || !digits(whole) || !digits(frac) {
		return Decimal{}, fmt.Errorf("“%s”不是数", s)
	}
	if len(frac) > maxScale {
		return Decimal{}, fmt.Errorf("“%s”小数多于%d位", s, maxScale)
	}
	n, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil {
		return Decimal{}, fmt.Errorf("“%s”：%w", s, ErrOverflow)
	}
	if s[0] == '-' {
		n = -n
	}
	return Decimal{n, uint8(len(frac))}, nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Round is the exact amount f in unit u at the given scale, half up: 124,480 元
// is 12.45 万元 at two decimals. Negative halves go away from zero.
func Round(f Fen, u Unit, scale int) Decimal {
	step := u.Fen() // fen of one last place, as a fraction step/pow10
	num := new(big.Int).Mul(big.NewInt(int64(f)), big.NewInt(pow10[scale]))
	return Decimal{quoHalfUp(num, big.NewInt(step)), uint8(scale)}
}

// Ratio is a/b as a percentage at the given scale, half up: Ratio(1, 3, 2) is
// 33.33. ok is false where b is zero: there is no rate on a zero base.
func Ratio(a, b Fen, scale int) (d Decimal, ok bool) {
	if b == 0 {
		return Decimal{}, false
	}
	num := new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(100*pow10[scale]))
	return Decimal{quoHalfUp(num, big.NewInt(int64(b))), uint8(scale)}, true
}

// quoHalfUp is num/den rounded half away from zero; num is consumed.
func quoHalfUp(num, den *big.Int) int64 {
	neg := num.Sign()*den.Sign() < 0
	num.Abs(num)
	den = new(big.Int).Abs(den)
	num.Add(num.Lsh(num, 1), den) // 2·num + den
	num.Quo(num, new(big.Int).Lsh(den, 1))
	n := num.Int64()
	if neg {
		return -n
	}
	return n
}

// ExactIn is f in unit u with all the decimals it has and no more, at least min:
// 124,480 元 in 万元 is 12.448. Nothing is rounded.
func ExactIn(f Fen, u Unit, minScale int) Decimal {
	scale := len(strconv.FormatInt(u.Fen(), 10)) - 1
	return Decimal{int64(f), uint8(scale)}.Trimmed(minScale)
}

// Trimmed is a decimal without the zeros at the end of its decimals, of which minScale
// stay at the least.
func (d Decimal) Trimmed(minScale int) Decimal {
	for int(d.Scale) > minScale && d.Coef%10 == 0 {
		d.Coef, d.Scale = d.Coef/10, d.Scale-1
	}
	return d
}
