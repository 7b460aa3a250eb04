package finder

import (
	"strings"
	"testing"

	"mingbai/internal/store"
)

// TestSameAmountsOfARowAreOneLine: of another row, document, side or amount they are
// another.
func TestSameAmountsOfARowAreOneLine(t *testing.T) {
	cell := func(document store.ID, row, panel, column string, amount store.Amount) store.Cell {
		return store.Cell{Document: document, CellKey: store.CellKey{Table: "T06", Panel: panel, Row: row, Column: column}, Figure: store.Figure{Amount: amount, Known: true}}
	}
	list := []store.Cell{
		cell(1, "30208", "", "公用经费", 20), cell(2, "30208", "", "合计", 20), cell(1, "30208", "", "合计", 20), cell(1, "30208", "", "人员经费", 10),
		cell(1, "30207", "", "合计", 20), cell(1, "30208", "income", "合计", 20),
	}
	var got []string
	for _, same := range together(list) {
		columns := make([]string, len(same))
		for i, c := range same {
			columns[i] = c.Column
		}
		got = append(got, strings.Join(columns, "+"))
	}
	if want := "公用经费+合计 合计 人员经费 合计 合计"; strings.Join(got, " ") != want {
		t.Errorf("lines %s, want %s", strings.Join(got, " "), want)
	}
}

// TestNumbersFillTheirPart: eight lines where so many were found, and the way to the rest
// where some are not shown.
func TestNumbersFillTheirPart(t *testing.T) {
	v := &searchView{}
	for row := range 12 { // each in its column and in the total
		for _, column := range []string{"公用经费", "合计"} {
			v.Hits.Cells.Items = append(v.Hits.Cells.Items, store.Cell{
				CellKey: store.CellKey{Row: string(rune('a' + row)), Column: column}, Figure: store.Figure{Amount: store.Amount(100 - row), Known: true},
			})
		}
	}
	lines, next := v.numbers()
	if len(lines) != someHits || len(lines[0]) != 2 || next == "" {
		t.Errorf("%d lines, %d numbers in the first, the rest at %q", len(lines), len(lines[0]), next)
	}
	v.Hits.Cells.Items = v.Hits.Cells.Items[:6]
	if lines, next := v.numbers(); len(lines) != 3 || next != "" {
		t.Errorf("%d lines, the rest at %q", len(lines), next)
	}
	v.Only = store.InCells
	v.Hits.Cells.Next = "onward"
	if _, next := v.numbers(); next != "onward" {
		t.Errorf("the next page at %q", next)
	}
}
