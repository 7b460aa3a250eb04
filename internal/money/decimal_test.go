package money

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestRoundHalfUp(t *testing.T) {
	tests := []struct {
		yuan  int64
		unit  Unit
		scale int
		want  string
	}{
		{124_480, Wan, 2, "12.45"}, // 12.448
		{21_940, Wan, 2, "2.19"},
		{102_540, Wan, 2, "10.25"},
		{5_476_480, Wan, 2, "547.65"},
		{238_040, Wan, 2, "23.80"},
		{50, Wan, 2, "0.01"},   // half goes up
		{49, Wan, 2, "0.00"},   // less does not
		{-50, Wan, 2, "-0.01"}, // and away from zero
		{-49, Wan, 2, "0.00"},
		{1_250_000, Wan, 0, "125"},
		{123_456_789, Yi, 4, "1.2346"},
		{22_100, Yuan, 2, "22100.00"},
	}
	for _, tt := range tests {
		if got := Round(FromYuan(tt.yuan), tt.unit, tt.scale).String(); got != tt.want {
			t.Errorf("Round(%d, %s, %d) = %s, want %s", tt.yuan, tt.unit, tt.scale, got, tt.want)
		}
	}
}

func TestRatio(t *testing.T) {
	tests := []struct {
		a, b Fen
		want string
		ok   bool
	}{
		{FromYuan(5_476_480), FromYuan(6_679_780), "81.99", true},
		{FromYuan(1_203_300), FromYuan(6_679_780), "18.01", true},
		{FromYuan(3_296_500), FromYuan(9_976_280), "33.04", true},
		{FromYuan(3_115_300), FromYuan(6_679_780), "46.64", true},
		{1, 3, "33.33", true},
		{2, 3, "66.67", true},
		{1, 20_000, "0.01", true}, // 0.005 goes up
		{-1, 3, "-33.33", true},
		{5, 5, "100.00", true},
		{5, 0, "0", false},
	}
	for _, tt := range tests {
		got, ok := Ratio(tt.a, tt.b, 2)
		if ok != tt.ok || got.String() != tt.want {
			t.Errorf("Ratio(%d, %d) = %s, %v; want %s, %v", tt.a, tt.b, got, ok, tt.want, tt.ok)
		}
	}
}

// Rounding moves a value by at most half a place, and what it prints allows it.
func TestRoundedNumberAllowsItsExactValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(-1e15, 1e15).Draw(t, "fen"))
		unit := Unit(rapid.IntRange(0, 2).Draw(t, "unit"))
		scale := rapid.IntRange(0, 2).Draw(t, "scale")
		i, err := Round(f, unit, scale).Interval(unit)
		if err != nil {
			t.Fatal(err)
		}
		if !i.Contains(Mill(f) * 10) {
			t.Errorf("%d fen prints as %s %s, which allows %v", f, Round(f, unit, scale), unit, i)
		}
	})
}

func TestExactInLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(-1e15, 1e15).Draw(t, "fen"))
		unit := Unit(rapid.IntRange(0, 2).Draw(t, "unit"))
		d := ExactIn(f, unit, 2)
		got := new(big.Rat).Mul(rat(d), new(big.Rat).SetInt64(unit.Fen()))
		if got.Cmp(new(big.Rat).SetInt64(int64(f))) != 0 || d.Scale < 2 {
			t.Errorf("%d fen in %s is %s", f, unit, d)
		}
	})
}

func TestCmpAgreesWithFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) Decimal {
			return Decimal{rapid.Int64Range(-1e6, 1e6).Draw(t, name), uint8(rapid.IntRange(0, 6).Draw(t, name+" scale"))}
		}
		a, b := draw("a"), draw("b")
		if got, want := a.Cmp(b), rat(a).Cmp(rat(b)); got != want {
			t.Errorf("%s.Cmp(%s) = %d, want %d", a, b, got, want)
		}
	})
}

func rat(d Decimal) *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(d.Coef), big.NewInt(pow10[d.Scale]))
}

func TestYuanReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(-1e15, 1e15).Draw(t, "fen"))
		for _, s := range []string{f.String(), f.Grouped()} {
			if got, err := ParseYuan(s); err != nil || got != f {
				t.Errorf("%q reads as %d, %v; want %d", s, got, err, f)
			}
		}
	})
}

func TestParseYuanRefuses(t *testing.T) {
	for _, s := range []string{"", "—", "12.345", "一百", "12.3.4", "92233720368547758080"} {
		if f, err := ParseYuan(s); err == nil {
			t.Errorf("ParseYuan(%q) = %s, want an error", s, f)
		}
	}
	if f, err := ParseYuan("12.3400"); err != nil || f != 1234 {
		t.Errorf("zeros behind the fen: %v, %v", f, err)
	}
}

func TestAddDoesNotWrap(t *testing.T) {
	const most = Fen(1<<63 - 1)
	if _, err := most.Add(1); err == nil {
		t.Error("an overflow is not reported")
	}
	if s, err := most.Add(-1); err != nil || s != most-1 {
		t.Errorf("%v, %v", s, err)
	}
	if s, err := Fen(5).Add(0); err != nil || s != 5 {
		t.Errorf("%v, %v", s, err)
	}
}
