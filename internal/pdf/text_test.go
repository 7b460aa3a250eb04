package pdf

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"mingbai/internal/typeface"
)

// sharing finds two runes that have one glyph.
func sharing(t *testing.T, face *typeface.Face) (a, b rune) {
	t.Helper()
	seen := map[typeface.Glyph]rune{}
	for r := rune(0x20); r < 0x10000; r++ {
		g, ok := face.Glyph(r)
		if !ok {
			continue
		}
		if first, ok := seen[g]; ok && first > 0x7F {
			return first, r
		}
		seen[g] = r
	}
	t.Fatal("no two runes share a glyph")
	return 0, 0
}

func TestRunesThatShareAGlyphCopyOutApart(t *testing.T) {
	sans, _ := faces(t)
	a, b := sharing(t, sans)
	text := "甲" + string(a) + "乙" + string(b) + "丙" + string(a)
	name := save(t, output(t, lines(sans, text)))
	if out := run(t, "poppler-utils", "pdftotext", name, "-"); !strings.Contains(out, text) {
		t.Errorf("%q (U+%04X, U+%04X) copies out as %q", text, a, b, out)
	}
}

// lines is a document of one page with a paragraph a line.
func lines(face *typeface.Face, text ...string) *Doc {
	d := New(Info{Title: "行"})
	f, p := d.Font(face, false), d.NewPage(595.28, 841.89)
	for i, s := range text {
		e := d.Root().Add(P, Attr{})
		p.Begin(e)
		p.Text(f, 12, 72, 72+20*float64(i), black, s)
		p.End()
	}
	return d
}

func TestFallbackFace(t *testing.T) {
	sans, serif := faces(t)
	symbols, err := typeface.Symbols()
	if err != nil {
		t.Fatal(err)
	}
	const text = "是☑否☐"
	d := lines(serif, text)
	if len(d.files) != 2 || d.files[1].face != symbols {
		t.Fatalf("☑ is not set in Symbols: %d faces", len(d.files))
	}
	name := save(t, output(t, d))
	g, _ := symbols.Glyph('☑')
	h, _ := symbols.Glyph('☐')
	want := 24 + 12*float64(symbols.Advance(g)+symbols.Advance(h))/float64(symbols.UnitsPerEm())
	if got := d.Font(sans, true).Width(text, 12); math.Abs(got-want) > 1e-9 {
		t.Errorf("width %v, want %v", got, want)
	}
	if out := run(t, "poppler-utils", "pdftotext", name, "-"); !strings.Contains(out, text) {
		t.Errorf("%q copies out as %q", text, out)
	}
}

func TestWidth(t *testing.T) {
	sans, serif := faces(t)
	d := New(Info{})
	for _, face := range []*typeface.Face{sans, serif} {
		f := d.Font(face, false)
		if got := f.Width("预算（万元）", 10.5); got != 63 {
			t.Errorf("%s: six han are %v wide", face.Name(), got)
		}
		if f.Ascent(10) <= f.CapHeight(10) || f.CapHeight(10) <= 5 || f.Descent(10) <= 0 {
			t.Errorf("%s: ascent %v, capitals %v, descent %v", face.Name(), f.Ascent(10), f.CapHeight(10), f.Descent(10))
		}
	}
}

// TestDigitsOfSansLineUp holds what columns of amounts rest on; Serif's digits
// differ in width.
func TestDigitsOfSansLineUp(t *testing.T) {
	sans, _ := faces(t)
	f := New(Info{}).Font(sans, false)
	for _, digit := range "0123456789" {
		if got, want := f.Width(string(digit), 10), f.Width("0", 10); got != want {
			t.Errorf("%c is %v wide, 0 is %v", digit, got, want)
		}
	}
}

func TestMeasuringEmbedsNothing(t *testing.T) {
	sans, serif := faces(t)
	d := lines(sans, "甲")
	before := output(t, d)
	d.Font(serif, false).Width("乙丙丁", 9)
	d.Font(sans, false).Width("乙丙丁", 9)
	if after := output(t, d); len(after) > len(before)+64 || bytes.Contains(after, []byte("NotoSerif")) {
		t.Errorf("%d bytes became %d", len(before), len(after))
	}
}
