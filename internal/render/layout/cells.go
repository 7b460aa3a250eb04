package layout

import "mingbai/internal/doc"

// CellRole is the role of a cell's text.
func CellRole(t *doc.Table, row doc.Row, c doc.Cell, head bool) Role {
	switch {
	case t.Form:
		return FormCell
	case head || c.Scope == doc.ColumnHeader:
		return TableHead
	case row.Total:
		return TableTotal
	}
	return TableCell
}

// CellAlign is how the text of a cell that begins in column col stands; never
// AlignAuto.
func CellAlign(t *doc.Table, c doc.Cell, col int, head bool) doc.Align {
	switch {
	case c.Align != doc.AlignAuto:
		return c.Align
	case head || c.Scope == doc.ColumnHeader, t.Form && c.Scope == doc.RowHeader:
		return doc.AlignCentre
	case c.Amount != nil:
		return doc.AlignRight
	case !t.Form && c.ColSpan < 2 && columnKind(t, col) == doc.Amount && c.Scope == doc.Data:
		return doc.AlignRight
	}
	return doc.AlignLeft
}

func columnKind(t *doc.Table, col int) doc.ColumnKind {
	if col < len(t.Columns) {
		return t.Columns[col].Kind
	}
	return doc.Name
}

// part is the head or the body of a table on its full grid.
type part struct {
	head  bool
	rows  []doc.Row
	slots [][]slot // by row
}

// slot is a cell with its place and extent, cut to the grid.
type slot struct {
	*doc.Cell
	row, col, cols, rows int
	head                 bool
	role                 Role
	align                doc.Align
	text                 string
}

// grid lays rows out over columns columns. Cells that stand outside of them are
// left out, spans that reach beyond are cut.
func grid(t *doc.Table, rows []doc.Row, columns int, head bool) part {
	p := part{head: head, rows: rows, slots: make([][]slot, len(rows))}
	for r, line := range doc.Grid(rows) {
		for _, s := range line {
			if s.Col >= columns {
				continue
			}
			cols, deep := s.Cell.Spans()
			p.slots[r] = append(p.slots[r], slot{
				Cell: s.Cell, row: r, col: s.Col,
				cols: min(cols, columns-s.Col), rows: min(deep, len(rows)-r),
				head:  head,
				role:  CellRole(t, rows[r], *s.Cell, head),
				align: CellAlign(t, *s.Cell, s.Col, head),
				text:  clean(s.Cell.Text),
			})
		}
	}
	return p
}

// columnCount is the number of columns of a table: those that it declares, or
// where it declares none, those of its widest row.
func columnCount(t *doc.Table) int {
	if len(t.Columns) > 0 {
		return len(t.Columns)
	}
	n := 1
	for _, rows := range [][]doc.Row{t.Head, t.Rows} {
		for _, line := range doc.Grid(rows) {
			for _, s := range line {
				cols, _ := s.Cell.Spans()
				n = max(n, s.Col+cols)
			}
		}
	}
	return min(n, maxColumns)
}

// maxColumns bounds tables that come from elsewhere.
const maxColumns = 64
