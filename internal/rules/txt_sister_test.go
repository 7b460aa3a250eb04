package rules

import (
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// The office of the same name in another place is told; words that lead to this one's name,
// and the office by its own name without the city's, are none.
func TestSisterUnits(t *testing.T) {
	p := builtIn(t, "shanghai-2025-department")
	for text, want := range map[string]string{
		"2025年望江区财政局的机关运行经费预算为10.00万元。": "望江区财政局",
		"望江区财政局没有政府性基金预算。":              "望江区财政局",
		"本部门建立了普陀区财政局预算绩效管理工作机制。":       "",
		"财务竣工决算由区财政局审核批复。":              "",
		"用于保障上海市普陀区财政局机关正常运转。":          "",
		"上海市普陀区财政局没有政府性基金预算。":           "",
		"普陀区财政局没有政府性基金预算。":              "",
	} {
		d := departmentBudget()
		d.Unit = budget.Unit{Name: "上海市普陀区财政局"}
		inSection("五、其他说明", text)(d)
		got := ""
		for _, f := range of(All().Check(check.New(d, p)), "TXT-009") {
			got = f.Suspects[0].Value
		}
		if got != want {
			t.Errorf("%s: told %q, want %q", text, got, want)
		}
	}
}
