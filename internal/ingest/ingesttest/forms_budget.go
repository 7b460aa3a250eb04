package ingesttest

import "fmt"

// Budgets are budgets in the layouts that places publish.
func Budgets() []*Form {
	return []*Form{centralBudget(), southBudget(), northwestBudget(), basinBudget(), eastBudget()}
}

// written puts a budget together: itself, tables, text, terms; text first where
// tables are annexed.
func written(name, title string, a *Account, about, annexed bool, tables []*Grid2) *Form {
	f := &Form{Name: name}
	f.Add(Title(title))
	f.Add(a.OfBudget()...)
	parts := []string{"第二部分 %d年部门预算表", "第三部分 %d年部门预算情况说明", "第四部分 名词解释"}
	if annexed {
		parts = []string{"第四部分 %d年部门预算表", "第二部分 %d年部门预算情况说明", "第三部分 名词解释"}
	}
	addTables := func() {
		f.Add(Title(fmt.Sprintf(parts[0], a.Year)))
		for _, g := range tables {
			f.Add(g)
		}
	}
	if !annexed {
		addTables()
	}
	f.Add(Title(fmt.Sprintf(parts[1], a.Year)))
	f.Add(a.BudgetText(about)...)
	f.Add(Title(parts[2]))
	f.Add(Terms()...)
	if annexed {
		addTables()
	}
	return f.withContents(1)
}

// annex adds tables at the end.
func (f *Form) annex(tables ...*Grid2) *Form {
	f.Add(Title("附件"))
	for _, g := range tables {
		f.Add(g)
	}
	return f
}

// centralBudget is after the Ministry's sample tables, with last year beside.
func centralBudget() *Form {
	a := MadeBudget("青禾省林业和草原局", 2025, true).Scaled(7)
	b := &BudgetForm{
		FinalForm: FinalForm{Ink: ink{comma: true}, Label: "部门公开表%d"}, Wording: "拨款收入", Carry: "上年结转", Prior: true,
		Names: [9]string{"部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "一般公共预算“三公”经费支出表", "政府性基金预算支出表", "国有资本经营预算支出表"},
	}
	return written("财政部样表", "青禾省林业和草原局2025年部门预算", a, true, false, append(b.Tables(a), b.Listed(a, 10, "项目支出表"), b.PurchasesByKind(a, 11, "政府采购预算表", true))).annex(append(b.Targets(a, 12, TargetForm{Weights: true, Carry: true}), b.Overall(a, 17, TargetForm{Weights: true}))...)
}

// southBudget lists spending by kind, and names its tables 情况表.
func southBudget() *Form {
	a := MadeBudget("临海市林业局", 2024, false).Scaled(3)
	b := &BudgetForm{
		FinalForm: FinalForm{Ink: ink{}, Titled: "2024年"}, Wording: "拨款", Carry: "上年结转", ByKind: true, Down: true,
		Names: [9]string{"收支总体情况表", "收入总体情况表", "支出总体情况表", "财政拨款收支总体情况表", "一般公共预算支出情况表（按功能分类科目）", "一般公共预算基本支出情况表（按支出经济分类科目）", "一般公共预算安排的行政经费及“三公”经费预算表", "政府性基金预算支出情况表", "国有资本经营预算支出情况表"},
	}
	return written("情况表", "2024年临海市林业局部门预算", a, false, false, append(b.Tables(a), b.Listed(a, 10, "部门预算项目支出预算表"))).annex(b.TargetList(a, 11, ListForm{Filled: true, Title: "部门预算项目支出绩效目标表"}))
}

// northwestBudget names its tables 部门综合预算…, with a side by economic class,
// units in the table of incomes, and meetings and training beside three-public.
func northwestBudget() *Form {
	a := MadeBudget("秦安市林业和草原局", 2025, true).Scaled(4)
	b := &BudgetForm{
		FinalForm: FinalForm{Ink: ink{zero: "0.00"}, Whole: true, Label: "表%d"}, Wording: "财政拨款", Carry: "上年结转", Economic: true, ByUnit: true, Prior: true, More: true,
		Names: [9]string{"2025年部门综合预算收支总表", "2025年部门综合预算收入总表", "2025年部门综合预算支出总表", "2025年部门综合预算财政拨款收支总表", "2025年部门综合预算一般公共预算支出明细表（按支出功能分类科目）", "2025年部门综合预算一般公共预算基本支出明细表（按支出经济分类科目）", "2025年部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表", "2025年部门综合预算政府性基金预算支出表", "2025年部门综合预算国有资本经营预算支出表"},
	}
	return written("综合预算", "2025年秦安市林业和草原局部门预算", a, false, false, append(b.Tables(a), b.Listed(a, 10, "2025年部门综合预算项目支出表"), b.Purchases(a, 11, "2025年部门综合预算政府采购（资产配置、购买服务）预算表"), b.TargetList(a, 12, ListForm{Two: true, Weights: true, Title: "2025年部门综合预算项目绩效目标表"})))
}

// basinBudget has codes in three columns, all in yuan, tables annexed.
func basinBudget() *Form {
	a := MadeBudget("苍溪河县林业和草原局", 2023, true).Scaled(5)
	b := &BudgetForm{
		FinalForm: FinalForm{Ink: ink{yuan: true, comma: true}, Split: true, Label: "表%d"}, Wording: "拨款收入", Carry: "上年结转", People: true,
		Names: [9]string{"部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支预算总表", "一般公共预算支出预算表", "一般公共预算基本支出预算表", "一般公共预算“三公”经费支出预算表", "政府性基金预算支出预算表", "国有资本经营预算支出预算表"},
	}
	return written("用元附表", "苍溪河县林业和草原局2023年部门预算", a, false, true, append(b.Tables(a), b.Listed(a, 10, "部门项目支出预算表"), b.Services(a, 11, "政府购买服务支出预算表")))
}

// eastBudget lists all classes with line numbers, titles inside the tables.
func eastBudget() *Form {
	a := MadeBudget("越溪省林业局", 2025, true).Scaled(6)
	b := &BudgetForm{
		FinalForm: FinalForm{Ink: ink{zero: "0.00", comma: true}, Ordinals: true, Whole: true, Label: "公开%02d表"}, Wording: "", Carry: "上年结转结余", Down: true, Prior: true,
		Names: [9]string{"部门收支预算总表", "部门收入预算总表", "部门支出预算总表", "财政拨款收支预算总表", "一般公共预算支出预算表", "一般公共预算基本支出预算表", "财政拨款“三公”经费支出预算表", "政府性基金预算支出预算表", "国有资本经营预算支出预算表"},
	}
	return written("收支预算总表", "越溪省林业局2025年部门预算", a, true, false, append(b.Tables(a), b.Listed(a, 10, "部门项目支出预算表"), b.PurchasesByKind(a, 11, "政府采购支出表", false), b.Services(a, 12, "政府购买服务情况表"), b.Assets(a, 13))).annex(b.Targets(a, 14, TargetForm{Apart: true})...)
}
