package ingest

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// formState is a form being read.
type formState struct {
	s       *state
	x       *formIndex
	p       budget.Project
	open    bool
	foot    bool
	header  []int    // columns of the indicators' head, by role; nil before it
	columns []column // the same, to know them again on the next page
	level1  string
	level2  string
	goalCol int // the column of 年度目标
	scale   money.Unit
	lastKey string       // the field read last, that a broken row goes on
	lastCol int          // and its column
	below   []belowLabel // labels whose fields the next row holds
	tasks   *tableState
	page    int  // of the last row of indicators
	listed  bool // in one table with others

	headLabel string // what the head of the indicators begins with

	unitSaid bool // scale is what the form says
	review   bool // it tells what became of targets: a form of another kind
}

func (s *state) openForm(it *item, x *formIndex) {
	s.closeForm()
	s.table = nil // what comes without a title after a form is no more of a table before it
	f := &formState{s: s, x: x, open: true, goalCol: -1, scale: money.Yuan}
	ref := it.ref
	if s.pending.text != "" {
		ref = s.pending.ref
		f.p.Title = budget.Passage{Text: strings.TrimSpace(s.pending.text), Ref: ref}
		f.p.Year = budget.Passage{Text: strings.TrimSpace(s.year.text), Ref: s.year.ref}
	}
	f.p.HasForm, f.p.Ref, f.p.Refs = true, ref, map[string]place.Ref{}
	f.setUnit(s.formUnit)
	s.pending, s.year, s.formUnit = item{}, item{}, ""
	s.form = f
	if s.section != nil {
		b := &s.section.blocks[len(s.section.blocks)-1]
		if n := len(b.lines); n == 0 || !b.lines[n-1].forms {
			b.lines = append(b.lines, line{ref: s.section.ref(ref), chart: -1, forms: true})
		}
	}
	f.rows(it.grid)
}

// closeForm ends the form being read, or the list of them.
func (s *state) closeForm() {
	s.closeEvaluation()
	s.endForm()
	if s.list != nil {
		s.list.dropAdrift()
		s.list = nil
	}
}

// endForm ends the form being read and keeps its project.
func (s *state) endForm() {
	f := s.form
	if f == nil {
		return
	}
	s.form = nil
	if f.listed && len(f.p.Levels) == 0 { // a unit, over its projects
		s.stray("row", f.p.Name, f.p.Ref)
		return
	}
	if f.review {
		s.stray("table", f.p.Title.Text+" "+f.p.Name, f.p.Ref)
		return
	}
	f.p.Partly = f.p.Partly || f.x.single && f.header == nil
	if f.p.MoneyUnit = f.scale; f.x.single && !f.unitSaid { // amounts of an unknown unit say nothing
		f.p.Annual, f.p.Term, f.p.Printed = budget.Funding{}, budget.Funding{}, nil
	}
	f.p.Ref.Form = f.p.Name
	for k, r := range f.p.Refs {
		r.Form = f.p.Name
		f.p.Refs[k] = r
	}
	for i := range f.p.Indicators {
		f.p.Indicators[i].Ref.Form = f.p.Name
		for _, key := range [...]string{"term_name", "term_value", "year_name", "year_value"} {
			f.p.Indicators[i].At(key).Form = f.p.Name
		}
	}
	if f.p.Title.Text != "" {
		s.d.Outline.Headings = append(s.d.Outline.Headings, budget.Heading{Kind: budget.FormHeading, ID: f.p.Name, Text: f.p.Title.Text, Ref: f.p.Title.Ref})
	}
	if f.x == &s.r.overall {
		s.d.Overall = append(s.d.Overall, f.p)
		return
	}
	s.formList = append(s.formList, f.p)
}

// goesOn reports whether a grid is more of the form: one that does not begin anew.
func (f *formState) goesOn(g *grid) bool {
	if f.foot {
		return false
	}
	return !f.x.starts(g.rows[0])
}

