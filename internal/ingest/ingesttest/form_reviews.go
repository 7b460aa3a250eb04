package ingesttest

import (
	"fmt"
	"strconv"
	"strings"
)

// ReviewForm is how a place lays out the forms that tell what became of targets.
type ReviewForm struct {
	Title  string
	Groups bool // points beside the names of the first level
	Two    bool // the head of the indicators has two rows
	Local  bool // in the words of another system: 权重, 完成值, 调整后预算数
	Apart  bool // signs and units stand in columns of their own
	Others bool // 其他需要说明的事项 above the total
	Rows   int  // how many indicators, those of the project again and again; 0: as many as it has
}

// reached are what became of the targets of every project, in hundredths of the points,
// with the reason where points were lost.
var reached = [][]struct {
	actual string
	points int64
	reason string
}{
	{{"1200", 100, ""}, {"88", 100, ""}, {"96", 100, ""}, {"36120", 100, ""}, {"92.5", 100, ""}},
	{{"174", 97, "年末连续雨雪，6公里管护道路停工，已列入次年计划"}, {"96", 100, ""}, {"97", 100, ""}, {"352", 100, ""}, {"93", 100, ""}},
	{{"31250", 100, ""}, {"82", 100, ""}, {"301", 100, ""}, {"41", 100, ""}, {"94.2", 100, ""}},
	{{"6", 100, ""}, {"100", 100, ""}, {"10", 100, ""}, {"538", 100, ""}, {"83", 98, "步道照明不足，正在加装路灯"}},
	{{"150", 100, ""}, {"98.7", 100, ""}, {"28", 100, ""}, {"96", 100, ""}, {"91", 100, ""}},
}

