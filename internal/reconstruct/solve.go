package reconstruct

import (
	"cmp"
	"slices"

	"mingbai/internal/money"
)

// span is what a value may be, in fen, ends included.
type span struct{ lo, hi int64 }

// term is a variable of a relation with its sign.
type term struct{ v, sign int }

// relation says that a sum lies in a span.
type relation struct {
	terms []term
	in    span
	place string // the cell that asks for it
}

// system is whole numbers that satisfy relations.
type system struct {
	spans     []span
	relations []relation
	uses      [][]int // by variable: relations that it stands in
	left      int     // steps of the search that are left
}

// variable adds a variable that may be anything from 0 up to most.
func (s *system) variable(most int64) int {
	s.spans = append(s.spans, span{0, most})
	s.uses = append(s.uses, nil)
	return len(s.spans) - 1
}

// add adds a relation and narrows by it; where nothing can satisfy it with the
// others it is left out and add reports false.
func (s *system) add(r relation) bool {
	if len(r.terms) == 0 {
		return r.in.lo <= 0 && r.in.hi >= 0
	}
	id := len(s.relations)
	s.relations = append(s.relations, r)
	for _, t := range r.terms {
		s.uses[t.v] = append(s.uses[t.v], id)
	}
	before := slices.Clone(s.spans)
	if s.narrow([]int{id}) {
		return true
	}
	s.spans = before
	s.relations = s.relations[:id]
	for _, t := range r.terms {
		s.uses[t.v] = s.uses[t.v][:len(s.uses[t.v])-1]
	}
	return false
}

// mostNarrowings bounds the propagation of bounds after one change.
const mostNarrowings = 20_000

// narrow propagates bounds from some relations until nothing changes; false where
// some value has none left.
func (s *system) narrow(queue []int) bool {
	waiting := map[int]bool{}
	for _, id := range queue {
		waiting[id] = true
	}
	for n := 0; len(queue) > 0 && n < mostNarrowings; n++ {
		id := queue[0]
		queue = queue[1:]
		delete(waiting, id)
		r := &s.relations[id]
		var lo, hi int64
		for _, t := range r.terms {
			l, h := s.signed(t)
			lo, hi = lo+l, hi+h
		}
		if lo > r.in.hi || hi < r.in.lo {
			return false
		}
		for _, t := range r.terms {
			l, h := s.signed(t)
			// The others leave it this much.
			from, to := r.in.lo-(hi-h), r.in.hi-(lo-l)
			if from <= l && to >= h {
				continue
			}
			nl, nh := max(l, from), min(h, to)
			if nl > nh {
				return false
			}
			lo, hi = lo-l+nl, hi-h+nh
			if t.sign < 0 {
				nl, nh = -nh, -nl
			}
			s.spans[t.v] = span{nl, nh}
			for _, other := range s.uses[t.v] {
				if other != id && !waiting[other] {
					waiting[other] = true
					queue = append(queue, other)
				}
			}
		}
	}
	return true
}

func (s *system) signed(t term) (lo, hi int64) {
	x := s.spans[t.v]
	if t.sign < 0 {
		return -x.hi, -x.lo
	}
	return x.lo, x.hi
}

// steps are what values are tried as multiples of, in fen: 100, 10 and 1 yuan, a fen.
var steps = []int64{10_000, 1_000, 100, 1}

// search finds whole numbers that satisfy all relations, smooth ones first; false
// where the steps that it may take are used up.
func (s *system) search(limit int) bool {
	s.left = limit
	return s.dive()
}

func (s *system) dive() bool {
	v := s.next()
	if v < 0 {
		return true
	}
	before := slices.Clone(s.spans)
	for _, x := range tries(before[v]) {
		if s.left--; s.left < 0 {
			return false
		}
		s.spans[v] = span{x, x}
		if s.narrow(s.uses[v]) && s.dive() {
			return true
		}
		copy(s.spans, before)
	}
	return false
}

// next is a variable that may well be nothing, else the one that is the least
// free; -1 where all are fixed.
func (s *system) next() int {
	best := -1
	for v := range s.spans {
		w := s.spans[v].hi - s.spans[v].lo
		if w > 0 && s.spans[v].lo == 0 && w <= steps[0] {
			return v
		}
		if w > 0 && (best < 0 || w < s.spans[best].hi-s.spans[best].lo) {
			best = v
		}
	}
	return best
}

// tries are the values to try of a span: of a narrow one the smoothest near its
// middle, of a wide one as much as there is and nothing.
func tries(x span) []int64 {
	var out []int64
	add := func(v int64) {
		if v >= x.lo && v <= x.hi && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	if x.lo == 0 && x.hi <= steps[0] {
		add(0) // the less a book holds that no print asks for, the better
	}
	wide := x.hi-x.lo > 2*steps[0]
	middle := x.lo + (x.hi-x.lo)/2
	for _, step := range steps {
		if wide {
			add(x.hi / step * step)
			add((x.lo + step - 1) / step * step)
			continue
		}
		near := (middle + step/2) / step * step
		for _, k := range []int64{0, 1, -1, 2, -2, 3, -3} {
			add(near + k*step)
		}
	}
	add(x.lo)
	add(x.hi)
	return out
}

// allowed is the span of exact amounts that print as p in a unit, rounded half up;
// a blank is nothing.
func allowed(p money.Printed, u money.Unit) (span, bool) {
	if p.Mark == money.Words {
		return span{}, false
	}
	if p.Mark != money.Number {
		return span{}, true
	}
	i, err := p.Value.Interval(u)
	if err != nil || p.Value.Sign() < 0 {
		return span{}, false
	}
	lo := (int64(i.Lo) + 9) / 10
	hi := (int64(i.Hi)+9)/10 - 1 // the upper half is printed one higher
	return span{max(lo, 0), max(hi, 0)}, true
}

// allocation is an amount of row r in column c.
type allocation struct {
	r, c   int
	amount int64
}

// transport spreads the amounts of rows over columns of the same total: first where
// likes says they belong together, then largest to largest.
func transport(rows, columns []int64, likes func(r, c int) bool) []allocation {
	rows, columns = slices.Clone(rows), slices.Clone(columns)
	var out []allocation
	give := func(r, c int) {
		if n := min(rows[r], columns[c]); n > 0 {
			rows[r], columns[c] = rows[r]-n, columns[c]-n
			out = append(out, allocation{r, c, n})
		}
	}
	for r := range rows {
		for c := range columns {
			if likes(r, c) {
				give(r, c)
			}
		}
	}
	for {
		r, c := largest(rows), largest(columns)
		if r < 0 || c < 0 {
			break
		}
		give(r, c)
	}
	return merged(out)
}

func largest(list []int64) int {
	best := -1
	for i, x := range list {
		if x > 0 && (best < 0 || x > list[best]) {
			best = i
		}
	}
	return best
}

func merged(list []allocation) []allocation {
	slices.SortFunc(list, func(a, b allocation) int { return cmp.Or(cmp.Compare(a.r, b.r), cmp.Compare(a.c, b.c)) })
	var out []allocation
	for _, a := range list {
		if n := len(out); n > 0 && out[n-1].r == a.r && out[n-1].c == a.c {
			out[n-1].amount += a.amount
			continue
		}
		out = append(out, a)
	}
	return out
}
