package ingesttest

import (
	"fmt"
	"slices"
)

// projects are the projects of every made-up budget, with what pays for them.
var projects = []struct{ name, code, fund string }{
	{"造林补助及林木良种培育", "2130205", "gpb"}, {"林区道路管护", "2130299", "gpb"}, {"科普场馆运行", "2130299", "other"}, {"全民健身步道建设", "2296003", "gfb"}, {"企业退休人员社会化管理", "2230105", "socb"},
}

// target is an indicator with its value and its weight.
type target struct{ first, second, name, sign, value, unit, weight string }

var targets = [][]target{
	{{"产出指标", "数量指标", "造林面积", "≥", "1200", "亩", "30"}, {"", "质量指标", "造林成活率", "≥", "85", "%", "20"}, {"", "时效指标", "按期完成率", "≥", "95", "%", "10"}, {"效益指标", "生态效益指标", "林地保有面积", "≥", "36000", "亩", "20"}, {"满意度指标", "服务对象满意度指标", "林农满意度", "≥", "90", "%", "10"}},
	{{"产出指标", "数量指标", "管护道路里程", "≥", "180", "公里", "30"}, {"", "质量指标", "管护验收合格率", "≥", "95", "%", "20"}, {"", "时效指标", "巡查及时率", "≥", "95", "%", "10"}, {"效益指标", "社会效益指标", "道路畅通天数", "≥", "350", "天", "20"}, {"满意度指标", "服务对象满意度指标", "沿线居民满意度", "≥", "90", "%", "10"}},
	{{"产出指标", "数量指标", "接待参观人次数", "≥", "30000", "人次", "30"}, {"", "质量指标", "讲解覆盖率", "≥", "80", "%", "20"}, {"", "时效指标", "全年开放天数", "≥", "300", "天", "10"}, {"效益指标", "社会效益指标", "科普活动参与学校数", "≥", "40", "所", "20"}, {"满意度指标", "服务对象满意度指标", "参观者满意度", "≥", "90", "%", "10"}},
	{{"产出指标", "数量指标", "新建步道长度", "≥", "6", "公里", "30"}, {"", "质量指标", "工程验收合格率", "=", "100", "%", "20"}, {"", "时效指标", "工程完工时间", "≤", "11", "月", "10"}, {"效益指标", "社会效益指标", "步道日均使用人次数", "≥", "500", "人次", "20"}, {"满意度指标", "服务对象满意度指标", "周边居民满意度", "≥", "85", "%", "10"}},
	{{"产出指标", "数量指标", "移交管理的退休人员数", "≥", "150", "人", "30"}, {"", "质量指标", "人事档案移交完整率", "≥", "98", "%", "20"}, {"", "时效指标", "移交办结时限", "≤", "30", "天", "10"}, {"效益指标", "社会效益指标", "退休人员服务覆盖率", "≥", "95", "%", "20"}, {"满意度指标", "服务对象满意度指标", "退休人员满意度", "≥", "90", "%", "10"}},
}

// TargetForm is how the targets are laid out: with weights, with signs and units in
// columns of their own.
type TargetForm struct {
	Weights, Apart, Carry bool
	Again                 int // how many times more the indicators follow one another
}

func (f *TargetForm) head(label string) []Slot {
	h := texts(label, "一级指标", "二级指标", "三级指标")
	if f.Apart {
		h = append(h, texts("运算符号", "指标值", "计量单位")...)
	} else {
		h = append(h, text("指标值"))
	}
	if f.Weights {
		h = append(h, text("分值权重（90）"))
	}
	return h
}

func (f *TargetForm) rows(label string, list []target) (out [][]Slot) {
	list = slices.Repeat(list, f.Again+1)
	out = append(out, f.head(label))
	out[0][0].Rows = len(list) + 1
	for i := range list {
		t := &list[i]
		n := 1
		for n+i < len(list) && list[i+n].first == "" {
			n++
		}
		var row []Slot
		if t.first != "" {
			row = append(row, deep(t.first, n))
		}
		row = append(row, texts(t.second, t.name)...)
		if f.Apart {
			row = append(row, texts(t.sign, t.value, t.unit)...)
		} else {
			row = append(row, text(t.sign+t.value+t.unit))
		}
		if f.Weights {
			row = append(row, Slot{Text: t.weight})
		}
		out = append(out, row)
	}
	return out
}

