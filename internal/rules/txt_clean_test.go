package rules

import (
	"slices"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
)

// textFamilies are the families of words, codes, form and order.
var textFamilies = []string{"CODE", "FORM", "ORD", "TXT", "DAT", "PUB", "SEC", "GLO"}

// textRules is a catalogue of those families alone.
func textRules() *check.Catalogue {
	return &check.Catalogue{Rules: slices.Concat(code, form, ord, txt, dat, pub, sec, glo), First: first}
}

// TestTextRulesAreSilentOnCleanBooks checks made-up books that have no fault:
// nothing louder than a note may be said of them.
func TestTextRulesAreSilentOnCleanBooks(t *testing.T) {
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for n := range 300 {
		b := generate.Book(uint64(5), n)
		p, err := set.Load(b.Profile)
		if err != nil {
			t.Fatal(err)
		}
		d, findings := compose.Compile(b, p, compose.Independent)
		if findings.Has(diag.Error) {
			t.Fatal(findings)
		}
		for _, f := range textRules().Check(check.New(d, p)).Findings {
			said[f.Rule]++
			if f.Severity > diag.Note && said[f.Rule] < 4 {
				t.Errorf("book %d: %s %s: %s", n, f.Rule, f.Ref.Address(), f.Message)
			}
		}
	}
	t.Log("notes:", said)
}
