package reconstruct

import "math/big"

// A whole solution of the least cost is nearly always where the search begins; the
// bounds are for what may be thrown at it.
const (
	maxSteps    = 20_000
	maxBranches = 200
	maxWork     = 1_000_000_000 // steps times the numbers that each looks at
)

// stepsFor is how many steps a system of so many quantities may take: as many fewer
// as each takes longer.
func stepsFor(variables, sums int) int {
	return min(maxSteps, maxWork/max(variables*sums, 1))
}

// whole makes the first n quantities whole by branching: where one lies between two
// whole numbers, it is to be at most the lower or at least the upper. It gives the
// least dear solution that came up within the bounds, false where none did.
func (s *simplex) whole(n int, heavy int64) (*simplex, bool) {
	w := &wholes{costs: s.costs, n: n, heavy: heavy, left: maxBranches}
	w.branch(s)
	return w.best, w.best != nil
}

type wholes struct {
	costs []curve // before any branching
	n     int
	heavy int64 // slope of what a branch asks for
	left  int   // branches that may still be looked at
	best  *simplex
	least *big.Rat
}

func (w *wholes) branch(s *simplex) {
	v := s.broken(w.n)
	if v < 0 && w.best == nil && w.left == maxBranches { // whole from the start
		w.best = s
		return
	}
	cost := s.cost(w.costs)
	if w.best != nil && cost.Cmp(w.least) >= 0 {
		return
	}
	if v < 0 {
		w.best, w.least = s, cost
		return
	}
	lower := floor(s.at(v))
	for _, by := range []curve{upTo(lower, w.heavy), from(lower+1, w.heavy)} {
		if w.left--; w.left < 0 {
			return
		}
		next := s.clone()
		next.restrict(v, by)
		if next.solve() == nil && !next.breaks(v, by) {
			w.branch(next)
		}
	}
}

// cost is what a solution costs more than where the first pieces of the curves end,
// exactly.
func (s *simplex) cost(costs []curve) *big.Rat {
	sum := new(big.Rat)
	for q, c := range costs {
		if len(c.bends) == 0 {
			continue
		}
		x := s.at(q)
		at := big.NewRat(x.num, x.den)
		slope := c.slopes[0]
		for k, bend := range c.bends {
			off := new(big.Rat).Sub(at, new(big.Rat).SetInt64(bend))
			if k > 0 && off.Sign() <= 0 {
				break
			}
			if k > 0 || off.Sign() > 0 {
				slope = c.slopes[k+1] - c.slopes[k]
				if k == 0 {
					slope = c.slopes[1]
				}
			}
			sum.Add(sum, off.Mul(off, new(big.Rat).SetInt64(slope)))
		}
	}
	return sum
}

// broken is a quantity among the first n that is no whole number; -1 where all are.
func (s *simplex) broken(n int) int {
	for i, q := range s.moves {
		if q < n && s.value[i]%s.den[i] != 0 {
			return q
		}
	}
	return -1
}

// breaks tells whether a quantity lies where a restriction does not let it.
func (s *simplex) breaks(quantity int, by curve) bool {
	x, bend := s.at(quantity), frac{by.bends[0], 1}
	if by.slopes[0] < 0 {
		return x.cmp(bend) < 0
	}
	return x.cmp(bend) > 0
}

func floor(x frac) int64 {
	q := x.num / x.den
	if x.num%x.den < 0 {
		q--
	}
	return q
}
