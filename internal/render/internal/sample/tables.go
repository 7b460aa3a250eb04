package sample

import (
	"strconv"

	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

type subject struct {
	code, name     string
	basic, project int64 // yuan
}

var subjects = []subject{
	{"208", "社会保障和就业支出", 2622800, 492500},
	{"20805", "行政事业单位养老支出", 2622800, 470400},
	{"2080502", "事业单位离退休", 2169600, 470400},
	{"2080505", "机关事业单位基本养老保险缴费支出", 336000, 0},
	{"2080506", "机关事业单位职业年金缴费支出", 117200, 0},
	{"20811", "残疾人事业", 0, 22100},
	{"2081199", "其他残疾人事业支出", 0, 22100},
	{"210", "卫生健康支出", 124480, 0},
	{"21011", "行政事业单位医疗", 124480, 0},
	{"2101101", "行政单位医疗", 21940, 0},
	{"2101102", "事业单位医疗", 102540, 0},
	{"215", "资源勘探工业信息等支出", 2391100, 710800},
	{"21505", "工业和信息产业监管", 2391100, 255000},
	{"2150550", "事业运行", 2391100, 255000},
	{"21508", "支持中小企业发展和管理支出", 0, 455800},
	{"2150899", "其他支持中小企业发展和管理支出", 0, 455800},
	{"221", "住房保障支出", 338100, 0},
	{"22102", "住房改革支出", 338100, 0},
	{"2210201", "住房公积金", 304400, 0},
	{"2210202", "提租补贴", 33700, 0},
}

const (
	allBasic   = 5476480
	allProject = 1203300
)

func (s subject) level() int { return (len(s.code) - 1) / 2 }

func address(table, row, column string) string {
	return place.Ref{Table: table, Row: row, Column: column}.Address()
}

// spending is a table by subject: 合计 = 基本支出 + 项目支出, a class is the sum of
// its divisions.
func spending(id, title string) *doc.Table {
	g := table(id, title, money.Wan, column(doc.Code, 12, "科目编码"), column(doc.Name, 34, "科目名称"),
		column(doc.Amount, 18, "合计"), column(doc.Amount, 18, "基本支出"), column(doc.Amount, 18, "项目支出"))
	g.head(header("项目", 2, 1), header("2023年预算数", 3, 1))
	g.head(header("科目编码", 1, 1), header("科目名称", 1, 1), header("合计", 1, 1), header("基本支出", 1, 1), header("项目支出", 1, 1))
	put := func(level int, key string, lead []doc.Cell, basic, project int64) {
		g.row(level, level == 0, append(lead, amount(address(id, key, "合计"), basic+project, money.Wan),
			amount(address(id, key, "基本支出"), basic, money.Wan), amount(address(id, key, "项目支出"), project, money.Wan))...)
	}
	put(0, "合计", []doc.Cell{{Text: "合计", ColSpan: 2, Scope: doc.RowHeader, Align: doc.AlignCentre}}, allBasic, allProject)
	for _, s := range subjects {
		put(s.level(), s.code, []doc.Cell{text(s.code), name(s.name)}, s.basic, s.project)
	}
	g.down(2, 3, 4)
	g.across(2, 3, 4)
	return g.t
}

// income is the wide table: eight columns under a head of two rows.
func income(id string) *doc.Table {
	kinds := []string{"一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金", "单位资金", "上年结转"}
	g := table(id, "2023年预算收入总表", money.Wan, column(doc.Code, 10, "科目编码"), column(doc.Name, 24, "科目名称"),
		column(doc.Amount, 10, "合计"), column(doc.Amount, 10, kinds[0]), column(doc.Amount, 10, kinds[1]), column(doc.Amount, 12, kinds[2]),
		column(doc.Amount, 12, kinds[3]), column(doc.Amount, 10, kinds[4]), column(doc.Amount, 10, kinds[5]))
	g.t.Landscape = true
	g.head(header("项目", 2, 1), header("本年收入", 6, 1), header("上年结转", 1, 2))
	g.head(header("科目编码", 1, 1), header("科目名称", 1, 1), header("合计", 1, 1), header(kinds[0], 1, 1), header(kinds[1], 1, 1),
		header(kinds[2], 1, 1), header(kinds[3], 1, 1), header(kinds[4], 1, 1))
	put := func(level int, key string, lead []doc.Cell, yuan int64) {
		cells := append(lead, amount(address(id, key, "合计"), yuan, money.Wan), amount(address(id, key, kinds[0]), yuan, money.Wan))
		for _, k := range kinds[1:] {
			cells = append(cells, amount(address(id, key, k), 0, money.Wan))
		}
		g.row(level, level == 0, cells...)
	}
	put(0, "合计", []doc.Cell{{Text: "合计", ColSpan: 2, Scope: doc.RowHeader, Align: doc.AlignCentre}}, allBasic+allProject)
	for _, s := range subjects {
		put(s.level(), s.code, []doc.Cell{text(s.code), name(s.name)}, s.basic+s.project)
	}
	g.down(2, 3)
	g.across(2, 3, 4, 5, 6, 7)
	return g.t
}

var functions = []string{
	"一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
	"社会保障和就业支出", "社会保险基金支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出",
	"资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出", "自然资源海洋气象等支出", "住房保障支出",
	"粮油物资储备支出", "国有资本经营预算支出", "灾害防治及应急管理支出", "预备费", "其他支出", "转移性支出", "债务还本支出",
	"债务付息支出", "债务发行费用支出", "抗疫特别国债安排的支出",
}

// summary is the two-sided table: income on the left, spending on the right.
func summary(id string) *doc.Table {
	g := table(id, "2023年预算收支总表", money.Wan, column(doc.Name, 24, "项目"), column(doc.Amount, 14, "2023年"),
		column(doc.Name, 26, "项目"), column(doc.Amount, 12, "2023年合计"), column(doc.Amount, 12, "当年预算安排"), column(doc.Amount, 12, "上年结转安排"))
	g.head(header("收入", 2, 1), header("支出", 4, 1))
	g.head(header("项目", 1, 1), header("2023年", 1, 1), header("项目", 1, 1), header("2023年合计", 1, 1), header("当年预算安排", 1, 1), header("上年结转安排", 1, 1))
	amounts := map[string]int64{}
	for _, s := range subjects {
		if s.level() == 1 {
			amounts[s.name] = s.basic + s.project
		}
	}
	sources := []string{"一、一般公共预算", "二、政府性基金预算", "三、国有资本经营预算", "四、财政专户管理资金", "五、单位资金"}
	side := func(total bool, left string, got int64, right string, spent int64) {
		cells := []doc.Cell{text(left), {}, text(right)}
		if left != "" {
			cells[0].Scope = doc.RowHeader
			cells[1] = amount(address(id, left, "2023年"), got, money.Wan)
		}
		cells[2].Scope = doc.RowHeader
		g.row(0, total, append(cells, amount(address(id, right, "2023年合计"), spent, money.Wan),
			amount(address(id, right, "当年预算安排"), spent, money.Wan), amount(address(id, right, "上年结转安排"), 0, money.Wan))...)
	}
	for i, f := range functions {
		left, got := "", int64(0)
		if i < len(sources) {
			left = sources[i]
		}
		if i == 0 {
			got = allBasic + allProject
		}
		side(false, left, got, numeral(i+1)+"、"+f, amounts[f])
	}
	side(true, "本年收入合计", allBasic+allProject, "本年支出合计", allBasic+allProject)
	side(false, "上年结转", 0, "年终结转", 0)
	side(true, "收入总计", allBasic+allProject, "支出总计", allBasic+allProject)
	n := len(functions)
	for _, s := range []struct{ col, from, to int }{{1, 0, len(sources)}, {3, 0, n}, {4, 0, n}, {5, 0, n}} {
		for r := s.from; r < s.to; r++ {
			g.number(doc.Point{Row: n, Col: s.col}).Sum = append(g.number(doc.Point{Row: n, Col: s.col}).Sum, doc.Point{Row: r, Col: s.col})
		}
		g.number(doc.Point{Row: n + 2, Col: s.col}).Sum = []doc.Point{{Row: n, Col: s.col}, {Row: n + 1, Col: s.col}}
	}
	return g.t
}

func numeral(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + digits[n%10]
	}
	return digits[n/10] + "十" + digits[n%10]
}

