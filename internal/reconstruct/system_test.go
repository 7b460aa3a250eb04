package reconstruct

import (
	"slices"
	"testing"

	"mingbai/internal/money"
)

// printed is a relation of a sum that is printed so many 万元.
func printed(t *testing.T, text string, weight int64, variables ...int) relation {
	t.Helper()
	p, err := money.ParsePrinted(text)
	if err != nil {
		t.Fatal(err)
	}
	in, near, ok := allowed(p, money.Wan)
	if !ok {
		t.Fatal(text)
	}
	r := relation{in: in, near: near, weight: weight}
	for _, v := range variables {
		r.terms = append(r.terms, term{v, 1})
	}
	return r
}

func solved(t *testing.T, s *system) []int64 {
	t.Helper()
	x, err := s.solve()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestWhatAPrintAllows(t *testing.T) {
	for text, want := range map[string]span{
		"1.23": {1_225_000, 1_234_999}, // half a last place up is printed one higher
		"0.00": {1, 4_999},             // something, too small to print
		"":     {0, 0},
		"—":    {0, 0},
	} {
		p, _ := money.ParsePrinted(text)
		if in, _, ok := allowed(p, money.Wan); !ok || in != want {
			t.Errorf("%q: %v %v, want %v", text, in, ok, want)
		}
	}
	for _, text := range []string{"-1.00", "约1万"} {
		p, _ := money.ParsePrinted(text)
		if _, _, ok := allowed(p, money.Wan); ok {
			t.Errorf("%q allows something", text)
		}
	}
}

func TestAmountsAreAsPrintedWhereThatAddsUp(t *testing.T) {
	s := &system{}
	a, b := s.variable(), s.variable()
	s.add(printed(t, "1.20", weightSingle, a))
	s.add(printed(t, "2.30", weightSingle, b))
	s.add(printed(t, "3.50", weightSum, a, b))
	if x := solved(t, s); x[a] != 1_200_000 || x[b] != 2_300_000 {
		t.Error(x)
	}
}

func TestRoundingIsMadeUpForInWholeYuan(t *testing.T) {
	s := &system{}
	a, b := s.variable(), s.variable()
	s.add(printed(t, "1.20", weightSingle, a))
	s.add(printed(t, "2.30", weightSingle, b))
	s.add(printed(t, "3.51", weightSum, a, b))
	x := solved(t, s)
	if s.lost(x) != 0 || x[a]%100 != 0 || x[b]%100 != 0 {
		t.Error(x)
	}
}

func TestFenAreUsedWhereYuanDoNotDo(t *testing.T) {
	s := &system{}
	a := s.variable()
	r := relation{terms: []term{{a, 1}}, in: span{123_450, 123_460}, near: 123_455, weight: weightSingle}
	s.add(r)
	if x := solved(t, s); x[a] != 123_455 {
		t.Error(x)
	}
}

func TestWhatIsFurthestOffIsGivenUpAlone(t *testing.T) {
	// A slip of a digit in a total: nothing else moves for it.
	s := &system{}
	var all []int
	for _, text := range []string{"10.00", "20.04", "30.04"} {
		v := s.variable()
		all = append(all, v)
		s.add(printed(t, text, weightSingle, v))
	}
	s.add(printed(t, "30.04", weightSum, all[0], all[1]))
	s.add(printed(t, "90.08", weightSum, all...)) // 60.08
	s.add(printed(t, "60.08", weightSum, all...))
	x := solved(t, s)
	if want := []int64{10_000_000, 20_040_000, 30_040_000}; !slices.Equal(x, want) {
		t.Errorf("%v, want %v", x, want)
	}
	if s.lost(x) != weightSum {
		t.Errorf("lost %d", s.lost(x))
	}
}

func TestAFormGivesWayToATable(t *testing.T) {
	s := &system{}
	a := s.variable()
	s.add(printed(t, "1.23", weightSum, a))
	s.add(relation{terms: []term{{a, 1}}, in: span{1_240_000, 1_240_000}, near: 1_240_000, weight: weightForm})
	if x := solved(t, s); x[a] < 1_225_000 || x[a] > 1_234_999 {
		t.Error(x)
	}
}

func TestWhatHoldsOfAnyBookIsNotGivenUp(t *testing.T) {
	s := &system{}
	a, b := s.variable(), s.variable()
	s.add(relation{terms: []term{{a, 1}, {b, -1}}, weight: weightAlways})
	s.add(printed(t, "1.00", weightSingle, a))
	s.add(printed(t, "5.00", weightSingle, b))
	if x := solved(t, s); x[a] != x[b] {
		t.Error(x)
	}
}

func TestABlankCellAloneIsNotNothing(t *testing.T) {
	// One cell left blank by mistake, the same amount printed twice elsewhere.
	s := &system{}
	a := s.variable()
	s.add(relation{terms: []term{{a, 1}}, weight: weightSingle})
	s.add(printed(t, "5.00", weightSingle, a))
	s.add(printed(t, "5.00", weightSum, a))
	if x := solved(t, s); x[a] != 5_000_000 {
		t.Error(x)
	}
}

func TestAmountsThatNothingTellsApartAreOne(t *testing.T) {
	s := &system{}
	for range 1000 {
		s.variable()
	}
	every := make([]int, 1000)
	for v := range every {
		every[v] = v
	}
	s.add(printed(t, "7.00", weightSum, every...))
	if small := s.presolve(); len(small.of) != 1 {
		t.Errorf("%d amounts are searched for", len(small.of))
	}
	var sum int64
	for _, x := range solved(t, s) {
		sum += x
	}
	if sum != 7_000_000 {
		t.Error(sum)
	}
}

func TestWithoutASolutionPrintsAreTaken(t *testing.T) {
	s := &system{}
	a, b := s.variable(), s.variable()
	s.add(printed(t, "1.23", weightSingle, a))
	s.add(printed(t, "4.56", weightSum, a, b))
	if x := s.printed(); x[a] != 1_230_000 || x[b] != 0 {
		t.Error(x)
	}
}

func TestLastYearFromARate(t *testing.T) {
	// 68.00 is 20.50 % more than 56.43…, to the digit.
	const now = 6800
	for _, x := range []struct {
		sign int64
		text string
		want span
	}{
		{-1, "20.50", span{5643, 5643}},
		{1, "20.50", span{8553, 8553}},
		{-1, "0", span{6767, 6834}},
		{1, "150", span{}},
		{-1, "很多", span{}},
	} {
		got, ok := atRate(now, x.sign, x.text)
		if ok != (x.want != span{}) || ok && got != x.want {
			t.Errorf("%d %s: %v %v, want %v", x.sign, x.text, got, ok, x.want)
		}
	}
	// Whatever it says, what it says is printed again by each amount of it.
	for before := int64(1); before < 3000; before += 7 {
		for _, now := range []int64{before + 13, before * 3, max(before-5, 1)} {
			sign := int64(-1)
			if now < before {
				sign = 1
			}
			rate, _ := money.Ratio(money.Fen(now-before).Abs(), money.Fen(before), 2)
			in, ok := atRate(now, sign, rate.String())
			if !ok || !in.holds(before) {
				t.Fatalf("%d of %d: %s gives %v", now, before, rate, in)
			}
			for _, x := range []int64{in.lo, in.hi} {
				if again, _ := money.Ratio(money.Fen(now-x).Abs(), money.Fen(x), 2); again.Cmp(rate) != 0 && x != now {
					t.Fatalf("%d of %d: %s, %d gives %s", now, before, rate, x, again)
				}
			}
		}
	}
}

func TestTransportKeepsRowsAndColumns(t *testing.T) {
	rows, columns := []int64{70, 20, 10}, []int64{15, 60, 25}
	out := transport(rows, columns, func(r, c int) bool { return r == 1 && c == 0 })
	var byRow, byColumn [3]int64
	for _, a := range out {
		byRow[a.r] += a.amount
		byColumn[a.c] += a.amount
	}
	if !slices.Equal(byRow[:], rows) || !slices.Equal(byColumn[:], columns) {
		t.Error(byRow, byColumn)
	}
	if !slices.Contains(out, allocation{1, 0, 15}) {
		t.Errorf("what belongs together is not together: %v", out)
	}
}
