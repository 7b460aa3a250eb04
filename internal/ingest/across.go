package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// crossed is the panels of a table of which cells are printed across one row:
// the cells that were read, in the lines and columns of the form. Of several rows
// that of the total counts, else the last.
func (t *tableState) crossed(form *profile.Table) []budget.Panel {
	out := make([]budget.Panel, len(form.Panels))
	for i := range form.Panels {
		f := &form.Panels[i]
		out[i] = budget.Panel{Key: f.Key, Columns: amountColumns(f)}
		for _, b := range f.Rows {
			for k := range b.Lines {
				if l, ok := t.crossedLine(form.ID, &b.Lines[k], out[i].Columns); ok {
					out[i].Lines = append(out[i].Lines, l)
				}
			}
		}
	}
	return out
}

// crossedLine is a line of the form with the cells that the row has of it.
func (t *tableState) crossedLine(table string, form *profile.Line, columns []string) (budget.Line, bool) {
	l := budget.Line{Key: form.Key, Name: t.s.r.fixed(form.Name), Level: form.Level, Total: form.Total, Cells: make([]budget.Cell, len(columns))}
	found := false
	for k, column := range columns {
		c := &l.Cells[k]
		c.Ref, c.Counts = place.Ref{Table: table, Row: form.Key, Column: column}, form.Counts
		read := t.readAny(profile.Address{Table: table, Row: form.Key, Column: column})
		if read == nil {
			continue
		}
		c.Printed, c.Ref = read.Printed, read.Ref
		c.Ref.Table, c.Ref.Row, c.Ref.Column = table, form.Key, column
		if !found {
			l.Ref, found = c.Ref, true
		}
	}
	return l, found
}

// readAny is the cell of the row that an address stands for; the form may have it
// in several places, for several ways of laying the row out.
func (t *tableState) readAny(a profile.Address) *budget.Cell {
	for i := range t.form.row {
		if t.form.row[i] == a {
			if c := t.readCell(i); c != nil {
				return c
			}
		}
	}
	return nil
}

// readCell is the cell of the row in a column of the one-row form; nil where the
// row or the column was not read.
func (t *tableState) readCell(column int) *budget.Cell {
	if column < 0 || len(t.panels) == 0 {
		return nil
	}
	p := &t.panels[0].out
	k := slices.Index(p.Columns, t.form.panels[0].p.Columns[column].Key)
	if k < 0 || len(p.Lines) == 0 {
		return nil
	}
	return &crossedRow(p.Lines).Cells[k]
}

// crossedRow is the row that counts, of those that one-row tables have for each unit.
func crossedRow(lines []budget.Line) *budget.Line {
	for i := range lines {
		if name := nominal(lines[i].Name); name == "合计" || name == "总计" {
			return &lines[i]
		}
	}
	return &lines[len(lines)-1]
}

// hasColumnOf reports whether the row has a column of another table.
func (t *tableState) hasColumnOf(table string) bool {
	return len(t.panels) > 0 && slices.ContainsFunc(t.panels[0].out.Columns, func(c string) bool { return strings.HasPrefix(c, table+"[") })
}

// within is a table that is printed in the row of this one: it has this one's
// title and place, and its own form.
func (t *tableState) within(form *profile.Table) budget.Table {
	out := t.out
	out.ID, out.Ref.Table = form.ID, form.ID
	out.Panels = t.crossed(form)
	out.Empty = isEmpty(&out)
	return out
}
