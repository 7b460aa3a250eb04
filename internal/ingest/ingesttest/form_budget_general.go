package ingesttest

import (
	"fmt"
	"strings"
)

// general is the table of the general public budget by function.
func (f *BudgetForm) general(a *Account) *Grid2 {
	is := of("gpb")
	now, was := fmt.Sprintf("%d年预算数", a.Year), fmt.Sprintf("%d年执行数", a.Year-1)
	columns := []string{"合计", "基本支出", "项目支出"}
	top, low := []Slot{wide(now, 3)}, texts("小计", "基本支出", "项目支出")
	switch {
	case f.People:
		columns = []string{"合计", "基本支出", "人员经费", "公用经费", "项目支出"}
		top, low = []Slot{deep("合计", 2), wide("基本支出", 3), deep("项目支出", 2)}, texts("小计", "人员经费", "公用经费")
	case f.Prior:
		columns = []string{"上年执行数", "合计", "基本支出", "项目支出", "增减额", "增减率"}
		top = []Slot{deep(was, 2), wide(now, 3), wide(fmt.Sprintf("%d年预算数与%d年执行数", a.Year, a.Year-1), 2)}
		low = append(low, texts("增减额", "增减%")...)
	}
	value := func(code, column string) int64 {
		switch column {
		case "上年执行数":
			return a.planned(under(code, is))
		case "增减额":
			return a.sum(under(code, is)) - a.planned(under(code, is))
		case "人员经费":
			return a.sum(under(code, is, func(s Spend) bool { return strings.HasPrefix(s.Econ, "301") || strings.HasPrefix(s.Econ, "303") }))
		case "公用经费":
			return a.sum(under(code, is, func(s Spend) bool { return strings.HasPrefix(s.Econ, "302") || strings.HasPrefix(s.Econ, "310") }))
		}
		return a.spent(code, column, is)
	}
	head := f.subjectHead([][]Slot{top, low}, len(columns))
	rows := f.subjects("05", "合计", a.codes(is), columns, value)
	codes := append([]string{""}, a.codes(is)...)
	for i := range rows {
		for c := range rows[i] {
			if strings.HasSuffix(rows[i][c].ID, ".增减率") {
				rows[i][c].Text = rate(value(codes[i], "增减额"), value(codes[i], "上年执行数"))
			}
		}
	}
	return f.table(a, 5, len(head), append(head, rows...)...)
}

// economic is the table of basic spending by economic subject.
func (f *BudgetForm) economic(a *Account) *Grid2 {
	codes := 1
	if f.Split {
		codes = 2
	}
	rows := [][]Slot{
		{wide("部门预算支出经济分类科目", codes+1), wide(fmt.Sprintf("%d年一般公共预算基本支出", a.Year), 3)},
		append([]Slot{block("科目编码", codes, 1)}, texts("科目名称", "合计", "人员经费", "公用经费")...),
	}
	head := len(rows)
	row := func(key string, first []Slot, people, public int64) {
		rows = append(rows, append(first, f.Ink.slot("T06["+key+"].合计", people+public), f.Ink.slot("T06["+key+"].人员经费", people), f.Ink.slot("T06["+key+"].公用经费", public)))
	}
	at := func(code string) (people, public int64) {
		if code == "" {
			return a.sum(economic("301")) + a.sum(economic("303")), a.sum(economic("302")) + a.sum(economic("310"))
		}
		if n := a.sum(economic(code)); code[:3] == "301" || code[:3] == "303" {
			return n, 0
		} else {
			return 0, n
		}
	}
	p, q := at("")
	row("合计", []Slot{wide("合计", codes+1)}, p, q)
	for _, line := range strings.Split(strings.TrimSpace(economicList), "\n") {
		code, name, _ := strings.Cut(line, " ")
		p, q := at(code)
		if p+q == 0 {
			continue
		}
		first := texts(code, name)
		if f.Split {
			if first = texts(code[:3], "", name); len(code) == 5 {
				first = texts(code[:3], code[3:], name)
			}
		}
		row(code, first, p, q)
	}
	return f.table(a, 6, head, rows...)
}

