package rules

import (
	"slices"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// clean is a made-up unit's disclosure without a fault, as it is read: with its
// outline. Each test gets its own copy to change.
func clean(t testing.TB, n int) (*budget.Disclosure, *profile.Profile) {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	b := generate.Book(11, n)
	p, err := set.Load(b.Profile)
	if err != nil {
		t.Fatal(err)
	}
	d, findings := compose.Compile(b, p, compose.Independent)
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	return d, p
}

// edit makes one fault in a clean disclosure.
type edit func(*budget.Disclosure)

// set prints an amount in a cell: set("T03[208].合计", "1.00").
func set(address, text string) edit {
	return func(d *budget.Disclosure) {
		c := cell(d, address)
		c.Printed, _ = money.ParsePrinted(text)
	}
}

// cell finds a cell by address, in whichever panel it stands; it panics where
// there is none, which fails the test that asked for it.
func cell(d *budget.Disclosure, address string) *budget.Cell {
	a, err := profile.ParseAddress(address)
	if err != nil {
		panic(err)
	}
	t := d.Table(a.Table)
	for p := range t.Panels {
		if c := t.Panels[p].Cell(a.Row, a.Column); c != nil {
			return c
		}
	}
	panic("no cell " + address)
}

// speaks reports whether a rule speaks on a disclosure, first or beside another.
func speaks(d *budget.Disclosure, p *profile.Profile, rule string) bool {
	for _, f := range All().Check(check.New(d, p)).Findings {
		if f.Rule == rule || slices.Contains(f.Also, rule) {
			return true
		}
	}
	return false
}
