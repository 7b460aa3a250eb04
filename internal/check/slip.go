package check

import (
	"strconv"

	"mingbai/internal/money"
)

// The costs of explaining a print by a slip, the commonest slips first.
const (
	costDigits    = 1 // one digit wrong, dropped, doubled, or two swapped
	costPoint     = 2 // a factor of 10, 100 or 10 000, a sign
	costNeighbour = 3 // the value of the cell beside it
	costBlank     = 4 // left out, or filled in where nothing belongs
	costFar       = 6 // none of these
	costNegative  = 9 // less than nothing, where something was printed
)

// slips are the coefficients that one slip may have turned into what is printed.
func slips(p money.Printed, scale uint8) []int64 {
	if p.Mark != money.Number {
		return nil
	}
	c := p.Value.Coef
	out := []int64{-c, 0}
	for _, k := range []int64{10, 100, 1000, 10_000} {
		if abs(c) < farthest/k {
			out = append(out, c*k)
		}
		if c%k == 0 {
			out = append(out, c/k)
		} else {
			out = append(out, (c+k/2)/k) // digits that fell off the end
		}
	}
	if c >= 0 {
		return append(out, digitSlips(c, int(scale))...)
	}
	for _, d := range digitSlips(-c, int(scale)) {
		out = append(out, -d)
	}
	return out
}

// digitSlips are the numbers one digit away: changed, put in, taken out, swapped.
func digitSlips(c int64, scale int) []int64 {
	var out []int64
	add := func(b []byte) {
		if n, err := strconv.ParseInt(string(b), 10, 64); err == nil && n < farthest {
			out = append(out, n)
		}
	}
	digits := []byte(strconv.FormatInt(c, 10))
	for len(digits) <= scale { // 0.51 is 051
		digits = append([]byte{'0'}, digits...)
	}
	buf := make([]byte, 0, len(digits)+1)
	for i := range digits {
		for d := byte('0'); d <= '9'; d++ {
			buf = append(append(append(buf[:0], digits[:i]...), d), digits[i+1:]...)
			add(buf)
			buf = append(append(append(buf[:0], digits[:i]...), d), digits[i:]...)
			add(buf)
		}
		add(append(append(buf[:0], digits[:i]...), digits[i+1:]...))
		if i > 0 {
			buf = append(buf[:0], digits...)
			buf[i-1], buf[i] = buf[i], buf[i-1]
			add(buf)
		}
	}
	for d := byte('0'); d <= '9'; d++ {
		add(append(append(buf[:0], digits...), d))
	}
	return out
}

// slipCost tells how far fetched it is that c was meant where the number shows
// what it shows.
func (f *finder) slipCost(v Var, c int64) int {
	n := &f.numbers[v]
	p := n.printed.Value.Coef
	if n.printed.Mark != money.Number || c == 0 || p == 0 {
		return costBlank
	}
	if p*sign(c) >= 0 && oneDigit(abs(p), abs(c), int(n.scale)) {
		return costDigits
	}
	if c == -p {
		return costPoint
	}
	for _, k := range []int64{10, 100, 1000, 10_000} {
		if abs(c) < farthest/k && c*k == p || abs(p) < farthest/k && p*k == c {
			return costPoint
		}
	}
	for _, near := range f.near(v) {
		if near == p && p != 0 {
			return costNeighbour
		}
	}
	return costFar
}

func sign(c int64) int64 {
	if c < 0 {
		return -1
	}
	return 1
}

// OneSlip reports whether one slip of digits leads from a print to another of as many
// decimals: one wrong, left out or doubled, two swapped.
func OneSlip(a, b int64, scale int) bool { return oneDigit(abs(a), abs(b), scale) }

// Slips are the numbers from which one slip of digits leads to a print of as many decimals.
func Slips(coef int64, scale int) []int64 { return digitSlips(coef, scale) }

// oneDigit reports whether one slip of digits leads from a to b.
func oneDigit(a, b int64, scale int) bool {
	x, y := padded(a, scale), padded(b, scale)
	switch len(x) - len(y) {
	case 0:
		var at []int
		for i := range x {
			if x[i] != y[i] {
				at = append(at, i)
			}
		}
		return len(at) == 1 || len(at) == 2 && at[1] == at[0]+1 && x[at[0]] == y[at[1]] && x[at[1]] == y[at[0]]
	case 1:
		return without(x, y)
	case -1:
		return without(y, x)
	}
	return false
}

func padded(c int64, scale int) string {
	s := strconv.FormatInt(c, 10)
	for len(s) <= scale {
		s = "0" + s
	}
	return s
}

// without reports whether long less one digit is short.
func without(long, short string) bool {
	i := 0
	for i < len(short) && long[i] == short[i] {
		i++
	}
	return long[i+1:] == short[i:]
}
