package rules

import (
	"slices"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// departmentBudget is a small budget of a department of Shanghai in which
// everything holds.
func departmentBudget() *budget.Disclosure {
	d := &budget.Disclosure{
		Year: 2025,
		Unit: budget.Unit{Name: "某区某某局"},
		Tables: []budget.Table{
			sheet("T01",
				panelOf("income", "金额", is("财政拨款收入", "900.00"), is("一般公共预算", "900.00"), is("政府性基金预算", ""), is("国有资本经营预算", ""), is("事业收入", ""), is("事业单位经营收入", ""), is("其他收入", ""), is("收入总计", "900.00")),
				panelOf("spending", "合计 人员经费 公用经费 项目支出", is("201", "700.00", "300.00", "100.00", "300.00"), is("221", "200.00", "200.00", "", ""), is("支出总计", "900.00", "500.00", "100.00", "300.00"))),
			sheet("T03", panelOf("", "合计 基本支出 项目支出", is("201", "700.00", "400.00", "300.00"), is("221", "200.00", "200.00", ""), is("合计", "900.00", "600.00", "300.00"))),
			sheet("T06", panelOf("", "合计 人员经费 公用经费", is("301", "500.00", "500.00", ""), is("302", "100.00", "", "100.00"), is("合计", "600.00", "500.00", "100.00"))),
			sheet("T10", panelOf("", "合计", is("合计", "18.00"), is("公务用车购置及运行费", "18.00"), is("公务用车购置费", "18.00"))),
		},
		Sections: []budget.Section{
			{ID: "四", Part: "narrative", Title: "四、绩效目标设置情况", Paragraphs: []budget.Paragraph{
				spoken("编报绩效目标的项目{projects_count=2}个，涉及项目预算资金{performance_total=0.03}万元。其中：{performance_projects.name=系统维护}{performance_projects.amount=0.01}万元，{performance_projects.name=委托评审}{performance_projects.amount=0.02}万元。"),
			}},
			{ID: "一", Part: "other", Title: "一、2025年“三公”经费预算情况说明", Paragraphs: []budget.Paragraph{
				spoken("“三公”经费预算数为{three_public=18.00}万元，{three_public.same=与2024年预算持平}。因公出国（境）费{abroad=0}万元，{abroad.same=与2024年预算持平}。公务用车购置费{vehicle_purchase=18.00}万元，比2024年预算增加{vehicle_purchase.delta:more=1.00}万元；公务用车运行费{vehicle_operation=2.00}万元，比2024年预算减少{vehicle_operation.delta:less=1.00}万元。公务接待费{reception=0}万元，{reception.same=与2024年预算持平}。"),
			}},
			{ID: "七.六", Part: "projects", Title: "六、年度预算安排", Paragraphs: []budget.Paragraph{
				spoken("{project_amounts.name=本年度系统维护预算金额为}{project_amounts.amount=0.01}万元。"),
			}},
			{ID: "五", Part: "narrative", Title: "五、国有资产占有使用情况", Paragraphs: []budget.Paragraph{
				spoken("部门预算安排购置车辆{buy_vehicles=1}辆；安排购置单价100万元（含）以上设备{buy_equipment=1}台（套）。"),
			}},
		},
	}
	d.Projects = []budget.Project{{Name: "系统维护", HasForm: true, Annual: budget.Funding{Total: budget.Yuan(100)}}}
	for i := range d.Tables {
		if d.Tables[i].ID != "T10" {
			d.Tables[i].MoneyUnit = money.Yuan
		}
	}
	return d
}

// shanghaiFixtures are the pairs of the rules for budgets of Shanghai.
var shanghaiFixtures = map[string]edit{
	"AST-007": resay("buy_vehicles", 0, "0"),
	"PRJ-016": resay("performance_projects.amount", 1, "0.05"),
	"CHG-006": resay("vehicle_purchase.delta:more", 0, "4.00"),
	"PRJ-023": resay("project_amounts.amount", 0, "394.80"),
	"PRJ-024": saidInstead("本年度系统维护预算金额为", "项目总投资394.80万元。2019年安排资金"),
	"TIE-023": set("T01[221].人员经费", "250.00"),
}

// hasOwnPair reports whether a rule's pair is among those of final accounts, of
// budgets of Shanghai, of forms of other places or of forms that tell what became of
// targets.
func hasOwnPair(id string) bool {
	return finalFixtures[id] != nil || shanghaiFixtures[id] != nil || formPairs[id].forms != nil ||
		slices.ContainsFunc(reviewChanges, func(c reviewChange) bool { return c.rules == id })
}

func TestBudgetsOfShanghai(t *testing.T) {
	p := builtIn(t, "shanghai-2025-department")
	for rule, wrong := range shanghaiFixtures {
		t.Run(rule, func(t *testing.T) {
			d := departmentBudget()
			if speaks(d, p, rule) {
				t.Errorf("%s speaks on what holds", rule)
			}
			wrong(d)
			if !speaks(d, p, rule) {
				t.Errorf("%s does not speak on the fault", rule)
			}
		})
	}
}

// loudness is how loud a rule speaks on a disclosure; 0 where it is silent.
func loudness(t *testing.T, d *budget.Disclosure, id, rule string) diag.Severity {
	t.Helper()
	for _, f := range All().Check(check.New(d, builtIn(t, id))).Findings {
		if f.Rule == rule {
			return f.Severity
		}
	}
	return 0
}

// What looks like a fault of these rules and is none, or only a note.
func TestNearMisses(t *testing.T) {
	const final, department = "shanghai-2024-department-final", "shanghai-2025-department"
	for name, c := range map[string]struct {
		profile, rule string
		make          func() *budget.Disclosure
		change        edit
		want          diag.Severity
	}{
		"nothing spent, nothing counted": {final, "TPE-012", fullAccount, allOf(set("T10[因公出国（境）费].合计", ""), resay("abroad", 0, "0.00"), resay("abroad", 1, "0.00"), paragraphs("七", spoken("“三公”经费支出{three_public=1.00}万元，接待12批80人次，保有量1辆。"))), diag.Note},
		"none reserved":                  {final, "PRO-002", fullAccount, allOf(resay("procurement_sme", 0, "0"), resay("procurement_small", 0, "0")), diag.Note},
		"few for the smallest":           {final, "PRO-002", fullAccount, resay("procurement_small", 0, "1.00"), diag.Note},
		"two purposes in one":            {final, "NAR-012", fullAccount, saidInstead("按规定缴存的住房公积金", "缴纳医疗保险和住房公积金"), 0},
		"costs of institutions too":      {final, "ORE-006", fullAccount, allOf(institution, resay("agency", 0, "8.00")), 0},
		"one unit under its own name":    {final, "FORM-018", fullAccount, allOf(paragraphs("organisation", budget.Paragraph{Pattern: "organisation.bodies", Text: "1 某县某某局"}), func(d *budget.Disclosure) { d.Sections[2].Title = "二、机构设置" }), 0},
		"no units under it":              {final, "FORM-017", fullAccount, paragraphs("organisation", budget.Paragraph{Text: "某县某某局无下属单位，部门决算只含本级。"}), 0},
		"a short reason with a fact":     {final, "NAR-021", fullAccount, resay("gpb_items.reason:budget", 0, "人员减少"), 0},
		"a reason that fits anything":    {final, "NAR-021", fullAccount, resay("gpb_items.reason:budget", 0, "工作需要"), diag.Warning},
		"a project twice, alike":         {department, "PRJ-016", departmentBudget, resay("project_amounts.name", 0, "系统维护"), 0},
		"a project twice, otherwise":     {department, "PRJ-016", departmentBudget, allOf(resay("project_amounts.name", 0, "系统维护"), resay("project_amounts.amount", 0, "0.41")), diag.Error},
		"fewer listed than are said":     {department, "PRJ-016", departmentBudget, allOf(resay("projects_count", 0, "3"), resay("performance_total", 0, "0.08")), 0},
		"元 of a table in 元":              {department, "NAR-027", departmentBudget, allOf(set("T01[201].合计", "7001234.00"), set("T03[201].合计", "7001234.00"), inSection("四", "一般公共服务支出700.12元。")), diag.Error},
		"only the main projects":         {department, "PRJ-016", departmentBudget, allOf(saidInstead("其中：", "其中主要项目："), resay("performance_projects.amount", 1, "0.01")), 0},
		"two forms for one project told": {department, "PRJ-023", departmentBudget, allOf(resay("project_amounts.amount", 0, "394.80"), func(d *budget.Disclosure) {
			d.Projects = append(d.Projects, d.Projects[0])
		}), 0},
		"all that a project will cost":   {department, "PRJ-023", departmentBudget, allOf(resay("project_amounts.amount", 0, "394.80"), saidInstead("本年度系统维护", "可研批复总投资")), 0},
		"the cost of a project in parts": {department, "PRJ-016", departmentBudget, allOf(resay("project_amounts.amount", 0, "394.80"), saidInstead("本年度系统维护", "可研批复总投资")), 0},
		"neither car nor money":          {department, "AST-007", departmentBudget, allOf(set("T10[公务用车购置费].合计", ""), set("T10[公务用车购置及运行费].合计", ""), set("T10[合计].合计", ""), resay("buy_vehicles", 0, "0")), 0},
	} {
		d := c.make()
		c.change(d)
		if got := loudness(t, d, c.profile, c.rule); got != c.want {
			t.Errorf("%s: %s speaks at %v, want %v", name, c.rule, got, c.want)
		}
	}
}

// institution makes the basic expenditure that of an institution.
func institution(d *budget.Disclosure) {
	for i := range d.Table("T05").Panels[0].Lines {
		if l := &d.Table("T05").Panels[0].Lines[i]; l.Code == "2010601" {
			l.Name = "事业运行"
		}
	}
}
