package typeface

import (
	"reflect"
	"testing"
)

func TestSubsetNumbersGlyphsInOrder(t *testing.T) {
	for name, f := range embedded(t) {
		var glyphs []Glyph
		for g := Glyph(1); int(g) < f.NumGlyphs(); g += Glyph(1 + f.NumGlyphs()/50) {
			glyphs = append(glyphs, g)
		}
		glyphs = append(glyphs, glyphs[0]) // asked for twice
		cut := parseSubset(t, f, glyphs)
		for i, g := range glyphs {
			n := Glyph(i + 1)
			if !reflect.DeepEqual(cut.Outline(n), f.Outline(g)) {
				t.Fatalf("%s: glyph %d looks different as %d", name, g, n)
			}
			if cut.Advance(n) != f.Advance(g) || cut.leftBearing(n) != f.leftBearing(g) {
				t.Fatalf("%s: glyph %d is placed differently as %d", name, g, n)
			}
		}
		if !reflect.DeepEqual(cut.Outline(0), f.Outline(0)) {
			t.Errorf("%s: .notdef looks different", name)
		}
	}
}

// parseSubset cuts a font and reads the result, which has no cmap, by its
// measures alone.
func parseSubset(t *testing.T, f *Face, glyphs []Glyph) *Face {
	t.Helper()
	b, err := f.Subset(glyphs)
	if err != nil {
		t.Fatal(err)
	}
	if checksum(b) != 0xB1B0AFBA {
		t.Errorf("the checksum is %X", checksum(b))
	}
	tables, err := readDirectory(b)
	if err != nil {
		t.Fatal(err)
	}
	cut := &Face{
		head: tables["head"], hhea: tables["hhea"], maxp: tables["maxp"],
		hmtx: tables["hmtx"], loca: tables["loca"], glyf: tables["glyf"],
	}
	if err := cut.readMeasures(); err != nil {
		t.Fatal(err)
	}
	return cut
}

func TestSubsetRefusesWhatIsNotThere(t *testing.T) {
	f := embedded(t)["NotoSansSC-Regular"]
	if _, err := f.Subset([]Glyph{Glyph(f.NumGlyphs())}); err == nil {
		t.Error("a glyph out of range was cut")
	}
}
