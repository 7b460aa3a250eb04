package chart

import (
	"image"
	"image/color"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// covered sums up the cover of all pixels.
func covered(p Path) float64 {
	var v coverage
	v.reset(p.bounds())
	v.add(p)
	total := 0.0
	for y := range v.box.Dy() {
		sum := 0.0
		for x := range v.box.Dx() {
			sum += v.change[y*v.stride+x]
			total += sum
		}
	}
	return total
}

func TestCoverageIsTheArea(t *testing.T) {
	place := rapid.Custom(func(t *rapid.T) XY {
		return XY{rapid.Float64Range(0, 40).Draw(t, "x"), rapid.Float64Range(0, 40).Draw(t, "y")}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := place.Draw(t, "a"), place.Draw(t, "b"), place.Draw(t, "c")
		want := ((b.X-a.X)*(c.Y-a.Y) - (c.X-a.X)*(b.Y-a.Y)) / 2
		if got := covered(polygon(a, b, c)); math.Abs(math.Abs(got)-math.Abs(want)) > 1e-6 {
			t.Fatalf("covers %v, area is %v", got, want)
		}
	})
}

func TestCoverageOfARing(t *testing.T) {
	got := math.Abs(covered(sector(XY{100, 100}, slice{start: 0.1, end: 0.6})))
	want := math.Pi*(outerR*outerR-innerR*innerR)/2 - gap*(outerR-innerR)
	if math.Abs(got-want) > 0.005*want {
		t.Errorf("half a ring covers %v, want %v", got, want)
	}
}

func TestPaintSoftensEdgesOnly(t *testing.T) {
	dst := image.NewRGBA(image.Rect(0, 0, 4, 1))
	for i := range dst.Pix {
		dst.Pix[i] = 255
	}
	p := rectangle(0.5, 0, 3, 1)
	var v coverage
	v.reset(p.bounds())
	v.add(p)
	v.paint(dst, color.RGBA{0, 0, 0, 255})
	for x, want := range []uint8{128, 0, 0, 255} {
		if got := dst.RGBAAt(x, 0).R; got != want {
			t.Errorf("pixel %d is %d, want %d", x, got, want)
		}
	}
}
