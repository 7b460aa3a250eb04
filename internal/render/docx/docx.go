// Package docx writes a document as Word has it (.docx): real headings, a table
// of contents that is filled in and can be refreshed, tables whose heads repeat,
// portrait and landscape pages, page numbers.
//
//   - The look comes from a layout.Sheet, the same that the PDF is set by; each
//     role of text is a style of the file (样式).
//   - The pages come from a layout.Layout: where a page has to begin Word is told
//     so, and the contents carry the layout's page numbers until Word counts anew.
//   - A section (节) is a run of pages of one orientation and one numbering. Word
//     keeps its properties in the last paragraph of it.
//   - The carrier is a paragraph one point high, put where Word wants a paragraph
//     and the document has none.
//
// Nothing is added to what the document says. The same document gives the same
// bytes.
package docx

import (
	"fmt"
	"io"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// Write writes d in the format of offices, on pages as they come out with the
// fonts that offices have.
func Write(w io.Writer, d *doc.Document) error {
	l, err := layout.Lay(d, layout.Office, layout.Ems{})
	if err != nil {
		return fmt.Errorf("生成 Word 文档：%w", err)
	}
	return WriteLayout(w, d, l)
}

// WriteLayout writes d on the pages of l, which has to be a layout of d.
func WriteLayout(w io.Writer, d *doc.Document, l *layout.Layout) error {
	pkg := &ooxml.Package{}
	pkg.Relate("", ooxml.RelDocument, documentPart)
	properties := ooxml.Properties{
		Title: d.Meta.Title, Author: d.Meta.Author, Subject: d.Meta.Subject,
		Keywords: strings.Join(d.Meta.Keywords, ", "), Language: d.Meta.Lang,
		Company: d.Meta.Author, Application: "mingbai",
	}
	if err := properties.Add(pkg); err != nil {
		return fmt.Errorf("文档属性：%w", err)
	}
	b := newBody(pkg, d, l)
	if err := b.write(); err != nil {
		return err
	}
	if err := addParts(pkg, b.styles); err != nil {
		return fmt.Errorf("write the parts beside the document: %w", err)
	}
	return pkg.Write(w)
}

// The parts.
const (
	documentPart   = "word/document.xml"
	stylesPart     = "word/styles.xml"
	settingsPart   = "word/settings.xml"
	fontsPart      = "word/fontTable.xml"
	numberedPart   = "word/footer1.xml"
	unnumberedPart = "word/footer2.xml"
)
