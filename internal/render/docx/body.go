package docx

import (
	"fmt"

	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// body writes word/document.xml, and keeps what the other parts need to know.
type body struct {
	*ooxml.Writer
	pkg     *ooxml.Package
	doc     *doc.Document
	layout  *layout.Layout
	sheet   *layout.Sheet
	styles  *styleSet
	balance balance
	pages   []span // by block
	section []int  // the section of each page

	numbered, plain string // the relationships to the two footers

	page     layout.Page // where the block being written begins
	breaks   bool        // the next paragraph begins a page
	ends     bool        // the last paragraph of the block ends a section,
	endsOn   int         // on this page
	drawings int
}

func newBody(pkg *ooxml.Package, d *doc.Document, l *layout.Layout) *body {
	return &body{
		Writer: ooxml.NewWriter("w:document", "w", "r", "wp", "a", "pic"),
		pkg:    pkg, doc: d, layout: l, sheet: &l.Sheet, styles: newStyleSet(d, &l.Sheet), balance: newBalance(l),
		pages: spans(d, l), section: sections(l.Pages),
		numbered: pkg.Relate(documentPart, ooxml.RelFooter, numberedPart),
		plain:    pkg.Relate(documentPart, ooxml.RelFooter, unnumberedPart),
	}
}

// write writes the document's part.
func (b *body) write() error {
	b.Open("w:body")
	for i := range b.doc.Blocks {
		if err := b.block(i); err != nil {
			return fmt.Errorf("%s：%w", describe(b.doc.Blocks[i]), err)
		}
	}
	b.sectionProperties(len(b.layout.Pages) - 1)
	b.Close("w:body")
	data, err := b.Finish()
	if err != nil {
		return fmt.Errorf("write the document: %w", err)
	}
	b.pkg.Add(documentPart, ooxml.TypeDocument, data)
	return nil
}

// block writes block i.
func (b *body) block(i int) error {
	if _, ok := b.doc.Blocks[i].(doc.PageBreak); ok {
		return nil
	}
	next := b.next(i)
	b.page = b.layout.Pages[b.pages[i].first]
	b.breaks = b.beginsPage(i)
	b.endsOn = b.pages[i].last
	b.ends = next >= 0 && b.section[b.pages[next].first] != b.section[b.endsOn]
	switch block := b.doc.Blocks[i].(type) {
	case doc.Cover:
		b.cover(block, i)
	case doc.Contents:
		b.contents(block)
	case doc.Heading:
		b.heading(block, i)
	case doc.Paragraph:
		b.paragraph(block, i)
	case doc.Picture:
		if err := b.picture(block, i); err != nil {
			return err
		}
	case *doc.Table:
		if err := b.table(block, i); err != nil {
			return err
		}
	}
	if b.ends {
		b.carrier()
	}
	return b.Err()
}

// describe names a block for the person who has to find it.
func describe(block doc.Block) string {
	switch block := block.(type) {
	case doc.Cover:
		return "封面"
	case doc.Contents:
		return "目录"
	case doc.Heading:
		return "标题 " + block.ID
	case doc.Picture:
		return "图 " + block.ID
	case *doc.Table:
		return "表 " + block.ID
	}
	return "正文"
}
