package check

import (
	"slices"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

func printed(t *testing.T, s string) money.Printed {
	t.Helper()
	p, err := money.ParsePrinted(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLinksLeadFromATotalToItsPartsAndBack(t *testing.T) {
	cells := func(s string) []budget.Cell { return []budget.Cell{{Printed: printed(t, s)}} }
	d := &budget.Disclosure{Tables: []budget.Table{{ID: "T03", MoneyUnit: money.Wan, Panels: []budget.Panel{{
		Columns: []string{"合计"},
		Lines: []budget.Line{
			{Key: "合计", Total: true, Cells: cells("3.00")},
			{Key: "208", Cells: cells("1.00")},
			{Key: "210", Cells: cells("1.99")},
		},
	}}}}}
	s := New(d, &profile.Profile{})
	c := &Catalogue{Rules: []Rule{{ID: "SUM-001", Scope: "all", Relate: func(r *Relations) {
		r.Sum(r.Cell("T03", "", "合计", "合计"), r.Cell("T03", "", "208", "合计"), r.Cell("T03", "", "210", "合计"))
	}}}}
	s.Profile.Scopes = []string{"all"}
	total := s.Cell("T03", "", "合计", "合计")
	got := c.Links(s).Of(s.Cell("T03", "", "208", "合计"))
	if len(got) != 1 || got[0].Kind != SumLink || !slices.Equal(got[0].Left, []Var{total}) || len(got[0].Right) != 2 || !got[0].Rounded {
		t.Fatalf("links %+v", got)
	}
	if a := s.Address(total); a != (Address{Table: "T03", Line: "合计", Column: "合计"}) {
		t.Errorf("address %+v", a)
	}
}
