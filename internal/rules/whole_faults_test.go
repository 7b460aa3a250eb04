package rules

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/money"
)

// wayFaults are faults that no figure alone has, planted in a final account, each with the
// rule that tells it: once, and nothing beside it.
var wayFaults = []struct {
	name, rule string
	spoil      func(f *ingesttest.Form)
}{
	{"a section is left out", "ORD-003", func(f *ingesttest.Form) {
		from, to := sectionIn(f, "三、")
		f.Blocks = slices.Delete(f.Blocks, from, to)
	}},
	{"a section stands twice", "ORD-008", func(f *ingesttest.Form) {
		from, to := sectionIn(f, "三、")
		f.Blocks = slices.Insert(f.Blocks, to, slices.Clone(f.Blocks[from:to])...)
	}},
	{"a table is left out", "FORM-001", func(f *ingesttest.Form) {
		f.Blocks = slices.DeleteFunc(f.Blocks, func(b any) bool { g, ok := b.(*ingesttest.Grid2); return ok && holdsTable(g, "T03[") })
	}},
	{"a table is last year's", "TIE-004", func(f *ingesttest.Form) {
		for _, g := range f.Tables() {
			if holdsTable(g, "T03[") {
				scaled(g, 0.9)
			}
		}
	}},
	{"a line is left out", "HIE-003", func(f *ingesttest.Form) {
		for _, g := range f.Tables() {
			if holdsTable(g, "T05[") {
				g.Rows = slices.DeleteFunc(g.Rows, func(row []ingesttest.Slot) bool { return rowHolds(row, "T05[2130205]") })
			}
		}
	}},
	{"another body has the sentence", "TXT-009", func(f *ingesttest.Form) {
		sayInstead(f, "{y}年度一般公共预算财政拨款支出年初预算", "2023年度白石县档案局一般公共预算财政拨款支出年初预算")
	}},
	{"an amount is in 元", "NAR-027", func(f *ingesttest.Form) {
		sayMatch(f, `其中：财政拨款收入[0-9.,]+万元`, func(s string) string { return strings.Replace(s, "万元", "元", 1) })
	}},
	{"a sentence is of a year before", "TXT-008", func(f *ingesttest.Form) { sayInstead(f, "2023年度收入合计", "2021年度收入合计") }},
	{"a part of the whole is left out", "PCT-004", func(f *ingesttest.Form) {
		sayMatch(f, `其中：基本支出[0-9.,]+万元，占比[0-9.]+%；`, func(string) string { return "其中：" })
	}},
	{"a name of a subject is misprinted", "CODE-002", func(f *ingesttest.Form) {
		for _, g := range f.Tables() {
			for _, row := range g.Rows {
				if rowHolds(row, "T05[213]") {
					row[1].Text = "农林水与支出"
				}
			}
		}
	}},
}

func TestFaultsOfWholeDocuments(t *testing.T) {
	rs := everyProfile(t)
	for _, c := range wayFaults {
		t.Run(c.name, func(t *testing.T) {
			f := wayCalled(t, "final-qinghai")
			c.spoil(f)
			loud := judgeWay(t, rs, f).loud
			if len(loud) != 1 || loud[0].Rule != c.rule {
				for i := range loud {
					t.Errorf("%s", told(&loud[i]))
				}
				t.Errorf("told %d times, want %s once", len(loud), c.rule)
			}
		})
	}
}

func wayCalled(t *testing.T, name string) *ingesttest.Form {
	t.Helper()
	ways := ingesttest.Ways()
	k := slices.IndexFunc(ways, func(f *ingesttest.Form) bool { return f.Name == name })
	if k < 0 {
		t.Fatal(name)
	}
	return ways[k]
}

// sectionIn is where a section of the sentences begins and ends.
func sectionIn(f *ingesttest.Form, number string) (from, to int) {
	said := slices.IndexFunc(f.Blocks, func(b any) bool {
		s, ok := b.(ingesttest.Text)
		return ok && strings.HasPrefix(string(s), "第三部分")
	})
	heading := regexp.MustCompile(`^[一二三四五六七八九十]+、`)
	for i := said + 1; i < len(f.Blocks); i++ {
		s, _ := f.Blocks[i].(ingesttest.Text)
		switch {
		case from == 0 && strings.HasPrefix(string(s), number):
			from = i
		case from > 0 && heading.MatchString(string(s)):
			return from, i
		}
	}
	return from, len(f.Blocks)
}

