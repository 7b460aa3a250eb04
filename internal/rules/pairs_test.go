package rules

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A sentence is never passed over that has the words which are looked for, whatever
// stands around them.
func TestPairsPassOverNothing(t *testing.T) {
	texts := rapid.StringMatching(`[a增加减少持平，、元万年0-9０-９\x{200b}]{0,30}`)
	words := rapid.StringMatching(`[增加减少持平，元万年]{2,4}`)
	rapid.Check(t, func(t *rapid.T) {
		word, before, after := words.Draw(t, "word"), texts.Draw(t, "before"), texts.Draw(t, "after")
		first, next := texts.Draw(t, "first"), texts.Draw(t, "next")
		text := first + "。" + before + word + after + "；" + next
		sets := wordSetsOf([]string{"不在其中", word})
		held := false
		for _, s := range stretchesOf(text) {
			held = held || s.has.mayHold(sets) && strings.Contains(text[s.from:s.to], word)
		}
		if !held {
			t.Fatalf("“%s” is not found in “%s”", word, text)
		}
	})
}

// Digits are alike, and the end of a text is told from the end of a sentence.
func TestPairsOfDigitsAndEnds(t *testing.T) {
	for _, test := range []struct {
		text, word string
		want       bool
	}{
		{"比2025年增加", "比0", true},
		{"比２025年增加", "比0", true},
		{"比上年增加", "比0", false},
		{"为12.34", "0" + string(textEnd), true},
		{"为12.34。", "0" + string(textEnd), false},
		{"为12.34。无", "0。", true},
		{"共5个\u200b批", "个批", true},
	} {
		held := false
		for _, s := range stretchesOf(test.text) {
			held = held || s.has.mayHold(wordSetsOf([]string{test.word}))
		}
		if held != test.want {
			t.Errorf("%q in %q: %v", test.word, test.text, held)
		}
	}
}

// The sentences of a text are the whole of it.
func TestStretchesAreTheText(t *testing.T) {
	for _, text := range []string{"", "无", "无。", "一。二；三;四", "。。", "一。\u200b"} {
		var b strings.Builder
		for _, s := range stretchesOf(text) {
			b.WriteString(text[s.from:s.to])
		}
		if b.String() != text {
			t.Errorf("%q is %q", text, b.String())
		}
	}
}
