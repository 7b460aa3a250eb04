package ingesttest

import (
	"fmt"
	"slices"
	"strings"
)

// FinalForm is how the tables of a final account are laid out: the national form,
// with what places do differently.
type FinalForm struct {
	Ink      ink
	Whole    bool   // titles stand inside the tables
	Ordinals bool   // columns of line numbers, rows of column numbers
	Split    bool   // codes in three columns
	Label    string // 公开%02d表, 附表%d
	Titled   string // before a title: "", "2023年度"
	InOut    bool   // T05 has what was carried over and got, too
	Paired   bool   // the three-public table pairs budget and account under each item
}

func (f *FinalForm) grid(a *Account, n int, title string, head int, rows ...[]Slot) *Grid2 {
	label := ""
	if f.Label != "" {
		label = fmt.Sprintf(f.Label, n)
	}
	g := &Grid2{Sheet: fmt.Sprintf("%d %s", n, strings.ReplaceAll(title, "“三公”", "三公")), Title: f.Titled + title, Head: head, Rows: rows, Whole: f.Whole}
	if r := []rune(g.Sheet); len(r) > 30 {
		g.Sheet = string(r[:30])
	}
	if label != "" {
		g.Above = append(g.Above, [2]string{"", label})
	}
	g.Above = append(g.Above, [2]string{"部门：" + a.Unit, "金额单位：" + f.Ink.unit()})
	return g
}

// Tables are the nine tables, in the order of the national form.
func (f *FinalForm) Tables(a *Account) []*Grid2 {
	return []*Grid2{
		f.totals(a), f.incomes(a), f.spendings(a), f.fiscal(a), f.general(a), f.economic(a), f.funds(a), f.capital(a), f.public(a),
	}
}

// side is a line of one side of a two-sided table.
type side struct {
	name  string
	cells []Slot
}

// twoSided lays two sides beside each other, each filled to the same length, with
// line numbers where the form has them.
func (f *FinalForm) twoSided(left, right []side, foot int) (rows [][]Slot) {
	body := max(len(left), len(right)) - foot
	pick := func(list []side, i int) side {
		switch {
		case i >= body:
			return list[len(list)-foot+i-body]
		case i < len(list)-foot:
			return list[i]
		}
		return side{cells: make([]Slot, len(list[0].cells))}
	}
	for i := range body + foot {
		l, r := pick(left, i), pick(right, i)
		var row []Slot
		row = append(row, text(l.name))
		if f.Ordinals {
			row = append(row, text(fmt.Sprint(i+1)))
		}
		row = append(row, l.cells...)
		row = append(row, text(r.name))
		if f.Ordinals {
			row = append(row, text(fmt.Sprint(body+foot+i+1)))
		}
		rows = append(rows, append(row, r.cells...))
	}
	return rows
}

func (f *FinalForm) totals(a *Account) *Grid2 {
	k := f.Ink
	all := func(Spend) bool { return true }
	income := a.income("gpb") + a.income("gfb") + a.income("socb") + a.income("other")
	in, out := a.carried(a.In, "gpb", "gfb", "socb", "other"), a.carried(a.Out, "gpb", "gfb", "socb", "other")
	one := func(name, id string, fen int64) side { return side{name, []Slot{k.slot(id, fen)}} }
	left := []side{
		one("一、一般公共预算财政拨款收入", "T01[一般公共预算].金额", a.income("gpb")), one("二、政府性基金预算财政拨款收入", "T01[政府性基金预算].金额", a.income("gfb")),
		one("三、国有资本经营预算财政拨款收入", "T01[国有资本经营预算].金额", a.income("socb")), one("四、上级补助收入", "T01[上级补助收入].金额", 0),
		one("五、事业收入", "T01[事业收入].金额", a.Business), one("六、经营收入", "T01[经营收入].金额", 0), one("七、附属单位上缴收入", "T01[附属单位上缴收入].金额", 0),
		one("八、其他收入", "T01[其他收入].金额", a.Other),
		one("本年收入合计", "T01[本年收入合计].金额", income), one("使用非财政拨款结余（含专用结余）", "T01[使用非财政拨款结余].金额", 0),
		one("年初结转和结余", "T01[年初结转和结余].金额", in), one("总计", "T01[收入总计].金额", income+in),
	}
	var right []side
	for i, c := range classes {
		right = append(right, one(counting[i]+"、"+c.name, "T01["+c.code+"].合计", a.sum(under(c.code))))
	}
	right = append(right, one("本年支出合计", "T01[本年支出合计].合计", a.sum(all)), one("结余分配", "T01[结余分配].合计", 0),
		one("年末结转和结余", "T01[年末结转和结余].合计", out), one("总计", "T01[支出总计].合计", a.sum(all)+out))
	var rows [][]Slot
	if f.Ordinals {
		rows = [][]Slot{{wide("收入", 3), wide("支出", 3)}, texts("项目", "行次", "金额", "项目", "行次", "金额"), texts("栏次", "", "1", "栏次", "", "2")}
	} else {
		rows = [][]Slot{{wide("收入", 2), wide("支出", 2)}, texts("项目", "决算数", "项目（按功能分类）", "决算数")}
	}
	g := f.grid(a, 1, "收入支出决算总表", len(rows), append(rows, f.twoSided(left, right, 4)...)...)
	g.Notes = []string{"注：1.本表反映部门本年度的总收支和年末结转结余情况。", "2.本套报表金额单位转换时可能存在尾数误差。"}
	return g
}

