package reconstruct

import (
	"fmt"
	"slices"
	"strings"
)

// term is a variable of a relation with its sign.
type term struct{ v, sign int }

// relation says that a sum of variables lies in a span, near a value if it can.
type relation struct {
	terms  []term
	in     span
	near   int64
	weight int64 // of staying in the span; of those that cannot all hold, the lighter give way
}

// What relations weigh: a percentage of a sentence is given up before all else, a sum of a book's entries is given up before what it is of,
// a form's yuan before a table's print, and nothing before what holds of any book.
const (
	weightShare  = 1
	weightForm   = 100
	weightSum    = 200
	weightSingle = 300
	weightSame   = 10_000 // as last year: nothing rounded about it
	weightAlways = 1_000_000

	outside = 100 // times the weight: the cost of a unit outside the span
	always  = weightAlways * outside
	branch  = 10 * always
)

// system is amounts, none below nothing, with relations between them.
type system struct {
	n         int
	relations []relation
}

// variable adds an amount.
func (s *system) variable() int {
	s.n++
	return s.n - 1
}

func (s *system) add(r relation) { s.relations = append(s.relations, r) }

// grains are what amounts are first looked for in, in fen: whole yuan, then fen.
var grains = []int64{100, 1}

// Relations are given up one after the other; where that many were, as in a document
// that is wrong all over, several at a time, and in the end no more.
const (
	oneByOne = 20
	inAll    = 40 // times
)

// solve finds amounts, in fen, that satisfy the relations and lie near what is
// printed. Where not all can hold, that which is furthest off is given up, then
// again, until the others do. An amount that nothing asks for is nothing.
func (s *system) solve() ([]int64, error) {
	var best []int64
	var least int64 = -1
	var failed error
	for _, grain := range grains {
		out, err := s.inGrains(grain)
		if err != nil {
			failed = err
			continue
		}
		if lost := s.lost(out); least < 0 || lost < least {
			best, least = out, lost
		}
		if least == 0 {
			break
		}
	}
	if best == nil {
		return s.printed(), failed
	}
	return best, nil
}

// inGrains finds amounts that are multiples of a grain.
func (s *system) inGrains(grain int64) ([]int64, error) {
	kept := &system{n: s.n, relations: slices.Clone(s.relations)}
	steps := 0
	for n := 0; ; n++ {
		small := kept.presolve()
		if n == 0 {
			steps = stepsFor(len(small.of), len(small.relations))
		}
		found, err := small.inGrains(grain, &steps)
		if err != nil {
			return nil, err
		}
		out := small.expand(found, s.n)
		worst := kept.worst(out)
		switch {
		case worst < 0 || n == inAll:
			return out, nil
		case n < oneByOne:
			kept.relations = slices.Delete(kept.relations, worst, worst+1)
		default:
			limit := kept.relations[worst].off(out) / 2
			kept.relations = slices.DeleteFunc(kept.relations, func(r relation) bool { return r.weight < weightAlways && r.off(out) > limit })
		}
	}
}

// worst is the relation that amounts are furthest off from; a form's only where no
// table's is, a share only where no form's is. It is -1 where they satisfy all.
func (s *system) worst(x []int64) int {
	worst, furthest := -1, int64(0)
	for _, class := range []span{{weightForm + 1, weightAlways}, {weightForm, weightForm}, {weightShare, weightShare}} {
		for i, r := range s.relations {
			if off := r.off(x); off > furthest && class.holds(r.weight) {
				worst, furthest = i, off
			}
		}
		if worst >= 0 {
			break
		}
	}
	return worst
}

// off is how far outside its span a relation's sum lies.
func (r relation) off(x []int64) int64 {
	var sum int64
	for _, t := range r.terms {
		sum += x[t.v] * int64(t.sign)
	}
	return max(r.in.lo-sum, sum-r.in.hi, 0)
}

// lost weighs the relations that amounts do not satisfy, but for shares: a whole yuan
// is worth more than the last place of a percentage.
func (s *system) lost(x []int64) int64 {
	var lost int64
	for _, r := range s.relations {
		if r.weight > weightShare && r.off(x) > 0 {
			lost += r.weight
		}
	}
	return lost
}

// printed is for when nothing was found: amounts that are printed themselves are as
// printed, the others nothing.
func (s *system) printed() []int64 {
	out := make([]int64, s.n)
	for _, r := range s.relations {
		if len(r.terms) == 1 && r.terms[0].sign > 0 {
			out[r.terms[0].v] = r.near
		}
	}
	return out
}

