package check

import (
	"cmp"
	"slices"

	"mingbai/internal/money"
)

// repair is one number put right: the print's new coefficient, and how far
// fetched the slip is that would explain the old one.
type repair struct {
	v    Var
	coef int64
	cost int
}

// fault is one cause of broken relations. Repairs lists the numbers of which any
// one would mend all of Broken, the likeliest first; it is empty where none does.
type fault struct {
	broken  []int32
	repairs []repair
	several bool // cannot be told apart from others: found together with them
}

// finder looks for the causes of broken relations.
type finder struct {
	*ledger
	*graph
	near     func(Var) []int64 // prints of the neighbours of a number
	doubted  []Var             // numbers that contradict others that no relation holds them to
	inside   map[Var]bool      // the numbers of the component at hand
	feasible map[Var]bool      // of them, which could be wrong at all
	effort   int
}

// maxSet bounds the sets of numbers that are tried together, maxTogether the
// broken relations that they are to explain, maxEffort the tries.
const (
	maxSet      = 3
	maxTogether = 120
	maxEffort   = 20_000
)

// causes explains a component by as few numbers as can be.
func (f *finder) causes(component []int32) []fault {
	if one := f.alone(component); len(one) > 0 {
		return []fault{{broken: component, repairs: one}}
	}
	f.inside, f.feasible = map[Var]bool{}, map[Var]bool{}
	for _, id := range component {
		for _, t := range f.of(&f.relations[id]) {
			f.inside[t.v] = true
		}
	}
	for size := 2; size <= maxSet && len(component) <= maxTogether; size++ {
		if set := f.bestSet(component, size); set != nil {
			return f.split(component, set)
		}
	}
	return f.greedy(component)
}

// alone lists the numbers that alone clear all of the broken relations.
func (f *finder) alone(component []int32) []repair {
	var out []repair
	for _, t := range f.of(&f.relations[component[0]]) {
		if !f.inAll(t.v, component) {
			continue
		}
		if lo, hi, ok := f.range_(t.v, nil); ok {
			out = append(out, f.choose(t.v, lo, hi))
		}
	}
	f.order(out)
	return likely(out)
}

// likely leaves out repairs that make an amount negative, where another is at hand:
// the list is in order, and those are the farthest fetched.
func likely(list []repair) []repair {
	if len(list) == 0 || list[0].cost >= costNegative {
		return list
	}
	return slices.DeleteFunc(list, func(r repair) bool { return r.cost >= costNegative })
}

// order puts the likeliest repairs first: by how common the slip is, numbers that
// contradict others before the rest, printed numbers before blanks.
func (f *finder) order(list []repair) {
	doubt := func(r repair) int {
		if slices.Contains(f.doubted, r.v) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b repair) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(doubt(a), doubt(b)), cmp.Compare(f.numbers[a.v].printed.Mark&1, f.numbers[b.v].printed.Mark&1), cmp.Compare(a.v, b.v))
	})
}

func (f *finder) inAll(v Var, relations []int32) bool {
	for _, id := range relations {
		if f.termOf(id, v) < 0 {
			return false
		}
	}
	return true
}

func (f *finder) termOf(relation int32, v Var) int {
	for k, t := range f.of(&f.relations[relation]) {
		if t.v == v {
			return k
		}
	}
	return -1
}

// range_ is what the relations of a number leave to its print, as coefficients;
// relations that hold another number of the set apart are left out.
func (f *finder) range_(v Var, apart []Var) (lo, hi int64, ok bool) {
	lo, hi = -farthest, farthest
	for _, u := range f.uses(v) {
		r := &f.relations[u.relation]
		if f.holdsAny(r, v, apart) || f.weigh(r) == skipped {
			continue
		}
		a, b := f.prints(v, r.kind, f.admits(r, int(u.term)))
		if lo, hi = max(lo, a), min(hi, b); lo > hi {
			return 0, 0, false
		}
	}
	return lo, hi, true
}

func (f *finder) holdsAny(r *relation, v Var, apart []Var) bool {
	for _, t := range f.of(r) {
		if t.v != v && slices.Contains(apart, t.v) {
			return true
		}
	}
	return false
}

