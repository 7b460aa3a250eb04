package text

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/doc"
	"mingbai/internal/render/internal/sample"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func written(t testing.TB, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	got := written(t, sample.Document())
	if *update {
		if err := os.WriteFile("testdata/document.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/document.txt")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Error(d)
	}
}

// Every cell of every table can be found again at its row and column, and every
// row has a place for each column.
func TestCellsFoundAgain(t *testing.T) {
	d := sample.Full()
	lines := strings.Split(written(t, d), "\n")
	at, tables := 0, 0
	for _, b := range d.Blocks {
		table, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		tables++
		for !strings.Contains(lines[at], "\t") { // narrative
			at++
		}
		for _, part := range [][]doc.Row{table.Head, table.Rows} {
			for r, slots := range doc.Grid(part) {
				places := strings.Split(lines[at], "\t")
				if len(places) != len(table.Columns) {
					t.Fatalf("%s row %d has %d places: %q", table.ID, r, len(places), lines[at])
				}
				for _, s := range slots {
					if places[s.Col] != s.Cell.Text {
						t.Errorf("%s row %d column %d: %q, want %q", table.ID, r, s.Col, places[s.Col], s.Cell.Text)
					}
					places[s.Col] = ""
				}
				if rest := strings.Join(places, ""); rest != "" {
					t.Errorf("%s row %d: %q stands at covered places", table.ID, r, rest)
				}
				at++
			}
		}
		if lines[at] != "" {
			t.Errorf("%s is not ended by a blank line but %q", table.ID, lines[at])
		}
		if chart := strings.Index(strings.Join(lines[at:], "\n"), "结构图\n"); table.ID == "T13" && chart > 0 {
			for !strings.HasPrefix(lines[at], "十、") { // the charts' items are rows as well
				at++
			}
		}
	}
	if tables != 20 {
		t.Errorf("%d tables", tables)
	}
}

func TestForm(t *testing.T) {
	got := written(t, &doc.Document{Blocks: []doc.Block{
		doc.Heading{Level: 3, Text: "申报表", Table: true},
		doc.Paragraph{Text: "（2023年度）", Style: doc.Centred},
		&doc.Table{ID: "PF1", Title: "申报表", Label: "附1", Form: true, Rows: []doc.Row{
			{Cells: []doc.Cell{{Text: "资金", RowSpan: 2}, {Text: "总额"}, {Text: "22,100"}}},
			{Cells: []doc.Cell{{Text: "自筹\n资金"}, {}}},
			{Cells: []doc.Cell{{}, {ColSpan: 2}}},
		}},
		doc.PageBreak{},
		&doc.Table{ID: "T07", Title: "无题的表", Left: "单位名称：甲", Right: "单位：万元", Columns: make([]doc.Column, 2), Note: "注：本表无数据"},
	}})
	want := "附1\n\n申报表\n\n（2023年度）\n\n资金\t总额\t22,100\n\t自筹 资金\t\n\t\t\n\n无题的表\n\n单位名称：甲\n\n单位：万元\n\n注：本表无数据\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := sample.Full()
	for b.Loop() {
		var out bytes.Buffer
		Write(&out, d)
		b.SetBytes(int64(out.Len()))
	}
}
