package html

import (
	"strings"

	"mingbai/internal/doc"
)

// formRow writes a row of a form. On a phone the form is read field by field:
// a row of headers alone is left out there, two amounts stand side by side, and
// a cell under column headers carries them as its label. The roles keep it a
// table for those who listen.
func (p *page) formRow(g *grid, r doc.Row, slots []doc.Slot) {
	heads := headsOnly(r)
	p.raw("<tr", class(when(sums(r) == 2, "two"), when(heads && covers(r, 1), "heads")), ` role="row">`)
	over := "" // the header that the last label in this row stood under
	for _, s := range slots {
		_, rows := s.Cell.Spans()
		labels := g.labels(s, rows, heads)
		switch {
		case s.Cell.Scope == doc.Data || s.Cell.Text == "":
			if len(labels) > 1 && labels[0] == over {
				labels = labels[1:]
			}
			p.field(g, s, strings.Join(labels, " · "))
		case rows == 1 && (heads || s.Cell.Scope == doc.ColumnHeader):
			cols, _ := s.Cell.Spans()
			g.under(s, cols)
			p.formHeader(s, "columnheader", "")
		case len(labels) > 1 && rows == 1:
			over = labels[0]
			p.formHeader(s, "rowheader", over)
		default:
			p.formHeader(s, "rowheader", "")
		}
	}
	p.raw("</tr>\n")
}

// headsOnly reports whether a row holds nothing but headers: then they are those
// of the columns below, whatever the document calls them.
func headsOnly(r doc.Row) bool {
	for _, c := range r.Cells {
		if c.Scope == doc.Data {
			return false
		}
	}
	return len(r.Cells) > 1
}

// covers reports whether each cell of a row is so many rows high.
func covers(r doc.Row, rows int) bool {
	for _, c := range r.Cells {
		if _, n := c.Spans(); n != rows {
			return false
		}
	}
	return true
}

// sums counts the amounts of a row.
func sums(r doc.Row) (n int) {
	for _, c := range r.Cells {
		if c.Amount != nil || c.Scope == doc.Data && c.Align == doc.AlignRight {
			n++
		}
	}
	return n
}

func (p *page) field(g *grid, s doc.Slot, label string) {
	cols, rows := s.Cell.Spans()
	p.raw(`<td role="cell"`)
	if s.Cell.Amount != nil {
		p.id(CellID(s.Cell.Amount.Address))
	}
	p.attr("data-l", label)
	p.spans(cols, rows)
	p.raw(class(kind(g.t, s), align(s.Cell.Align)), ">")
	p.lines(s.Cell.Text)
	p.raw("</td>")
}

func (p *page) formHeader(s doc.Slot, role, label string) {
	cols, rows := s.Cell.Spans()
	scope := "row"
	if role == "columnheader" {
		scope = when(cols > 1, "colgroup") + when(cols <= 1, "col")
	}
	p.raw("<th")
	p.attr("role", role)
	p.attr("scope", scope)
	p.attr("data-l", label)
	p.spans(cols, rows)
	p.raw(class(when(role == "columnheader", "h"), when(rows > 1, "lead"), align(s.Cell.Align)), ">")
	p.lines(s.Cell.Text)
	p.raw("</th>")
}

// labels is what the column headers above a cell say. A header at the left edge
// of a row of its own begins something new that they no longer stand above.
func (g *grid) labels(s doc.Slot, rows int, heads bool) []string {
	if s.Col >= len(g.heads) {
		return nil
	}
	if s.Col == 0 && rows == 1 && !heads && s.Cell.Scope == doc.RowHeader {
		for i := range g.heads {
			if len(g.heads[i]) > 1 {
				clear(g.heads)
				break
			}
		}
	}
	return g.heads[s.Col]
}

// under notes a column header for the cells below it: one that spans columns
// begins anew, a single one comes after what spans it.
func (g *grid) under(s doc.Slot, cols int) {
	for i := s.Col; i < min(s.Col+cols, len(g.heads)); i++ {
		if cols > 1 {
			g.heads[i] = nil
		}
		g.heads[i] = append(g.heads[i][:len(g.heads[i]):len(g.heads[i])], s.Cell.Text)
	}
}
