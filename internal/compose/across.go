package compose

import (
	"fmt"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// across sets a table that is printed as one row, of cells of its own and of the
// tables that are printed in it.
func (s *setter) across(out *doc.Table, form *profile.Table) error {
	var titles [][]string
	var row doc.Row
	for _, a := range form.Across {
		at, err := profile.ParseAddress(a.Cell)
		if err != nil {
			return fmt.Errorf("表 %s 的列 %s：%w", form.ID, a.Cell, err)
		}
		path := s.path(a.Title)
		titles = append(titles, path)
		out.Columns = append(out.Columns, doc.Column{Key: a.Cell, Title: path[len(path)-1], Kind: doc.Amount, Width: a.Width})
		row.Cells = append(row.Cells, s.acrossCell(at))
	}
	out.Head, out.Rows = head(titles), []doc.Row{row}
	empty := true
	for _, c := range row.Cells {
		empty = empty && (c.Amount == nil || c.Amount.Printed.Mark == money.Blank)
	}
	if !empty { // a cell of another table may have what this has not
		out.Note = ""
	}
	return nil
}

func (s *setter) acrossCell(at profile.Address) doc.Cell {
	t := tableOf(s.d.Tables, at.Table)
	if t == nil {
		return doc.Cell{}
	}
	for i := range t.Panels {
		if c := t.Panels[i].Cell(at.Row, at.Column); c != nil {
			return doc.Cell{Text: c.Printed.Text, Place: c.Ref, Amount: number(t, c, at)}
		}
	}
	return doc.Cell{}
}

func number(t *budget.Table, c *budget.Cell, at profile.Address) *doc.Number {
	return &doc.Number{Exact: c.Exact, Known: c.Known, Printed: c.Printed, Unit: t.MoneyUnit, Address: at.String()}
}
