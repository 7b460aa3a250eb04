package reconstruct

// A whole solution of the least cost is nearly always where the search begins; the
// bounds are for what may be thrown at it.
const (
	maxSteps    = 20_000
	maxBranches = 200
)

// whole makes the first n quantities whole by branching: where one lies between two
// whole numbers, it is to be at most the lower or at least the upper. It reports
// false where that did not come out within the bounds.
func (s *simplex) whole(n int, heavy int64) (*simplex, bool) {
	left := maxBranches
	return s.branch(n, heavy, &left)
}

func (s *simplex) branch(n int, heavy int64, left *int) (*simplex, bool) {
	v := s.broken(n)
	if v < 0 {
		return s, true
	}
	x := s.at(v)
	lower := floor(x)
	for _, by := range []curve{upTo(lower, heavy), from(lower+1, heavy)} {
		if *left--; *left < 0 {
			return nil, false
		}
		next := s.clone()
		next.restrict(v, by)
		if next.solve() != nil || next.breaks(v, by) {
			continue
		}
		if done, ok := next.branch(n, heavy, left); ok {
			return done, true
		}
	}
	return nil, false
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
