package pdf

import (
	"fmt"
	"unicode/utf8"

	"mingbai/internal/typeface"
)

// fontFile is a face as the document embeds it. Each rune that is drawn gets a
// code of its own, even where two share a glyph: so text copies out as it was
// written.
type fontFile struct {
	doc    *Doc
	index  int
	face   *typeface.Face
	found  map[rune]found
	codes  map[rune]uint16
	runes  []rune           // code-1 → rune
	glyphs []typeface.Glyph // code-1 → glyph
	ref    ref
}

// found is where the glyph of a rune is and how wide it is.
type found struct {
	file    *fontFile // nil: no face has it
	glyph   typeface.Glyph
	advance float64 // in ems
}

// file gives the one fontFile of a face.
func (d *Doc) file(face *typeface.Face) *fontFile {
	for _, f := range d.files {
		if f.face == face {
			return f
		}
	}
	f := &fontFile{doc: d, index: len(d.files), face: face, found: map[rune]found{}, codes: map[rune]uint16{}}
	d.files = append(d.files, f)
	return f
}

func (f *fontFile) lookup(r rune) found {
	hit, ok := f.found[r]
	if !ok {
		hit = f.search(r)
		f.found[r] = hit
	}
	return hit
}

func (f *fontFile) search(r rune) found {
	face, g, ok := typeface.Find(r, f.face)
	if !ok {
		return found{advance: 1}
	}
	return found{f.doc.file(face), g, float64(face.Advance(g)) / float64(face.UnitsPerEm())}
}

// code gives the code that stands for r in the content.
func (f *fontFile) code(r rune, g typeface.Glyph) uint16 {
	if c, ok := f.codes[r]; ok {
		return c
	}
	f.runes = append(f.runes, r)
	f.glyphs = append(f.glyphs, g)
	c := uint16(len(f.runes))
	f.codes[r] = c
	return c
}

// Width is how far text moves the pen at a size, in points.
func (f *Font) Width(text string, size float64) float64 {
	var ems float64
	for _, r := range text {
		ems += f.file.lookup(r).advance
	}
	return ems * size
}

// Ascent is how far the face reaches above the baseline at a size.
func (f *Font) Ascent(size float64) float64 { return f.scale(f.file.face.Ascent(), size) }

// Descent is how far the face reaches below the baseline at a size, as a
// positive length.
func (f *Font) Descent(size float64) float64 { return -f.scale(f.file.face.Descent(), size) }

// CapHeight is the height of capitals and, nearly, of digits at a size.
func (f *Font) CapHeight(size float64) float64 { return f.scale(f.file.face.CapHeight(), size) }

func (f *Font) scale(units int, size float64) float64 {
	return float64(units) * size / float64(f.file.face.UnitsPerEm())
}

// Text draws s with its baseline starting at x, y.
func (p *Page) Text(f *Font, size, x, y float64, c Color, s string) {
	p.TextSpaced(f, size, 0, x, y, c, s)
}

// boldness is the width of the pen that thickens bold text, in ems.
const boldness = 1.0 / 32

// TextSpaced is Text with space added after each rune, in points: what sets a
// line to a given width.
func (p *Page) TextSpaced(f *Font, size, spacing, x, y float64, c Color, s string) {
	if s == "" || !p.marked() {
		return
	}
	if !utf8.ValidString(s) {
		p.doc.fail("第%d页：文字不是有效的 UTF-8：%q", p.index+1, s)
		return
	}
	p.setFill(c)
	p.setBold(f.bold)
	if f.bold {
		p.setStroke(c)
		p.setWidth(size * boldness)
	}
	p.op("BT")
	p.setSpacing(spacing)
	p.nums(x, p.height-y)
	p.op("Td")
	p.runs(f.file, size, s)
	p.op("ET")
}

// runs writes s, changing the font where a rune comes from another face; the
// pen goes on by itself.
func (p *Page) runs(f *fontFile, size float64, s string) {
	const hex = "0123456789ABCDEF"
	inside := false
	for _, r := range s {
		hit := f.lookup(r)
		if hit.file == nil {
			p.doc.fail("第%d页“%s”中的字符%s，内嵌字体都没有，无法印出，请在原文中改用通用的字符", p.index+1, s, named(r))
			continue
		}
		if p.state.font != hit.file || p.state.size != size {
			if inside {
				p.op("> Tj")
				inside = false
			}
			p.setFont(hit.file, size)
		}
		if !inside {
			p.content = append(p.content, '<')
			inside = true
		}
		c := hit.file.code(r, hit.glyph)
		p.content = append(p.content, hex[c>>12], hex[c>>8&15], hex[c>>4&15], hex[c&15])
	}
	if inside {
		p.op("> Tj")
	}
}

// named is a rune and its number; one that cannot be seen is the number alone.
func named(r rune) string {
	if r < ' ' || r >= 0x7F && r < 0xA0 {
		return fmt.Sprintf("U+%04X", r)
	}
	return fmt.Sprintf("“%c”（U+%04X）", r, r)
}

func (p *Page) setFont(f *fontFile, size float64) {
	p.state.font, p.state.size = f, size
	if p.fonts == nil {
		p.fonts = map[*fontFile]bool{}
	}
	p.fonts[f] = true
	p.content = append(p.content, f.resource()...)
	p.content = append(p.content, ' ')
	p.nums(size)
	p.op("Tf")
}

func (p *Page) setBold(bold bool) {
	if p.state.bold == bold {
		return
	}
	p.state.bold = bold
	if bold {
		p.op("2 Tr")
	} else {
		p.op("0 Tr")
	}
}

func (p *Page) setSpacing(spacing float64) {
	if p.state.spacing != spacing {
		p.state.spacing = spacing
		p.nums(spacing)
		p.op("Tc")
	}
}

// resource is the font's name in the content, e.g. /F0.
func (f *fontFile) resource() string { return fmt.Sprintf("/F%d", f.index) }
