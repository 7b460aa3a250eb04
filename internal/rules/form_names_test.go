package rules

import (
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// TestTablesOfAnotherUnit: a format that asks for no name still does not bear another unit's
// on one of its tables.
func TestTablesOfAnotherUnit(t *testing.T) {
	t.Parallel()
	p := builtIn(t, "generic-budget")
	for _, c := range []struct {
		name  string
		lines []string
		found int
	}{
		{"all name the unit", []string{"部门：某市水利局", "部门：某市水利局", "部门：某市水利局", "部门：某市水利局"}, 0},
		{"one names another", []string{"部门：某市水利局", "部门：某市水利局", "编制单位：某市审计局", "部门：某市水利局"}, 1},
		{"in short, with more, or not at all", []string{"部门：水利局", "部门：某市水利局（汇总）", "", "部门：某市水利局", "单位："}, 0},
		{"none names it: the cover was not understood", []string{"部门：某市审计局", "部门：某市审计局", "部门：某市审计局"}, 0},
		{"a date is no name", []string{"部门：某市水利局", "部门：某市水利局", "部门：某市水利局", "日期：2025年2月"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &budget.Disclosure{Year: 2025, Kind: "budget", Unit: budget.Unit{Name: "某市水利局"}, Outline: &budget.Outline{}}
			for i, line := range c.lines {
				d.Tables = append(d.Tables, budget.Table{ID: []string{"T01", "T02", "T03", "T04", "T05"}[i], Title: "表", NameLine: budget.Passage{Text: line}})
			}
			found := of(All().Check(check.New(d, p)), "FORM-006")
			if len(found) != c.found {
				t.Fatalf("%+v", found)
			}
			if len(found) > 0 && (found[0].Ref.Table != "T03" || found[0].Expected != "某市水利局") {
				t.Errorf("%+v", found[0])
			}
		})
	}
}
