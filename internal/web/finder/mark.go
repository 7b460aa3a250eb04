package finder

import (
	"unicode"
)

// piece is a part of a text; one with Hit is what was looked for.
type piece struct {
	Text string
	Hit  bool
}

// around is how many characters of a long text are shown before and after a hit.
const around = 60

// mark cuts a text at the words that it was found by. Width and case of letters
// do not count.
func mark(text string, words []string) []piece {
	r := []rune(text)
	hits := hits(r, words)
	var out []piece
	from := 0
	for at := 1; at <= len(r); at++ {
		if at == len(r) || hits[at] != hits[from] {
			out = append(out, piece{string(r[from:at]), hits[from]})
			from = at
		}
	}
	return out
}

// snippet is the part of a long text around the first hit, marked.
func snippet(text string, words []string) []piece {
	r := []rune(text)
	if len(r) <= 3*around {
		return mark(text, words)
	}
	first := 0
	for i, hit := range hits(r, words) {
		if hit {
			first = i
			break
		}
	}
	from, to := max(first-around, 0), min(first+2*around, len(r))
	out := mark(string(r[from:to]), words)
	if from > 0 {
		out = append([]piece{{Text: "…"}}, out...)
	}
	if to < len(r) {
		out = append(out, piece{Text: "…"})
	}
	return out
}

// hits says of each character whether it belongs to a word.
func hits(text []rune, words []string) []bool {
	out := make([]bool, len(text))
	for _, word := range words {
		w := []rune(word)
		for at := 0; len(w) > 0 && at+len(w) <= len(text); at++ {
			if !same(text[at:at+len(w)], w) {
				continue
			}
			for i := range w {
				out[at+i] = true
			}
		}
	}
	return out
}

func same(a, b []rune) bool {
	for i := range b {
		if fold(a[i]) != fold(b[i]) {
			return false
		}
	}
	return true
}

// fold makes wide letters and signs narrow, and capitals small.
func fold(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	return unicode.ToLower(r)
}
