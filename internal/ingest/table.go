package ingest

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

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
	row    []profile.Address // of a table printed as one row, the cell of each column
	down   *tableForm        // of such a table, the same printed line by line
	heads  map[string]bool   // every title of every column, folded
	names  map[string]bool   // titles that may stand over a column of names or codes
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
		panels := t.Panels
		if len(t.Across) > 0 {
			down := tableForm{index: i, t: t, note: f.note, heads: map[string]bool{}, names: map[string]bool{}}
			down.take(r, t.Panels)
			f.down = &down
			panels = []profile.Panel{oneRow(t)}
			for _, a := range t.Across {
				cell, _ := profile.ParseAddress(a.Cell)
				f.row = append(f.row, cell)
			}
		}
		f.take(r, panels)
		r.tables = append(r.tables, f)
	}
}

// take makes the panels ready.
func (f *tableForm) take(r *Reader, panels []profile.Panel) {
	for j := range panels {
		p := r.panelForm(&panels[j])
		for k := range p.paths {
			f.known(&p, k)
		}
		f.panels = append(f.panels, p)
	}
}

// goesDown reports whether a grid has the table's lines one below the other, by
// two or more names of them.
func (f *tableForm) goesDown(g *grid) bool {
	n := 0
	for i := range g.rows {
		if len(g.rows[i]) > 0 && !g.rows[i][0].blank() && f.lineName(nominal(g.rows[i][0].text)) {
			n++
		}
	}
	return n >= 2
}

// known notes the titles of a column.
func (f *tableForm) known(p *panelForm, k int) {
	for _, list := range [2][]string{p.paths[k], p.lows[k]} {
		for _, title := range list {
			title = strings.ReplaceAll(title, "Z", "Y")
			f.heads[title] = true
			if p.p.Columns[k].Kind != "amount" {
				f.names[title] = true
			}
		}
	}
}

// oneRow is the panel of a table that is printed as one row.
func oneRow(t *profile.Table) profile.Panel {
	p := profile.Panel{Columns: make([]profile.Column, len(t.Across))}
	for i, a := range t.Across {
		p.Columns[i] = profile.Column{Key: a.Cell, Title: a.Title, Aliases: a.Aliases, Kind: "amount"}
	}
	// Whose row it is, where there is one for each unit.
	p.Columns = append(p.Columns, profile.Column{Key: "单位名称", Title: []string{"单位名称"}, Aliases: []string{"部门名称", "预算单位", "部门/单位", "部门（单位）名称", "单位"}, Kind: "name", Optional: true})
	return p
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
	laid     *grid // that has the head
	panels   []*panelState
	grids    int
	partly   bool
	taken    map[int]bool // columns of the row whose amounts belong to a side before
	noted    int          // the number of the note read last under the table
	opening  []string     // the first rows below the head, as they are printed
	cells    int          // with text, in all grids
	doubted  int          // of them
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
	if d := t.form.down; d != nil && t.head == nil && d.goesDown(g) {
		t.form = d
	}
	if h := t.form.header(g, t.s.d.Year); h != nil {
		from = h.rows
		if t.head == nil || h.columns() >= t.head.columns() {
			t.setHead(g, h)
		}
	} else if t.head == nil {
		if h := t.form.byPosition(g); h != nil && t.form.row == nil {
			t.setHead(g, h)
		} else {
			t.s.strayGrid(it)
			t.partly = true
			return
		}
	} else if g.under(t.laid); t.foreign(g) {
		t.s.strayGrid(it)
		return
	}
	t.grids++
	t.count(g)
	for _, p := range t.panels {
		p.out.Lines = slices.Grow(p.out.Lines, len(g.rows)-from)
	}
	for i := from; i < len(g.rows); i++ {
		if t.head.repeats(g, i) || numbersRow(g.rows[i]) {
			from = i + 1
			continue
		}
		if i == from && t.beginsAgain(g, i) {
			t.s.stray("twice", t.title.text, t.twiceRef(it, g, i))
			return
		}
		t.open(g.rows[i])
		t.row(g, i)
	}
}

// count counts the cells of a grid, and those that are doubted.
func (t *tableState) count(g *grid) {
	for _, row := range g.rows {
		for j := range row {
			if row[j].blank() {
				continue
			}
			t.cells++
			if row[j].doubt.Percent > 0 {
				t.doubted++
			}
		}
	}
}

// openingRows bounds how many rows tell that a table is printed again.
const openingRows = 3

// open keeps the first rows of the table.
func (t *tableState) open(row []cell) {
	if len(t.opening) == openingRows {
		return
	}
	if key := rowKey(row); !blankKey(key) {
		t.opening = append(t.opening, key)
	}
}

// blankKey reports whether the key of a row is one of a row without text.
func blankKey(key string) bool { return strings.Trim(key, "|") == "" }

