// Package typeface reads TrueType fonts and carries those that documents are
// set in: Sans (黑体一类) and Serif (宋体一类), and Symbols for marks such as ☑.
//
// A Face is one font file. It maps a rune to a Glyph (a picture's number inside
// that font), knows how far a glyph moves the pen (Advance), what it looks like
// (Outline), and can cut a smaller font that holds only the glyphs a document
// uses (Subset). Measures are in font units: UnitsPerEm of them make one em,
// y grows upwards, the baseline is 0.
//
// Only outlines of the glyf kind are read; fonts with CFF outlines are refused.
package typeface

import (
	"errors"
	"fmt"
	"unicode/utf16"
)

// Glyph is the number of a glyph inside one face; 0 is .notdef, the empty box.
type Glyph uint16

// Face is a parsed font. It is never changed after Parse and may be used by
// several goroutines at once.
type Face struct {
	name             string
	unitsPerEm       int
	ascent, descent  int
	capHeight        int
	bbox             [4]int
	numGlyphs        int
	numHMetrics      int
	longLoca         bool
	head, hhea, maxp []byte
	hmtx, loca, glyf []byte
	cmap             charmap
	cvt, fpgm, prep  []byte
}

// ErrFormat is what every error of Parse wraps: the bytes are not a TrueType
// font that can be used.
var ErrFormat = errors.New("字体文件无法使用")

func badFont(format string, args ...any) error {
	return fmt.Errorf("%w：%s", ErrFormat, fmt.Sprintf(format, args...))
}

// Parse reads a TrueType font. The bytes are kept, not copied. Whatever is
// wrong with them is an error that wraps ErrFormat.
func Parse(ttf []byte) (*Face, error) {
	tables, err := readDirectory(ttf)
	if err != nil {
		return nil, err
	}
	f := &Face{
		head: tables["head"], hhea: tables["hhea"], maxp: tables["maxp"],
		hmtx: tables["hmtx"], loca: tables["loca"], glyf: tables["glyf"],
		cvt: tables["cvt "], fpgm: tables["fpgm"], prep: tables["prep"],
	}
	if err := f.readMeasures(); err != nil {
		return nil, err
	}
	if f.cmap, err = readCharmap(tables["cmap"], f.numGlyphs); err != nil {
		return nil, err
	}
	f.readCapHeight(tables["OS/2"])
	f.name = postScriptName(tables["name"])
	return f, nil
}

// readDirectory finds the tables of a font by their tags.
func readDirectory(ttf []byte) (map[string][]byte, error) {
	if len(ttf) < 12 {
		return nil, badFont("太短")
	}
	switch u32(ttf, 0) {
	case 0x00010000, 0x74727565: // 1.0, 'true'
	case 0x4F54544F: // 'OTTO'
		return nil, badFont("轮廓为 CFF 格式，只支持 TrueType（glyf）轮廓")
	default:
		return nil, badFont("不是 TrueType 字体")
	}
	n := u16(ttf, 4)
	if len(ttf) < 12+16*n {
		return nil, badFont("表目录不完整")
	}
	tables := make(map[string][]byte, n)
	for i := range n {
		rec := ttf[12+16*i:]
		tag, off, size := string(rec[:4]), uint64(u32(rec, 8)), uint64(u32(rec, 12))
		if off+size > uint64(len(ttf)) {
			return nil, badFont("表 %q 超出文件范围", tag)
		}
		tables[tag] = ttf[off : off+size : off+size]
	}
	return tables, nil
}

// readMeasures reads head, hhea and maxp and checks that hmtx and loca are as
// long as these say.
func (f *Face) readMeasures() error {
	if len(f.head) < 54 || len(f.hhea) < 36 || len(f.maxp) < 6 {
		return badFont("缺少 head、hhea 或 maxp 表，或不完整")
	}
	f.unitsPerEm = u16(f.head, 18)
	if f.unitsPerEm < 16 || f.unitsPerEm > 16384 {
		return badFont("每全身单位数 %d 不合规定", f.unitsPerEm)
	}
	for i := range f.bbox {
		f.bbox[i] = i16(f.head, 36+2*i)
	}
	f.longLoca = u16(f.head, 50) != 0
	f.ascent, f.descent = i16(f.hhea, 4), i16(f.hhea, 6)
	f.numHMetrics = u16(f.hhea, 34)
	f.numGlyphs = u16(f.maxp, 4)
	if f.numGlyphs == 0 || f.numHMetrics == 0 || f.numHMetrics > f.numGlyphs {
		return badFont("字形数 %d、宽度数 %d 不合规定", f.numGlyphs, f.numHMetrics)
	}
	if len(f.hmtx) < 4*f.numHMetrics+2*(f.numGlyphs-f.numHMetrics) {
		return badFont("hmtx 表不完整")
	}
	entry := 2
	if f.longLoca {
		entry = 4
	}
	if len(f.loca) < entry*(f.numGlyphs+1) {
		return badFont("loca 表不完整")
	}
	return nil
}

