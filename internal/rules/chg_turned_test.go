package rules

import (
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// A change and its rate that fit each other the other way alone: the words are wrong, and
// neither number is. The account is of 105.00, the year before of 110.00.
func TestTurnedChanges(t *testing.T) {
	const total = "收入支出总计{income_total=105.00}万元。与2023年度相比，收入支出总计{income_total.direction:more=增加}{income_total.delta:more=5.00}万元，{income_total.verb:more=增长}{income_total.rate:more=4.55}%。主要原因：{income_total.reason=压减会议3次}。"
	for name, c := range map[string]struct {
		text, rule string
		suspect    diag.Suspect
	}{
		"the rate of a decrease":  {total, "CHG-002", diag.Suspect{Value: "增加", Suggest: "减少"}},
		"the rate of an increase": {replaced(total, "4.55", "5.00"), "", diag.Suspect{}},
		"the rate of neither":     {replaced(total, "4.55", "9.05"), "CHG-001", diag.Suspect{Value: "5.00", Suggest: "8.71"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := fullAccount()
			adding("一.总体", c.text)(d)
			var told []diag.Finding
			for _, f := range All().Check(check.New(d, builtIn(t, "shanghai-2024-department-final"))).Findings {
				if f.Rule == "CHG-001" || f.Rule == "CHG-002" {
					told = append(told, f)
				}
			}
			switch {
			case c.rule == "" && len(told) > 0:
				t.Errorf("told: %s", told[0].Message)
			case c.rule == "":
			case len(told) != 1 || told[0].Rule != c.rule:
				t.Errorf("told %v, want %s", told, c.rule)
			case told[0].Suspects[0].Value != c.suspect.Value || told[0].Suspects[0].Suggest != c.suspect.Suggest:
				t.Errorf("suspects %v, want %v", told[0].Suspects[0], c.suspect)
			}
		})
	}
}

// What is nothing is nothing of its budget, not one percent of it.
func TestNothingOfTheBudget(t *testing.T) {
	d := fullAccount()
	allOf(set("T10[公务接待费].合计", "0.00"), set("T10[合计].合计", "3.00"), resay("three_public", 0, "3.00"), resay("three_public.share:budget", 0, "50.00"), resay("reception", 0, "0.00"), resay("reception.share:budget", 0, "100"))(d)
	for _, f := range All().Check(check.New(d, builtIn(t, "shanghai-2024-department-final"))).Findings {
		if len(f.Suspects) > 0 && f.Suspects[0].Value == "100" {
			if f.Suspects[0].Suggest != "0" {
				t.Errorf("%s: %s for 100, want 0", f.Message, f.Suspects[0].Suggest)
			}
			return
		}
	}
	t.Error("it is not told")
}