// beginsAgain reports whether the rows from one on are those that the table began with:
// it is printed a second time, where its next page would stand.
func (t *tableState) beginsAgain(g *grid, i int) bool {
	if len(t.opening) < 2 {
		return false
	}
	for _, want := range t.opening {
		for i < len(g.rows) && blankKey(rowKey(g.rows[i])) {
			i++
		}
		if i == len(g.rows) || rowKey(g.rows[i]) != want {
			return false
		}
		i++
	}
	return true
}

// twiceRef is where a table begins again.
func (t *tableState) twiceRef(it *item, g *grid, i int) place.Ref {
	ref := it.ref
	if g.refs[i] != nil {
		ref = *g.refs[i]
	}
	ref.Table = t.form.t.ID
	return ref
}

// foreign reports whether a grid that stands where the table may go on begins with
// the head of another: words, and no amount, where the table has amounts.
func (t *tableState) foreign(g *grid) bool {
	words := 0
	for x, c := range g.rows[0] {
		if x >= len(t.head.cols) || c.covered || strings.TrimSpace(c.text) == "" {
			continue
		}
		h := &t.head.cols[x]
		if h.panel < 0 || t.form.panels[h.panel].p.Columns[h.column].Kind != "amount" {
			continue
		}
		if !strings.ContainsFunc(c.text, unicode.IsLetter) || strings.ContainsFunc(c.text, unicode.IsDigit) {
			return false
		}
		words++
	}
	return words >= 3
}

// setHead takes the head of the table: which column of the grid is which.
func (t *tableState) setHead(g *grid, h *header) {
	first := t.head == nil
	t.head, t.laid = h, g
	if !first {
		return
	}
	firstOf := make([]int, len(t.form.panels))
	for i := range t.form.panels {
		firstOf[i] = len(t.panels)
		for turn := range max(1, t.form.panels[i].p.Repeat) {
			t.panels = append(t.panels, &panelState{t: t, form: &t.form.panels[i], index: i, turn: turn, last: -1})
		}
	}
	seen := map[[2]int]bool{}
	for x := range h.cols {
		c := &h.cols[x]
		if c.title == "" || c.panel >= 0 && seen[[2]int{c.panel, c.column}] {
			continue // the next part of a code, or the same columns again beside
		}
		seen[[2]int{c.panel, c.column}] = c.panel >= 0
		head := budget.Head{Title: c.title, Path: c.path, Ref: c.ref}
		head.Ref.Table, head.Ref.Text = t.form.t.ID, c.title
		panel := firstOf[h.panelAt(x)]
		if c.panel >= 0 {
			head.Key = t.form.panels[c.panel].p.Columns[c.column].Key
			head.Title, head.Path = wholeCode(&t.form.panels[c.panel], head.Title, head.Path)
			head.Ref.Column = head.Key
		} else {
			t.s.stray("column", c.path, head.Ref)
			t.partly = true
		}
		t.panels[panel].heads = append(t.panels[panel].heads, head)
		if c.panel >= 0 {
			t.panels[panel].heads = append(t.panels[panel].heads, t.form.panels[c.panel].together(c.column, head)...)
		}
	}
	for _, p := range t.panels {
		p.columns(h)
	}
	if t.unitLine.Text == "" {
		t.unitInHead(g, h)
	}
}

// unitBehind is the unit of money that stands in brackets, or in a line of its own, behind
// a title.
func unitBehind(text string) (money.Unit, bool) {
	if _, unit, ok := unitAtEnd(text); ok {
		return moneyUnitOf(unit)
	}
	return bracketedUnit(text)
}

// unitInHead takes the unit of money that stands behind a column's title: 预算数（万元）.
func (t *tableState) unitInHead(g *grid, h *header) {
	for _, row := range g.rows[:h.rows] {
		for k := range row {
			if u, ok := unitBehind(row[k].text); ok && !row[k].blank() {
				t.unit, t.unitLine = u, budget.Passage{Text: row[k].text, Ref: *row[k].ref}
				return
			}
		}
	}
}

// together are the heads of the other columns that are printed in one with a column.
func (f *panelForm) together(column int, head budget.Head) (out []budget.Head) {
	if len(f.p.Columns[column].Codes) == 0 {
		return nil
	}
	for k := range f.p.Columns {
		if k != column && len(f.p.Columns[k].Codes) > 0 {
			head.Key = f.p.Columns[k].Key
			head.Ref.Column = head.Key
			out = append(out, head)
		}
	}
	return out
}

// wholeCode is the head of a code printed in parts: what stands over the parts.
func wholeCode(f *panelForm, title, path string) (string, string) {
	up, last, ok := cutLast(path)
	if !ok || !f.parts[plain(last)] || plain(title) != plain(last) {
		return title, path
	}
	if _, above, ok := cutLast(up); ok {
		return above, up
	}
	return up, up
}

