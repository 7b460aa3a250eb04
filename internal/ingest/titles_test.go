package ingest

import "testing"

// The label that a form bears may stand in the line of its title; the title is the same.
func TestLabelBeforeTheTitleOfATable(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"公开01表 收支总表":        "收支总表",
		"财决公开05表 支出决算表":     "支出决算表",
		"表1 2025年收支总表":      "收支总表",
		"表3-1 部门收入总表":       "收入总表",
		"表5 一般公共预算支出表":      "一般公共预算支出表",
		"附表二 一般公共预算支出表":     "一般公共预算支出表",
		"预算公开目录":            "预算公开目录",
		"部门预算公开表":           "预算公开表",
		"2025年度表十三 项目支出表":   "项目支出表",
		"表十二 2025年度政府采购预算表": "政府采购预算表",
	} {
		if got := tableKey(plain(said), ""); got != want {
			t.Errorf("“%s”比作“%s”，应作“%s”", said, got, want)
		}
	}
}
