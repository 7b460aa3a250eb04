package ingest

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// formIndex is a performance form of the profile made ready for reading.
type formIndex struct {
	form   *profile.Form
	labels map[string]int // folded label → the row that it stands in
	rows   []formRowForm
	goals  string // the label over the year's goals, folded: 年度目标
	levels []levelForm
	single bool // the indicators stand in one block, the year's

	columns map[string]string // of a list of many projects: folded title → field
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
	below  bool // it stands in the row under the label
}

// levelForm is a second-level indicator with the first level that it is under.
type levelForm struct{ first, second, firstKey, secondKey string }

func (r *Reader) formOf(form *profile.Form) formIndex {
	x := formIndex{form: form, labels: map[string]int{}, columns: map[string]string{}}
	for _, c := range form.Columns {
		for _, name := range c.Names {
			x.columns[fieldKey(name)] = c.Key
		}
	}
	for _, row := range form.Rows {
		if row.Indicators {
			x.single = countOf(row.Cells, func(c profile.FormCell) bool { return strings.Contains(c.Text, "指标值") }) == 1
			continue
		}
		var f formRowForm
		for _, c := range row.Cells {
			switch {
			case c.Text != "":
				l := labelForm{key: fieldKey(c.Text), text: c.Text}
				if c.Field != "" {
					l.fields, l.inside, l.below = []string{c.Field}, !c.Below, c.Below
				}
				f.labels = append(f.labels, l)
				if _, ok := x.labels[l.key]; !ok {
					x.labels[l.key] = len(x.rows)
				}
			case len(f.labels) > 0:
				l := &f.labels[len(f.labels)-1]
				l.fields = append(l.fields, c.Field)
				if strings.HasPrefix(c.Field, "year_") && len(l.fields) > 1 && len(x.rows) > 0 {
					above := x.rows[len(x.rows)-1].labels
					x.goals = above[len(above)-1].key
				}
			}
		}
		x.rows = append(x.rows, f)
	}
	for _, l := range form.Levels {
		for _, s := range l.Second {
			x.levels = append(x.levels, levelForm{l.Name, s, plain(l.Name), plain(s)})
		}
	}
	return x
}

func countOf[T any](list []T, is func(T) bool) (n int) {
	for _, x := range list {
		if is(x) {
			n++
		}
	}
	return n
}

// fieldKey is a label made comparable: without marks, and without brackets that hold a
// unit of money or years.
func fieldKey(s string) string {
	t, _, _ := unclosed(s)
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if i := strings.Index(t, pair[0]); i > 0 {
			if j := strings.Index(t[i:], pair[1]); j > 0 && strings.ContainsAny(t[i:i+j], "元年") {
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
	n, named := 0, !x.single
	for i := range g.rows[:min(len(g.rows), 12)] {
		row, _ := x.rowOf(g.rows[i])
		if row >= 0 {
			n++
		}
		named = named || x.starts(g.rows[i])
		if x.single && saysReview(g.rows[i]) {
			return false
		}
		if n >= 4 && named {
			return true
		}
	}
	return false
}

// starts reports whether a row is the first of the form: in one laid out in many ways,
// that which says what it is of.
func (x *formIndex) starts(row []cell) bool {
	n, col := x.rowOf(row)
	if n != 0 || !x.single {
		return n == 0
	}
	k, _, ok := x.rows[0].labelAt(row[col].text, -1, make([]int, len(x.rows[0].labels)))
	l := &x.rows[0].labels[max(k, 0)]
	return ok && len(l.fields) > 0 && l.fields[0] == "name" && indicatorHead(row) == nil
}

// saysReview reports whether a row is of a form that tells what became of targets.
func saysReview(row []cell) bool {
	for j := range row {
		if t := row[j].text; strings.Contains(t, "自评") || strings.Contains(t, "执行数") || strings.Contains(t, "完成值") {
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
		if c.blank() || closes(c.text) {
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

// isFormTitle reports whether a folded line is the title of a performance form, and not
// a sentence that refers to one: 详见项目绩效目标表.
func (s *state) isFormTitle(key string) bool {
	want := s.r.titles.form
	if want == "" || len(key) > 120 || strings.HasPrefix(key, "详见") || strings.HasPrefix(key, "具体见") || strings.HasPrefix(key, "参见") {
		return false
	}
	key = untilYear(key)
	if key == want || strings.HasSuffix(key, "绩效目标申报表") || strings.HasSuffix(key, "绩效目标表") || strings.HasSuffix(key, "绩效目标填报表") {
		return true
	}
	return len(key) >= 18 && budget.Distance([]rune(key), []rune(want)) <= 2
}

// untilYear is a folded title without the year behind it: 项目支出绩效目标表（2023年度）.
func untilYear(key string) string {
	if !strings.HasSuffix(key, "年") && !strings.HasSuffix(key, "年度") {
		return key
	}
	return strings.TrimSuffix(yearless(key), "Y")
}

// isFormYear reports whether a folded line is a form's year: (2023年度).
func isFormYear(key string) bool { return yearless(key) == "Y" }
