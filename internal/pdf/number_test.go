package pdf

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 1: "1", -1: "-1", 10: "10", 100: "100", 0.5: "0.5", 0.125: "0.12", -0.004: "0", 841.89: "841.89", 1e6: "1000000", 1.999: "2",
	} {
		if got := num(v); got != want {
			t.Errorf("num(%v) = %s, want %s", v, got, want)
		}
	}
}

func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e6, 1e6).Draw(t, "v")
		got, err := strconv.ParseFloat(num(v), 64)
		if err != nil || math.Abs(got-v) > 0.0050001 {
			t.Fatalf("num(%v) = %s", v, num(v))
		}
	})
}

func TestStrings(t *testing.T) {
	for s, want := range map[string]string{
		"":        "()",
		"a(b)c\\": `(a\(b\)c\\)`,
		"预算":      "<FEFF98847B97>",
		"é":       "<FEFF00E9>",
		"𠀀":       "<FEFFD840DC00>",
		"a\nb":    "<FEFF0061000A0062>",
	} {
		if got := textString(s); got != want {
			t.Errorf("textString(%q) = %s, want %s", s, got, want)
		}
	}
	if got := byteString("甲\r"); got != "(甲\\r)" {
		t.Errorf("byteString = %q", got)
	}
}
