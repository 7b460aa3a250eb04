package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/money"
)

// target is the value of an indicator as it is understood: ≥35万元, 20个, 100%,
// 按时缴纳.
type target struct {
	text   string        // without spaces, signs of half width
	op     byte          // '>' at least or more, '<' at most or less, '=' else where said; 0 where not
	number money.Decimal // the first number
	known  bool          // number is set
	words  bool          // a number in Chinese words: 每月一次
	unit   string        // what follows the number
}

// the kinds of units
const (
	noUnit = iota
	percentUnit
	moneyUnit
	countUnit
)

// parseTarget reads an indicator's value.
func parseTarget(s string) target {
	t := target{text: foldValue(s)}
	if t.text == "" {
		return t
	}
	v := performance()
	t.op = operator(t.text, v)
	rest := t.text
	if after, ok := strings.CutPrefix(rest, "百分之"); ok && !strings.ContainsAny(rest, "0123456789") {
		t.words, t.unit = after != "", "%"
		return t
	}
	at := strings.IndexAny(rest, "0123456789")
	if at < 0 {
		t.words = chineseNumber(t.text, v.Measures)
		return t
	}
	end := at
	for end < len(rest) && (rest[end] >= '0' && rest[end] <= '9' || (rest[end] == '.' || rest[end] == ',') && end+1 < len(rest) && rest[end+1] >= '0' && rest[end+1] <= '9') {
		end++
	}
	if d, err := money.ParseDecimal(strings.ReplaceAll(rest[at:end], ",", "")); err == nil {
		t.number, t.known = d, true
	}
	t.unit = rest[end:]
	for _, words := range [...][]string{v.AtLeast, v.AtMost} {
		t.unit = strings.TrimPrefix(t.unit, longestPrefix(t.unit, words))
		t.unit = strings.TrimSuffix(t.unit, longestSuffix(t.unit, words))
	}
	return t
}

// operator tells which way a value is bound, by a sign before it or by words.
func operator(text string, v *perfWords) byte {
	switch r, _ := utf8.DecodeRuneInString(text); r {
	case '≥', '>', '≧', '⩾':
		return '>'
	case '≤', '<', '≦', '⩽':
		return '<'
	case '=':
		return '='
	}
	switch {
	case text[0] >= '0' && text[0] <= '9' && text[len(text)-1] < utf8.RuneSelf:
		return 0 // 100%, 35
	case strings.ContainsAny(text, "≥>≧") || holdsAny(text, v.AtLeast):
		return '>'
	case strings.ContainsAny(text, "≤<≦") || holdsAny(text, v.AtMost):
		return '<'
	}
	return 0
}

// numeric reports whether the value holds a number at all.
func (t *target) numeric() bool { return t.known || t.words }

// kind tells what the value's unit counts.
func (t *target) kind() int {
	switch {
	case t.unit == "":
		return noUnit
	case strings.HasPrefix(t.unit, "%"), strings.HasPrefix(t.unit, "‰"), strings.HasPrefix(t.unit, "个百分点"), strings.HasPrefix(t.unit, "百分点"):
		return percentUnit
	case startsWithAny(t.unit, []string{"元", "万元", "亿元", "千元", "百元", "百万元", "千万元"}):
		return moneyUnit
	}
	return countUnit
}

// amount is the value as money; false where it is none, or a price per piece.
func (t *target) amount() (money.Fen, bool) {
	if !t.known || t.kind() != moneyUnit || strings.ContainsAny(t.unit, "/每") {
		return 0, false
	}
	return t.inFen()
}

// inFen is the number in its unit of money, whatever stands behind it.
func (t *target) inFen() (money.Fen, bool) {
	unit := t.fenOfUnit()
	d := t.number
	if unit == 0 || d.Coef < 0 || d.Coef > 1e15/unit*100 {
		return 0, false
	}
	value := d.Coef * unit
	for range d.Scale {
		if value%10 != 0 {
			return 0, false
		}
		value /= 10
	}
	return money.Fen(value), true
}

// rounding is what an amount may have been rounded by: half of the last decimal, where it
// has as many as amounts in tables have.
func (t *target) rounding() money.Fen {
	const decimals = 2
	half := t.fenOfUnit() / 2
	if t.number.Scale < decimals {
		return 0
	}
	for range t.number.Scale {
		half /= 10
	}
	return money.Fen(half)
}

// fenOfUnit is the unit of money that stands behind the number, in 分; 0 where none does.
func (t *target) fenOfUnit() (unit int64) {
	for _, u := range [...]struct {
		word string
		fen  int64
	}{{"元", 1e2}, {"百元", 1e4}, {"千元", 1e5}, {"万元", 1e6}, {"百万元", 1e8}, {"千万元", 1e9}, {"亿元", 1e10}} {
		if strings.HasPrefix(t.unit, u.word) {
			unit = u.fen
		}
	}
	return unit
}

// cmpWhole compares a number with n.
func (t *target) cmpWhole(n int64) int { return t.number.Cmp(money.Decimal{Coef: n}) }

// count is the number where it is whole.
func (t *target) count() (int64, bool) {
	if !t.known || t.number.Scale != 0 {
		return 0, false
	}
	return t.number.Coef, true
}

// foldValue drops spaces and brings signs and digits to half width.
func foldValue(s string) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c == ' ' || c == '\n' || c == '\t' || c == 0xEF || c == 0xE3 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x80 || c == 0xC2 {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
		case r >= '！' && r <= '～':
			b.WriteRune(r - '！' + '!')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// chineseNumber reports whether a number in Chinese words stands before a measure
// word: 一次, 两期, 十二个.
func chineseNumber(s string, measures []string) bool {
	number := false
	for i, r := range s {
		if number && startsWithAny(s[i:], measures) {
			return true
		}
		number = strings.ContainsRune("一二两三四五六七八九十百千半", r) || number && strings.ContainsRune("零余多", r)
	}
	return false
}

// vagueWords reports whether a value is made of words that cannot be measured
// alone: 提高, 显著提升, 按时缴纳.
func vagueWords(s string, v *perfWords) bool {
	s = strings.TrimRight(s, "。；，、.;,")
	if s == "" || strings.ContainsAny(s, "0123456789%") {
		return false
	}
	vague := false
	for s != "" {
		if w := longestPrefix(s, v.Vague); w != "" {
			s, vague = s[len(w):], true
			continue
		}
		w := longestPrefix(s, v.Fillers)
		if w == "" {
			return false
		}
		s = s[len(w):]
	}
	return vague
}

func longestPrefix(s string, words []string) string {
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasPrefix(s, w) {
			best = w
		}
	}
	return best
}
