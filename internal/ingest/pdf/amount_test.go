package pdf

import "testing"

func TestAmounts(t *testing.T) {
	for s, want := range map[string]bool{
		"1,234.56": true, "0.00": true, "-12.30": true, "12": true, "(1,234.56)": true, "（45.00）": true, "1234.567890": true,
		"(1)": false, "（1）": false, "(2023)": false, "—": false, "": false, "12.5%": false, "(12.50": false, "1.00元": false,
	} {
		if isAmount(s) != want {
			t.Errorf("%q is an amount: %v", s, !want)
		}
	}
	for s, want := range map[string]string{"( 1,234.56 )": "(1,234.56)", "1 234 . 56": "1234.56", "1 (2)": "1 (2)", "A b": "A b"} {
		if got := tidy(s); got != want {
			t.Errorf("%q is tidied to %q, want %q", s, got, want)
		}
	}
	if decimals("(1,234.567890)") != 6 || decimals("12") != 0 {
		t.Error("the places of amounts are counted otherwise")
	}
}
