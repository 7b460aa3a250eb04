package rules

import (
	"math/big"
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
)

// reviewForm is a form that tells what became of targets, with its numbers.
type reviewForm struct {
	*budget.Evaluation
	s *check.Subject
	i int
}

func eachReview(s *check.Subject, look func(f reviewForm)) {
	for i := range s.Evaluations {
		look(reviewForm{&s.Evaluations[i], s, i})
	}
}

// fund is a number of the row with that key; NoVar where the form has no such row.
func (f reviewForm) fund(key string, column int) check.Var {
	if row := f.Fund(key); row >= 0 {
		return f.s.EvaluationFund(f.i, row, column)
	}
	return check.NoVar
}

func (f reviewForm) isNumber(v check.Var) bool {
	return v != check.NoVar && f.s.Printed(v).Mark == money.Number
}

// the row of all money of a form.
const allFunds = "资金总额"

// points are the points of the indicators from one on to another, those that can be
// had or those that were given; ok is false where one of them has none.
func (f reviewForm) points(from, to int, given bool) (out []check.Var, ok bool) {
	for k := from; k < to; k++ {
		v, score := f.s.EvaluationMark(f.i, k)
		if given {
			v = score
		}
		if !f.isNumber(v) {
			return nil, false
		}
		out = append(out, v)
	}
	return out, len(out) > 0
}

// execution are the points of the budget's execution, that can be had and that were
// given.
func (f reviewForm) execution() (weight, score check.Var) {
	return f.fund(allFunds, budget.EvaluationWeight), f.fund(allFunds, budget.EvaluationScore)
}

// printedSum adds up prints.
func (f reviewForm) printedSum(list []check.Var) *big.Rat {
	sum := new(big.Rat)
	for _, v := range list {
		sum.Add(sum, rational(f.s.Printed(v).Value))
	}
	return sum
}

// all are the weights that make the whole: of the indicators, and of the budget's
// execution, unless those of the indicators make it alone. ok is false where an
// indicator has none, where the points of the execution stand elsewhere, and where the
// weights are plainly of another kind, as of each level for itself.
func (f reviewForm) all() (out []check.Var, ok bool) {
	out, ok = f.points(0, len(f.Marks), false)
	if !ok {
		return nil, false
	}
	whole, sum := f.whole(), f.printedSum(out)
	if sum.Cmp(new(big.Rat).Mul(whole, big.NewRat(3, 2))) > 0 && f.printedSum(f.butLargest(out)).Cmp(whole) >= 0 {
		return nil, false
	}
	short := new(big.Rat).Sub(whole, sum)
	if execution, _ := f.execution(); f.isNumber(execution) && (short.Sign() != 0 || f.executionCounts()) {
		return append(out, execution), true
	}
	return out, short.Sign() <= 0 || len(f.Funds) == 0
}

// butLargest are numbers without the largest of them: one digit too many makes a weight of
// more than all.
func (f reviewForm) butLargest(list []check.Var) []check.Var {
	largest := 0
	for i := range list {
		if rational(f.s.Printed(list[i]).Value).Cmp(rational(f.s.Printed(list[largest]).Value)) > 0 {
			largest = i
		}
	}
	return slices.Delete(slices.Clone(list), largest, largest+1)
}

// whole is what all weights make: as printed, else a hundred.
func (f reviewForm) whole() *big.Rat {
	if total, _ := f.s.EvaluationTotal(f.i); f.isNumber(total) {
		return rational(f.s.Printed(total).Value)
	}
	return big.NewRat(100, 1)
}

// executionCounts reports whether what was given in all is what was given for the
// indicators with what was given for the execution.
func (f reviewForm) executionCounts() bool {
	given, ok := f.points(0, len(f.Marks), true)
	_, score := f.execution()
	return ok && f.isNumber(score) && !closeTo(f.missing(given)) && closeTo(f.missing(append(given, score)))
}

// missing is what points lack of those given in all, as printed; nothing where these
// are not printed.
func (f reviewForm) missing(given []check.Var) *big.Rat {
	_, total := f.s.EvaluationTotal(f.i)
	if !f.isNumber(total) {
		return new(big.Rat)
	}
	return new(big.Rat).Sub(rational(f.s.Printed(total).Value), f.printedSum(given))
}

