package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// ore: agency operating costs.
var ore = []check.Rule{
	{
		ID: "ORE-001", Title: "不是行政或参公单位却有机关运行经费", Severity: diag.Warning, Basis: "M9 FORM", Since: 2015, Scope: "all-u", Tables: "T11",
		Formula: "单位不是行政、参公 ⇒ T11 空着或为0，文字写明原因",
		Doc:     "机关运行经费只有行政单位和参照公务员法管理的事业单位才有。其他单位的表应空着，文字写明单位性质。",
		Hint:    "核对单位性质；不是行政或参公单位的，不填机关运行经费",
		Right:   "公益一类事业单位，机关运行经费0万元", Wrong: "公益一类事业单位，机关运行经费12.00万元",
		Inspect: agencyOnly,
	},
	{
		ID: "ORE-002", Title: "机关运行经费不等于公用经费", Severity: diag.Error, Basis: "M9 OP FORM", Since: 2015, Scope: "all-u", Tables: "T06 T11",
		Formula: "行政、参公单位：T11[部门合计].一般公共预算 = T06[合计].公用经费（没有基本支出结转时；有结转时不小于）",
		Doc:     "机关运行经费就是行政、参公单位用财政拨款安排的基本支出里的公用经费，应与基本支出表的公用经费合计相同。",
		Hint:    "核对两张表的公用经费",
		Right:   "都是20.00", Wrong: "20.00对18.00",
		Relate: agencyIsOffice,
	},
	{
		ID: "ORE-003", Title: "部门的机关运行经费大于公用经费", Severity: diag.Error, Basis: "M9 FORM", Since: 2015, Scope: "all-d", Tables: "T06 T11",
		Formula: "部门：T11[部门合计].一般公共预算 ≤ T06[合计].公用经费 + 结转",
		Doc:     "部门的机关运行经费是所属行政、参公单位的公用经费之和，不大于全部公用经费。",
		Hint:    "逐单位核对机关运行经费",
		Right:   "机关运行经费30.00，公用经费50.00", Wrong: "机关运行经费60.00，公用经费50.00",
		Relate: agencyWithinOffice,
	},
	{
		ID: "ORE-004", Title: "文字里的机关运行经费与表不符", Severity: diag.Error, Basis: "OP", Since: 2015, Scope: "all", Tables: "T11",
		Formula: "N[机关运行经费] = T11[部门合计].合计；T11 各行各列相加相等",
		Doc:     "情况说明里的机关运行经费应与机关运行经费表的合计相同；这张表的合计由各单位、各项预算相加。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "文字20.00万元，表20.00", Wrong: "文字2.00万元，表20.00",
		Relate: func(r *check.Relations) {
			ties("ORE-004")(r)
			rows("T11", "")(r)
			totals("T11", "", "部门合计")(r)
		},
	},
	{
		ID: "ORE-005", Title: "机关运行经费的变动没有说全", Severity: diag.Warning, Basis: "OP", Since: 2015, Scope: "SX SF",
		Formula: "Δ ≠ 0 ⇒ 有金额、幅度、方向、原因",
		Doc:     "机关运行经费比上年有增减的，应写明增减的金额、幅度和原因。",
		Hint:    "补写增减的金额、幅度和原因",
		Right:   "增加1.00万元，增长5.00%，主要原因是新增2人", Wrong: "增加1.00万元，增长5.00%",
		Inspect: agencyChange,
	},
	{
		ID: "ORE-006", Title: "决算机关运行经费不等于公用经费", Severity: diag.Error, Basis: "OP", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "N[机关运行经费] = F6.公用经费合计（基本支出都是行政单位的）；否则 ≤", Doc: "部门的单位都是行政、参公单位的，决算的机关运行经费应等于一般公共预算基本支出里的公用经费；还有事业单位的，不大于它。", Hint: "核对两处",
		Right: "都是20.00", Wrong: "20.00对18.00", Relate: finalAgency,
	},
	{
		ID: "ORE-007", Title: "两年都是0却写了变动", Severity: diag.Note, Basis: "FORM", Since: 2023, Scope: "SX",
		Formula: "N[机关运行经费] = N[上年机关运行经费] = 0 ⇒ 写“无变化”",
		Doc:     "机关运行经费两年都是0的，写与上年度对比无变化，不写增减。",
		Hint:    "改写为与上年度对比无变化",
		Right:   "0万元（上年0万元），与上年度对比无变化", Wrong: "0万元（上年0万元），比上年减少2.00万元",
		Inspect: agencyUnchanged,
	},
	{
		ID: "ORE-008", Title: "机构运行信息表的机关运行经费加不起来或与文字不符", Severity: diag.Error, Basis: "OP LOGIC", Since: 2015, Scope: "all", Kind: "final",
		Formula: "N[机关运行经费] = T17[机关运行经费]（或 T10 同一行）；T17[机关运行经费] ≈ 行政单位 + 参照公务员法管理事业单位",
		Doc:     "决算的机构运行信息表列出机关运行经费的，文字写的应与它相同，它等于行政单位和参公单位之和。表里空着的不比。",
		Hint:    "核对表里的数和文字",
		Right:   "表里20.00，文字写20.00万元", Wrong: "表里20.00，文字写2.00万元",
		Relate: agencyCosts,
	},
}
