package rules

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

func TestTies(t *testing.T) {
	hold(t, []fixture{
		{rule: "TIE-001", wrong: bump("T02[合计].合计", 300)},
		{rule: "TIE-002", wrong: bump("T03[合计].合计", 300)},
		{rule: "TIE-003", where: onlyGPB, wrong: bumpLine("T02", "", "合计", 300, ofLevel(3))},
		{rule: "TIE-004", wrong: bumpLine("T01", "spending", "合计", 300, ofLevel(1))},
		{rule: "TIE-005", wrong: bump("T05[合计].合计", 300)},
		{rule: "TIE-006", where: noneOfIt, wrong: bumpLine("T04", "spending", "一般公共预算", 300, ofLevel(1))},
		{rule: "TIE-007", where: withGFB, wrong: bump("T08[合计].合计", 300)},
		{rule: "TIE-008", where: withSOCB, wrong: bump("T09[支出合计].合计", 300)},
		{rule: "TIE-009", wrong: bump("T02[合计].一般公共预算", 300)},
		{rule: "TIE-010", wrong: bump("T04[一般公共预算].金额", 300)},
		{rule: "TIE-011", wrong: bump("T06[合计].合计", 300)},
		{rule: "TIE-012", where: onlyGPB, wrong: bumpLine("T05", "", "基本支出", 300, ofLevel(3))},
		{rule: "TIE-013", wrong: bumpLine("T05", "", "合计", 90_000_000, ofLevel(3))},
		{rule: "TIE-014", where: withStuff, wrong: bump("T12[合计].合计", 300)},
		{rule: "TIE-015", where: withStuff, wrong: bump("T12[合计].一般公共预算", 300)},
		{rule: "TIE-016", where: has("T13[合计].一般公共预算"), wrong: bump("T13[合计].一般公共预算", 90_000)},
		{rule: "TIE-017", wrong: bump("T06[30108].合计", 300)},
		{rule: "TIE-018", wrong: bump("T06[30109].合计", 300)},
		{rule: "TIE-019", wrong: bump("T06[30110].合计", 300)},
		{rule: "TIE-020", wrong: bump("T06[30113].合计", 300)},
		{rule: "TIE-021", where: has("T06[30302].合计"), wrong: bump("T06[30302].合计", 90_000_000)},
		{rule: "TIE-022", where: having(noneOfIt, divides), wrong: shift},
		{rule: "TIE-032", where: manyLines, wrong: pastedHigh},
		{rule: "TIE-026", wrong: bumpLine("T05", "", "合计", 300, ofLevel(3))},
	}, tie)
}

// TestCarriedOverInAFinalAccount: money that is no appropriation and was carried over
// makes the whole and the general budget's part differ.
func TestCarriedOverInAFinalAccount(t *testing.T) {
	f := fixture{rule: "TIE-012", where: onlyGPB}
	d, p, _ := f.make(t)
	if !noCarry(check.New(d, p)) {
		t.Fatal("something is carried over already")
	}
	for i := range d.Table("T01").Panels {
		if panel := &d.Table("T01").Panels[i]; panel.Key == "income" {
			l := budget.Line{Key: "年初结转和结余", Name: "年初结转和结余", Cells: make([]budget.Cell, len(panel.Columns))}
			l.Cells[0].Printed = money.PrintDecimal(money.Decimal{Coef: 1520, Scale: 2})
			panel.Lines = append(panel.Lines, l)
		}
	}
	if noCarry(check.New(d, p)) {
		t.Error("what was left of other years is not seen")
	}
}

// divides tells whether projects go whole into two items or more.
func divides(d *budget.Disclosure) bool {
	set, err := profile.Open("")
	if err != nil {
		return false
	}
	p, err := set.Load(d.Profile)
	if err != nil || speaks(d, p, "TIE-022") {
		return false
	}
	return len(spending(d)) > 1
}

// The message of TIE-022 tells names, codes and amounts apart.
func TestSubjectsAndProjectsAreToldApart(t *testing.T) {
	f := fixture{rule: "TIE-022", where: having(noneOfIt, divides)}
	d, p, _ := f.make(t)
	shift(d)
	for _, x := range All().Check(check.New(d, p)).Findings {
		if x.Rule != f.rule {
			continue
		}
		subjects, projects, _ := strings.Cut(x.Message, "；")
		for _, c := range spending(d)[:2] {
			l := lineWith(d, c)
			if want := fmt.Sprintf("%s（%s）%s万元", l.Name, l.Code, c.Printed.Value); !strings.Contains(subjects, want) {
				t.Errorf("%q does not say %q", x.Message, want)
			}
		}
		if l := d.Table("T12").Panel("").Lines[0]; !strings.Contains(projects, "“"+l.Name+"”") {
			t.Errorf("%q does not name the project %q", x.Message, l.Name)
		}
		return
	}
	t.Fatal("TIE-022 does not speak")
}

// lineWith is the line of T03 that a cell stands in.
func lineWith(d *budget.Disclosure, c *budget.Cell) *budget.Line {
	p := d.Table("T03").Panel("")
	for i := range p.Lines {
		if c == &p.Lines[i].Cells[2] {
			return &p.Lines[i]
		}
	}
	panic("the cell is not in T03")
}

func spending(d *budget.Disclosure) []*budget.Cell {
	var out []*budget.Cell
	p := d.Table("T03").Panel("")
	for i := range p.Lines {
		if c := &p.Lines[i].Cells[2]; p.Lines[i].Level == 3 && c.Printed.Value.Coef > 1000 {
			out = append(out, c)
		}
	}
	return out
}

// shift moves money of projects from one item to another.
func shift(d *budget.Disclosure) {
	list := spending(d)
	more(list[0], -777)
	more(list[1], 777)
}
