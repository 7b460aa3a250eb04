package sheets

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
)

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" }

func rowsRef(from, to int) string { return fmt.Sprintf("$%d:$%d", from, to) }

// table writes a table's sheet: label, title, the lines between, unit's name and
// money's unit, head, body, note.
func (b *book) table(t table) error {
	p := &pen{b: b, sheet: t.sheet}
	head, body := doc.Grid(t.Head), doc.Grid(t.Rows)
	cols := max(len(t.Columns), extent(head), extent(body), 1)
	widths := columnWidths(t.Table, head, body, cols)
	for i, w := range widths {
		p.width(i+1, w)
	}
	row := b.above(p, t, cols)
	first := row
	p.rows(t, head, t.Head, widths, row, nil)
	row += len(head)
	g := sheetGrid{top: row, numbers: numbers(body)}
	p.rows(t, body, t.Rows, widths, row, &g)
	row += len(body)
	if t.Note != "" {
		p.across(row, 1, cols, t.Note, look{align: "left", wrap: true, muted: true})
		p.height(row, rowHeight(t.Note, sum(widths)))
	}
	if !t.Form && len(head) > 0 {
		p.freeze(first+len(head)-1, leading(t.Columns))
	}
	p.print(t.Landscape, first, first+len(head)-1)
	return p.err
}

// above writes what stands above the grid and gives the row after it.
func (b *book) above(p *pen, t table, cols int) int {
	row := 1
	if t.Label != "" {
		p.across(row, 1, cols, t.Label, look{align: "left", muted: true})
		row++
	}
	p.across(row, 1, cols, t.Title, look{heading: true, bold: true, size: titleSize, align: "center", wrap: true})
	p.height(row, 30)
	row++
	for _, s := range t.between {
		p.across(row, 1, cols, s, look{align: "center"})
		row++
	}
	if t.Left == "" && t.Right == "" {
		return row
	}
	split := max(cols-max(cols/3, 1), 1)
	p.across(row, 1, split, t.Left, look{align: "left"})
	if split < cols {
		p.across(row, split+1, cols, t.Right, look{align: "right"})
	}
	p.height(row, 18)
	return row + 1
}

// across writes text over columns from to to of a row.
func (p *pen) across(row, from, to int, s string, l look) {
	p.text(cell(row, from), s)
	p.style(cell(row, from), cell(row, to), l)
	p.merge(cell(row, from), cell(row, to))
}

// rows writes header rows (g is nil) or body rows from a row of the sheet on.
func (p *pen) rows(t table, grid [][]doc.Slot, rows []doc.Row, widths []float64, top int, g *sheetGrid) {
	for r, slots := range grid {
		height := minHeight
		for _, s := range slots {
			cols, spans := s.Cell.Spans()
			from, to := cell(top+r, s.Col+1), cell(top+r+spans-1, s.Col+cols)
			l := lookOf(t.Table, rows[r], s, g == nil)
			if g != nil && s.Cell.Amount != nil {
				l.format = p.amount(from, *g, s.Cell.Amount)
			} else {
				p.text(from, s.Cell.Text)
			}
			p.style(from, to, l)
			p.merge(from, to)
			if room := sum(widths[s.Col:min(s.Col+cols, len(widths))]); spans == 1 {
				height = max(height, rowHeight(s.Cell.Text, room-2*float64(l.indent)))
			}
		}
		p.height(top+r, height)
	}
}

// amount writes a cell for amounts and gives its number format.
func (p *pen) amount(at string, g sheetGrid, n *doc.Number) string {
	h := p.b.hold(n)
	if !h.number {
		p.text(at, h.text)
		return ""
	}
	p.number(at, h.value.String())
	p.formula(at, p.b.formula(g, n))
	return h.format
}

// lookOf is how a cell of the grid looks.
func lookOf(t *doc.Table, r doc.Row, s doc.Slot, head bool) look {
	l := look{box: true, wrap: true, bold: r.Total}
	cols, _ := s.Cell.Spans()
	kind := doc.Name
	if s.Col < len(t.Columns) && cols == 1 && !t.Form {
		kind = t.Columns[s.Col].Kind
	}
	switch {
	case head || s.Cell.Scope == doc.ColumnHeader:
		l.align, l.bold, l.heading, l.fill = "center", true, true, true
	case s.Cell.Amount != nil || kind == doc.Amount:
		l.align, l.wrap, l.indent = "right", false, 1
	default:
		l.align = "left"
		if t.Form && s.Cell.Scope == doc.RowHeader {
			l.align, l.fill = "center", true
		}
		if kind == doc.Code {
			l.format, l.wrap = "@", false
		} else if r.Level > 1 && !t.Form && s.Cell.Text != "" {
			l.indent = r.Level - 1
		}
	}
	switch s.Cell.Align {
	case doc.AlignLeft:
		l.align = "left"
	case doc.AlignCentre:
		l.align = "center"
	case doc.AlignRight:
		l.align = "right"
	}
	return l
}

// leading is how many columns at the left name the rows.
func leading(columns []doc.Column) (n int) {
	for n < len(columns) && columns[n].Kind != doc.Amount {
		n++
	}
	if n == len(columns) {
		return 0
	}
	return n
}

func numbers(body [][]doc.Slot) map[doc.Point]*doc.Number {
	out := map[doc.Point]*doc.Number{}
	for _, slots := range body {
		for _, s := range slots {
			if s.Cell.Amount != nil {
				out[doc.Point{Row: s.Row, Col: s.Col}] = s.Cell.Amount
			}
		}
	}
	return out
}

func extent(grid [][]doc.Slot) (cols int) {
	for _, slots := range grid {
		if n := len(slots); n > 0 {
			w, _ := slots[n-1].Cell.Spans()
			cols = max(cols, slots[n-1].Col+w)
		}
	}
	return cols
}