func (f *formState) rows(g *grid) {
	for role, c := range f.columns {
		f.columns[role] = g.again(c)
		f.header[role] = f.columns[role].at
	}
	for i := 0; i < len(g.rows); i++ {
		if i > 0 && f.anew(g.rows[i]) {
			f.s.closeForm()
			f.s.grid(&item{grid: g.part(i, len(g.rows)), ref: *g.refs[i]})
			return
		}
		if end := f.taskRows(g, i); end > i {
			i = end - 1
			continue
		}
		f.row(g, i)
	}
}

// anew reports whether a row begins the next form, in the same grid: with its title,
// or with what it is of.
func (f *formState) anew(row []cell) bool {
	if _, named := f.p.Refs["name"]; !f.x.single || !named {
		return false
	}
	for j := range row {
		if c := &row[j]; !c.blank() {
			return f.x.starts(row) || f.s.isFormTitle(c.plain()) || f.s.isOverallTitle(c.plain())
		}
	}
	return false
}

func (f *formState) row(g *grid, i int) {
	row := g.rows[i]
	x := f.x
	if at := indicatorHead(row); at != nil {
		if f.setHeader(row, at) {
			f.columns = f.columns[:0]
			for _, j := range at {
				f.columns = append(f.columns, g.column(i, j))
			}
		}
		return
	}
	if n, col := x.rowOf(row); n >= 0 {
		f.below = f.below[:0]
		if x.rows[n].labels[0].inside {
			f.foot = true
		}
		f.fields(&x.rows[n], g, i, col)
		return
	}
	if f.header != nil && !f.foot {
		f.indicator(g, i)
		return
	}
	if f.underLabels(row) {
		return
	}
	if len(f.p.Refs) == 0 && f.above(row) {
		return
	}
	f.rest(g, i)
}

// above takes what stands over the form's own rows in the grid: its title, its year,
// its unit of money.
func (f *formState) above(row []cell) bool {
	for j := range row {
		c := &row[j]
		if c.blank() {
			continue
		}
		switch key := c.plain(); {
		case isFormYear(key):
			f.p.Year = budget.Passage{Text: strings.TrimSpace(c.text), Ref: *c.ref}
		case f.s.isOverallTitle(key), f.s.isFormTitle(key):
			f.p.Title = budget.Passage{Text: strings.TrimSpace(c.text), Ref: *c.ref}
		case isMoneyUnitLine(c.text):
			f.setUnit(c.text)
		default:
			return false
		}
	}
	return true
}

// setUnit takes the unit of money that stands over the form.
func (f *formState) setUnit(text string) {
	if u, ok := moneyUnitOf(text); ok {
		f.scale, f.unitSaid = u, true
	}
}

// rest takes a row without a label as the rest of the field before it, where it
// stands in that field's column.
func (f *formState) rest(g *grid, i int) {
	first := true
	for j := range g.rows[i] {
		c := &g.rows[i][j]
		if c.blank() {
			continue
		}
		goesOn := !first || j >= f.lastCol || !f.x.single
		first = false
		if t := f.p.Text(f.lastKey); f.lastKey != "" && t != nil && goesOn {
			*t += strings.TrimSpace(c.text)
			continue
		}
		f.lastKey = ""
		f.p.Partly = true
		f.s.stray("row", c.text, f.ref(c, ""))
	}
}

func (f *formState) ref(c *cell, key string) place.Ref {
	ref := *c.ref
	ref.Row, ref.Text = key, strings.TrimSpace(c.text)
	return ref
}

// fields reads a row of labels and fields: what stands after a label, up to the
// next, is its field's; a label's second occurrence has the second field.
func (f *formState) fields(form *formRowForm, g *grid, i, col int) {
	row := g.rows[i]
	label := -1 // in form.labels
	taken := make([]int, len(form.labels))
	var values []int // columns since the label
	flush := func() {
		if label >= 0 {
			f.give(&form.labels[label], g, i, values)
		}
		values = values[:0]
	}
	for j := col; j < len(row); j++ {
		c := &row[j]
		if c.blank() {
			continue
		}
		if k, rest, ok := form.labelAt(c.text, label, taken); ok {
			flush()
			if form.labels[k].below {
				f.below, label = append(f.below, belowLabel{j, form.labels[k].fields[0]}), -1
				continue
			}
			label = k
			taken[k]++
			if form.labels[k].key == f.x.goals {
				f.goalCol = j
			}
			f.unitOf(c.text)
			if rest != "" {
				f.set(form.labels[k].fields[0], rest, f.ref(c, ""))
			}
			continue
		}
		values = append(values, j)
	}
	flush()
}

