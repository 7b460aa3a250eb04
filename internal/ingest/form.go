package ingest

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// formIndex is the profile's performance form made ready for reading.
type formIndex struct {
	labels map[string]int // folded label → the row that it stands in
	rows   []formRowForm
	goals  string // the label over the year's goals, folded: 年度目标
	levels []levelForm
}

// formRowForm is a row of labels and fields: each label with the fields that
// follow it, in order; a label may stand twice.
type formRowForm struct {
	labels []labelForm
}

type labelForm struct {
	key    string // folded
	text   string // as the profile has it
	fields []string
	inside bool // the field stands in the label's own cell
}

// levelForm is a second-level indicator with the first level that it is under.
type levelForm struct{ first, second, firstKey, secondKey string }

func (r *Reader) indexForm() {
	x := &r.form
	x.labels = map[string]int{}
	for _, row := range r.p.Form.Rows {
		if row.Indicators {
			continue
		}
		var f formRowForm
		for _, c := range row.Cells {
			switch {
			case c.Text != "":
				l := labelForm{key: fieldKey(c.Text), text: c.Text}
				if c.Field != "" {
					l.fields, l.inside = []string{c.Field}, true
				}
				f.labels = append(f.labels, l)
				if _, ok := x.labels[l.key]; !ok {
					x.labels[l.key] = len(x.rows)
				}
			case len(f.labels) > 0:
				l := &f.labels[len(f.labels)-1]
				l.fields = append(l.fields, c.Field)
				if strings.HasPrefix(c.Field, "year_") && len(x.rows) > 0 {
					above := x.rows[len(x.rows)-1].labels
					x.goals = above[len(above)-1].key
				}
			}
		}
		x.rows = append(x.rows, f)
	}
	for _, l := range r.p.Form.Levels {
		for _, s := range l.Second {
			x.levels = append(x.levels, levelForm{l.Name, s, plain(l.Name), plain(s)})
		}
	}
}

// fieldKey is a label made comparable: without marks, brackets and what is in them.
func fieldKey(s string) string {
	t := s
	if !strings.Contains(t, "元") {
		return strings.TrimPrefix(plain(t), "其中")
	}
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if i := strings.Index(t, pair[0]); i > 0 {
			if j := strings.Index(t[i:], pair[1]); j > 0 && strings.Contains(t[i:i+j], "元") {
				t = t[:i] + t[i+j+len(pair[1]):]
			}
		}
	}
	return strings.TrimPrefix(plain(t), "其中")
}

// fits reports whether a grid is a performance form, by its labels.
func (x *formIndex) fits(g *grid) bool {
	if len(x.rows) == 0 || len(g.rows) < 5 {
		return false
	}
	n := 0
	for i := range g.rows[:min(len(g.rows), 12)] {
		if row, _ := x.rowOf(g.rows[i]); row >= 0 {
			n++
		}
		if n >= 4 {
			return true
		}
	}
	return false
}

// rowOf is the row of the form that a row of a grid begins with, and the column
// of its first label; -1 where it begins with none.
func (x *formIndex) rowOf(row []cell) (form, col int) {
	for j := range row {
		c := &row[j]
		if c.blank() {
			continue
		}
		if len(c.text) > 120 {
			return -1, 0
		}
		if i, ok := x.labels[fieldKey(c.text)]; ok {
			return i, j
		}
		if i := x.insideRow(c.text); i >= 0 {
			return i, j
		}
		return -1, 0
	}
	return -1, 0
}

// insideRow finds the row of labels that hold their own field: 负责人：张三.
func (x *formIndex) insideRow(text string) int {
	for i := range x.rows {
		for k := range x.rows[i].labels {
			if l := &x.rows[i].labels[k]; l.inside {
				if _, ok := afterLabel(text, []string{strings.TrimRight(l.text, "：:")}); ok {
					return i
				}
			}
		}
	}
	return -1
}

// isFormTitle reports whether a folded line is the title of a performance form.
func (s *state) isFormTitle(key string) bool {
	want := s.r.titles.form
	if want == "" || len(key) > 120 {
		return false
	}
	if key == want || strings.HasSuffix(key, "绩效目标申报表") || strings.HasSuffix(key, "绩效目标表") || strings.HasSuffix(key, "绩效目标填报表") {
		return true
	}
	return len(key) >= 18 && budget.Distance([]rune(key), []rune(want)) <= 2
}

