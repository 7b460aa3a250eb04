package chart

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"testing"
)

func picture(t *testing.T, c Chart, scale int) image.Image {
	t.Helper()
	b, err := PNG(c, scale)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func rgba(img image.Image, x, y int) color.RGBA {
	return color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
}

func TestPNGShowsTheRing(t *testing.T) {
	c := datong()
	img := picture(t, c, 2)
	const k = 192.0 / 72
	if b := img.Bounds(); b.Dx() != 1174 || b.Dy() != 587 {
		t.Fatalf("%v", b)
	}
	centre := XY{DefaultWidth / 2, ringHeight / 2}
	for i, s := range divide(c.Points) {
		q := polar(centre, (innerR+outerR)/2, s.mid())
		want := series[i]
		if got := rgba(img, int(q.X*k), int(q.Y*k)); got != (color.RGBA{want.R, want.G, want.B, 255}) {
			t.Errorf("slice %d is %v, want %v", i, got, want)
		}
	}
	if got := rgba(img, 0, 0); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("the paper is %v", got)
	}
}

// Every text leaves ink where the drawing has it, about as much as type does.
func TestPNGShowsTheText(t *testing.T) {
	for name, c := range samples() {
		img := picture(t, c, 2)
		const k = 192.0 / 72
		for _, run := range textsOf(Draw(c, DefaultWidth, 0, nil)) {
			a := textArea(run, defaultMeasurer())
			dark, all := 0, 0
			for y := int(a.y0 * k); y < int(a.y1*k); y++ {
				for x := int(a.x0 * k); x < int(a.x1*k); x++ {
					all++
					if rgba(img, x, y).R < 200 {
						dark++
					}
				}
			}
			if share := float64(dark) / float64(all); share < 0.02 || share > 0.6 {
				t.Errorf("%s: %q covers %.0f%% of its box", name, run.String, share*100)
			}
		}
	}
}

func TestPNGIsTheSameEachTime(t *testing.T) {
	for name, c := range samples() {
		a, errA := PNG(c, 2)
		b, errB := PNG(c, 2)
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs: %v %v", name, errA, errB)
		}
	}
}

func TestPNGKnowsItsSizeOnPaper(t *testing.T) {
	b, err := PNG(threePublic(), 2)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(b, []byte("pHYs"))
	if at < 0 {
		t.Fatal("no pHYs chunk")
	}
	if n := binary.BigEndian.Uint32(b[at+4:]); n != 7559 || b[at+12] != 1 {
		t.Errorf("%d pixels a metre, want 7559 (192 dpi)", n)
	}
}

func TestPNGRefusesOddScales(t *testing.T) {
	for _, scale := range []int{-1, 0, 9} {
		if _, err := PNG(datong(), scale); err == nil {
			t.Errorf("scale %d is taken", scale)
		}
	}
}

func TestPaletteKeepsEveryPixel(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 20, 10))
	for i := range 200 {
		src.SetRGBA(i%20, i/20, color.RGBA{uint8(i), uint8(i / 3), 7, 255})
	}
	out := withPalette(src)
	if _, ok := out.(*image.Paletted); !ok {
		t.Fatal("200 colours need no full picture")
	}
	for i := range 200 {
		if rgba(out, i%20, i/20) != src.RGBAAt(i%20, i/20) {
			t.Fatalf("pixel %d changed", i)
		}
	}
}

func TestChartsFitAPalette(t *testing.T) {
	for name, c := range samples() {
		if _, ok := picture(t, c, 2).(*image.Paletted); !ok {
			t.Errorf("%s has more than 256 colours", name)
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	for _, name := range []string{"datong", "twelve", "sangong", "thirty"} {
		c := samples()[name]
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := PNG(c, 2); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
