// Package layouttest holds a document made by hand that has one of everything a
// published budget has: for the tests of those who set documents.
package layouttest

import (
	"fmt"
	"strings"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// Document is the whole document, new at each call.
func Document() *doc.Document {
	d := &doc.Document{Meta: doc.Meta{
		Title: "大同市信息和新材料应用推广中心2023年度单位预算公开", Author: "大同市信息和新材料应用推广中心",
		Subject: "单位预算公开", Keywords: []string{"预算公开", "2023"}, Lang: "zh-CN", Year: 2023,
	}}
	add := func(b ...doc.Block) { d.Blocks = append(d.Blocks, b...) }
	add(doc.Cover{Unit: "大同市信息和新材料应用推广中心", Title: "2023年度单位预算公开", Lines: []string{"二〇二三年二月"}})
	add(doc.PageBreak{Front: true}, doc.Contents{Title: "目　录"}, doc.PageBreak{NumberFrom: 1})
	add(part("p1", "第一部分　概况"), section("s1", "一、本单位职责"), body(duties), section("s2", "二、机构设置情况"), body(offices))
	add(doc.PageBreak{}, part("p2", "第二部分　2023年单位预算报表"))
	for _, t := range []*doc.Table{Summary(), Income()} {
		add(title(t), t)
	}
	add(doc.PageBreak{Landscape: true})
	for _, t := range []*doc.Table{Projects()} {
		add(title(t), t)
	}
	add(doc.PageBreak{})
	for _, t := range []*doc.Table{Empty("T07", "2023年政府性基金预算收入表（不含上年结转）"), Empty("T08", "2023年一般公共预算安排基本支出分经济科目表（不含上年结转）"), Three()} {
		add(title(t), t)
	}
	add(doc.PageBreak{}, part("p3", "第三部分　2023年度单位预算情况说明"))
	for i, s := range strings.Split("预算收支数据变动情况及原因 收入预算情况说明 支出预算情况说明 财政拨款收支预算总体情况说明", " ") {
		add(section(fmt.Sprintf("n%d", i+1), number(i)+"、单位"+s), body(narrative))
	}
	add(section("n5", "五、一般公共预算支出情况说明"), body(narrative),
		doc.Picture{ID: "ring", Chart: Ring(), Caption: "图1　一般公共预算支出结构", Alt: "社会保障和就业支出311.53万元，卫生健康支出12.45万元，资源勘探工业信息等支出310.19万元，住房保障支出33.81万元"})
	add(section("n6", "六、绩效管理情况"), doc.Heading{Level: 3, Text: "（一）项目支出绩效目标", ID: "n61", TOC: true}, body(narrative))
	for i := range 2 {
		f := Form(i)
		add(doc.PageBreak{}, doc.Heading{Level: 2, Text: f.Title, ID: fmt.Sprintf("pf%d", i+1), TOC: true, Table: true}, doc.Paragraph{Text: "（2023年度）", Style: doc.Centred}, f)
	}
	add(doc.PageBreak{}, part("p4", "第四部分　名词解释"))
	for i, t := range terms {
		add(doc.Paragraph{Text: number(i) + "、" + t, Style: doc.Term})
	}
	return d
}

func part(id, text string) doc.Heading { return doc.Heading{Level: 1, Text: text, ID: id, TOC: true} }

func section(id, text string) doc.Heading {
	return doc.Heading{Level: 2, Text: text, ID: id, TOC: true}
}
func body(text string) doc.Paragraph { return doc.Paragraph{Text: text} }

func title(t *doc.Table) doc.Heading {
	return doc.Heading{Level: 2, Text: t.Title, ID: strings.ToLower(t.ID), TOC: true, Table: true}
}

const (
	duties    = "负责为本市中小企业提供信息、咨询和培训方面的公共服务；负责机关离退休人员的日常管理与服务；负责新型墙体材料的宣传、检测和推广，承办主管部门交办的其他事项。"
	offices   = "本单位为正科级公益一类事业单位，经费由财政全额保障，内设办公室、财务科、人事科、党办、离退休老干部服务部、公共平台信息服务部和新材料应用推广部7个科室。核定编制22人，年末实有25人。"
	narrative = "2023年本单位预算收入总计667.98万元，比上年减少25.50万元，下降3.68%，主要原因是人员退休，基本工资和社会保险缴费相应减少；其中：一般公共预算拨款667.98万元，占100.00%。“三公”经费预算0.50万元，与上年持平，全部为公务用车运行维护费（不含购置费），未安排因公出国（境）费和公务接待费。"
)

var terms = []string{
	"基本支出：为保障机构正常运转、完成日常工作任务而安排的人员经费和公用经费。",
	"项目支出：在基本支出之外，为完成特定的行政任务或事业发展目标而安排的支出，按项目管理，一般有明确的起止时间和绩效目标，年度终了后对照目标评价。",
	"“三公”经费：用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
	"上年结转：以前年度安排、结转到本年仍按原用途使用的资金。",
}

func number(i int) string { return string([]rune("一二三四五六七八九十")[i]) }

func head(text string, cols, rows int) doc.Cell {
	return doc.Cell{Text: text, ColSpan: cols, RowSpan: rows, Scope: doc.ColumnHeader}
}

func amount(text string) doc.Cell {
	p, _ := money.ParsePrinted(text)
	return doc.Cell{Text: text, Amount: &doc.Number{Printed: p, Unit: money.Wan}}
}

func cells(texts ...string) []doc.Cell {
	out := make([]doc.Cell, len(texts))
	for i, t := range texts {
		out[i] = doc.Cell{Text: t}
	}
	return out
}

func amounts(texts ...string) []doc.Cell {
	out := make([]doc.Cell, len(texts))
	for i, t := range texts {
		out[i] = amount(t)
	}
	return out
}

const unitLine = "单位名称：大同市信息和新材料应用推广中心"

// Summary is a table with two sides and two rows of heads, made to fit one page.
func Summary() *doc.Table {
	t := &doc.Table{
		ID: "T01", Title: "2023年预算收支总表", Label: "预算公开表1", Left: unitLine, Right: "单位：万元", MoneyUnit: money.Wan,
		Columns: []doc.Column{
			{Key: "in", Kind: doc.Name, Width: 22},
			{Key: "in.amount", Kind: doc.Amount, Width: 12},
			{Key: "out", Kind: doc.Name, Width: 28},
			{Key: "out.total", Kind: doc.Amount, Width: 13},
			{Key: "out.now", Kind: doc.Amount, Width: 13},
			{Key: "out.carry", Kind: doc.Amount, Width: 13},
		},
		Head: []doc.Row{
			{Cells: []doc.Cell{head("收入", 2, 1), head("支出", 4, 1)}},
			{Cells: []doc.Cell{head("项目", 1, 1), head("2023年", 1, 1), head("项目", 1, 1), head("2023年合计", 1, 1), head("当年预算安排", 1, 1), head("上年结转安排", 1, 1)}},
		},
	}
	in := []string{"一、一般公共预算", "二、政府性基金预算", "三、国有资本经营预算", "四、财政专户管理资金", "五、单位资金"}
	out := strings.Split("一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出 文化旅游体育与传媒支出 社会保障和就业支出 社会保险基金支出 卫生健康支出 节能环保支出 城乡社区支出 农林水支出 交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 援助其他地区支出 自然资源海洋气象等支出 住房保障支出 粮油物资储备支出 国有资本经营预算支出 灾害防治及应急管理支出 预备费 其他支出 转移性支出 债务还本支出 债务付息支出 债务发行费用支出 抗疫特别国债安排的支出", " ")
	figures := map[int]string{7: "311.53", 9: "12.45", 14: "310.19", 19: "33.81"}
	for i, name := range out {
		row := doc.Row{}
		left, value := "", ""
		if i < len(in) {
			left = in[i]
		}
		if i == 0 {
			value = "667.98"
		}
		row.Cells = append(cells(left), amount(value))
		row.Cells = append(row.Cells, doc.Cell{Text: fmt.Sprintf("%s、%s", chinese(i+1), name)}, amount(figures[i]), amount(figures[i]), amount(""))
		t.Rows = append(t.Rows, row)
	}
	total := func(l, lv, r, rv string) {
		c := append(cells(l), amount(lv), doc.Cell{Text: r}, amount(rv), amount(rv), amount(""))
		t.Rows = append(t.Rows, doc.Row{Cells: c, Total: true})
	}
	total("本年收入合计", "667.98", "本年支出合计", "667.98")
	t.Rows = append(t.Rows, doc.Row{Cells: append(cells("上年结转"), amount(""), doc.Cell{Text: "年终结转"}, amount(""), amount(""), amount(""))})
	total("收入总计", "667.98", "支出总计", "667.98")
	return t
}

func chinese(n int) string {
	d := []rune("〇一二三四五六七八九")
	switch {
	case n < 10:
		return string(d[n])
	case n < 20:
		return "十" + strings.Trim(string(d[n%10]), "〇")
	}
	return string(d[n/10]) + "十" + strings.Trim(string(d[n%10]), "〇")
}

// Income is a table by codes of some forty rows with heads over two rows: it
// does not fit one page.
func Income() *doc.Table {
	t := &doc.Table{
		ID: "T02", Title: "2023年预算收入总表", Left: unitLine, Right: "单位：万元", MoneyUnit: money.Wan,
		Columns: []doc.Column{
			{Key: "code", Kind: doc.Code, Width: 10},
			{Key: "name", Kind: doc.Name, Width: 26},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
		},
		Head: []doc.Row{
			{Cells: []doc.Cell{head("项目", 2, 1), head("本年收入", 6, 1), head("上年结转", 1, 2)}},
			{Cells: []doc.Cell{head("科目编码", 1, 1), head("科目名称", 1, 1), head("合计", 1, 1), head("一般公共预算", 1, 1), head("政府性基金", 1, 1), head("国有资本经营预算", 1, 1), head("财政专户管理资金", 1, 1), head("单位资金", 1, 1)}},
		},
		Rows: []doc.Row{{Total: true, Cells: append([]doc.Cell{{Text: "合计", ColSpan: 2, Align: doc.AlignCentre}}, amounts("667.98", "667.98", "", "", "", "", "")...)}},
	}
	lines := strings.Split(`208 社会保障和就业支出 311.53
20805 行政事业单位养老支出 309.32
2080502 事业单位离退休 264.00
2080505 机关事业单位基本养老保险缴费支出 33.60
2080506 机关事业单位职业年金缴费支出 11.72
20811 残疾人事业 2.21
2081199 其他残疾人事业支出 2.21
210 卫生健康支出 12.45
21011 行政事业单位医疗 12.45
2101101 行政单位医疗 2.19
2101102 事业单位医疗 10.25
215 资源勘探工业信息等支出 310.19
21505 工业和信息产业监管 264.61
2150550 事业运行 264.61
21508 支持中小企业发展和管理支出 45.58
2150899 其他支持中小企业发展和管理支出 45.58
221 住房保障支出 33.81
22102 住房改革支出 33.81
2210201 住房公积金 30.44
2210202 提租补贴 3.37`, "\n")
	for range 2 {
		for _, l := range lines {
			f := strings.Fields(l)
			t.Rows = append(t.Rows, doc.Row{
				Level: len(f[0])/2 + 1 - 1,
				Cells: append([]doc.Cell{{Text: f[0], Scope: doc.RowHeader}, {Text: f[1], Scope: doc.RowHeader}}, amounts(f[2], f[2], "", "", "", "", "")...),
			})
		}
	}
	return t
}

// Projects is a wide table of nine columns, for a landscape page.
func Projects() *doc.Table {
	t := &doc.Table{
		ID: "T12", Title: "2023年项目支出预算表（本年预算）", Left: unitLine, Right: "单位：万元", Landscape: true, MoneyUnit: money.Wan,
		Columns: []doc.Column{
			{Kind: doc.Name, Width: 30},
			{Kind: doc.Code, Width: 10},
			{Kind: doc.Name, Width: 20},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
			{Kind: doc.Amount, Width: 9},
		},
		Head: []doc.Row{
			{Cells: []doc.Cell{head("项目名称", 1, 2), head("科目", 2, 1), head("合计", 1, 2), head("资金来源", 5, 1)}},
			{Cells: []doc.Cell{head("编码", 1, 1), head("名称", 1, 1), head("一般公共预算", 1, 1), head("政府性基金预算", 1, 1), head("国有资本经营预算", 1, 1), head("财政专户管理资金", 1, 1), head("单位资金", 1, 1)}},
		},
		Note: "注：本表按项目名称排列，结转资金另见“2023年项目支出预算表（上年结转）”。",
	}
	names := []string{"J老干部活动室水电及取暖费等", "Z中小企业公共服务平台运维费（市级综合窗口平台，含系统升级、数据迁移与等级保护测评）", "Z新材料应用推广专项业务费", "Z党支部业务费", "J精简退职人员生活补助费"}
	for i := range 25 {
		row := append(cells(names[i%len(names)]+[]string{"", "（续）"}[i/5%2], "2150899", "其他支持中小企业发展和管理支出"), amounts("1,823.20", "1,823.20", "", "", "", "")...)
		t.Rows = append(t.Rows, doc.Row{Cells: row})
	}
	t.Rows = append(t.Rows, doc.Row{Total: true, Cells: append([]doc.Cell{{Text: "合计", ColSpan: 3, Align: doc.AlignCentre}}, amounts("45,580.00", "45,580.00", "", "", "", "")...)})
	return t
}

// Empty is a table without figures, and the note that says so.
func Empty(id, name string) *doc.Table {
	return &doc.Table{
		ID: id, Title: name, Left: unitLine, Right: "单位：万元", MoneyUnit: money.Wan,
		Columns: []doc.Column{{Kind: doc.Code, Width: 15}, {Kind: doc.Name, Width: 40}, {Kind: doc.Amount, Width: 15}, {Kind: doc.Amount, Width: 15}, {Kind: doc.Amount, Width: 15}},
		Head: []doc.Row{
			{Cells: []doc.Cell{head("项目", 2, 1), head("2023年预算数", 3, 1)}},
			{Cells: []doc.Cell{head("科目编码", 1, 1), head("科目名称", 1, 1), head("合计", 1, 1), head("基本支出", 1, 1), head("项目支出", 1, 1)}},
		},
		Rows: []doc.Row{
			{Total: true, Cells: append([]doc.Cell{{Text: "合计", ColSpan: 2, Align: doc.AlignCentre}}, amounts("", "", "")...)},
			{Cells: append(cells("", ""), amounts("", "", "")...)},
		},
		Note: "注：本单位2023年没有此项预算，本表无数据。",
	}
}

// Three is the table of the three-public expenses.
func Three() *doc.Table {
	t := &doc.Table{
		ID: "T10", Title: "2023年一般公共预算“三公”经费支出预算表", Left: unitLine, Right: "单位：万元", MoneyUnit: money.Wan,
		Columns: []doc.Column{{Kind: doc.Name, Width: 50}, {Kind: doc.Amount, Width: 20}, {Kind: doc.Name, Width: 30}},
		Head:    []doc.Row{{Cells: []doc.Cell{head("项目", 1, 1), head("2023年预算数", 1, 1), head("备注", 1, 1)}}},
	}
	for _, name := range []string{"一、因公出国（境）费", "二、公务接待费", "三、公务用车购置及运行维护费", "　　其中：公务用车购置费", "　　　　　公务用车运行维护费"} {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{{Text: name, Scope: doc.RowHeader}, amount("0.50"), {}}})
	}
	t.Rows = append(t.Rows, doc.Row{Total: true, Cells: []doc.Cell{{Text: "合计", Align: doc.AlignCentre}, amount("1.50"), {}}})
	return t
}