// prints are the coefficients of a number's print that meet a span of true values.
func (f *finder) prints(v Var, k kind, s span) (lo, hi int64) {
	if s == nothing {
		return 1, 0
	}
	n := &f.numbers[v]
	half := n.half()
	if k == same {
		half = 0
	}
	lo, hi = -farthest, farthest
	if s.lo > -farthest {
		lo = ceilDiv(s.lo-half, n.step)
	}
	if s.hi < farthest {
		hi = floorDiv(s.hi+half, n.step)
	}
	return lo, hi
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}

// choose picks the print within lo and hi that is likeliest to have been meant.
func (f *finder) choose(v Var, lo, hi int64) repair {
	n := &f.numbers[v]
	copies, centre := f.hints(v, lo, hi)
	best := repair{v, centre, costFar}
	bestCopies, found := 0, false
	elsewhere := f.elsewhere(v, lo, hi)
	said := func(c int64) int { return count(elsewhere, c) }
	for _, c := range slices.Concat(copies, elsewhere, slips(n.printed, n.scale)) {
		if c < lo || c > hi || c == coefOf(n) && n.printed.Mark == money.Number {
			continue
		}
		cost, same := f.slipCost(v, c), count(copies, c)
		if c < 0 && coefOf(n) >= 0 && n.class != Percent {
			cost = costNegative
		}
		closer := cmp.Or(cmp.Compare(same, bestCopies), cmp.Compare(best.cost, cost), cmp.Compare(said(c), said(best.coef)), cmp.Compare(abs(best.coef-centre), abs(c-centre)))
		if !found || closer > 0 {
			best, bestCopies, found = repair{v, c, cost}, same, true
		}
	}
	if !found {
		best.cost = f.slipCost(v, centre)
		if centre < 0 && coefOf(n) >= 0 && n.class != Percent {
			best.cost = costNegative
		}
	}
	if n.class == Percent && lo <= 0 && 0 <= hi && coefOf(n) != 0 {
		best.coef = 0 // a part of nothing, or of what rounds to nothing
	}
	return best
}

// elsewhere are the prints of like numbers of other sentences that would do here:
// what is said twice is mostly said of one thing. Only where few would do.
func (f *finder) elsewhere(v Var, lo, hi int64) []int64 {
	n := &f.numbers[v]
	if n.kind != ofClaim || hi-lo > 1000 {
		return nil
	}
	var out []int64
	for o := range f.numbers {
		m := &f.numbers[o]
		if Var(o) != v && m.kind == ofClaim && m.class == n.class && m.step == n.step && m.printed.Mark == money.Number {
			if c := m.printed.Value.Coef; lo <= c && c <= hi && c != 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

// hints are the prints that copies of the number show, and the middle of the
// narrowest range that a relation leaves to it.
func (f *finder) hints(v Var, lo, hi int64) (copies []int64, centre int64) {
	n := &f.numbers[v]
	narrow := anything
	for _, u := range f.uses(v) {
		r := &f.relations[u.relation]
		s := f.admits(r, int(u.term))
		if r.kind == same {
			if o := &f.numbers[f.of(r)[1-u.term].v]; o.mid()%n.step == 0 {
				copies = append(copies, o.mid()/n.step)
			}
		}
		if s.lo > -farthest && s.hi < farthest && s.width() < narrow.width() {
			narrow = s
		}
	}
	centre = coefOf(n)
	if narrow != anything {
		centre = floorDiv(narrow.lo+narrow.width()/2+n.step/2, n.step)
	}
	return copies, min(max(centre, lo), hi)
}

func coefOf(n *number) int64 {
	if n.printed.Mark != money.Number {
		return 0
	}
	return n.printed.Value.Coef
}

func count(list []int64, c int64) (k int) {
	for _, v := range list {
		if v == c {
			k++
		}
	}
	return k
}

func abs(x int64) int64 { return max(x, -x) }

// put replaces a number's print and gives back the old number.
func (f *finder) put(r repair) number {
	old := f.numbers[r.v]
	n := old
	n.printed = money.PrintDecimal(money.Decimal{Coef: r.coef, Scale: n.scale})
	f.numbers[r.v] = n.allowed()
	return old
}
