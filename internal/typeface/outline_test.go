package typeface

import (
	"encoding/binary"
	"errors"
	"math"
	"testing"
)

// area is the signed area that an outline encloses, curves taken as they are.
func area(segments []Segment) float64 {
	var sum, x, y, startX, startY float64
	for _, s := range segments {
		switch s.Op {
		case Move:
			startX, startY = s.X, s.Y
		case Line:
			sum += x*s.Y - s.X*y
		case Quad: // the integral of x dy - y dx over the curve
			sum += (2*(x*s.CY-s.CX*y) + 2*(s.CX*s.Y-s.X*s.CY) + (x*s.Y - s.X*y)) / 3
		case Close:
			sum += x*startY - startX*y
			s.X, s.Y = startX, startY
		}
		x, y = s.X, s.Y
	}
	return sum / 2
}

func TestAreaOfACircle(t *testing.T) { // the helper itself
	var circle []Segment
	const n = 64
	for i := range n {
		a, b := 2*math.Pi*float64(i)/n, 2*math.Pi*float64(i+1)/n
		if i == 0 {
			circle = append(circle, Segment{Op: Move, X: 1})
		}
		m, r := (a+b)/2, 1/math.Cos((b-a)/2)
		circle = append(circle, Segment{Op: Quad, CX: r * math.Cos(m), CY: r * math.Sin(m), X: math.Cos(b), Y: math.Sin(b)})
	}
	if got := area(append(circle, Segment{Op: Close})); math.Abs(got-math.Pi) > 1e-5 {
		t.Errorf("area %v", got)
	}
}

// TestOutlinesStayInTheirBoxes compares each outline with the box that the font
// states for the glyph: curves lie inside, and touch it on every side.
func TestOutlinesStayInTheirBoxes(t *testing.T) {
	for name, f := range embedded(t) {
		drawn := 0
		for g := Glyph(0); int(g) < f.NumGlyphs(); g += 7 {
			data, ok := f.glyphData(g)
			if !ok {
				t.Fatalf("%s: glyph %d has no data", name, g)
			}
			segments := f.Outline(g)
			if len(data) == 0 {
				continue
			}
			if len(segments) == 0 {
				t.Fatalf("%s: glyph %d is not drawn", name, g)
			}
			drawn++
			box := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
			for _, s := range segments {
				if s.Op == Close {
					continue
				}
				box = [4]float64{min(box[0], s.X), min(box[1], s.Y), max(box[2], s.X), max(box[3], s.Y)}
			}
			for i := range box {
				want := float64(i16(data, 2+2*i))
				if outside := box[i] - want; i < 2 && outside < -1 || i >= 2 && outside > 1 {
					t.Fatalf("%s: glyph %d: box %v leaves %v on side %d", name, g, box, want, i)
				}
			}
		}
		if drawn < f.NumGlyphs()/10 {
			t.Errorf("%s: only %d glyphs were drawn", name, drawn)
		}
	}
}

// TestInk checks how much of its em a glyph covers: 一 little, 龘 much, ■ nearly
// all of it.
func TestInk(t *testing.T) {
	f := embedded(t)["NotoSansSC-Regular"]
	for _, c := range []struct {
		r        rune
		from, to float64
	}{{'一', 0.04, 0.12}, {'国', 0.25, 0.5}, {'龘', 0.35, 0.7}, {'■', 0.5, 0.9}, {'口', 0.12, 0.3}, {'　', 0, 0}} {
		g, _ := f.Glyph(c.r)
		if got := math.Abs(area(f.Outline(g))) / 1e6; got < c.from || got > c.to {
			t.Errorf("%c covers %.3f of its em, expected %.2f to %.2f", c.r, got, c.from, c.to)
		}
	}
}

func TestDamagedGlyphsHaveNoOutline(t *testing.T) {
	f := embedded(t)["NotoSansSC-Regular"]
	if f.Outline(Glyph(f.NumGlyphs())) != nil {
		t.Error("a glyph out of range has an outline")
	}
	loop := selfContaining(t)
	if loop.Outline(0) != nil {
		t.Error("a glyph that contains itself has an outline")
	}
	if _, err := loop.Subset(nil); err != nil { // one part, whose number is known
		t.Error(err)
	}
}

// selfContaining is a face whose glyph 0 is made of glyph 0.
func selfContaining(t *testing.T) *Face {
	t.Helper()
	f, err := Parse(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	damaged := *f
	damaged.glyf = clone(f.glyf)
	copy(damaged.glyf, []byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, argsAreXY, 0, 0, 0, 0})
	return &damaged
}

func TestCompositesAreMovedAndScaled(t *testing.T) {
	f, err := Parse(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	composite := *f
	composite.glyf = clone(f.glyf)
	// glyph 0 is glyph 1 at half size, moved by 100, -50
	copy(composite.glyf, []byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, argsAreWords | argsAreXY | hasScale, 0, 1, 0, 100, 0xFF, 0xCE, 0x20, 0})
	whole, half := composite.Outline(1), composite.Outline(0)
	if len(whole) == 0 || len(whole) != len(half) {
		t.Fatalf("%d and %d segments", len(whole), len(half))
	}
	for i, s := range whole {
		want := Segment{s.Op, s.CX/2 + 100, s.CY/2 - 50, s.X/2 + 100, s.Y/2 - 50}
		switch s.Op {
		case Close:
			want = s
		case Move, Line:
			want.CX, want.CY = 0, 0
		}
		if half[i] != want {
			t.Fatalf("segment %d is %v, want %v", i, half[i], want)
		}
	}
	cut, err := composite.Subset([]Glyph{0})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := readDirectory(cut)
	if err != nil {
		t.Fatal(err)
	}
	if n := u16(tables["maxp"], 4); n != 3 { // .notdef, its copy, and the part of both
		t.Errorf("%d glyphs", n)
	}
}

// FuzzOutline draws and cuts a font whose first glyph is any bytes; the other
// one is sound, for composites to use.
func FuzzOutline(f *testing.F) {
	font, err := Parse(tiny(f))
	if err != nil {
		f.Fatal(err)
	}
	sound, _ := font.glyphData(1)
	f.Add(clone(sound))
	f.Add([]byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, argsAreWords | argsAreXY | hasTwoByTwo | moreParts, 0, 1, 0, 100, 0xFF, 0xCE, 0x20, 0, 0, 0, 0, 0, 0x20, 0, 0, argsAreXY, 0, 0, 1, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<16 {
			return
		}
		face := *font
		face.glyf = append(clone(b), sound...)
		face.longLoca, face.numGlyphs, face.numHMetrics = true, 2, 2
		face.loca = binary.BigEndian.AppendUint32(make([]byte, 4), uint32(len(b)))
		face.loca = binary.BigEndian.AppendUint32(face.loca, uint32(len(face.glyf)))
		if n := len(face.Outline(0)); n > 4*maxPoints {
			t.Fatalf("%d segments from %d bytes", n, len(b))
		}
		if _, err := face.Subset([]Glyph{1, 0}); err != nil && !errors.Is(err, ErrFormat) {
			t.Fatal(err)
		}
	})
}
