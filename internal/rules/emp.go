package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// emp: empty tables.
var emp = []check.Rule{
	{
		ID: "EMP-001", Title: "空表没有说明", Severity: diag.Error, Basis: "OP FORM", Since: 2017, Scope: "all",
		Formula: "T 没有金额 ⇒ T 下有“本表无数据”一类的说明",
		Doc:     "没有数据的表也要列出空表，并注明没有数据，使读者知道不是漏了。",
		Hint:    "在表下注明：本表无数据",
		Right:   "空表，下注“注：本表无数据”", Wrong: "空表，没有说明",
		Inspect: emptyNoted,
	},
	{
		ID: "EMP-002", Title: "说明没有数据，表里却有数", Severity: diag.Error, Basis: "OP FORM", Since: 2017, Scope: "all",
		Formula: "T 下注“无数据” ⇒ T 没有金额",
		Doc:     "表下注明没有数据的，表里不应有金额。",
		Hint:    "删去说明，或核对表中的数",
		Right:   "有数的表没有这句说明", Wrong: "表里有5.00，下注“本表无数据”",
		Inspect: notedEmpty,
	},
	{
		ID: "EMP-003", Title: "空表里列了明细行", Severity: diag.Error, Basis: "OP FORM", Since: 2017, Scope: "all",
		Formula: "T 下注“无数据” ⇒ T 没有科目、项目的明细行",
		Doc:     "没有数据的表只留表头和固定的行。列了科目却没有金额，多半是从别的表抄来的。",
		Hint:    "删去没有金额的明细行",
		Right:   "只有表头和“合计”", Wrong: "列了二十个科目，都没有金额",
		Inspect: emptyRows,
	},
	{
		ID: "EMP-004", Title: "空表说明的对象不对", Severity: diag.Error, Basis: "OP FORM", Since: 2017, Scope: "all",
		Formula: "说明里的资金、年度与表一致",
		Doc:     "空表的说明写到资金名称、年度的，应是这张表的。",
		Hint:    "改正说明里的资金名称或年度",
		Right:   "国有资本经营表：本单位没有国有资本经营预算", Wrong: "国有资本经营表：本单位没有政府性基金预算",
		Inspect: noteSubject,
	},
	{
		ID: "EMP-005", Title: "没有数据的表被略去", Severity: diag.Error, Basis: "OP FORM", Since: 2017, Scope: "all",
		Formula: "规定的表都在；没有数据的列空表",
		Doc:     "没有数据的表也要公开空表，不能略去。",
		Hint:    "补上空表并注明没有数据",
		Right:   "十三张表齐全", Wrong: "没有政府性基金支出表",
		Inspect: dropped,
	},
	{
		ID: "EMP-006", Title: "基金或国资表是空的，总表里却有数", Severity: diag.Error, Basis: "LOGIC", Since: 2017, Scope: "all",
		Formula: "T07、T08、T09 为空 ⇔ T01、T02、T04 相应的数为空",
		Doc:     "政府性基金、国有资本经营的表没有数据，收支总表和财政拨款总表里就不应有这两项的当年数；反过来也一样。",
		Hint:    "补填明细表，或核对总表",
		Right:   "总表的政府性基金空白，明细表注明没有数据", Wrong: "总表的政府性基金5.00，明细表注明没有数据",
		Inspect: emptyFunds,
	},
	{
		ID: "EMP-007", Title: "文字说没有某项预算，表里有数", Severity: diag.Error, Basis: "OP", Since: 2017, Scope: "all",
		Formula: "文字“没有政府性基金、国有资本经营预算” ⇔ T08、T09 为空",
		Doc:     "情况说明写没有政府性基金或国有资本经营预算的，表里应空着；反过来也一样。",
		Hint:    "核对文字与表",
		Right:   "文字没有，表空白", Wrong: "文字没有，表里5.00",
		Inspect: fundsSaid,
	},
	{
		ID: "EMP-008", Title: "空表说明的写法与模板不同", Severity: diag.Note, Basis: "FORM", Since: 2017, Scope: "all",
		Formula: "空表说明 = 模板的说明",
		Doc:     "空表的说明按模板的写法，意思相同的只作提示。",
		Hint:    "改用模板的写法",
		Right:   "注：本表无数据", Wrong: "此表为空",
		Inspect: noteWording,
	},
	{
		ID: "EMP-009", Title: "一张表里零的写法不一", Severity: diag.Note, Basis: "GB15835", Since: 2017, Scope: "all",
		Formula: "一张表里没有数的格，都空着或都印0.00",
		Doc:     "没有数的格，同一张表里应都空着，或都印0.00。",
		Hint:    "统一写法",
		Right:   "都空着", Wrong: "有的空着，有的印0.00",
		Inspect: zeroHabit,
	},
}
