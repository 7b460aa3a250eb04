package rules

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// twoBudgets are budgets of two years whose tables print last year's amounts beside.
func twoBudgets() (now, last *budget.Disclosure) {
	table := func(columns string, rows ...row) budget.Table { return sheet("T10", panelOf("", columns, rows...)) }
	now = &budget.Disclosure{Year: 2024, Kind: "budget", Unit: budget.Unit{Name: "某局"}, Tables: []budget.Table{table("上年预算 合计",
		is("合计", "9.00", "8.00"), is("因公出国（境）费", "", ""), is("公务接待费", "2.00", "1.00"), is("公务用车购置及运行费", "7.00", "7.00"), is("公务用车运行维护费", "7.00", "7.00"))}}
	last = &budget.Disclosure{Year: 2023, Kind: "budget", Unit: now.Unit, Tables: []budget.Table{table("合计",
		is("合计", "9.00"), is("因公出国（境）费", ""), is("公务接待费", "2.00"), is("公务用车购置及运行费", "7.00"), is("公务用车运行维护费", "7.00"))}}
	return now, last
}

func checkBudgets(t *testing.T, now, last *budget.Disclosure) (check.Result, []diag.Finding) {
	t.Helper()
	p := builtIn(t, "generic-budget")
	s := check.New(now, p.InYear(2024))
	s.Prior = check.New(last, p.InYear(2023))
	s.Prior.Name = "去年.docx"
	rep := All().Check(s)
	for _, r := range rep.Results {
		if r.Rule.ID == "CHG-008" {
			return r, of(rep, "CHG-008")
		}
	}
	t.Fatal("no CHG-008")
	return check.Result{}, nil
}

// TestLastYearsColumn: what a table prints of last year is what last year's printed.
func TestLastYearsColumn(t *testing.T) {
	now, last := twoBudgets()
	if r, found := checkBudgets(t, now, last); r.Outcome != check.Passed || r.Instances != 4 {
		t.Errorf("%s with %d places: %v", r.Outcome, r.Instances, found)
	}
	set("T10[公务接待费].上年预算", "2.60")(now)
	_, found := checkBudgets(t, now, last)
	if len(found) != 1 || found[0].Severity != diag.Error || found[0].Ref.Text != "2.60" || found[0].Expected != "2.00" || !strings.Contains(found[0].Message, "去年.docx") {
		t.Errorf("%+v", found)
	}
}

// TestLastYearsColumnAllWrong: a column that is another year's is told once.
func TestLastYearsColumnAllWrong(t *testing.T) {
	now, last := twoBudgets()
	for _, line := range []string{"合计", "公务接待费", "公务用车购置及运行费", "公务用车运行维护费"} {
		set("T10["+line+"].合计", "4.56")(last)
	}
	if _, found := checkBudgets(t, now, last); len(found) != 1 || !strings.Contains(found[0].Message, "4 个数有 4 个") {
		t.Errorf("%+v", found)
	}
}

// TestColumnOfWhatWasCarriedOut: last year's document did not publish what became of it.
func TestColumnOfWhatWasCarriedOut(t *testing.T) {
	now, last := twoBudgets()
	set("T10[公务接待费].上年预算", "2.60")(now)
	now.Tables[0].Panels[0].Heads = []budget.Head{{Key: "上年预算", Path: "2023年预算执行数"}, {Key: "合计", Path: "2024年预算数"}}
	if _, found := checkBudgets(t, now, last); len(found) != 0 {
		t.Errorf("%v", found)
	}
}

// TestTheWordAloneIsWrong: where last year's document shows that an amount grew by what
// it is said to have fallen by, the rate is the growth's.
func TestTheWordAloneIsWrong(t *testing.T) {
	y := yearsWhere(t, nowSays("income_total.delta:more", "income_total.rate:more"))
	_, delta := claimOf(y.now, "income_total.delta:more", 0)
	delta.Slot = strings.Replace(delta.Slot, ":more", ":less", 1)
	rep := y.check()
	if found := of(rep, "CHG-002"); len(found) == 0 {
		t.Error("the word is not told")
	}
	for _, f := range rep.Findings {
		if f.Rule == "CHG-001" {
			t.Errorf("the rate is told too: %s", f.Message)
		}
	}
}
