package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// hie: the hierarchy of subject codes.
var hie = []check.Rule{
	{
		ID: "HIE-001", Title: "收入总表上级科目不等于下级之和", Severity: diag.Error, Basis: "L32 R6 K", Since: 2015, Scope: "all", Tables: "T02",
		Formula: "T02[科目] ≈ Σ T02[下级科目]，T02[合计] ≈ Σ T02[类]，逐列",
		Doc:     "收入总表按科目分类、款、项列示，每一级的数由它的下一级相加，合计由各类相加。",
		Hint:    "核对这一科目与它的下级，看是否漏行",
		Right:   "205教育10.00＝20502普通教育10.00", Wrong: "205教育10.00，20502普通教育9.00",
		Relate: tree("T02", "", "合计"),
	},
	{
		ID: "HIE-002", Title: "支出总表上级科目不等于下级之和", Severity: diag.Error, Basis: "L32 R6 K", Since: 2015, Scope: "all", Tables: "T03",
		Formula: "T03[科目] ≈ Σ T03[下级科目]，T03[合计] ≈ Σ T03[类]，逐列",
		Doc:     "支出总表按科目分类、款、项列示，每一级的数由它的下一级相加，合计由各类相加。",
		Hint:    "核对这一科目与它的下级，看是否漏行",
		Right:   "221住房保障6.00＝22102住房改革6.00", Wrong: "221住房保障6.00，22102住房改革5.00",
		Relate: tree("T03", "", "合计"),
	},
	{
		ID: "HIE-003", Title: "一般公共预算支出表上级科目不等于下级之和", Severity: diag.Error, Basis: "L32 R6 K", Since: 2015, Scope: "all", Tables: "T05",
		Formula: "T05[科目] ≈ Σ T05[下级科目]，T05[合计] ≈ Σ T05[类]，逐列",
		Doc:     "一般公共预算支出表按科目分类、款、项列示，每一级的数由它的下一级相加，合计由各类相加。",
		Hint:    "核对这一科目与它的下级，看是否漏行",
		Right:   "20805养老支出4.00＝2080505养老保险4.00", Wrong: "20805养老支出4.00，2080505养老保险3.00",
		Relate: tree("T05", "", "合计"),
	},
	{
		ID: "HIE-004", Title: "政府性基金支出表上级科目不等于下级之和", Severity: diag.Error, Basis: "L32 R6 K", Since: 2015, Scope: "all", Tables: "T08",
		Formula: "T08[科目] ≈ Σ T08[下级科目]，逐列",
		Doc:     "政府性基金支出表每一级科目的数由它的下一级相加。",
		Hint:    "核对这一科目与它的下级",
		Right:   "212城乡社区5.00＝21208土地出让5.00", Wrong: "212城乡社区5.00，21208土地出让4.00",
		Relate: subjects("T08", ""),
	},
	{
		ID: "HIE-005", Title: "国有资本经营表上级科目不等于下级之和", Severity: diag.Error, Basis: "L32 R6 K", Since: 2015, Scope: "all", Tables: "T09",
		Formula: "T09[科目] ≈ Σ T09[下级科目]，收入、支出各一",
		Doc:     "国有资本经营预算收支表每一级科目的数由它的下一级相加。",
		Hint:    "核对这一科目与它的下级",
		Right:   "223国资支出2.00＝22302支出2.00", Wrong: "223国资支出2.00，22302支出1.00",
		Relate: func(r *check.Relations) {
			subjects("T09", "income")(r)
			subjects("T09", "spending")(r)
		},
	},
	{
		ID: "HIE-006", Title: "基本支出表类不等于款之和", Severity: diag.Error, Basis: "L32 R6 EC", Since: 2018, Scope: "SB SF", Tables: "T06",
		Formula: "T06[类] ≈ Σ T06[编码以它开头的款]，逐列",
		Doc:     "印有经济科目编码的基本支出表，每一类的数由编码以它开头的各款相加。没有编码的由 SUM-006 核对。",
		Hint:    "核对这一类下的各款",
		Right:   "301工资福利20.00＝30101基本工资12.00＋30102津贴补贴8.00", Wrong: "301工资福利20.00，两款12.00、7.00",
		Relate: subjects("T06", ""),
	},
	{
		ID: "HIE-007", Title: "下级科目没有上级行", Severity: diag.Error, Basis: "FORM", Since: 2015, Scope: "all",
		Formula: "款有类，项有款，都在同一张表里",
		Doc:     "按类、款、项三级列示的表，每个款、项的上级科目也应各有一行。只列项级的表不适用。",
		Hint:    "补上缺的上级科目行",
		Right:   "205、20502、2050201三行", Wrong: "有205和2050201，没有20502",
		Inspect: orphans,
	},
	{
		ID: "HIE-008", Title: "没有公开到项级科目", Severity: diag.Error, Basis: "R6 R40", Since: 2021, Scope: "all", Tables: "T05",
		Formula: "T03、T05 的每个款下有项；T06 的每个类下有款",
		Doc:     "支出按功能分类应公开到项，基本支出按经济分类应公开到款。涉密的按规定不公开的，应写明。",
		Hint:    "补列项级科目；涉密的写明不公开的依据",
		Right:   "20502下列出2050201学前教育", Wrong: "只列到20502普通教育",
		Inspect: detail,
	},
	{
		ID: "HIE-009", Title: "同一科目在表里出现两次", Severity: diag.Error, Basis: "FORM", Since: 2015, Scope: "all",
		Formula: "同一张表里编码不重复",
		Doc:     "同一科目编码在一张表里只应有一行，重复会使合计多算。按资金来源分行列示的不算。",
		Hint:    "合并重复的行，或改正其中一行的编码",
		Right:   "2080505一行", Wrong: "2080505两行，都有金额",
		Inspect: twice,
	},
	{
		ID: "HIE-010", Title: "科目编码位数不对或行次被隔开", Severity: diag.Error, Basis: "K", Since: 2015, Scope: "all",
		Formula: "功能、收入科目编码为3、5、7（收入可为9）位，经济科目为3、5位；同一上级的行连在一起",
		Doc:     "科目编码类3位、款5位、项7位，下级编码以上级编码开头；一个科目的下级行之间不应夹着别的科目。",
		Hint:    "补全编码，或把这一行移到它的上级科目下",
		Right:   "205、20502、2050201依次排列", Wrong: "编码208050；或210的行夹在208的行中间",
		Inspect: codeShapes,
	},
	{
		ID: "HIE-011", Title: "科目没有按编码排列", Severity: diag.Note, Basis: "FORM", Since: 2015, Scope: "all",
		Formula: "表中科目编码由小到大",
		Doc:     "科目按编码由小到大排列，便于查找和核对。",
		Hint:    "按编码重新排列",
		Right:   "205、208、210", Wrong: "208、205、210",
		Inspect: ascending,
	},
	{
		ID: "HIE-012", Title: "只有一个下级，两行却不相同", Severity: diag.Warning, Basis: "LOGIC", Since: 2015, Scope: "all",
		Formula: "只有一个下级的科目：T[上级].列 = T[下级].列",
		Doc:     "一个科目只有一个下级时，两行是同一个数，应逐格相同。",
		Hint:    "两行改成一致",
		Right:   "22102与2210201都是6.00", Wrong: "22102是6.00，2210201是6.02",
		Relate: onlyChild,
	},
}