var publicItems = []struct{ key, name string }{
	{"合计", "合计"},
	{"因公出国（境）费", "1.因公出国（境）费"},
	{"公务用车购置及运行费", "2.公务用车购置及运行费"},
	{"公务用车购置费", "其中：（1）公务用车购置费"},
	{"公务用车运行维护费", "（2）公务用车运行维护费"},
	{"公务接待费", "3.公务接待费"},
}

// public is the table of the three-public expenses, down or across.
func (f *BudgetForm) public(a *Account) *Grid2 {
	was, now := a.publics(0), a.publics(1)
	this, last := fmt.Sprintf("%d年预算数", a.Year), fmt.Sprintf("%d年预算数", a.Year-1)
	if f.Down {
		rows := [][]Slot{texts("项目", this)}
		if f.Prior {
			rows = [][]Slot{texts("项目", last, this, "增减额", "增减%")}
		}
		for _, x := range publicItems {
			row := texts(x.name)
			if f.Prior {
				row = append(row, f.Ink.slot("T10["+x.key+"].上年预算", was[x.key]))
			}
			row = append(row, f.Ink.slot("T10["+x.key+"].合计", now[x.key]))
			if f.Prior {
				row = append(row, f.Ink.slot("T10["+x.key+"].增减额", now[x.key]-was[x.key]), Slot{Text: rate(now[x.key]-was[x.key], was[x.key]), ID: "T10[" + x.key + "].增减率"})
			}
			rows = append(rows, row)
		}
		return f.table(a, 7, 1, rows...)
	}
	half := func() ([]Slot, []Slot) {
		top := []Slot{deep("合计", 2), deep("因公出国（境）费", 2), wide("公务用车购置及运行费", 3), deep("公务接待费", 2)}
		if f.More {
			top = append(top, deep("会议费", 2), deep("培训费", 2))
		}
		return top, texts("小计", "公务用车购置费", "公务用车运行费")
	}
	width := 6
	if f.More {
		width = 8
	}
	values := func(m map[string]int64, column string) (row []Slot) {
		for _, x := range publicItems {
			row = append(row, f.Ink.slot("T10["+x.key+"]."+column, m[x.key]))
		}
		if f.More {
			row = append(row, f.Ink.slot("", 2_130_00*10), f.Ink.slot("", 1_840_00*10))
		}
		return row
	}
	top, low := half()
	if !f.Prior {
		return f.table(a, 7, 3, []Slot{wide(this, width)}, top, low, values(now, "合计"))
	}
	top2, low2 := half()
	return f.table(a, 7, 3, []Slot{wide(last, width), wide(this, width)}, join(top, top2), join(low, low2), join(values(was, "上年预算"), values(now, "合计")))
}

// rate is a growth in per cent; blank where there is nothing to compare with.
func rate(d, was int64) string {
	if was == 0 {
		return ""
	}
	return share(d, was)
}

// Listed are the projects by name, a row each, with what pays for them.
func (f *BudgetForm) Listed(a *Account, n int, title string) *Grid2 {
	columns := []string{"合计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"}
	funds := map[string]string{"一般公共预算": "gpb", "政府性基金预算": "gfb", "国有资本经营预算": "socb", "单位资金": "other"}
	rows := [][]Slot{join([]Slot{text("项目名称")}, texts(columns...))}
	row := func(name, key string, is func(Spend) bool) {
		r := texts(name)
		for _, c := range columns {
			v := a.sum(func(s Spend) bool { return s.Project && is(s) && (c == "合计" || s.Fund == funds[c]) })
			r = append(r, f.Ink.slot("T12["+key+"]."+c, v))
		}
		rows = append(rows, r)
	}
	row("合计", "合计", func(Spend) bool { return true })
	for _, p := range projects {
		row(p.name, p.name, under(p.code, of(p.fund)))
	}
	return f.grid(a, n, title, 1, rows...)
}

