package numfmt

import (
	"strconv"
	"strings"
	"time"
)

// Text shows text in the format.
func (f *Format) Text(s string) string {
	n := len(f.sections)
	for i := range f.sections {
		if sec := &f.sections[i]; sec.text && (i == n-1 || i == 3) {
			var b strings.Builder
			for _, t := range sec.tokens {
				switch t.kind {
				case literal:
					b.WriteString(t.s)
				case asText:
					b.WriteString(s)
				}
			}
			return b.String()
		}
	}
	if n >= 4 && len(f.sections[3].tokens) == 0 {
		return "" // text is not shown
	}
	return s
}

// Show shows a number in the format; from04 says that days are counted from 1904.
func (f *Format) Show(n Number, from04 bool) string {
	sec, signed := f.pick(n)
	if sec == nil {
		return n.general()
	}
	switch {
	case sec.date:
		if s, ok := sec.day(n, from04); ok {
			return s
		}
		return n.general()
	case sec.text || sec.fraction:
		return n.general()
	}
	sign := ""
	if n.negative && signed && !n.Zero() {
		sign = "-"
	}
	n.negative = false
	return sign + sec.show(n)
}

// pick is the section for a number, and whether that shows its sign. There is
// none where text alone has a section.
func (f *Format) pick(n Number) (*section, bool) {
	numbers := f.sections[:min(len(f.sections), 3)]
	if last := len(numbers) - 1; last > 0 && len(f.sections) < 4 && numbers[last].text {
		numbers = numbers[:last] // 0.00;@
	}
	for i := range numbers {
		if c := numbers[i].condition; c.op != "" {
			return choose(numbers, n)
		}
	}
	switch {
	case len(numbers) >= 2 && n.negative && !n.Zero():
		return &numbers[1], false
	case len(numbers) >= 3 && n.Zero():
		return &numbers[2], false
	}
	return &numbers[0], true
}

// choose is pick where sections have conditions.
func choose(sections []section, n Number) (*section, bool) {
	for i := range sections {
		c := sections[i].condition
		switch {
		case c.op != "" && c.holds(n):
			return &sections[i], !(c.op[0] == '<' && (c.value.negative || c.value.Zero()) && n.negative)
		case c.op == "" && i == 1 && len(sections) > 2 && !n.negative:
			continue // an unconditioned second section is for negative numbers
		case c.op == "":
			return &sections[i], true
		}
	}
	return &sections[len(sections)-1], true
}

// show shows a number without its sign.
func (s *section) show(n Number) string {
	n = n.times10(s.power)
	if s.exponent {
		return s.around(n.scientific(s.decimals, false))
	}
	whole, frac := n.split(s.decimals)
	if s.chinese > 0 {
		return s.around(inChinese(n, whole, frac, s))
	}
	if s.general {
		return s.around(n.general())
	}
	var b strings.Builder
	wholes, decimals := 0, 0
	started := false // the digits before the point are out
	for _, t := range s.tokens {
		switch t.kind {
		case literal:
			b.WriteString(t.s)
		case digit:
			if !started && s.whole > 0 && wholes < s.whole {
				wholes++
				s.wholeDigit(&b, whole, t.s, s.whole-wholes, wholes == 1)
				continue
			}
			s.decimal(&b, frac, decimals, t.s)
			decimals++
		case point:
			if s.whole == 0 {
				b.WriteString(whole)
			}
			started = true
			b.WriteByte('.')
		}
	}
	return b.String()
}

// around shows a number's text where the section has its digits, between the
// literals of the section.
func (s *section) around(number string) string {
	var b strings.Builder
	out := false
	for _, t := range s.tokens {
		if t.kind == literal {
			b.WriteString(t.s)
		} else if !out {
			out = true
			b.WriteString(number)
		}
	}
	return b.String()
}

// wholeDigit shows the digit at a place before the point, counted from the point;
// the first place takes all that stand before it too.
func (s *section) wholeDigit(b *strings.Builder, whole, place string, at int, first bool) {
	from := at
	if first {
		from = max(at, len(whole)-1)
	}
	for i := from; i >= at; i-- {
		switch {
		case i < len(whole):
			b.WriteByte(whole[len(whole)-1-i])
		case place == "0":
			b.WriteByte('0')
		case place == "?":
			b.WriteByte(' ')
			continue
		default:
			continue
		}
		if s.grouped && i > 0 && i%3 == 0 {
			b.WriteByte(',')
		}
	}
}

