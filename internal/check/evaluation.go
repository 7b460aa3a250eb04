package check

import (
	"strconv"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// The parts of an evaluation that numbers stand in, in order.
const (
	evaluationFunds = iota
	evaluationMarks
	evaluationTotal
	evaluationGroups
)

// the columns of points.
const (
	pointsWeight = iota
	pointsScore
	pointsColumns
)

// addEvaluations adds the numbers of the forms that tell what became of targets.
func (s *Subject) addEvaluations() {
	for i := range s.Evaluations {
		e := &s.Evaluations[i]
		s.reviews = append(s.reviews, Var(len(s.numbers)))
		amounts, points := scalesOf(e)
		for k := range e.Funds {
			for c := range e.Funds[k].Cells {
				s.numbers = append(s.numbers, reviewNumber(e, i, k, c, amounts).allowed())
			}
		}
		at := func(part, line, column int, c *budget.Cell) number {
			return number{class: Points, kind: ofReview, owner: int32(i), panel: int16(part), line: int32(line), column: int32(column), printed: c.Printed}
		}
		weight := func(part, line int, c *budget.Cell) {
			n := at(part, line, pointsWeight, c)
			n.exact = true
			s.numbers = append(s.numbers, n.allowed())
		}
		for k := range e.Marks {
			m := &e.Marks[k]
			weight(evaluationMarks, k, &m.Weight)
			n := at(evaluationMarks, k, pointsScore, &m.Score)
			n.printed, n.exact = finer(n.printed, points), points == 0
			s.numbers = append(s.numbers, n.allowed())
		}
		weight(evaluationTotal, 0, &e.Total.Weight)
		s.numbers = append(s.numbers, at(evaluationTotal, 0, pointsScore, &e.Total.Score).allowed())
		for k := range e.Groups {
			weight(evaluationGroups, k, &e.Groups[k].Weight)
		}
	}
}

// reviewNumber is a number of the money of an evaluation.
func reviewNumber(e *budget.Evaluation, owner, line, column int, scale uint8) number {
	n := number{kind: ofReview, owner: int32(owner), panel: evaluationFunds, line: int32(line), column: int32(column), printed: e.Funds[line].Cells[column].Printed}
	switch column {
	case budget.EvaluationWeight:
		n.class, n.exact = Points, true
	case budget.EvaluationScore:
		n.class = Points
	case budget.EvaluationRate:
		n.class = Percent
	default:
		n.unit = e.MoneyUnit
		n.printed = finer(n.printed, min(scale, 2))
	}
	return n
}

// scalesOf is the greatest number of decimals of an evaluation's amounts, and of the
// points given for its indicators. Systems leave zeros at the end out: beside 89.97
// stands 90 for 90.00.
func scalesOf(e *budget.Evaluation) (amounts, points uint8) {
	for k := range e.Funds {
		for c := range budget.EvaluationWeight {
			amounts = max(amounts, e.Funds[k].Cells[c].Printed.Value.Scale)
		}
	}
	for k := range e.Marks {
		points = max(points, e.Marks[k].Score.Printed.Value.Scale)
	}
	return amounts, points
}

// finer is a print with zeros at its end, up to so many decimals.
func finer(p money.Printed, scale uint8) money.Printed {
	for p.Mark == money.Number && p.Value.Scale < scale && p.Value.Coef < farthest/10 && p.Value.Coef > -farthest/10 {
		p.Value.Coef *= 10
		p.Value.Scale++
	}
	return p
}

// EvaluationID is the canonical id of an evaluation, PE1 … in order of appearance.
func EvaluationID(i int) string { return "PE" + strconv.Itoa(i+1) }

// EvaluationFund is a number of the money of an evaluation, by row and column.
func (s *Subject) EvaluationFund(i, row, column int) Var {
	return s.reviews[i] + Var(row*budget.EvaluationColumns+column)
}

// EvaluationMark are the points of an indicator of an evaluation: what can be had, and
// what was given.
func (s *Subject) EvaluationMark(i, mark int) (weight, score Var) {
	v := s.EvaluationFund(i, len(s.Evaluations[i].Funds), 0) + Var(mark*pointsColumns)
	return v, v + pointsScore
}

// EvaluationTotal are all points of an evaluation as it prints them.
func (s *Subject) EvaluationTotal(i int) (weight, score Var) {
	return s.EvaluationMark(i, len(s.Evaluations[i].Marks))
}

// EvaluationGroup are the points that stand beside the name of a level.
func (s *Subject) EvaluationGroup(i, group int) Var {
	_, last := s.EvaluationTotal(i)
	return last + 1 + Var(group)
}

// reviewCell is the cell that a number of an evaluation was read from.
func (s *Subject) reviewCell(n *number) *budget.Cell {
	e := &s.Evaluations[n.owner]
	points := func(p *budget.EvaluationPoints) *budget.Cell {
		if n.column == pointsWeight {
			return &p.Weight
		}
		return &p.Score
	}
	switch n.panel {
	case evaluationFunds:
		return &e.Funds[n.line].Cells[n.column]
	case evaluationMarks:
		return points(&e.Marks[n.line].EvaluationPoints)
	case evaluationTotal:
		return points(&e.Total)
	default:
		return &e.Groups[n.line].Weight
	}
}

// reviewRow and reviewColumn are what a number of an evaluation is called.
func (s *Subject) reviewRow(n *number) string {
	e := &s.Evaluations[n.owner]
	switch n.panel {
	case evaluationFunds:
		if f := &e.Funds[n.line]; f.Key == "" {
			return f.Name
		}
		return e.Funds[n.line].Key
	case evaluationMarks:
		return "指标" + strconv.Itoa(int(n.line)+1)
	case evaluationTotal:
		return "总分"
	default:
		return e.Groups[n.line].Name
	}
}

func (n *number) reviewColumn() string {
	switch {
	case n.panel == evaluationFunds:
		return budget.EvaluationColumn(int(n.column))
	case n.column == pointsScore:
		return budget.EvaluationColumn(budget.EvaluationScore)
	default:
		return budget.EvaluationColumn(budget.EvaluationWeight)
	}
}

func (s *Subject) reviewRef(n *number) place.Ref {
	e := &s.Evaluations[n.owner]
	r := s.reviewCell(n).Ref
	if r.IsZero() {
		r = e.Ref
	}
	r.Table, r.Form, r.Row, r.Column = EvaluationID(int(n.owner)), e.Name, s.reviewRow(n), n.reviewColumn()
	return r
}

// reviewLabel tells what a number is: 林区道路管护自评表 资金总额 执行数.
func (s *Subject) reviewLabel(n *number) string {
	e := &s.Evaluations[n.owner]
	row := s.reviewRow(n)
	if n.panel == evaluationMarks {
		row = "“" + e.Marks[n.line].Name + "”"
	}
	return e.Name + "自评表 " + row + " " + n.reviewColumn()
}
