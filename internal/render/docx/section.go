package docx

import (
	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// span is the pages, by index, that a block stands on.
type span struct{ first, last int }

// spans finds the pages of each block. One that shows nothing is where the one
// before it ended.
func spans(d *doc.Document, l *layout.Layout) []span {
	out := make([]span, len(d.Blocks))
	for i := range out {
		out[i] = span{-1, -1}
	}
	for n, page := range l.Pages {
		for _, item := range page.Items {
			if i := blockOf(item); i >= 0 && i < len(out) {
				if out[i].first < 0 {
					out[i].first = n
				}
				out[i].last = n
			}
		}
	}
	at := 0
	for i := range out {
		if out[i].first < 0 {
			out[i] = span{at, at}
		}
		at = out[i].last
	}
	return out
}

func blockOf(item layout.Item) int {
	switch item := item.(type) {
	case *layout.Line:
		return item.Block
	case *layout.Entry:
		return item.Block
	case *layout.Fragment:
		return item.Block
	case *layout.Figure:
		return item.Block
	}
	return -1
}

// sections numbers the sections of the pages: a new one where the orientation,
// the footer or the counting changes.
func sections(pages []layout.Page) []int {
	out := make([]int, len(pages))
	for i := 1; i < len(pages); i++ {
		out[i] = out[i-1]
		if !follows(pages[i-1], pages[i]) {
			out[i]++
		}
	}
	return out
}

// follows tells whether b needs no section of its own after a.
func follows(a, b layout.Page) bool {
	return a.Landscape == b.Landscape && a.Front == b.Front && b.Number == a.Number+1
}

// next is the index of the block after i that is no page break, -1 at the end.
func (b *body) next(i int) int {
	for i++; i < len(b.doc.Blocks); i++ {
		if _, ok := b.doc.Blocks[i].(doc.PageBreak); !ok {
			return i
		}
	}
	return -1
}

// beginsPage tells whether block i has to be told to begin a page: neither the
// first of its section nor led there by the text before it.
func (b *body) beginsPage(i int) bool {
	at := b.pages[i].first
	if at == 0 || b.section[at] != b.section[at-1] && !b.placedBefore(i, at) {
		return false
	}
	broken := b.layout.StartsPage(i)
	for j := i - 1; j >= 0; j-- {
		switch b.doc.Blocks[j].(type) {
		case doc.PageBreak:
			broken = true
			continue
		case doc.Cover:
			broken = true
		}
		return broken && b.pages[j].last != at
	}
	return false
}

// placedBefore tells whether a block before i stands on the page at.
func (b *body) placedBefore(i, at int) bool { return i > 0 && b.pages[i-1].last == at }

// sectionProperties writes the properties of the section that ends with a page.
func (b *body) sectionProperties(last int) {
	page := b.layout.Pages[last]
	first := last
	for first > 0 && b.section[first-1] == b.section[last] {
		first--
	}
	b.Open("w:sectPr")
	footer := b.numbered
	if page.Front {
		footer = b.plain
	}
	b.Empty("w:footerReference", ooxml.A("w:type", "default"), ooxml.A("r:id", footer))
	b.Val("w:type", "nextPage")
	b.paper(page)
	if start := b.layout.Pages[first]; first == 0 || start.Number != b.layout.Pages[first-1].Number+1 {
		b.Empty("w:pgNumType", ooxml.A("w:start", itoa(start.Number)))
	}
	b.Empty("w:cols", ooxml.A("w:space", "425"))
	b.Close("w:sectPr")
}

func (b *body) paper(page layout.Page) {
	p := page.Paper
	b.Open("w:pgSz", ooxml.A("w:w", twips(p.Width)), ooxml.A("w:h", twips(p.Height)))
	if page.Landscape {
		b.Attr(ooxml.A("w:orient", "landscape"))
	}
	b.Close("w:pgSz")
	b.Empty("w:pgMar",
		ooxml.A("w:top", twips(p.Top)), ooxml.A("w:right", twips(p.Right)),
		ooxml.A("w:bottom", twips(p.Bottom)), ooxml.A("w:left", twips(p.Left)),
		ooxml.A("w:header", twips(p.Top/2)), ooxml.A("w:footer", twips(p.Footer)), ooxml.A("w:gutter", "0"))
}
