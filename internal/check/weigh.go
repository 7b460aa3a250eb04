package check

import (
	"math"
	"math/bits"

	"mingbai/internal/money"
)

// verdict is what became of one relation.
type verdict uint8

const (
	skipped verdict = iota // a term is no number, or the base is zero
	exact                  // holds to the last digit
	rounded                // holds only thanks to rounding
	broken
)

// span is a closed range of values in a class's measure.
type span struct{ lo, hi int64 }

const (
	farthest = math.MaxInt64 / 4
	whole    = 100 * millionths // 100 % in millionths of a percent
)

var (
	anything = span{-farthest, farthest}
	nothing  = span{1, 0}
)

func (a span) meet(b span) span { return span{max(a.lo, b.lo), min(a.hi, b.hi)} }
func (a span) empty() bool      { return a.lo > a.hi }
func (a span) width() int64     { return a.hi - a.lo }

// ledger is the relations of a subject with the numbers that they weigh. Numbers
// may be replaced in it while repairs are tried; the subject stays as it is.
type ledger struct {
	numbers   []number
	relations []relation
	terms     []term
	spans     []span // room for what is still possible of each number
	strict    bool   // copies a last place apart, and conversions not rounded half up, count as broken
}

func (l *ledger) of(r *relation) []term { return l.terms[r.first:r.last] }

// weigh tells whether a relation holds.
func (l *ledger) weigh(r *relation) verdict {
	terms := l.of(r)
	for _, t := range terms {
		if l.numbers[t.v].printed.Mark == money.Words {
			return skipped
		}
	}
	switch r.kind {
	case linear:
		return l.weighSum(terms)
	case atMost:
		if l.sum(terms, false).lo <= 0 {
			return exact
		}
		return broken
	case same:
		return l.weighSame(&l.numbers[terms[0].v], &l.numbers[terms[1].v])
	case convert:
		v := weighConverted(&l.numbers[terms[0].v], &l.numbers[terms[1].v])
		if v == rounded && l.strict {
			return broken
		}
		return v
	default:
		return l.weighRatio(r, terms)
	}
}

// sum is the range of Σ a·x. Loose lets a blank or a zero be what rounds to nothing.
func (l *ledger) sum(terms []term, loose bool) span {
	var s span
	for _, t := range terms {
		n := &l.numbers[t.v]
		lo, hi := n.lo, n.hi
		if loose {
			lo, hi = n.loosely()
		}
		if t.coef < 0 {
			lo, hi = -hi, -lo
		}
		s.lo += lo
		s.hi += hi
	}
	return s
}

func (l *ledger) weighSum(terms []term) verdict {
	s := l.sum(terms, false)
	if s.lo > 0 || s.hi < 0 {
		if s = l.sum(terms, true); s.lo > 0 || s.hi < 0 {
			return broken
		}
		return rounded
	}
	var mid int64
	for _, t := range terms {
		mid += int64(t.coef) * l.numbers[t.v].mid()
	}
	if mid == 0 {
		return exact
	}
	return rounded
}

// weighSame compares two prints of one quantity by their digits: one last place
// apart is a note (尾差), more is broken.
func (l *ledger) weighSame(a, b *number) verdict {
	d := a.mid() - b.mid()
	switch step := max(a.step, b.step); {
	case d == 0:
		return exact
	case l.strict:
		return broken
	case (d == step || d == -step) && a.printed.Mark == money.Number && b.printed.Mark == money.Number:
		return rounded
	default:
		return broken
	}
}

// weighConverted holds the coarser print to the finer: rounding half up is right,
// any other rounding a note.
func weighConverted(coarse, fine *number) verdict {
	if coarse.printed.Mark != money.Number && fine.mid() == 0 || fine.printed.Mark != money.Number && coarse.mid() == 0 {
		return exact
	}
	half := coarse.step / 2
	lo, hi := coarse.mid()-half, coarse.mid()+half
	switch {
	case fine.hi >= lo && fine.lo < hi:
		return exact
	case fine.hi > coarse.mid()-coarse.step && fine.lo < coarse.mid()+coarse.step:
		return rounded
	default:
		return broken
	}
}

func (l *ledger) weighRatio(r *relation, terms []term) verdict {
	p := &l.numbers[terms[0].v]
	want := l.ratio(r, terms)
	switch {
	case want == anything || p.printed.Mark != money.Number:
		return skipped
	case p.lo > want.hi || p.hi < want.lo:
		return broken
	default:
		return exact
	}
}

