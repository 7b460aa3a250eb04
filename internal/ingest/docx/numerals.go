package docx

import (
	"strconv"
	"strings"
)

// inFormat is a number in one of Word's formats; those that are not known are
// shown in digits.
func inFormat(format string, n int) string {
	switch format {
	case "none":
		return ""
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "一, 二, 三, ...":
		return chinese(n, "〇一二三四五六七八九", "十百千")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		return each(n, "〇一二三四五六七八九")
	case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
		return legal(n)
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "decimalFullWidth", "decimalFullWidth2":
		return each(n, "０１２３４５６７８９")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		switch {
		case n >= 1 && n <= 20:
			return string(rune('①' + n - 1))
		case n > 20 && n <= 35:
			return string(rune('㉑' + n - 21))
		}
	case "decimalEnclosedParen":
		if n >= 1 && n <= 20 {
			return string(rune('⑴' + n - 1))
		}
	case "decimalEnclosedFullstop":
		if n >= 1 && n <= 20 {
			return string(rune('⒈' + n - 1))
		}
	case "ideographEnclosedCircle":
		if n >= 1 && n <= 10 {
			return string(rune('㊀' + n - 1))
		}
	case "ideographTraditional":
		return one(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return one(n, "子丑寅卯辰巳午未申酉戌亥")
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	}
	return strconv.Itoa(n)
}

// chinese counts: 十二, 二十, 一百零五.
func chinese(n int, digits, units string) string {
	d, u := []rune(digits), []rune(units)
	if n == 0 {
		return string(d[0])
	}
	if n >= 10_000 {
		rest := n % 10_000
		s := chinese(n/10_000, digits, units) + "万"
		switch {
		case rest == 0:
			return s
		case rest < 1000:
			s += "零"
		}
		if rest >= 10 && rest < 20 {
			s += string(d[1]) // 一十 after others
		}
		return s + chinese(rest, digits, units)
	}
	s, zero := "", false
	for i, step := 3, 1000; i >= 0; i, step = i-1, step/10 {
		digit := n / step % 10
		if digit == 0 {
			zero = s != ""
			continue
		}
		if zero {
			s += "零"
			zero = false
		}
		if digit != 1 || i != 1 || s != "" { // 十二, not 一十二
			s += string(d[digit])
		}
		if i > 0 {
			s += string(u[i-1])
		}
	}
	return s
}

// legal counts in the numerals of cheques: 壹拾贰.
func legal(n int) string {
	s := chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
	if strings.HasPrefix(s, "拾") {
		s = "壹" + s
	}
	return s
}

// each writes a number digit by digit.
func each(n int, digits string) string {
	d := []rune(digits)
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(d[c-'0'])
	}
	return b.String()
}

// one is the n-th of a row of signs.
func one(n int, signs string) string {
	if s := []rune(signs); n >= 1 && n <= len(s) {
		return string(s[n-1])
	}
	return strconv.Itoa(n)
}

// letters counts A … Z, AA … ZZ, as Word does.
func letters(n int, first rune) string {
	if n < 1 || n > 26*9 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n >= 4000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, step := range []struct {
		value int
		sign  string
	}{
		{1000, "M"},
		{900, "CM"},
		{500, "D"},
		{400, "CD"},
		{100, "C"},
		{90, "XC"},
		{50, "L"},
		{40, "XL"},
		{10, "X"},
		{9, "IX"},
		{5, "V"},
		{4, "IV"},
		{1, "I"},
	} {
		for n >= step.value {
			b.WriteString(step.sign)
			n -= step.value
		}
	}
	return b.String()
}
