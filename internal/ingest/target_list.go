package ingest

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// targetList is a table of the targets of many projects being read: the columns left of
// the indicators say which project they are of.
type targetList struct {
	s      *state
	title  item
	year   item
	unit   money.Unit
	said   bool              // unit is what the table says
	fields map[string]column // of the project, by key
	head   []column          // of the indicators, by role

	named  string // the project's name, folded
	merged bool   // names reach over all rows of their project
	page   int    // of the last row
	adrift []row  // rows at the foot of a page whose project's name stands on the next
}

// row is a row of a grid.
type row struct {
	g *grid
	i int
}

// listHead reads the first rows of a grid, up to two, as the head of a list of targets:
// its columns, and the rows that it takes; 0 where it is none.
func (x *formIndex) listHead(g *grid, i int) (fields map[string]column, head []column, rows int) {
	if len(x.columns) == 0 {
		return nil, nil, 0
	}
	for n := 1; n <= 2 && i+n <= len(g.rows); n++ {
		titles := headOver(g, i, n)
		at := indicatorHead(titles)
		if at == nil || !x.single || saysReview(titles) {
			continue
		}
		first := at[termSecond]
		if at[firstLevel] >= 0 {
			first = min(first, at[firstLevel])
		}
		fields = map[string]column{}
		for j := range titles[:first] {
			key, ok := x.columns[strings.TrimPrefix(yearless(fieldKey(titles[j].text)), "Y")]
			if _, again := fields[key]; ok && !again && !titles[j].blank() {
				fields[key] = g.column(i+n-1, j)
			}
		}
		if _, ok := fields["name"]; !ok {
			return nil, nil, 0
		}
		for role, j := range at {
			if role == unitOf && j < first { // 单位 of the project, not of its values
				j = -1
			}
			head = append(head, g.column(i+n-1, j))
		}
		return fields, head, n
	}
	return nil, nil, 0
}

// headOver are the lowest titles over each column in rows of a head.
func headOver(g *grid, i, n int) []cell {
	out := make([]cell, len(g.rows[i]))
	for y := range n {
		for j := range g.rows[i+y] {
			c := g.rows[i+y][j]
			if j >= len(out) || strings.TrimSpace(c.text) == "" {
				continue
			}
			if y == n-1 && j > 0 && c.covered && c.text == g.rows[i+y][j-1].text {
				continue // the title of the column before reaches over it
			}
			c.covered = false
			out[j] = c
		}
	}
	return out
}

// opensList begins a list of targets where a grid is one.
func (s *state) opensList(it *item) bool {
	g := it.grid
	for i := range g.rows[:min(len(g.rows), 4)] {
		fields, head, n := s.r.form.listHead(g, i)
		if n == 0 {
			continue
		}
		s.closeForm()
		l := &targetList{s: s, title: s.pending, year: s.year, unit: money.Yuan, fields: fields, head: head}
		if l.unit, l.said = moneyUnitOf(s.formUnit); !l.said && s.table != nil {
			l.unit, l.said = s.table.unit, s.table.unitLine.Text != ""
		}
		for _, c := range headOver(g, i, n) {
			if u, ok := bracketedUnit(c.text); ok {
				l.unit, l.said = u, true
			}
		}
		s.pending, s.year, s.formUnit, s.table = item{}, item{}, "", nil
		s.list = l
		l.rows(g, i+n)
		return true
	}
	return false
}

// goesOn reports whether a grid is more of the list: no form begins with it, and it has
// the list's columns.
func (l *targetList) goesOn(g *grid) bool {
	if _, _, n := l.s.r.form.listHead(g, 0); n > 0 {
		return true
	}
	name := g.again(l.fields["name"])
	value := g.again(l.head[termValue])
	return !l.s.r.form.starts(g.rows[0]) && name.at >= 0 && (value.at >= 0 || l.head[termValue].at < 0) && max(name.at, value.at) < g.cols
}

// more reads a list's rows on another page, without the head if that is there again.
func (l *targetList) more(g *grid) {
	from := 0
	if fields, head, n := l.s.r.form.listHead(g, 0); n > 0 {
		l.fields, l.head, from = fields, head, n
	} else {
		for key, c := range l.fields {
			l.fields[key] = g.again(c)
		}
		for role, c := range l.head {
			l.head[role] = g.again(c)
		}
	}
	l.rows(g, from)
}

