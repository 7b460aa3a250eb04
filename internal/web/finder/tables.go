package finder

import "mingbai/internal/web/page"

// tables are the tables of budgets and final accounts in short, by id: their own
// titles differ from place to place.
var tables = map[string]words{
	"T01": {"收支总表", "Income and spending"},
	"T02": {"收入总表", "Income"},
	"T03": {"支出总表", "Spending"},
	"T04": {"财政拨款收支总表", "Appropriations"},
	"T05": {"一般公共预算支出表", "General public budget"},
	"T06": {"基本支出表", "Basic expenditure"},
	"T07": {"政府性基金收入表", "Government funds, income"},
	"T08": {"政府性基金支出表", "Government funds, spending"},
	"T09": {"国有资本经营收支表", "State capital operations"},
	"T10": {"“三公”经费表", "Three-public expenses"},
	"T11": {"机关运行经费表", "Agency operating costs"},
	"T12": {"项目支出表", "Projects"},
	"T13": {"项目支出表（上年结转）", "Projects, carried over"},
}

// tableTitle is a table in the page's language; its id where it is none of these.
func tableTitle(l page.Lang, id string) string {
	if t, ok := tables[id]; ok {
		return t.of(l)
	}
	return id
}
