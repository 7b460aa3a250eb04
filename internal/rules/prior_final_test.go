package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// accountSet is a final account with last year's account and its own year's budget,
// in which everything holds.
type accountSet struct{ now, last, budget *budget.Disclosure }

func accounts() *accountSet {
	a := &accountSet{now: finalAccount(), last: finalAccount()}
	a.now.Tables = append(a.now.Tables, sheet("T10", panelOf("", "年初预算 合计",
		is("合计", "6.00", "5.00"), is("因公出国（境）费", "", ""), is("公务接待费", "2.00", "1.50"), is("公务用车购置及运行费", "4.00", "3.50"))))
	a.last.Year = 2023
	allOf(set("T01[年末结转和结余].合计", "5.00"), set("T04[年末结转].小计", "3.00"), set("T04[年末结转].一般公共预算", "3.00"))(a.last)
	a.budget = &budget.Disclosure{
		Year: 2024, Unit: a.now.Unit,
		Tables: []budget.Table{
			sheet("T05", panelOf("", "合计 基本支出 项目支出", is("2010601", "65.00", "65.00", ""), is("2010602", "35.00", "", "35.00"), is("合计", "100.00", "65.00", "35.00"))),
			sheet("T10", panelOf("", "合计", is("合计", "6.00"), is("因公出国（境）费", ""), is("公务接待费", "2.00"), is("公务用车购置及运行费", "4.00"))),
		},
	}
	return a
}

func (a *accountSet) check(t *testing.T) *check.Report {
	t.Helper()
	p := finalProfile(t)
	s := check.New(a.now, p)
	s.Prior, s.Budget = check.New(a.last, p.InYear(2023)), check.New(a.budget, builtIn(t, "shanghai-2025-department").InYear(2024))
	s.Prior.Name, s.Budget.Name = "去年决算.pdf", "今年预算.pdf"
	return All().Check(s)
}

// priorFixtures are the pairs of the rules that hold a final account to others.
var priorFixtures = map[string]struct {
	wrong edit
	right string // what should be there
	other string // the document that shows it
}{
	"BAL-009": {set("T01[年初结转和结余].金额", "9.00"), "5.00", "去年决算.pdf"},
	"TIE-029": {resay("gpb_items.budget", 1, "36.40"), "35.00", "今年预算.pdf"},
	"TPE-014": {set("T10[公务接待费].年初预算", "2.60"), "2.00", "今年预算.pdf"},
}

// priorRules are those whose pairs need two documents.
func priorRules(id string) bool {
	_, final := priorFixtures[id]
	return final || slices.ContainsFunc(plantedFaults, func(f planted) bool { return f.rule == id })
}

func TestFinalAccountsAgainstOthers(t *testing.T) {
	for rule, f := range priorFixtures {
		t.Run(rule, func(t *testing.T) {
			a := accounts()
			rep := a.check(t)
			if found := of(rep, rule); len(found) > 0 {
				t.Errorf("%s speaks on what holds: %v", rule, found)
			}
			i := slices.IndexFunc(rep.Results, func(r check.Result) bool { return r.Rule.ID == rule })
			if r := rep.Results[i]; r.Outcome != check.Passed || r.Instances == 0 {
				t.Errorf("%s ended %s with %d places", rule, r.Outcome, r.Instances)
			}
			f.wrong(a.now)
			found := of(a.check(t), rule)
			if len(found) != 1 || found[0].Severity != diag.Error || found[0].Expected != f.right || !strings.Contains(found[0].Message, f.other) {
				t.Errorf("%s on the fault: %+v, want %s of %s", rule, found, f.right, f.other)
			}
		})
	}
}

// TestBudgetInYuan: a budget in 元 is the account's in 万元 where it rounds to it.
func TestBudgetInYuan(t *testing.T) {
	a := accounts()
	inYuan(a.budget.Table("T05"))
	if found := of(a.check(t), "TIE-029"); len(found) != 0 {
		t.Errorf("元 against 万元 of the same: %v", found)
	}
	set("T05[2010601].合计", "652000")(a.budget)
	found := of(a.check(t), "TIE-029")
	if len(found) != 1 || found[0].Expected != "65.20" {
		t.Errorf("%v, want 65.20", found)
	}
}

// TestItemsTheBudgetHasNot: an item with a budget that the budget does not list.
func TestItemsTheBudgetHasNot(t *testing.T) {
	a := accounts()
	p := a.budget.Table("T05").Panel("")
	p.Lines = slices.DeleteFunc(p.Lines, func(l budget.Line) bool { return l.Key == "2010602" })
	if found := of(a.check(t), "TIE-029"); len(found) != 1 || !strings.Contains(found[0].Message, "没有这一行") {
		t.Errorf("%v, want the missing line named", found)
	}
	a.now.Sections[0].Paragraphs[2].Text += "年中功能科目调整。"
	if found := of(a.check(t), "TIE-029"); len(found) != 1 || found[0].Severity != diag.Note {
		t.Errorf("%v, want a note where the text tells of other subjects", found)
	}
}

// TestOpeningBalanceAdjusted: a balance that the text says was adjusted is a note.
func TestOpeningBalanceAdjusted(t *testing.T) {
	a := accounts()
	set("T01[年初结转和结余].金额", "9.00")(a.now)
	a.now.Sections[0].Paragraphs = append(a.now.Sections[0].Paragraphs, budget.Paragraph{Text: "因会计差错更正，年初结转和结余增加4.00万元。"})
	if found := of(a.check(t), "BAL-009"); len(found) != 1 || found[0].Severity != diag.Note {
		t.Errorf("%v, want a note", found)
	}
}
