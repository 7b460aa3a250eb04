package ingest

import (
	"strings"
	"unicode/utf8"
)

// folded is a text made comparable: widths folded, spaces out, quotes alike. It
// remembers where each of its bytes stood, so that what is found in it can be
// quoted as it was printed.
type folded struct {
	s  string
	at []int32 // for each byte of s, and for its end, the byte in the text
}

// origin is the place in the text of byte i of the folding.
func (f *folded) origin(i int) int { return int(f.at[i]) }

// end is the place in the text where the character before byte i of the folding ends.
func (f *folded) end(text string, i int) int {
	if i == 0 {
		return 0
	}
	start := int(f.at[i-1])
	_, n := utf8.DecodeRuneInString(text[start:])
	return start + n
}

// foldText folds a sentence. A space between two digits stays, as one: there it
// sets two numbers apart.
func foldText(text string) folded {
	b := make([]byte, 0, len(text))
	at := make([]int32, 0, len(text)+1)
	space := false
	for i := 0; i < len(text); {
		if c := text[i]; c >= 0xe4 && c <= 0xe9 && i+3 <= len(text) { // an ordinary Chinese character
			b = append(b, text[i:i+3]...)
			at = append(at, int32(i), int32(i), int32(i))
			i += 3
			space = false
			continue
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		r = foldRune(r)
		if r == ' ' {
			space = true
			i += n
			continue
		}
		if r < 0 {
			i += n
			continue
		}
		if space && len(b) > 0 && isDigit(b[len(b)-1]) && r >= '0' && r <= '9' {
			b, at = append(b, ' '), append(at, int32(i-1))
		}
		space = false
		if r < utf8.RuneSelf {
			b, at = append(b, byte(r)), append(at, int32(i))
		} else {
			was := len(b)
			b = utf8.AppendRune(b, r)
			for range len(b) - was {
				at = append(at, int32(i))
			}
		}
		i += n
	}
	at = append(at, int32(len(text)))
	return folded{string(b), at}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// foldRune is the character that stands for r in comparisons: ' ' for spaces of
// all kinds, -1 for what has no width.
func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		if r <= ' ' {
			return ' '
		}
		return r
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	switch r {
	case '\u00a0', '\u3000', '\u2002', '\u2003', '\u2009', '\u202f', '\u0085', '\u2028':
		return ' '
	case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u2060':
		return -1
	case '“', '”', '„', '‟', '「', '」', '『', '』', '＂':
		return '"'
	case '‘', '’':
		return '\''
	case '﹙':
		return '('
	case '﹚':
		return ')'
	case '﹪':
		return '%'
	case '﹕', '∶':
		return ':'
	case '−', '－', '–':
		return '-'
	case '〇':
		return '○'
	case '⼀': // radicals that a PDF may show in place of characters
		return '一'
	}
	return r
}

// plain is a title, label or name made comparable: folded, without spaces and
// without the marks that people set or leave out.
func plain(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= '/' || c >= ':' && c <= '@' || c == 0xe2 || c == 0xef || c == 0xe3 || c == 0xc2 {
			return plainSlow(s)
		}
	}
	return s
}