// ratio is the range of the percent that a relation's other two numbers give.
func (l *ledger) ratio(r *relation, terms []term) span {
	a, b := &l.numbers[terms[1].v], &l.numbers[terms[2].v]
	gone := r.kind == rate && r.sign < 0 && a.mid() > 0 && b.mid() == 0 && b.printed.Mark == money.Number // all there was
	if a.lo < 0 && a.mid() < 0 || b.mid() <= 0 && !gone {
		return anything
	}
	alo, ahi := a.loosely()
	alo = max(alo, 0)
	if r.kind != rate {
		if b.lo <= 0 {
			return anything
		}
		past := r.past()
		return span{mulDiv(alo, whole, b.hi, up) - past, mulDiv(ahi, whole, b.lo, down) - past}
	}
	s := int64(r.sign)
	low, high := b.hi-s*alo, max(b.lo, 0)-s*ahi // last year's, for the least and the greatest rate
	if low <= 0 || high <= 0 {
		return anything
	}
	return span{mulDiv(alo, whole, low, up), mulDiv(ahi, whole, high, down)}
}

// past is what of a quotient its percent leaves out: all that there was, of growth.
func (r *relation) past() int64 {
	if r.kind == growth {
		return whole
	}
	return 0
}

// admits is the range that relation r leaves to the true value of its i-th term,
// the other terms being as printed.
func (l *ledger) admits(r *relation, i int) span {
	terms := l.of(r)
	switch r.kind {
	case linear, atMost:
		rest := span{}
		for k, t := range terms {
			if k == i {
				continue
			}
			n := &l.numbers[t.v]
			if n.printed.Mark == money.Words {
				return anything
			}
			if t.coef > 0 {
				rest.lo, rest.hi = rest.lo+n.lo, rest.hi+n.hi
			} else {
				rest.lo, rest.hi = rest.lo-n.hi, rest.hi-n.lo
			}
		}
		return remainder(r.kind, terms[i].coef, rest)
	case same:
		o := &l.numbers[terms[1-i].v]
		if o.printed.Mark == money.Words {
			return anything
		}
		if o.printed.Mark != money.Number {
			return span{0, 0}
		}
		if l.strict {
			return span{o.mid(), o.mid()}
		}
		return span{o.mid() - o.step, o.mid() + o.step}
	case convert:
		o := &l.numbers[terms[1-i].v]
		if o.printed.Mark == money.Words {
			return anything
		}
		if i == 0 { // the coarse one, from the fine
			return span{o.lo, o.hi}
		}
		return span{o.mid() - o.step/2, o.mid() + o.step/2}
	default:
		return l.admitsRatio(r, terms, i)
	}
}

// remainder is what is left to a term of coefficient ±1 beside the rest.
func remainder(k kind, coef int32, rest span) span {
	switch {
	case k == linear && coef > 0:
		return span{-rest.hi, -rest.lo}
	case k == linear:
		return rest
	case coef > 0:
		return span{-farthest, -rest.lo}
	default:
		return span{rest.lo, farthest}
	}
}

func (l *ledger) admitsRatio(r *relation, terms []term, i int) span {
	if i == 0 {
		return l.ratio(r, terms)
	}
	p, a, b := &l.numbers[terms[0].v], &l.numbers[terms[1].v], &l.numbers[terms[2].v]
	plo, phi, s := max(p.lo+r.past(), 0), p.hi+r.past(), int64(r.sign)
	if p.printed.Mark != money.Number || phi <= 0 {
		return anything
	}
	switch {
	case whole+s*plo <= 0 && whole+s*phi <= 0: // falling by more than all there was
		return nothing
	case i == 1 && b.lo < 0, i == 2 && a.lo < 0:
		return anything
	case i == 1: // Δ = p·now/(1+sp), a part = p·whole
		out := span{mulDiv(b.lo, plo, whole+s*plo, up), farthest}
		if whole+s*phi > 0 {
			out.hi = mulDiv(b.hi, phi, whole+s*phi, down)
		}
		return out
	}
	out := span{0, farthest} // now = Δ·(1+sp)/p
	if whole+s*phi > 0 {
		out.lo = mulDiv(a.lo, whole+s*phi, phi, up)
	}
	if plo > 0 {
		out.hi = mulDiv(a.hi, whole+s*plo, plo, down)
	}
	return out
}

// rounding of a quotient.
const (
	down = false
	up   = true
)

// mulDiv is a·b/c, rounded down or up; a and b not negative, c positive.
// Quotients beyond what amounts can be come out as the farthest value.
func mulDiv(a, b, c int64, ceiling bool) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(c) {
		return farthest
	}
	q, rem := bits.Div64(hi, lo, uint64(c))
	if ceiling && rem > 0 {
		q++
	}
	return int64(min(q, farthest))
}