// decimal shows a digit after the point; an optional one is left out where only
// zeros follow.
func (s *section) decimal(b *strings.Builder, frac string, at int, place string) {
	if at >= len(frac) {
		return
	}
	if place != "0" && strings.Trim(frac[at:], "0") == "" {
		if place == "?" {
			b.WriteByte(' ')
		}
		return
	}
	b.WriteByte(frac[at])
}

// inChinese counts in Chinese numerals, with the digits after the point one by
// one.
func inChinese(n Number, whole, frac string, s *section) string {
	if s.general {
		plain, rest, _ := strings.Cut(n.general(), ".")
		whole, frac = plain, rest
	}
	digits, units := "〇一二三四五六七八九", "十百千"
	if s.chinese == 2 {
		digits, units = "零壹贰叁肆伍陆柒捌玖", "拾佰仟"
	}
	out := counted(strings.TrimLeft(whole, "0"), digits, units)
	if frac != "" {
		out += "." + oneByOne(frac, digits)
	}
	return out
}

func oneByOne(s, digits string) string {
	d := []rune(digits)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			b.WriteRune(d[s[i]-'0'])
		}
	}
	return b.String()
}

// counted reads digits as a number: 一百二十三万四千.
func counted(s, digits, units string) string {
	d, u := []rune(digits), []rune(units)
	if s == "" {
		return string(d[0])
	}
	var b strings.Builder
	zero, group := false, false
	for i := 0; i < len(s); i++ {
		place := len(s) - 1 - i
		switch c := s[i]; {
		case c == '0':
			zero = true
		default:
			if zero {
				b.WriteString("零")
				zero = false
			}
			b.WriteRune(d[c-'0'])
			if place%4 > 0 {
				b.WriteRune(u[place%4-1])
			}
			group = true
		}
		if place%4 == 0 && place > 0 && group {
			b.WriteString([]string{"亿", "万"}[place/4%2])
			group = false
		}
	}
	return b.String()
}

// day shows a serial number as a date or a time.
func (s *section) day(n Number, from04 bool) (string, bool) {
	if n.negative && !n.Zero() {
		return "", false
	}
	whole, frac := n.split(9)
	days, err := strconv.Atoi("0" + whole)
	if err != nil || days > 2958465 {
		return "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from04:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60: // the day 60 of 1900 never was
		epoch = epoch.AddDate(0, 0, 1)
	}
	billionths, _ := strconv.ParseInt(frac, 10, 64)
	seconds := (billionths*86400 + 500_000_000) / 1_000_000_000
	at := epoch.AddDate(0, 0, days).Add(time.Duration(seconds) * time.Second)
	half := false
	for _, t := range s.tokens {
		half = half || t.s == "am/pm"
	}
	var b strings.Builder
	for _, t := range s.tokens {
		switch t.kind {
		case literal:
			b.WriteString(t.s)
		case point:
			b.WriteByte('.')
		case dateCode:
			b.WriteString(s.code(t.s, at, half, int64(days)*86400+seconds))
		}
	}
	return b.String(), true
}

// code shows one code of a date.
func (s *section) code(code string, at time.Time, half bool, total int64) string {
	two := func(n int) string {
		if s.chinese > 0 {
			return inChinese(Number{}, strconv.Itoa(n), "", &section{chinese: s.chinese})
		}
		if len(code) > 1 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
		return strconv.Itoa(n)
	}
	switch code[0] {
	case 'y', 'e':
		year := strconv.Itoa(at.Year())
		if code[0] == 'y' && len(code) < 3 {
			year = year[2:]
		}
		if s.chinese > 0 {
			return oneByOne(year, "〇一二三四五六七八九")
		}
		return year
	case 'm':
		if len(code) == 3 {
			return at.Format("Jan")
		} else if len(code) > 3 {
			return at.Format("January")
		}
		return two(int(at.Month()))
	case 'd':
		if len(code) == 3 {
			return at.Format("Mon")
		} else if len(code) > 3 {
			return at.Format("Monday")
		}
		return two(at.Day())
	case 'h':
		if half {
			return two((at.Hour()+11)%12 + 1)
		}
		return two(at.Hour())
	case 'n':
		return two(at.Minute())
	case 's':
		return two(at.Second())
	case 'a':
		if code == "am/pm" {
			return map[bool]string{true: "下午", false: "上午"}[at.Hour() >= 12]
		}
		day := string([]rune("日一二三四五六")[at.Weekday()])
		if len(code) > 3 {
			return "星期" + day
		}
		return day
	}
	switch code {
	case "[h]":
		return strconv.FormatInt(total/3600, 10)
	case "[m]":
		return strconv.FormatInt(total/60, 10)
	case "[s]":
		return strconv.FormatInt(total, 10)
	}
	return ""
}
