package rules

import "fmt"

// pairs tells which characters stand side by side in a text, as a table of hashes can:
// what it does not know the text does not have. Digits are all alike. One look at a text
// so answers for every expression whether it is worth running.
type pairs [32]uint64

// textEnd stands behind the last character of a text, as a word of wordSets may say.
const textEnd = '\x00'

func pairsOf(text string) (p pairs) {
	last := textEnd
	for _, r := range text {
		if r == '\u200b' || r == '\ufeff' { // nothing that shows
			continue
		}
		r = plainDigit(r)
		p.add(last, r)
		last = r
	}
	p.add(last, textEnd)
	return p
}

// plainDigit is 0 for every digit, of full width too, and any other character itself.
func plainDigit(r rune) rune {
	if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
		return '0'
	}
	return r
}

func (p *pairs) add(a, b rune) {
	k := pairNumber(a, b)
	p[k/64] |= 1 << (k % 64)
}

// pairNumber is where two characters stand in the table.
func pairNumber(a, b rune) uint16 { return uint16((uint32(a)*0x9E3779B1 + uint32(b)*0x85EBCA6B) >> 21) }

// wordSets are words, of each set of which one stands wherever an expression matches.
type wordSets [][]pairedWord

// pairedWord is the pairs of a word of two characters or more.
type pairedWord []uint16

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
			out = append(out, pairNumber(last, r))
		}
		last, first = r, false
	}
	if len(out) == 0 {
		panic(fmt.Sprintf("“%s”不足两个字", word))
	}
	return out
}

// mayHold reports whether a text may have a word of each set.
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

func (p *pairs) knows(k uint16) bool { return p[k/64]&(1<<(k%64)) != 0 }

func (p *pairs) mayHoldAll(w pairedWord) bool {
	for _, k := range w {
		if !p.knows(k) {
			return false
		}
	}
	return true
}
