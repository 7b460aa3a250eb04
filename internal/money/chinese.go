package money

import "strings"

// Ordinal is n in Chinese numerals as lists are numbered: 一, 十, 二十一, for n
// from 1 to 99; larger ones are written digit by digit.
func Ordinal(n int) string {
	d := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 1:
		return "〇"
	case n < 10:
		return d[n]
	case n < 20:
		return "十" + d[n-10]
	case n < 100:
		return d[n/10] + "十" + d[n%10]
	}
	var b strings.Builder
	for _, r := range []byte(Decimal{Coef: int64(n)}.String()) {
		if r == '0' {
			b.WriteString("〇")
		} else {
			b.WriteString(d[r-'0'])
		}
	}
	return b.String()
}
