package money

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestFenText(t *testing.T) {
	for text, want := range map[string]Fen{`"22100"`: 2210000, `"0"`: 0, `"-0.50"`: -50, `"12.05"`: 1205} {
		var got Fen
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: %v %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{`""`, `"1,000"`, `"1.5"`, `"01"`, `"-0"`, `"1.00"`, `" 1"`, `"1.005"`, `"１"`, `"—"`, `12`, `"99999999999999999999"`} {
		var got Fen
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s was read as %v", text, got)
		}
	}
}

func TestFenTextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(math.MinInt64+1, math.MaxInt64).Draw(t, "fen"))
		b, err := f.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var g Fen
		if err := g.UnmarshalText(b); err != nil || g != f {
			t.Fatalf("%s: %v %v", b, g, err)
		}
	})
}
