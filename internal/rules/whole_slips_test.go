package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/ingesttest"
)

// slipFaults are single slips in whole documents that break much at once: a line out of its
// place, a code of another subject. Each is told once, at its own place, and where suggest is
// given with what should stand there.
var slipFaults = []struct {
	name, form, rule, suggest string
	spoil                     func(f *ingesttest.Form)
}{
	{"a digit of a code", "final-qinghai", "CODE-001", "2130205", inRowOf("T05[2130205]", func(row []ingesttest.Slot) { row[0].Text = "2137205" })},
	{"a code of another class", "final-qinghai", "CODE-001", "2130205", inRowOf("T05[2130205]", func(row []ingesttest.Slot) { row[0].Text = "2730205" })},
	{"a code of a class", "budget-jiangsu", "CODE-002", "213", inRowOf("T05[213]", func(row []ingesttest.Slot) { row[0].Text = "215" })},
	{"an economic code", "budget-jiangsu", "CODE-004", "30201", inRowOf("T06[30201]", func(row []ingesttest.Slot) { row[0].Text = "30701" })},
	{"an economic line is left out", "budget-jiangsu", "HIE-006", "", withoutRow("T06[30201]")},
	{"an economic line stands twice", "budget-jiangsu", "HIE-009", "", twiceRow("T06[30201]")},
	{"a section's line stands twice", "budget-jiangsu", "HIE-009", "", twiceRow("T03[21302]")},
	{"an economic class is left out", "budget-jiangsu", "CODE-004", "", withoutRow("T06[302]")},
	{"a section's line is left out", "budget-jiangsu", "HIE-007", "", withoutRow("T05[21302]")},
	{"two lines of different levels in each other's place", "budget-jiangsu", "TIE-032", "", inPlaceOf("T05[21302]", "T05[2130201]")},
	{"two items in each other's place", "budget-jiangsu", "TIE-032", "", inPlaceOf("T03[2130205]", "T03[2130299]")},
}

func TestSlipsOfWholeDocuments(t *testing.T) {
	rs := everyProfile(t)
	for _, c := range slipFaults {
		t.Run(c.name, func(t *testing.T) {
			f := wayCalled(t, c.form)
			c.spoil(f)
			only := toldOnce(t, rs, f, c.rule)
			if c.suggest != "" && (len(only.Suspects) == 0 || only.Suspects[0].Suggest != c.suggest) {
				t.Errorf("%v, want %s", only.Suspects, c.suggest)
			}
		})
	}
}

// toldOnce is the one finding of a form, which is a rule's; the test ends where it is not.
func toldOnce(t *testing.T, rs ingest.Readers, f *ingesttest.Form, rule string) *diag.Finding {
	t.Helper()
	loud := judgeWay(t, rs, f).loud
	if len(loud) != 1 || loud[0].Rule != rule {
		for i := range loud {
			t.Errorf("%s", told(&loud[i]))
		}
		t.Fatalf("told %d times, want %s once", len(loud), rule)
	}
	return &loud[0]
}

// eachRow calls do with the rows of a form that hold a cell of a line, T05[213].
func eachRow(f *ingesttest.Form, line string, do func(g *ingesttest.Grid2, i int)) {
	for _, g := range f.Tables() {
		for i := len(g.Rows) - 1; i >= 0; i-- {
			if rowHolds(g.Rows[i], line+".") {
				do(g, i)
			}
		}
	}
}

func inRowOf(line string, do func([]ingesttest.Slot)) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		eachRow(f, line, func(g *ingesttest.Grid2, i int) { do(g.Rows[i]) })
	}
}

func withoutRow(line string) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		eachRow(f, line, func(g *ingesttest.Grid2, i int) { g.Rows = slices.Delete(g.Rows, i, i+1) })
	}
}

func twiceRow(line string) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		eachRow(f, line, func(g *ingesttest.Grid2, i int) { g.Rows = slices.Insert(g.Rows, i, slices.Clone(g.Rows[i])) })
	}
}

// inPlaceOf puts the amounts of two lines in each other's place.
func inPlaceOf(a, b string) func(*ingesttest.Form) {
	return func(f *ingesttest.Form) {
		var rows [2][]ingesttest.Slot
		inRowOf(a, func(row []ingesttest.Slot) { rows[0] = row })(f)
		inRowOf(b, func(row []ingesttest.Slot) { rows[1] = row })(f)
		for k := slices.IndexFunc(rows[0], func(s ingesttest.Slot) bool { return s.ID != "" }); k < len(rows[0]); k++ {
			rows[0][k].Text, rows[1][k].Text = rows[1][k].Text, rows[0][k].Text
		}
	}
}

