package compare

import (
	"strconv"
	"strings"
	"unicode"

	"mingbai/internal/budget"
)

// marks are ways of writing one mark.
var marks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", "'", "’", "'", "－", "-", "—", "-", "–", "-", "−", "-", "・", "·", "•", "·")

// plain is a text without what does not count: spaces, the width of characters,
// ways of writing quotes and dashes, the grouping of digits.
func plain(s string) string {
	s = marks.Replace(budget.Fold(s))
	if !strings.Contains(s, ",") {
		return s
	}
	runes := []rune(s)
	var b strings.Builder
	for i, r := range runes {
		if r == ',' && i > 0 && unicode.IsDigit(runes[i-1]) && i+3 < len(runes) && unicode.IsDigit(runes[i+1]) && unicode.IsDigit(runes[i+2]) && unicode.IsDigit(runes[i+3]) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// timeless is a plain text with the years around year read as what they are to it.
func timeless(s string, year int) string {
	for _, y := range []struct {
		n    int
		word string
	}{{year, "〔本年〕"}, {year - 1, "〔上年〕"}, {year + 1, "〔下年〕"}} {
		s = replaceNumber(s, strconv.Itoa(y.n), y.word)
	}
	return s
}

// replaceNumber replaces a number that stands alone among digits and points.
func replaceNumber(s, number, with string) string {
	var b strings.Builder
	for {
		at := strings.Index(s, number)
		if at < 0 {
			b.WriteString(s)
			return b.String()
		}
		end := at + len(number)
		before := at > 0 && (digit(s[at-1]) || s[at-1] == '.')
		after := end < len(s) && (digit(s[end]) || s[end] == '.' && end+1 < len(s) && digit(s[end+1]))
		b.WriteString(s[:at])
		if before || after {
			b.WriteString(number)
		} else {
			b.WriteString(with)
		}
		s = s[end:]
	}
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// meansA and meansB are what a text means in its document.
func (c *comparer) meansA(s string) string { return c.means(s, c.a.Year) }
func (c *comparer) meansB(s string) string { return c.means(s, c.b.Year) }

func (c *comparer) means(s string, year int) string {
	s = plain(s)
	if c.SameYear() || year == 0 {
		return s
	}
	return timeless(s, year)
}

// sameText reports whether a text of the first document means what one of the
// second does.
func (c *comparer) sameText(a, b string) bool { return a == b || c.meansA(a) == c.meansB(b) }

// unnumbered is an entry of a list without its number: 一、, （二）, 3. .
func unnumbered(s string) string {
	t := strings.TrimLeft(plain(s), "(")
	rest := strings.TrimLeft(t, "一二三四五六七八九十0123456789")
	if bare := strings.TrimLeft(rest, ")、.:"); rest != t && bare != rest {
		return bare
	}
	return t
}

// apart cuts two texts to where they differ, with some of what stands around.
func apart(a, b string) (string, string) {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	m := 0
	for m < len(x)-n && m < len(y)-n && x[len(x)-1-m] == y[len(y)-1-m] {
		m++
	}
	const around = 12
	cut := func(r []rune) string {
		from, to := max(n-around, 0), min(len(r)-m+around, len(r))
		s := string(r[from:to])
		if from > 0 {
			s = "…" + s
		}
		if to < len(r) {
			s += "…"
		}
		return s
	}
	return cut(x), cut(y)
}
