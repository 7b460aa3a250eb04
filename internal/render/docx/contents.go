package docx

import (
	"fmt"

	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// contents writes the table of contents as a field that holds its entries: right
// as it is, and made anew by Word when asked (F9).
func (b *body) contents(c doc.Contents) {
	b.Open("w:sdt")
	b.Open("w:sdtPr")
	b.Open("w:docPartObj")
	b.Val("w:docPartGallery", "Table of Contents")
	b.Empty("w:docPartUnique")
	b.Close("w:docPartObj")
	b.Close("w:sdtPr")
	b.Open("w:sdtContent")
	b.contentsTitle(c)
	b.entries()
	b.Close("w:sdtContent")
	b.Close("w:sdt")
}

func (b *body) contentsTitle(c doc.Contents) {
	title := c.Title
	if title == "" {
		title = "目　录"
	}
	b.open(look{style: styleID(b.sheet, layout.ContentsTitle)}, false)
	b.run(title, nil)
	b.close()
}

func (b *body) entries() {
	var listed []int
	for i, block := range b.doc.Blocks {
		if h, ok := block.(doc.Heading); ok && h.TOC {
			listed = append(listed, i)
		}
	}
	if len(listed) == 0 {
		return
	}
	for n, i := range listed {
		h := b.doc.Blocks[i].(doc.Heading)
		last := n == len(listed)-1
		keep := !last && h.Level <= 1 && b.doc.Blocks[listed[n+1]].(doc.Heading).Level > 1
		b.open(look{style: styleID(b.sheet, layout.EntryRole(h.Level)), keepNext: keep}, false)
		if n == 0 {
			b.fieldBegin(b.styles.contentsField())
		}
		b.entry(h, i)
		b.close()
	}
	b.open(look{style: carrierID}, false)
	b.fieldEnd()
	b.close()
}

// entry writes the line of heading i: its text, dots, its page, all of it a link.
func (b *body) entry(h doc.Heading, i int) {
	b.Open("w:hyperlink", ooxml.A("w:anchor", bookmark(i)), ooxml.A("w:history", "1"))
	b.run(oneLine(h.Text), nil)
	if label := b.layout.Pages[b.pages[i].first].Label; label != "" {
		b.Open("w:r")
		b.Empty("w:tab")
		b.Close("w:r")
		b.field(" PAGEREF "+bookmark(i)+` \h `, label)
	}
	b.Close("w:hyperlink")
}

// field writes a field with the result that it has now.
func (b *body) field(code, result string) {
	b.fieldBegin(code)
	b.run(result, nil)
	b.fieldEnd()
}

func (b *body) fieldBegin(code string) { beginField(b.Writer, code) }
func (b *body) fieldEnd()              { fieldMark(b.Writer, "end") }

func beginField(w *ooxml.Writer, code string) {
	fieldMark(w, "begin")
	w.Open("w:r")
	w.Element("w:instrText", code, ooxml.A("xml:space", "preserve"))
	w.Close("w:r")
	fieldMark(w, "separate")
}

func fieldMark(w *ooxml.Writer, kind string) {
	w.Open("w:r")
	w.Empty("w:fldChar", ooxml.A("w:fldCharType", kind))
	w.Close("w:r")
}

// bookmark names the place of block i, in the way that Word names what its
// contents lead to.
func bookmark(i int) string { return fmt.Sprintf("_Toc%09d", 100000001+i) }
