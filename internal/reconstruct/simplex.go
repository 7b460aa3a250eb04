package reconstruct

import (
	"errors"
	"math/rand/v2"
	"slices"
)

// simplex finds the values of least cost where sums of values cost something too:
// the simplex method over convex costs of straight pieces, in whole numbers. A
// quantity is a variable or a sum of variables. At any time as many of them as there
// are variables rest at a bend of their cost; each of the others is a sum of those,
// a row: den × quantity = Σ num × resting quantity. Nothing is rounded.
//
// The sums of published tables are nested, so nearly all nums are 0 or ±1 and all
// dens 1, and what comes out is whole without being asked to.
type simplex struct {
	counter
	costs []curve
	rest  []int // by column: the quantity that rests
	bend  []int // by column: at which bend
	moves []int // by row: the quantity that moves
	piece []int // by row: on which piece of its cost
	num   [][]int64
	den   []int64
	value []int64 // by row: den × value
	rng   *rand.Rand
	steps int // how many more may be made
}

var (
	errLarge = errors.New("数太大，或关系太密，算不下去")
	errSteps = errors.New("在限定的步数内没有算完")
)

// newSimplex starts with all variables at nothing, where each must have a bend.
func newSimplex(costs []curve, sums [][]term, steps int) *simplex {
	n := len(costs) - len(sums)
	s := &simplex{costs: costs, rng: rand.New(rand.NewPCG(1, 1)), steps: steps}
	for v := range n {
		k, _ := slices.BinarySearch(costs[v].bends, 0)
		s.rest, s.bend = append(s.rest, v), append(s.bend, k)
	}
	for i, terms := range sums {
		row := make([]int64, n)
		for _, t := range terms {
			row[t.v] += int64(t.sign)
		}
		s.num, s.den, s.value = append(s.num, row), append(s.den, 1), append(s.value, 0)
		s.moves, s.piece = append(s.moves, n+i), append(s.piece, costs[n+i].piece(0, 1))
	}
	return s
}

func (s *simplex) clone() *simplex {
	c := *s
	c.costs, c.rest, c.bend = slices.Clone(s.costs), slices.Clone(s.rest), slices.Clone(s.bend)
	c.moves, c.piece = slices.Clone(s.moves), slices.Clone(s.piece)
	c.den, c.value = slices.Clone(s.den), slices.Clone(s.value)
	c.num = make([][]int64, len(s.num))
	for i := range c.num {
		c.num[i] = slices.Clone(s.num[i])
	}
	return &c
}

// restrict adds a cost to a quantity.
func (s *simplex) restrict(quantity int, by curve) {
	old := s.costs[quantity]
	s.costs[quantity] = old.plus(by)
	if i := slices.Index(s.moves, quantity); i >= 0 {
		s.piece[i] = s.costs[quantity].piece(s.value[i], s.den[i])
		return
	}
	j := slices.Index(s.rest, quantity)
	s.bend[j], _ = slices.BinarySearch(s.costs[quantity].bends, old.bends[s.bend[j]])
}

// solve goes downhill until no column leads further down.
func (s *simplex) solve() error {
	stuck := false
	for ; s.steps > 0; s.steps-- {
		scale := s.scale()
		j, up, slope := s.enter(scale, stuck)
		if s.over {
			return errLarge
		}
		if j < 0 {
			return nil
		}
		moved, err := s.move(j, up, slope, scale)
		if err != nil {
			return err
		}
		stuck = !moved
	}
	return errSteps
}

// scale is a common multiple of all dens, to count slopes in.
func (s *simplex) scale() int64 {
	scale := int64(1)
	for _, d := range s.den {
		if scale%d != 0 {
			scale = s.mul(scale/gcd(scale, d), d)
		}
	}
	return max(scale, 1)
}

// enter picks a column that leads downhill, the way it does and how steeply; -1
// where none does. After a step that led nowhere it picks one at random, lest it
// goes round in circles.
func (s *simplex) enter(scale int64, stuck bool) (column int, up bool, steepest int64) {
	column = -1
	found := 0
	for j, slope := range s.slopes(scale) {
		c, k := s.costs[s.rest[j]], s.bend[j]
		rise := s.add(slope, s.mul(c.slopes[k+1], scale))
		fall := -s.add(slope, s.mul(c.slopes[k], scale))
		down := min(rise, fall)
		if down >= 0 {
			continue
		}
		found++
		if stuck && s.rng.IntN(found) == 0 || !stuck && down < steepest {
			column, up, steepest = j, rise < fall, down
		}
	}
	return column, up, steepest
}

// slopes are what the rows' costs change by as each column rises.
func (s *simplex) slopes(scale int64) []int64 {
	out := make([]int64, len(s.rest))
	for i, row := range s.num {
		slope := s.mul(s.costs[s.moves[i]].slopes[s.piece[i]], scale/s.den[i])
		if slope == 0 {
			continue
		}
		for j, n := range row {
			if n != 0 {
				out[j] = s.add(out[j], s.mul(slope, n))
			}
		}
	}
	return out
}

