package rules

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/money"
)

type reviewChange struct {
	name   string
	rules  string
	change func(f *ingesttest.Form)
}

// reviewChanges are final accounts in which the forms that tell what became of targets
// are not as they were: the rules that are heard, none where nothing is to be said.
var reviewChanges = []reviewChange{
	{"nothing", "", func(*ingesttest.Form) {}},
	{"parts of the money", "PRJ-020", recell("PE2[财政拨款].年初预算", "1.00")},
	{"one of the parts alone", "", func(f *ingesttest.Form) {
		rowsWithout("PE2", "上年结转资金", "其他资金")(f)
		recell("PE2[财政拨款].执行数", "1.00", "PE2[财政拨款].执行率", "—")(f)
	}},
	{"an origin that is not known", "", func(f *ingesttest.Form) {
		reslot("绩效自评 PE2", "上年结转资金", "上级专款")(f)
		recell("PE2[财政拨款].执行数", "1.00", "PE2[财政拨款].执行率", "—")(f)
	}},
	{"basic spending for project spending", "PRJ-021", func(f *ingesttest.Form) {
		addTo(f, "PE6[基本支出].执行数", -3)
		addTo(f, "PE6[项目支出].执行数", 3)
	}},
	{"of another scope", "", func(f *ingesttest.Form) {
		addTo(f, "PE6[基本支出].执行数", 3)
		addTo(f, "PE6[项目支出].执行数", 3)
		addTo(f, "PE6[资金总额].执行数", 6)
	}},
	{"more than all projects", "PRJ-022", reslot("绩效自评 PE1", "项目资金（万元）", "项目资金（亿元）")},
	{"more than all projects in a unit that is not said", "", reslot("绩效自评 PE1", "项目资金（万元）", "项目资金")},
	{"ninety-five and no total", "PERF-025", func(f *ingesttest.Form) {
		rowsWithout("PE1", "总分")(f)
		recell("PE1[指标5].分值", "5", "PE1[指标5].得分", "5", "PE1[满意度指标].分值", "满意度指标（5分）")(f)
	}},
	{"ninety-five in all", "PERF-025", recell("PE1[指标5].分值", "5", "PE1[指标5].得分", "5", "PE1[满意度指标].分值", "满意度指标（5分）", "PE1[总分].分值", "95", "PE1[总分].得分", "94.8")},
	{"a hundred and no total", "", rowsWithout("PE1", "总分")},
	{"an indicator without points", "", recell("PE1[指标5].分值", "", "PE1[指标5].得分", "")},
	{"a hundred without the execution", "", func(f *ingesttest.Form) {
		recell("PE1[指标5].分值", "20", "PE1[指标5].得分", "20", "PE1[满意度指标].分值", "满意度指标（20分）", "PE1[总分].得分", "100")(f)
	}},
	{"ten points that stand elsewhere", "", recell("PE1[资金总额].分值", "—", "PE1[资金总额].得分", "—")},
	{"twenty points that stand elsewhere", "", func(f *ingesttest.Form) {
		recell("PE1[资金总额].分值", "", "PE1[资金总额].得分", "19.6", "PE1[指标1].分值", "20", "PE1[指标1].得分", "20", "PE1[产出指标].分值", "产出指标（50分）", "PE1[总分].得分", "99.6")(f)
	}},
	{"weights of each level for itself", "", func(f *ingesttest.Form) {
		for i, w := range []string{"50", "30", "20", "100", "100"} {
			id := "PE1[指标" + strconv.Itoa(i+1) + "]."
			recell(id+"分值", w, id+"得分", w)(f)
		}
		recell("PE1[产出指标].分值", "产出指标", "PE1[效益指标].分值", "效益指标", "PE1[满意度指标].分值", "满意度指标", "PE1[总分].得分", "")(f)
	}},
	{"points of an indicator", "PERF-031", recell("PE1[指标3].分值", "15", "PE1[产出指标].分值", "产出指标（65分）")},
	{"points of a level", "PERF-037", recell("PE1[满意度指标].分值", "满意度指标（5分）")},
	{"more points than there are", "PERF-032", recell("PE1[指标3].得分", "12", "PE1[总分].得分", "101.8")},
	{"points in all", "PERF-033", recell("PE1[总分].得分", "89.8")},
	{"points in all, rounded", "", recell("PE1[总分].得分", "99.8")},
	{"rate", "PERF-034", recell("PE5[财政拨款].执行率", "69.61%")},
	{"rate without its mark", "", recell("PE5[财政拨款].执行率", "0.96")},
	{"rate that is not said", "", recell("PE5[财政拨款].执行率", "—")},
	{"rate that stops at a hundred", "", recell(
		"PE2[资金总额].全年预算", "0.01", "PE2[财政拨款].全年预算", "0.01", "PE2[上年结转].全年预算", "0.00",
		"PE2[资金总额].执行率", "100%", "PE2[财政拨款].执行率", "100%", "PE2[上年结转].执行率", "100%", "PE2[资金总额].得分", "10", "PE2[总分].得分", "99.1")},
	{"score of the execution", "PERF-035", recell("PE2[资金总额].得分", "8.71", "PE2[总分].得分", "97.81")},
	{"all points for nearly all", "", recell("PE2[资金总额].得分", "10", "PE2[总分].得分", "99.1")},
	{"all points for less than the target", "PERF-026", reslot("绩效自评 PE1", "88%", "80%")},
	{"more cost than the target", "PERF-026", reslot("绩效自评 PE5", "28天", "31天")},
	{"a target in words", "", reslot("绩效自评 PE1", "88%", "达成预期指标")},
	{"a share of one", "", reslot("绩效自评 PE1", "88%", "0.88")},
	{"another unit", "", reslot("绩效自评 PE1", "1200亩", "80公顷")},
	{"a day kept early", "", reslot("绩效自评 PE4", "≤11月", "11月")},
	{"one reason for several", "", func(f *ingesttest.Form) {
		recell("PE4[指标4].得分", "18", "PE4[总分].得分", "97.32")(f)
		g := tableOf(f, "绩效自评 PE4")
		for i, row := range g.Rows {
			if last := len(row) - 1; row[last].Text == "" && row[last-1].ID == "PE4[指标4].得分" {
				row[last].Text, row[last].Rows = "步道照明不足，正在加装路灯", 2
				g.Rows[i+1] = g.Rows[i+1][:len(g.Rows[i+1])-1]
			}
		}
	}},
	{"a rate of one", "", recell("PE5[财政拨款].执行率", "1")},
	{"two numbers", "", reslot("绩效自评 PE1", "1200亩", "春季700亩，秋季500亩")},
	{"points lost without a reason", "PERF-036", reslot("绩效自评 PE4", "步道照明不足，正在加装路灯", "无")},
	{"points lost where no reason is asked for", "", reslot("绩效自评 PE4", "步道照明不足，正在加装路灯", "", "偏差原因分析及改进措施", "佐证材料")},
	{"labels and fields in one cell", "PERF-034", func(f *ingesttest.Form) {
		g := tableOf(f, "绩效自评 PE4")
		n := g.Width()
		g.Rows[0] = []ingesttest.Slot{{Text: "项目名称：全民健身步道建设", Cols: n}}
		g.Rows[1] = []ingesttest.Slot{{Text: "主管部门：青禾省林业和草原局", Cols: n - 3}, {Text: "实施单位：青禾省林业和草原局", Cols: 3}}
		recell("PE4[财政拨款].执行率", "49.61%")(f)
	}},
	{"a project of another name", "", reslot("绩效自评 PE4", "全民健身步道建设", "步道")},
}

