package check

import (
	"slices"

	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// Case is a number that is held to be wrong, for the rules that name the slip
// behind it.
type Case struct {
	Printed money.Decimal // what is printed
	Right   money.Decimal // what would put it right, with the same decimals
	Cell    bool          // it stands in a table
	Claim   bool          // it stands in a sentence
	Percent bool
	Clears  int // broken relations that it mends

	subject  *Subject
	finder   *finder
	relation *relation
}

// Factor is the power of ten that the print is too large (positive) or too small
// (negative) by; 0 where it is neither.
func (c *Case) Factor() int {
	a, b := abs(c.Printed.Coef), abs(c.Right.Coef)
	if a == 0 || b == 0 {
		return 0
	}
	for k, p := 1, int64(10); k <= 4; k, p = k+1, p*10 {
		switch {
		case b < farthest/p && a == b*p:
			return k
		case a < farthest/p && (b == a*p || (b+p/2)/p == a && b >= 10*a):
			return -k
		}
	}
	return 0
}

// WrongBase tells which number a rate or share seems to have been divided by
// instead; empty where none gives what is printed.
func (c *Case) WrongBase() string {
	if c.relation == nil || c.relation.kind != rate && c.relation.kind != share {
		return ""
	}
	terms := c.finder.of(c.relation)
	p, a, b := &c.finder.numbers[terms[0].v], &c.finder.numbers[terms[1].v], &c.finder.numbers[terms[2].v]
	gives := func(part, base int64) bool {
		if part <= 0 || base <= 0 {
			return false
		}
		return p.lo <= mulDiv(part, whole, base, up) && mulDiv(part, whole, base, down) <= p.hi
	}
	switch {
	case c.relation.kind == rate && gives(a.mid(), b.mid()):
		return "像是除以了本年数，应除以上年数"
	case c.relation.kind == share && gives(b.mid(), a.mid()):
		return "像是分子与分母颠倒了"
	case c.relation.kind == share && b.mid() > a.mid() && gives(a.mid(), b.mid()-a.mid()):
		return "像是除以了其余各项之和，应除以总数"
	}
	return ""
}

// refine lets the rules that name slips speak of a finding's first suspect.
func (c *Catalogue) refine(s *Subject, f *finder, x fault, out *diag.Finding, rep *Report) {
	if len(x.repairs) == 0 {
		return
	}
	r := x.repairs[0]
	n := &s.numbers[r.v]
	if n.printed.Mark != money.Number {
		return
	}
	one := &Case{
		Printed: n.printed.Value, Right: money.Decimal{Coef: r.coef, Scale: n.scale},
		Cell: n.kind == ofCell, Claim: n.kind == ofClaim, Percent: n.class == Percent, subject: s, finder: f,
	}
	for _, id := range x.broken {
		if k := f.termOf(id, r.v); k >= 0 {
			one.Clears++
			if q := &f.relations[id]; k == 0 && (q.kind == share || q.kind == rate) {
				one.relation = q
			}
		}
	}
	for i := range c.Rules {
		rule := &c.Rules[i]
		if rule.Refine == nil || rep.Results[i].Outcome == NotApplicable {
			continue
		}
		if words := rule.Refine(one); words != "" {
			rep.Results[i].Outcome = Failed
			rep.Results[i].Instances++
			out.Also = append(out.Also, rule.ID)
			slices.Sort(out.Also)
			out.Message += "；" + words
		}
	}
}
