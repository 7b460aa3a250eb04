package ingest

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// evaluationState is an evaluation being read.
type evaluationState struct {
	s     *state
	x     *evaluationIndex
	e     budget.Evaluation
	unit  string            // 部门（单位）名称: of what it is where it names no project
	funds []column          // of the money; nil but under its head
	marks map[string]column // of the indicators; nil before their head
	texts map[string]column // under which the goal and what became of it stand
	level [2]string         // the first and second level that a row stands under
	group [2]int            // one more than the group of each that has points of its own
	torn  [2]bool           // whether the row above had no cell of that level
	spans bool              // the grid knows its spans
}

func (s *state) openEvaluation(it *item) {
	s.closeForm()
	s.table = nil
	f := &evaluationState{s: s, x: &s.r.evaluation}
	ref := it.ref
	if s.pending.text != "" {
		ref = s.pending.ref
		f.e.Title = budget.Passage{Text: strings.TrimSpace(s.pending.text), Ref: ref}
		f.e.Year = budget.Passage{Text: strings.TrimSpace(s.year.text), Ref: s.year.ref}
	}
	f.e.Ref, f.e.MoneyUnit = ref, s.r.p.Style.MoneyUnit
	f.e.Whole = strings.Contains(f.e.Title.Text, "整体")
	f.setUnit(s.formUnit)
	for _, it := range s.fields {
		key, said, _ := f.x.labelOf(it.text)
		f.set(key, said)
	}
	s.pending, s.year, s.formUnit, s.fields = item{}, item{}, "", nil
	s.review = f
	f.rows(it.grid)
}

// closeEvaluation ends the evaluation being read and keeps it.
func (s *state) closeEvaluation() {
	f := s.review
	if f == nil {
		return
	}
	s.review = nil
	if len(f.e.Funds)+len(f.e.Marks) == 0 {
		s.stray("table", strings.TrimSpace(f.e.Title.Text+" "+f.e.Name), f.e.Ref)
		return
	}
	switch {
	case f.e.Name == "":
		f.e.Name, f.e.Whole = f.unit, f.e.Whole || f.unit != ""
	case f.e.Executor == "":
		f.e.Executor = f.unit
	}
	if f.e.Title.Text != "" {
		s.d.Outline.Headings = append(s.d.Outline.Headings, budget.Heading{Kind: budget.FormHeading, ID: f.e.Name, Text: f.e.Title.Text, Ref: f.e.Title.Ref})
	}
	s.d.Evaluations = append(s.d.Evaluations, f.e)
}

// goesOn reports whether a grid is more of the evaluation: it does not begin anew, and
// the row of all points is still to come.
func (f *evaluationState) goesOn(g *grid) bool {
	t := &f.e.Total
	return !f.x.starts(g.rows[0]) && t.Weight.Printed.Mark != money.Number && t.Score.Printed.Mark != money.Number
}

func (f *evaluationState) rows(g *grid) {
	f.spans = g.spans
	f.align(g)
	for i := 0; i < len(g.rows); i++ {
		if f.anew(g.rows[i]) {
			f.s.closeEvaluation()
			f.s.grid(&item{grid: g.part(i, len(g.rows)), ref: *g.refs[i]})
			return
		}
		if at, n := f.x.marksHead(g, i); n > 0 {
			f.marks, f.funds, f.texts = map[string]column{}, nil, nil
			for key, j := range at {
				f.marks[key] = g.column(i+n-1, j)
			}
			f.e.Reasons = f.e.Reasons || f.column("原因") >= 0
			i += n - 1
			continue
		}
		f.row(g, i)
	}
}

// align finds the columns again in a grid on the next page.
func (f *evaluationState) align(g *grid) {
	for k, c := range f.funds {
		f.funds[k] = g.again(c)
	}
	for key, c := range f.marks {
		f.marks[key] = g.again(c)
	}
	for key, c := range f.texts {
		f.texts[key] = g.again(c)
	}
}

// anew reports whether a row begins the next evaluation in the same grid.
func (f *evaluationState) anew(row []cell) bool {
	if len(f.e.Funds)+len(f.e.Marks) == 0 {
		return false
	}
	for j := range row {
		if c := &row[j]; !c.blank() {
			return f.x.starts(row) || f.s.isEvaluationTitle(c.plain())
		}
	}
	return false
}

func (f *evaluationState) row(g *grid, i int) {
	row := g.rows[i]
	switch head := f.x.fundsHead(row); {
	case blankRow(row):
	case head != nil:
		f.funds, f.marks, f.texts = nil, nil, nil
		for _, j := range head {
			f.funds = append(f.funds, g.column(i, j))
		}
		f.unitIn(row)
	case f.marks != nil:
		f.mark(row)
	case f.fields(g, i), f.funds != nil && f.fund(row), f.under(row), f.above(row):
	default:
		f.s.strayRow(row)
	}
}

