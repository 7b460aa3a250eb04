package docx

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingbai/internal/doc"
	"mingbai/internal/render/internal/sample"
	"mingbai/internal/render/layout"
)

// place is a cell of a grid: what it says, and how far it goes.
type place struct {
	Row, Col, Cols, Rows int
	Text                 string
	Head                 bool
}

// places of a table of the document.
func placesOf(t *doc.Table) []place {
	var out []place
	for _, part := range [][]doc.Row{t.Head, t.Rows} {
		above, head := 0, len(out) == 0 && len(t.Head) > 0
		if !head {
			above = len(t.Head)
		}
		for _, slots := range doc.Grid(part) {
			for _, s := range slots {
				cols, rows := s.Cell.Spans()
				rows = min(rows, len(part)-s.Row)
				out = append(out, place{above + s.Row, s.Col, cols, rows, s.Cell.Text, head && !t.Form})
			}
		}
	}
	return out
}

// placesIn a table of the file: merged cells put together again.
func placesIn(t testing.TB, tbl *node) []place {
	t.Helper()
	columns := len(tbl.at("tblGrid").kidsOf("gridCol"))
	var out []place
	open := map[int]int{} // column → index of the cell that goes on there
	for r, tr := range tbl.kidsOf("tr") {
		col := 0
		for _, tc := range tr.kidsOf("tc") {
			cols := 1
			if s := tc.at("tcPr", "gridSpan"); s != nil {
				cols, _ = strconv.Atoi(s.val())
			}
			merge := tc.at("tcPr", "vMerge")
			if merge.val() == "continue" {
				i, ok := open[col]
				if !ok || out[i].Cols != cols {
					t.Fatalf("row %d column %d continues no cell", r, col)
				}
				if tc.shown() != "" {
					t.Errorf("row %d column %d: text in a continuation", r, col)
				}
				out[i].Rows++
			} else {
				delete(open, col)
				if merge.val() == "restart" {
					open[col] = len(out)
				}
				out = append(out, place{r, col, cols, 1, tc.shown(), tr.at("trPr", "tblHeader") != nil})
			}
			col += cols
		}
		if col != columns {
			t.Errorf("row %d has %d columns of %d", r, col, columns)
		}
	}
	return out
}

func tablesOf(d *doc.Document) []*doc.Table {
	var out []*doc.Table
	for _, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok {
			out = append(out, t)
		}
	}
	return out
}

func TestTablesCellByCell(t *testing.T) {
	for name, d := range map[string]*doc.Document{"full": sample.Full(), "whole": whole()} {
		tables := tablesOf(d)
		written := parse(t, write(t, d)[documentPart]).all("tbl")
		if len(tables) != len(written) {
			t.Fatalf("%s: %d tables of %d", name, len(written), len(tables))
		}
		for i, table := range tables {
			if diff := cmp.Diff(placesOf(table), placesIn(t, written[i])); diff != "" {
				t.Errorf("%s %s: %s", name, table.ID, diff)
			}
		}
	}
}

// drawTable makes a table of any shape: a rectangle cut into cells at random.
func drawTable(t *rapid.T) *doc.Table {
	columns := rapid.IntRange(1, 6).Draw(t, "columns")
	table := &doc.Table{ID: "R1", Title: "任意表", Form: rapid.Bool().Draw(t, "form")}
	for range columns {
		table.Columns = append(table.Columns, doc.Column{Width: rapid.IntRange(1, 4).Draw(t, "width")})
	}
	table.Head = drawRows(t, columns, rapid.IntRange(0, 3).Draw(t, "head"))
	table.Rows = drawRows(t, columns, rapid.IntRange(1, 8).Draw(t, "rows"))
	return table
}

func drawRows(t *rapid.T, columns, rows int) []doc.Row {
	out := make([]doc.Row, rows)
	taken := map[doc.Point]bool{}
	n := 0
	for r := range rows {
		for c := range columns {
			if taken[doc.Point{Row: r, Col: c}] {
				continue
			}
			n++
			cols, deep := 1, rapid.IntRange(1, rows-r).Draw(t, "deep")
			for want := rapid.IntRange(1, columns-c).Draw(t, "cols"); cols < want && !taken[doc.Point{Row: r, Col: c + cols}]; {
				cols++
			}
			for y := r; y < r+deep; y++ {
				for x := c; x < c+cols; x++ {
					taken[doc.Point{Row: y, Col: x}] = true
				}
			}
			out[r].Cells = append(out[r].Cells, doc.Cell{Text: fmt.Sprintf("格%d", n), ColSpan: cols, RowSpan: deep})
		}
	}
	return out
}

func TestAnyTableComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		table := drawTable(rt)
		f := write(t, &doc.Document{Blocks: []doc.Block{table}})
		got := placesIn(t, parse(t, f[documentPart]).all("tbl")[0])
		if diff := cmp.Diff(placesOf(table), got); diff != "" {
			rt.Fatal(diff)
		}
	})
}

func TestRowsAreHeld(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{long(130)}}
	tbl := parse(t, write(t, d)[documentPart]).all("tbl")[0]
	if tbl.at("tblPr", "tblLayout").attr["type"] != "fixed" {
		t.Error("the columns are not fixed")
	}
	total := 0
	for _, c := range tbl.at("tblGrid").kids {
		w, _ := strconv.Atoi(c.attr["w"])
		total += w
	}
	if tbl.at("tblPr", "tblW").attr["w"] != strconv.Itoa(total) {
		t.Errorf("the columns are %d wide, the table %s", total, tbl.at("tblPr", "tblW").attr["w"])
	}
	rows := tbl.kidsOf("tr")
	for i, tr := range rows {
		kept := len(tr.all("keepNext")) > 0
		if want := i >= len(rows)-2; kept != want {
			t.Errorf("row %d kept with the next: %v", i, kept)
		}
		if tr.at("trPr", "cantSplit") == nil || tr.at("trPr", "trHeight") == nil {
			t.Errorf("row %d may be split", i)
		}
	}
	right := 0
	for _, jc := range tbl.all("jc") {
		if jc.val() == "right" {
			right++
		}
	}
	if right != 130 {
		t.Errorf("%d amounts stand right", right)
	}
}

// TestFullPage has a table fill its page to the last point before a section
// ends: the paragraph that Word wants after it must not open a page of its own.
func TestFullPage(t *testing.T) {
	table := long(25)
	table.Note = ""
	d := &doc.Document{Blocks: []doc.Block{table, doc.PageBreak{Landscape: true}, doc.Paragraph{Text: "横页"}}}
	sheet := layout.Office
	sheet.Table.Steps = sheet.Table.Steps[:1] // no closer one leaves room
	l, err := layout.Lay(d, sheet, layout.Ems{})
	if err != nil {
		t.Fatal(err)
	}
	fragment := l.Pages[0].Items[len(l.Pages[0].Items)-1].(*layout.Fragment)
	heights := map[float64]string{}
	for _, spare := range []float64{0, 40} {
		sheet.Portrait.Bottom = sheet.Portrait.Height - fragment.Box.Y - fragment.Box.H - spare
		if l, err = layout.Lay(d, sheet, layout.Ems{}); err != nil {
			t.Fatal(err)
		}
		if len(l.Pages) != 2 {
			t.Fatalf("%d pages", len(l.Pages))
		}
		f := open(t, func(w io.Writer) error { return WriteLayout(w, d, l) })
		rows := parse(t, f[documentPart]).all("trHeight")
		heights[spare] = rows[len(rows)-1].val()
	}
	full, _ := strconv.Atoi(heights[0])
	roomy, _ := strconv.Atoi(heights[40])
	if want := int(2 * carrierLine * 20); roomy-full != want {
		t.Errorf("the last row is %d on a full page, %d elsewhere: no room for the carrier", full, roomy)
	}
}

func TestCellOutsideItsTable(t *testing.T) {
	table := &doc.Table{ID: "T03", Columns: make([]doc.Column, 2), Rows: []doc.Row{{Cells: []doc.Cell{{}, {}, {Text: "多"}}}}}
	err := Write(&bytes.Buffer{}, &doc.Document{Blocks: []doc.Block{table}})
	if err == nil || err.Error() != "表 T03：第 1 行占到第 3 列，而表只有 2 列" {
		t.Errorf("got %v", err)
	}
}

// A name beside the amounts of the other half of a table keeps away from them.
func TestGutter(t *testing.T) {
	table := &doc.Table{
		ID: "X", Columns: []doc.Column{{Width: 2}, {Kind: doc.Amount, Width: 1}, {Width: 2}, {Kind: doc.Amount, Width: 1}},
		Head: []doc.Row{{Cells: []doc.Cell{{Text: "甲"}, {Text: "乙"}, {Text: "丙"}, {Text: "丁"}}}},
		Rows: []doc.Row{{Cells: []doc.Cell{{Text: "收入"}, {Text: "1"}, {Text: "支出"}, {Text: "2"}}}},
	}
	var got []string
	for _, tc := range parse(t, write(t, &doc.Document{Blocks: []doc.Block{table}})[documentPart]).all("tc") {
		left := ""
		if m := tc.at("tcPr", "tcMar", "left"); m != nil {
			left = m.attr["w"]
		}
		got = append(got, tc.shown()+left)
	}
	d := layout.Office.Table.Steps[0]
	want := []string{"甲", "乙", "丙", "丁", "收入", "1", "支出" + twips(d.PadX+layout.Office.Table.Gutter), "2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
