package ingest

import (
	"strings"
	"unicode/utf8"

	"mingbai/internal/money"
)

// unitOf takes the unit that a label gives: 项目资金（万元）.
func (f *formState) unitOf(text string) {
	if u, ok := bracketedUnit(text); ok {
		f.scale, f.unitSaid = u, true
	}
}

// bracketedUnit is the unit of money in brackets after a label.
func bracketedUnit(text string) (money.Unit, bool) {
	if _, cut, ok := unclosed(text); ok && plain(cut) == "万" { // the rest is on the next page
		return money.Wan, true
	}
	at := strings.LastIndex(text, "元")
	if at < 0 {
		return 0, false
	}
	i, n := strings.LastIndexAny(text[:at], "（("), strings.IndexAny(text[at:], "）)")
	if i < 0 || n < 0 {
		return 0, false
	}
	return moneyUnitOf(strings.Trim(text[i:at+n], "（("))
}

// unclosed parts a text that the page breaks off within brackets: 项目资金（万.
func unclosed(text string) (before, within string, ok bool) {
	i := strings.LastIndexAny(text, "（(")
	if i <= 0 || strings.ContainsAny(text[i:], "）)") {
		return text, "", false
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return text[:i], text[i+n:], true
}

// closes reports whether a text is the rest of such a one: 元）.
func closes(text string) bool {
	t := strings.TrimSpace(text)
	return len(t) <= 12 && (strings.HasSuffix(t, "）") || strings.HasSuffix(t, ")")) && !strings.ContainsAny(t, "（(")
}

// inFen is the exact amount that a decimal is in a unit; ok is false where it is
// none or does not fit.
func inFen(d money.Decimal, u money.Unit) (money.Fen, bool) {
	step, coef := u.Fen(), d.Coef
	for range d.Scale {
		if step%10 == 0 {
			step /= 10
			continue
		}
		if coef%10 != 0 {
			return 0, false
		}
		coef /= 10
	}
	f := money.Fen(coef * step)
	if step != 0 && int64(f)/step != coef {
		return 0, false
	}
	return f, true
}
