package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

var formFixtures = map[string]pair{
	"FORM-001": {wrong: func(d *budget.Disclosure) { d.Tables = slices.Delete(d.Tables, 7, 8) }},
	"FORM-002": {wrong: func(d *budget.Disclosure) { d.Sections = slices.Delete(d.Sections, 5, 6) }},
	"FORM-003": {n: 2, before: projects(1), wrong: func(d *budget.Disclosure) {
		for i := range d.Projects {
			d.Projects[i].HasForm = false
		}
	}},
	"FORM-004": {before: outlined, wrong: func(d *budget.Disclosure) {
		p := &d.Table("T03").Panels[0]
		p.Heads = slices.Delete(p.Heads, 3, 4)
	}},
	"FORM-005": {before: outlined, wrong: func(d *budget.Disclosure) { d.Table("T03").UnitLine.Text = "" }},
	"FORM-006": {before: outlined, wrong: func(d *budget.Disclosure) { d.Table("T03").NameLine.Text = "单位名称：别的单位" }},
	"FORM-007": {before: both(everyField("lead", "甲"), everyField("handler", "乙"), everyField("phone", "办公室"), everyField("date", "20221230")), wrong: field("handler", "")},
	"FORM-008": {wrong: func(d *budget.Disclosure) { d.Charts[0].Points[0].Text = "0.01" }},
	"FORM-009": {before: outlined, wrong: func(d *budget.Disclosure) { heading(d, budget.CaptionHeading).Picture = false }},
	"FORM-010": {before: func(d *budget.Disclosure) { eachMoney(d, budget.Yuan(0)) }, wrong: func(d *budget.Disclosure) { d.Projects[0].Annual.Other = budget.Money{} }},
	"FORM-011": {before: outlined, wrong: func(d *budget.Disclosure) { d.Outline.Cover = d.Outline.Cover[:1] }},
	"FORM-012": {before: project("甲"), wrong: func(d *budget.Disclosure) {
		p := &d.Table("T12").Panels[0]
		p.Lines = slices.DeleteFunc(p.Lines, func(l budget.Line) bool { return l.Total })
		project("乙")(d)
	}},
	"FORM-013": {before: outlined, wrong: func(d *budget.Disclosure) {
		p := &d.Table("T11").Panels[0]
		for i := range p.Heads {
			p.Heads[i].Path = "2023预算数/" + p.Heads[i].Key
		}
	}},
	"FORM-014": {before: func(d *budget.Disclosure) { line(d, "T11", "部门合计").Name = "合计" }, wrong: say("九", "本部门没有采购。")},
	"FORM-015": {wrong: func(d *budget.Disclosure) {
		for i := range d.Sections {
			if d.Sections[i].ID == "九" {
				d.Sections[i].Paragraphs = []budget.Paragraph{{Text: "2023年采购预算总额12.00万元。"}}
			}
		}
	}},
	"FORM-016": {before: outlined, wrong: func(d *budget.Disclosure) {
		for i := range d.Tables {
			for p := range d.Tables[i].Panels {
				d.Tables[i].Panels[p].Lines = nil
			}
		}
	}},
}

func eachMoney(d *budget.Disclosure, m budget.Money) {
	for i := range d.Projects {
		for _, period := range []string{"term.", "annual."} {
			for _, o := range []string{"central", "province", "county", "self", "other"} {
				*d.Projects[i].Money(period + o) = m
			}
		}
	}
}

// TestFormRulesWithoutAnOutline: where nothing of the page is known, the rules on
// the page are not checked rather than passed.
func TestFormRulesWithoutAnOutline(t *testing.T) {
	d, p := clean(t, 0)
	rep := textRules().Check(check.New(d, p))
	for _, r := range rep.Results {
		switch r.Rule.ID {
		case "FORM-004", "FORM-005", "FORM-006", "FORM-009", "FORM-011", "FORM-013", "FORM-016", "ORD-004", "ORD-005", "ORD-009":
			if r.Outcome != check.NotChecked || r.Reason != noOutline {
				t.Errorf("%s: %v %s", r.Rule.ID, r.Outcome, r.Reason)
			}
		case "DAT-005", "PUB-001":
			if r.Outcome != check.NotChecked || r.Reason == "" {
				t.Errorf("%s: %v", r.Rule.ID, r.Outcome)
			}
		case "PUB-002":
			if r.Outcome != check.NotApplicable {
				t.Errorf("%s: %v", r.Rule.ID, r.Outcome)
			}
		}
	}
}

