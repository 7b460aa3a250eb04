package rules

import (
	"fmt"
	"math/big"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// inspectReviews looks at every form that tells what became of targets; those that
// have nothing to be looked at count for nothing.
func inspectReviews(in *check.Inspection, look func(f reviewForm)) {
	if len(in.Evaluations) == 0 {
		in.NotApplicable("文件里没有绩效自评表")
		return
	}
	eachReview(in.Subject, look)
}

// reviewHundred: all points that can be had are a hundred.
func reviewHundred(in *check.Inspection) {
	hundred := big.NewRat(100, 1)
	inspectReviews(in, func(f reviewForm) {
		all, ok := f.all()
		if !ok {
			return
		}
		sum := f.printedSum(all)
		total, _ := in.EvaluationTotal(f.i)
		severity := diag.Error
		switch printed := f.isNumber(total); {
		case sum.Cmp(hundred) == 0:
			in.Pass(1)
			return
		case printed && sum.Cmp(rational(in.Printed(total).Value)) != 0:
			return // told of as a sum
		case printed:
			severity = diag.Warning
		}
		fault := check.Fault{
			At: in.Ref(all[len(all)-1]), Severity: severity, Expected: "100",
			Message: fmt.Sprintf("“%s”自评表的分值合计%s，应是100", strings.TrimSpace(f.Name), shortest(sum)),
		}
		for _, v := range all {
			fault.Evidence = append(fault.Evidence, in.Show(v))
		}
		in.Fail(fault)
	})
}

// shortest is a sum of decimals as it is written.
func shortest(r *big.Rat) string {
	return strings.TrimRight(strings.TrimRight(r.FloatString(4), "0"), ".")
}

// fullPointsShort: what got all points reached its target.
func fullPointsShort(in *check.Inspection) {
	eachMark(in, func(f reviewForm, m *budget.EvaluationMark, full bool) (string, bool) {
		short, known := fallsShort(m)
		if !known || !full {
			return "", known
		}
		if !short {
			return "", true
		}
		return fmt.Sprintf("“%s”的指标值%s，完成值%s，没有完成却得满分%s分", m.Name, quoteForm(m.Target), quoteForm(m.Actual), m.Score.Printed.Text), true
	})
}

// fallsShort reports whether an indicator did not reach its target; known is false
// where the two are no single numbers of one unit.
func fallsShort(m *budget.EvaluationMark) (short, known bool) {
	want, got := parseTarget(m.Target), parseTarget(m.Actual)
	if !want.known || !got.known || !oneNumber(want.text) || !oneNumber(got.text) || got.op == '<' {
		return false, false
	}
	if got.unit == "" && got.cmpWhole(1) <= 0 && want.unit != "" {
		return false, false // 0.95 of 95%, or nothing said
	}
	if got.unit != "" && got.unit != want.unit {
		return false, false
	}
	less := got.number.Cmp(want.number)
	v := performance()
	switch {
	case want.op == '<':
		return less > 0, true
	case want.op != '>' && startsWithAny(want.unit, v.TimeUnits):
		return false, false // a day that was to be kept, or so long that it was to last
	case want.op == 0 && (holdsAny(m.Name, v.LessIsBetter) || holdsAny(m.Name, v.Costs) || holdsAny(m.Level2, v.Costs)):
		return false, false // it is not said which way it is bound
	default:
		return less < 0, true
	}
}

// oneNumber reports whether a value holds a single number.
func oneNumber(text string) bool {
	n, inside := 0, false
	for i := range len(text) {
		digit := text[i] >= '0' && text[i] <= '9' || inside && (text[i] == '.' || text[i] == ',')
		if digit && !inside {
			n++
		}
		inside = digit
	}
	return n == 1
}

// pointsLostSilently: what lost points has a reason, where the form asks for it.
func pointsLostSilently(in *check.Inspection) {
	eachMark(in, func(f reviewForm, m *budget.EvaluationMark, full bool) (string, bool) {
		switch {
		case full || !f.Reasons || !f.addsUp():
			return "", false
		case !silent(m.Reason):
			return "", true
		}
		return fmt.Sprintf("“%s”的分值%s，得%s分，没有写原因", m.Name, m.Weight.Printed.Text, m.Score.Printed.Text), true
	})
}

// silent reports whether a field says nothing: blank, a dash, 无.
func silent(s string) bool {
	s = strings.Trim(strings.TrimSpace(s), "—-–/－。 \u3000")
	return s == "" || s == "无"
}

// eachMark looks at the indicators that have points, and tells what is wrong with those
// of a form together.
func eachMark(in *check.Inspection, look func(f reviewForm, m *budget.EvaluationMark, full bool) (wrong string, known bool)) {
	inspectReviews(in, func(f reviewForm) {
		var fault check.Fault
		var words []string
		for k := range f.Marks {
			weight, score := in.EvaluationMark(f.i, k)
			if !f.isNumber(weight) || !f.isNumber(score) || f.more(score, weight) {
				continue // without points, or told of as too many
			}
			wrong, known := look(f, &f.Marks[k], !f.more(weight, score))
			switch {
			case wrong != "":
				words = append(words, wrong)
				fault.Evidence = append(fault.Evidence, in.Show(score))
			case known:
				in.Pass(1)
			}
		}
		if len(words) == 0 {
			return
		}
		fault.At = fault.Evidence[0].Ref
		fault.Message = fmt.Sprintf("“%s”自评表%s", strings.TrimSpace(f.Name), strings.Join(words[:min(len(words), most)], "；"))
		if n := len(words); n > most {
			fault.Message += fmt.Sprintf("；共%d处", n)
		}
		in.Fail(fault)
	})
}