// Purchases is the table of what is bought, item by item.
func (f *BudgetForm) Purchases(a *Account, n int, title string) *Grid2 {
	rows := [][]Slot{texts("采购项目名称", "采购品目", "数量", "合计", "一般公共预算", "政府性基金预算", "其他资金")}
	goods, services := a.sum(economic("31002")), a.sum(under("2130299", of("gpb")))
	for _, x := range []struct {
		name, kind, count string
		fen               int64
	}{{"合计", "", "", goods + services}, {"办公设备购置", "A02 设备", "12", goods}, {"林区道路管护", "C21 服务", "1", services}} {
		at := "T14[" + x.name + "]."
		rows = append(rows, append(texts(x.name, x.kind, x.count), f.Ink.slot(at+"合计", x.fen), f.Ink.slot(at+"一般公共预算", x.fen), f.Ink.slot(at+"政府性基金预算", 0), f.Ink.slot(at+"单位资金", 0)))
	}
	return f.grid(a, n, title, 1, rows...)
}

// PurchasesByKind is the table of what is bought by its three kinds, with what is kept
// for small firms; with kinds across they are columns of each source of money.
func (f *BudgetForm) PurchasesByKind(a *Account, n int, title string, across bool) *Grid2 {
	goods, services := a.sum(economic("31002")), a.sum(under("2130299", of("gpb")))
	k := f.Ink
	if across {
		return f.grid(a, n, title, 1, texts("项目", "合计", "货物", "工程", "服务"),
			append(texts("合计"), k.slot("T14[合计].合计", goods+services), k.slot("T14[合计].货物", goods), k.slot("T14[合计].工程", 0), k.slot("T14[合计].服务", services)))
	}
	rows := [][]Slot{texts("采购类别", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "其他资金", "面向中小企业预留", "其中：小微企业")}
	for _, x := range []struct {
		name, key string
		fen       int64
	}{{"合计", "合计", goods + services}, {"一、货物", "货物", goods}, {"二、工程", "工程", 0}, {"三、服务", "服务", services}} {
		at := "T14[" + x.key + "]."
		rows = append(rows, append(texts(x.name), k.slot(at+"合计", x.fen), k.slot(at+"一般公共预算", x.fen), k.slot(at+"政府性基金预算", 0), k.slot(at+"国有资本经营预算", 0), k.slot(at+"单位资金", 0), k.slot(at+"面向中小企业", x.fen/1000*600), k.slot(at+"小微企业", x.fen/1000*400)))
	}
	rows[1][6], rows[1][7] = k.slot("T14[合计].面向中小企业", goods/1000*600+services/1000*600), k.slot("T14[合计].小微企业", goods/1000*400+services/1000*400)
	return f.grid(a, n, title, 1, rows...)
}

// Services is the table of services that the government buys.
func (f *BudgetForm) Services(a *Account, n int, title string) *Grid2 {
	all := a.sum(under("2130299", of("gpb")))
	rows := [][]Slot{texts("序号", "购买服务项目名称", "购买服务指导性目录", "合计", "一般公共预算", "其他资金")}
	for i, x := range []struct {
		name string
		fen  int64
	}{{"合计", all}, {"林区道路养护", all / 3}, {"林区道路巡查", all - all/3}} {
		at := "T15[" + x.name + "]."
		no := ""
		if i > 0 {
			no = fmt.Sprint(i)
		}
		rows = append(rows, append(texts(no, x.name, ""), f.Ink.slot(at+"合计", x.fen), f.Ink.slot(at+"一般公共预算", x.fen), f.Ink.slot(at+"单位资金", 0)))
	}
	return f.grid(a, n, title, 1, rows...)
}