// economic is a table whose rows have two names and no code.
func economic(id string) *doc.Table {
	g := table(id, "2023年一般公共预算安排基本支出分经济科目表（不含上年结转）", money.Wan, column(doc.Name, 26, "部门预算支出经济科目名称"),
		column(doc.Name, 26, "政府预算支出经济科目名称"), column(doc.Amount, 16, "合计"), column(doc.Amount, 16, "人员经费"), column(doc.Amount, 16, "公用经费"))
	g.head(header("部门预算支出经济科目名称", 1, 2), header("政府预算支出经济科目名称", 1, 2), header("2023年预算数", 3, 1))
	g.head(header("合计", 1, 1), header("人员经费", 1, 1), header("公用经费", 1, 1))
	rows := []struct {
		level          int
		name, second   string
		people, office int64
	}{
		{0, "合计", "", 5238420, 238060},
		{1, "工资福利支出", "", 3137820, 0},
		{2, "基本工资", "工资福利支出", 1108400, 0},
		{2, "绩效工资", "工资福利支出", 1725020, 0},
		{2, "住房公积金", "住房公积金", 304400, 0},
		{1, "商品和服务支出", "", 0, 238060},
		{2, "办公费", "商品和服务支出", 0, 27000},
		{2, "公务用车运行维护费", "公务用车运行维护费", 0, 32000},
		{2, "其他商品和服务支出", "商品和服务支出", 0, 179060},
		{1, "对个人和家庭的补助", "", 2100600, 0},
		{2, "离休费", "离退休费", 1175200, 0},
		{2, "退休费", "离退休费", 925400, 0},
	}
	for _, r := range rows {
		g.row(r.level, r.level == 0, name(r.name), text(r.second), amount(address(id, r.name, "合计"), r.people+r.office, money.Wan),
			amount(address(id, r.name, "人员经费"), r.people, money.Wan), amount(address(id, r.name, "公用经费"), r.office, money.Wan))
	}
	g.down(2, 3, 4)
	g.across(2, 3, 4)
	return g.t
}

