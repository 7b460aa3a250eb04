package rules

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"mingbai/examples"
	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
)

// published is the disclosure of the Datong example book.
func published(t *testing.T) (*budget.Disclosure, *profile.Profile) {
	t.Helper()
	folder, err := fs.Sub(examples.Books, "datong-2023")
	if err != nil {
		t.Fatal(err)
	}
	b, found := book.ReadFS(folder)
	if found.Has(diag.Error) {
		t.Fatal(found)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(b.Profile)
	if err != nil {
		t.Fatal(err)
	}
	d, found := compose.Compile(b, p, compose.Independent)
	if found.Has(diag.Error) {
		t.Fatal(found)
	}
	return d, p
}

func TestShow(t *testing.T) {
	if os.Getenv("SHOW") == "" {
		t.Skip()
	}
	d, p := published(t)
	rep := All().Check(check.New(d, p))
	for _, f := range rep.Findings {
		fmt.Println(f.Severity, f.Rule, f.Also, f.Ref.Address(), f.Ref.Section, f.Message)
	}
}

// own are the families that this file's tests speak for.
func own(rule string) bool {
	family, _, _ := strings.Cut(rule, "-")
	return slices.Contains([]string{"PRJ", "PERF", "AST", "PRO", "PER"}, family)
}

// No made-up clean book breaks a rule of projects, targets, assets, procurement
// or staff.
func TestCleanBooksKeepProjectRules(t *testing.T) {
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for n := range 300 {
		b := generate.Book(11, n)
		p, err := set.Load(b.Profile)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := compose.Compile(b, p, compose.Independent)
		for _, f := range All().Check(check.New(d, p)).Findings {
			if own(f.Rule) && f.Severity > diag.Note && seen[f.Rule] < 3 {
				seen[f.Rule]++
				t.Errorf("book %d: %s %s %s", n, f.Rule, f.Ref.Address(), f.Message)
			}
		}
	}
}
