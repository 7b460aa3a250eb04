package docx

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// look is what a paragraph has beyond its style.
type look struct {
	style       string
	keepNext    bool
	rightTab    float64 // a tab stop for text that ends there
	before      float64 // room above
	after       float64 // room below, in place of the style's
	left, right float64 // indents
}

// open starts a paragraph. The first of a block begins the page where it has to;
// the last ends the section where it has to.
func (b *body) open(l look, last bool) {
	b.Open("w:p")
	b.Open("w:pPr")
	b.Val("w:pStyle", l.style)
	if l.keepNext {
		b.Empty("w:keepNext")
	}
	if b.breaks {
		b.Empty("w:pageBreakBefore")
		b.breaks = false
	}
	if l.rightTab > 0 {
		b.Open("w:tabs")
		b.Empty("w:tab", ooxml.A("w:val", "right"), ooxml.A("w:pos", twips(l.rightTab)))
		b.Close("w:tabs")
	}
	b.spacing(l)
	b.indents(l.left, l.right)
	if last && b.ends {
		b.sectionProperties(b.endsOn)
		b.ends = false
	}
	b.Close("w:pPr")
}

func (b *body) indents(left, right float64) {
	if left > 0 || right > 0 {
		b.Empty("w:ind", ooxml.A("w:left", twips(left)), ooxml.A("w:right", twips(right)))
	}
}

func (b *body) spacing(l look) {
	if l.before == 0 && l.after == 0 {
		return
	}
	b.Open("w:spacing")
	if l.before > 0 {
		b.Attr(ooxml.A("w:before", twips(l.before)))
	}
	if l.after > 0 {
		b.Attr(ooxml.A("w:after", twips(l.after)))
	}
	b.Close("w:spacing")
}

func (b *body) close() { b.Close("w:p") }

func justification(a doc.Align) string {
	switch a {
	case doc.AlignLeft:
		return "left"
	case doc.AlignCentre:
		return "center"
	case doc.AlignRight:
		return "right"
	}
	return "both"
}

// carrier writes the smallest paragraph there is, to end a section or to stand
// between two tables.
func (b *body) carrier() {
	b.open(look{style: carrierID}, true)
	b.close()
}

// run writes text with what set says of it; nil: nothing.
func (b *body) run(text string, set func()) {
	if text == "" {
		return
	}
	b.Open("w:r")
	b.runProperties(text, set)
	b.characters(text)
	b.Close("w:r")
}

func (b *body) runProperties(text string, set func()) {
	hint := eastAsian(text)
	if !hint && set == nil {
		return
	}
	b.Open("w:rPr")
	if set != nil {
		set()
	}
	if hint && set == nil {
		b.Empty("w:rFonts", ooxml.A("w:hint", "eastAsia"))
	}
	b.Close("w:rPr")
}

// strong sets a run in bold.
func (b *body) strong() { b.Val("w:rStyle", strongID) }

// eastAsian tells whether a text has marks that Word would else set in the Latin
// font: “ ” — … · × ① and the like.
func eastAsian(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= 0xA1 && r < 0x2E80 }) >= 0
}

// characters writes text; line ends and tabs are elements of their own.
func (b *body) characters(text string) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for text != "" {
		i := strings.IndexAny(text, "\n\t")
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			b.Open("w:t")
			if s := text[:i]; s[0] == ' ' || s[i-1] == ' ' {
				b.Attr(ooxml.A("xml:space", "preserve"))
			}
			b.Text(text[:i])
			b.Close("w:t")
		}
		if i == len(text) {
			return
		}
		if text[i] == '\n' {
			b.Empty("w:br")
		} else {
			b.Empty("w:tab")
		}
		text = text[i+1:]
	}
}

// paragraph writes a paragraph of the document.
func (b *body) paragraph(p doc.Paragraph, i int) {
	side := b.balance.blocks[i].side(b.page.Paper.Measure())
	b.open(look{style: styleID(b.sheet, layout.ParagraphRole(p.Style)), left: side, right: side}, true)
	term := 0
	if p.Style == doc.Term {
		term = layout.TermLength(p.Text)
	}
	b.run(p.Text[:term], b.strong)
	b.run(p.Text[term:], nil)
	b.close()
}

// heading writes a heading, and above it the label of the table that it titles.
func (b *body) heading(h doc.Heading, i int) {
	if t := b.titled(i); t != nil && t.Label != "" {
		b.label(t)
	}
	side := b.balance.blocks[i].side(b.page.Paper.Measure())
	b.open(look{style: b.styles.heading(h), left: side, right: side}, true)
	if h.TOC {
		id := itoa(i)
		b.Empty("w:bookmarkStart", ooxml.A("w:id", id), ooxml.A("w:name", bookmark(i)))
		b.run(h.Text, nil)
		b.Empty("w:bookmarkEnd", ooxml.A("w:id", id))
	} else {
		b.run(h.Text, nil)
	}
	b.close()
}

// titled is the table whose title heading i is.
func (b *body) titled(i int) *doc.Table {
	if h, ok := b.doc.Blocks[i].(doc.Heading); !ok || !h.Table {
		return nil
	}
	for _, block := range b.doc.Blocks[i+1:] {
		switch block := block.(type) {
		case *doc.Table:
			return block
		case doc.Heading, doc.PageBreak:
			return nil
		}
	}
	return nil
}

func (b *body) label(t *doc.Table) {
	b.open(look{style: styleID(b.sheet, layout.TableLabel)}, false)
	b.run(t.Label, nil)
	b.close()
}
