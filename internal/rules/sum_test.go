package rules

import (
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

func TestSumsBalancesHierarchy(t *testing.T) {
	hold(t, []fixture{
		{rule: "SUM-001", wrong: bumpLine("T03", "", "合计", 300, ofLevel(3))},
		{rule: "SUM-002", wrong: bumpLine("T05", "", "合计", 300, ofLevel(3))},
		{rule: "SUM-003", wrong: bumpLine("T02", "", "合计", 300, ofLevel(3))},
		{rule: "SUM-004", wrong: bumpLine("T06", "", "合计", 300, ofLevel(2))},
		{rule: "SUM-005", wrong: bump("T06[合计].人员经费", 300)},
		{rule: "SUM-006", wrong: bumpLine("T06", "", "合计", 300, ofLevel(1))},
		{rule: "SUM-007", wrong: func(d *budget.Disclosure) {
			l := lineWhere(d, "T06", "", func(l *budget.Line) bool { return l.Code == "30201" })
			l.Cells[1], l.Cells[2] = l.Cells[2], l.Cells[1]
		}},
		{rule: "SUM-008", wrong: bumpLine("T01", "spending", "合计", 300, ofLevel(1))},
		{rule: "SUM-009", wrong: bump("T01[本年收入合计].金额", 300)},
		{rule: "SUM-010", wrong: bump("T01[本年支出合计].合计", 300)},
		{rule: "SUM-011", wrong: bumpLine("T04", "spending", "小计", 300, ofLevel(1))},
		{rule: "SUM-012", wrong: bump("T04[本年支出合计].小计", 300)},
		{rule: "SUM-013", where: withStuff, wrong: bump("T12[合计].合计", 300)},
		{rule: "SUM-014", where: has("T13[合计].合计"), wrong: bump("T13[合计].合计", 300)},
		{rule: "SUM-015", where: has("T07[合计].政府性基金收入预算"), wrong: bumpLine("T07", "", "政府性基金收入预算", 300, ofLevel(2))},
		{rule: "SUM-016", where: withGFB, wrong: bumpLine("T08", "", "合计", 300, ofLevel(3))},
		{rule: "SUM-021", wrong: set("T03[合计].合计", "12,34.5")},
		{rule: "SUM-022", where: basicOnly, wrong: conflict},
		{rule: "SUM-023", wrong: func(d *budget.Disclosure) {
			c := &lineWhere(d, "T03", "", ofLevel(3)).Cells[0]
			c.Printed = money.PrintDecimal(money.Decimal{Coef: c.Printed.Value.Coef * 10_000, Scale: 2})
		}},
		{rule: "SUM-024", wrong: func(d *budget.Disclosure) {
			for i := range d.Table("T03").Panel("").Lines {
				more(&d.Table("T03").Panel("").Lines[i].Cells[0], -1)
			}
		}},
		{rule: "BAL-001", wrong: bump("T01[收入总计].金额", 300)},
		{rule: "BAL-002", wrong: bump("T01[收入总计].金额", 300)},
		{rule: "BAL-003", wrong: bump("T01[支出总计].合计", 300)},
		{rule: "BAL-004", wrong: bump("T04[收入总计].金额", 300)},
		{rule: "BAL-005", wrong: bump("T04[收入总计].金额", 300)},
		{rule: "BAL-006", wrong: bump("T04[一般公共预算].金额", 300)},
		{rule: "BAL-008", wrong: bump("T01[上年结转].金额", 300)},
		{rule: "BAL-010", wrong: bump("T04[收入总计].金额", 900_000_000)},
		{rule: "HIE-001", wrong: bumpLine("T02", "", "合计", 300, ofLevel(2))},
		{rule: "HIE-002", wrong: bumpLine("T03", "", "合计", 300, ofLevel(2))},
		{rule: "HIE-003", wrong: bumpLine("T05", "", "合计", 300, ofLevel(2))},
		{rule: "HIE-004", where: withGFB, wrong: bumpLine("T08", "", "合计", 300, ofLevel(2))},
		{rule: "HIE-005", where: withSOCB, wrong: bumpLine("T09", "spending", "合计", 300, ofLevel(2))},
		{rule: "HIE-006", under: func(p *profile.Profile) { p.Scopes = []string{"SB"} }, wrong: bumpLine("T06", "", "合计", 300, ofLevel(1))},
		{rule: "HIE-007", wrong: dropLines("T03", "", ofCode("22102"))},
		{rule: "HIE-008", wrong: dropLines("T05", "", ofLevel(3))},
		{rule: "HIE-009", wrong: func(d *budget.Disclosure) {
			p := d.Table("T03").Panel("")
			p.Lines = append(p.Lines, p.Lines[len(p.Lines)-1])
		}},
		{rule: "HIE-010", wrong: func(d *budget.Disclosure) { lineWhere(d, "T03", "", ofLevel(3)).Code = "208050" }},
		{rule: "HIE-011", wrong: func(d *budget.Disclosure) {
			p := d.Table("T03").Panel("")
			i := len(p.Lines) - 1
			for p.Lines[i].Level != 1 {
				i--
			}
			p.Lines = append(append(append([]budget.Line{}, p.Lines[:1]...), p.Lines[i:]...), p.Lines[1:i]...)
		}},
		{rule: "HIE-012", wrong: bumpLine("T03", "", "合计", 300, ofCode("22102"))},
	}, sum, bal, hie)
}

// housing is the class of housing and its only division, in lines of T03.
func housing(d *budget.Disclosure) (class, division *budget.Line) {
	return lineWhere(d, "T03", "", ofCode("221")), lineWhere(d, "T03", "", ofCode("22102"))
}

// basicOnly tells whether housing is paid from basic expenditure alone.
func basicOnly(d *budget.Disclosure) bool {
	class, _ := housing(d)
	return class.Cells[2].Printed.Mark != money.Number && class.Cells[1].Printed.Mark == money.Number
}

// conflict prints what should be three times the same number each a last place
// higher than the one before: every sum holds within rounding, together they cannot.
func conflict(d *budget.Disclosure) {
	class, division := housing(d)
	more(&class.Cells[0], -1)
	more(&division.Cells[1], 1)
}

// Blanks, dashes and zeros count alike in every sum.
func TestZerosCountAlike(t *testing.T) {
	d, p := clean(t, 3)
	for i := range d.Tables {
		for j := range d.Tables[i].Panels {
			for k := range d.Tables[i].Panels[j].Lines {
				cells := d.Tables[i].Panels[j].Lines[k].Cells
				for c := range cells {
					if cells[c].Printed.Mark == money.Blank {
						cells[c].Printed, _ = money.ParsePrinted([]string{"", "—", "0.00", "0"}[(k+c)%4])
					}
				}
			}
		}
	}
	for _, r := range sum {
		if r.Relate != nil && speaks(d, p, r.ID) {
			t.Errorf("%s speaks", r.ID)
		}
	}
}

// TestManyDecimals: a table that prints four decimals throughout is told of once, as a
// note; one amount with four among others of two is a slip.
func TestManyDecimals(t *testing.T) {
	count := func(fine func(i int) bool) (notes, others int) {
		d, p := clean(t, 0)
		n := 0
		for i := range d.Table("T03").Panel("").Lines {
			cells := d.Table("T03").Panel("").Lines[i].Cells
			for k := range cells {
				if v := cells[k].Printed.Value; cells[k].Printed.Mark == money.Number && !v.IsZero() {
					if n++; fine(n) {
						cells[k].Printed = money.PrintDecimal(money.Decimal{Coef: v.Coef * 100, Scale: v.Scale + 2})
					}
				}
			}
		}
		for _, f := range All().Check(check.New(d, p)).Findings {
			switch {
			case f.Rule != "SUM-021":
			case f.Severity == diag.Note:
				notes++
			default:
				others++
			}
		}
		return notes, others
	}
	if notes, others := count(func(int) bool { return true }); notes != 1 || others != 0 {
		t.Errorf("throughout: %d notes, %d others", notes, others)
	}
	if notes, others := count(func(i int) bool { return i == 3 }); notes != 0 || others != 1 {
		t.Errorf("one: %d notes, %d others", notes, others)
	}
}