// Targets are the forms of all projects, numbered from n on.
func (f *BudgetForm) Targets(a *Account, n int, t TargetForm) (out []*Grid2) {
	for i, p := range projects {
		width := len(t.head(""))
		fen := a.sum(func(s Spend) bool { return s.Project && under(p.code, of(p.fund))(s) })
		fiscal, carry, other := fen, int64(0), int64(0)
		if p.fund == "other" {
			fiscal, other = 0, fen
		} else if t.Carry {
			carry = fen / 5 / 10000 * 10000
			fiscal = fen - carry
		}
		at := func(key string, fen int64) Slot {
			s := f.Ink.slot(fmt.Sprintf("PF%d[annual.%s]", i+1, key), fen)
			s.Cols = width - 3
			return s
		}
		money := [][]Slot{
			{{Text: "项目资金（" + f.Ink.unit() + "）"}, wide("年度资金总额：", 2), at("total", fen)},
			{wide("其中：财政拨款", 2), at("fiscal", fiscal)},
			{wide("其他资金", 2), at("other", other)},
		}
		if t.Weights {
			money[0][2].Cols--
			money[0] = append(money[0], text("执行率分值（10）"))
		}
		if t.Carry {
			money = append(money[:2:2], []Slot{wide("上年结转", 2), at("carry", carry)}, money[2])
		}
		money[0][0].Rows = len(money)
		rows := [][]Slot{
			{text("项目名称"), wide(p.name, width-1)},
			{text("主管部门及代码"), wide("128-"+a.Unit, 2), text("实施单位"), wide(a.Unit, width-4)},
		}
		rows = append(rows, money...)
		rows = append(rows, []Slot{text("年度总体目标"), wide("按计划完成"+p.name+"的任务："+targets[i][0].name+"不少于"+targets[i][0].value+targets[i][0].unit+"。", width-1)})
		rows = append(rows, t.rows("绩效指标", targets[i])...)
		g := f.grid(a, n+i, fmt.Sprintf("%s（%d年度）", "项目支出绩效目标表", a.Year), 0, rows...)
		g.Title, g.Above = "项目支出绩效目标表", [][2]string{{"", fmt.Sprintf("（%d年度）", a.Year)}}
		g.Sheet = fmt.Sprintf("%d 绩效目标 %d", n+i, i+1)
		out = append(out, g)
	}
	return out
}

// WithoutTargets is the document without the forms of targets, which are read by their
// labels wherever these stand, not cell by cell.
func (f *Form) WithoutTargets() *Form {
	out := &Form{Name: f.Name}
	for _, b := range f.Blocks {
		if g, ok := b.(*Grid2); !ok || g.Head > 0 {
			out.Blocks = append(out.Blocks, b)
		}
	}
	return out
}

// Overall are the targets of the body's spending as a whole.
func (f *BudgetForm) Overall(a *Account, n int, t TargetForm) *Grid2 {
	width := len(t.head(""))
	k := f.Ink
	tasks := [][]Slot{{Slot{Text: "年度主要任务"}, deep("任务名称", 2), block("主要内容", width-5, 2), wide("预算金额（"+k.unit()+"）", 3)}, texts("总额", "财政拨款", "其他资金")}
	row := func(name, key, what string, is func(Spend) bool) {
		all, own := a.sum(is), a.sum(func(s Spend) bool { return is(s) && s.Fund == "other" })
		at := "T16[" + key + "]."
		tasks = append(tasks, []Slot{text(name), wide(what, width-5), k.slot(at+"合计", all), k.slot(at+"财政拨款", all-own), k.slot(at+"其他资金", own)})
	}
	row("保障机构运转", "保障机构运转", "保障人员和日常运转支出", basic)
	for _, p := range projects {
		row(p.name, p.name, "按计划完成年度任务", func(s Spend) bool { return s.Project && under(p.code, of(p.fund))(s) })
	}
	row("金额合计", "合计", "", func(Spend) bool { return true })
	tasks[0][0].Rows = len(tasks)
	rows := [][]Slot{{text("部门（单位）名称"), wide(a.Unit, width-1)}}
	rows = append(rows, tasks...)
	rows = append(rows, []Slot{text("年度总体目标"), wide("造林不少于1200亩，管护林区道路不少于180公里。", width-1)})
	list := append([]target(nil), targets[0]...)
	list[4].name = "林农和游客满意度"
	rows = append(rows, t.rows("年度绩效指标", list)...)
	g := f.grid(a, n, "部门整体支出绩效目标表", 0, rows...)
	g.Above = [][2]string{{"", fmt.Sprintf("（%d年度）", a.Year)}}
	return g
}