// above takes what stands over the form's own rows in the grid: its title, its
// year, its unit of money.
func (f *evaluationState) above(row []cell) bool {
	if len(f.e.Funds)+len(f.e.Marks) > 0 {
		return false
	}
	for j := range row {
		c := &row[j]
		if c.blank() {
			continue
		}
		switch key := c.plain(); {
		case isFormYear(key):
			f.e.Year = budget.Passage{Text: strings.TrimSpace(c.text), Ref: *c.ref}
		case f.s.isEvaluationTitle(key):
			f.e.Title = budget.Passage{Text: strings.TrimSpace(c.text), Ref: *c.ref}
			f.e.Whole = strings.Contains(key, "整体")
		case isMoneyUnitLine(c.text):
			f.setUnit(c.text)
		default:
			return false
		}
	}
	return true
}

func (f *evaluationState) setUnit(text string) {
	if u, ok := moneyUnitOf(text); ok {
		f.e.MoneyUnit, f.e.UnitSaid = u, true
	}
}

// unitIn takes the unit that a label or a head gives: 项目资金（万元）.
func (f *evaluationState) unitIn(row []cell) {
	for j := range row {
		if u, ok := bracketedUnit(row[j].text); ok && !row[j].blank() {
			f.e.MoneyUnit, f.e.UnitSaid = u, true
			return
		}
	}
}

// fields reads a row of labels, each with what stands behind it; false for a row
// that begins with none. The goal and what became of it stand below their labels.
func (f *evaluationState) fields(g *grid, i int) bool {
	row := g.rows[i]
	label, known := "", false
	for j := range row {
		c := &row[j]
		if c.blank() {
			continue
		}
		key, said, is := f.x.labelOf(c.text)
		switch {
		case is:
			if !known {
				f.funds, f.texts = nil, nil
			}
			label, known = key, true
			if key == "goal" || key == "done" {
				if f.texts == nil {
					f.texts = map[string]column{}
				}
				f.texts[key] = g.column(i, j)
			}
			if said != "" {
				f.set(key, said)
			}
		case !known:
			return false
		default:
			f.set(label, strings.TrimSpace(c.text))
			label = ""
		}
	}
	return known
}

// set puts a text into a field that has none yet.
func (f *evaluationState) set(key, text string) {
	to := map[string]*string{"name": &f.e.Name, "unit": &f.unit, "body": &f.e.Body, "executor": &f.e.Executor}[key]
	if to != nil && *to == "" {
		*to = text
	}
}

// under takes the texts below the labels of the goal and of what became of it.
func (f *evaluationState) under(row []cell) bool {
	if f.texts == nil {
		return false
	}
	for key, to := range map[string]*string{"goal": &f.e.Goal, "done": &f.e.Done} {
		if c, ok := f.texts[key]; ok && c.at >= 0 && c.at < len(row) && !row[c.at].blank() {
			*to += strings.TrimSpace(row[c.at].text)
		}
	}
	return true
}

// fund reads a row of the money; false for one that has none.
func (f *evaluationState) fund(row []cell) bool {
	first := len(row)
	for _, c := range f.funds {
		if c.at >= 0 {
			first = min(first, c.at)
		}
	}
	out := budget.EvaluationFund{}
	var named *cell
	for j := range row[:first] {
		if c := &row[j]; !c.blank() {
			named = c
		}
	}
	amounts := false
	for k, c := range f.funds {
		if out.Cells[k] = f.number(row, c.at); k == budget.EvaluationRate {
			ofOne(&out.Cells[k], row, c.at)
		}
		amounts = amounts || out.Cells[k].Printed.Mark == money.Number
	}
	if named == nil && !amounts {
		return false
	}
	if named != nil {
		f.unitIn(row[:first])
		out.Name, out.Ref = strings.TrimSpace(named.text), *named.ref
		out.Key = f.x.funds[unbracketed(named.text)]
	}
	if out.Key == "" && !amounts {
		return false
	}
	if out.Key == "" || f.e.Fund(out.Key) >= 0 { // of another origin, or again: the sums are not known
		out.Key, f.e.Partly = "", true
	}
	f.e.Funds = append(f.e.Funds, out)
	return true
}

// number reads a cell as a number: points may have their 分 after them, rates their %.
func (f *evaluationState) number(row []cell, j int) (out budget.Cell) {
	if j < 0 || j >= len(row) || row[j].ref == nil {
		return out
	}
	c := &row[j]
	out.Ref = *c.ref
	if c.covered {
		return out
	}
	out.Doubt = c.doubt
	text := strings.TrimRight(strings.TrimSpace(c.text), "分%％ ")
	out.Printed, _ = money.ParsePrinted(text)
	if text == "/" { // nothing belongs there
		out.Printed.Mark = money.Dash
	}
	out.Ref.Text = out.Printed.Text
	return out
}

// ofOne leaves a rate out that is one of one and not of a hundred: 0.95.
func ofOne(c *budget.Cell, row []cell, j int) {
	v := c.Printed.Value
	if c.Printed.Mark == money.Number && v.Cmp(money.Decimal{Coef: 1}) <= 0 && !strings.ContainsAny(row[j].text, "%％") {
		c.Printed.Mark = money.Words
	}
}