// closeTo reports whether a difference is what rounding to whole points makes.
func closeTo(off *big.Rat) bool { return new(big.Rat).Abs(off).Cmp(big.NewRat(1, 2)) <= 0 }

// addsUp reports whether the points of a form make its totals: where they do not, one of
// them is wrong, and was told.
func (f reviewForm) addsUp() bool {
	weights, known := f.all()
	if known && f.printedSum(weights).Cmp(f.whole()) != 0 {
		return false
	}
	given, ok := f.points(0, len(f.Marks), true)
	if _, score := f.execution(); f.isNumber(score) && known && len(weights) > len(f.Marks) {
		given = append(given, score)
	}
	return !ok || closeTo(f.missing(given))
}

// weightsOfReview: the weights add up to what the form prints as all of them.
func weightsOfReview(r *check.Relations) {
	eachReview(r.Subject, func(f reviewForm) {
		total, _ := r.EvaluationTotal(f.i)
		if all, ok := f.all(); ok && f.isNumber(total) {
			r.Sum(total, all...)
		}
	})
}

// groupsOfReview: the weights under a level add up to what stands beside its name.
func groupsOfReview(r *check.Relations) {
	eachReview(r.Subject, func(f reviewForm) {
		for k, g := range f.Groups {
			if under, ok := f.points(g.From, g.To, false); ok {
				r.Sum(r.EvaluationGroup(f.i, k), under...)
			}
		}
	})
}

func scoresWithinWeights(r *check.Relations) {
	eachReview(r.Subject, func(f reviewForm) {
		within := func(weight, score check.Var) {
			if f.isNumber(weight) && f.isNumber(score) {
				r.AtMost([]check.Var{score}, []check.Var{weight})
			}
		}
		within(f.execution())
		for k := range f.Marks {
			within(r.EvaluationMark(f.i, k))
		}
		within(r.EvaluationTotal(f.i))
	})
}

// scoresOfReview: what was given adds up to the total, of those that make the whole.
func scoresOfReview(r *check.Relations) {
	eachReview(r.Subject, func(f reviewForm) {
		_, total := r.EvaluationTotal(f.i)
		given, ok := f.points(0, len(f.Marks), true)
		if !ok || !f.isNumber(total) {
			return
		}
		weights, known := f.all()
		weight, score := f.execution()
		counts := known && len(weights) > len(f.Marks) || !known && f.isNumber(weight)
		switch {
		case (counts || !known) && !f.isNumber(score):
			return // what was given for the execution is not said
		case counts:
			given = append(given, score)
		case f.isNumber(score) && !known && !closeTo(f.missing(given)):
			given = append(given, score)
		}
		r.Sum(total, given...)
	})
}

// ratesOfReview: what was carried out is that share of the budget.
func ratesOfReview(r *check.Relations) {
	eachReview(r.Subject, func(f reviewForm) {
		for row := range f.Funds {
			at := func(column int) check.Var { return r.EvaluationFund(f.i, row, column) }
			rate, executed, whole := at(budget.EvaluationRate), at(budget.EvaluationExecuted), at(budget.EvaluationBudget)
			initial := at(budget.EvaluationInitial)
			if !f.isNumber(whole) {
				whole = initial
			}
			if !f.isNumber(rate) || !f.isNumber(executed) || !f.isNumber(whole) || r.Zero(executed) || r.Zero(whole) {
				continue
			}
			capped := rational(r.Printed(rate).Value).Cmp(big.NewRat(100, 1)) == 0 && f.more(executed, whole)
			if capped || f.isShare(rate, executed, initial) {
				continue
			}
			r.Share(rate, executed, whole)
		}
	})
}

// more reports whether one print is more than another.
func (f reviewForm) more(a, b check.Var) bool {
	return rational(f.s.Printed(a).Value).Cmp(rational(f.s.Printed(b).Value)) > 0
}

// isShare reports whether a rate is what it is of the whole, as printed.
func (f reviewForm) isShare(rate, part, whole check.Var) bool {
	if !f.isNumber(whole) || f.s.Zero(whole) {
		return false
	}
	exact := percent(rational(f.s.Printed(part).Value), rational(f.s.Printed(whole).Value))
	low, high := rounding(f.s.Printed(rate).Value)
	return low.Cmp(exact) <= 0 && exact.Cmp(high) <= 0
}

