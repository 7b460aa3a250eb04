package typeface

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
)

func embedded(t testing.TB) map[string]*Face {
	t.Helper()
	faces := map[string]*Face{}
	for _, open := range []func() (*Face, error){Sans, Serif, Symbols} {
		f, err := open()
		if err != nil {
			t.Fatal(err)
		}
		faces[f.Name()] = f
	}
	return faces
}

func TestEmbeddedFaces(t *testing.T) {
	faces := embedded(t)
	for _, c := range []struct {
		name                             string
		unitsPerEm, ascent, descent, cap int
	}{
		{"NotoSansSC-Regular", 1000, 1160, -288, 733},
		{"NotoSerifSC-Regular", 1000, 1151, -286, 729},
		{"NotoSansSymbols2-Regular", 1000, 1069, -630, 945},
	} {
		f := faces[c.name]
		if f == nil {
			t.Errorf("no %s", c.name)
			continue
		}
		if f.UnitsPerEm() != c.unitsPerEm || f.Ascent() != c.ascent || f.Descent() != c.descent || f.CapHeight() != c.cap {
			t.Errorf("%s: em %d, ascent %d, descent %d, capitals %d", c.name, f.UnitsPerEm(), f.Ascent(), f.Descent(), f.CapHeight())
		}
		if b := f.BBox(); b[0] >= b[2] || b[1] >= b[3] {
			t.Errorf("%s: box %v", c.name, b)
		}
	}
}

// TestEveryCharacterOfDocumentsIsThere names what official documents use
// beyond plain text; ☑ is Symbols' part.
func TestEveryCharacterOfDocumentsIsThere(t *testing.T) {
	const needed = " 0123456789.,-()%ABCabc预算公开犇鑫喆堃㐂䶮㙦𬭚𬬻〇①⑳〔〕《》【】“”‘’—…·、。，；：？！（）％／～≤≥≈≠±×÷√□■○●◎△▲☆★※€￥²³㎡℃‰№ⅠⅫ㈠㈩＋－＝０９Ａｚ　"
	for name, f := range embedded(t) {
		if name == "NotoSansSymbols2-Regular" {
			continue
		}
		for _, r := range needed {
			if _, ok := f.Glyph(r); !ok {
				t.Errorf("%s has no %q (U+%04X)", name, r, r)
			}
		}
	}
	symbols := embedded(t)["NotoSansSymbols2-Regular"]
	for _, r := range "☐☑☒✓✔✕✖✗" {
		if _, ok := symbols.Glyph(r); !ok {
			t.Errorf("Symbols has no %q", r)
		}
	}
}

func TestParseKeepsFormat12(t *testing.T) {
	f := embedded(t)["NotoSansSC-Regular"]
	if f.cmap.format != 12 {
		t.Fatalf("the cmap has format %d: characters beyond the basic plane are lost", f.cmap.format)
	}
}

func TestGlyphsThatAreNotThere(t *testing.T) {
	for name, f := range embedded(t) {
		for _, r := range []rune{-1, 0, '\t', 0xE000, 0xFFFF, 0x20000, 0x10FFFF, 0x7FFFFFFF} {
			if g, ok := f.Glyph(r); ok {
				t.Errorf("%s: U+%04X is glyph %d", name, r, g)
			}
		}
	}
}

func TestAdvance(t *testing.T) {
	for _, f := range []*Face{embedded(t)["NotoSansSC-Regular"], embedded(t)["NotoSerifSC-Regular"]} {
		for _, r := range "预算（①　" {
			if g, _ := f.Glyph(r); f.Advance(g) != f.UnitsPerEm() {
				t.Errorf("%s: %c is %d wide", f.Name(), r, f.Advance(g))
			}
		}
		if f.Advance(Glyph(f.NumGlyphs())) != f.Advance(0) || f.Advance(0xFFFF) != f.Advance(0) {
			t.Error("a glyph out of range is not as wide as .notdef")
		}
	}
}

func TestLicenceGoesWithTheFonts(t *testing.T) {
	for _, want := range []string{"SIL OPEN FONT LICENSE Version 1.1", "Noto Sans SC", "Noto Serif SC", "Noto Sans Symbols 2", "PERMISSION & CONDITIONS"} {
		if !strings.Contains(Licence(), want) {
			t.Errorf("the licence does not say %q", want)
		}
	}
}

func TestEmbeddedFontsStaySmall(t *testing.T) {
	for name, b := range map[string][]byte{"Sans": sansData, "Serif": serifData, "Symbols": symbolsData} {
		if len(b) > 6<<20 {
			t.Errorf("%s takes %d bytes", name, len(b))
		}
	}
}

func TestBothAreTheSameFaces(t *testing.T) {
	faces := embedded(t)
	a, b, err := Both()
	if err != nil || a != faces["NotoSansSC-Regular"] || b != faces["NotoSerifSC-Regular"] {
		t.Error(a, b, err)
	}
}

