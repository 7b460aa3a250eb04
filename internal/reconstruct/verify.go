package reconstruct

import (
	"slices"
	"strings"

	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// verify compiles the book and holds every published cell against what it prints.
func (m *maker) verify() {
	again, findings := compose.Compile(m.out.Book, m.p, compose.Independent)
	m.out.Findings = append(m.out.Findings, findings...)
	if again == nil {
		return
	}
	mine := index(again)
	for key, c := range m.printed {
		if c.cell.Printed.Mark != money.Number {
			continue
		}
		m.out.Cells++
		if got, ok := mine[key]; ok && got.cell.Printed.Mark == money.Number && got.cell.Printed.Value.Cmp(c.cell.Printed.Value) == 0 {
			m.out.Equal++
			continue
		} else if c.cell.Printed.Value.IsZero() && (!ok || got.cell.Printed.Mark == money.Blank) {
			m.out.Equal++
			continue
		} else if ok {
			m.find(c.cell.Ref, "%s 公开的是 %s，账册印出来是 %s", place.Ref{Table: key.table, Row: key.row, Column: key.column}.Address(), c.cell.Printed.Text, got.cell.Printed.Text)
		} else {
			m.find(c.cell.Ref, "%s 公开的是 %s，账册印不出这一格", place.Ref{Table: key.table, Row: key.row, Column: key.column}.Address(), c.cell.Printed.Text)
		}
	}
	slices.SortStableFunc(m.out.Findings, func(a, b diag.Finding) int { return strings.Compare(a.Message, b.Message) })
}
