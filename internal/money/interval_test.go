package money

import (
	"testing"

	"pgregory.net/rapid"
)

func TestIntervalOfAPrintedNumber(t *testing.T) {
	tests := []struct {
		text   string
		unit   Unit
		lo, hi Mill // 1/1000 yuan
	}{
		{"12.45", Wan, 124_450_000, 124_550_000},
		{"0.00", Wan, -50_000, 50_000},
		{"-0.01", Wan, -150_000, -50_000},
		{"667", Wan, 6_665_000_000, 6_675_000_000},
		{"22100", Yuan, 22_099_500, 22_100_500},
		{"22100.00", Yuan, 22_099_995, 22_100_005},
		{"12.448000", Wan, 124_479_995, 124_480_005},
	}
	for _, tt := range tests {
		d, err := ParseDecimal(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		i, err := d.Interval(tt.unit)
		if err != nil || i != (Interval{tt.lo, tt.hi}) {
			t.Errorf("%s %s allows %v, %v; want [%d %d]", tt.text, tt.unit, i, err, tt.lo, tt.hi)
		}
	}
	if _, err := (Decimal{1, 3}).Interval(Yuan); err == nil {
		t.Error("a thousandth of a yuan has an interval")
	}
	if _, err := (Decimal{1 << 62, 0}).Interval(Yi); err == nil {
		t.Error("an overflow is not reported")
	}
}

// 2.19 + 10.25 = 12.44 against 12.45: rounding explains it; 12.47 it does not.
func TestRoundingExplainsALastPlace(t *testing.T) {
	read := func(s string) Interval {
		d, err := ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		i, err := d.Interval(Wan)
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	sum := read("2.19").Add(read("10.25"))
	if _, ok := sum.Intersect(read("12.45")); !ok {
		t.Error("12.45 is not allowed")
	}
	if _, ok := sum.Intersect(read("12.47")); ok {
		t.Error("12.47 is allowed")
	}
}

// Sums of values that intervals allow are allowed by the sum of the intervals.
func TestArithmeticKeepsValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pick := func(name string) (Interval, Mill) {
			lo := Mill(rapid.Int64Range(-1e9, 1e9).Draw(t, name))
			width := Mill(rapid.Int64Range(0, 1e6).Draw(t, name+" width"))
			at := Mill(rapid.Int64Range(0, int64(width)).Draw(t, name+" value"))
			return Interval{lo, lo + width}, lo + at
		}
		i, v := pick("a")
		j, w := pick("b")
		k := rapid.Int64Range(-9, 9).Draw(t, "k")
		if !i.Add(j).Contains(v + w) {
			t.Error("sum")
		}
		if !i.Scale(k).Contains(v * Mill(k)) {
			t.Error("multiple")
		}
		if c, ok := i.Intersect(j); ok != (i.Contains(c.Lo) && j.Contains(c.Lo) && i.Contains(c.Hi) && j.Contains(c.Hi) && c.Lo <= c.Hi) {
			t.Error("intersection")
		}
	})
}
