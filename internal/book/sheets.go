package book

import (
	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// tomlFile is the file of a folder that holds what is not a table.
const tomlFile = "book.toml"

// sheets are all tables of a book, in the order of a workbook's sheets.
var sheets = []table{
	infoSheet, factSheet, priorSheet, totalSheet, revenueSheet, publicSheet, projectSheet, indicatorSheet,
	procurementSheet, serviceSheet, staffSheet, vehicleSheet, buildingSheet, textSheet, reasonSheet, localSheet,
}

// infoRow is one entry of the unit's particulars.
type infoRow struct{ title, value, note string }

var infoSheet = sheet(
	about{file: tomlFile, name: "基本信息", required: true, note: "单位和年度"},
	func(d *draft) *[]entry[infoRow] { return &d.info },
	[]column[infoRow]{
		{"项目", must, "不要改动", text(func(r *infoRow) *string { return &r.title })},
		{"内容", may, "见右边的说明", text(func(r *infoRow) *string { return &r.value })},
		{"说明", may, "不读这一列", text(func(r *infoRow) *string { return &r.note })},
	})

// factRow is a line of the expenditure budget as written.
type factRow struct {
	budget.Fact
	subject, economic, gov    coded
	subjectName, economicName string
	category                  string // basic, project
	arrangement               string // current, carry
}

var (
	categories   = []choice{{"basic", "基本支出", nil}, {"project", "项目支出", nil}}
	arrangements = []choice{{"current", "当年", []string{"当年预算", "当年预算安排"}}, {"carry", "上年结转", []string{"结转", "上年结转安排"}}}
)

// The columns of facts, which those of last year share.
var (
	colSubject      = column[factRow]{"功能科目编码", must, "支出功能分类的项级编码，7位，如 2080502", code(func(r *factRow) *coded { return &r.subject }, functionList)}
	colSubjectName  = column[factRow]{"功能科目名称", may, "可不填；填了就与编码核对", text(func(r *factRow) *string { return &r.subjectName })}
	colEconomic     = column[factRow]{"部门经济科目编码", may, "部门预算支出经济分类的款级编码，5位，如 30101；基本支出必填，项目支出可不填", code(func(r *factRow) *coded { return &r.economic }, economicList)}
	colEconomicName = column[factRow]{"部门经济科目名称", may, "可不填；填了就与编码核对", text(func(r *factRow) *string { return &r.economicName })}
	colGov          = column[factRow]{"政府经济科目编码", may, "一般不填，由部门经济科目和单位类型推出；与推出的不同才填，5位", code(func(r *factRow) *coded { return &r.gov }, govList)}
	colCategory     = column[factRow]{"支出类别", must, "基本支出或项目支出", one(func(r *factRow) *string { return &r.category }, "支出类别", categories)}
	colProject      = column[factRow]{"项目名称", may, "项目支出必填，与项目表的名称一字不差；基本支出不填", text(func(r *factRow) *string { return &r.Project })}
	colSource       = column[factRow]{"资金来源", must, "一般公共预算、政府性基金预算、国有资本经营预算、财政专户管理资金、单位资金或其中一种收入", source(func(r *factRow) *string { return &r.Source })}
	colArrangement  = column[factRow]{"预算安排", may, "当年或上年结转；不填就是当年", one(func(r *factRow) *string { return &r.arrangement }, "预算安排", arrangements)}
	colAmount       = column[factRow]{"金额（元）", must, "以元为单位，至多两位小数，不写单位", positive(func(r *factRow) *money.Fen { return &r.Amount })}
	factColumns     = []column[factRow]{colSubject, colSubjectName, colEconomic, colEconomicName, colGov, colCategory, colProject, colSource, colArrangement, colAmount}
)

var factSheet = sheet(
	about{file: "facts.csv", name: "支出明细", required: true, note: "本年支出预算，一行一笔：科目、类别、资金来源和金额。不填合计行"},
	func(d *draft) *[]entry[factRow] { return &d.facts }, factColumns)

var priorSheet = sheet(
	about{file: "prior.csv", name: "上年明细", note: "上年支出预算，列与支出明细相同。只有合计的填在上年合计"},
	func(d *draft) *[]entry[factRow] { return &d.prior }, factColumns)

// totalRow is one of last year's totals; one without an amount says nothing.
type totalRow struct {
	key    string
	amount budget.Money
}

var totalSheet = sheet(
	about{file: "prior_totals.csv", name: "上年合计", note: "只知道合计的上年数"},
	func(d *draft) *[]entry[totalRow] { return &d.totals },
	[]column[totalRow]{
		{"指标", must, "所用格式规定的指标，如 收入总计", text(func(r *totalRow) *string { return &r.key })},
		{"金额（元）", may, "上年预算数，以元为单位；不填就当作没有", given(func(r *totalRow) *budget.Money { return &r.amount })},
	})

// revenueRow is income under a revenue subject as written.
type revenueRow struct {
	budget.Revenue
	subject coded
	name    string
}

var revenueSheet = sheet(
	about{file: "revenue.csv", name: "收入明细", note: "政府性基金预算和国有资本经营预算的收入，按收入分类科目"},
	func(d *draft) *[]entry[revenueRow] { return &d.revenue },
	[]column[revenueRow]{
		{colRevenue, must, "收入分类的末级编码", code(func(r *revenueRow) *coded { return &r.subject }, revenueList)},
		{colRevenueName, may, "可不填；填了就与编码核对", text(func(r *revenueRow) *string { return &r.name })},
		{"资金来源", must, "政府性基金预算或国有资本经营预算", source(func(r *revenueRow) *string { return &r.Source })},
		{"金额（元）", must, "以元为单位", positive(func(r *revenueRow) *money.Fen { return &r.Amount })},
	})

const (
	colRevenue     = "收入科目编码"
	colRevenueName = "收入科目名称"
)

var publicItems = []choice{
	{"abroad", "因公出国（境）费", []string{"因公出国（境）费用", "出国费", "因公出国（境）"}},
	{"reception", "公务接待费", nil},
	{"vehicle_purchase", "公务用车购置费", []string{"①公务用车购置费", "公务用车购置"}},
	{"vehicle_operation", "公务用车运行维护费", []string{"②公务用车运行维护费", "公务用车运行费", "公务用车运行维护"}},
}

var publicSheet = sheet(
	about{file: "three_public.csv", name: "三公经费", note: "“三公”经费的本年和上年预算数"},
	func(d *draft) *[]entry[budget.ThreePublic] { return &d.public },
	[]column[budget.ThreePublic]{
		{"项目", must, "四项之一", one(func(r *budget.ThreePublic) *string { return &r.Item }, "三公项目", publicItems)},
		{"资金来源", must, "一般公共预算、政府性基金预算或国有资本经营预算", source(func(r *budget.ThreePublic) *string { return &r.Source })},
		{"本年金额（元）", must, "本年预算数，没有填0", amount(func(r *budget.ThreePublic) *money.Fen { return &r.Amount })},
		{"上年金额（元）", may, "上年预算数，不填就是0", amount(func(r *budget.ThreePublic) *money.Fen { return &r.Prior })},
	})

var projectSheet = sheet(
	about{file: "projects.csv", name: "项目", note: "本年的项目，一行一个；有绩效目标申报表的填写全部内容"},
	func(d *draft) *[]entry[budget.Project] { return &d.projects },
	[]column[budget.Project]{
		{colProjectName, must, "项目的全名", text(func(p *budget.Project) *string { return &p.Name })},
		{"是否有绩效目标表", may, "是或否；不填就是否", yes(func(p *budget.Project) *bool { return &p.HasForm })},
		{"主管部门及代码", may, "如 083-某市某局[部门]", text(func(p *budget.Project) *string { return &p.Body })},
		{"实施单位", may, "一般是本单位", text(func(p *budget.Project) *string { return &p.Executor })},
		{"项目属性", may, "如 经常性项目（长期开展）", text(func(p *budget.Project) *string { return &p.Attribute })},
		{"项目期", may, "如 4年", text(func(p *budget.Project) *string { return &p.Period })},
		{"实施期资金总额（元）", may, "申报表上写的总额，不由程序相加", given(func(p *budget.Project) *budget.Money { return &p.Term.Total })},
		{"实施期中央财政资金（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Term.Central })},
		{"实施期省级财政资金（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Term.Province })},
		{"实施期市县（区）财政资金（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Term.County })},
		{"实施期单位自筹（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Term.Self })},
		{"实施期其他资金（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Term.Other })},
		{"年度资金总额（元）", may, "申报表上写的总额，不由程序相加", given(func(p *budget.Project) *budget.Money { return &p.Annual.Total })},
		{"年度中央财政资金（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Annual.Central })},
		{"年度省级财政资金（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Annual.Province })},
		{"年度市县（区）财政资金（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Annual.County })},
		{"年度单位自筹（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Annual.Self })},
		{"年度其他资金（元）", may, "没有填0，表上空着就不填", given(func(p *budget.Project) *budget.Money { return &p.Annual.Other })},
		{"项目概况", may, "做什么、为谁做", text(func(p *budget.Project) *string { return &p.Overview })},
		{"立项依据", may, "文件名称和文号", text(func(p *budget.Project) *string { return &p.Basis })},
		{"项目设立必要性", may, "为什么要做", text(func(p *budget.Project) *string { return &p.Need })},
		{"保证项目实施的制度、措施", may, "管理办法、负责人", text(func(p *budget.Project) *string { return &p.Measures })},
		{"项目实施计划", may, "何时做到哪一步", text(func(p *budget.Project) *string { return &p.Plan })},
		{"实施期总体目标", may, "到项目期末要达到的", text(func(p *budget.Project) *string { return &p.TermGoal })},
		{"年度总体目标", may, "本年要达到的", text(func(p *budget.Project) *string { return &p.YearGoal })},
		{"负责人", may, "姓名", text(func(p *budget.Project) *string { return &p.Lead })},
		{"经办人", may, "姓名", text(func(p *budget.Project) *string { return &p.Handler })},
		{"联系电话", may, "区号和号码", text(func(p *budget.Project) *string { return &p.Phone })},
		{"填报日期", may, "照申报表写", text(func(p *budget.Project) *string { return &p.Date })},
	})

const colProjectName = "项目名称"

// indicatorRow is an indicator with the project that it belongs to.
type indicatorRow struct {
	budget.Indicator
	project string
}

var indicatorSheet = sheet(
	about{file: "indicators.csv", name: "绩效指标", note: "绩效目标申报表的指标，一行一个，次序就是表里的次序"},
	func(d *draft) *[]entry[indicatorRow] { return &d.indicators },
	[]column[indicatorRow]{
		{colProjectName, must, "与项目表的名称一字不差", text(func(r *indicatorRow) *string { return &r.project })},
		{"一级指标", must, "产出指标、效益指标或满意度指标", text(func(r *indicatorRow) *string { return &r.Level1 })},
		{"二级指标", may, "数量指标、质量指标 …", text(func(r *indicatorRow) *string { return &r.Level2 })},
		{"实施期指标", may, "实施期的三级指标", text(func(r *indicatorRow) *string { return &r.TermName })},
		{"实施期指标值", may, "如 ≥95%", text(func(r *indicatorRow) *string { return &r.TermValue })},
		{"年度指标", may, "年度的三级指标", text(func(r *indicatorRow) *string { return &r.YearName })},
		{"年度指标值", may, "如 ≥95%", text(func(r *indicatorRow) *string { return &r.YearValue })},
	})

var procurementKinds = []choice{
	{"goods", "货物", []string{"货物类", "政府采购货物"}},
	{"works", "工程", []string{"工程类", "政府采购工程"}},
	{"services", "服务", []string{"服务类", "政府采购服务"}},
}

var procurementSheet = sheet(
	about{file: "procurement.csv", name: "政府采购", note: "政府采购预算"},
	func(d *draft) *[]entry[budget.Procurement] { return &d.procurement },
	[]column[budget.Procurement]{
		{"采购类别", must, "货物、工程或服务", one(func(r *budget.Procurement) *string { return &r.Kind }, "采购类别", procurementKinds)},
		{"资金来源", may, "可不填", source(func(r *budget.Procurement) *string { return &r.Source })},
		{"金额（元）", must, "以元为单位，没有填0", amount(func(r *budget.Procurement) *money.Fen { return &r.Amount })},
	})

var serviceSheet = sheet(
	about{file: "services.csv", name: "购买服务", note: "政府购买服务的内容"},
	func(d *draft) *[]entry[budget.Service] { return &d.services },
	[]column[budget.Service]{
		{"目录编码", may, "指导性目录的编码", textCode(func(r *budget.Service) *string { return &r.Code })},
		{"名称", must, "指导性目录的名称", text(func(r *budget.Service) *string { return &r.Name })},
		{"金额（元）", may, "以元为单位，不填就是0", amount(func(r *budget.Service) *money.Fen { return &r.Amount })},
	})

var staffSheet = sheet(
	about{file: "staff.csv", name: "人员", note: "编制和实有人数。经费形式空着的一行是实有人数的合计"},
	func(d *draft) *[]entry[budget.Staff] { return &d.staff },
	[]column[budget.Staff]{
		{"经费形式", may, "如 全额事业、自收自支；只知道实有合计的一行空着", text(func(r *budget.Staff) *string { return &r.Kind })},
		{"编制", may, "人数；不知道就不填", count(func(r *budget.Staff) *int { return &r.Posts })},
		{"实有", may, "人数；不知道就不填", count(func(r *budget.Staff) *int { return &r.Actual })},
	})

var vehicleSheet = sheet(
	about{file: "vehicles.csv", name: "车辆", note: "在用车辆"},
	func(d *draft) *[]entry[budget.Vehicle] { return &d.vehicles },
	[]column[budget.Vehicle]{
		{"名称", must, "车型", text(func(r *budget.Vehicle) *string { return &r.Name })},
		{"数量", must, "辆数", count(func(r *budget.Vehicle) *int { return &r.Count })},
		{"是否在账", must, "是或否", yes(func(r *budget.Vehicle) *bool { return &r.Booked })},
		{"说明", may, "未入账的写明来历", text(func(r *budget.Vehicle) *string { return &r.Note })},
	})

var buildingSheet = sheet(
	about{file: "buildings.csv", name: "房屋", note: "在用房屋"},
	func(d *draft) *[]entry[budget.Building] { return &d.buildings },
	[]column[budget.Building]{
		{"名称", must, "如 办公用房", text(func(r *budget.Building) *string { return &r.Name })},
		{"面积（平方米）", may, "不知道就不填", text(func(r *budget.Building) *string { return &r.Area })},
		{"来源", may, "自有、租用、调配", text(func(r *budget.Building) *string { return &r.Source })},
		{"说明", may, "其他要写明的", text(func(r *budget.Building) *string { return &r.Note })},
	})

var textSheet = sheet(
	about{file: tomlFile, name: "文字说明", note: "只有单位自己能写的文字：职责、机构、资产 …，一行一段"},
	func(d *draft) *[]entry[budget.Text] { return &d.texts }, textColumns)

var reasonSheet = sheet(
	about{file: tomlFile, name: "变动原因", note: "本年比上年增减的原因"},
	func(d *draft) *[]entry[budget.Text] { return &d.reasons }, textColumns)

var textColumns = []column[budget.Text]{
	{colKey, must, "所用格式规定的名称", text(func(r *budget.Text) *string { return &r.Key })},
	{"文字", may, "可以分段；不填就当作没有", text(func(r *budget.Text) *string { return &r.Text })},
}

const colKey = "名称"

var tableChoices = []choice{
	{budget.TableFunction, "支出功能分类", []string{"功能分类"}},
	{budget.TableEconomic, "部门经济分类", []string{"部门预算支出经济分类"}},
	{budget.TableGovEconomic, "政府经济分类", []string{"政府预算支出经济分类"}},
	{budget.TableRevenue, "收入分类", nil},
}

var localSheet = sheet(
	about{file: "subjects.csv", name: "自定科目", note: "全国科目表里没有、本地增设的科目；先写上级，再写下级"},
	func(d *draft) *[]entry[budget.LocalSubject] { return &d.subjects },
	[]column[budget.LocalSubject]{
		{"所属分类", must, "四种分类之一", one(func(r *budget.LocalSubject) *string { return &r.Table }, "所属分类", tableChoices)},
		{colLocalCode, must, "3、5或7位数字", textCode(func(r *budget.LocalSubject) *string { return &r.Code })},
		{"科目名称", must, "本地文件里的名称", text(func(r *budget.LocalSubject) *string { return &r.Name })},
	})

const colLocalCode = "科目编码"

// textCode is a code that is kept as text and checked elsewhere.
func textCode[T any](field func(*T) *string) codec[T] {
	c := text(field)
	c.kind = ofCode
	return c
}

// The lists of codes that a workbook offers.
var (
	functionList = &list{"功能科目", false, func() []string { return leaves(budget.Functions(), 3) }}
	economicList = &list{"部门经济科目", false, func() []string { return leaves(budget.DeptEconomic(), 2) }}
	govList      = &list{"政府经济科目", false, func() []string { return leaves(budget.GovEconomic(), 2) }}
	revenueList  = &list{"收入科目", false, func() []string { return leaves(budget.Revenues(), 0) }}
)

// leaves are the subjects of a level as “2080502 事业单位离退休”; level 0 is those
// without any below them.
func leaves(c *budget.Codes, level int) []string {
	parents := map[string]bool{}
	for _, s := range c.All() {
		parents[s.Parent] = true
	}
	var out []string
	for _, s := range c.All() {
		if s.Level == level || level == 0 && !parents[s.Code] {
			out = append(out, s.Code+" "+s.Name)
		}
	}
	return out
}