func TestFind(t *testing.T) {
	faces := embedded(t)
	a, b, c := faces["NotoSansSC-Regular"], faces["NotoSerifSC-Regular"], faces["NotoSansSymbols2-Regular"]
	for _, x := range []struct {
		r           rune
		first, want *Face
	}{{'算', a, a}, {'算', b, b}, {'算', c, a}, {'☑', b, c}, {'☑', a, c}, {'✓', a, a}, {0xE000, a, nil}, {'\n', b, nil}} {
		face, g, ok := Find(x.r, x.first)
		if face != x.want || ok != (x.want != nil) {
			t.Errorf("%q: not set in the face expected", x.r)
		}
		if ok && g == 0 {
			t.Errorf("%q is .notdef", x.r)
		}
	}
}

func TestManyGoroutinesReadOneFace(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			f, err := Sans()
			if err != nil {
				t.Error(err)
				return
			}
			g, _ := f.Glyph('算')
			if len(f.Outline(g)) == 0 || f.Advance(g) != 1000 {
				t.Error("算 is not drawn")
			}
		})
	}
	wg.Wait()
}

// tiny is a small sound font: a few glyphs cut from Sans with a cmap written
// for them, ASCII 'A' on.
func tiny(t testing.TB) []byte {
	t.Helper()
	f, err := Sans()
	if err != nil {
		t.Fatal(err)
	}
	var glyphs []Glyph
	for _, r := range "A永é算" {
		g, ok := f.Glyph(r)
		if !ok {
			t.Fatalf("no %c", r)
		}
		glyphs = append(glyphs, g)
	}
	cut, err := f.Subset(glyphs)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := readDirectory(cut)
	if err != nil {
		t.Fatal(err)
	}
	all := []table{{"cmap", segmentMap('A', len(glyphs))}}
	for _, tag := range []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		all = append(all, table{tag, tables[tag]})
	}
	return assemble(all)
}

// segmentMap is a cmap of format 4 that maps n runes from first to glyphs 1, 2, …
func segmentMap(first, n int) []byte {
	words := []int{0, 1, 3, 1, 0, 12, // one Unicode subtable at 12
		4, 32, 0, 4, 4, 1, 0, // format, length, language, segments
		first + n - 1, 0xFFFF, 0, first, 0xFFFF, (1 - first) & 0xFFFF, 1, 0, 0}
	var b []byte
	for _, w := range words {
		b = append(b, byte(w>>8), byte(w))
	}
	return b
}

func TestParseTiny(t *testing.T) {
	f, err := Parse(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range "ABCD" {
		if g, ok := f.Glyph(r); !ok || int(g) != i+1 {
			t.Errorf("%c is glyph %d", r, g)
		}
	}
	if _, ok := f.Glyph('E'); ok {
		t.Error("E is there")
	}
	if f.Name() != "Font" {
		t.Errorf("a font without a name is called %q", f.Name())
	}
}

// TestDamagedFontsAreRefused cuts a sound font short everywhere.
func TestDamagedFontsAreRefused(t *testing.T) {
	font := tiny(t)
	for n := range len(font) - 3 { // the last bytes are padding
		if _, err := Parse(font[:n]); !errors.Is(err, ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(font), err)
		}
	}
	otto := bytes.Clone(font)
	copy(otto, "OTTO")
	if _, err := Parse(otto); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), "CFF") {
		t.Errorf("OTTO: %v", err)
	}
}

// FuzzParse asks everything of whatever parses.
func FuzzParse(f *testing.F) {
	f.Add(tiny(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<20 {
			return
		}
		face, err := Parse(b)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatalf("%v does not wrap ErrFormat", err)
			}
			return
		}
		for _, r := range []rune{0, 'A', 'D', '永', 0xFFFF, 0x20000} {
			face.Glyph(r)
		}
		last := Glyph(min(face.NumGlyphs()-1, 50))
		for g := range last + 1 {
			face.Advance(g)
			face.Outline(g)
		}
		if cut, err := face.Subset([]Glyph{last, 0, last}); err == nil && len(cut) > 4*len(b)+4096 {
			t.Fatalf("%d bytes were cut from %d", len(cut), len(b))
		}
	})
}

func BenchmarkUnpackSans(b *testing.B)  { benchmarkUnpack(b, sansData) }
func BenchmarkUnpackSerif(b *testing.B) { benchmarkUnpack(b, serifData) }

func BenchmarkUnpackBoth(b *testing.B) {
	for b.Loop() {
		var wg sync.WaitGroup
		for _, packed := range [][]byte{sansData, serifData} {
			wg.Go(func() {
				if _, err := unpack(packed); err != nil {
					b.Error(err)
				}
			})
		}
		wg.Wait()
	}
}

func benchmarkUnpack(b *testing.B, packed []byte) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := unpack(packed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGlyph(b *testing.B) {
	f, err := Sans()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f.Glyph('算')
	}
}