func (l *targetList) rows(g *grid, from int) {
	name := l.fields["name"].at
	for i := from; i < len(g.rows); i++ {
		if name >= 0 && name < len(g.rows[i]) && g.rows[i][name].covered && g.rows[i][name].text != "" {
			l.merged = true
		}
	}
	for i := from; i < len(g.rows); i++ {
		if !blankRow(g.rows[i]) {
			l.row(g, i)
		}
	}
}

// row reads a row: of the project whose name stands in it or was the last to stand, or
// of one whose name the next page has.
func (l *targetList) row(g *grid, i int) {
	cells := g.rows[i]
	turned := pageOf(cells) > l.page && l.page > 0
	l.page = max(l.page, pageOf(cells))
	c := l.cell(cells, "name")
	switch {
	case c != nil && !c.blank():
		l.project(cells, c, turned)
	case c != nil && !c.covered && l.merged && !turned || len(l.adrift) > 0 && !turned:
		l.adrift = append(l.adrift, row{g, i})
		return
	}
	l.dropAdrift()
	l.read(g, i, turned)
}

// read gives a row to the project that is open. Turned is set for the first of a page.
func (l *targetList) read(g *grid, i int, turned bool) {
	f := l.s.form
	if f == nil {
		l.s.strayRow(g.rows[i])
		return
	}
	f.header = f.header[:0]
	for _, c := range l.head {
		f.header = append(f.header, c.at)
	}
	l.give(f, g.rows[i], turned)
	if f.indicator(g, i); f.foot {
		l.s.strayRow(g.rows[i])
		f.foot, f.p.Partly = false, true
	}
}

// project opens the project of a name, unless it is open: its name again, row by row or
// on the next page.
func (l *targetList) project(cells []cell, c *cell, turned bool) {
	key := plain(c.text)
	if of := l.cell(cells, "executor"); of != nil && !of.covered {
		key += "\t" + plain(of.text)
	}
	if key == l.named || strings.HasPrefix(l.named, plain(c.text)+"\t") && !strings.Contains(key, "\t") {
		return
	}
	l.named = key
	l.s.endForm()
	if totalNames[plain(c.text)] {
		return
	}
	f := &formState{s: l.s, x: &l.s.r.form, open: true, goalCol: -1, scale: l.unit, unitSaid: l.said, listed: true}
	f.p.HasForm, f.p.Ref, f.p.Refs = true, *c.ref, map[string]place.Ref{}
	if l.title.text != "" { // the first has the title
		f.p.Title = budget.Passage{Text: strings.TrimSpace(l.title.text), Ref: l.title.ref}
		f.p.Year = budget.Passage{Text: strings.TrimSpace(l.year.text), Ref: l.year.ref}
		l.title, l.year = item{}, item{}
	}
	l.s.form = f
	if turned {
		for _, r := range l.adrift {
			l.read(r.g, r.i, false)
		}
		l.adrift = nil
	}
}

// dropAdrift lets go of rows whose project is not known.
func (l *targetList) dropAdrift() {
	for _, r := range l.adrift {
		l.s.strayRow(r.g.rows[r.i])
	}
	l.adrift = nil
}

// cell is the cell of a field in a row; nil where the list has not that field.
func (l *targetList) cell(cells []cell, key string) *cell {
	c, ok := l.fields[key]
	if !ok || c.at < 0 || c.at >= len(cells) {
		return nil
	}
	return &cells[c.at]
}

// give hands the fields that stand in a row to the project, each but once: a list may
// say them again in every row. A text that the page broke goes on in the first row of the
// next.
func (l *targetList) give(f *formState, cells []cell, turned bool) {
	name := l.cell(cells, "name")
	goesOn := turned && (name == nil || name.blank())
	for key := range l.fields {
		c := l.cell(cells, key)
		if c == nil || c.blank() {
			continue
		}
		if was, have := f.p.Refs[key]; have {
			if m := f.p.Money(key); m != nil && l.merged && was.Text != strings.TrimSpace(c.text) { // of parts of it: which is all is not said
				*m = budget.Money{}
				delete(f.p.Printed, key)
			}
			if t := f.p.Text(key); t != nil && goesOn {
				*t += strings.TrimSpace(c.text)
			}
			continue
		}
		f.set(key, strings.TrimSpace(c.text), f.ref(c, ""))
	}
}