// belowLabel is a label, the column that it stands in and the field under it.
type belowLabel struct {
	col int
	key string
}

// underLabels gives what stands in a row without a label to the labels over it: each
// cell to the last that begins in its column or before.
func (f *formState) underLabels(row []cell) bool {
	taken := false
	for j := range row {
		c := &row[j]
		if c.blank() {
			continue
		}
		for k := len(f.below) - 1; k >= 0; k-- {
			if b := f.below[k]; b.col <= j {
				f.set(b.key, strings.TrimSpace(c.text), f.ref(c, ""))
				taken = true
				break
			}
		}
	}
	return taken
}

// labelAt is the row's label that a cell is, not taken before, and what stands
// after it in the cell. Labels come in order, so those behind the last are looked
// at first.
func (r *formRowForm) labelAt(text string, last int, taken []int) (k int, rest string, ok bool) {
	if len(text) > 90 {
		return 0, "", false
	}
	key := fieldKey(text)
	for n := range r.labels {
		k := (last + 1 + n) % len(r.labels)
		l := &r.labels[k]
		if taken[k] > 0 {
			continue
		}
		if l.key == key {
			return k, "", true
		}
		if l.inside {
			if rest, ok := afterLabel(text, []string{strings.TrimRight(l.text, "：:")}); ok {
				return k, rest, true
			}
		}
	}
	return 0, "", false
}

// give hands the values after a label to its fields.
func (f *formState) give(l *labelForm, g *grid, i int, values []int) {
	row := g.rows[i]
	if len(values) == 0 { // left blank: the field is on this row all the same
		for _, key := range l.fields {
			if _, ok := f.p.Refs[key]; !ok && len(row) > 0 {
				ref := f.ref(&row[0], "")
				ref.Row, ref.Text = key, ""
				f.p.Refs[key] = ref
			}
		}
		return
	}
	if len(l.fields) == 0 {
		return
	}
	if len(l.fields) == 1 {
		text := ""
		for _, j := range values {
			if text != "" && f.x.single { // what stands behind is of a label that is not known
				f.s.stray("row", row[j].text, f.ref(&row[j], ""))
				continue
			}
			text += strings.TrimSpace(row[j].text)
		}
		f.lastCol = values[0]
		f.set(l.fields[0], text, f.ref(&row[values[0]], ""))
		return
	}
	for n, j := range values {
		k := n
		if len(values) == 1 && f.goalCol >= 0 && j >= f.goalCol {
			k = 1
		}
		k = min(k, len(l.fields)-1)
		f.set(l.fields[k], strings.TrimSpace(row[j].text), f.ref(&row[j], ""))
	}
}

// set puts a value into a field, after what stands there.
func (f *formState) set(key, text string, ref place.Ref) {
	ref.Row = key
	if t := f.p.Text(key); t != nil {
		if key == "period" && *t != "" { // its first day stands before its last
			*t += "至"
		}
		*t += text
		f.p.Refs[key], f.lastKey = ref, key
		return
	}
	m := f.p.Money(key)
	if m == nil {
		return
	}
	f.p.Refs[key], f.lastKey = ref, ""
	p, err := money.ParsePrinted(text)
	if err != nil || p.Mark != money.Number {
		if p.Mark == money.Words {
			f.s.stray("row", text, ref)
		}
		return
	}
	amount, ok := inFen(p.Value, f.scale)
	if !ok {
		f.s.stray("row", text, ref)
		return
	}
	if f.scale != money.Yuan {
		if f.p.Printed == nil {
			f.p.Printed = map[string]money.Printed{}
		}
		f.p.Printed[key] = p
	}
	*m = budget.Money{Given: true, Amount: amount}
}
