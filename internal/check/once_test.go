package check

import (
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Rules that say the same of one place speak once; a web page that has all of its
// paragraphs on one line has as many places as paragraphs.
func TestRulesSpeakOnceOfOnePlace(t *testing.T) {
	c := Catalogue{First: [][]string{{"NAR-019", "NAR-020"}}}
	for _, one := range []struct {
		name   string
		at, by place.Ref
		want   int
	}{
		{"one line of a text", place.Ref{Line: 7}, place.Ref{Line: 7}, 1},
		{"two lines of a text", place.Ref{Line: 7}, place.Ref{Line: 8}, 2},
		{"one paragraph of a page", place.Ref{Line: 3, Para: 40}, place.Ref{Line: 3, Para: 40}, 1},
		{"two paragraphs on one line of a page", place.Ref{Line: 3, Para: 40}, place.Ref{Line: 3, Para: 41}, 2},
		{"one line of two files", place.Ref{File: "a.txt", Line: 7}, place.Ref{File: "b.txt", Line: 7}, 2},
	} {
		got := c.speakOnce(diag.Findings{{Rule: "NAR-019", Ref: one.at}, {Rule: "NAR-020", Ref: one.by}})
		if len(got) != one.want {
			t.Errorf("%s: %d findings, want %d", one.name, len(got), one.want)
		}
		if one.want == 1 && (len(got[0].Also) != 1 || got[0].Also[0] != "NAR-020") {
			t.Errorf("%s: the one that is silent is not named: %v", one.name, got[0].Also)
		}
	}
}
