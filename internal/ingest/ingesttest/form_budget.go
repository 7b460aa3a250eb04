package ingesttest

import (
	"fmt"
	"slices"
	"strings"
)

// BudgetForm is how the tables of a budget are laid out: after the Ministry's
// sample tables, with what places do differently.
type BudgetForm struct {
	FinalForm
	Names    [9]string // titles of the tables, in the order of Tables
	Wording  string    // 拨款收入, 财政拨款收入, 拨款, "": after the name of a fund among incomes
	ByKind   bool      // T01 lists spending as basic and project, not by class
	ByUnit   bool      // T02 lists units, not subjects
	Economic bool      // T01 has spending by economic class on a third side
	Prior    bool      // T05 and T10 have last year beside, and growth
	Down     bool      // the three-public table goes down
	More     bool      // meeting and training costs stand beside the three-public expenses
	Carry    string    // 上年结转, 上年结转结余; the name of what was carried over
	People   bool      // T05 tells personnel and public costs
	Empty    string    // note under tables of funds
}

// MadeBudget is a unit's budget: a made-up year in which nothing is left over;
// what was planned is last year's.
func MadeBudget(unit string, year int, carry bool) *Account {
	a := Made(unit, year)
	a.Out = map[string]int64{}
	own := a.Business + a.Other
	if !carry {
		a.In = map[string]int64{}
	} else {
		own += a.In["other"]
	}
	for i := range a.Spends {
		if a.Spends[i].Fund == "other" {
			a.Spends[i].Fen = own
		}
	}
	return a
}

// Tables are the nine tables that every place publishes, and the projects.
func (f *BudgetForm) Tables(a *Account) []*Grid2 {
	return []*Grid2{f.totals(a), f.incomes(a), f.spendings(a), f.fiscal(a), f.general(a), f.economic(a), f.public(a), f.fund(a, 8, "T08", "gfb", "合计"), f.fund(a, 9, "T09", "socb", "支出合计")}
}

func (f *BudgetForm) table(a *Account, n, head int, rows ...[]Slot) *Grid2 {
	return f.grid(a, n, f.Names[n-1], head, rows...)
}

var budgetFunds = []struct{ fund, key, name string }{
	{"gpb", "一般公共预算", "一般公共预算"}, {"gfb", "政府性基金预算", "政府性基金预算"}, {"socb", "国有资本经营预算", "国有资本经营预算"},
}

func (f *BudgetForm) totals(a *Account) *Grid2 {
	k := f.Ink
	one := func(name, id string, fen int64) side { return side{name, []Slot{k.slot(id, fen)}} }
	income := a.income("gpb") + a.income("gfb") + a.income("socb") + a.income("other")
	in := a.carried(a.In, "gpb", "gfb", "socb", "other")
	var left, right []side
	for i, x := range budgetFunds {
		left = append(left, one(counting[i]+"、"+x.name+f.Wording, "T01["+x.key+"].金额", a.income(x.fund)))
	}
	left = append(left,
		one("四、财政专户管理资金收入", "T01[财政专户管理资金].金额", 0), one("五、事业收入", "T01[事业收入].金额", a.Business), one("六、上级补助收入", "T01[上级补助收入].金额", 0),
		one("七、附属单位上缴收入", "T01[附属单位上缴收入].金额", 0), one("八、事业单位经营收入", "T01[事业单位经营收入].金额", 0), one("九、其他收入", "T01[其他收入].金额", a.Other),
		one("本年收入合计", "T01[本年收入合计].金额", income), one(f.Carry, "T01[上年结转].金额", in), one("收入总计", "T01[收入总计].金额", income+in))
	all := a.sum(func(Spend) bool { return true })
	if f.ByKind {
		right = append(right, one("一、基本支出", "T01[基本支出].合计", a.sum(basic)), one("二、项目支出", "T01[项目支出].合计", a.sum(project)), one("三、事业单位经营支出", "T01[经营支出].合计", 0))
	} else {
		n := 0
		for _, c := range classes {
			if v := a.sum(under(c.code)); v != 0 || f.Ordinals {
				right = append(right, one(counting[n]+"、"+c.name, "T01["+c.code+"].合计", v))
				n++
			}
		}
	}
	right = append(right, one("本年支出合计", "T01[本年支出合计].合计", all), one("结转下年", "T01[年终结转].合计", 0), one("支出总计", "T01[支出总计].合计", all))
	var rows [][]Slot
	if f.Ordinals {
		rows = [][]Slot{{wide("收入", 3), wide("支出", 3)}, texts("项目", "行次", "预算数", "项目", "行次", "预算数")}
	} else {
		rows = [][]Slot{{wide("收　　入", 2), wide("支　　出", 2)}, texts("项　目", fmt.Sprintf("%d年预算数", a.Year), "项　目", fmt.Sprintf("%d年预算数", a.Year))}
	}
	head := len(rows)
	rows = append(rows, f.twoSided(left, right, 3)...)
	if f.Economic {
		rows = f.economicSide(a, rows, head)
	}
	return f.table(a, 1, head, rows...)
}