// sentenceFaults are slips in sentences of whole documents, each told once.
var sentenceFaults = []struct {
	name, form, rule string
	spoil            func(f *ingesttest.Form)
}{
	{"the office of another place", "budget-jiangsu", "TXT-009", func(f *ingesttest.Form) {
		sayMatch(f, `青禾省林业和草原局2025年支出预算合计`, func(string) string { return "白石省林业和草原局2025年支出预算合计" })
	}},
	{"a year before this year's amount", "budget-jiangsu", "TXT-008", func(f *ingesttest.Form) {
		sayMatch(f, `2025年机关运行经费预算支出`, func(string) string { return "2023年机关运行经费预算支出" })
	}},
	{"the one amount in 元", "budget-jiangsu", "NAR-027", func(f *ingesttest.Form) {
		sayMatch(f, `拟采购服务支出([0-9.,]+)万元`, func(s string) string { return strings.Replace(s, "万元", "元", 1) })
	}},
}

func TestSlipsOfSentences(t *testing.T) {
	rs := everyProfile(t)
	for _, c := range sentenceFaults {
		t.Run(c.name, func(t *testing.T) {
			f := wayCalled(t, c.form)
			c.spoil(f)
			toldOnce(t, rs, f, c.rule)
		})
	}
}

// TestProjectsSaid: what a sentence says of a project is what the table of projects has, also
// where the project is named in a line of its own.
func TestProjectsSaid(t *testing.T) {
	rs := everyProfile(t)
	for name, text := range map[string]func(project, amount string) []string{
		"in a list": func(p, a string) []string {
			return []string{"1." + p + "项目" + a + "万元，主要用于造林。"}
		},
		"by lines": func(p, a string) []string {
			return []string{"（一）项目名称：" + p, "预算安排规模：" + a + "万元"}
		},
		"what it is spent": func(p, a string) []string {
			return []string{"资金分配情况：" + p + "工作经费" + a + "万元。"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, right := range []bool{true, false} {
				f := wayCalled(t, "budget-jiangsu")
				project, amount := aProject(t, f)
				said := amount
				if !right {
					said = slipped(amount)
				}
				at := slices.IndexFunc(f.Blocks, func(b any) bool { s, ok := b.(ingesttest.Text); return ok && strings.HasPrefix(string(s), "十一、") })
				for _, line := range text(project, said) {
					f.Blocks = slices.Insert(f.Blocks, at, any(ingesttest.Text(line)))
					at++
				}
				loud := judgeWay(t, rs, f).loud
				if right && len(loud) > 0 || !right && (len(loud) != 1 || !suggests(&loud[0], amount)) {
					t.Errorf("right %v: %s", right, allTold(loud))
				}
			}
		})
	}
}

// TestPerformanceSaid: the money of the projects that have targets is a total of the tables or
// none like it, and their number that of the projects where it is all of their money.
func TestPerformanceSaid(t *testing.T) {
	rs := everyProfile(t)
	whole := wayCalled(t, "budget-jiangsu").Truth()["T12[合计].合计"]
	n := 0
	for id := range wayCalled(t, "budget-jiangsu").Truth() {
		if strings.HasPrefix(id, "T12[") && strings.HasSuffix(id, "].合计") && id != "T12[合计].合计" {
			n++
		}
	}
	for _, c := range []struct {
		count  int
		amount string
		want   string // what is told should be; empty: nothing is told
	}{
		{n, whole, ""},
		{n, slipped(whole), whole},
		{n + 3, whole, strconv.Itoa(n)},
		{n + 3, "1.23", ""}, // of some projects
	} {
		f := wayCalled(t, "budget-jiangsu")
		at := slices.IndexFunc(f.Blocks, func(b any) bool { s, ok := b.(ingesttest.Text); return ok && strings.HasPrefix(string(s), "十一、") })
		said := fmt.Sprintf("2025年编报绩效目标的项目共%d个，涉及资金%s万元。", c.count, c.amount)
		f.Blocks = slices.Insert(f.Blocks, at, any(ingesttest.Text("绩效管理情况")), any(ingesttest.Text(said)))
		loud := judgeWay(t, rs, f).loud
		if c.want == "" && len(loud) > 0 || c.want != "" && (len(loud) != 1 || !suggests(&loud[0], c.want)) {
			t.Errorf("%s: %s", said, allTold(loud))
		}
	}
}

func allTold(list []diag.Finding) (out string) {
	for i := range list {
		out += told(&list[i]) + "\n"
	}
	return out
}

// aProject is a project of the table of projects, and its amount.
func aProject(t *testing.T, f *ingesttest.Form) (name, amount string) {
	t.Helper()
	for id, text := range f.Truth() {
		if rest, ok := strings.CutPrefix(id, "T12["); ok && strings.HasSuffix(id, "].合计") && !strings.HasPrefix(rest, "合计") && len(text) > 5 {
			return strings.TrimSuffix(rest, "].合计"), text
		}
	}
	t.Fatal("no project")
	return "", ""
}

// TestSlipOf: a code is a slip of another by one digit, or by two exchanged.
func TestSlipOf(t *testing.T) {
	for pair, want := range map[string]bool{
		"2080505 2080506": true, "2080505 2085005": true, "2080505 2080616": false, "208 2080": false, "30201 30201": false, "2130205 2132005": true,
	} {
		code, right, _ := strings.Cut(pair, " ")
		if got := slipOf(code, right); got != want {
			t.Errorf("%s: %v", pair, got)
		}
	}
}
