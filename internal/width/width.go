// Package width measures and breaks text by the columns that it takes on a
// terminal, where a Chinese character takes two.
package width

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Of is how many columns a text takes on a terminal, colours not counted.
func Of(s string) (n int) {
	escape := false
	for _, r := range s {
		switch {
		case escape:
			escape = r != 'm'
		case r == '\x1b':
			escape = true
		default:
			n += ofRune(r)
		}
	}
	return n
}

func ofRune(r rune) int {
	if unicode.Is(unicode.Mn, r) || unicode.IsControl(r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.EastAsianAmbiguous:
		if strings.ContainsRune("“”‘’…—·≥≤×÷①②③④⑤", r) {
			return 2 // as Chinese terminals draw them
		}
	}
	return 1
}

// Fold breaks text into lines of at most so many columns, between words of Latin
// letters and anywhere between Chinese characters, but never before a closing mark.
func Fold(text string, limit int) []string {
	limit = max(limit, 20)
	var lines []string
	var line strings.Builder
	at := 0
	for _, piece := range pieces(text) {
		n := Of(piece)
		if at > 0 && at+n > limit {
			lines = append(lines, strings.TrimRight(line.String(), " "))
			line.Reset()
			at = 0
			piece = strings.TrimLeft(piece, " ")
			n = Of(piece)
		}
		for n > limit { // a word longer than a line
			head, rest := cut(piece, limit)
			lines = append(lines, head)
			piece, n = rest, Of(rest)
		}
		line.WriteString(piece)
		at += n
	}
	return append(lines, strings.TrimRight(line.String(), " "))
}

// pieces splits text where a line may end.
func pieces(text string) []string {
	var out []string
	start := 0
	runes := []rune(text)
	for i := 1; i <= len(runes); i++ {
		if i == len(runes) || breaks(runes[i-1], runes[i]) {
			out = append(out, string(runes[start:i]))
			start = i
		}
	}
	return out
}

func breaks(a, b rune) bool {
	if strings.ContainsRune("，。；：！？、）】》”’％%…", b) || strings.ContainsRune("（【《“‘", a) || a == '\x1b' {
		return false
	}
	return b == ' ' || ofRune(a) == 2 || ofRune(b) == 2
}

func cut(s string, limit int) (head, rest string) {
	n := 0
	for i, r := range s {
		if n += ofRune(r); n > limit {
			return s[:i], s[i:]
		}
	}
	return s, ""
}
