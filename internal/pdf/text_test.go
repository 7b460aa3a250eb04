package pdf

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"unicode"

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
	name := save(t, output(t, paragraphs(sans, []string{text})))
	if out := run(t, "poppler-utils", "pdftotext", name, "-"); !strings.Contains(out, text) {
		t.Errorf("%q (U+%04X, U+%04X) copies out as %q", text, a, b, out)
	}
}

// TestEveryCharacterCopiesOut sets all that a face has, a few to a line, and
// looks for each line in what is copied out.
func TestEveryCharacterCopiesOut(t *testing.T) {
	sans, serif := faces(t)
	for _, face := range []*typeface.Face{sans, serif} {
		text := everything(face)
		out := run(t, "poppler-utils", "pdftotext", "-layout", save(t, output(t, paragraphs(face, text))), "-")
		got := map[string]bool{}
		for _, line := range strings.FieldsFunc(out, func(r rune) bool { return r == '\n' || r == '\f' }) {
			got[strings.TrimSpace(line)] = true
		}
		if len(text) < 1000 {
			t.Errorf("%s: only %d lines", face.Name(), len(text))
		}
		for _, s := range text {
			if !got[s] {
				t.Errorf("%s: a line does not copy out: %q", face.Name(), s)
			}
		}
	}
}

// paragraphs sets a paragraph a line, on as many pages as it takes.
func paragraphs(face *typeface.Face, text []string) *Doc {
	d := New(Info{Title: face.Name()})
	f := d.Font(face, false)
	var p *Page
	for i, s := range text {
		line := i % 60
		if line == 0 {
			p = d.NewPage(595.28, 841.89)
		}
		e := d.Root().Add(P, Attr{})
		p.Begin(e)
		p.Text(f, 8, 40, 40+12*float64(line), black, s)
		p.End()
	}
	return d
}

// everything is every visible character in lines of twenty, each begun and
// ended by a han.
func everything(face *typeface.Face) (lines []string) {
	var line []rune
	for r := rune(0x21); r < 0x30000; r++ {
		if _, ok := face.Glyph(r); !ok || !unicode.IsGraphic(r) || unicode.IsSpace(r) || unicode.IsMark(r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		if line = append(line, r); len(line) == 20 {
			lines = append(lines, "起"+string(line)+"止")
			line = line[:0]
		}
	}
	return append(lines, "起"+string(line)+"止")
}

func TestFallbackFace(t *testing.T) {
	sans, serif := faces(t)
	symbols, err := typeface.Symbols()
	if err != nil {
		t.Fatal(err)
	}
	const text = "是☑否☐"
	d := paragraphs(serif, []string{text})
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
	d := paragraphs(sans, []string{"甲"})
	before := output(t, d)
	d.Font(serif, false).Width("乙丙丁", 9)
	d.Font(sans, false).Width("乙丙丁", 9)
	if after := output(t, d); len(after) > len(before)+64 || bytes.Contains(after, []byte("NotoSerif")) {
		t.Errorf("%d bytes became %d", len(before), len(after))
	}
}
