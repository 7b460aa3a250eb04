package rules

import (
	"testing"

	"mingbai/internal/ingest/ingesttest"
)

// budgetSlips are slips of budgets.
var budgetSlips = []slip{
	{name: "income", cell: "T01[一般公共预算].金额", wrong: raised},
	{name: "own income", cell: "T01[事业收入].金额", wrong: raised},
	{name: "carried over", cell: "T01[上年结转].金额", wrong: raised},
	{name: "year's income", cell: "T01[本年收入合计].金额", wrong: raised},
	{name: "income in all", cell: "T01[收入总计].金额", wrong: raised},
	{name: "class", cell: "T01[213].合计", wrong: raised},
	{name: "kind", cell: "T01[基本支出].合计", wrong: raised},
	{name: "year's spending", cell: "T01[本年支出合计].合计", wrong: raised},
	{name: "spending in all", cell: "T01[支出总计].合计", wrong: swapped},
	{name: "income by code", cell: "T02[2080505].一般公共预算", wrong: raised},
	{name: "income of a class", cell: "T02[213].合计", wrong: swapped},
	{name: "spending of a class", cell: "T03[210].合计", wrong: raised},
	{name: "project spending of an item", cell: "T03[2130205].项目支出", wrong: raised},
	{name: "basic spending in all", cell: "T03[合计].基本支出", wrong: raised},
	{name: "fund's class", cell: "T04[229].政府性基金预算", wrong: raised},
	{name: "appropriation", cell: "T04[一般公共预算].金额", wrong: raised},
	{name: "appropriations in all", cell: "T04[收入总计].金额", wrong: swapped},
	{name: "fund carried over", cell: "T04[结转一般公共预算].金额", wrong: raised},
	{name: "division", cell: "T05[21302].合计", wrong: swapped},
	{name: "item", cell: "T05[2130205].项目支出", wrong: raised},
	{name: "personnel by function", cell: "T05[2130201].人员经费", wrong: raised},
	{name: "last year", cell: "T05[213].上年执行数", wrong: raised},
	{name: "economic", cell: "T06[30102].人员经费", wrong: raised},
	{name: "economic row", cell: "T06[30211].合计", wrong: raised},
	{name: "economic total", cell: "T06[合计].公用经费", wrong: raised},
	{name: "three public", cell: "T10[合计].合计", wrong: raised},
	{name: "three public, vehicles", cell: "T10[公务用车运行维护费].合计", wrong: raised},
	{name: "three public, last year", cell: "T10[公务接待费].上年预算", wrong: raised},
	{name: "fund", cell: "T08[22960].合计", wrong: raised},
	{name: "capital", cell: "T09[2230105].项目支出", wrong: raised},
	{name: "project", cell: "T12[造林补助及林木良种培育].一般公共预算", wrong: raised},
	{name: "projects in all", cell: "T12[合计].合计", wrong: raised},
	{name: "total in a sentence", says: `收入预算([0-9.]+)万元，其中`, wrong: raised},
	{name: "source in a sentence", says: `政府性基金预算拨款收入([0-9.]+)万元`, wrong: raised},
	{name: "source's share", says: `一般公共预算拨款收入[0-9.]+万元，占([0-9.]+)%`, wrong: raised},
	{name: "spending in a sentence", says: `支出预算[0-9.]+万元，其中：基本支出([0-9.]+)万元`, wrong: raised},
	{name: "project share", says: `项目支出[0-9.]+万元，占([0-9.]+)%`, wrong: raised},
	{name: "class in a sentence", says: `卫生健康支出（类）([0-9.]+)万元`, wrong: raised},
	{name: "class's share", says: `卫生健康支出（类）[0-9.]+万元，占([0-9.]+)%`, wrong: raised},
	{name: "personnel in a sentence", says: `人员经费([0-9.]+)万元，主要包括`, wrong: raised},
	{name: "no such cost", says: `公用经费[0-9.]+万元，主要包括：(办公费)、`, wrong: becomes("办公费、印刷费"), named: "印刷费", none: true},
	{name: "three public in a sentence", says: `三公”经费预算数为([0-9.]+)万元`, wrong: raised},
	{name: "reception in a sentence", says: `公务接待费([0-9.]+)万元`, wrong: raised},
	{name: "wrong year", says: `(20[0-9]{2})年财政拨款收支总预算`, wrong: becomes("2019")},
	{name: "purchases", says: `政府采购服务预算([0-9.]+)万元`, wrong: raised},
	{name: "growth in a sentence", says: `一般公共预算支出[0-9.]+万元，比20[0-9]{2}年预算(?:增加|减少)[0-9.]+万元，(?:增长|下降)([0-9.]+)%`, wrong: raised},
	{name: "change in a sentence", says: `一般公共预算支出[0-9.]+万元，比20[0-9]{2}年预算(?:增加|减少)([0-9.]+)万元`, wrong: raised},
	{name: "item in a sentence", says: `行政运行（项）20[0-9]{2}年预算数为([0-9.]+)万元`, wrong: raised},
	{name: "yuan for ten thousand", says: `支出预算[0-9.]+(万元)，其中：基本支出`, wrong: becomes("元"), named: "元”，表里是"},
	{name: "vehicles", says: `共有车辆(4)辆`, wrong: becomes("5")},
	{name: "another unit", says: `12月31日，(.+?)共有车辆`, wrong: becomes("示例省水利厅")},
	{name: "direction", says: `公务接待费[0-9.]+万元，比20[0-9]{2}年预算(减少)`, wrong: becomes("增加")},
	{name: "source in a total", cell: "T02[合计].事业收入", wrong: raised},
	{name: "source in the general budget's total", cell: "T02[合计].一般公共预算", wrong: raised},
	{name: "change in a table", cell: "T05[213].增减额", wrong: raised},
	{name: "change of an item", cell: "T05[2130201].增减额", wrong: raised},
	{name: "growth in a table", cell: "T05[213].增减率", wrong: raised},
	{name: "growth of an item", cell: "T05[2130205].增减率", wrong: swapped},
	{name: "fall told as a rise", cell: "T10[公务接待费].增减率", wrong: negated},
	{name: "three public, change", cell: "T10[公务接待费].增减额", wrong: raised},
	{name: "three public, growth", cell: "T10[合计].增减率", wrong: raised},
	{name: "three public, last year's total", cell: "T10[合计].上年预算", wrong: raised},
}

// TestConsistentBudgets holds right budgets in layouts that no profile was made
// for to be read whole and to raise nothing.
func TestConsistentBudgets(t *testing.T) { consistent(t, ingesttest.Budgets()) }
