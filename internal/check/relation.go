package check

import "mingbai/internal/money"

// kind is what a relation demands of its terms.
type kind uint8

const (
	linear  kind = iota // Σ a·x = 0, within rounding (≈)
	same                // two prints of one quantity: their digits are equal (=)
	convert             // yuan rounded half up to a coarser print (≃)
	atMost              // Σ a·x ≤ 0, within rounding
	share               // p = 100·a/b
	growth              // p = 100·(a − b)/b
	rate                // p = 100·Δ/(now − sign·Δ): Δ is against last year
)

// relation is an equation or bound over vars. Its terms stand in the relations'
// common list: for share p, part, whole; for growth p, now, last year; for rate p, Δ, now.
type relation struct {
	kind        kind
	rule        int32
	first, last int32 // of terms
	sign        int8  // rate: +1 increase, −1 decrease
}

type term struct {
	v    Var
	coef int32
}

// Relations gathers what a rule demands. Missing numbers (NoVar) are left out of
// sums; a relation of which a side is missing altogether is not made.
type Relations struct {
	*Subject
	Rule *Rule

	rule    int32
	made    []relation
	terms   []term
	outcome Outcome
	reason  string
	hollow  []bool // of each table, whether it has no amounts and says nothing of it
}

// NotApplicable ends the rule: what it speaks of is not in such a document.
func (r *Relations) NotApplicable(reason string) { r.outcome, r.reason = NotApplicable, reason }

// NotChecked ends the rule: what it needs could not be had.
func (r *Relations) NotChecked(reason string) { r.outcome, r.reason = NotChecked, reason }

func (r *Relations) add(k kind, sign int8, terms ...term) {
	for _, t := range terms {
		if n := &r.numbers[t.v]; n.kind == ofCell && int(n.owner) < len(r.hollow) && r.hollow[n.owner] {
			return
		}
	}
	r.made = append(r.made, relation{kind: k, rule: r.rule, first: int32(len(r.terms)), last: int32(len(r.terms) + len(terms)), sign: sign})
	r.terms = append(r.terms, terms...)
}

// Sum demands total ≈ Σ parts. Without any part there is nothing to demand.
func (r *Relations) Sum(total Var, parts ...Var) { r.Balance([]Var{total}, parts) }

// Balance demands Σ left ≈ Σ right.
func (r *Relations) Balance(left, right []Var) {
	terms := signed(left, right)
	if terms != nil {
		r.add(linear, 0, terms...)
	}
}

// AtMost demands Σ left ≤ Σ right, within rounding.
func (r *Relations) AtMost(left, right []Var) {
	terms := signed(left, right)
	if terms != nil {
		r.add(atMost, 0, terms...)
	}
}

func signed(left, right []Var) []term {
	terms := make([]term, 0, len(left)+len(right))
	for _, v := range left {
		if v != NoVar {
			terms = append(terms, term{v, 1})
		}
	}
	n := len(terms)
	for _, v := range right {
		if v != NoVar {
			terms = append(terms, term{v, -1})
		}
	}
	if n == 0 || len(terms) == n {
		return nil
	}
	return terms
}

// Same demands that a and b, the same quantity printed twice, show the same
// digits; where their unit or their decimals differ, that one rounds to the other.
func (r *Relations) Same(a, b Var) {
	if a == NoVar || b == NoVar {
		return
	}
	x, y := &r.numbers[a], &r.numbers[b]
	switch {
	case x.class != y.class:
	case x.step == y.step || x.printed.Mark != money.Number || y.printed.Mark != money.Number:
		r.add(same, 0, term{a, 1}, term{b, -1})
	case x.step > y.step:
		r.add(convert, 0, term{a, 1}, term{b, -1})
	default:
		r.add(convert, 0, term{b, 1}, term{a, -1})
	}
}

// Share demands p = part/whole in percent.
func (r *Relations) Share(p, part, whole Var) {
	if p != NoVar && part != NoVar && whole != NoVar {
		r.add(share, 0, term{p, 1}, term{part, 1}, term{whole, 1})
	}
}

// Growth demands p = (now − before)/before in percent.
func (r *Relations) Growth(p, now, before Var) {
	if p != NoVar && now != NoVar && before != NoVar {
		r.add(growth, 0, term{p, 1}, term{now, 1}, term{before, 1})
	}
}

// Rate demands p = delta/last year in percent, where last year is now less an
// increase or plus a decrease.
func (r *Relations) Rate(p, delta, now Var, increase bool) {
	if p == NoVar || delta == NoVar || now == NoVar {
		return
	}
	sign := int8(-1)
	if increase {
		sign = 1
	}
	r.add(rate, sign, term{p, 1}, term{delta, 1}, term{now, 1})
}
