package ingest_test

import (
	"slices"
	"testing"

	"mingbai/internal/ingest/ingesttest"
)

// TestPrintedFormCells prints forms of targets, and forms that tell what became of them,
// with the programs that people print with, and reads every cell of every row back. A
// form stands on the pages in pieces, whose columns are those that its rows there divide,
// and labels over several rows stand where the page puts them: neither counts.
func TestPrintedFormCells(t *testing.T) {
	engine := printing(t)
	all := &ingesttest.Form{Name: "绩效"}
	for _, f := range slices.Concat(ingesttest.Budgets(), ingesttest.FinalAccounts()) {
		for _, g := range f.Tables() {
			if g.Head == 0 {
				all.Add(g)
			}
		}
	}
	labels := map[string]bool{}
	for _, g := range all.Tables() {
		for _, row := range g.Rows {
			for _, s := range row {
				if s.Rows > 1 {
					labels[bareText(s.Text)] = true
				}
			}
		}
	}
	for name, write := range map[string]func() ([]byte, error){
		"a.html": func() ([]byte, error) { return all.HTML(), nil },
		"a.docx": all.DOCX,
		"a.xlsx": all.XLSX,
	} {
		t.Run(name, func(t *testing.T) {
			b, err := write()
			if err != nil {
				t.Fatal(err)
			}
			var want [][]string
			for _, g := range all.Tables() {
				want = append(want, g.Matrix(name != "a.xlsx")...)
			}
			read := slices.Concat(readTables(readPrinted(t, engine, name, b).Document)...)
			is, got := cellRows(want, labels), cellRows(read, labels)
			if name == "a.xlsx" { // every amount is a number there, with commas
				is, got = uncomma([][][]string{is})[0], uncomma([][][]string{got})[0]
			}
			for i := range min(len(is), len(got)) {
				if !slices.Equal(is[i], got[i]) {
					t.Fatalf("row %d is %q, want %q", i+1, got[i], is[i])
				}
			}
			if len(is) != len(got) {
				t.Errorf("%d rows, want %d", len(got), len(is))
			}
		})
	}
}

// cellRows are the texts of each row, from the left, without labels over several rows.
func cellRows(rows [][]string, labels map[string]bool) (out [][]string) {
	for _, row := range rows {
		cells := slices.DeleteFunc(slices.Clone(row), func(s string) bool { return s == "" || labels[s] })
		if len(cells) > 1 { // one alone is a title, over every page or over the first, or a label with nothing beside
			out = append(out, cells)
		}
	}
	return out
}