func plainSlow(s string) string {
	var stack [128]byte
	b := stack[:0]
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if c > ' ' && !dropped[c] {
				b = append(b, c)
			}
			continue
		}
		if c >= 0xe4 && c <= 0xe9 && i+3 <= len(s) { // an ordinary Chinese character
			b = append(b, s[i:i+3]...)
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch r = foldRune(r); {
		case r < 0 || r == ' ' || r < utf8.RuneSelf && dropped[r]:
		case r == '、' || r == '。' || r == '·' || r == '…' || r == '《' || r == '》' || r == '—' || r == '〔' || r == '〕':
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

// dropped are the ASCII marks that comparing leaves out.
var dropped = [utf8.RuneSelf]bool{
	'"': true, '\'': true, ',': true, '.': true, ';': true, ':': true, '!': true, '?': true,
	'(': true, ')': true, '[': true, ']': true, '/': true, '-': true, '_': true,
}

// nominal is a name made comparable that keeps its inner marks, but not the
// ordinal before it (一、, ①, （一）, 1.) nor a colon after it.
func nominal(s string) string {
	_, rest := ordinal(s)
	return plain(rest)
}

// unnumbered is a name without the ordinal before it.
func unnumbered(s string) string {
	_, rest := ordinal(s)
	return rest
}

// ordinal splits off the number before a title: 一、 （一） 1、 1. ① 第一部分. num is
// the number as printed, without its marks; empty where there is none.
func ordinal(s string) (num, rest string) {
	t := strings.TrimLeft(s, " \t\u3000\u00a0")
	if r, n := utf8.DecodeRuneInString(t); r >= '①' && r <= '⑳' {
		return t[:n], t[n:]
	}
	open := false
	for _, p := range []string{"（", "(", "﹙"} {
		if strings.HasPrefix(t, p) {
			t, open = t[len(p):], true
			break
		}
	}
	n := 0
	for n < len(t) {
		r, w := utf8.DecodeRuneInString(t[n:])
		if r == ' ' || r == '\u3000' {
			n += w
			continue
		}
		if f := foldRune(r); !strings.ContainsRune("一二三四五六七八九十百", r) && (f < '0' || f > '9') {
			break
		}
		n += w
	}
	if n == 0 || n > 15 {
		return "", s
	}
	num = strings.TrimSpace(t[:n])
	after := t[n:]
	marks := []string{"、", "．", ".", "，", ","}
	if open {
		marks = []string{"）、", ")、", "）", ")"}
	}
	for _, m := range marks {
		if rest, ok := strings.CutPrefix(after, m); ok {
			if m == "." && rest != "" && isDigit(rest[0]) {
				break // a decimal
			}
			return num, strings.TrimLeft(rest, " \u3000")
		}
	}
	return "", s
}

// numbering is how a heading is numbered.
type numbering uint8

const (
	unmarked  numbering = iota
	chinese             // 一、
	bracketed           // （一）
	arabic              // 1、
)

// style is how a heading is numbered.
func style(s string) numbering {
	num, _ := ordinal(s)
	switch t := strings.TrimSpace(s); {
	case num == "":
		return unmarked
	case strings.HasPrefix(t, "（"), strings.HasPrefix(t, "("):
		return bracketed
	case strings.ContainsAny(num, "一二三四五六七八九十"):
		return chinese
	}
	return arabic
}

// yearless puts every year in a folded title to Y: 2023年, 2023年度 and a bare
// 2023 are the same.
func yearless(s string) string { return yearsAs(s, 0) }

// yearsAs is yearless for one year and puts any other to Z, where year is not 0.
func yearsAs(s string, year int) string {
	i := strings.IndexAny(s, "12")
	if i < 0 {
		return s
	}
	var stack [160]byte
	b := append(stack[:0], s[:i]...)
	for i < len(s) {
		y := yearAt(s, i)
		if y == 0 {
			b = append(b, s[i])
			i++
			continue
		}
		mark := byte('Y')
		if year != 0 && y != year {
			mark = 'Z'
		}
		b = append(b, mark)
		i += 4
		if strings.HasPrefix(s[i:], "年度") {
			i += len("年度")
		} else if strings.HasPrefix(s[i:], "年") {
			i += len("年")
		}
	}
	return string(b)
}

// yearAt is the year that four digits at i are, standing alone; 0 where there is none.
func yearAt(s string, i int) int {
	if i+4 > len(s) || i > 0 && isDigit(s[i-1]) || i+4 < len(s) && (isDigit(s[i+4]) || s[i+4] == '.') {
		return 0
	}
	y := 0
	for _, c := range []byte(s[i : i+4]) {
		if !isDigit(c) {
			return 0
		}
		y = y*10 + int(c-'0')
	}
	if y < 1990 || y > 2099 {
		return 0
	}
	return y
}
