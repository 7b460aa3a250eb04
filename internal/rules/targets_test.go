package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/ingest/ingesttest"
)

// targetChanges are documents in which the forms of targets are not as they were: the
// rules that are heard, none where nothing is to be said.
var targetChanges = []struct {
	name   string
	rules  string
	change func(f *ingesttest.Form)
}{
	{"nothing", "", func(*ingesttest.Form) {}},
	{"a weight", "PERF-029", reslot("绩效目标 1", "30", "35")},
	{"a weight of the whole", "PERF-029", reslot("部门整体", "20", "25")},
	{"no weight for one", "", reslot("绩效目标 1", "30", "")},
	{"a hundred without the execution", "", reslot("绩效目标 1", "30", "40")},
	{"an indicator twice", "PERF-016 PERF-022", reslot("绩效目标 2", "管护验收合格率", "巡查及时率", "时效指标", "质量指标")},
	{"an indicator of the whole twice", "PERF-016", reslot("部门整体", "造林成活率", "按期完成率", "时效指标", "质量指标")},
	{"quantity without a number", "PERF-004", reslot("绩效目标 2", "≥180公里", "足够")},
	{"value without a number", "PERF-009", reslot("绩效目标 2", "≥350天", "有效保障")},
	{"another project's form", "PRJ-002", reslot("绩效目标 2", "林区道路管护", "林区道路硬化")},
	{"another project's form, and not all projects listed", "", func(f *ingesttest.Form) {
		reslot("绩效目标 2", "林区道路管护", "林区道路硬化")(f)
		g := tableOf(f, "10 项目支出表")
		g.Rows = slices.DeleteFunc(g.Rows, func(r []ingesttest.Slot) bool {
			return r[0].Text == "林区道路管护" || r[0].Text == "合计"
		})
	}},
	{"a form of last year", "TXT-022", func(f *ingesttest.Form) { tableOf(f, "绩效目标 4").Above[0][1] = "（2024年度）" }},
	{"another amount", "PRJ-003", func(f *ingesttest.Form) {
		for _, id := range []string{"total", "fiscal"} {
			_ = f.Set("PF2[annual."+id+"]", "1.00")
		}
		_ = f.Set("PF2[annual.carry]", "")
	}},
	{"one form missing", "PRJ-008", without(2)},
	{"forms of some projects", "", without(2, 3)},
	{"a row that is not known", "", func(f *ingesttest.Form) {
		g := tableOf(f, "绩效目标 2")
		at := slices.IndexFunc(g.Rows, func(r []ingesttest.Slot) bool { return r[0].Text == "其他资金" })
		g.Rows[at][0].Text, g.Rows[at][1].Text = "上级专款", "12.00"
		_ = f.Set("PF2[annual.fiscal]", "1.00")
	}},
	{"more beside the name", "", func(f *ingesttest.Form) {
		g := tableOf(f, "绩效目标 2")
		n := g.Rows[0][1].Cols
		g.Rows[0][1].Cols = n - 2
		g.Rows[0] = append(g.Rows[0], ingesttest.Slot{Text: "立项年份"}, ingesttest.Slot{Text: "二〇二一"})
	}},
	{"names in a column of another head", "", reslot("绩效目标 2", "三级指标", "内容")},
	{"what stands under the indicators", "", func(f *ingesttest.Form) {
		g := tableOf(f, "绩效目标 2")
		g.Rows = append(g.Rows, []ingesttest.Slot{{Text: "填报人"}, {Text: "张三"}, {Text: "审核"}, {Text: "李四"}, {Text: "王五"}, {Text: ""}})
	}},
	{"what became of targets", "PRJ-008", func(f *ingesttest.Form) {
		reslot("绩效目标 2", "林区道路管护", "去年的林区道路", "指标值", "年度指标值", "分值权重（90）", "实际完成值")(f)
	}},
	{"one name for two units", "", func(f *ingesttest.Form) {
		reslot("绩效目标 2", "林区道路管护", "科普场馆运行", "青禾省林业和草原局", "青禾省林场")(f)
	}},
	{"last year's goal", "PERF-030", reslotted("绩效目标 2", "按计划完成", "2024年完成")},
	{"last year's day", "PERF-030", reslot("绩效目标 4", "≤11月", "2024年11月底前")},
	{"more than last year", "", reslotted("绩效目标 2", "按计划完成", "比2024年多完成")},
	{"the number of a document", "", reslotted("绩效目标 2", "按计划完成", "按某财〔2024〕5号文件完成")},
	{"indicators of the term above those of the year", "", func(f *ingesttest.Form) {
		g := tableOf(f, "绩效目标 2")
		at := slices.IndexFunc(g.Rows, func(r []ingesttest.Slot) bool { return r[0].Text == "绩效指标" })
		block := g.Rows[at:]
		var again [][]ingesttest.Slot
		for _, r := range block {
			again = append(again, slices.Clone(r))
		}
		block[0][0].Text, again[0][0].Text = "长期绩效指标", "年度绩效指标"
		g.Rows = append(g.Rows, again...)
	}},
	{"no unit of money", "", func(f *ingesttest.Form) {
		reslot("绩效目标 2", "项目资金（万元）", "项目资金")(f)
		_ = f.Set("PF2[annual.total]", "5,000,000")
	}},
}

func tableOf(f *ingesttest.Form, sheet string) *ingesttest.Grid2 {
	list := f.Tables()
	return list[slices.IndexFunc(list, func(g *ingesttest.Grid2) bool { return strings.Contains(g.Sheet, sheet) })]
}

// reslot puts other texts into cells of a form: pairs of what stood there and what is to.
func reslot(sheet string, pairs ...string) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		g := tableOf(f, sheet)
		for i := 0; i < len(pairs); i += 2 {
			done := false
			for _, r := range g.Rows {
				if k := slices.IndexFunc(r, func(s ingesttest.Slot) bool { return s.Text == pairs[i] }); k >= 0 && !done {
					r[k].Text, done = pairs[i+1], true
				}
			}
			if !done {
				panic(pairs[i])
			}
		}
	}
}

// reslotted puts another beginning on a cell of a form.
func reslotted(sheet, was, is string) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		for _, r := range tableOf(f, sheet).Rows {
			for i := range r {
				if rest, ok := strings.CutPrefix(r[i].Text, was); ok {
					r[i].Text = is + rest
				}
			}
		}
	}
}

// without leaves out the forms of projects by number.
func without(numbers ...int) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		for _, n := range numbers {
			g := tableOf(f, "绩效目标 "+string(rune('0'+n)))
			f.Blocks = slices.DeleteFunc(f.Blocks, func(b any) bool { return b == any(g) })
		}
	}
}

// TestTargets holds what is said of the forms of targets, and that nothing is where
// nothing is known.
func TestTargets(t *testing.T) {
	rs := everyProfile(t)
	for _, c := range targetChanges {
		for format := range formFormats {
			t.Run(c.name+"."+format, func(t *testing.T) {
				f := ingesttest.Budgets()[0]
				c.change(f)
				d, err := formFormats[format](f)
				if err != nil {
					t.Fatal(err)
				}
				loud := judge(t, rs, d).loud
				want := strings.Fields(c.rules)
				for i := range loud {
					if !slices.Contains(want, loud[i].Rule) {
						t.Errorf("told: %s", told(&loud[i]))
					}
				}
				for _, rule := range want {
					if !slices.ContainsFunc(loud, func(f diag.Finding) bool { return f.Rule == rule }) {
						t.Errorf("%s is not told", rule)
					}
				}
			})
		}
	}
}