// isFormYear reports whether a folded line is a form's year: (2023年度).
func isFormYear(key string) bool { return yearless(key) == "Y" }

// formState is a form being read.
type formState struct {
	s       *state
	p       budget.Project
	open    bool
	foot    bool
	header  []int // columns of the indicators' head, by role; nil before it
	level1  string
	level2  string
	goalCol int // the column of 年度目标
	scale   money.Unit
	lastKey string // the field read last, that a broken row goes on
}

func (s *state) openForm(it *item) {
	s.closeForm()
	s.table = nil // what comes without a title after a form is no more of a table before it
	f := &formState{s: s, open: true, goalCol: -1, scale: money.Yuan}
	ref := it.ref
	if s.pending.text != "" {
		ref = s.pending.ref
		f.p.Title = budget.Passage{Text: strings.TrimSpace(s.pending.text), Ref: ref}
		f.p.Year = budget.Passage{Text: strings.TrimSpace(s.year.text), Ref: s.year.ref}
	}
	f.p.HasForm, f.p.Ref, f.p.Refs = true, ref, map[string]place.Ref{}
	s.pending, s.year = item{}, item{}
	s.form = f
	if s.section != nil {
		b := &s.section.blocks[len(s.section.blocks)-1]
		if n := len(b.lines); n == 0 || !b.lines[n-1].forms {
			b.lines = append(b.lines, line{ref: s.section.ref(ref), chart: -1, forms: true})
		}
	}
	f.rows(it.grid)
}

// closeForm ends the form being read and keeps its project.
func (s *state) closeForm() {
	f := s.form
	if f == nil {
		return
	}
	s.form = nil
	f.p.Ref.Form = f.p.Name
	for k, r := range f.p.Refs {
		r.Form = f.p.Name
		f.p.Refs[k] = r
	}
	for i := range f.p.Indicators {
		f.p.Indicators[i].Ref.Form = f.p.Name
	}
	if f.p.Title.Text != "" {
		s.d.Outline.Headings = append(s.d.Outline.Headings, budget.Heading{Kind: budget.FormHeading, ID: f.p.Name, Text: f.p.Title.Text, Ref: f.p.Title.Ref})
	}
	s.formList = append(s.formList, f.p)
}

// goesOn reports whether a grid is more of the form: one that does not begin anew.
func (f *formState) goesOn(g *grid) bool {
	if f.foot {
		return false
	}
	row, _ := f.s.r.form.rowOf(g.rows[0])
	return row != 0
}

func (f *formState) rows(g *grid) {
	for i := range g.rows {
		f.row(g, i)
	}
}

func (f *formState) row(g *grid, i int) {
	row := g.rows[i]
	x := &f.s.r.form
	if at := indicatorHead(row); at != nil {
		f.header = at
		return
	}
	if n, col := x.rowOf(row); n >= 0 {
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
	f.rest(g, i)
}

// rest takes a row without a label as the rest of the field before it.
func (f *formState) rest(g *grid, i int) {
	for j := range g.rows[i] {
		c := &g.rows[i][j]
		if c.blank() {
			continue
		}
		if t := f.p.Text(f.lastKey); f.lastKey != "" && t != nil {
			*t += strings.TrimSpace(c.text)
			continue
		}
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
			label = k
			taken[k]++
			if form.labels[k].key == f.s.r.form.goals {
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

// unitOf takes the unit that a label gives: 项目资金（万元）.
func (f *formState) unitOf(text string) {
	if i := strings.IndexAny(text, "（("); i >= 0 && strings.Contains(text[i:], "元") {
		if u, ok := moneyUnitOf(strings.Trim(text[i:], "（）()")); ok {
			f.scale = u
		}
	}
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
			text += strings.TrimSpace(row[j].text)
		}
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
	*m = budget.Money{Given: true, Amount: amount}
}

// inFen is the exact amount that a decimal is in a unit; ok is false where it is
// none or does not fit.
func inFen(d money.Decimal, u money.Unit) (money.Fen, bool) {
	step, coef := u.Fen(), d.Coef
	for range d.Scale {
		if step%10 == 0 {
			step /= 10
			continue
		}
		if coef%10 != 0 {
			return 0, false
		}
		coef /= 10
	}
	f := money.Fen(coef * step)
	if step != 0 && int64(f)/step != coef {
		return 0, false
	}
	return f, true
}
