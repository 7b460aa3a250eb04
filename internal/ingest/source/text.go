package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean is a text as it is seen: line ends are \n, blanks at the ends of lines
// and empty lines are gone, as is what has no width.
func Clean(s string) string {
	if !unclean(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\r', '\v', '\f', '\u2028', '\u2029':
			return '\n'
		case '\u00a0':
			return ' '
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
			return -1
		}
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
	if !strings.Contains(s, "\n") {
		return strings.Trim(s, blanks)
	}
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.Trim(line, blanks); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

const blanks = " \t\u3000"

// unclean reports whether Clean would change s; it may err on the careful side.
func unclean(s string) bool {
	if s == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(blanks, first) || strings.ContainsRune(blanks, last) {
		return true
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' && c != '\t', c == 0x7f, c == 0xc2, c == 0xef && strings.HasPrefix(s[i:], "\ufeff"):
			return true
		case c == 0xe2 && i+1 < len(s) && (s[i+1] == 0x80 || s[i+1] == 0x81): // general punctuation
			switch r, _ := utf8.DecodeRuneInString(s[i:]); r {
			case '\u200b', '\u200c', '\u200d', '\u2028', '\u2029', '\u2060':
				return true
			}
		}
	}
	return false
}

// Join puts lines together to one: with nothing between where a Chinese
// character stands on either side, else with a blank.
func Join(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 && b.Len() > 0 && line != "" && !closes(b.String(), line) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

func closes(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return Wide(a) || Wide(b)
}

// Wide reports whether a character is Chinese script or punctuation of its width,
// beside which no blank is put.
func Wide(r rune) bool {
	return r >= 0x2e80 && (unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef)
}

// maxCaption is how many characters a caption may have.
const maxCaption = 50

// IsCaption reports whether a paragraph beside a picture reads as its caption:
// 一般公共预算支出结构图, 图1 收入构成.
func IsCaption(s string) bool {
	if strings.ContainsAny(s, "。；\n") || utf8.RuneCountInString(s) > maxCaption {
		return false
	}
	rest, numbered := strings.CutPrefix(s, "图")
	rest = strings.TrimLeft(rest, " 　")
	return strings.HasSuffix(s, "图") || numbered && rest != "" && strings.ContainsAny(rest[:1], "0123456789") ||
		numbered && (strings.HasPrefix(rest, "一") || strings.HasPrefix(rest, "二") || strings.HasPrefix(rest, "三"))
}