// recell puts other texts into cells: pairs of addresses and texts.
func recell(pairs ...string) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		for i := 0; i < len(pairs); i += 2 {
			if err := f.Set(pairs[i], pairs[i+1]); err != nil && !strings.HasSuffix(err.Error(), "already") {
				panic(err)
			}
		}
	}
}

// addTo adds hundredths to an amount.
func addTo(f *ingesttest.Form, id string, by int64) {
	p, err := money.ParsePrinted(f.Truth()[id])
	if err != nil {
		panic(err)
	}
	p.Value.Coef += by
	if err := f.Set(id, p.Value.String()); err != nil {
		panic(err)
	}
}

// rowsWithout takes rows out of a form by their names.
func rowsWithout(sheet string, names ...string) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		g := tableOf(f, "绩效自评 "+sheet)
		for _, name := range names {
			at := slices.IndexFunc(g.Rows, func(r []ingesttest.Slot) bool { return r[0].Text == name })
			g.Rows = slices.Delete(g.Rows, at, at+1)
			for up := at - 1; up >= 0; up-- { // the label over the rows
				if s := &g.Rows[up][0]; s.Rows > at-up {
					s.Rows--
				}
			}
		}
	}
}

// TestReviews holds what is said of the forms that tell what became of targets, and
// that nothing is where nothing is known.
func TestReviews(t *testing.T) {
	rs := everyProfile(t)
	for _, c := range reviewChanges {
		for _, format := range slices.Sorted(maps.Keys(formFormats)) {
			t.Run(c.name+"."+format, func(t *testing.T) {
				f := ingesttest.FinalAccounts()[0]
				c.change(f)
				d, err := formFormats[format](f)
				if err != nil {
					t.Fatal(err)
				}
				j := judge(t, rs, d)
				want := strings.Fields(c.rules)
				for i := range j.loud {
					if !slices.Contains(want, j.loud[i].Rule) {
						t.Errorf("told: %s", told(&j.loud[i]))
					}
				}
				for _, rule := range want {
					if !slices.ContainsFunc(j.report.Findings, func(f diag.Finding) bool { return f.Rule == rule || slices.Contains(f.Also, rule) }) {
						t.Errorf("%s is not told", rule)
					}
				}
			})
		}
	}
}
