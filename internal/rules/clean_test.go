package rules

import (
	"fmt"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
)

// No rule speaks at warning or error on any of many made-up clean books, in
// either way of rounding.
func TestCleanBooksAreClean(t *testing.T) {
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	for _, rounding := range []compose.Rounding{compose.Independent, compose.Balanced} {
		said := map[string]int{}
		for n := range 300 {
			b := generate.Book(11, n)
			p, err := set.Load(b.Profile)
			if err != nil {
				t.Fatal(err)
			}
			d, found := compose.Compile(b, p, rounding)
			if found.Has(diag.Error) {
				t.Fatalf("book %d: %v", n, found)
			}
			for _, f := range All().Check(check.New(d, p)).Findings {
				if f.Severity == diag.Note {
					continue
				}
				if said[f.Rule]++; said[f.Rule] <= 2 {
					t.Errorf("%s, book %d: %s %s %s: %s", rounding, n, f.Rule, f.Severity, f.Place(), f.Message)
				}
			}
		}
		for rule, n := range said {
			t.Log(rounding, rule, n)
		}
	}
}

// BenchmarkCheck checks one made-up disclosure by all rules.
func BenchmarkCheck(b *testing.B) {
	set, err := profile.Open("")
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{0, 1, 2} {
		book := generate.Book(11, n)
		p, err := set.Load(book.Profile)
		if err != nil {
			b.Fatal(err)
		}
		d, _ := compose.Compile(book, p, compose.Independent)
		all := All()
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				all.Check(check.New(d, p))
			}
		})
	}
}