// empty is a table without an amount, and the note that says so.
func empty(id string) *doc.Table {
	g := table(id, "2023年政府性基金预算收入表（不含上年结转）", money.Wan, column(doc.Code, 20, "收入科目编码"), column(doc.Name, 50, "科目名称"), column(doc.Amount, 30, "政府性基金收入预算"))
	g.head(header("项目", 2, 1), header("政府性基金收入预算", 1, 2))
	g.head(header("收入科目编码", 1, 1), header("科目名称", 1, 1))
	g.row(0, true, doc.Cell{Text: "合计", ColSpan: 2, Scope: doc.RowHeader, Align: doc.AlignCentre}, amount(address(id, "合计", "政府性基金收入预算"), 0, money.Wan))
	g.t.Note = "注：本表无数据"
	return g.t
}

// threePublic prints a zero, a dash and an amount that is known as print alone.
func threePublic(id string) *doc.Table {
	g := table(id, "2023年一般公共预算“三公”经费支出预算表", money.Wan, column(doc.Name, 40, "项目"), column(doc.Amount, 20, "合计"), column(doc.Amount, 20, "一般公共预算"), column(doc.Amount, 20, "政府性基金预算"))
	g.head(header("项目", 1, 2), header("2023年预算数", 3, 1))
	g.head(header("合计", 1, 1), header("一般公共预算", 1, 1), header("政府性基金预算", 1, 1))
	put := func(total bool, row string, yuan int64) {
		g.row(0, total, name(row), amount(address(id, row, "合计"), yuan, money.Wan), amount(address(id, row, "一般公共预算"), yuan, money.Wan), amount(address(id, row, "政府性基金预算"), 0, money.Wan))
	}
	put(false, "因公出国（境）费", 0)
	put(false, "公务接待费", 0)
	put(false, "公务用车购置及运行费", 32000)
	put(false, "①公务用车购置费", 0)
	put(false, "②公务用车运行维护费", 32000)
	put(true, "合计", 32000)
	show := func(r, c int, p money.Printed) {
		cell := &g.t.Rows[r].Cells[c]
		cell.Text, cell.Amount.Printed = p.Text, p
	}
	show(0, 1, money.PrintDecimal(money.Decimal{Coef: 0, Scale: 0}))
	show(0, 2, money.PrintDecimal(money.Decimal{Coef: 0, Scale: 2}))
	show(1, 1, money.Printed{Text: "—", Mark: money.Dash})
	g.t.Rows[3].Cells[1].Amount.Known = false
	g.number(doc.Point{Row: 2, Col: 1}).Sum = []doc.Point{{Row: 3, Col: 1}, {Row: 4, Col: 1}}
	for _, c := range []int{1, 2, 3} {
		g.number(doc.Point{Row: 5, Col: c}).Sum = []doc.Point{{Row: 0, Col: c}, {Row: 1, Col: c}, {Row: 2, Col: c}}
	}
	g.across(1, 2, 3)
	return g.t
}

// projects has a head of three rows, the last with the columns' numbers.
func projects(id string) *doc.Table {
	kinds := []string{"一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"}
	g := table(id, "2023年项目支出预算表（本年预算）", money.Wan, column(doc.Name, 30, "项目名称"), column(doc.Amount, 12, "合计"), column(doc.Amount, 12, kinds[0]),
		column(doc.Amount, 12, kinds[1]), column(doc.Amount, 12, kinds[2]), column(doc.Amount, 12, kinds[3]), column(doc.Amount, 12, kinds[4]))
	g.t.Landscape = true
	g.head(header("项目名称", 1, 2), header("合计", 1, 2), header("2023年财政拨款", 3, 1), header(kinds[3], 1, 2), header(kinds[4], 1, 2))
	g.head(header(kinds[0], 1, 1), header(kinds[1], 1, 1), header(kinds[2], 1, 1))
	var numbers []doc.Cell
	for i := range 7 {
		numbers = append(numbers, header(strconv.Itoa(i+1), 1, 1))
	}
	g.head(numbers...)
	for _, p := range []struct {
		name string
		yuan int64
	}{
		{"J专项业务费", 373900},
		{"Z新材料应用推广专项业务费", 140000},
		{"J老干部活动室水电及取暖费等", 20000},
		{"J残疾人保障金", 22100},
		{"Z中小企业公共服务平台运维费", 455800},
		{"J住房货币化补贴", 70000},
		{"Z党支部业务费", 121500},
	} {
		cells := []doc.Cell{name(p.name), amount(address(id, p.name, "合计"), p.yuan, money.Wan), amount(address(id, p.name, kinds[0]), p.yuan, money.Wan)}
		for _, k := range kinds[1:] {
			cells = append(cells, amount(address(id, p.name, k), 0, money.Wan))
		}
		g.row(0, false, cells...)
	}
	g.across(1, 2, 3, 4, 5, 6)
	return g.t
}
