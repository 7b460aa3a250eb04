package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/check"
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

// listChanges are documents in which the table of many projects' targets is not as it
// was, by the number of the form: names filled down, or merged over their rows.
var listChanges = []struct {
	name   string
	form   int
	rules  string
	change func(f *ingesttest.Form)
}{
	{"names filled down", 1, "", func(*ingesttest.Form) {}},
	{"names merged", 2, "", func(*ingesttest.Form) {}},
	{"another amount", 2, "PRJ-003", func(f *ingesttest.Form) { _ = f.Set("PF3[annual.total]", "1.00") }},
	{"another amount, filled down", 1, "PRJ-003", func(f *ingesttest.Form) { _ = f.Set("PF3[annual.total]", "1.00") }},
	{"another project", 2, "PRJ-002", inList(2, "林区道路管护", "林区道路硬化")},
	{"a weight", 2, "PERF-029", inList(2, "30", "35")},
	{"an indicator twice", 2, "PERF-016 PERF-022", inList(2, "造林成活率", "按期完成率", "≥85%", "≥95%", "质量指标", "时效指标")},
	{"a value without a number", 1, "PERF-004", inList(1, "≥180公里", "足够")},
	{"no unit of money", 2, "", func(f *ingesttest.Form) {
		inList(2, "年度预算（万元）", "年度预算")(f)
		g := listOf(f, 2)
		g.Above = nil
		_ = f.Set("PF3[annual.total]", "5,000,000")
	}},
	{"amounts of parts", 2, "", func(f *ingesttest.Form) {
		g := listOf(f, 2)
		for i := range g.Rows {
			if len(g.Rows[i]) > 5 && g.Rows[i][1].Text == "林区道路管护" {
				g.Rows[i][3].Text, g.Rows[i][3].Rows = "1.00", 1
				for k := i + 1; k < i+5; k++ {
					g.Rows[k] = slices.Insert(g.Rows[k], 0, ingesttest.Slot{Text: "2.00"})
				}
			}
		}
	}},
	{"rows of units and of all", 1, "", func(f *ingesttest.Form) {
		g := listOf(f, 1)
		blank := make([]ingesttest.Slot, 9)
		unit, all := slices.Clone(blank), slices.Clone(blank)
		unit[0].Text, unit[3].Text = "临海市林业局本级", "258.08"
		all[1].Text, all[3].Text = "合计", "258.08"
		g.Rows = slices.Insert(g.Rows, 1, all, unit)
	}},
	{"names that stand once", 1, "", func(f *ingesttest.Form) {
		was := ""
		for _, r := range listOf(f, 1).Rows[1:] {
			if r[1].Text == was {
				r[0].Text, r[1].Text, r[2].Text, r[3].Text, r[4].Text = "", "", "", "", ""
				continue
			}
			was = r[1].Text
		}
	}},
}

// listOf is the table of many projects' targets.
func listOf(f *ingesttest.Form, form int) *ingesttest.Grid2 {
	return tableOf(f, map[int]string{1: "11 部门预算项目支出绩效目标表", 2: "12 2025年部门综合预算项目绩效目标表"}[form])
}

// inList puts other texts into the table, each where it stands first.
func inList(form int, pairs ...string) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) { reslot(listOf(f, form).Sheet, pairs...)(f) }
}

// TestTargetLists holds what is said of targets that stand in one table.
func TestTargetLists(t *testing.T) {
	rs := everyProfile(t)
	for _, c := range listChanges {
		for format := range formFormats {
			t.Run(c.name+"."+format, func(t *testing.T) {
				f := ingesttest.Budgets()[c.form]
				c.change(f)
				d, err := formFormats[format](f)
				if err != nil {
					t.Fatal(err)
				}
				j := judge(t, rs, d)
				onlyTold(t, j.loud, strings.Fields(c.rules))
				if n := countForms(j.subject); n != 5 {
					t.Errorf("%d projects were read, want 5", n)
				}
			})
		}
	}
}

// TestListOfReviews holds a table that tells what became of the targets of many projects to
// be none of their targets.
func TestListOfReviews(t *testing.T) {
	rs := everyProfile(t)
	for _, form := range []int{1, 2} {
		f := ingesttest.Budgets()[form]
		inList(form, "指标值", "实际完成值")(f)
		d, err := formFormats["html"](f)
		if err != nil {
			t.Fatal(err)
		}
		j := judge(t, rs, d)
		onlyTold(t, j.loud, nil)
		if n := countForms(j.subject); n != 0 {
			t.Errorf("form %d: %d projects were read, want none", form, n)
		}
	}
}

func countForms(s *check.Subject) (n int) {
	for i := range s.Projects {
		if s.Projects[i].HasForm && len(s.Projects[i].Indicators) == 5 {
			n++
		}
	}
	return n
}

// onlyTold tells the rules that speak and should not, and those that should and do not.
func onlyTold(t *testing.T, loud []diag.Finding, want []string) {
	t.Helper()
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
				onlyTold(t, judge(t, rs, d).loud, strings.Fields(c.rules))
			})
		}
	}
}