// Ring is a chart of shares.
func Ring() chart.Chart {
	return chart.Chart{Kind: chart.Ring, Title: "一般公共预算支出结构", Unit: "万元", Total: "667.98", Points: []chart.Point{
		{Label: "社会保障和就业支出", Value: money.FromYuan(3115300), Text: "311.53", Share: "46.64%"},
		{Label: "卫生健康支出", Value: money.FromYuan(124500), Text: "12.45", Share: "1.86%"},
		{Label: "资源勘探工业信息等支出", Value: money.FromYuan(3101900), Text: "310.19", Share: "46.44%"},
		{Label: "住房保障支出", Value: money.FromYuan(338100), Text: "33.81", Share: "5.06%"},
	}}
}

// Form is a performance form of eight columns; the second has long texts.
func Form(n int) *doc.Table {
	label := func(text string, cols, rows int) doc.Cell {
		return doc.Cell{Text: text, ColSpan: cols, RowSpan: rows, Scope: doc.RowHeader}
	}
	text := func(s string, cols int) doc.Cell { return doc.Cell{Text: s, ColSpan: cols, Align: doc.AlignLeft} }
	yuan := func(s string, cols int) doc.Cell {
		c := amount(s)
		c.ColSpan = cols
		return c
	}
	row := func(c ...doc.Cell) doc.Row { return doc.Row{Cells: c} }
	t := &doc.Table{ID: fmt.Sprintf("PF%d", n+1), Title: "大同市市级预算部门（单位）项目支出绩效目标申报表", Form: true, Columns: make([]doc.Column, 8)}
	for i, w := range []int{10, 11, 13, 16, 11, 12, 15, 12} {
		t.Columns[i] = doc.Column{Kind: doc.Name, Width: w}
	}
	long := strings.Repeat("为企业提供政策、技术、融资和市场方面的信息服务，保障平台全年稳定运行，", 1+n*6)
	t.Rows = []doc.Row{
		row(label("项目名称", 1, 1), text("J老干部活动室水电及取暖费等", 7)),
		row(label("主管部门及代码", 1, 1), text("083-大同市工业和信息化局[部门]", 3), label("实施单位", 1, 1), text("大同市信息和新材料应用推广中心", 3)),
		row(label("项目属性", 1, 1), text("经常性项目（长期开展）", 3), label("项目期", 1, 1), text("4年", 3)),
		row(label("项目资金（元）", 1, 6), text("实施期资金总额：", 2), yuan("1,823,200", 1), text("年度资金总额：", 2), yuan("455,800", 2)),
	}
	for _, s := range []string{"其中：中央财政资金", "　　　省级财政资金", "　　　市县（区）财政资金", "　　　单位自筹", "　　　其他资金"} {
		t.Rows = append(t.Rows, row(text(s, 2), yuan("0", 1), text(s, 2), yuan("0", 2)))
	}
	for _, s := range []string{"项目概况", "立项依据", "项目设立必要性", "保证项目实施的制度、措施", "项目实施计划"} {
		t.Rows = append(t.Rows, row(label(s, 1, 1), text(long, 7)))
	}
	t.Rows = append(t.Rows,
		row(label("总体目标", 1, 2), label("实施期目标", 3, 1), label("年度目标", 4, 1)),
		row(text(long, 3), text(long, 4)),
		row(label("绩效指标", 1, 10), label("一级指标", 1, 1), label("二级指标", 1, 1), label("三级指标", 1, 1), label("指标值", 1, 1), label("二级指标", 1, 1), label("三级指标", 1, 1), label("指标值", 1, 1)))
	groups := []struct {
		name  string
		kinds []string
	}{
		{"产出指标", []string{"数量指标", "质量指标", "时效指标", "成本指标"}},
		{"效益指标", []string{"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"}},
		{"满意度指标", []string{"服务对象满意度"}},
	}
	for _, g := range groups {
		for i, k := range g.kinds {
			var c []doc.Cell
			if i == 0 {
				c = append(c, label(g.name, 1, len(g.kinds)))
			}
			c = append(c, label(k, 1, 1), text("平台服务企业数（家）", 1), text("≥1,200家", 1), label(k, 1, 1), text("日常工作完成率", 1), text("≥95%", 1))
			t.Rows = append(t.Rows, row(c...))
		}
	}
	t.Rows = append(t.Rows, row(text("负责人：", 2), text("经办人：", 2), text("联系电话：", 2), text("填报日期：2022年12月30日", 2)))
	return t
}
