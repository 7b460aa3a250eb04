package ingest

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// isTotal reports whether a row is that of all points.
func (f *evaluationState) isTotal(row []cell) bool {
	for j := range row {
		if c := &row[j]; !c.blank() {
			return len(c.text) <= 60 && f.x.totals[unbracketed(c.text)]
		}
	}
	return false
}

// total reads the row of all points: where the columns are, else what numbers stand
// behind its name.
func (f *evaluationState) total(row []cell) {
	t := budget.EvaluationPoints{Weight: f.number(row, f.column("分值")), Score: f.number(row, f.column("得分"))}
	if t.Weight.Printed.Mark != money.Number && t.Score.Printed.Mark != money.Number {
		var list []budget.Cell
		for j := range row {
			if c := f.number(row, j); c.Printed.Mark == money.Number {
				list = append(list, c)
			}
		}
		switch len(list) {
		case 1:
			t.Score = list[0]
		case 2:
			t.Weight, t.Score = list[0], list[1]
		default:
			f.s.strayRow(row)
			return
		}
	}
	f.e.Total, f.marks = t, nil // what stands below are no indicators
}

func (f *evaluationState) column(key string) int {
	if c, ok := f.marks[key]; ok {
		return c.at
	}
	return -1
}

// mark reads a row under the head of the indicators.
func (f *evaluationState) mark(row []cell) {
	if f.isTotal(row) {
		f.total(row)
		return
	}
	text := func(key string) string {
		if j := f.column(key); j >= 0 && j < len(row) && !row[j].covered {
			return strings.TrimSpace(row[j].text)
		}
		return ""
	}
	m := budget.EvaluationMark{Name: text("三级指标"), Actual: text("完成值"), Reason: text("原因")}
	if j := f.column("原因"); j >= 0 && j < len(row) && row[j].covered { // one for several indicators
		m.Reason = strings.TrimSpace(row[j].text)
	}
	if m.Target = text("指标值"); m.Target != "" {
		m.Target = signOf(text("指标性质"), m.Target) + m.Target + unitAfter(m.Target, text("计量单位"))
	}
	m.Weight, m.Score = f.number(row, f.column("分值")), f.number(row, f.column("得分"))
	points := m.Weight.Printed.Mark == money.Number || m.Score.Printed.Mark == money.Number
	if !points && (m.Name == "" || m.Target+m.Actual == "") {
		f.rest(row, &m)
		return
	}
	f.levels(row)
	f.tear(row)
	m.Level1, m.Level2 = f.level[0], f.level[1]
	for j := range row {
		if !row[j].blank() {
			m.Ref = *row[j].ref
			break
		}
	}
	f.e.Marks = append(f.e.Marks, m)
	for _, g := range f.group {
		if g > 0 {
			f.e.Groups[g-1].To = len(f.e.Marks)
		}
	}
}

// levels takes the levels that a row names: they hold for the rows below. A level may
// have its points beside its name.
func (f *evaluationState) levels(row []cell) {
	for n, key := range levelColumns {
		j := f.column(key)
		if j < 0 || j >= len(row) || row[j].blank() {
			continue
		}
		name := unbracketed(row[j].text)
		if f.level[n] == name { // again, on the next page
			continue
		}
		torn := f.torn[n]
		f.level[n], f.group[n] = name, 0
		if torn {
			continue // the rows above may be its own: what its points are to make is not known
		}
		if n == 0 {
			f.level[1], f.group[1] = "", 0
		}
		points, err := money.ParsePrinted(strings.TrimSuffix(afterBracket(row[j].text), "分"))
		if err != nil || points.Mark != money.Number {
			continue
		}
		ref := *row[j].ref
		ref.Text = points.Text
		f.e.Groups = append(f.e.Groups, budget.EvaluationGroup{
			Name: name, Weight: budget.Cell{Printed: points, Ref: ref, Doubt: row[j].doubt}, From: len(f.e.Marks), To: len(f.e.Marks),
		})
		f.group[n] = len(f.e.Groups)
	}
}

// tear notes where the cell of a level that reaches over several rows was broken over
// the page, and its name stands with the other part: which rows are under it is not known.
func (f *evaluationState) tear(row []cell) {
	for n, key := range levelColumns {
		j := f.column(key)
		if j < 0 || j >= len(row) || row[j].covered {
			continue
		}
		blank := row[j].blank()
		if blank && f.spans && f.group[n] > 0 {
			g := &f.e.Groups[f.group[n]-1]
			g.To, f.group[n] = g.From, 0
		}
		f.torn[n] = blank && f.spans
	}
}

var levelColumns = [2]string{"一级指标", "二级指标"}

// afterBracket is what stands in the last brackets of a text; empty where there are
// none.
func afterBracket(s string) string {
	i := max(strings.LastIndex(s, "（"), strings.LastIndex(s, "("))
	if i < 0 {
		return ""
	}
	return strings.Trim(strings.TrimSpace(s[i:]), "（）()")
}

// rest takes a row that is no indicator of its own: a level without one, or the rest
// of the row above, broken over the page.
func (f *evaluationState) rest(row []cell, m *budget.EvaluationMark) {
	within := len(f.e.Marks) > 0
	level := true
	for j := range row {
		if row[j].blank() {
			continue
		}
		is := j == f.column("一级指标") || j == f.column("二级指标")
		level = level && is && len(row[j].text) <= 60
		within = within && !is && f.heads(j)
	}
	switch {
	case level && len(f.e.Marks) > 0 && f.levelGoesOn(row):
	case level:
		f.levels(row)
	case within:
		last := &f.e.Marks[len(f.e.Marks)-1]
		last.Name += m.Name
		last.Target += m.Target
		last.Actual += m.Actual
		last.Reason += m.Reason
	default:
		f.s.strayRow(row)
	}
}

// levelGoesOn takes the end of the second level's name, which the page broke off:
// 服务对象满意度指 and 标.
func (f *evaluationState) levelGoesOn(row []cell) bool {
	last := &f.e.Marks[len(f.e.Marks)-1]
	j := f.column("二级指标")
	if j < 0 || j >= len(row) || row[j].blank() || strings.HasSuffix(last.Level2, "指标") {
		return false
	}
	whole := last.Level2 + unbracketed(row[j].text)
	if !strings.HasSuffix(whole, "指标") || strings.HasSuffix(unbracketed(row[j].text), "指标") {
		return false
	}
	last.Level2, f.level[1] = whole, whole
	return true
}

// heads reports whether a column is one of the indicators'.
func (f *evaluationState) heads(j int) bool {
	for _, c := range f.marks {
		if c.at == j {
			return true
		}
	}
	return false
}
