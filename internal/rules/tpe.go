package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// tpe: the three-public expenses.
var tpe = []check.Rule{
	{
		ID: "TPE-001", Title: "“三公”经费合计不等于各项之和", Severity: diag.Error, Basis: "OP M7 TF", Since: 2015, Scope: "all", Tables: "T10",
		Formula: "T10[合计] ≈ 因公出国（境）费 + 公务接待费 + 公务用车购置及运行费，逐列",
		Doc:     "“三公”经费的合计由因公出国（境）费、公务接待费、公务用车购置及运行费三项相加。",
		Hint:    "核对三项与合计",
		Right:   "合计4.00＝接待1.00＋用车3.00", Wrong: "合计3.00，接待1.00，用车3.00",
		Relate: totals("T10", "", "合计"),
	},
	{
		ID: "TPE-002", Title: "公务用车购置及运行费加不起来", Severity: diag.Error, Basis: "OP M7 TF", Since: 2015, Scope: "all", Tables: "T10",
		Formula: "T10[公务用车购置及运行费] ≈ 公务用车购置费 + 公务用车运行维护费，逐列",
		Doc:     "公务用车购置及运行费由购置费和运行维护费相加。",
		Hint:    "核对两项与小计",
		Right:   "用车3.00＝运行维护3.00", Wrong: "用车3.00，运行维护2.00",
		Relate: totals("T10", "", "公务用车购置及运行费"),
	},
	{
		ID: "TPE-003", Title: "“三公”经费合计列不等于三项预算之和", Severity: diag.Error, Basis: "OP M7 TF", Since: 2015, Scope: "SX", Tables: "T10",
		Formula: "T10[各行].合计 ≈ 一般公共预算 + 政府性基金预算 + 国有资本经营预算",
		Doc:     "“三公”经费每一行的合计由三项预算相加。",
		Hint:    "核对这一行的各数",
		Right:   "合计3.00＝一般公共预算3.00", Wrong: "合计3.00，一般公共预算空白",
		Relate: rows("T10", ""),
	},
	{
		ID: "TPE-004", Title: "“三公”表的用车运行费小于经济科目", Severity: diag.Warning, Basis: "EC", Since: 2018, Scope: "all", Tables: "T06 T10",
		Formula: "T10[公务用车运行维护费].合计 ≥ T06[30231].合计",
		Doc:     "基本支出里的公务用车运行维护费都是“三公”经费，“三公”表的数不应比它小。",
		Hint:    "核对两张表的用车运行维护费",
		Right:   "“三公”表3.20，基本支出3.20", Wrong: "“三公”表2.00，基本支出3.20",
		Relate: publicCovers("公务用车运行维护费", "30231"),
	},
	{
		ID: "TPE-005", Title: "“三公”表的接待费小于经济科目", Severity: diag.Warning, Basis: "EC", Since: 2018, Scope: "all", Tables: "T06 T10",
		Formula: "T10[公务接待费].合计 ≥ T06[30217].合计",
		Doc:     "基本支出里的公务接待费都是“三公”经费，“三公”表的数不应比它小。",
		Hint:    "核对两张表的公务接待费",
		Right:   "“三公”表1.00，基本支出1.00", Wrong: "“三公”表0.50，基本支出1.00",
		Relate: publicCovers("公务接待费", "30217"),
	},
	{
		ID: "TPE-006", Title: "“三公”表的出国费小于经济科目", Severity: diag.Warning, Basis: "EC", Since: 2018, Scope: "all", Tables: "T06 T10",
		Formula: "T10[因公出国（境）费].合计 ≥ T06[30212].合计",
		Doc:     "基本支出里的因公出国（境）费用都是“三公”经费，“三公”表的数不应比它小。",
		Hint:    "核对两张表的出国费",
		Right:   "“三公”表2.00，基本支出2.00", Wrong: "“三公”表空白，基本支出2.00",
		Relate: publicCovers("因公出国（境）费", "30212"),
	},
	{
		ID: "TPE-007", Title: "公务用车购置费与拟购车辆不符", Severity: diag.Warning, Basis: "CAR", Since: 2015, Scope: "all",
		Formula: "T10[公务用车购置费] > 0 ⇔ 拟购（决算：购置）车辆数 > 0",
		Doc:     "安排了购置费的，国有资产一节应写明拟购几辆，反过来也一样。", Hint: "核对购置费与拟购车辆",
		Right: "购置费18.00万元，拟购1辆", Wrong: "购置费18.00万元，没有拟购车辆", Inspect: vehiclesPaid,
	},
	{
		ID: "TPE-008", Title: "文字里的“三公”经费与表不符", Severity: diag.Error, Basis: "OP M7 TF", Since: 2015, Scope: "all", Tables: "T10",
		Formula: "N[三公合计与各项] = T10[相应行].合计；决算还有 N[预算数] = T10[相应行].年初预算",
		Doc:     "情况说明里的“三公”经费合计和各项金额应与“三公”经费表相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "公务接待费1.00万元，表1.00", Wrong: "公务接待费0万元，表1.00",
		Relate: func(r *check.Relations) {
			ties("TPE-008")(r)
			publicBudgets(r)
		},
	},
	{
		ID: "TPE-009", Title: "“三公”经费增减方向与两年的数不合", Severity: diag.Error, Basis: "OP", Since: 2015, Scope: "all",
		Formula: "各项“增加、减少” ⇔ 本年 > 上年、本年 < 上年",
		Doc:     "“三公”经费各项增减的说法应与两年的数相合，上年数取自文字或上年的文件。",
		Hint:    "核对上年数，改正说法",
		Right:   "本年1.00，上年1.50，减少0.50", Wrong: "本年1.00，上年0.50，减少0.50",
		Inspect: func(in *check.Inspection) { directionsOf(in, isPublic) },
	},
	{
		ID: "TPE-010", Title: "“三公”经费有增减没有原因", Severity: diag.Warning, Basis: "OP", Since: 2015, Scope: "all",
		Formula: "某项 Δ ≠ 0 ⇒ 有这一项的原因",
		Doc:     "“三公”经费某一项比上年有增减的，应说明这一项的原因。",
		Hint:    "补写这一项的增减原因",
		Right:   "减少0.50万元，主要原因是接待批次减少", Wrong: "减少0.50万元",
		Inspect: func(in *check.Inspection) { reasonsOf(in, isPublic) },
	},
	{
		ID: "TPE-011", Title: "“三公”经费增加而没有具体原因", Severity: diag.Warning, Basis: "OP", Since: 2015, Scope: "all",
		Formula: "T10[合计] > 上年 ⇒ 原因说到具体的事",
		Doc:     "“三公”经费应逐年压减或不增；确需增加的，应写明具体原因，如经批准的出国任务、更新报废的车辆。",
		Hint:    "写明增加的具体原因",
		Right:   "增加18.00万元，按规定更新公务用车1辆", Wrong: "增加18.00万元，因工作需要",
		Inspect: publicGrowth,
	},
	{
		ID: "TPE-012", Title: "“三公”经费没有写明批次和人数", Severity: diag.Warning, Basis: "OP", Since: 2015, Scope: "all", Kind: "final",
		Formula: "非零各项有团组数、人次、购置数、保有量、批次", Doc: "决算应写明出国团组和人次、购车和保有数、国内公务接待批次和人次，在文字里或在表里。只写外宾的不算。", Hint: "补写",
		Right: "接待12批次80人次", Wrong: "只写金额", Inspect: publicCounted,
	},
	{
		ID: "TPE-013", Title: "“三公”经费占比或完成率不对", Severity: diag.Error, Basis: "OP", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "占比 = 各项 ÷ 合计；完成率 = 决算 ÷ 预算", Doc: "决算的占比和完成率应与两数相合。", Hint: "重算",
		Right: "3÷4，75.00%", Wrong: "3÷4，80.00%", Relate: publicSharesAndRates,
	},
	{
		ID: "TPE-014", Title: "“三公”经费预算数与公开的预算不符", Severity: diag.Error, Basis: "OP", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "F7.预算数 ≃ 公开的预算 T10", Doc: "决算表里的预算数应等于当年公开的预算。", Hint: "核对当年预算",
		Right: "都是4.00", Wrong: "4.00对5.00",
		Inspect: itemBudgets(func(table string) bool { return table == "T10" }),
	},
	{
		ID: "TPE-015", Title: "“三公”经费表与文字一处有、一处没有", Severity: diag.Error, Basis: "OP", Since: 2015, Scope: "all", Tables: "T10",
		Formula: "T10 为空 ⇔ 文字写没有或0",
		Doc:     "“三公”经费表没有数的，文字应写没有或0；文字写了金额的，表里应有数。",
		Hint:    "核对表与文字",
		Right:   "表空白，文字0万元", Wrong: "表空白，文字3.00万元",
		Inspect: publicSaid,
	},
	{
		ID: "TPE-016", Title: "“三公”决算表空白而文字有数", Severity: diag.Note, Basis: "OP", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "F7 决算数全空 ⇒ 文字没有金额", Doc: "决算数都空着的，文字也应写没有。", Hint: "核对表与文字",
		Right: "表空白，文字没有", Wrong: "表空白，文字1.00万元", Inspect: publicBlank,
	},
	{
		ID: "TPE-017", Title: "人次少于批次或团组", Severity: diag.Warning, Basis: "LOGIC", Since: 2015, Scope: "all",
		Formula: "人次 ≥ 批次；人次 ≥ 团组数",
		Doc:     "每一批接待、每一个团组至少有一个人，人次不会少于批次、团组数。",
		Hint:    "核对批次（团组）和人次，可能是写反了",
		Right:   "接待2批次、24人次", Wrong: "接待24批次、2人次",
		Inspect: fewerThanVisits,
	},
	{
		ID: "TPE-018", Title: "机构运行信息表与“三公”经费表不符", Severity: diag.Warning, Basis: "LOGIC FORM", Since: 2017, Scope: "all", Kind: "final", Tables: "T10 T17",
		Formula: "T17[支出合计、出国、用车、接待] = T10[同一项].合计；T17 的合计 ≈ 各项之和",
		Doc:     "机构运行信息表也列“三公”经费的，各项应与“三公”经费支出决算表相同，合计由各项相加。",
		Hint:    "核对两张表",
		Right:   "两张表的接待费都是3.20", Wrong: "一张表3.20，一张表3.02",
		Relate: publicTwice,
	},
	{
		ID: "TPE-019", Title: "“三公”经费没有逐项写明", Severity: diag.Warning, Basis: "OP", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "出国费、购置费、运行维护费、接待费都说到",
		Doc:     "“三公”经费应细化到公务用车购置费、运行维护费，合在一起的“购置及运行维护费”不算；没有发生的也要写明是0或没有。",
		Hint:    "补写这一项，没有发生的写0",
		Right:   "公务用车购置支出0万元，运行维护支出19.56万元", Wrong: "公务用车购置及运行维护费19.56万元，其中：运行维护支出19.56万元",
		Inspect: publicItemised,
	},
}
