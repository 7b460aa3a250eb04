package sheets

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/render/internal/sample"
)

func written(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// gridTop is the sheet row of the first header or body row.
func gridTop(t table) int {
	top := 2 + len(t.between)
	if t.Label != "" {
		top++
	}
	if t.Left != "" || t.Right != "" {
		top++
	}
	return top
}

// amounts calls f for every amount of the document with its place in the book.
func amounts(d *doc.Document, f func(t table, at string, s doc.Slot, n *doc.Number)) {
	for _, t := range tables(d) {
		top := gridTop(t) + len(t.Head)
		for _, slots := range doc.Grid(t.Rows) {
			for _, s := range slots {
				if s.Cell.Amount != nil {
					f(t, cell(top+s.Row, s.Col+1), s, s.Cell.Amount)
				}
			}
		}
	}
}

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}

// same compares a number that went through a float with an exact one.
func same(t testing.TB, got string, want money.Decimal) bool {
	t.Helper()
	return rat(t, got).FloatString(9) == rat(t, want.String()).FloatString(9)
}

func TestAmounts(t *testing.T) {
	d := sample.Document()
	f := opened(t, written(t, d))
	sums, dashes := 0, 0
	amounts(d, func(tab table, at string, _ doc.Slot, n *doc.Number) {
		raw, err := f.GetCellValue(tab.sheet, at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown, _ := f.GetCellValue(tab.sheet, at)
		switch n.Printed.Mark {
		case money.Blank:
			if raw != "" {
				t.Errorf("%s %s: %q where the document prints nothing", tab.sheet, at, raw)
			}
			return
		case money.Dash:
			dashes++
			if raw != "0" || shown != n.Printed.Text {
				t.Errorf("%s %s: %q shown as %q, want 0 as %q", tab.sheet, at, raw, shown, n.Printed.Text)
			}
			return
		}
		want := n.Printed.Value
		if n.Known {
			want = money.ExactIn(n.Exact, n.Unit, 0)
		}
		if raw != want.String() {
			t.Errorf("%s %s holds %s, want %s", tab.sheet, at, raw, want)
		}
		if shown != n.Printed.Value.Grouped() {
			t.Errorf("%s %s shows %s, want %s", tab.sheet, at, shown, n.Printed.Text)
		}
		if kind, _ := f.GetCellType(tab.sheet, at); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s %s is of type %v, not a number", tab.sheet, at, kind)
		}
		formula, _ := f.GetCellFormula(tab.sheet, at)
		if (formula != "") != (len(n.Sum) > 0) {
			t.Errorf("%s %s has formula %q for a sum of %d", tab.sheet, at, formula, len(n.Sum))
		}
		if formula == "" {
			return
		}
		sums++
		got, err := f.CalcCellValue(tab.sheet, at, excelize.Options{RawCellValue: true})
		if err != nil || !same(t, got, want) {
			t.Errorf("%s %s =%s is %s %v, want %s", tab.sheet, at, formula, got, err, want)
		}
	})
	if sums < 100 || dashes != 1 {
		t.Errorf("%d sums, %d dashes", sums, dashes)
	}
}

func TestFormulas(t *testing.T) {
	f := opened(t, written(t, sample.Document()))
	for at, want := range map[[2]string]string{
		{"预算收支总表", "D36"}: "SUM(D6:D35)", // all thirty functions
		{"预算收支总表", "D38"}: "SUM(D36:D37)",
		{"预算支出总表", "C5"}:  "SUM(C6,C13,C17,C22)",
		{"预算支出总表", "C6"}:  "C7+C11",
		{"预算支出总表", "C8"}:  "SUM(D8:E8)",
		{"预算支出总表", "C7"}:  "SUM(C8:C10)",
	} {
		got, err := f.GetCellFormula(at[0], at[1])
		if err != nil || got != want {
			t.Errorf("%v: %s %v, want %s", at, got, err, want)
		}
	}
}