// reduced is a system without what needs no search: amounts that are nothing, and
// amounts and sums that nothing tells from another.
type reduced struct {
	of        []int // by variable: the one of the whole system that it stands for
	relations []merged
}

// merged is relations over the same sum.
type merged struct {
	terms []term
	of    []relation
}

// blanks are how many relations must say that an amount is nothing before it is
// taken to be: one alone may be a slip of the document.
const blanks = 2

func (s *system) presolve() *reduced {
	uses, zero := make([][]int, s.n), make([]int, s.n)
	for i, r := range s.relations {
		for _, t := range r.terms {
			uses[t.v] = append(uses[t.v], i)
			if r.in.hi == 0 && r.in.lo == 0 && r.weight < weightAlways && !r.takesAway() {
				zero[t.v]++
			}
		}
	}
	out := &reduced{}
	number := make([]int, s.n)
	known := map[string]bool{}
	for v := range s.n {
		key := fmt.Sprint(uses[v])
		number[v] = -1
		if zero[v] >= blanks || len(uses[v]) == 0 || known[key] && !s.signed(uses[v]) {
			continue
		}
		known[key] = true
		number[v] = len(out.of)
		out.of = append(out.of, v)
	}
	at := map[string]int{}
	for _, r := range s.relations {
		var terms []term
		for _, t := range r.terms {
			if number[t.v] >= 0 {
				terms = append(terms, term{number[t.v], t.sign})
			}
		}
		if len(terms) == 0 {
			continue
		}
		slices.SortFunc(terms, func(a, b term) int { return a.v - b.v })
		key := fmt.Sprint(terms)
		if _, ok := at[key]; !ok {
			at[key] = len(out.relations)
			out.relations = append(out.relations, merged{terms: terms})
		}
		m := &out.relations[at[key]]
		m.of = append(m.of, r)
	}
	return out
}

// signed tells whether some of the relations take amounts away: there, amounts of the
// same relations may still differ.
func (s *system) signed(relations []int) bool {
	return slices.ContainsFunc(relations, func(i int) bool { return s.relations[i].takesAway() })
}

// takesAway tells whether some amounts of a relation are taken from others.
func (r relation) takesAway() bool {
	return slices.ContainsFunc(r.terms, func(t term) bool { return t.sign < 0 })
}

func (r *reduced) expand(x []int64, n int) []int64 {
	out := make([]int64, n)
	for i, v := range r.of {
		out[v] = x[i]
	}
	return out
}

// inGrains finds amounts that are multiples of a grain, as near as can be.
func (r *reduced) inGrains(grain int64, steps *int) ([]int64, error) {
	n := len(r.of)
	var costs []curve
	for range n {
		costs = append(costs, from(0, always))
	}
	var sums [][]term
	for _, m := range r.relations {
		c := flat()
		for _, x := range m.of {
			c = c.plus(x.cost(grain))
		}
		if len(m.terms) == 1 && m.terms[0].sign > 0 {
			costs[m.terms[0].v] = costs[m.terms[0].v].plus(c)
			continue
		}
		costs, sums = append(costs, c), append(sums, m.terms)
	}
	s := newSimplex(costs, sums, *steps)
	err := s.solve()
	if *steps = s.steps; err != nil {
		return nil, fmt.Errorf("求元的数：%w", err)
	}
	done, ok := s.whole(n, branch)
	if !ok {
		return nil, fmt.Errorf("求元的数：%w", errSteps)
	}
	out := make([]int64, n)
	for v := range out {
		out[v] = done.at(v).num * grain
	}
	return out, nil
}

// cost is what a relation's sum costs, counted in grains. Where no multiple of the
// grain lies in the span, the nearest below is as good as it gets.
func (r relation) cost(grain int64) curve {
	in := span{-(-r.in.lo / grain), r.in.hi / grain}
	if r.in.lo > 0 {
		in.lo = (r.in.lo + grain - 1) / grain
	}
	in.lo = min(in.lo, in.hi)
	near := min(max((r.near+grain/2)/grain, in.lo), in.hi)
	if r.weight >= weightAlways {
		return within(in, r.weight*outside)
	}
	return within(in, r.weight*outside).plus(within(span{near, near}, 1))
}

// String shows a relation, to tests.
func (r relation) String() string {
	var b strings.Builder
	for _, t := range r.terms {
		fmt.Fprintf(&b, "%+d·x%d ", t.sign, t.v)
	}
	return fmt.Sprintf("%s∈ [%d, %d]", b.String(), r.in.lo, r.in.hi)
}
