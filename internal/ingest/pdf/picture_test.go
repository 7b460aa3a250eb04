package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"
)

// drawing is a white page with black text-like strokes, and whatever else.
func drawing(also func(img *image.RGBA)) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := 20; y < 280; y += 9 {
		for x := 30; x < 370; x += 3 {
			img.Set(x, y, color.RGBA{uint8(x % 3 * 80), uint8(x % 3 * 80), uint8(x % 3 * 80), 255})
		}
	}
	if also != nil {
		also(img)
	}
	return img
}

func TestTextIsPackedAsFewColours(t *testing.T) {
	kind, data, err := encode(drawing(func(img *image.RGBA) { img.Set(5, 5, color.RGBA{200, 20, 20, 255}) }))
	if err != nil || kind != "image/png" {
		t.Fatal(kind, err)
	}
	back, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := back.(*image.Paletted); !ok || len(p.Palette) > few {
		t.Errorf("a picture of %T", back)
	}
	if r, g, b, _ := back.At(0, 0).RGBA(); r != 0xffff || g != 0xffff || b != 0xffff {
		t.Error("the paper is not white")
	}
}

func TestPhotographsArePackedAsJPEG(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	kind, data, err := encode(drawing(func(img *image.RGBA) {
		for i := range len(img.Pix) / 3 {
			img.Pix[i] = uint8(random.Uint32())
		}
	}))
	if err != nil || kind != "image/jpeg" {
		t.Fatal(kind, err)
	}
	if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
		t.Error(err)
	}
}
