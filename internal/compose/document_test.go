package compose

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/profile"
)

// rows writes a table's rows as texts with tabs, a covered place left empty.
func rowsOf(rows []doc.Row, columns int) []string {
	var out []string
	for _, slots := range doc.Grid(rows) {
		line := make([]string, columns)
		for _, s := range slots {
			line[s.Col] = s.Cell.Text
		}
		out = append(out, strings.Join(line, "\t"))
	}
	return out
}

func tablesByID(t *testing.T, d *doc.Document) map[string]*doc.Table {
	t.Helper()
	out := map[string]*doc.Table{}
	for _, b := range d.Blocks {
		if tb, ok := b.(*doc.Table); ok {
			out[tb.ID] = tb
		}
	}
	return out
}

func datongDocument(t *testing.T) *doc.Document {
	t.Helper()
	p := shanxi(t)
	d, _ := Compile(datong(t), p, Independent)
	document, err := Document(d, p)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func TestHeadsAreMergedAsTheFormPrintsThem(t *testing.T) {
	tables := tablesByID(t, datongDocument(t))
	tests := map[string][]string{
		"T01": {"收入\t\t支出\t\t\t", "项目\t2023年\t项目\t2023年合计\t当年预算安排\t上年结转安排"},
		"T02": {"项目\t\t本年收入\t\t\t\t\t\t上年结转", "科目编码\t科目名称\t合计\t一般公共预算\t政府性基金\t国有资本经营预算\t财政专户管理资金\t单位资金\t"},
		"T04": {"收入\t\t支出\t\t\t\t", "项目\t金额\t项目\t金额\t\t\t", "\t\t\t小计\t一般公共预算\t政府性基金预算\t国有资本经营预算"},
		"T09": {"国有资本经营预算收入\t\t\t国有资本经营预算支出\t\t\t\t", "项目\t\t国有资本经营收入预算\t科目编码\t科目名称\t合计\t基本支出\t项目支出", "收入科目编码\t科目名称\t\t\t\t\t\t"},
		"T12": {"项目名称\t合计\t2023年财政拨款\t\t\t财政专户管理资金\t单位资金", "\t\t一般公共预算\t政府性基金预算\t国有资本经营预算\t\t", "1\t2\t3\t4\t5\t6\t7"},
	}
	for id, want := range tests {
		if got := rowsOf(tables[id].Head, len(tables[id].Columns)); !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", id, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestTwoSidedTablesStandLevel(t *testing.T) {
	tables := tablesByID(t, datongDocument(t))
	t01 := rowsOf(tables["T01"].Rows, 6)
	if len(t01) != 33 {
		t.Fatalf("T01 has %d rows, want 30 classes and 3 totals", len(t01))
	}
	for i, want := range map[int]string{
		0:  "一、一般公共预算\t667.98\t一、一般公共服务支出\t\t\t",
		7:  "\t\t八、社会保障和就业支出\t311.53\t311.53\t",
		30: "本年收入合计\t667.98\t本年支出合计\t667.98\t667.98\t",
		31: "上年结转\t\t年终结转\t\t\t",
		32: "收入总计\t667.98\t支出总计\t667.98\t667.98\t",
	} {
		if t01[i] != want {
			t.Errorf("T01 row %d: %q, want %q", i, t01[i], want)
		}
	}
	t04 := rowsOf(tables["T04"].Rows, 7)
	if got := t04[len(t04)-6:]; !slices.Equal(got, []string{
		"本年收入合计\t667.98\t本年支出合计\t667.98\t667.98\t\t",
		"上年财政拨款结转\t\t年终结转\t\t\t\t",
		"一、一般公共预算\t\t\t\t\t\t",
		"二、政府性基金预算\t\t\t\t\t\t",
		"三、国有资本经营预算\t\t\t\t\t\t",
		"收入总计\t667.98\t支出总计\t667.98\t667.98\t\t",
	}) {
		t.Errorf("foot of T04:\n%s", strings.Join(got, "\n"))
	}
}

func TestSumsPointAtTheCellsThatAddUp(t *testing.T) {
	for id, tb := range tablesByID(t, datongDocument(t)) {
		grid := map[doc.Point]*doc.Cell{}
		for _, slots := range doc.Grid(tb.Rows) {
			for _, s := range slots {
				grid[doc.Point{Row: s.Row, Col: s.Col}] = s.Cell
			}
		}
		for at, c := range grid {
			if c.Amount == nil || len(c.Amount.Sum) == 0 {
				continue
			}
			sum := c.Amount.Exact
			for _, p := range c.Amount.Sum {
				part := grid[p]
				if part == nil || part.Amount == nil {
					t.Fatalf("%s %v sums %v, which is no cell for amounts", id, at, p)
				}
				sum -= part.Amount.Exact
			}
			if sum != 0 {
				t.Errorf("%s: %s differs from its parts by %s yuan", id, c.Amount.Address, sum)
			}
		}
	}
}

func TestDocumentHasEveryPartOnce(t *testing.T) {
	d := datongDocument(t)
	ids := map[string]int{}
	counts := map[string]int{}
	for _, b := range d.Blocks {
		switch v := b.(type) {
		case doc.Heading:
			ids[v.ID]++
		case doc.Picture:
			counts["pictures"]++
			if v.Alt == "" || v.Caption == "" {
				t.Errorf("picture %s lacks its caption or its text", v.ID)
			}
		case *doc.Table:
			if counts["tables"]++; v.Form {
				counts["forms"]++
			}
		case doc.Paragraph:
			if v.Style == doc.Term {
				counts["terms"]++
			}
		}
	}
	for id, n := range ids {
		if n != 1 || id == "" {
			t.Errorf("heading %q stands %d times", id, n)
		}
	}
	for what, want := range map[string]int{"tables": 19, "forms": 6, "terms": 12, "pictures": 2} {
		if counts[what] != want {
			t.Errorf("%d %s, want %d", counts[what], what, want)
		}
	}
}

func TestDocumentRefusesAnotherProfile(t *testing.T) {
	p := shanxi(t)
	d, _ := Compile(datong(t), p, Independent)
	other := &profile.Profile{ID: "other"}
	if _, err := Document(d, other); err == nil {
		t.Error("a disclosure of one profile was set out by another")
	}
}
