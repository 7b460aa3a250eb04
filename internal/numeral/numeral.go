// Package numeral reads and writes the numbers that lists and headings are numbered with: 一, 十二,
// 九十九.
package numeral

import (
	"strconv"
	"strings"
)

const digits = "一二三四五六七八九"

// Number is what a number from 一 to 九十九 is; 0 for anything else.
func Number(s string) int {
	tens, ones, ten := strings.Cut(s, "十")
	if !ten {
		return digit(s)
	}
	n := 10
	if tens != "" {
		if n = 10 * digit(tens); n == 0 {
			return 0
		}
	}
	if ones == "" {
		return n
	}
	if one := digit(ones); one > 0 {
		return n + one
	}
	return 0
}

// digit is 一 to 九 as a number; 0 for anything else.
func digit(s string) int {
	i := strings.Index(digits, s)
	if i < 0 || len(s) != len("一") {
		return 0
	}
	return i/len("一") + 1
}

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
	for _, r := range []byte(strconv.Itoa(n)) {
		if r == '0' {
			b.WriteString("〇")
		} else {
			b.WriteString(d[r-'0'])
		}
	}
	return b.String()
}
