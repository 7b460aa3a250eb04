package chart

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSpread(t *testing.T) {
	for _, tc := range []struct {
		name        string
		ideal, size []float64
		want        []float64
	}{
		{"nothing", nil, nil, nil},
		{"free", []float64{20, 60}, []float64{10, 10}, []float64{20, 60}},
		{"two collide and share the move", []float64{50, 52}, []float64{10, 10}, []float64{46, 56}},
		{"at the border", []float64{1, 2}, []float64{10, 10}, []float64{5, 15}},
		{"a chain", []float64{50, 50, 50}, []float64{10, 10, 10}, []float64{40, 50, 60}},
	} {
		got, ok := spread(tc.ideal, tc.size, 0, 100)
		if !ok || !slices.EqualFunc(got, tc.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%s: %v %v, want %v", tc.name, got, ok, tc.want)
		}
	}
	if _, ok := spread([]float64{1, 2}, []float64{60, 60}, 0, 100); ok {
		t.Error("120 fits into 100")
	}
}

func TestSpreadKeepsOrderAndBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ideal := rapid.SliceOfN(rapid.Float64Range(-20, 120), 0, 12).Draw(t, "ideal")
		slices.Sort(ideal)
		size := rapid.SliceOfN(rapid.Float64Range(1, 12), len(ideal), len(ideal)).Draw(t, "size")
		got, ok := spread(ideal, size, 0, 100)
		if !ok {
			return
		}
		at := 0.0
		for i, c := range got {
			if c-size[i]/2 < at-1e-9 {
				t.Fatalf("box %d begins at %g before %g", i, c-size[i]/2, at)
			}
			at = c + size[i]/2
		}
		if at > 100+1e-9 {
			t.Fatalf("ends at %g", at)
		}
	})
}
