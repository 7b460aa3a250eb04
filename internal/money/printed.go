package money

import (
	"fmt"
	"strings"
)

// Mark says what kind of thing stands in a cell for amounts. Blank, a dash and
// zero are three different things in print, though all count as nothing in a sum.
type Mark uint8

// What a cell can hold.
const (
	Blank  Mark = iota // nothing printed
	Dash               // — or -
	Number             // a number, zero included
	Words              // text that is no amount, kept as it stands
)

// Printed is the content of a cell for amounts: what it says, and as what it
// was printed.
type Printed struct {
	Text  string // as printed, untouched
	Mark  Mark
	Value Decimal // zero unless Mark is Number
}

// PrintDecimal is the cell that prints d plainly.
func PrintDecimal(d Decimal) Printed { return Printed{Text: d.String(), Mark: Number, Value: d} }

// ParsePrinted reads what a cell for amounts shows, in every way that such
// documents print it: 1,234.56 · 1234.56 · １，２３４．５６ · blank · — · 0 · (12.3) ·
// （12.3） · −12.3. Text that is none of these is an error naming what is wrong
// with it; the text itself stays with the caller, in a Printed marked Words.
func ParsePrinted(s string) (Printed, error) {
	p, err := parsePrinted(s)
	if err != nil {
		p.Mark = Words
	}
	return p, err
}

func parsePrinted(s string) (Printed, error) {
	p := Printed{Text: s}
	t := plain(s)
	switch t {
	case "":
		return p, nil
	case "-", "--", "---":
		p.Mark = Dash
		return p, nil
	}
	negative := false
	if strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")") {
		t, negative = t[1:len(t)-1], true
		if strings.HasPrefix(t, "-") || strings.HasPrefix(t, "(") {
			return p, fmt.Errorf("“%s”：括号与负号重复", s)
		}
	}
	t, err := ungroup(t)
	if err != nil {
		return p, fmt.Errorf("“%s”：%w", s, err)
	}
	d, err := ParseDecimal(t)
	if err != nil {
		return p, fmt.Errorf("“%s”不是金额", s)
	}
	if negative {
		d.Coef = -d.Coef
	}
	p.Mark, p.Value = Number, d
	return p, nil
}

// plain folds full-width digits and marks to ASCII, minus signs and long dashes
// to "-", and drops spaces around and the yuan sign before.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r >= '！' && r <= '～':
			b.WriteRune(r - '！' + '!')
		case r == '−' || r == '–' || r == '—' || r == '―' || r == '﹣':
			b.WriteByte('-')
		case r == '\u00a0' || r == '\u3000' || r == '\u2009' || r == '\u202f':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	t := strings.TrimSpace(b.String())
	t = strings.TrimSpace(strings.TrimLeft(t, "¥￥"))
	return t
}

// ungroup takes thousands commas out, and refuses them where they do not stand
// between groups of three.
func ungroup(t string) (string, error) {
	if !strings.Contains(t, ",") {
		return t, nil
	}
	whole, frac, point := strings.Cut(t, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		n := len(strings.TrimLeft(g, "-+"))
		if i == 0 && (n == 0 || n > 3) || i > 0 && len(g) != 3 {
			return "", fmt.Errorf("千分位逗号的位置不对")
		}
	}
	t = strings.Join(groups, "")
	if point {
		t += "." + frac
	}
	return t, nil
}

// isPlain reports that there is nothing to fold in s, as in nearly every amount.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
