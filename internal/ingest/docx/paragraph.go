package docx

import (
	"strings"
	"unicode/utf8"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
)

// maxHeading is how many characters a heading may have; a longer paragraph is
// body text to which someone gave a heading's style.
const maxHeading = 100

// paragraph is a paragraph in the making.
type paragraph struct {
	text     strings.Builder
	style    string
	number   numberRef
	level    int // of the outline, from 1; 0 none; -1 as the style has it
	centred  bool
	goesOn   bool // its end was deleted
	pictures []picture
	boxes    []doc.Block // of text boxes that it holds
}

// picture is a picture with how much of the paragraph's text stood before it.
type picture struct {
	doc.Picture
	at int
}

// paragraph reads a paragraph into a flow.
func (r *reader) paragraph(f *flow) {
	p := f.open
	f.open = nil
	if p == nil {
		p = &paragraph{level: -1}
	}
	p.goesOn = false
	r.inline(p)
	for i := range r.codes { // no code of a field goes beyond its paragraph
		r.codes[i] = false
	}
	if p.goesOn {
		f.open = p
		return
	}
	f.blocks = append(f.blocks, r.blocks(p)...)
}

// blocks is what a paragraph comes to: pictures, its text, its text boxes.
func (r *reader) blocks(p *paragraph) []doc.Block {
	s := r.styles[p.style]
	prefix := r.number(p, s)
	text := source.Clean(p.text.String())
	out := make([]doc.Block, 0, len(p.pictures)+1)
	after := p.pictures
	for len(after) > 0 && (after[0].at == 0 || text == "") {
		out, after = append(out, after[0].Picture), after[1:]
	}
	if text != "" {
		out = append(out, r.textBlock(p, s, prefix+text))
	}
	for _, pic := range after {
		out = append(out, pic.Picture)
	}
	return append(out, p.boxes...)
}

func (r *reader) textBlock(p *paragraph, s style, text string) doc.Block {
	level := p.level
	if level < 0 {
		level = s.level
	}
	ref := r.here()
	if level > 0 && utf8.RuneCountInString(text) <= maxHeading {
		return doc.Heading{Level: level, Text: text, Place: ref}
	}
	kind := doc.Body
	if p.centred || s.centred {
		kind = doc.Centred
	}
	return doc.Paragraph{Text: text, Style: kind, Place: ref}
}

// inline reads what an element holds of a paragraph.
func (r *reader) inline(p *paragraph) {
	r.x.Each(func(name string) { r.content(p, name) })
}

// run reads a run, unless it is hidden.
func (r *reader) run(p *paragraph) {
	hidden := false
	r.x.Each(func(name string) {
		switch {
		case name == "rPr":
			r.x.Each(func(name string) {
				hidden = hidden || name == "vanish" && on(r.x)
			})
		case !hidden || name == "fldChar":
			r.content(p, name)
		}
	})
}

// content reads one element of a paragraph.
func (r *reader) content(p *paragraph, name string) {
	switch name {
	case "t":
		if !r.inCode() {
			p.text.WriteString(r.x.String())
		}
	case "r":
		r.run(p)
	case "pPr":
		r.properties(p)
	case "del", "moveFrom", "instrText", "delText", "rPr", "rt", "sdtPr":
	case "AlternateContent":
		r.alternate(func() { r.inline(p) })
	case "drawing", "pict", "object":
		r.drawing(p)
	case "txbxContent":
		r.box(p)
	default:
		if !r.mark(p, name) {
			r.inline(p)
		}
	}
}

// on reads a switch: <w:b/>, <w:b w:val="0"/>.
func on(x *source.XML) bool {
	switch x.Attr("val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// mark reads the elements that stand for a character or for the mark of a field.
func (r *reader) mark(p *paragraph, name string) bool {
	s := ""
	switch name {
	case "tab", "ptab":
		s = "\t"
	case "br", "cr":
		s = "\n"
	case "noBreakHyphen":
		s = "-"
	case "sym":
		s = symbol(r.x.Attr("char"))
	case "fldChar":
		r.field(r.x.Attr("fldCharType"))
	case "softHyphen", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "proofErr":
	default:
		return false
	}
	if s != "" && !r.inCode() {
		p.text.WriteString(s)
	}
	return true
}

// symbol is the character that a sign of a symbol font stands for.
func symbol(code string) string {
	switch strings.ToUpper(code) {
	case "F0FC", "F050", "00FC", "0050":
		return "√"
	case "F0FE", "F052", "00FE", "0052":
		return "☑"
	case "F0A8", "F06F", "F0A3", "00A8", "006F", "00A3":
		return "□"
	case "F0B7", "00B7":
		return "·"
	case "F0D7":
		return "×"
	case "F0B1":
		return "±"
	case "F0A5", "00A5":
		return "￥"
	}
	return ""
}

// field notes where the code of a field, which nobody sees, begins and ends.
func (r *reader) field(kind string) {
	last := len(r.codes) - 1
	switch {
	case kind == "begin" && len(r.codes) < maxNested:
		r.codes = append(r.codes, true)
	case kind == "separate" && last >= 0:
		r.codes[last] = false
	case kind == "end" && last >= 0:
		r.codes = r.codes[:last]
	}
}

func (r *reader) inCode() bool {
	for _, code := range r.codes {
		if code {
			return true
		}
	}
	return false
}

// properties reads what a paragraph has of its own.
func (r *reader) properties(p *paragraph) {
	r.x.Each(func(name string) {
		switch name {
		case "pStyle":
			p.style = r.x.Attr("val")
		case "numPr":
			p.number = readNumberRef(r.x)
		case "outlineLvl":
			p.level = outline(r.x.Attr("val"))
		case "jc":
			p.centred = r.x.Attr("val") == "center"
		case "rPr":
			r.x.Each(func(name string) {
				p.goesOn = p.goesOn || name == "del" || name == "moveFrom"
			})
		}
	})
}

// drawing reads a picture, and the text boxes that are drawings too.
func (r *reader) drawing(p *paragraph) {
	pic, shown := doc.Picture{}, false
	r.shapes(p, &pic, &shown)
	if shown && !r.inCode() {
		p.pictures = append(p.pictures, picture{pic, len(strings.TrimSpace(p.text.String()))})
	}
}

func (r *reader) shapes(p *paragraph, pic *doc.Picture, shown *bool) {
	r.x.Each(func(name string) {
		switch name {
		case "docPr":
			if pic.Alt == "" {
				pic.Alt, pic.Caption = source.Clean(r.x.Attr("descr")), source.Clean(r.x.Attr("title"))
			}
		case "shape", "rect":
			if alt := source.Clean(r.x.Attr("alt")); pic.Alt == "" {
				pic.Alt = alt
			}
		case "blip", "imagedata", "chart", "relIds":
			*shown = true
		case "txbxContent":
			r.box(p)
			return
		case "AlternateContent":
			r.alternate(func() { r.shapes(p, pic, shown) })
			return
		}
		r.shapes(p, pic, shown)
	})
}

// box reads a text box.
func (r *reader) box(p *paragraph) {
	if r.deeper() {
		fields := r.codes
		r.codes = nil
		p.boxes = append(p.boxes, r.flow()...)
		r.codes = fields
	}
	r.nested--
}

// deeper goes one table or text box deeper; false where that is too deep.
func (r *reader) deeper() bool {
	r.nested++
	return r.nested <= maxNested
}