// crossing is a bend that a quantity meets as a column moves: how far the column has
// to go and how much steeper it gets behind the bend.
type crossing struct {
	at   frac
	row  int // -1: the column's own quantity
	bend int
	more int64
}

// move takes a column downhill past bends to that where it gets uphill; the quantity
// that has this bend comes to rest in its place. It tells whether it came anywhere.
func (s *simplex) move(j int, up bool, slope, scale int64) (bool, error) {
	list := s.crossings(j, up, scale)
	slices.SortStableFunc(list, func(a, b crossing) int { return a.at.cmp(b.at) })
	bend := s.bend[j]
	for _, x := range list {
		slope = s.add(slope, x.more)
		if slope >= 0 {
			s.settle(j, up, bend, x)
			if s.over {
				return false, errLarge
			}
			return x.at.num > 0, nil
		}
		switch {
		case x.row < 0:
			bend = x.bend
		case s.rises(x.row, j, up):
			s.piece[x.row] = x.bend + 1
		default:
			s.piece[x.row] = x.bend
		}
	}
	return false, errLarge // costs rise in the end; a slope that does not was not counted right
}

func (s *simplex) rises(row, j int, up bool) bool { return (s.num[row][j] > 0) == up }

func (s *simplex) crossings(j int, up bool, scale int64) []crossing {
	var out []crossing
	add := func(x crossing, c curve, num, den int64) {
		x.more = s.mul(s.mul(c.slopes[x.bend+1]-c.slopes[x.bend], int64(abs(num))), scale/den)
		out = append(out, x)
	}
	own := s.costs[s.rest[j]]
	for k := s.bend[j] + 1; up && k < len(own.bends); k++ {
		add(crossing{frac{own.bends[k] - own.bends[s.bend[j]], 1}, -1, k, 0}, own, 1, 1)
	}
	for k := s.bend[j] - 1; !up && k >= 0; k-- {
		add(crossing{frac{own.bends[s.bend[j]] - own.bends[k], 1}, -1, k, 0}, own, 1, 1)
	}
	for i := range s.num {
		n := s.num[i][j]
		if n == 0 {
			continue
		}
		c := s.costs[s.moves[i]]
		if s.rises(i, j, up) {
			for k := s.piece[i]; k < len(c.bends); k++ {
				way := s.mul(c.bends[k], s.den[i]) - s.value[i]
				add(crossing{frac{max(way, 0), int64(abs(n))}, i, k, 0}, c, n, s.den[i])
			}
			continue
		}
		for k := s.piece[i] - 1; k >= 0; k-- {
			way := s.value[i] - s.mul(c.bends[k], s.den[i])
			add(crossing{frac{max(way, 0), int64(abs(n))}, i, k, 0}, c, n, s.den[i])
		}
	}
	return out
}

// settle ends a move at a crossing; bend is the last that the column's own quantity passed.
func (s *simplex) settle(j int, up bool, bend int, x crossing) {
	if x.row < 0 {
		s.bend[j] = x.bend
		s.evaluate()
		return
	}
	piece := bend
	if up {
		piece = bend + 1
	}
	s.pivot(x.row, j)
	s.rest[j], s.moves[x.row] = s.moves[x.row], s.rest[j]
	s.bend[j], s.piece[x.row] = x.bend, piece
	s.evaluate()
}

// pivot solves row r for column j and puts it into the other rows.
func (s *simplex) pivot(r, j int) {
	row := s.num[r]
	den := row[j]
	turn := int64(1)
	if den < 0 {
		den, turn = -den, -1
	}
	for k := range row {
		row[k] *= -turn
	}
	row[j] = s.den[r] * turn
	s.den[r] = den
	s.reduce(r)
	for i, other := range s.num {
		by := other[j]
		if i == r || by == 0 {
			continue
		}
		for k := range other {
			switch {
			case k == j:
				other[k] = s.mul(by, row[k])
			case s.den[r] == 1 && row[k] == 0:
			default:
				other[k] = s.add(s.mul(other[k], s.den[r]), s.mul(by, row[k]))
			}
		}
		s.den[i] = s.mul(s.den[i], s.den[r])
		s.reduce(i)
	}
}

// reduce takes a common factor out of a row.
func (s *simplex) reduce(i int) {
	g := s.den[i]
	for _, n := range s.num[i] {
		if g == 1 {
			return
		}
		g = gcd(g, n)
	}
	if g <= 1 {
		return
	}
	s.den[i] /= g
	for k := range s.num[i] {
		s.num[i][k] /= g
	}
}

func (s *simplex) evaluate() {
	for i, row := range s.num {
		var sum int64
		for j, n := range row {
			if n != 0 {
				sum = s.add(sum, s.mul(n, s.costs[s.rest[j]].bends[s.bend[j]]))
			}
		}
		s.value[i] = sum
	}
}

// at is the value of a quantity.
func (s *simplex) at(quantity int) frac {
	if i := slices.Index(s.moves, quantity); i >= 0 {
		g := max(gcd(s.value[i], s.den[i]), 1)
		return frac{s.value[i] / g, s.den[i] / g}
	}
	j := slices.Index(s.rest, quantity)
	return frac{s.costs[quantity].bends[s.bend[j]], 1}
}
