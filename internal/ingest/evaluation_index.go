package ingest

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// evaluationIndex is the profile's evaluation made ready for reading: what each
// folded name means.
type evaluationIndex struct {
	form    *profile.Evaluation
	labels  map[string]string
	funds   map[string]string
	columns map[string]int
	marks   map[string]string
	totals  map[string]bool
}

func (r *Reader) indexEvaluation() {
	e := &r.p.Evaluation
	x := evaluationIndex{form: e, labels: map[string]string{}, funds: map[string]string{}, columns: map[string]int{}, marks: map[string]string{}, totals: map[string]bool{}}
	for _, l := range e.Labels {
		eachName(l.Names, func(key string) { x.labels[key] = l.Key })
	}
	for _, f := range e.Funds {
		eachName(f.Names, func(key string) { x.funds[key] = f.Key })
	}
	for _, c := range e.Columns {
		eachName(c.Names, func(key string) { x.columns[key] = budget.EvaluationColumnOf(c.Key) })
	}
	for _, m := range e.Marks {
		eachName(m.Names, func(key string) { x.marks[key] = m.Key })
	}
	eachName(e.Totals, func(key string) { x.totals[key] = true })
	r.evaluation = x
}

func eachName(names []string, put func(key string)) {
	for _, n := range names {
		put(unbracketed(n))
	}
}

// unbracketed is a label made comparable, without what stands in brackets and
// without 其中 before it: 其中：财政拨款, 执行率（B/A）, 产出指标（50分）.
func unbracketed(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '（', '(':
			depth++
		case '）', ')':
			depth = max(depth-1, 0)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return strings.TrimPrefix(plain(b.String()), "其中")
}

// isEvaluationTitle reports whether a folded line is the title of an evaluation:
// 项目支出绩效自评表, 2023年度部门整体支出绩效自评表.
func (s *state) isEvaluationTitle(key string) bool {
	if s.r.evaluation.form.Title == "" || len(key) > 150 || !strings.Contains(key, "自评") {
		return false
	}
	return strings.HasSuffix(untilYear(key), "自评表")
}

// isEvaluation reports whether a grid is an evaluation, by its labels or after the
// title of one.
func (s *state) isEvaluation(g *grid) bool {
	x := &s.r.evaluation
	titled := s.isEvaluationTitle(plain(s.pending.text))
	return x.fits(g, titled) || titled && x.starts(g.rows[0])
}

// marksHead reads a row, with the row below it where the head has two, as the head
// of the indicators: the column of each key, and how many rows it takes; 0 where it
// is no such head.
func (x *evaluationIndex) marksHead(g *grid, i int) (at map[string]int, rows int) {
	at = map[string]int{}
	x.markColumns(g.rows[i], at)
	if isMarksHead(at) {
		return at, 1
	}
	if len(at) == 0 || i+1 >= len(g.rows) {
		return nil, 0
	}
	below := map[string]int{}
	if !x.markColumns(g.rows[i+1], below) {
		return nil, 0
	}
	taken := map[int]bool{}
	for _, j := range below {
		taken[j] = true
	}
	for key, j := range at {
		if _, again := below[key]; !again && !taken[j] {
			below[key] = j
		}
	}
	if isMarksHead(below) {
		return below, 2
	}
	return nil, 0
}

// isMarksHead reports whether columns are those of indicators of which it is told
// what became.
func isMarksHead(at map[string]int) bool {
	has := func(keys ...string) bool {
		for _, k := range keys {
			if _, ok := at[k]; ok {
				return true
			}
		}
		return false
	}
	return has("二级指标", "三级指标") && has("指标值") && has("完成值", "得分") && has("分值", "得分", "原因")
}

// markColumns notes which column each cell of a row heads, and reports whether all
// of them head one.
func (x *evaluationIndex) markColumns(row []cell, at map[string]int) bool {
	all := true
	for j := range row {
		if row[j].blank() {
			continue
		}
		key, ok := "", false
		if len(row[j].text) <= 120 {
			key, ok = x.marks[unbracketed(row[j].text)]
		}
		if !ok {
			all = false
			continue
		}
		if _, again := at[key]; !again {
			at[key] = j
		}
	}
	return all
}

// fundsHead reads a row as the head of the money: the grid's column of each column,
// -1 for one that it has not; nil where it is no such head.
func (x *evaluationIndex) fundsHead(row []cell) []int {
	at := make([]int, budget.EvaluationColumns)
	for i := range at {
		at[i] = -1
	}
	n := 0
	for j := range row {
		if row[j].blank() || len(row[j].text) > 90 {
			continue
		}
		if k, ok := x.columns[unbracketed(row[j].text)]; ok {
			if at[k] < 0 {
				n++
			}
			at[k] = j // of two that are called so, the one behind: 年度预算数（万元）│年初预算│…
		}
	}
	if n < 3 || at[budget.EvaluationExecuted] < 0 {
		return nil
	}
	return at
}

// fits reports whether a grid is an evaluation: it says of what it is, unless a title
// does, and has a head of money with points or of indicators.
func (x *evaluationIndex) fits(g *grid, named bool) bool {
	if x.form.Title == "" {
		return false
	}
	headed := false
	for i := range g.rows[:min(len(g.rows), 20)] {
		named = named || !headed && x.starts(g.rows[i])
		if at := x.fundsHead(g.rows[i]); at != nil && (at[budget.EvaluationScore] >= 0 || at[budget.EvaluationWeight] >= 0) {
			headed = true
		}
		if _, n := x.marksHead(g, i); n > 0 {
			headed = true
		}
		if named && headed {
			return true
		}
	}
	return false
}

// labelOf is the field that a cell labels, and what stands in the cell after the label:
// 项目名称：林区道路管护.
func (x *evaluationIndex) labelOf(text string) (key, said string, ok bool) {
	if len(text) > 300 {
		return "", "", false
	}
	if key, ok = x.labels[unbracketed(text)]; ok {
		return key, "", true
	}
	label, rest, colon := strings.Cut(strings.ReplaceAll(text, ":", "："), "：")
	if rest = strings.TrimSpace(rest); !colon || rest == "" {
		return "", "", false
	}
	key, ok = x.labels[unbracketed(label)]
	return key, rest, ok
}

// starts reports whether a row is the first of an evaluation: what it is of.
func (x *evaluationIndex) starts(row []cell) bool {
	for j := range row {
		if c := &row[j]; !c.blank() {
			key, _, _ := x.labelOf(c.text)
			return key == "name" || key == "unit"
		}
	}
	return false
}
