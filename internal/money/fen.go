// Package money holds exact amounts and what was printed of them.
//
//   - Fen is an exact amount, in 1/100 yuan: what a book holds.
//   - Decimal is a number as printed, with the scale it was printed with.
//   - Printed is what stands in a cell: a number, a blank, a dash.
//   - Interval is what a printed number allows: v ± half a unit of its last place.
//
// There are no floats here and no tolerance other than the interval's bound.
// Amounts are rounded half up (away from zero), as finance systems do.
package money

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Fen is an exact amount in 分, 1/100 yuan.
type Fen int64

// ErrOverflow is returned where an amount does not fit the range of its type;
// the number is not a budget's and should be reported as unreadable.
var ErrOverflow = errors.New("金额超出可表示的范围")

// FromYuan is n whole yuan.
func FromYuan(n int64) Fen { return Fen(n * 100) }

// Add is f+g; it fails with ErrOverflow rather than wrap.
func (f Fen) Add(g Fen) (Fen, error) {
	s := f + g
	if (s > f) != (g > 0) && g != 0 {
		return 0, ErrOverflow
	}
	return s, nil
}

// Abs is the amount without its sign.
func (f Fen) Abs() Fen {
	if f < 0 {
		return -f
	}
	return f
}

// String prints yuan plainly: "22100", "0.50". No separators; two decimals only
// where there are fen. ParseYuan reads it back.
func (f Fen) String() string {
	sign, u := "", uint64(f)
	if f < 0 {
		sign, u = "-", -u
	}
	if u%100 == 0 {
		return sign + strconv.FormatUint(u/100, 10)
	}
	return sign + strconv.FormatUint(u/100, 10) + "." + string([]byte{byte('0' + u%100/10), byte('0' + u%10)})
}

// Grouped prints yuan with thousands commas, as forms do: "1,823,200".
func (f Fen) Grouped() string { return group(f.String()) }

func group(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if frac != "" {
		b.WriteString("." + frac)
	}
	return sign + b.String()
}

// ParseYuan reads an exact amount of yuan, printed in any of the ways that
// ParsePrinted reads, with at most two decimals.
func ParseYuan(s string) (Fen, error) {
	p, err := ParsePrinted(s)
	if err != nil {
		return 0, err
	}
	if p.Mark != Number {
		return 0, fmt.Errorf("“%s”不是金额", strings.TrimSpace(s))
	}
	d := p.Value
	for d.Scale > 2 {
		if d.Coef%10 != 0 {
			return 0, fmt.Errorf("“%s”多于两位小数：元以下只到分", strings.TrimSpace(s))
		}
		d.Coef, d.Scale = d.Coef/10, d.Scale-1
	}
	for d.Scale < 2 {
		if d.Coef > math.MaxInt64/10 || d.Coef < math.MinInt64/10 {
			return 0, ErrOverflow
		}
		d.Coef, d.Scale = d.Coef*10, d.Scale+1
	}
	return Fen(d.Coef), nil
}

// Unit is the unit that a table is printed in.
type Unit uint8

// The units that budget documents use.
const (
	Yuan Unit = iota // 元
	Wan              // 万元
	Yi               // 亿元
)

// String is the unit's Chinese name.
func (u Unit) String() string { return [...]string{"元", "万元", "亿元"}[u] }

// ParseUnit reads a unit's Chinese name.
func ParseUnit(s string) (Unit, error) {
	switch strings.TrimSpace(s) {
	case "元":
		return Yuan, nil
	case "万元":
		return Wan, nil
	case "亿元":
		return Yi, nil
	}
	return 0, fmt.Errorf("金额单位“%s”不认识，应为元、万元或亿元", s)
}

// Fen is how many fen one unit holds.
func (u Unit) Fen() int64 { return [...]int64{100, 1_000_000, 10_000_000_000}[u] }

// MarshalText writes the Chinese name, UnmarshalText reads it.
func (u Unit) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads 元, 万元 or 亿元.
func (u *Unit) UnmarshalText(b []byte) (err error) {
	*u, err = ParseUnit(string(b))
	return err
}