// readCapHeight takes the height of capitals from OS/2, or guesses it.
func (f *Face) readCapHeight(os2 []byte) {
	f.capHeight = f.ascent * 7 / 10
	if len(os2) >= 90 && u16(os2, 0) >= 2 {
		if h := i16(os2, 88); h > 0 {
			f.capHeight = h
		}
	}
}

// postScriptName finds name 6, which is plain ASCII without spaces; a font that
// has none, or one that could not stand in a PDF, is called "Font".
func postScriptName(name []byte) string {
	const unnamed = "Font"
	if len(name) < 6 {
		return unnamed
	}
	n, text := u16(name, 2), u16(name, 4)
	for i := range n {
		rec := 6 + 12*i
		if len(name) < rec+12 {
			return unnamed
		}
		if u16(name, rec+6) != 6 {
			continue
		}
		size, off := u16(name, rec+8), text+u16(name, rec+10)
		if off+size > len(name) {
			continue
		}
		s := string(name[off : off+size])
		if platform := u16(name, rec); platform == 3 || platform == 0 {
			s = decodeUTF16(name[off : off+size])
		}
		if isPostScriptName(s) {
			return s
		}
	}
	return unnamed
}

func decodeUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(u16(b, 2*i))
	}
	return string(utf16.Decode(units))
}

func isPostScriptName(s string) bool {
	if len(s) == 0 || len(s) > 63 {
		return false
	}
	for _, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		if !letter && r != '-' && r != '_' {
			return false
		}
	}
	return true
}

// Name is the PostScript name, e.g. NotoSansSC-Regular.
func (f *Face) Name() string { return f.name }

// UnitsPerEm is how many font units make one em.
func (f *Face) UnitsPerEm() int { return f.unitsPerEm }

// Ascent is how far the face reaches above the baseline.
func (f *Face) Ascent() int { return f.ascent }

// Descent is how far the face reaches below the baseline; it is negative.
func (f *Face) Descent() int { return f.descent }

// CapHeight is the height of capital letters.
func (f *Face) CapHeight() int { return f.capHeight }

// BBox is the box that holds every glyph: left, bottom, right, top.
func (f *Face) BBox() [4]int { return f.bbox }

// NumGlyphs is the number of glyphs; valid ones are 0 to NumGlyphs()-1.
func (f *Face) NumGlyphs() int { return f.numGlyphs }

// Glyph finds the glyph of a rune; ok is false where the face has none.
func (f *Face) Glyph(r rune) (g Glyph, ok bool) {
	g = f.cmap.lookup(r)
	return g, g != 0 && int(g) < f.numGlyphs
}

// Advance is how far g moves the pen; a glyph out of range moves it as .notdef.
func (f *Face) Advance(g Glyph) int {
	i := int(g)
	if i >= f.numGlyphs {
		i = 0
	}
	return u16(f.hmtx, 4*min(i, f.numHMetrics-1))
}

// leftBearing is the distance from the pen to the left edge of g.
func (f *Face) leftBearing(g Glyph) int {
	if i := int(g); i >= f.numHMetrics {
		return i16(f.hmtx, 4*f.numHMetrics+2*(i-f.numHMetrics))
	}
	return i16(f.hmtx, 4*int(g)+2)
}

// glyphData is the entry of g in glyf: empty for a blank glyph, and not ok
// where the tables contradict each other.
func (f *Face) glyphData(g Glyph) (data []byte, ok bool) {
	if int(g) >= f.numGlyphs {
		return nil, false
	}
	var from, to int
	if f.longLoca {
		from, to = int(u32(f.loca, 4*int(g))), int(u32(f.loca, 4*int(g)+4))
	} else {
		from, to = 2*u16(f.loca, 2*int(g)), 2*u16(f.loca, 2*int(g)+2)
	}
	if from > to || to > len(f.glyf) {
		return nil, false
	}
	return f.glyf[from:to:to], true
}

func u16(b []byte, at int) int { return int(b[at])<<8 | int(b[at+1]) }
func i16(b []byte, at int) int { return int(int16(u16(b, at))) }
func u32(b []byte, at int) uint32 {
	return uint32(b[at])<<24 | uint32(b[at+1])<<16 | uint32(b[at+2])<<8 | uint32(b[at+3])
}
