package reconstruct

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

func TestCurvesAddUp(t *testing.T) {
	c := within(span{10, 20}, 5).plus(within(span{15, 15}, 1)).plus(flat())
	for at, want := range map[int64]int64{9: 5 + 6, 10: 5, 12: 3, 15: 0, 20: 5, 21: 5 + 6} {
		if got := cost(c, at); got != want {
			t.Errorf("at %d: %d, want %d", at, got, want)
		}
	}
	if c = upTo(3, 2).plus(from(3, 2)); len(c.bends) != 1 || cost(c, 1) != 4 || cost(c, 5) != 4 {
		t.Errorf("%+v", c)
	}
}

// cost is what a curve with its minimum at nothing costs at a value.
func cost(c curve, at int64) int64 {
	best := int64(math.MaxInt64)
	for _, low := range c.bends {
		best = min(best, climb(c, low, at))
	}
	return best
}

// climb is the cost of going from one value to another, from where it is least.
func climb(c curve, from, to int64) int64 {
	var sum int64
	for x := min(from, to); x < max(from, to); x++ {
		k := c.piece(2*x+1, 2)
		if to < from {
			sum -= c.slopes[k]
		} else {
			sum += c.slopes[k]
		}
	}
	if c.slopes[c.piece(2*from-1, 2)] > 0 || c.slopes[c.piece(2*from+1, 2)] < 0 {
		return math.MaxInt64 // not the least
	}
	return sum
}

func TestFractionsCompareExactly(t *testing.T) {
	const big = math.MaxInt64
	for _, x := range []struct {
		a, b frac
		want int
	}{
		{frac{1, 3}, frac{1, 2}, -1},
		{frac{-1, 3}, frac{-1, 2}, 1},
		{frac{0, 5}, frac{0, 7}, 0},
		{frac{-1, 2}, frac{1, 3}, -1},
		{frac{big, big - 1}, frac{big - 1, big - 2}, -1}, // floats would call them equal
		{frac{2, 4}, frac{1, 2}, 0},
	} {
		if got := sign(int64(x.a.cmp(x.b))); got != x.want {
			t.Errorf("%v, %v: %d", x.a, x.b, got)
		}
	}
	if floor(frac{-1, 2}) != -1 || floor(frac{1, 2}) != 0 || floor(frac{-4, 2}) != -2 {
		t.Error("floor")
	}
}

func TestTooLargeIsNoticed(t *testing.T) {
	var c counter
	if c.mul(1<<40, 1<<20) != 1<<60 || c.over {
		t.Error("what fits")
	}
	if c.mul(1<<40, 1<<40); !c.over {
		t.Error("a product too large")
	}
	c = counter{}
	if c.add(math.MaxInt64, 1); !c.over {
		t.Error("a sum too large")
	}
}

// TestSimplexAgainstEveryPossibility tries all values of small systems by hand.
func TestSimplexAgainstEveryPossibility(t *testing.T) {
	const top = 4
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 7))
		n := 2 + rng.IntN(3)
		var costs []curve
		for range n {
			costs = append(costs, within(span{0, top}, 1000))
		}
		var sums [][]term
		for range 1 + rng.IntN(4) {
			var terms []term
			for v := range n {
				if k := rng.IntN(3) - 1; k != 0 {
					terms = append(terms, term{v, k})
				}
			}
			lo := int64(rng.IntN(9) - 3)
			sums = append(sums, terms)
			costs = append(costs, within(span{lo, lo + int64(rng.IntN(2))}, int64(1+rng.IntN(9))))
		}
		s := newSimplex(costs, sums, 1000)
		if err := s.solve(); err != nil {
			t.Fatal(seed, err)
		}
		got, whole := total(s, costs)
		if least := leastOf(costs, sums, n, top); got > least {
			t.Errorf("system %d: costs %d, %d is possible", seed, got, least)
		} else if done, ok := s.whole(n, 100_000); ok {
			if cost, _ := total(done, costs); cost != least {
				t.Errorf("system %d: in whole numbers it costs %d, %d is possible (%v)", seed, cost, least, whole)
			}
		} else {
			t.Errorf("system %d: no whole numbers", seed)
		}
	}
}

// total is the cost of a solution, rounded down, and whether all of it is whole.
func total(s *simplex, costs []curve) (int64, bool) {
	var num, den int64 = 0, 1
	whole := true
	for q, c := range costs {
		x := s.at(q)
		whole = whole && x.den == 1
		for k, bend := range c.bends {
			// What is beyond a bend costs the difference of the slopes more.
			if off := x.num - bend*x.den; off > 0 && c.slopes[k+1] > 0 {
				num, den = num*x.den+off*(c.slopes[k+1]-max(c.slopes[k], 0))*den, den*x.den
			} else if off < 0 && c.slopes[k] < 0 {
				num, den = num*x.den-off*(min(c.slopes[k+1], 0)-c.slopes[k])*den, den*x.den
			}
		}
	}
	return floor(frac{num, den}), whole
}

func leastOf(costs []curve, sums [][]term, n int, top int64) int64 {
	x := make([]int64, n)
	least := int64(math.MaxInt64)
	var try func(v int)
	try = func(v int) {
		if v < n {
			for x[v] = 0; x[v] <= top; x[v]++ {
				try(v + 1)
			}
			return
		}
		var all int64
		for i, terms := range sums {
			var sum int64
			for _, t := range terms {
				sum += x[t.v] * int64(t.sign)
			}
			all += cost(costs[n+i], sum)
		}
		least = min(least, all)
	}
	try(0)
	return least
}

func TestABoundOnStepsIsSaid(t *testing.T) {
	costs := []curve{from(0, 1000), from(0, 1000), within(span{5, 5}, 10), within(span{9, 9}, 10)}
	s := newSimplex(costs, [][]term{{{0, 1}, {1, 1}}, {{0, 1}, {1, -1}}}, 0)
	if err := s.solve(); !errors.Is(err, errSteps) {
		t.Error(err)
	}
}

func TestHalvesAreMadeWhole(t *testing.T) {
	// a+b, b+c and c+a are 5 each: 2½ all three; whole, one sum has to give way.
	costs := []curve{from(0, 1000), from(0, 1000), from(0, 1000), within(span{5, 5}, 2), within(span{5, 5}, 2), within(span{4, 5}, 1)}
	s := newSimplex(costs, [][]term{{{0, 1}, {1, 1}}, {{1, 1}, {2, 1}}, {{2, 1}, {0, 1}}}, 100)
	if err := s.solve(); err != nil {
		t.Fatal(err)
	}
	done, ok := s.whole(3, 100_000)
	if !ok {
		t.Fatal("not made whole")
	}
	a, b, c := done.at(0), done.at(1), done.at(2)
	if a.den*b.den*c.den != 1 || a.num+b.num != 5 || b.num+c.num != 5 || a.num+c.num != 4 {
		t.Error(a, b, c)
	}
}
