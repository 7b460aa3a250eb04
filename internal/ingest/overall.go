package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/place"
)

// isOverallTitle reports whether a folded line is the title of the targets of the
// body's spending as a whole: 部门整体支出绩效目标表.
func (s *state) isOverallTitle(key string) bool {
	return s.r.titles.overall != "" && len(key) <= 120 && strings.Contains(key, "整体") && strings.Contains(key, "绩效目标") && strings.HasSuffix(untilYear(key), "表")
}

// formFor is the form that a grid is, by its labels or after a form's title; nil
// where it is none.
func (s *state) formFor(g *grid) *formIndex {
	forms := []*formIndex{&s.r.form, &s.r.overall}
	if s.isOverallTitle(plain(s.pending.text)) {
		slices.Reverse(forms)
	}
	for _, x := range forms {
		if x.fits(g) || s.pending.text != "" && x.begins(g) {
			return x
		}
	}
	return nil
}

// begins reports whether a grid begins as the form does, or the form is one that
// nothing but forms comes after the title of.
func (x *formIndex) begins(g *grid) bool {
	if len(x.rows) == 0 {
		return false
	}
	return !x.single || x.starts(g.rows[0]) && !slices.ContainsFunc(g.rows[:min(len(g.rows), 12)], saysReview)
}

// taskRows reads the rows of a grid from i on as the list of tasks with their money
// where they begin with its head; the row that it ends before, i where there is none.
func (f *formState) taskRows(g *grid, i int) int {
	if f.x.form.Tasks == "" {
		return i
	}
	at := slices.IndexFunc(f.s.r.tables, func(t tableForm) bool { return t.t.ID == f.x.form.Tasks })
	if at < 0 {
		return i
	}
	form := &f.s.r.tables[at]
	from := slices.IndexFunc(g.rows[i], func(c cell) bool { return !c.blank() && form.names[yearless(c.plain())] })
	if from < 0 {
		return i
	}
	end := i + 1
	for end < len(g.rows) && !f.ends(g.rows[end]) {
		end++
	}
	f.readTasks(form, g, i, end, from)
	return end
}

// ends reports whether a row is one of the form's own again.
func (f *formState) ends(row []cell) bool {
	n, _ := f.x.rowOf(row)
	return n >= 0 || indicatorHead(row) != nil
}

func (f *formState) readTasks(form *tableForm, g *grid, from, to, left int) {
	part := &grid{cols: g.cols - left, refs: g.refs[from:to], spans: g.spans}
	for _, row := range g.rows[from:to] {
		part.rows = append(part.rows, row[min(left, len(row)):])
	}
	if f.tasks == nil {
		title := item{text: f.p.Title.Text, ref: f.p.Title.Ref}
		if title.text == "" {
			title = item{text: f.s.r.fixed(form.t.Title), ref: f.p.Ref}
		}
		f.tasks = &tableState{s: f.s, form: form, title: title, unit: f.s.r.p.Unit(form.t)}
		f.s.read = append(f.s.read, f.tasks)
	}
	for _, row := range part.rows[:min(2, len(part.rows))] {
		for j := range row {
			if _, ok := bracketedUnit(row[j].text); ok && !row[j].blank() {
				f.tasks.setUnit(strings.Trim(row[j].text[strings.IndexAny(row[j].text, "（("):], "（）()"), *row[j].ref)
			}
		}
	}
	var ref place.Ref
	if len(part.refs) > 0 && part.refs[0] != nil {
		ref = *part.refs[0]
	}
	f.tasks.add(&item{grid: part, ref: ref})
}