// subjectHead is the head of code and name over the columns that follow, with the
// row of their numbers and the row of totals begun.
func (f *FinalForm) subjectHead(after [][]Slot, columns int) [][]Slot {
	depth := len(after)
	codes := 1
	if f.Split {
		codes = 3
	}
	rows := make([][]Slot, depth)
	if depth == 1 {
		rows[0] = append([]Slot{block("功能分类科目编码", codes, 1), text("科目名称")}, after[0]...)
	} else {
		rows[0] = append([]Slot{wide("项目", codes+1)}, after[0]...)
		rows[1] = append([]Slot{block("功能分类科目编码", codes, depth-1), deep("科目名称", depth-1)}, after[1]...)
		for i := 2; i < depth; i++ {
			rows[i] = after[i]
		}
	}
	if f.Ordinals {
		if f.Split {
			rows = append(rows, join([]Slot{deep("类", 2), deep("款", 2), deep("项", 2)}, texts("栏次"), numbers(1, columns)))
		} else {
			rows = append(rows, join([]Slot{wide("栏次", 2)}, numbers(1, columns)))
		}
	} else if f.Split {
		rows = append(rows, join(texts("类", "款", "项", ""), make([]Slot, columns)))
	}
	return rows
}

// subjects are the rows of a table by function: the total first, then codes.
func (f *FinalForm) subjects(table, total string, codes, columns []string, value func(code, column string) int64) (rows [][]Slot) {
	amounts := func(row, code string) (out []Slot) {
		for _, c := range columns {
			out = append(out, f.Ink.slot("T"+table+"["+row+"]."+c, value(code, c)))
		}
		return out
	}
	first := []Slot{wide("合计", 2)}
	if f.Split {
		first = texts("合计") // codes stand in the row of numbers and reach down
		if !f.Ordinals {
			first = []Slot{wide("合计", 4)}
		}
	}
	rows = append(rows, append(first, amounts(total, "")...))
	for _, c := range codes {
		row := []Slot{block(c, 1, 1), text(names[c])}
		if f.Split {
			row[0].Cols = 3
		}
		rows = append(rows, append(row, amounts(c, c)...))
	}
	return rows
}

func (f *FinalForm) incomes(a *Account) *Grid2 {
	columns := []string{"合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"}
	rest := map[string]string{"gpb": "2130205", "gfb": "2296003", "socb": "2230105"} // where the rest of a fund's income goes
	value := func(code, column string) (n int64) {
		if column == "合计" || column == "财政拨款收入" {
			n = a.sum(under(code, of(fiscalFunds...)))
			for fund, to := range rest {
				if strings.HasPrefix(to, code) {
					n += a.Out[fund] - a.In[fund]
				}
			}
		}
		if strings.HasPrefix("2130299", code) {
			if column == "合计" || column == "事业收入" {
				n += a.Business
			}
			if column == "合计" || column == "其他收入" {
				n += a.Other
			}
		}
		return n
	}
	var h1 []Slot
	for i, c := range columns {
		if i == 0 {
			c = "本年收入合计"
		}
		h1 = append(h1, deep(c, 2))
	}
	head := f.subjectHead([][]Slot{h1, nil}, len(columns))
	g := f.grid(a, 2, "收入决算表", len(head), append(head, f.subjects("02", "合计", a.codes(func(Spend) bool { return true }), columns, value)...)...)
	g.Notes = []string{"注：本表反映部门本年度取得的各项收入情况。"}
	return g
}