// Where prints were balanced the cells hold the prints, which add up.
func TestBalancedHoldsPrints(t *testing.T) {
	number := func(yuan int64, print string, sum ...doc.Point) doc.Cell {
		p, err := money.ParsePrinted(print)
		if err != nil {
			t.Fatal(err)
		}
		return doc.Cell{Text: print, Amount: &doc.Number{Exact: money.FromYuan(yuan), Known: true, Printed: p, Unit: money.Wan, Sum: sum}}
	}
	d := &doc.Document{Blocks: []doc.Block{&doc.Table{ID: "T06", Title: "表", Columns: make([]doc.Column, 1), Rows: []doc.Row{
		{Cells: []doc.Cell{number(238050, "23.80", doc.Point{Row: 1}, doc.Point{Row: 2})}},
		{Cells: []doc.Cell{number(119050, "11.90")}},
		{Cells: []doc.Cell{number(119000, "11.90")}},
		{Cells: []doc.Cell{number(238050, "23.81", doc.Point{Row: 1}, doc.Point{Row: 2})}}, // does not add up: no formula
	}}}}
	f := opened(t, written(t, d))
	for at, want := range map[string][2]string{"A2": {"23.80", "SUM(A3:A4)"}, "A3": {"11.90", ""}, "A5": {"23.81", ""}} {
		raw, _ := f.GetCellValue("表", at, excelize.Options{RawCellValue: true})
		formula, _ := f.GetCellFormula("表", at)
		if raw != want[0] || formula != want[1] {
			t.Errorf("%s: %s =%s, want %s =%s", at, raw, formula, want[0], want[1])
		}
	}
}

func TestTexts(t *testing.T) {
	d := sample.Document()
	f := opened(t, written(t, d))
	for _, tab := range tables(d) {
		merged := map[string]string{}
		cells, err := f.GetMergeCells(tab.sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range cells {
			merged[m.GetStartAxis()] = m.GetEndAxis()
		}
		top := gridTop(tab)
		for _, part := range [][]doc.Row{tab.Head, tab.Rows} {
			for _, slots := range doc.Grid(part) {
				for _, s := range slots {
					at := cell(top+s.Row, s.Col+1)
					cols, rows := s.Cell.Spans()
					if end := cell(top+s.Row+rows-1, s.Col+cols); cols*rows > 1 && merged[at] != end {
						t.Errorf("%s %s is merged to %q, want %s", tab.sheet, at, merged[at], end)
					}
					if s.Cell.Amount != nil || s.Cell.Text == "" {
						continue
					}
					got, _ := f.GetCellValue(tab.sheet, at)
					kind, _ := f.GetCellType(tab.sheet, at)
					if got != s.Cell.Text || kind != excelize.CellTypeSharedString {
						t.Errorf("%s %s: %q of type %v, want %q as text", tab.sheet, at, got, kind, s.Cell.Text)
					}
				}
			}
			top += len(part)
		}
		if tab.Note != "" {
			if got, _ := f.GetCellValue(tab.sheet, cell(top, 1)); got != tab.Note {
				t.Errorf("%s: note %q", tab.sheet, got)
			}
		}
	}
}

func TestSetUp(t *testing.T) {
	d := sample.Document()
	f := opened(t, written(t, d))
	want := []string{"目录", "预算收支总表", "预算收入总表", "预算支出总表", "一般公共预算安排基本支出分经济科目表", "政府性基金预算收入表", "一般公共预算“三公”经费支出预算表", "项目支出预算表（本年预算）", "绩效 残疾人就业保障金", "数据"}
	if got := f.GetSheetList(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("sheets %v", got)
	}
	for i, name := range want[1:9] {
		if ok, target, _ := f.GetCellHyperLink("目录", cell(5+i, 3)); !ok || target != "'"+name+"'!A1" {
			t.Errorf("link %d goes to %q", i, target)
		}
	}
	titles := map[string]string{}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" {
			titles[n.Scope] = n.RefersTo
		}
	}
	if titles["预算收入总表"] != "'预算收入总表'!$4:$5" || titles["项目支出预算表（本年预算）"] != "'项目支出预算表（本年预算）'!$3:$5" {
		t.Errorf("repeated rows %v", titles)
	}
	for sheet, orientation := range map[string]string{"预算收入总表": "landscape", "预算支出总表": "portrait"} {
		l, err := f.GetPageLayout(sheet)
		if err != nil || *l.Orientation != orientation || *l.Size != 9 || *l.FitToWidth != 1 || *l.FitToHeight != 0 {
			t.Errorf("%s: %+v %v", sheet, l, err)
		}
		props, _ := f.GetSheetProps(sheet)
		if !*props.FitToPage {
			t.Errorf("%s is not fitted to the page", sheet)
		}
	}
	panes, err := f.GetPanes("预算收入总表")
	if err != nil || panes.TopLeftCell != "C6" || !panes.Freeze {
		t.Errorf("panes %+v %v", panes, err)
	}
	if p, _ := f.GetPanes("预算收支总表"); p.TopLeftCell != "B6" {
		t.Errorf("the two-sided table is frozen at %s", p.TopLeftCell)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Title != d.Meta.Title || props.Creator != d.Meta.Author || props.Created != "2023-01-01T00:00:00Z" || props.Modified != props.Created {
		t.Errorf("%+v %v", props, err)
	}
}

