package html

import (
	"strconv"
	"strings"
	"unicode"

	"mingbai/internal/doc"
)

// CellID is the id of the cell at an address, safe in a URL: letters, digits
// and dots stay, all else becomes one hyphen.
func CellID(address string) string {
	var b strings.Builder
	gap := false
	for _, r := range address {
		if r == '.' || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// label writes what stands above a table's title (预算公开表1).
func (p *page) label(t *doc.Table) {
	if t.Label == "" {
		return
	}
	p.raw("<p class=\"label\">")
	p.text(t.Label)
	p.raw("</p>\n")
}

// table writes the lines above the grid, the grid in its box, and the note.
// The caption is kept for those who listen where the heading shows it already.
func (p *page) table(t *doc.Table, shown bool) {
	if t.Left != "" || t.Right != "" {
		p.raw("<p class=\"line\"><span>")
		p.text(t.Left)
		p.raw("</span> <span>")
		p.text(t.Right)
		p.raw("</span></p>\n")
	}
	p.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\"")
	p.attr("aria-label", t.Title)
	p.raw(">\n<table")
	p.attr("data-table", t.ID)
	if t.Form {
		p.raw(` role="table"`)
	} else {
		p.raw(` style="min-width:`, ems(width(t)), `em"`)
	}
	p.raw(">\n<caption>", when(shown, `<span class="vh">`))
	p.text(t.Title)
	p.raw(when(shown, "</span>"), "</caption>\n")
	p.columns(t)
	g := newGrid(t)
	if len(t.Head) > 0 {
		p.raw("<thead>\n")
		for _, slots := range doc.Grid(t.Head) {
			p.raw("<tr>")
			for _, s := range slots {
				p.headCell(g, s)
			}
			p.raw("</tr>\n")
		}
		p.raw("</thead>\n")
	}
	p.raw("<tbody>\n")
	for r, slots := range doc.Grid(t.Rows) {
		p.row(g, t.Rows[r], slots)
	}
	p.raw("</tbody>\n</table>\n</div>\n")
	if t.Note != "" {
		p.paragraph(doc.Paragraph{Text: t.Note, Style: doc.Note})
	}
}

// columns writes the column groups: one for each cell of the first header row
// that spans several, so that a header's group is what it stands above.
func (p *page) columns(t *doc.Table) {
	total := 0
	for _, c := range t.Columns {
		total += c.Width
	}
	if total == 0 {
		return
	}
	starts := map[int]bool{0: true}
	if len(t.Head) > 0 {
		for _, s := range doc.Grid(t.Head[:1])[0] {
			w, _ := s.Cell.Spans()
			starts[s.Col], starts[s.Col+w] = true, true
		}
	}
	for i, c := range t.Columns {
		if starts[i] {
			p.raw(when(i > 0, "</colgroup>\n"), "<colgroup>")
		}
		p.raw(`<col style="width:`, strconv.Itoa((c.Width*1000+total/2)/total/10), `%">`)
	}
	p.raw("</colgroup>\n")
}

// grid is what writing a cell needs to know of its table.
type grid struct {
	t      *doc.Table
	sticky []string // class of each column that stays in sight
	lead   []int    // for each column, the column that names its row; -1 for none
	heads  [][]string
}

func newGrid(t *doc.Table) *grid {
	g := &grid{t: t, sticky: make([]string, len(t.Columns)), lead: make([]int, len(t.Columns))}
	if t.Form {
		g.heads = make([][]string, len(t.Columns))
		return g
	}
	for i, c := range t.Columns {
		g.lead[i] = -1
		if c.Kind == doc.Amount {
			continue
		}
		first := i == 0 || t.Columns[i-1].Kind == doc.Amount
		switch {
		case first:
			g.sticky[i] = "s1"
		case t.Columns[i-1].Kind == doc.Code && g.sticky[i-1] == "s1":
			g.sticky[i] = "s2"
		}
		if first && c.Kind == doc.Name || g.sticky[i] == "s2" {
			g.lead[i] = i
		}
	}
	return g
}

// stays is the sticky class of a cell: only one that lies wholly on columns that
// stay can itself stay.
func (g *grid) stays(col, cols int) string {
	if col+cols > len(g.sticky) {
		return ""
	}
	for i := col; i < col+cols; i++ {
		if g.sticky[i] == "" || i > col && g.sticky[i] == "s1" {
			return ""
		}
	}
	return g.sticky[col]
}

func (p *page) headCell(g *grid, s doc.Slot) {
	cols, rows := s.Cell.Spans()
	tag := "th"
	if s.Cell.Text == "" {
		tag = "td" // an empty header says nothing to anyone
	}
	p.raw("<", tag)
	if tag == "th" {
		p.raw(` scope="`, when(cols > 1, "colgroup"), when(cols <= 1, "col"), `"`)
	}
	p.spans(cols, rows)
	p.raw(class(align(s.Cell.Align), g.stays(s.Col, cols), when(s.Row+rows >= len(g.t.Head), "end")), ">")
	p.lines(s.Cell.Text)
	p.raw("</", tag, ">")
}

func (p *page) row(g *grid, r doc.Row, slots []doc.Slot) {
	if g.t.Form {
		p.formRow(g, r, slots)
		return
	}
	p.raw("<tr", class(when(r.Total, "total"), when(r.Level > 1, "l"+strconv.Itoa(min(r.Level, 4)))), ">")
	explicit := false
	for _, c := range r.Cells {
		explicit = explicit || c.Scope != doc.Data
	}
	for _, s := range slots {
		p.cell(g, s, explicit)
	}
	p.raw("</tr>\n")
}

// cell writes a cell of the body. Where the document does not say which cells
// name the row, the first name of each side does.
func (p *page) cell(g *grid, s doc.Slot, explicit bool) {
	c := s.Cell
	cols, rows := c.Spans()
	th := c.Scope != doc.Data
	if !explicit && c.Amount == nil && c.Text != "" && s.Col < len(g.lead) {
		last := min(s.Col+cols, len(g.lead)) - 1
		th = g.lead[last] == last
	}
	tag, scope := "td", ""
	if th && c.Text != "" {
		tag, scope = "th", "row"
		if c.Scope == doc.ColumnHeader {
			scope = "col"
		}
	}
	p.raw("<", tag)
	if c.Amount != nil {
		p.id(CellID(c.Amount.Address))
	}
	p.attr("scope", scope)
	p.spans(cols, rows)
	p.raw(class(kind(g.t, s), align(c.Align), g.stays(s.Col, cols)), ">")
	p.lines(c.Text)
	p.raw("</", tag, ">")
}

// kind is the class of a cell's kind: a for an amount, c for a code.
func kind(t *doc.Table, s doc.Slot) string {
	if s.Cell.Amount != nil {
		return "a"
	}
	if s.Col >= len(t.Columns) {
		return ""
	}
	cols, _ := s.Cell.Spans()
	switch t.Columns[s.Col].Kind {
	case doc.Amount:
		return "a"
	case doc.Code:
		return when(cols == 1, "c")
	}
	return ""
}

func align(a doc.Align) string {
	return [...]string{"", "left", "mid", "right"}[a]
}

func (p *page) spans(cols, rows int) {
	if cols > 1 {
		p.raw(` colspan="`, strconv.Itoa(cols), `"`)
	}
	if rows > 1 {
		p.raw(` rowspan="`, strconv.Itoa(rows), `"`)
	}
}

// width is the least width that a table is readable at, in tenths of an em.
func width(t *doc.Table) (w int) {
	for _, c := range t.Columns {
		w += [...]int{doc.Name: 105, doc.Code: 54, doc.Amount: 62}[c.Kind]
	}
	return w
}

func ems(tenths int) string { return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) }

// room is the class that tells how much room a table needs before it can stand
// without a box of its own.
func room(t *doc.Table) string {
	switch w := width(t); {
	case t.Form:
		return ""
	case w <= 440:
		return "w1"
	case w <= 600:
		return "w2"
	}
	return "w3"
}