// TestAWorkbookOfTablesAlone: its text is elsewhere, so nothing is said of it.
func TestAWorkbookOfTablesAlone(t *testing.T) {
	d, p := clean(t, 0)
	d.Sections, d.Glossary = nil, nil
	for _, r := range textRules().Check(check.New(d, p)).Results {
		if id := r.Rule.ID; (id == "FORM-002" || id == "GLO-001") && (r.Outcome != check.NotChecked || r.Reason != noProse) {
			t.Errorf("%s: %v %s", id, r.Outcome, r.Reason)
		}
	}
	d.Tables = nil
	n := 0
	for _, f := range textRules().Check(check.New(d, p)).Findings {
		if f.Rule == "FORM-001" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d findings for no table at all", n)
	}
}

// TestAWholeDocumentIsQuiet: a document with everything in its place says
// nothing loud about form and order.
func TestAWholeDocumentIsQuiet(t *testing.T) {
	for n := range 20 {
		d, p := clean(t, n)
		outlined(d)
		for _, f := range textRules().Check(check.New(d, p)).Findings {
			if f.Severity > 1 {
				t.Errorf("%d: %s %s", n, f.Rule, f.Message)
			}
		}
	}
}

// TestPagesThatWereNotRead are told, a reason once; what may stand on them is
// asked and not asserted.
func TestPagesThatWereNotRead(t *testing.T) {
	d, p := clean(t, 0)
	outlined(d)
	for _, n := range []int{3, 5, 6, 7} {
		d.Outline.Unread = append(d.Outline.Unread, budget.Passage{Text: "是图片，没有文字可读", Ref: place.Ref{Page: n}})
	}
	d.Tables = d.Tables[:len(d.Tables)-1]
	told, missing := 0, 0
	for _, f := range textRules().Check(check.New(d, p)).Findings {
		switch {
		case f.Rule == "FORM-016" && f.Message == "第3、5–7页是图片，没有文字可读":
			told++
		case f.Rule == "FORM-001" && f.Severity == diag.Warning && strings.Contains(f.Message, "可能是没有读到"):
			missing++
		case f.Severity == diag.Error:
			t.Errorf("asserted: %s %s", f.Rule, f.Message)
		}
	}
	if told != 1 || missing != 1 {
		t.Errorf("the pages are told %d times, the missing table is asked for %d times", told, missing)
	}
}

// TestAUnitOfMoneyTooSmall: all tables say 元 where they mean 万元, and wages would be less
// than anyone is paid.
func TestAUnitOfMoneyTooSmall(t *testing.T) {
	said := func(u money.Unit) int {
		d, p := clean(t, 0)
		for i := range d.Tables {
			d.Tables[i].MoneyUnit = u
			d.Tables[i].UnitLine.Text = "单位：" + u.String()
		}
		d.Sections = nil
		n := 0
		for _, f := range All().Check(check.New(d, p)).Findings {
			if f.Rule == "FORM-005" && strings.Contains(f.Message, "像是万元") {
				n++
			}
		}
		return n
	}
	if yuan, wan := said(money.Yuan), said(money.Wan); yuan != 1 || wan != 0 {
		t.Errorf("told %d times of 元, %d of 万元", yuan, wan)
	}
}

// Where columns were told by how their text stands, a title that was read as one with the
// next is none that is missing.
func TestHeadsReadAsOne(t *testing.T) {
	for guessed, want := range map[bool]bool{true: false, false: true} {
		d, p := clean(t, 0)
		outlined(d)
		table := d.Table("T03")
		heads := &table.Panels[0].Heads
		gone := (*heads)[1]
		*heads = slices.Delete(*heads, 1, 2)
		(*heads)[0].Path += gone.Path
		table.Guessed = guessed
		if got := speaks(d, p, "FORM-004"); got != want {
			t.Errorf("guessed %v: told %v, want %v (%s)", guessed, got, want, gone.Path)
		}
	}
}
