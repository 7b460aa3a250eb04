package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// pairs tells which characters stand side by side in a text, as a table of hashes can:
// what it does not know the text does not have. Digits are all alike. One look at a
// sentence so answers for every expression whether it is worth running.
type pairs [16]uint64

// textEnd stands behind the last character of a text, as a word of wordSets may say.
const textEnd = '\x00'

// stretch is a sentence of a text, with the mark that ends it, or what stands before a
// semicolon.
type stretch struct {
	from, to int
	has      pairs
}

// stretchesOf cuts a text into sentences.
func stretchesOf(text string) []stretch {
	out := make([]stretch, 1, 2+strings.Count(text, "。"))
	now, last := &out[0], textEnd
	for i, r := range text {
		switch r {
		case '\u200b', '\ufeff': // nothing that shows
			continue
		}
		r = plainDigit(r)
		now.has.add(last, r)
		last = r
		if r == '。' || r == '；' || r == ';' {
			now.to = i + utf8.RuneLen(r)
			out = append(out, stretch{from: now.to})
			now = &out[len(out)-1]
		}
	}
	now.to = len(text)
	now.has.add(last, textEnd)
	return out
}

// plainDigit is 0 for every digit, of full width too, and any other character itself.
func plainDigit(r rune) rune {
	if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
		return '0'
	}
	return r
}

func (p *pairs) add(a, b rune) {
	k := pairOf(a, b)
	p[k.one/64] |= 1 << (k.one % 64)
	p[k.two/64] |= 1 << (k.two % 64)
}

func (p *pairs) has(k pairPlace) bool {
	return p[k.one/64]&(1<<(k.one%64)) != 0 && p[k.two/64]&(1<<(k.two%64)) != 0
}

// pairPlace is where two characters stand in the table: at two places, so that others seldom
// stand for them.
type pairPlace struct{ one, two uint16 }

func pairOf(a, b rune) pairPlace {
	h := uint32(a)*0x9E3779B1 + uint32(b)*0x85EBCA6B
	return pairPlace{uint16(h >> 22), uint16(h >> 12 & 1023)}
}

// wordSets are words, of each set of which one stands wherever an expression matches.
type wordSets [][]pairedWord

// pairedWord is the pairs of a word of two characters or more.
type pairedWord []pairPlace

func wordSetsOf(sets ...[]string) (out wordSets) {
	for _, words := range sets {
		var set []pairedWord
		for _, w := range words {
			set = append(set, pairedWordOf(w))
		}
		out = append(out, set)
	}
	return out
}

func pairedWordOf(word string) (out pairedWord) {
	last, first := rune(0), true
	for _, r := range word {
		r = plainDigit(r)
		if !first {
			out = append(out, pairOf(last, r))
		}
		last, first = r, false
	}
	if len(out) == 0 {
		panic(fmt.Sprintf("“%s”不足两个字", word))
	}
	return out
}

// mayHold reports whether a sentence may have a word of each set.
func (p *pairs) mayHold(sets wordSets) bool {
	for _, set := range sets {
		if !p.mayHoldAny(set) {
			return false
		}
	}
	return true
}

func (p *pairs) mayHoldAny(set []pairedWord) bool {
	for _, w := range set {
		if p.mayHoldAll(w) {
			return true
		}
	}
	return false
}

func (p *pairs) mayHoldAll(w pairedWord) bool {
	for _, k := range w {
		if !p.has(k) {
			return false
		}
	}
	return true
}
