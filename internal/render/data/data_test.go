package data

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

func compiled(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("mem:schema", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("mem:schema")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func written(t testing.TB, d *budget.Disclosure) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func valid(s *jsonschema.Schema, b []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

// a small disclosure with one of each thing.
func example() *budget.Disclosure {
	amount := func(yuan int64, sum ...budget.CellID) budget.Cell {
		f := money.FromYuan(yuan)
		return budget.Cell{Printed: money.PrintDecimal(money.Round(f, money.Wan, 2)), Exact: f, Known: true, Sum: sum}
	}
	return &budget.Disclosure{
		Profile: "shanxi-datong-2023-unit", Unit: budget.Unit{Name: "大同市信息和新材料应用推广中心", Code: "083004", Department: budget.Body{Code: "083", Name: "大同市工业和信息化局"}},
		Year: 2023, Kind: "budget", Scope: "unit", Title: "2023年度单位预算公开", Rounding: "independent",
		Tables: []budget.Table{{ID: "T03", Title: "2023年预算支出总表", MoneyUnit: money.Wan, Panels: []budget.Panel{{
			Columns: []string{"合计", "基本支出", "项目支出"},
			Lines: []budget.Line{
				{Key: "合计", Name: "合计", Total: true, Cells: []budget.Cell{amount(3239780, budget.CellID{Line: 1}, budget.CellID{Line: 2}), amount(2747280), amount(492500)}},
				{Key: "208", Code: "208", Name: "社会保障和就业支出", Level: 1, Cells: []budget.Cell{amount(3115300), amount(2622800), amount(492500)}},
				{Key: "210", Code: "210", Name: "卫生健康支出", Level: 1, Cells: []budget.Cell{amount(124480), amount(124480), {Printed: money.Printed{Text: "—", Mark: money.Dash}}}},
			},
		}}}, {ID: "T07", Title: "2023年政府性基金预算收入表", MoneyUnit: money.Wan, Panels: []budget.Panel{{Columns: []string{"政府性基金收入预算"}, Lines: []budget.Line{}}}, Empty: true, Note: "注：本表无数据"}},
		Sections: []budget.Section{{ID: "三", Part: "narrative", Title: "三、支出预算情况说明", Paragraphs: []budget.Paragraph{{
			Pattern: "spending", Text: "支出预算323.98万元。",
			Claims: []budget.Claim{{Slot: "spending.amount", Text: "323.98", Start: 12, Cell: "T03[合计].合计"}},
		}}}},
		Projects: []budget.Project{{
			Name: "残疾人保障金", HasForm: true, Annual: budget.Funding{Total: budget.Money{Given: true, Amount: money.FromYuan(22100)}, County: budget.Money{Given: true}},
			Indicators: []budget.Indicator{{Level1: "产出指标", Level2: "数量指标", TermValue: "24人"}},
		}},
		Charts:   []budget.Chart{{ID: "c1", Kind: "ring", Caption: "结构图", Unit: "万元", Total: "323.98", Points: []budget.ChartPoint{{Label: "卫生健康支出", Text: "12.45", Share: "3.84%", Exact: money.FromYuan(124480)}}}},
		Glossary: []budget.Term{{Name: "基本支出", Text: "一、基本支出：<人员>&公用"}},
	}
}

func TestExample(t *testing.T) {
	b := written(t, example())
	if err := valid(compiled(t), b); err != nil {
		t.Error(err)
	}
	for _, line := range []string{
		"{\n  \"schema\": \"mingbai.disclosure/v1\",\n  \"profile\": ",
		"                {\"text\": \"12.45\", \"exact\": \"124480\"},\n                {\"text\": \"—\"}\n",
		`{"text": "323.98", "exact": "3239780", "sum": [[1, 0], [2, 0]]}`,
		`"annual": {"total": "22100", "county": "0"}`,
		`"text": "一、基本支出：<人员>&公用"`,
		`"lines": []`,
	} {
		if !bytes.Contains(b, []byte(line)) {
			t.Errorf("%s\nis not in\n%s", line, b)
		}
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, b); err != nil {
		t.Fatal(err)
	}
	if got := layout(nil, append(compact.Bytes(), '\n')); !bytes.Equal(got, b) {
		t.Error("laying out again changes the file")
	}
}

func TestEmptyDisclosure(t *testing.T) {
	d := &budget.Disclosure{Year: 2023, Kind: "budget", Scope: "unit"}
	b := written(t, d)
	if bytes.Contains(b, []byte("null")) {
		t.Errorf("null in\n%s", b)
	}
	if d.Tables != nil {
		t.Error("writing changed the disclosure")
	}
	if err := valid(compiled(t), b); err != nil {
		t.Error(err)
	}
}

func TestReadRefuses(t *testing.T) {
	good := string(written(t, example()))
	for name, c := range map[string]struct{ from, to, want string }{
		"unknown key":        {`"profile":`, `"profil":`, "profil"},
		"unknown key deep":   {`{"text": "12.45", "exact"`, `{"text": "12.45", "exakt"`, "exakt"},
		"key in capitals":    {`"profile":`, `"Profile":`, "小写"},
		"key twice":          {`"year": 2023`, `"year": 2023, "year": 2024`, "两次"},
		"another version":    {"disclosure/v1", "disclosure/v2", "应为“mingbai.disclosure/v1”"},
		"number for exact":   {`"exact": "124480"`, `"exact": 124480`, ""},
		"grouped exact":      {`"exact": "124480"`, `"exact": "124,480"`, "124480"},
		"sum out of range":   {`[[1, 0], [2, 0]]`, `[[1, 0], [3, 0]]`, "加数[3,0]"},
		"a cell too few":     {", {\"text\": \"—\"}", "", "应与栏数3相同"},
		"unit not known":     {`"money_unit": "万元"`, `"money_unit": "千元"`, "千元"},
		"cut short":          {`"glossary"`, "\x00", ""},
		"something after it": {"\n}\n", "\n}\n{}", "还有内容"},
		"too deep":           {`"profile": "shanxi-datong-2023-unit"`, `"profile": ` + strings.Repeat("[", 40) + strings.Repeat("]", 40), "嵌套"},
	} {
		bad := strings.Replace(strings.ReplaceAll(good, ",\n                {\"text\": \"—\"}", `, {"text": "—"}`), c.from, c.to, 1)
		if name == "cut short" {
			bad, _, _ = strings.Cut(good, c.from)
		}
		d, err := Read(strings.NewReader(bad))
		if err == nil {
			t.Errorf("%s: was read as %+v", name, d)
			continue
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
	if _, err := Read(strings.NewReader("null")); err == nil {
		t.Error("null was read")
	}
}

func TestWriteRefusesContradiction(t *testing.T) {
	d := example()
	d.Tables[0].Panels[0].Lines[1].Cells[0].Printed.Text = "311.54"
	if err := Write(&bytes.Buffer{}, d); err == nil || !strings.Contains(err.Error(), "311.54") {
		t.Errorf("a print and a value that disagree were written: %v", err)
	}
}

func TestSchemaIsStrict(t *testing.T) {
	var v any
	if err := json.Unmarshal(Schema(), &v); err != nil {
		t.Fatal(err)
	}
	objects := 0
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			if v["type"] == "object" {
				objects++
				if v["additionalProperties"] != false {
					t.Errorf("%s lets unknown keys pass", path)
				}
			}
			for k, x := range v {
				walk(path+"/"+k, x)
			}
		case []any:
			for _, x := range v {
				walk(path, x)
			}
		}
	}
	walk("", v)
	if objects < 16 {
		t.Errorf("%d objects", objects)
	}
	s := compiled(t)
	good := written(t, example())
	for _, c := range [][2]string{{`"kind": "budget"`, `"kind": "plan"`}, {`"exact": "124480"`, `"exact": "0124480"`}, {`"exact": "124480"`, `"exact": "1.00"`}, {`{"text": "—"}`, `{"txt": "—"}`}, {`"text": "—"`, `"text": ""`}} {
		bad := bytes.Replace(good, []byte(c[0]), []byte(c[1]), 1)
		if bytes.Equal(bad, good) || valid(s, bad) == nil {
			t.Errorf("%s is valid", c[1])
		}
	}
}

// The generators make what the schema describes, blanks and dashes included.
var words = rapid.StringMatching(`[一-十<>&" a-c1-9：\\]{0,6}`)

func cells(panel []string, lines int) *rapid.Generator[budget.Cell] {
	texts := rapid.SampledFrom([]string{"", " ", "—", "-", "0", "0.00", "12.50", "1,234.5", "（12.3）", "－3", "约12", "１２"})
	return rapid.Custom(func(t *rapid.T) budget.Cell {
		var c budget.Cell
		c.Printed, _ = money.ParsePrinted(texts.Draw(t, "text"))
		if c.Known = rapid.Bool().Draw(t, "known"); c.Known {
			c.Exact = money.Fen(rapid.Int64Range(-1e15, 1e15).Draw(t, "fen"))
		}
		for range rapid.IntRange(0, 3).Draw(t, "sum") {
			c.Sum = append(c.Sum, budget.CellID{Line: rapid.IntRange(0, lines-1).Draw(t, "line"), Column: rapid.IntRange(0, len(panel)-1).Draw(t, "column")})
		}
		c.Ref = refs.Draw(t, "ref")
		return c
	})
}

var refs = rapid.Custom(func(t *rapid.T) place.Ref {
	if rapid.Bool().Draw(t, "none") {
		return place.Ref{}
	}
	return place.Ref{Table: words.Draw(t, "table"), Row: words.Draw(t, "row"), File: words.Draw(t, "file"), Line: rapid.IntRange(0, 99).Draw(t, "line"), Page: rapid.IntRange(0, 99).Draw(t, "page")}
})

var moneys = rapid.Custom(func(t *rapid.T) budget.Money {
	if rapid.Bool().Draw(t, "blank") {
		return budget.Money{}
	}
	return budget.Money{Given: true, Amount: money.Fen(rapid.Int64Range(-1e6, 1e6).Draw(t, "fen"))}
})

var panels = rapid.Custom(func(t *rapid.T) budget.Panel {
	p := budget.Panel{Key: words.Draw(t, "key"), Columns: rapid.SliceOfN(words, 1, 3).Draw(t, "columns")}
	n := rapid.IntRange(0, 3).Draw(t, "lines")
	for range n {
		p.Lines = append(p.Lines, budget.Line{
			Key: words.Draw(t, "key"), Code: words.Draw(t, "code"), Name: words.Draw(t, "name"), Second: words.Draw(t, "second"), Level: rapid.IntRange(0, 3).Draw(t, "level"),
			Total: rapid.Bool().Draw(t, "total"), Cells: rapid.SliceOfN(cells(p.Columns, n), len(p.Columns), len(p.Columns)).Draw(t, "cells"), Ref: refs.Draw(t, "ref"),
		})
	}
	return p
})

var disclosures = rapid.Custom(func(t *rapid.T) *budget.Disclosure {
	funding := rapid.Custom(func(t *rapid.T) budget.Funding {
		return budget.Funding{Total: moneys.Draw(t, "total"), Central: moneys.Draw(t, "central"), Province: moneys.Draw(t, "province"), County: moneys.Draw(t, "county"), Self: moneys.Draw(t, "self"), Other: moneys.Draw(t, "other")}
	})
	tables := rapid.Custom(func(t *rapid.T) budget.Table {
		return budget.Table{
			ID: words.Draw(t, "id"), Title: words.Draw(t, "title"), Label: words.Draw(t, "label"), MoneyUnit: money.Unit(rapid.IntRange(0, 2).Draw(t, "unit")),
			Panels: rapid.SliceOfN(panels, 0, 2).Draw(t, "panels"), Empty: rapid.Bool().Draw(t, "empty"), Note: words.Draw(t, "note"), Ref: refs.Draw(t, "ref"),
		}
	})
	paragraphs := rapid.Custom(func(t *rapid.T) budget.Paragraph {
		p := budget.Paragraph{Pattern: words.Draw(t, "pattern"), Heading: rapid.Bool().Draw(t, "heading"), TOC: rapid.Bool().Draw(t, "toc"), Chart: words.Draw(t, "chart"), Forms: rapid.Bool().Draw(t, "forms"), Text: words.Draw(t, "text"), Ref: refs.Draw(t, "ref")}
		if rapid.Bool().Draw(t, "claims") {
			p.Claims = []budget.Claim{{Slot: words.Draw(t, "slot"), Text: words.Draw(t, "text"), Start: rapid.IntRange(0, 9).Draw(t, "start"), Cell: words.Draw(t, "cell"), Ref: refs.Draw(t, "ref")}}
		}
		return p
	})
	projects := rapid.Custom(func(t *rapid.T) budget.Project {
		p := budget.Project{Name: words.Draw(t, "name"), HasForm: rapid.Bool().Draw(t, "form"), Body: words.Draw(t, "body"), Term: funding.Draw(t, "term"), Annual: funding.Draw(t, "annual"), Overview: words.Draw(t, "overview"), Date: words.Draw(t, "date"), Ref: refs.Draw(t, "ref")}
		if rapid.Bool().Draw(t, "indicators") {
			p.Indicators = []budget.Indicator{{Level1: words.Draw(t, "level1"), YearValue: words.Draw(t, "value"), Ref: refs.Draw(t, "ref")}}
		}
		return p
	})
	d := &budget.Disclosure{
		Profile: words.Draw(t, "profile"), Unit: budget.Unit{Name: words.Draw(t, "name"), Department: budget.Body{Code: words.Draw(t, "code")}},
		Year: rapid.IntRange(1949, 2200).Draw(t, "year"), Kind: rapid.SampledFrom([]string{"budget", "final"}).Draw(t, "kind"), Scope: rapid.SampledFrom([]string{"unit", "department"}).Draw(t, "scope"),
		Title: words.Draw(t, "title"), Rounding: rapid.SampledFrom([]string{"", "independent", "balanced"}).Draw(t, "rounding"),
		Tables: rapid.SliceOfN(tables, 0, 2).Draw(t, "tables"), Projects: rapid.SliceOfN(projects, 0, 2).Draw(t, "projects"),
	}
	for range rapid.IntRange(0, 2).Draw(t, "sections") {
		d.Sections = append(d.Sections, budget.Section{ID: words.Draw(t, "id"), Part: words.Draw(t, "part"), Title: words.Draw(t, "title"), Paragraphs: rapid.SliceOfN(paragraphs, 0, 2).Draw(t, "paragraphs")})
	}
	if rapid.Bool().Draw(t, "charts") {
		d.Charts = []budget.Chart{{ID: words.Draw(t, "id"), Kind: "bars", Caption: words.Draw(t, "caption"), Points: []budget.ChartPoint{{Label: words.Draw(t, "label"), Text: words.Draw(t, "text"), Exact: money.Fen(rapid.Int64Range(-5, 5).Draw(t, "fen"))}}}}
		d.Glossary = []budget.Term{{Name: words.Draw(t, "name"), Text: words.Draw(t, "text"), Ref: refs.Draw(t, "ref")}}
	}
	return d
})

func TestRoundTrip(t *testing.T) {
	s := compiled(t)
	rapid.Check(t, func(t *rapid.T) {
		d := disclosures.Draw(t, "disclosure")
		var b, again bytes.Buffer
		if err := Write(&b, d); err != nil {
			t.Fatal(err)
		}
		if err := valid(s, b.Bytes()); err != nil {
			t.Fatalf("%v\n%s", err, b.Bytes())
		}
		back, err := Read(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatalf("%v\n%s", err, b.Bytes())
		}
		if diff := cmp.Diff(d, back, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		if err := Write(&again, back); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Fatalf("written again it differs: %v", err)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(written(f, example()))
	f.Add([]byte(`{"schema":"mingbai.disclosure/v1"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := Read(bytes.NewReader(b))
		if err != nil {
			return
		}
		again, err := Read(bytes.NewReader(written(t, d)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	d := example()
	line := d.Tables[0].Panels[0].Lines[1]
	for range 400 { // 1,200 amounts: more than a unit's thirteen tables
		d.Tables[0].Panels[0].Lines = append(d.Tables[0].Panels[0].Lines, line)
	}
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, d); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}

// TestSchemaHasEveryPlace: a value may stand wherever a reader found it, on a page with
// its box or in a paragraph.
func TestSchemaHasEveryPlace(t *testing.T) {
	var schema struct {
		Defs map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	for f := range reflect.TypeFor[place.Ref]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if schema.Defs["ref"].Properties[name] == nil {
			t.Errorf("the schema has no %s of a place", name)
		}
	}
}
