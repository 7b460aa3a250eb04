// Package pages writes a document as tagged PDF.
//
// The pages come from layout; this package draws them and says of each thing
// drawn what it is: a heading, a paragraph, a cell of a table with its header
// scope, a figure with its text alternative. What only decorates or repeats
// (rules, leaders, page numbers, the heads of continued tables) is an artifact,
// which readers pass over.
package pages

import (
	"fmt"
	"io"

	"mingbai/internal/doc"
	"mingbai/internal/pdf"
	"mingbai/internal/render/layout"
	"mingbai/internal/typeface"
)

// Write lays d out on the office sheet and writes it as PDF. Equal documents
// give equal bytes. The error wraps a *layout.NarrowError where a table is too
// wide for its page.
func Write(w io.Writer, d *doc.Document) error {
	fonts, err := openFonts()
	if err != nil {
		return err
	}
	laid, err := layout.Lay(d, layout.Office, fonts)
	if err != nil {
		return fmt.Errorf("排版：%w", err)
	}
	if _, err := newPainter(d, laid, fonts).paint().WriteTo(w); err != nil {
		return fmt.Errorf("写 PDF：%w", err)
	}
	return nil
}

// faces are the fonts of the document, with the advances asked for so far.
//
// They know no gap between Chinese and Latin letters, which Word puts there: in
// a PDF it would read as a blank, and whoever searches for 2023年 would not find
// it.
type faces struct{ sans, serif *face }

type face struct {
	*typeface.Face
	known map[rune]float64 // in ems
}

func openFonts() (*faces, error) {
	sans, serif, err := typeface.Both()
	if err != nil {
		return nil, fmt.Errorf("打开字体：%w", err)
	}
	return &faces{&face{sans, map[rune]float64{}}, &face{serif, map[rune]float64{}}}, nil
}

func (f *faces) of(serif bool) *face {
	if serif {
		return f.serif
	}
	return f.sans
}

// Advance is the advance of r in the style's face, or in the one that stands in
// for it.
func (f *faces) Advance(s layout.Style, r rune) float64 {
	own := f.of(s.Serif)
	w, ok := own.known[r]
	if !ok {
		w = own.advance(r)
		own.known[r] = w
	}
	return w * s.Size
}

func (f *face) advance(r rune) float64 {
	at, g, ok := typeface.Find(r, f.Face)
	if !ok {
		return 1
	}
	return float64(at.Advance(g)) / float64(at.UnitsPerEm())
}

// painter draws a layout.
type painter struct {
	doc   *doc.Document
	laid  *layout.Layout
	out   *pdf.Doc
	page  *pdf.Page
	fonts map[fontKey]*pdf.Font
	faces *faces
	tree  tree
	dests map[string]*pdf.Dest
	ink   palette
}

type fontKey struct{ serif, bold bool }

type palette struct{ ink, soft, rule pdf.Color }

func newPainter(d *doc.Document, laid *layout.Layout, fonts *faces) *painter {
	p := &painter{
		doc: d, laid: laid, faces: fonts,
		out: pdf.New(pdf.Info{
			Title: d.Meta.Title, Author: d.Meta.Author, Subject: d.Meta.Subject,
			Lang: d.Meta.Lang, Keywords: d.Meta.Keywords,
		}),
		fonts: map[fontKey]*pdf.Font{},
		dests: map[string]*pdf.Dest{},
		ink: palette{
			ink:  color(laid.Sheet.Colours.Ink),
			soft: color(laid.Sheet.Colours.Soft),
			rule: color(laid.Sheet.Colours.Rule),
		},
	}
	p.tree = newTree(p.out.Root(), d)
	for _, serif := range []bool{false, true} {
		for _, bold := range []bool{false, true} {
			p.fonts[fontKey{serif, bold}] = p.out.Font(fonts.of(serif).Face, bold)
		}
	}
	return p
}

// color reads a colour as "1d1b18"; anything else is black.
func color(hex string) (c pdf.Color) {
	_, _ = fmt.Sscanf(hex, "%02x%02x%02x", &c.R, &c.G, &c.B)
	return c
}

func (p *painter) paint() *pdf.Doc {
	for i := range p.laid.Pages {
		page := &p.laid.Pages[i]
		p.page = p.out.NewPage(page.Paper.Width, page.Paper.Height)
		for _, item := range page.Items {
			p.item(item)
		}
		if page.Folio != nil {
			p.page.BeginArtifact("Footer")
			p.text(*page.Folio)
			p.page.End()
		}
	}
	p.bookmarks()
	p.out.PageLabels(labels(p.laid.Pages)...)
	return p.out
}

func (p *painter) item(item layout.Item) {
	switch item := item.(type) {
	case *layout.Line:
		p.line(item)
	case *layout.Entry:
		p.entry(item)
	case *layout.Fragment:
		p.fragment(item)
	case *layout.Figure:
		p.figure(item)
	}
}

// dest is the place of a heading.
func (p *painter) dest(id string) *pdf.Dest {
	if p.dests[id] == nil {
		p.dests[id] = p.out.Dest()
	}
	return p.dests[id]
}

// bookmarks are the headings; none is more than one level below the one before.
func (p *painter) bookmarks() {
	level := 0
	for _, b := range p.doc.Blocks {
		h, ok := b.(doc.Heading)
		if !ok || h.ID == "" {
			continue
		}
		level = min(max(h.Level, 1), level+1)
		p.out.Outline(level, h.Text, p.dest(h.ID))
	}
}

// labels are the page numbers that a viewer shows: those printed, and small
// Roman ones on front pages.
func labels(pages []layout.Page) []pdf.PageLabel {
	var out []pdf.PageLabel
	for i, p := range pages {
		l := pdf.PageLabel{From: i, Style: pdf.Decimal, Start: p.Number}
		if p.Front {
			l.Style = pdf.Roman
		}
		if i > 0 && p.Front == pages[i-1].Front && p.Number == pages[i-1].Number+1 {
			continue
		}
		out = append(out, l)
	}
	return out
}
