package numfmt

import (
	"strconv"
	"strings"
)

// significant is how many digits a spreadsheet knows of a number. What a file has
// beyond them is the noise of binary arithmetic: 0.30000000000000004.
const significant = 15

// Number is a decimal: 0.digits times ten to the power of point.
type Number struct {
	negative bool
	digits   string // without zeros at either end; empty for zero
	point    int
}

// Zero reports whether a number is zero.
func (n Number) Zero() bool { return n.digits == "" }

// ParseNumber reads a number as workbooks store it: 2080502, 2.080502E6.
func ParseNumber(s string) (Number, bool) {
	var n Number
	switch {
	case strings.HasPrefix(s, "-"):
		n.negative, s = true, s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	mantissa := s
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa = s[:i]
		shift, err := strconv.Atoi(s[i+1:])
		if err != nil || shift > 400 || shift < -400 {
			return Number{}, false
		}
		n.point = shift
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	all := whole + frac
	if all == "" || len(all) > 400 || strings.Trim(all, "0123456789") != "" {
		return Number{}, false
	}
	n.point += len(whole)
	n.digits = all
	return n.tidy().round(significant), true
}

// tidy takes the zeros at both ends out.
func (n Number) tidy() Number {
	all := strings.TrimLeft(n.digits, "0")
	n.point -= len(n.digits) - len(all)
	n.digits = strings.TrimRight(all, "0")
	if n.digits == "" {
		n.point = 0
	}
	return n
}

// round keeps so many digits, half away from zero.
func (n Number) round(keep int) Number {
	if keep >= len(n.digits) {
		return n
	}
	if keep < 0 {
		return Number{negative: n.negative}
	}
	up := n.digits[keep] >= '5'
	kept := []byte(n.digits[:keep])
	for i := len(kept) - 1; up && i >= 0; i-- {
		if kept[i]++; kept[i] <= '9' {
			up = false
			break
		}
		kept[i] = '0'
	}
	if up {
		kept = append([]byte{'1'}, kept...)
		n.point++
	}
	n.digits = string(kept)
	return n.tidy()
}

// split is the number with so many decimals: digits before and after the point,
// none before it for a number below one.
func (n Number) split(decimals int) (whole, frac string) {
	n = n.round(n.point + decimals)
	if n.Zero() {
		return "", strings.Repeat("0", decimals)
	}
	digits, point := n.digits, n.point
	if point < 0 {
		digits, point = strings.Repeat("0", -point)+digits, 0
	}
	if len(digits) < point+decimals {
		digits += strings.Repeat("0", point+decimals-len(digits))
	}
	return digits[:point], digits[point : point+decimals]
}

// times10 shifts the point.
func (n Number) times10(power int) Number {
	if !n.Zero() {
		n.point += power
	}
	return n
}

// cmp compares with a whole number or a decimal.
func (n Number) cmp(m Number) int {
	sign := func(n Number) int {
		switch {
		case n.Zero():
			return 0
		case n.negative:
			return -1
		}
		return 1
	}
	if a, b := sign(n), sign(m); a != b || a == 0 {
		return a - b
	}
	c := n.point - m.point
	if c == 0 {
		c = strings.Compare(n.digits, m.digits)
	}
	if n.negative {
		return -c
	}
	return c
}

// general shows a number as a cell without a format does: in eleven places, with
// an exponent where it is very small. A whole number keeps its digits, where
// Excel has an exponent from the twelfth on, so that codes stay what they are.
func (n Number) general() string {
	sign := ""
	if n.negative && !n.Zero() {
		sign = "-"
	}
	if n.point <= -4 && len(n.digits)-n.point > 9 {
		return sign + n.scientific(5, true)
	}
	whole, frac := n.split(min(max(10-max(n.point, 1), 0), 9))
	frac = strings.TrimRight(frac, "0")
	if whole == "" {
		whole = "0"
		if frac == "" {
			return "0"
		}
	}
	if frac == "" {
		return sign + whole
	}
	return sign + whole + "." + frac
}

// scientific shows the number without its sign with an exponent: 1.23E-07.
func (n Number) scientific(decimals int, trim bool) string {
	m := n.round(decimals + 1)
	exponent := m.point - 1
	if m.Zero() {
		exponent = 0
	}
	whole, frac := m.times10(-exponent).split(decimals)
	if trim {
		frac = strings.TrimRight(frac, "0")
	}
	s := max(whole, "0")
	if frac != "" {
		s += "." + frac
	}
	sign := "+"
	if exponent < 0 {
		sign, exponent = "-", -exponent
	}
	if exponent < 10 {
		sign += "0"
	}
	return s + "E" + sign + strconv.Itoa(exponent)
}
