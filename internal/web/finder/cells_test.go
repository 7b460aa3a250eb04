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