// spent is the amount of a column of the tables of spending.
func (a *Account) spent(code, column string, is func(Spend) bool) int64 {
	switch column {
	case "合计":
		return a.sum(under(code, is))
	case "基本支出":
		return a.sum(under(code, is, basic))
	case "项目支出":
		return a.sum(under(code, is, project))
	}
	return 0
}

func (f *FinalForm) spendings(a *Account) *Grid2 {
	columns := []string{"合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"}
	all := func(Spend) bool { return true }
	var h1 []Slot
	for i, c := range columns {
		if i == 0 {
			c = "本年支出合计"
		}
		h1 = append(h1, deep(c, 2))
	}
	head := f.subjectHead([][]Slot{h1, nil}, len(columns))
	g := f.grid(a, 3, "支出决算表", len(head), append(head, f.subjects("03", "合计", a.codes(all), columns, func(code, column string) int64 { return a.spent(code, column, all) })...)...)
	g.Notes = []string{"注：本表反映部门本年度各项支出情况。"}
	return g
}

func (f *FinalForm) fiscal(a *Account) *Grid2 {
	k := f.Ink
	funds := []struct{ fund, key, name string }{{"gpb", "一般公共预算", "一、一般公共预算财政拨款"}, {"gfb", "政府性基金预算", "二、政府性基金预算财政拨款"}, {"socb", "国有资本经营预算", "三、国有资本经营预算财政拨款"}}
	var left, right []side
	var income int64
	for _, x := range funds {
		left = append(left, side{x.name, []Slot{k.slot("T04["+x.key+"].金额", a.income(x.fund))}})
		income += a.income(x.fund)
	}
	in := a.carried(a.In, fiscalFunds...)
	left = append(left, side{"本年收入合计", []Slot{k.slot("T04[本年收入合计].金额", income)}}, side{"年初财政拨款结转和结余", []Slot{k.slot("T04[上年财政拨款结转].金额", in)}})
	for _, x := range funds {
		left = append(left, side{x.name, []Slot{k.slot("T04[结转"+x.key+"].金额", a.In[x.fund])}})
	}
	left = append(left, side{"总计", []Slot{k.slot("T04[收入总计].金额", income+in)}})
	each := func(name, row string, value func(funds ...string) int64) side {
		return side{name, []Slot{
			k.slot("T04["+row+"].小计", value(fiscalFunds...)), k.slot("T04["+row+"].一般公共预算", value("gpb")),
			k.slot("T04["+row+"].政府性基金预算", value("gfb")), k.slot("T04["+row+"].国有资本经营预算", value("socb")),
		}}
	}
	for i, c := range classes {
		right = append(right, each(counting[i]+"、"+c.name, c.code, func(funds ...string) int64 { return a.sum(under(c.code, of(funds...))) }))
	}
	spent := func(funds ...string) int64 { return a.sum(of(funds...)) }
	left3 := func(funds ...string) int64 { return a.carried(a.Out, funds...) }
	blank := side{cells: make([]Slot, 4)}
	right = append(right, each("本年支出合计", "本年支出合计", spent), each("年末财政拨款结转和结余", "年末结转", left3), blank, blank, blank,
		each("总计", "支出总计", func(funds ...string) int64 { return spent(funds...) + left3(funds...) }))
	var rows [][]Slot
	titles := []string{"合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"}
	if f.Ordinals {
		rows = [][]Slot{{wide("收入", 3), wide("支出", 6)}, join(texts("项目", "行次", "金额", "项目", "行次"), texts(titles...)), texts("栏次", "", "1", "栏次", "", "2", "3", "4", "5")}
	} else {
		rows = [][]Slot{{wide("收入", 2), wide("支出", 5)}, join(texts("项目", "决算数", "项目（按功能分类）"), texts(titles...))}
	}
	g := f.grid(a, 4, "财政拨款收入支出决算总表", len(rows), append(rows, f.twoSided(left, right, 6)...)...)
	g.Notes = []string{"注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。"}
	return g
}

