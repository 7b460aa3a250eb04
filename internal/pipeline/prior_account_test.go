package pipeline

import (
	"os"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
	"mingbai/internal/rules"
)

// budgetSaid makes the budget that a final account says there was: its items'
// 年初预算 as the lines of T05, the budget column of T10.
func budgetSaid(d *budget.Disclosure) *budget.Disclosure {
	items := budget.Panel{Columns: []string{"合计"}}
	for s := range d.Sections {
		var last money.Printed
		for p := range d.Sections[s].Paragraphs {
			for _, c := range d.Sections[s].Paragraphs[p].Claims {
				printed, _ := money.ParsePrinted(c.Text)
				a, err := profile.ParseAddress(c.Cell)
				switch {
				case c.Slot == "gpb_items.budget" || c.Slot == "gpb_total.budget":
					last = printed
				case (c.Slot == "gpb_items.amount" || c.Slot == "gpb_total") && err == nil && last.Text != "":
					items.Lines = append(items.Lines, budget.Line{Key: a.Row, Name: a.Row, Cells: []budget.Cell{{Printed: last}}})
					last = money.Printed{}
				}
			}
		}
	}
	public := budget.Panel{Columns: []string{"合计"}}
	for _, l := range d.Table("T10").Panels[0].Lines {
		for k, column := range d.Table("T10").Panels[0].Columns {
			if column == "年初预算" {
				public.Lines = append(public.Lines, budget.Line{Key: l.Key, Name: l.Name, Cells: []budget.Cell{l.Cells[k]}})
			}
		}
	}
	return &budget.Disclosure{
		Unit: d.Unit, Year: d.Year, Kind: "budget", Tables: []budget.Table{
			{ID: "T05", MoneyUnit: d.Table("T05").MoneyUnit, Panels: []budget.Panel{items}},
			{ID: "T10", MoneyUnit: d.Table("T10").MoneyUnit, Panels: []budget.Panel{public}},
		},
	}
}

// TestAPublishedAccountAgainstItsBudget: a published final account agrees with the
// budget that it tells of, and one changed line of that budget is found in the
// account's sentence, with the budget's amount.
func TestAPublishedAccountAgainstItsBudget(t *testing.T) {
	const file = "../../../shared/corpus/final2024-czj.pdf"
	if _, err := os.Stat(file); err != nil {
		t.Skip("没有 ../shared/corpus：", err)
	}
	r, err := newReaders(t.Context(), "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	read, err := r.recognised(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	said := budgetSaid(read.disclosure)
	outcome := func(rule string) (check.Result, []diag.Finding) {
		s := check.New(read.disclosure, read.profile)
		s.Budget = check.New(said, read.profile)
		s.Budget.Name = "预算.pdf"
		rep := rules.All().Check(s)
		var found []diag.Finding
		for _, f := range rep.Findings {
			if f.Rule == rule {
				found = append(found, f)
			}
		}
		for _, res := range rep.Results {
			if res.Rule.ID == rule {
				return res, found
			}
		}
		return check.Result{}, found
	}
	for rule, least := range map[string]int{"TIE-029": 10, "TPE-014": 6} {
		res, found := outcome(rule)
		if res.Outcome != check.Passed || res.Instances < least {
			t.Errorf("%s ended %s with %d places, want at least %d: %v", rule, res.Outcome, res.Instances, least, found)
		}
	}
	line := &said.Tables[0].Panels[0].Lines[3]
	was := line.Cells[0].Printed
	line.Cells[0].Printed = money.PrintDecimal(money.Decimal{Coef: was.Value.Coef + 777, Scale: was.Value.Scale})
	_, found := outcome("TIE-029")
	if len(found) != 1 || found[0].Ref.Text != was.Text || found[0].Expected != line.Cells[0].Printed.Text || !strings.Contains(found[0].Message, "预算.pdf") || found[0].Ref.Page == 0 {
		t.Errorf("%s changed to %s: %+v", was.Text, line.Cells[0].Printed.Text, found)
	}
}