// points are hundredths of a point as systems print them, zeros at the end left out.
func points(n int64) string {
	s := fmt.Sprintf("%d.%02d", n/100, n%100)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// fundRow is a row of the money: its key and name, what it had at first, what it had in
// the year, what was spent.
type fundRow struct {
	key, name                 string
	initial, budget, executed int64
	scored                    bool
}

// ratio is part of whole in hundredths of a percent, rounded half up.
func ratio(part, whole int64) int64 { return (part*20000/whole + 1) / 2 }

// money are the rows of the money, and what was given for the execution.
func (t *ReviewForm) money(k ink, at string, width int, label string, rows []fundRow) (out [][]Slot, score int64) {
	heads := []string{"年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"}
	if t.Local {
		heads = []string{"年初预算", "调整后预算数", "预算执行数", "权重", "预算执行率", "得分"}
	}
	first := width - len(heads) - 1
	head := append([]Slot{deep(label, len(rows)+1), wide("", first)}, texts(heads...)...)
	out = append(out, head)
	for _, r := range rows {
		id := func(column string) string { return fmt.Sprintf("%s[%s].%s", at, r.key, column) }
		amounts := []Slot{k.slot(id("年初预算"), r.initial), k.slot(id("全年预算"), r.budget), k.slot(id("执行数"), r.executed)}
		rest := texts("—", "—", "—")
		if r.budget > 0 {
			p := ratio(r.executed, r.budget)
			rest[1] = Slot{Text: fmt.Sprintf("%d.%02d%%", p/100, p%100), ID: id("执行率")}
			if r.scored {
				score = (p + 5) / 10
				rest[0], rest[2] = Slot{Text: "10", ID: id("分值")}, Slot{Text: points(score), ID: id("得分")}
			}
		}
		out = append(out, append(append([]Slot{wide(r.name, first)}, amounts...), rest...))
	}
	return out, score
}

func (t *ReviewForm) marksHead() [][]Slot {
	weight, actual, reason := "分值", "实际完成值", "偏差原因分析及改进措施"
	if t.Local {
		weight, actual, reason = "权重", "完成值", "未完成原因分析"
	}
	levels := texts("一级指标", "二级指标", "三级指标")
	value := []Slot{text("年度指标值")}
	if t.Apart {
		value = texts("指标性质", "指标值", "度量单位")
	}
	behind := texts(actual, weight, "得分", reason)
	if !t.Two {
		return [][]Slot{join(levels, value, behind)}
	}
	for i := range behind {
		behind[i].Rows = 2
	}
	return [][]Slot{join([]Slot{wide("绩效指标", 3), wide("年度指标值", len(value))}, behind), join(levels, value)}
}

// marks are the rows of the indicators, and what was given for them.
func (t *ReviewForm) marks(at string, n, from int) (out [][]Slot, given int64) {
	list := targets[n]
	rows := max(t.Rows, len(list))
	sums := map[string]int{"产出指标": 60, "效益指标": 20, "满意度指标": 10}
	for i := range rows {
		x, y := list[i%len(list)], reached[n][i%len(list)]
		weight, _ := strconv.ParseInt(x.weight, 10, 64)
		score := weight * y.points
		given += score
		var row []Slot
		if x.first != "" {
			under := 1
			for under+i%len(list) < len(list) && list[i%len(list)+under].first == "" {
				under++
			}
			s := deep(x.first, under)
			if t.Groups {
				s.Text, s.ID = fmt.Sprintf("%s（%d分）", x.first, sums[x.first]), at+"["+x.first+"].分值"
			}
			row = append(row, s)
		}
		row = append(row, texts(x.second, x.name)...)
		if t.Apart {
			row = append(row, texts(x.sign, x.value, x.unit)...)
		} else {
			row = append(row, text(x.sign+x.value+x.unit))
		}
		id := fmt.Sprintf("%s[指标%d].", at, from+i+1)
		row = append(row, text(y.actual+x.unit), Slot{Text: x.weight, ID: id + "分值"}, Slot{Text: points(score), ID: id + "得分"}, text(y.reason))
		out = append(out, row)
	}
	return out, given
}

func (t *ReviewForm) width() int {
	width := 1 + len(t.marksHead()[len(t.marksHead())-1])
	if t.Two {
		width += 4
	}
	return width
}

// form lays out a form: what it is of, its money, its goal, its indicators, its total.
func (t *ReviewForm) form(f *FinalForm, a *Account, n int, title, at string, top [][]Slot, label string, rows []fundRow, goal, done string, project int) *Grid2 {
	width := t.width()
	out := top
	money, score := t.money(f.Ink, at, width, label, rows)
	out = append(out, money...)
	half := (width - 1) / 2
	out = append(out,
		[]Slot{deep("年度总体目标", 2), wide("预期目标", half), wide("实际完成情况", width-1-half)},
		[]Slot{wide(goal, half), wide(done, width-1-half)})
	head := t.marksHead()
	marks, given := t.marks(at, project, 0)
	head[0] = append([]Slot{deep("绩效指标", len(head)+len(marks))}, head[0]...)
	out = append(out, append(head, marks...)...)
	if t.Others {
		out = append(out, []Slot{text("其他需要说明的事项"), wide("无", width-1)})
	}
	total := "总分"
	if t.Local {
		total = "合计"
	}
	out = append(out, []Slot{wide(total, width-3), {Text: "100", ID: at + "[总分].分值"}, {Text: points(given + score), ID: at + "[总分].得分"}, text("")})
	return &Grid2{Sheet: fmt.Sprintf("%d 绩效自评 %s", n, at), Title: title, Above: [][2]string{{"", fmt.Sprintf("（%d年度）", a.Year)}}, Rows: out}
}

// Reviews are the forms of all projects, numbered from n on.
func (f *FinalForm) Reviews(a *Account, n int, t ReviewForm) (out []*Grid2) {
	width := t.width()
	for i, p := range projects {
		is := func(s Spend) bool { return s.Project && under(p.code, of(p.fund))(s) }
		executed, initial := a.sum(is), a.planned(is)
		if initial == 0 {
			initial = executed
		}
		budget := executed + executed*int64(i+2)/100/1000*1000
		own := p.fund == "other"
		carry := int64(0)
		if !own {
			carry = executed / 5 / 10000 * 10000
		}
		part := func(n int64, is bool) int64 {
			if is {
				return n
			}
			return 0
		}
		rows := []fundRow{
			{"资金总额", "年度资金总额：", initial, budget, executed, true},
			{"财政拨款", "其中：当年财政拨款", part(initial, !own), part(budget-carry, !own), part(executed-carry, !own), false},
			{"上年结转", "上年结转资金", 0, carry, carry, false},
			{"其他资金", "其他资金", part(initial, own), part(budget, own), part(executed, own), false},
		}
		label := "项目资金（" + f.Ink.unit() + "）"
		if t.Local {
			rows[0].name, rows[1].name, label = "总额", "其中：财政资金", "预算执行情况（10分）（"+f.Ink.unit()+"）"
		}
		top := [][]Slot{
			{text("项目名称"), wide(p.name, width-1)},
			{text("主管部门"), wide(a.Unit, 3), text("实施单位"), wide(a.Unit, width-5)},
		}
		goal := "按计划完成" + p.name + "的任务。"
		out = append(out, t.form(f, a, n+i, t.Title, fmt.Sprintf("PE%d", i+1), top, label, rows, goal, p.name+"的任务已完成。", i))
	}
	return out
}

// ReviewOfAll is the form of the body's spending as a whole, the k-th of the document.
func (f *FinalForm) ReviewOfAll(a *Account, n, k int, t ReviewForm) *Grid2 {
	width := t.width()
	of := func(key, name string, is func(Spend) bool, scored bool) fundRow {
		executed := a.sum(is)
		return fundRow{key, name, a.planned(is), executed + executed*3/100/1000*1000, executed, scored}
	}
	rows := []fundRow{
		{}, of("基本支出", "其中：基本支出", basic, false), of("项目支出", "项目支出", project, false),
	}
	rows[0] = fundRow{"资金总额", "年度支出总额", rows[1].initial + rows[2].initial, rows[1].budget + rows[2].budget, rows[1].executed + rows[2].executed, true}
	top := [][]Slot{{text("部门名称"), wide(a.Unit, width-1)}}
	return t.form(f, a, n, "部门整体支出绩效自评表", fmt.Sprintf("PE%d", k), top, "部门支出（"+f.Ink.unit()+"）", rows, "造林1200亩，管护林区道路180公里。", "造林1200亩，管护林区道路174公里。", 0)
}
