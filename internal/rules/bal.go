package rules

import (
	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// bal: two-sided totals and carry-over.
var bal = []check.Rule{
	{
		ID: "BAL-001", Title: "收支总表收入总计不等于支出总计", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2015, Scope: "all", Tables: "T01",
		Formula: "T01[收入总计].金额 = T01[支出总计].合计",
		Doc:     "收支总表两边的总计必须相等，小数也一样。",
		Hint:    "核对两边的总计与结转",
		Right:   "收入总计100.00，支出总计100.00", Wrong: "收入总计100.00，支出总计99.00",
		Relate: func(r *check.Relations) {
			r.Same(r.Cell("T01", "income", "收入总计", "金额"), r.Cell("T01", "spending", "支出总计", "合计"))
		},
	},
	{
		ID: "BAL-002", Title: "收入总计不等于本年收入加上年结转", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2015, Scope: "SX", Tables: "T01",
		Formula: "T01[收入总计] ≈ T01[本年收入合计] + T01[上年结转]",
		Doc:     "收入总计由本年收入合计与上年结转相加。",
		Hint:    "核对本年收入合计、上年结转与总计",
		Right:   "总计100.00＝本年95.00＋结转5.00", Wrong: "总计95.00，本年95.00，结转5.00",
		Relate: totals("T01", "income", "收入总计"),
	},
	{
		ID: "BAL-003", Title: "支出总计不等于本年支出加年终结转", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2015, Scope: "SX", Tables: "T01",
		Formula: "T01[支出总计] ≈ T01[本年支出合计] + T01[年终结转]，逐列",
		Doc:     "支出总计由本年支出合计与年终结转相加。年终结转是决算的数，预算里应空着。",
		Hint:    "核对本年支出合计、年终结转与总计",
		Right:   "总计100.00＝本年100.00", Wrong: "总计100.00，本年98.00",
		Relate: totals("T01", "spending", "支出总计"),
	},
	{
		ID: "BAL-004", Title: "财政拨款收入总计不等于支出总计", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2015, Scope: "all", Tables: "T04",
		Formula: "T04[收入总计].金额 = T04[支出总计].小计",
		Doc:     "财政拨款收支总表两边的总计必须相等。",
		Hint:    "核对两边的总计与结转",
		Right:   "两边都是88.00", Wrong: "收入总计88.00，支出总计80.00",
		Relate: func(r *check.Relations) {
			r.Same(r.Cell("T04", "income", "收入总计", "金额"), r.Cell("T04", "spending", "支出总计", "小计"))
		},
	},
	{
		ID: "BAL-005", Title: "财政拨款总计不等于本年加结转", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2015, Scope: "SX", Tables: "T04",
		Formula: "T04[收入总计] ≈ T04[本年收入合计] + T04[上年财政拨款结转]；结转 ≈ Σ 三项预算的结转；T04[支出总计] ≈ T04[本年支出合计] + T04[年终结转]",
		Doc:     "财政拨款的收入总计由本年收入与上年结转相加，上年结转由三项预算的结转相加；支出总计由本年支出与年终结转相加。",
		Hint:    "核对本年数、结转与总计",
		Right:   "总计88.00＝本年85.00＋结转3.00", Wrong: "总计85.00，本年85.00，结转3.00",
		Relate: func(r *check.Relations) {
			totals("T04", "income", "收入总计", "上年财政拨款结转")(r)
			totals("T04", "spending", "支出总计")(r)
		},
	},
	{
		ID: "BAL-006", Title: "某项预算的收入加结转不等于支出", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2015, Scope: "all", Tables: "T04",
		Formula: "T04[某项预算].金额 + T04[结转某项预算].金额 ≈ T04[支出总计].某项预算",
		Doc:     "三项预算各自平衡：每项预算的本年收入加上年结转，等于它安排的支出。",
		Hint:    "核对这项预算的收入、结转与支出，看支出是否列错资金性质",
		Right:   "政府性基金收入4.00＋结转1.00＝支出5.00", Wrong: "政府性基金收入4.00，支出5.00，没有结转",
		Relate: fundsBalance,
	},
	{
		ID: "BAL-007", Title: "决算收支总计不平", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2019, Scope: "SF", Kind: "final",
		Formula: "F1、F4 收入总计 = 支出总计",
		Doc:     "决算收支总表、财政拨款总表两边的总计必须相等。", Hint: "核对两边的总计",
		Right: "两边都是120.00", Wrong: "120.00对118.00", Relate: finalBalance,
	},
	{
		ID: "BAL-008", Title: "收支总表当年、结转两列与收入不符", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2015, Scope: "SX", Tables: "T01",
		Formula: "T01[本年支出合计、支出总计].合计 ≈ 当年预算安排 + 上年结转安排；T01[本年收入合计] ≈ 当年预算安排；T01[上年结转] ≈ 上年结转安排",
		Doc:     "支出一侧的合计由当年安排与结转安排相加；结转安排的支出等于收入一侧的上年结转，当年安排的支出等于本年收入。",
		Hint:    "核对当年安排、结转安排与收入两行",
		Right:   "上年结转5.00，上年结转安排5.00", Wrong: "上年结转5.00，上年结转安排空白",
		Relate: bothYears,
	},
	{
		ID: "BAL-009", Title: "年初结转与上年决算年末数不符", Severity: diag.Error, Basis: "LOGIC FORM FR R83", Since: 2019, Scope: "SF", Kind: "final",
		Formula: "年初结转和结余（本年） = 年末结转和结余（上年公开）",
		Doc:     "本年年初的结转结余应等于上年决算公开的年末数，有调整的应说明。", Hint: "核对上年决算",
		Right: "上年末3.00，本年初3.00", Wrong: "上年末3.00，本年初2.00", Inspect: carriedOver,
	},
	{
		ID: "BAL-010", Title: "部分大于整体", Severity: diag.Warning, Basis: "LOGIC", Since: 2015, Scope: "all", Tables: "T01 T04 T05",
		Formula: "T04[收入总计] ≤ T01[收入总计]；T05[合计].合计 ≤ T04[支出总计].小计",
		Doc:     "财政拨款是全部收入的一部分，一般公共预算是财政拨款的一部分，部分不能大于整体。",
		Hint:    "核对两张表的口径和总计",
		Right:   "财政拨款80.00，收入总计100.00", Wrong: "财政拨款120.00，收入总计100.00",
		Relate: func(r *check.Relations) {
			fiscal := r.Cell("T04", "income", "收入总计", "金额")
			r.AtMost([]check.Var{fiscal}, []check.Var{r.Cell("T01", "income", "收入总计", "金额")})
			r.AtMost([]check.Var{r.Cell("T05", "", "合计", "合计")}, []check.Var{r.Cell("T04", "spending", "支出总计", "小计")})
		},
	},
	{
		ID: "BAL-011", Title: "收支总表支出按不同分类列的合计不相等", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "all", Kind: "budget", Tables: "T01",
		Formula: "T01[本年支出合计、支出总计]：按功能分类 = 按部门预算经济分类 = 按政府预算经济分类；人员和公用经费 = T03[合计].基本支出，专项业务经费 = T03[合计].项目支出",
		Doc:     "支出总表一侧按功能分类、另两侧按经济分类列同一笔支出，合计应相等；分人员和公用经费、专项业务经费的，应等于支出总表的基本支出、项目支出。",
		Hint:    "核对各侧的合计",
		Right:   "按功能分类100.00，按经济分类100.00", Wrong: "按功能分类100.00，按经济分类98.00",
		Relate: economicSides,
	},
}

// fiscalFunds are the three budgets that money is appropriated from.
var fiscalFunds = [...]string{"一般公共预算", "政府性基金预算", "国有资本经营预算"}

func fundsBalance(r *check.Relations) {
	in, ok := gridOf(r.Subject, "T04", "income")
	out, also := gridOf(r.Subject, "T04", "spending")
	if !ok || !also {
		return
	}
	for _, fund := range fiscalFunds {
		now, spent := in.cell(fund, "金额"), out.cell("支出总计", fund)
		carried := in.cell("结转"+fund, "金额")
		if now == check.NoVar || spent == check.NoVar || carried == check.NoVar && in.line("上年财政拨款结转") >= 0 {
			continue
		}
		r.Balance([]check.Var{now, carried}, []check.Var{spent})
	}
}

func bothYears(r *check.Relations) {
	in, ok := gridOf(r.Subject, "T01", "income")
	out, also := gridOf(r.Subject, "T01", "spending")
	if !ok || !also {
		return
	}
	out.rowSums(r, func(l *budget.Line) bool { return l.Total })
	l := out.line("支出总计")
	r.Same(in.cell("上年结转", "金额"), out.at(l, out.column("上年结转安排")))
	if none(r.Subject, out.cell("年终结转", "合计")) {
		r.Same(in.cell("本年收入合计", "金额"), out.at(l, out.column("当年预算安排")))
	}
}