// cutLast splits a path of titles before its last.
func cutLast(path string) (up, last string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// row reads a row of the grid: a line for each panel that has one there.
func (t *tableState) row(g *grid, i int) {
	t.taken = nil
	read := false
	something := false
	for _, p := range t.panels {
		line, content := p.line(g, i)
		something = something || content
		read = read || line
	}
	if something && !read {
		t.partly = true
	}
}

// take notes that the amount in a column of the row belongs to a side before.
func (t *tableState) take(x int) {
	if t.taken == nil {
		t.taken = map[int]bool{}
	}
	t.taken[x] = true
}

// notes reports whether a line is a note under the table, or the next of several:
// 注：1.本表反映…, 2.本套报表….
func (t *tableState) notes(text string) bool {
	if !t.begun() {
		return false
	}
	rest, first := afterLabel(text, []string{"注", "备注"})
	if !first {
		rest = text
	}
	num, _ := ordinal(rest)
	n, err := strconv.Atoi(num)
	if !first && (err != nil || n != t.noted+1 || n == 1) {
		return false
	}
	t.noted = n
	return true
}

// close makes the table of what was read.
func (t *tableState) close() {
	f := t.form.t
	ref := t.title.ref
	ref.Table, ref.Text = f.ID, strings.TrimSpace(t.title.text)
	t.out = budget.Table{
		ID: f.ID, Title: strings.TrimSpace(t.title.text), Label: strings.TrimSpace(t.label.text), MoneyUnit: t.unit, Empty: true,
		Note: strings.TrimSpace(t.note.text), NoteRef: t.note.ref, NameLine: t.nameLine, UnitLine: t.unitLine, Ref: ref, Guessed: 2*t.doubted > t.cells,
	}
	for _, r := range []*place.Ref{&t.out.NoteRef, &t.out.NameLine.Ref, &t.out.UnitLine.Ref} {
		if !r.IsZero() {
			r.Table = f.ID
		}
	}
	if t.form.row != nil {
		t.out.Panels = t.crossed(f)
		t.out.Empty = isEmpty(&t.out)
		return
	}
	for i := range t.form.panels {
		p := budget.Panel{Key: f.Panels[i].Key}
		if t.panels == nil {
			p.Columns = amountColumns(&f.Panels[i])
		} else {
			p = t.joined(i)
			p.Key = f.Panels[i].Key
		}
		if (t.panels == nil || len(p.Columns) == 0) && mayLack(&f.Panels[i]) {
			continue
		}
		t.out.Panels = append(t.out.Panels, p)
	}
	t.out.Empty = isEmpty(&t.out)
}

// mayLack reports whether the form says of a whole side that not every document has it.
func mayLack(p *profile.Panel) bool {
	return !slices.ContainsFunc(p.Columns, func(c profile.Column) bool { return !c.Optional })
}

// joined is a panel of all that was read of it: side by side, and of lines that
// are printed in pieces.
func (t *tableState) joined(index int) budget.Panel {
	var out budget.Panel
	var pieces []budget.Line
	for _, p := range t.panels {
		if p.index != index {
			continue
		}
		if p.turn == 0 {
			out, pieces = p.out, p.pieces
			out.Heads = p.heads
			continue
		}
		more := p.out
		columns := allColumns(out.Columns, more.Columns)
		fit(out.Lines, out.Columns, columns)
		fit(pieces, out.Columns, columns)
		fit(more.Lines, more.Columns, columns)
		fit(p.pieces, more.Columns, columns)
		out.Columns = columns
		out.Lines = append(out.Lines, more.Lines...)
		pieces = append(pieces, p.pieces...)
	}
	for i := range pieces {
		k := slices.IndexFunc(out.Lines, func(l budget.Line) bool { return l.Key == pieces[i].Key })
		if k < 0 {
			out.Lines = append(out.Lines, pieces[i])
			continue
		}
		for c := range pieces[i].Cells {
			if out.Lines[k].Cells[c].Printed.Mark == money.Blank && pieces[i].Cells[c].Printed.Mark != money.Blank {
				out.Lines[k].Cells[c] = pieces[i].Cells[c]
			}
		}
	}
	return out
}

// allColumns are the columns that lines side by side have together: those on the right
// may be others than those on the left, 人员经费 │ 公用经费.
func allColumns(left, right []string) []string {
	out := slices.Clone(left)
	for _, c := range right {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// fit gives lines the cells of other columns than they were read with.
func fit(lines []budget.Line, from, to []string) {
	if slices.Equal(from, to) {
		return
	}
	for i := range lines {
		l := &lines[i]
		cells := make([]budget.Cell, len(to))
		for k, c := range to {
			if j := slices.Index(from, c); j >= 0 {
				cells[k] = l.Cells[j]
				continue
			}
			cells[k].Ref = l.Ref
			cells[k].Ref.Column = c
		}
		l.Cells = cells
	}
}

func amountColumns(p *profile.Panel) (out []string) {
	for _, c := range p.Columns {
		if c.Kind == "amount" {
			out = append(out, c.Key)
		}
	}
	return out
}

func isEmpty(t *budget.Table) bool {
	for i := range t.Panels {
		for _, l := range t.Panels[i].Lines {
			for k := range l.Cells {
				if m := l.Cells[k].Printed.Mark; m == money.Number || m == money.Words {
					return false
				}
			}
		}
	}
	return true
}
