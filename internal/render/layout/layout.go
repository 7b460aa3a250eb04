// Package layout sets a document on pages, once, for Word and PDF alike.
//
// A Sheet is the look as data. Lay gives a Layout: pages of placed items
// (lines of text, entries of the contents, fragments of tables, figures), the
// page of each heading, and the geometry of each table. A fragment is what one
// page shows of a table. Lengths are points; x goes right and y down from the
// upper left corner of the page; a line's y is its baseline.
package layout

import (
	"mingbai/internal/chart"
	"mingbai/internal/doc"
)

// Layout is a document on pages.
type Layout struct {
	Sheet  Sheet
	Pages  []Page
	places map[string]int // heading's id → page's index
	tables map[*doc.Table]Geometry
	starts map[int]bool
	sizes  map[int]Box
}

// PageOf tells where a heading stands: the printed number of its page, empty on
// a front page, and the page's index from 0. ok is false for an unknown id.
func (l *Layout) PageOf(heading string) (label string, index int, ok bool) {
	index, ok = l.places[heading]
	if !ok {
		return "", 0, false
	}
	return l.Pages[index].Label, index, true
}

// TableGeometry is how a table of the document was set.
func (l *Layout) TableGeometry(t *doc.Table) (g Geometry, ok bool) {
	g, ok = l.tables[t]
	return g, ok
}

// StartsPage tells whether the block with that index begins a new page that no
// PageBreak asks for: Word is told to break there too.
func (l *Layout) StartsPage(block int) bool { return l.starts[block] }

// PictureSize is the size of the picture that is the block with that index.
func (l *Layout) PictureSize(block int) (width, height float64) {
	return l.sizes[block].W, l.sizes[block].H
}

// Page is one page.
type Page struct {
	Paper     Paper
	Landscape bool
	Front     bool
	Number    int    // counts every page since the last PageBreak.NumberFrom
	Label     string // the number as printed, empty on front pages
	Items     []Item // in reading order
	Folio     *Line  // the number at the foot; nil on front pages
}

// Item is one of Line, Entry, Fragment, Figure.
type Item interface{ item() }

// Part says what of its block a line is.
type Part uint8

// The parts.
const (
	Whole     Part = iota // the block's own text
	LabelPart             // Table.Label, before the heading
	LeftPart              // Table.Left
	RightPart             // Table.Right
	NotePart              // Table.Note
	UnitPart              // Cover.Unit
	TitlePart             // Cover.Title, Contents.Title
	LinePart              // one of Cover.Lines
	FolioPart             // the page number
	CaptionPart
)

// Line is one line of text. The first Bold bytes of Text are bold. Stretch is
// added to the advance of every character, to fill the measure. After a line that is
// broken at a Blank of the text one may stand that nobody sees, for those who copy
// or search it; Width is without it.
type Line struct {
	Block       int
	Part        Part
	Role        Role
	Style       Style
	Text        string
	Bold        int
	X, Y, Width float64
	Stretch     float64
	First, Last bool // of its paragraph
	Blank       bool
}

// Entry is one heading's place in the contents: its lines, a leader of dots at
// the height of the last one, and the number of the page.
type Entry struct {
	Block   int
	Level   int
	Heading string // the heading's id
	Lines   []Line
	Leader  Rule
	Number  Line
	Box     Box
}

// Fragment is what one page shows of a table.
type Fragment struct {
	Block       int
	Table       *doc.Table
	Box         Box
	Cells       []Cell
	Rules       []Rule
	First, Last bool // the table begins, ends here
}

// Cell is one cell, or what one page shows of it. Row and Col are its place in
// the full grid of the head or of the body. Repeat marks what the reader has
// seen already: the head on a page that continues a table.
type Cell struct {
	*doc.Cell
	Head      bool
	Repeat    bool
	Continued bool // its beginning stands on an earlier page
	Row, Col  int
	ColSpan   int
	RowSpan   int
	Box       Box
	Lines     []Line
}

// Figure is a picture.
type Figure struct {
	Block   int
	Picture doc.Picture
	Box     Box
	Drawing chart.Drawing
}

// Box is a rectangle by its upper left corner.
type Box struct{ X, Y, W, H float64 }

// Rule is a straight line; Strong ones are drawn in ink.
type Rule struct {
	X1, Y1, X2, Y2, Weight float64
	Strong                 bool
}

func (*Line) item()     {}
func (*Entry) item()    {}
func (*Fragment) item() {}
func (*Figure) item()   {}

func sum(v []float64) (total float64) {
	for _, x := range v {
		total += x
	}
	return total
}
