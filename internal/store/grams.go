package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// folded is text as it is searched in: half-width, lower case.
func folded(s string) string { return strings.ToLower(width.Fold.String(s)) }

// runs splits folded text into runs of Chinese characters and of letters and
// digits; all else parts them.
func runs(s string) (out []string) {
	start, kind := -1, 0
	s = folded(s)
	for i, r := range s {
		k := script(r)
		if k != kind {
			if kind != 0 {
				out = append(out, s[start:i])
			}
			start, kind = i, k
		}
	}
	if kind != 0 {
		out = append(out, s[start:])
	}
	return out
}

// script is 1 for Chinese characters, 2 for letters and digits, 0 for the rest.
func script(r rune) int {
	switch {
	case unicode.Is(unicode.Han, r):
		return 1
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return 2
	}
	return 0
}

// gramSet gathers what a row is found by, each once.
type gramSet struct {
	seen map[string]bool
	list []string
}

func (g *gramSet) add(gram string) {
	if g.seen == nil {
		g.seen = map[string]bool{}
	}
	if !g.seen[gram] {
		g.seen[gram] = true
		g.list = append(g.list, gram)
	}
}

// The longest grams: of names, which are compared with the word afterwards; and of
// whole documents, which are not.
const (
	short = 2
	long  = 3
)

// text adds the grams of a text: each single Chinese character and neighbours up to
// longest, so that words of one and of two characters are found as surely as longer
// ones; words of letters and digits whole, and what they begin with up to nine.
func (g *gramSet) text(s string, longest int) {
	for _, run := range runs(s) {
		rs := []rune(run)
		if script(rs[0]) == 2 {
			g.add(run)
			for n := 3; n < min(len(rs), 10); n++ {
				g.add(string(rs[:n]))
			}
			continue
		}
		at := make([]int, 0, len(rs)+1) // where each character begins
		for i := range run {
			at = append(at, i)
		}
		at = append(at, len(run))
		for i := range rs {
			for n := 1; n <= longest && i+n <= len(rs); n++ {
				g.add(run[at[i]:at[i+n]])
			}
		}
	}
}

// grams are what a short text is found by.
func grams(s string) []string {
	var g gramSet
	g.text(s, short)
	return g.list
}

// needed are the grams of at most a length that a text must have for a word to be
// in it. A text that has all of them need not have the word.
func needed(word string, longest int) []string {
	var g gramSet
	for _, run := range runs(word) {
		rs := []rune(run)
		switch {
		case script(rs[0]) == 2 && (len(rs) < 3 || len(rs) > 9):
			g.add(run)
		case script(rs[0]) == 2:
			g.add(string(rs[:min(len(rs), 9)]))
		case len(rs) <= longest:
			g.add(run)
		default:
			for i := range len(rs) - longest + 1 {
				g.add(string(rs[i : i+longest]))
			}
		}
	}
	return g.list
}
