package page

import "testing"

func TestCountsHaveTheirThousandsParted(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 60_000: "60,000", 1_234_567: "1,234,567"} {
		if got := Count(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestOneIsNotSaidAsMany(t *testing.T) {
	for n, want := range map[int][2]string{0: {"0个单位", "0 units"}, 1: {"1个单位", "1 unit"}, 1200: {"1,200个单位", "1,200 units"}} {
		if zh, en := Chinese.Counted(n, "个单位", "unit", "units"), English.Counted(n, "个单位", "unit", "units"); zh != want[0] || en != want[1] {
			t.Errorf("%d: %q %q, want %q", n, zh, en, want)
		}
	}
}