// paidAs is the economic subject of a spending: of planting what is built, of all
// other projects what is bought.
func (s *Spend) paidAs() string {
	switch {
	case s.Econ != "":
		return s.Econ
	case s.Func == "2130205":
		return "31005"
	}
	return "30227"
}

// economicSide adds the spending by economic class beside.
func (f *BudgetForm) economicSide(a *Account, rows [][]Slot, head int) [][]Slot {
	kind := func(project bool, code string) int64 {
		return a.sum(func(s Spend) bool { return s.Project == project && strings.HasPrefix(s.paidAs(), code) })
	}
	names := [][2]string{{"工资福利支出", "301"}, {"商品和服务支出", "302"}, {"对个人和家庭的补助", "303"}, {"资本性支出", "310"}}
	one := func(name, key string, fen int64) side {
		return side{name, []Slot{f.Ink.slot("T01["+key+"].合计", fen)}}
	}
	var department []side
	for i, group := range [][2]string{{"一、人员经费和公用经费支出", "人员和公用经费"}, {"二、专项业务经费支出", "专项业务经费"}} {
		department = append(department, one(group[0], group[1], kind(i == 1, "")))
		for k, x := range names {
			department = append(department, one(fmt.Sprintf("（%d）%s", k+1, x[0]), [2]string{"基本", "项目"}[i]+x[1], kind(i == 1, x[1])))
		}
	}
	office, capital := kind(false, "302")+kind(true, "302"), kind(false, "310")+kind(true, "310")
	government := []side{
		one("1、机关工资福利支出", "501", kind(false, "301")+kind(true, "301")), one("2、机关商品和服务支出", "502", office), one("3、机关资本性支出（一）", "503", capital),
		one("9、对个人和家庭的补助", "509", kind(false, "303")+kind(true, "303")),
	}
	rows[0][0].Cols, rows[0][1].Cols = 2, 6
	rows[1] = append(rows[1][:2:2], texts("支出功能分类科目（按大类）", "预算数", "部门预算支出经济科目（按大类）", "预算数", "政府预算支出经济分类科目（按大类）", "预算数")...)
	rows[1][1].Text = "预算数"
	all := a.sum(func(Spend) bool { return true })
	for len(rows)-head-3 < len(department) {
		rows = slices.Insert(rows, len(rows)-3, make([]Slot, 4))
	}
	for i := head; i < len(rows); i++ {
		foot := map[int]string{len(rows) - 3: "本年支出合计", len(rows) - 2: "结转下年", len(rows) - 1: "支出总计"}[i]
		for _, list := range [][]side{department, government} {
			extra := texts("", "")
			switch {
			case i-head < len(list):
				extra = append(texts(list[i-head].name), list[i-head].cells...)
			case foot == "结转下年":
				extra = texts(foot, "")
			case foot != "":
				extra = texts(foot, f.Ink.amount(all))
			}
			rows[i] = append(rows[i], extra...)
		}
	}
	return rows
}