func TestLong(t *testing.T) {
	d := sample.Document()
	f := opened(t, written(t, d))
	rows, err := f.GetRows("数据", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	byAddress := map[string][]string{}
	for _, r := range rows[1:] {
		byAddress[r[7]] = r
	}
	count := 0
	amounts(d, func(tab table, _ string, _ doc.Slot, n *doc.Number) {
		if n.Printed.Mark == money.Blank {
			return
		}
		count++
		r := byAddress[n.Address]
		if r == nil {
			t.Errorf("%s is missing", n.Address)
			return
		}
		if n.Known && r[4] != n.Exact.String() || !n.Known && r[4] != "" {
			t.Errorf("%s: %s yuan, want %s", n.Address, r[4], n.Exact)
		}
		if n.Printed.Mark == money.Number && r[5] != n.Printed.Value.String() || n.Printed.Mark == money.Dash && r[5] != n.Printed.Text {
			t.Errorf("%s: printed %s, want %s", n.Address, r[5], n.Printed.Text)
		}
	})
	if count != len(rows)-1 {
		t.Errorf("%d rows for %d amounts", len(rows)-1, count)
	}
	for address, want := range map[string]string{
		"T03[208].合计": "预算支出总表|208|社会保障和就业支出|合计|3115300|311.53|万元|T03[208].合计",
		"T01[八、社会保障和就业支出].2023年合计": "预算收支总表||八、社会保障和就业支出|2023年合计|3115300|311.53|万元|T01[八、社会保障和就业支出].2023年合计",
		"T01[一、一般公共预算].2023年":      "预算收支总表||一、一般公共预算|2023年|6679780|667.98|万元|T01[一、一般公共预算].2023年",
		"T02[合计].一般公共预算":           "预算收入总表||合计|一般公共预算|6679780|667.98|万元|T02[合计].一般公共预算",
		"T06[基本工资].人员经费":           "一般公共预算安排基本支出分经济科目表||基本工资|人员经费|1108400|110.84|万元|T06[基本工资].人员经费",
		"PF1[年度资金总额：].金额":          "绩效 残疾人就业保障金||年度资金总额：||22100|22100|元|PF1[年度资金总额：].金额",
	} {
		if got := strings.Join(byAddress[address], "|"); got != want {
			t.Errorf("%s:\n%s, want\n%s", address, got, want)
		}
	}
}

func TestSameBytes(t *testing.T) {
	a, b := written(t, sample.Document()), written(t, sample.Document())
	if !bytes.Equal(a, b) {
		t.Error("two writings of one document differ")
	}
	z, err := zip.NewReader(bytes.NewReader(a), int64(len(a)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	for _, f := range z.File {
		if f.ModifiedDate != 0 || f.ModifiedTime != 0 {
			t.Errorf("%s has a time", f.Name)
		}
	}
}

func TestNames(t *testing.T) {
	n := newNames("目录", "数据")
	long := strings.Repeat("长", 40)
	for _, c := range []struct{ title, want string }{
		{"2023年预算收支总表", "预算收支总表"},
		{"2023年度预算收支总表", "预算收支总表(2)"},
		{"目录", "目录(2)"},
		{"2023年一般公共预算支出预算表（不含上年结转）", "一般公共预算支出预算表"},
		{"a/b[c]:d", "a·b·c··d"},
		{"'引号'", "引号"},
		{long, long[:31*3]},
		{long, long[:28*3] + "(2)"},
		{"", "T99"},
		{"", "T99(2)"},
		{"Abc", "Abc"},
		{"aBC", "aBC(2)"},
		{strings.Repeat("𠮷", 20), strings.Repeat("𠮷", 15)},
	} {
		if got := n.of(&doc.Table{ID: "T99", Title: c.title}); got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		}
	}
}

func TestSumOf(t *testing.T) {
	points := func(xy ...int) (out []doc.Point) {
		for i := 0; i < len(xy); i += 2 {
			out = append(out, doc.Point{Row: xy[i], Col: xy[i+1]})
		}
		return out
	}
	many := make([]int, 0, 600)
	for i := range 300 {
		many = append(many, 2*i, 0)
	}
	for _, c := range []struct {
		points []doc.Point
		want   string
	}{
		{points(0, 0), "A5"},
		{points(0, 0, 2, 0), "A5+A7"},
		{points(0, 0, 1, 0, 2, 0), "SUM(A5:A7)"},
		{points(2, 0, 0, 0, 1, 0), "SUM(A7,A5:A6)"},
		{points(0, 1, 0, 2, 0, 3), "SUM(B5:D5)"},
		{points(0, 0, 2, 0, 4, 0, 6, 0), "SUM(A5,A7,A9,A11)"},
		{points(0, 0, 1, 0, 5, 3), "SUM(A5:A6,D10)"},
	} {
		in := map[doc.Point]bool{}
		for _, p := range c.points {
			in[p] = true
		}
		if got := sumOf(ranges(c.points, in), 5); got != c.want {
			t.Errorf("%v: %s, want %s", c.points, got, c.want)
		}
	}
	in := map[doc.Point]bool{}
	for _, p := range points(many...) {
		in[p] = true
	}
	if got := sumOf(ranges(points(many...), in), 5); strings.Count(got, "SUM(") != 2 || strings.Count(got, ",") != 298 {
		t.Errorf("300 cells: %s", got)
	}
}

// LibreOffice opens the workbook without the kept results, so that it has to
// reckon every sum itself, and gets what is printed.
func TestLibreOfficeReckonsTheSame(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("needs LibreOffice: apt-get install libreoffice-calc-nogui")
	}
	d := sample.Document()
	dir := t.TempDir()
	in := filepath.Join(dir, "bare.xlsx")
	if err := os.WriteFile(in, withoutResults(t, written(t, d)), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	cmd := exec.Command(soffice, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "xlsx", "--outdir", out, in)
	if log, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	f, err := excelize.OpenFile(filepath.Join(out, "bare.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sums := 0
	amounts(d, func(tab table, at string, _ doc.Slot, n *doc.Number) {
		if n.Printed.Mark != money.Number {
			return
		}
		raw, _ := f.GetCellValue(tab.sheet, at, excelize.Options{RawCellValue: true})
		want := n.Printed.Value
		if n.Known {
			want = money.ExactIn(n.Exact, n.Unit, 0)
		}
		if raw == "" || !same(t, raw, want) {
			t.Errorf("%s %s: %q, want %s", tab.sheet, at, raw, want)
		}
		if shown, _ := f.GetCellValue(tab.sheet, at); shown != n.Printed.Value.Grouped() {
			t.Errorf("%s %s shows %s, want %s", tab.sheet, at, shown, n.Printed.Text)
		}
		if formula, _ := f.GetCellFormula(tab.sheet, at); formula != "" {
			sums++
		}
	})
	if sums < 100 {
		t.Errorf("%d sums", sums)
	}
}

var results = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// withoutResults takes the kept results of formulas out of a workbook.
func withoutResults(t *testing.T, b []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	taken := 0
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		taken += len(results.FindAll(part, -1))
		p, _ := w.Create(f.Name)
		p.Write(results.ReplaceAll(part, []byte("$1")))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if taken < 100 {
		t.Fatalf("%d kept results", taken)
	}
	return out.Bytes()
}

// MINGBAI_LOOK names a folder to put the workbook in, to look at.
func TestLook(t *testing.T) {
	dir := os.Getenv("MINGBAI_LOOK")
	if dir == "" {
		t.Skip("set MINGBAI_LOOK to a folder to look at the workbook")
	}
	if err := os.WriteFile(filepath.Join(dir, "doc.xlsx"), written(t, sample.Document()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := sample.Full()
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, d); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}