// executionScore: the points given for the execution are its weight times the rate.
func executionScore(r *check.Relations) {
	eachReview(r.Subject, func(f reviewForm) {
		weight, score := f.execution()
		rate := f.fund(allFunds, budget.EvaluationRate)
		if !f.isNumber(weight) || !f.isNumber(score) || !f.isNumber(rate) || r.Zero(weight) {
			return
		}
		said := rational(r.Printed(rate).Value)
		full := rational(r.Printed(weight).Value).Cmp(rational(r.Printed(score).Value)) == 0
		if said.Cmp(big.NewRat(100, 1)) > 0 || full && said.Cmp(big.NewRat(performance().FullExecution, 1)) >= 0 {
			return
		}
		r.Share(rate, score, weight)
	})
}

// reviewFunds: the total of a form's money is what its parts make, column by column.
func reviewFunds(r *check.Relations) {
	eachReview(r.Subject, func(f reviewForm) {
		if f.Partly {
			return // a row of its money was not known
		}
		for whole, parts := range f.divisions(r) {
			for column := range budget.EvaluationWeight {
				f.divides(r, whole, parts, column)
			}
		}
	})
}

// divisions are the ways in which the form's money is divided: the row that is, and
// the rows that are its parts.
func (f reviewForm) divisions(r *check.Relations) func(yield func(string, []int) bool) {
	return func(yield func(string, []int) bool) {
		var order [][2]string
		rows := map[[2]string][]int{}
		for _, p := range r.Profile.Evaluation.Funds {
			row := f.Fund(p.Key)
			if row < 0 || p.Of == "" {
				continue
			}
			by := [2]string{p.Of, p.By}
			if f.Fund(p.Of) < 0 { // its whole is not printed: it is a part of all
				by = [2]string{allFunds, "来源"}
			}
			if rows[by] == nil {
				order = append(order, by)
			}
			rows[by] = append(rows[by], row)
		}
		for _, by := range order {
			if len(rows[by]) > 1 && !yield(by[0], rows[by]) { // one alone is not all
				return
			}
		}
	}
}

func (f reviewForm) divides(r *check.Relations, whole string, rows []int, column int) {
	total := f.fund(whole, column)
	var parts []check.Var
	any := false
	for _, row := range rows {
		v := r.EvaluationFund(f.i, row, column)
		if f.s.Printed(v).Mark == money.Words {
			return
		}
		parts, any = append(parts, v), any || f.isNumber(v) && !r.Zero(v)
	}
	if f.isNumber(total) && any {
		r.Sum(total, parts...)
	}
}

// reviewAgainstSpending: where what the body carried out as a whole is told as the
// table of spending tells it, in one of three, all are.
func reviewAgainstSpending(r *check.Relations) {
	columns := [...][2]string{{allFunds, "合计"}, {"基本支出", "基本支出"}, {"项目支出", "项目支出"}}
	eachReview(r.Subject, func(f reviewForm) {
		if !f.Whole {
			return
		}
		alike := false
		for _, c := range columns {
			a, b := f.fund(c[0], budget.EvaluationExecuted), r.Cell("T03", "", "合计", c[1])
			alike = alike || f.isNumber(a) && !r.Zero(a) && sameAmount(r.Subject, a, b)
		}
		for _, c := range columns {
			if a := f.fund(c[0], budget.EvaluationExecuted); alike && f.isNumber(a) {
				r.Same(a, r.Cell("T03", "", "合计", c[1]))
			}
		}
	})
}

// sameAmount reports whether two prints allow one amount.
func sameAmount(s *check.Subject, a, b check.Var) bool {
	x, ok := interval(s, a)
	y, also := interval(s, b)
	_, meet := x.Intersect(y)
	return ok && also && meet
}

func reviewWithinProjects(r *check.Relations) {
	most := r.Cell("T03", "", "合计", "项目支出")
	eachReview(r.Subject, func(f reviewForm) {
		if executed := f.fund(allFunds, budget.EvaluationExecuted); !f.Whole && f.UnitSaid && f.isNumber(executed) && most != check.NoVar && !r.Zero(most) {
			r.AtMost([]check.Var{executed}, []check.Var{most})
		}
	})
}
