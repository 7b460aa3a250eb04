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

// grams are what a text is found by: each two neighbouring Chinese characters,
// and each single one, so that words of one and of two characters are found as
// surely as longer ones; words of letters and digits whole, and what they begin
// with up to ten letters, so that a code is found by its class.
func grams(s string) []string {
	seen := map[string]bool{}
	var out []string
	add := func(g string) {
		if !seen[g] {
			seen[g] = true
			out = append(out, g)
		}
	}
	for _, run := range runs(s) {
		rs := []rune(run)
		if script(rs[0]) == 2 {
			add(run)
			for n := 3; n < min(len(rs), 10); n++ {
				add(string(rs[:n]))
			}
			continue
		}
		for i := range rs {
			add(string(rs[i]))
			if i+1 < len(rs) {
				add(string(rs[i : i+2]))
			}
		}
	}
	return out
}

// needed are the grams that a text must have for a word to be in it. A word of
// which a text has all grams need not be in it: that is checked on the text.
func needed(word string) []string {
	seen := map[string]bool{}
	var out []string
	for _, run := range runs(word) {
		rs := []rune(run)
		var of []string
		switch {
		case script(rs[0]) == 2:
			of = []string{string(rs[:min(len(rs), 9)])}
			if len(rs) < 3 || len(rs) > 9 {
				of = []string{run}
			}
		case len(rs) == 1:
			of = []string{run}
		default:
			for i := range len(rs) - 1 {
				of = append(of, string(rs[i:i+2]))
			}
		}
		for _, g := range of {
			if !seen[g] {
				seen[g] = true
				out = append(out, g)
			}
		}
	}
	return out
}
