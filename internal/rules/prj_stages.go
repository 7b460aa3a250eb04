package rules

import (
	"fmt"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// stages are what projects go through in a year, each with the slots of how many did and of
// their money.
var stages = [...]struct{ name, count, total string }{
	{"编报绩效目标", "projects_count", "performance_total"},
	{"绩效跟踪", "tracked_count", "tracked_total"},
	{"绩效自评", "rated_count", "rated_total"},
}

// stagesOfProjects: where two stages are of as many projects and as much money, the third is
// not of as many with other money, nor of as much with another number.
func stagesOfProjects(in *check.Inspection) {
	var counts, totals [len(stages)]check.Var
	for i, s := range stages {
		n, t := in.Claims(s.count), in.Claims(s.total)
		if len(n) == 0 || len(t) == 0 || in.Printed(n[0]).Mark != money.Number || in.Printed(t[0]).Mark != money.Number {
			in.NotApplicable("没有写明各阶段的项目数和金额")
			return
		}
		counts[i], totals[i] = n[0], t[0]
	}
	same := func(of [len(stages)]check.Var, i, k int) bool {
		return in.Printed(of[i]).Value == in.Printed(of[k]).Value
	}
	for odd := range stages {
		a, b := (odd+1)%len(stages), (odd+2)%len(stages)
		if !same(counts, a, b) || !same(totals, a, b) || same(counts, odd, a) == same(totals, odd, a) {
			continue
		}
		wrong, right := totals[odd], totals[a]
		if same(totals, odd, a) {
			wrong, right = counts[odd], counts[a]
		}
		ref := in.Ref(wrong)
		in.Fail(check.Fault{
			At: ref, Expected: in.Printed(right).Text,
			Message:  fmt.Sprintf("%s的项目%s个、%s万元，%s、%s的都是%s个、%s万元", stages[odd].name, in.Printed(counts[odd]).Text, in.Printed(totals[odd]).Text, stages[min(a, b)].name, stages[max(a, b)].name, in.Printed(counts[a]).Text, in.Printed(totals[a]).Text),
			Suspects: []diag.Suspect{{Ref: ref, Value: in.Printed(wrong).Text, Suggest: in.Printed(right).Text}},
			Evidence: []diag.Evidence{in.Show(wrong), in.Show(right)},
		})
		return
	}
	in.Pass(1)
}