func (f *FinalForm) general(a *Account) *Grid2 {
	columns := []string{"合计", "基本支出", "项目支出"}
	is := of("gpb")
	head := f.subjectHead([][]Slot{{wide("本年支出", 3)}, texts("小计", "基本支出", "项目支出")}, len(columns))
	g := f.grid(a, 5, "一般公共预算财政拨款支出决算表", len(head), append(head, f.subjects("05", "合计", a.codes(is), columns, func(code, column string) int64 { return a.spent(code, column, is) })...)...)
	g.Notes = []string{"注：本表反映部门本年度一般公共预算财政拨款支出情况。"}
	return g
}

// economic is the table of three columns of subjects side by side.
func (f *FinalForm) economic(a *Account) *Grid2 {
	column := func(to string, codes ...string) (out [][]Slot) {
		for _, c := range codes {
			out = append(out, []Slot{text(c), text("　" + economicNames[c]), f.Ink.slot("T06["+c+"]."+to, a.sum(economic(c)))})
		}
		return out
	}
	left := column("人员经费", strings.Fields("301 30101 30102 30103 30106 30107 30108 30109 30110 30111 30112 30113 30114 30199 303 30301 30302 30303 30304 30305 30306 30307 30308 30309 30310 30311 30399")...)
	middle := column("公用经费", strings.Fields("302 30201 30202 30203 30204 30205 30206 30207 30208 30209 30211 30212 30213 30214 30215 30216 30217 30218 30224 30225 30226 30227 30228 30229 30231 30239 30240")...)
	right := column("公用经费", strings.Fields("307 30701 30702 310 31001 31002 31003 31005 31006 31007 31008 31009 31010 31011 31012 31013 31019 31021 31022 31099 399 39907 39908 39909 39910 39999")...)
	rows := [][]Slot{{wide("人员经费", 3), wide("公用经费", 6)}, texts("科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数")}
	head := len(rows)
	for i := range left {
		row := slices.Clone(left[i])
		for _, other := range [][][]Slot{middle, right} {
			if i < len(other) {
				row = append(row, other[i]...)
			} else {
				row = append(row, make([]Slot, 3)...)
			}
		}
		rows = append(rows, row)
	}
	people := a.sum(economic("301")) + a.sum(economic("303"))
	public := a.sum(economic("302")) + a.sum(economic("310"))
	rows = append(rows, []Slot{wide("人员经费合计", 2), f.Ink.slot("T06[合计].人员经费", people), wide("公用经费合计", 5), f.Ink.slot("T06[合计].公用经费", public)})
	g := f.grid(a, 6, "一般公共预算财政拨款基本支出决算表", head, rows...)
	g.Notes = []string{"注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。"}
	return g
}

func (f *FinalForm) funds(a *Account) *Grid2 {
	columns := []string{"年初结转和结余", "本年收入", "合计", "基本支出", "项目支出", "年末结转和结余"}
	is := of("gfb")
	value := func(code, column string) int64 {
		switch column {
		case "年初结转和结余":
			return a.In["gfb"]
		case "本年收入":
			return a.income("gfb")
		case "年末结转和结余":
			return a.Out["gfb"]
		}
		return a.spent(code, column, is)
	}
	head := f.subjectHead([][]Slot{
		{deep("年初结转和结余", 2), deep("本年收入", 2), wide("本年支出", 3), deep("年末结转和结余", 2)},
		texts("小计", "基本支出", "项目支出"),
	}, len(columns))
	g := f.grid(a, 7, "政府性基金预算财政拨款收入支出决算表", len(head), append(head, f.subjects("08", "合计", a.codes(is), columns, value)...)...)
	g.Notes = []string{"注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。"}
	return g
}