func holdsTable(g *ingesttest.Grid2, prefix string) bool {
	return slices.ContainsFunc(g.Rows, func(row []ingesttest.Slot) bool { return rowHolds(row, prefix) })
}

func rowHolds(row []ingesttest.Slot, prefix string) bool {
	return slices.ContainsFunc(row, func(s ingesttest.Slot) bool { return strings.HasPrefix(s.ID, prefix) })
}

// scaled makes the amounts of a table those of another year.
func scaled(g *ingesttest.Grid2, by float64) {
	for _, row := range g.Rows {
		for i := range row {
			if v, err := strconv.ParseFloat(strings.ReplaceAll(row[i].Text, ",", ""), 64); err == nil && row[i].ID != "" {
				row[i].Text = strconv.FormatFloat(math.Round(v*by*100)/100, 'f', 2, 64)
			}
		}
	}
}

func sayInstead(f *ingesttest.Form, was, is string) {
	sayMatch(f, regexp.QuoteMeta(strings.ReplaceAll(was, "{y}", "2023")), func(string) string { return is })
}

func sayMatch(f *ingesttest.Form, expression string, is func(string) string) {
	for i, b := range f.Blocks {
		if s, ok := b.(ingesttest.Text); ok {
			f.Blocks[i] = ingesttest.Text(regexp.MustCompile(expression).ReplaceAllStringFunc(string(s), is))
		}
	}
}

// TestNameAtItsCell: a misprinted name is told at its own cell, where cells have places.
func TestNameAtItsCell(t *testing.T) {
	f := wayCalled(t, "final-qinghai")
	for _, c := range wayFaults {
		if c.rule == "CODE-002" {
			c.spoil(f)
		}
	}
	d, err := formFormats["xlsx"](f)
	if err != nil {
		t.Fatal(err)
	}
	loud := judge(t, everyProfile(t), d).loud
	if len(loud) != 1 || len(loud[0].Suspects) != 1 {
		t.Fatalf("told %d times", len(loud))
	}
	if at := loud[0].Suspects[0].Ref; !strings.HasPrefix(at.Cell, "D") { // behind 类 款 项
		t.Errorf("the name is told at %s", at.Cell)
	}
}

// TestStrayed: a line among those of another class is the one that is told.
func TestStrayed(t *testing.T) {
	for text, want := range map[string][]int{
		"204 204 208 204 208": {2},
		"204 208 208 204 210": {3},
		"204 208 210":         nil,
		"204 208 204 208 210": {1},
	} {
		var runs []codeRun
		for i, class := range strings.Fields(text) {
			if k := len(runs) - 1; k < 0 || runs[k].class != class {
				runs = append(runs, codeRun{class: class})
			}
			runs[len(runs)-1].lines = append(runs[len(runs)-1].lines, i)
		}
		if got := strayed(runs); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// TestChangeSlipped: of an amount, its change and the rate that do not fit, the one that a
// slip of a digit explains is wrong.
func TestChangeSlipped(t *testing.T) {
	number := func(s string) money.Decimal {
		d, err := money.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct{ now, delta, rate, right, wantDelta, wantNow string }{
		{"215.17", "1.73", "3.90", "0.80%", "8.73", ""},   // 8.73 lost its digit
		{"215.17", "8.73", "8.90", "3.90%", "", ""},       // the rate is wrong
		{"315.17", "8.73", "3.90", "2.70%", "", "215.17"}, // the amount is wrong
		{"215.17", "777.77", "3.90", "78.33%", "", ""},    // no slip explains it
		{"215.17", "8.73", "3.91", "3.90%", "", ""},       // the rate is a slip away
	} {
		told := changeTold{number(c.now), number(c.delta), c.rate, false}
		if d, n := told.slipped(c.right); d != c.wantDelta || n != c.wantNow {
			t.Errorf("%+v: change %q, amount %q", c, d, n)
		}
	}
}
