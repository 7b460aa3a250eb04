package compose

import (
	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// Counted is a cell of a compiled table with what it counts: indices into the
// book's facts, revenue or three-public items, as Data says.
type Counted struct {
	Table, Panel, Row, Column string
	Data                      string // facts, revenue, three_public
	Entries                   []int
}

// Incidence tells for every cell that a book makes under a profile which of the
// book's entries it counts. Nothing is verified.
func Incidence(book *budget.Book, p *profile.Profile) []Counted {
	kind, _ := budget.FindUnitKind(book.Unit.Kind)
	c := &compiler{book: book, p: p, kind: kind}
	c.codeTables()
	var out []Counted
	c.onCell = func(data string, counted []int) { out = append(out, Counted{Data: data, Entries: counted}) }
	tables := c.tables(current(book, kind))
	n := 0
	for i := range tables {
		for j := range tables[i].Panels {
			panel := &tables[i].Panels[j]
			for _, l := range panel.Lines {
				for k := range l.Cells {
					x := &out[n]
					x.Table, x.Panel, x.Row, x.Column = tables[i].ID, panel.Key, l.Key, panel.Columns[k]
					n++
				}
			}
		}
	}
	return out
}