func (f *BudgetForm) incomes(a *Account) *Grid2 {
	columns := []string{"合计", "上年结转", "一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金", "事业收入", "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"}
	titles := map[string]string{"一般公共预算": "一般公共预算" + f.Wording, "政府性基金": "政府性基金预算" + f.Wording, "国有资本经营预算": "国有资本经营预算" + f.Wording, "上年结转": f.Carry}
	where := map[string]string{"gpb": "2130205", "gfb": "2296003", "socb": "2230105", "other": "2130299"}
	value := func(code, column string) int64 {
		carry := func(funds ...string) (n int64) {
			for _, x := range funds {
				if strings.HasPrefix(where[x], code) {
					n += a.In[x]
				}
			}
			return n
		}
		switch column {
		case "合计":
			return a.sum(under(code))
		case "上年结转":
			return carry("gpb", "gfb", "socb", "other")
		case "一般公共预算":
			return a.sum(under(code, of("gpb"))) - carry("gpb")
		case "政府性基金":
			return a.sum(under(code, of("gfb"))) - carry("gfb")
		case "国有资本经营预算":
			return a.sum(under(code, of("socb"))) - carry("socb")
		case "事业收入", "其他收入":
			if !strings.HasPrefix("2130299", code) {
				return 0
			}
			return map[string]int64{"事业收入": a.Business, "其他收入": a.Other}[column]
		}
		return 0
	}
	var h []Slot
	for _, c := range columns {
		if t := titles[c]; t != "" {
			c = t
		}
		h = append(h, text(c))
	}
	if !f.ByUnit {
		head := f.subjectHead([][]Slot{h}, len(columns))
		return f.table(a, 2, len(head), append(head, f.subjects("02", "合计", a.codes(func(Spend) bool { return true }), columns, value)...)...)
	}
	rows := [][]Slot{append(texts("单位编码", "单位名称"), h...)}
	for i, first := range [][]Slot{texts("", "合计"), texts("128", a.Unit), texts("128001", "　"+a.Unit+"（本级）")} {
		for _, c := range columns {
			id := ""
			if i == 0 {
				id = "T02[合计]." + c
			}
			first = append(first, f.Ink.slot(id, value("", c)))
		}
		rows = append(rows, first)
	}
	return f.table(a, 2, 1, rows...)
}

func (f *BudgetForm) spendings(a *Account) *Grid2 {
	columns := []string{"合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"}
	all := func(Spend) bool { return true }
	h := texts("合计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出")
	head := f.subjectHead([][]Slot{h}, len(columns))
	return f.table(a, 3, len(head), append(head, f.subjects("03", "合计", a.codes(all), columns, func(code, column string) int64 { return a.spent(code, column, all) })...)...)
}

func (f *BudgetForm) fiscal(a *Account) *Grid2 {
	k := f.Ink
	var left, right []side
	var current int64
	for _, x := range budgetFunds {
		current += a.income(x.fund)
	}
	in := a.carried(a.In, fiscalFunds...)
	funds := func(id string, value func(string) int64) {
		for i, x := range budgetFunds {
			left = append(left, side{"（" + counting[i] + "）" + x.name + strings.TrimSuffix(f.Wording, "收入"), []Slot{k.slot("T04["+id+x.key+"].金额", value(x.fund))}})
		}
	}
	left = append(left, side{"一、本年收入", []Slot{k.slot("T04[本年收入合计].金额", current)}})
	funds("", a.income)
	left = append(left, side{"二、上年结转", []Slot{k.slot("T04[上年财政拨款结转].金额", in)}})
	funds("结转", func(x string) int64 { return a.In[x] })
	left = append(left, side{"收入总计", []Slot{k.slot("T04[收入总计].金额", current+in)}})
	each := func(name, row string, is func(Spend) bool) side {
		v := func(funds ...string) int64 {
			return a.sum(func(s Spend) bool { return is(s) && of(funds...)(s) })
		}
		return side{name, []Slot{
			k.slot("T04["+row+"].小计", v(fiscalFunds...)), k.slot("T04["+row+"].一般公共预算", v("gpb")), k.slot("T04["+row+"].政府性基金预算", v("gfb")), k.slot("T04["+row+"].国有资本经营预算", v("socb")),
		}}
	}
	all := func(Spend) bool { return true }
	right = append(right, each("一、本年支出", "本年支出合计", all))
	n := 0
	for _, c := range classes {
		if a.sum(under(c.code, of(fiscalFunds...))) != 0 {
			right = append(right, each("（"+counting[n]+"）"+c.name, c.code, under(c.code)))
			n++
		}
	}
	right = append(right, each("二、结转下年", "年终结转", func(Spend) bool { return false }), each("支出总计", "支出总计", all))
	rows := [][]Slot{{wide("收入", 2), wide("支出", 5)}, texts("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")}
	if f.Ordinals {
		rows = [][]Slot{{wide("收入", 3), wide("支出", 6)}, texts("项目", "行次", "预算数", "项目", "行次", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")}
	}
	return f.table(a, 4, len(rows), append(rows, f.twoSided(left, right, 1)...)...)
}

// fund is the table of what one of the other funds pays for.
func (f *BudgetForm) fund(a *Account, n int, id, fund, total string) *Grid2 {
	columns := []string{"合计", "基本支出", "项目支出"}
	is := of(fund)
	head := f.subjectHead([][]Slot{{wide(fmt.Sprintf("%d年预算数", a.Year), 3)}, texts("合计", "基本支出", "项目支出")}, len(columns))
	return f.table(a, n, len(head), append(head, f.subjects(id[1:], total, a.codes(is), columns, func(code, column string) int64 { return a.spent(code, column, is) })...)...)
}