func (f *FinalForm) capital(a *Account) *Grid2 {
	columns := []string{"合计", "基本支出", "项目支出"}
	is := of("socb")
	head := f.subjectHead([][]Slot{{wide("本年支出", 3)}, texts("合计", "基本支出", "项目支出")}, len(columns))
	g := f.grid(a, 8, "国有资本经营预算财政拨款支出决算表", len(head), append(head, f.subjects("09", "支出合计", a.codes(is), columns, func(code, column string) int64 { return a.spent(code, column, is) })...)...)
	g.Notes = []string{"注：本表反映部门本年度国有资本经营预算财政拨款支出情况。"}
	return g
}

// publics are the items of the three-public expenses: planned 0, spent 1.
func (a *Account) publics(n int) map[string]int64 {
	p := a.Public
	return map[string]int64{
		"合计": p[0][n] + p[1][n] + p[2][n] + p[3][n], "因公出国（境）费": p[0][n], "公务用车购置及运行费": p[1][n] + p[2][n],
		"公务用车购置费": p[1][n], "公务用车运行维护费": p[2][n], "公务接待费": p[3][n],
	}
}

func (f *FinalForm) public(a *Account) *Grid2 {
	items := []string{"合计", "因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行维护费", "公务接待费"}
	half := func() ([]Slot, []Slot) {
		return []Slot{deep("合计", 2), deep("因公出国（境）费", 2), wide("公务用车购置及运行维护费", 3), deep("公务接待费", 2)}, texts("小计", "公务用车购置费", "公务用车运行维护费")
	}
	a1, a2 := half()
	b1, b2 := half()
	rows := [][]Slot{{wide("预算数", 6), wide("决算数", 6)}, join(a1, b1), join(a2, b2)}
	if f.Ordinals {
		rows = append(rows, numbers(1, 12))
	}
	head := len(rows)
	var row []Slot
	for n, column := range []string{"年初预算", "合计"} {
		values := a.publics(n)
		for _, item := range items {
			row = append(row, f.Ink.slot("T10["+item+"]."+column, values[item]))
		}
	}
	g := f.grid(a, 9, "财政拨款“三公”经费支出决算表", head, append(rows, row)...)
	g.Notes = []string{"注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。"}
	return g
}

// economicNames are the official names of the economic subjects of the form.
var economicNames = func() map[string]string {
	out := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(economicList), "\n") {
		code, name, _ := strings.Cut(line, " ")
		out[code] = name
	}
	return out
}()

const economicList = `
301 工资福利支出
30101 基本工资
30102 津贴补贴
30103 奖金
30106 伙食补助费
30107 绩效工资
30108 机关事业单位基本养老保险缴费
30109 职业年金缴费
30110 职工基本医疗保险缴费
30111 公务员医疗补助缴费
30112 其他社会保障缴费
30113 住房公积金
30114 医疗费
30199 其他工资福利支出
302 商品和服务支出
30201 办公费
30202 印刷费
30203 咨询费
30204 手续费
30205 水费
30206 电费
30207 邮电费
30208 取暖费
30209 物业管理费
30211 差旅费
30212 因公出国（境）费用
30213 维修（护）费
30214 租赁费
30215 会议费
30216 培训费
30217 公务接待费
30218 专用材料费
30224 被装购置费
30225 专用燃料费
30226 劳务费
30227 委托业务费
30228 工会经费
30229 福利费
30231 公务用车运行维护费
30239 其他交通费用
30240 税金及附加费用
303 对个人和家庭的补助
30301 离休费
30302 退休费
30303 退职（役）费
30304 抚恤金
30305 生活补助
30306 救济费
30307 医疗费补助
30308 助学金
30309 奖励金
30310 个人农业生产补贴
30311 代缴社会保险费
30399 其他对个人和家庭的补助
307 债务利息及费用支出
30701 国内债务付息
30702 国外债务付息
310 资本性支出
31001 房屋建筑物购建
31002 办公设备购置
31003 专用设备购置
31005 基础设施建设
31006 大型修缮
31007 信息网络及软件购置更新
31008 物资储备
31009 土地补偿
31010 安置补助
31011 地上附着物和青苗补偿
31012 拆迁补偿
31013 公务用车购置
31019 其他交通工具购置
31021 文物和陈列品购置
31022 无形资产购置
31099 其他资本性支出
399 其他支出
39907 国家赔偿费用支出
39908 对民间非营利组织和群众性自治组织补贴
39909 经常性赠与
39910 资本性赠与
39999 其他支出`
