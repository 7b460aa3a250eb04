package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// tableForm is a table of the profile made ready for reading.
type tableForm struct {
	index  int
	t      *profile.Table
	note   string // the statement that it is empty, folded
	panels []panelForm
	heads  map[string]bool // every title of every column, folded
	names  map[string]bool // titles that may stand over a column of names or codes
}

func (r *Reader) indexTables() {
	for i := range r.p.Tables {
		t := &r.p.Tables[i]
		f := tableForm{index: i, t: t, heads: map[string]bool{}, names: map[string]bool{}}
		note := t.EmptyNote
		if note == "" {
			note = r.p.Style.EmptyNote
		}
		f.note = plain(r.fixed(note))
		for j := range t.Panels {
			p := r.panelForm(&t.Panels[j])
			for k, path := range p.paths {
				for _, title := range path {
					title = strings.ReplaceAll(title, "Z", "Y")
					f.heads[title] = true
					if p.p.Columns[k].Kind != "amount" {
						f.names[title] = true
					}
				}
			}
			f.panels = append(f.panels, p)
		}
		r.tables = append(r.tables, f)
	}
}

// tableState is a table being read.
type tableState struct {
	s        *state
	form     *tableForm
	title    item
	label    item
	nameLine budget.Passage
	unitLine budget.Passage
	unit     money.Unit
	note     item
	head     *header
	panels   []*panelState
	grids    int
	partly   bool
	out      budget.Table
}

// begun reports whether rows of the table have come.
func (t *tableState) begun() bool { return t.grids > 0 }

func (t *tableState) setUnit(text string, ref place.Ref) {
	t.unitLine = budget.Passage{Text: text, Ref: ref}
	if u, ok := moneyUnitOf(text); ok {
		t.unit = u
	}
}

// add reads a grid as the table, or as more of it.
func (t *tableState) add(it *item) {
	g := it.grid
	from := 0
	if h := t.form.header(g, t.s.d.Year); h != nil {
		from = h.rows
		if t.head == nil || h.columns() >= t.head.columns() {
			t.setHead(g, h)
		}
	} else if t.head == nil {
		if h := t.form.byPosition(g); h != nil {
			t.setHead(g, h)
		} else {
			t.s.strayGrid(it)
			t.partly = true
			return
		}
	}
	t.grids++
	for _, p := range t.panels {
		p.out.Lines = slices.Grow(p.out.Lines, len(g.rows)-from)
	}
	for i := from; i < len(g.rows); i++ {
		if t.head.repeats(g, i) || numbersRow(g.rows[i]) {
			continue
		}
		t.row(g, i)
	}
}

// setHead takes the head of the table: which column of the grid is which.
func (t *tableState) setHead(g *grid, h *header) {
	first := t.head == nil
	t.head = h
	if !first {
		return
	}
	for i := range t.form.panels {
		t.panels = append(t.panels, &panelState{t: t, form: &t.form.panels[i], last: -1})
	}
	for x := range h.cols {
		c := &h.cols[x]
		if c.title == "" {
			continue
		}
		head := budget.Head{Title: c.title, Path: c.path, Ref: c.ref}
		head.Ref.Table, head.Ref.Text = t.form.t.ID, c.title
		panel := h.panelAt(x)
		if c.panel >= 0 {
			head.Key = t.form.panels[c.panel].p.Columns[c.column].Key
			head.Ref.Column = head.Key
		} else {
			t.s.stray("column", c.path, head.Ref)
			t.partly = true
		}
		t.panels[panel].heads = append(t.panels[panel].heads, head)
	}
	for i, p := range t.panels {
		p.columns(h, i)
	}
}

// row reads a row of the grid: a line for each panel that has one there.
func (t *tableState) row(g *grid, i int) {
	taken := false
	something := false
	for _, p := range t.panels {
		line, content := p.line(g, i)
		something = something || content
		taken = taken || line
	}
	if something && !taken {
		t.partly = true
	}
}

// close makes the table of what was read.
func (t *tableState) close() {
	f := t.form.t
	ref := t.title.ref
	ref.Table, ref.Text = f.ID, strings.TrimSpace(t.title.text)
	t.out = budget.Table{
		ID: f.ID, Title: strings.TrimSpace(t.title.text), Label: strings.TrimSpace(t.label.text), MoneyUnit: t.unit, Empty: true,
		Note: strings.TrimSpace(t.note.text), NoteRef: t.note.ref, NameLine: t.nameLine, UnitLine: t.unitLine, Ref: ref,
	}
	for _, r := range []*place.Ref{&t.out.NoteRef, &t.out.NameLine.Ref, &t.out.UnitLine.Ref} {
		if !r.IsZero() {
			r.Table = f.ID
		}
	}
	for i := range t.form.panels {
		p := budget.Panel{Key: f.Panels[i].Key}
		if t.panels == nil {
			for _, c := range f.Panels[i].Columns {
				if c.Kind == "amount" {
					p.Columns = append(p.Columns, c.Key)
				}
			}
		} else {
			p = t.panels[i].out
			p.Key, p.Heads = f.Panels[i].Key, t.panels[i].heads
		}
		t.out.Panels = append(t.out.Panels, p)
		for _, l := range p.Lines {
			for k := range l.Cells {
				if m := l.Cells[k].Printed.Mark; m == money.Number || m == money.Words {
					t.out.Empty = false
				}
			}
		}
	}
}
