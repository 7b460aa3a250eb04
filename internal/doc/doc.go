// Package doc is the neutral document tree: what a page shows, whoever made it.
// A Document is a sequence of blocks: cover, contents, headings, paragraphs,
// tables, pictures and page breaks. Composing writes one; every renderer reads
// it and adds nothing to what it says; readers of other people's files make one too.
package doc

import (
	"mingbai/internal/chart"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// Document is a whole document.
type Document struct {
	Meta   Meta
	Blocks []Block
}

// Meta is what a file says of itself.
type Meta struct {
	Title    string // 大同市信息和新材料应用推广中心2023年度单位预算公开
	Author   string // the unit
	Subject  string
	Keywords []string
	Lang     string // zh-CN
	Year     int
}

// Block is one of Cover, Contents, Heading, Paragraph, Table, Picture, PageBreak.
type Block interface{ block() }

// Cover is the first page: the unit's name and what the document is.
type Cover struct {
	Unit  string
	Title string
	Lines []string // further lines at the foot, as a date
}

// Contents stands for the table of contents (目录), made from the headings that
// have TOC set. Renderers fill in entries, links and page numbers.
type Contents struct{ Title string }

// Heading opens a part (level 1), a section or a table (2), a sub-section (3).
type Heading struct {
	Level int
	Text  string
	ID    string // unique in the document, an ASCII anchor: "t03", "s1"
	TOC   bool   // has an entry in the contents
	Table bool   // titles the table that follows: centred, kept with it
	Place place.Ref
}

// ParagraphStyle is how a paragraph is set.
type ParagraphStyle uint8

// The styles of paragraphs.
const (
	Body    ParagraphStyle = iota // first line indented by two characters
	Plain                         // no indent
	Centred                       // centred, as a form's year
	Note                          // small, under a table
	Term                          // a glossary entry: Text begins with its term
)

// Paragraph is a run of text.
type Paragraph struct {
	Text  string
	Style ParagraphStyle
	Place place.Ref
}

// PageBreak ends the page. What follows stands on pages of the given
// orientation until the next break. Front pages (cover, contents) carry no
// number; NumberFrom > 0 starts numbering anew.
type PageBreak struct {
	Landscape  bool
	Front      bool
	NumberFrom int
}

// Picture is a chart with its text alternative.
type Picture struct {
	ID      string
	Chart   chart.Chart
	Caption string
	Alt     string // the list of values, for those who do not see it
}

// ColumnKind says what a column holds, which decides alignment and type.
type ColumnKind uint8

// The kinds of columns.
const (
	Name   ColumnKind = iota // text, left
	Code                     // subject code, left, never a number
	Amount                   // right, on the decimal point
)

// Column is a column of a table. Width is its share of the table's width.
type Column struct {
	Key   string // the column's key in the profile
	Title string // the lowest header above it, as one line
	Kind  ColumnKind
	Width int
}

// Table is a grid of cells with header rows, and the lines that belong to it.
type Table struct {
	ID        string // canonical id: T01 …, PF1 …
	Title     string // the title, which the heading before it prints
	Label     string // 预算公开表1, above the title; often empty
	Left      string // 单位名称：…, left above the grid; empty for forms
	Right     string // 单位：万元, right above the grid
	MoneyUnit money.Unit
	Columns   []Column
	Head      []Row // repeated on each page
	Rows      []Row
	Note      string // 注：本表无数据, below; often empty
	Form      bool   // a form with labels inside: no repeated head, boxed cells
	Landscape bool
}

// Row is a row of cells. Only the cell that begins a span is listed; the places
// that it covers, to its right and below, are left out, as in HTML.
type Row struct {
	Cells []Cell
	Total bool // a total, set in bold
	Level int  // depth in the hierarchy of subjects, 0 for totals and plain rows
	Place place.Ref
}

// Align is how a cell's text stands.
type Align uint8

// The alignments. AlignAuto follows the column: amounts right, others left,
// header cells centred.
const (
	AlignAuto Align = iota
	AlignLeft
	AlignCentre
	AlignRight
)

// Scope says whether a cell is a header, and of what.
type Scope uint8

// The scopes.
const (
	Data Scope = iota
	ColumnHeader
	RowHeader
)

// Cell is one cell; a zero span means 1.
type Cell struct {
	Text    string
	ColSpan int
	RowSpan int
	Align   Align
	Scope   Scope
	Amount  *Number // set where the cell is one for amounts, blank or not
	Place   place.Ref
	Doubt   place.Doubt // of a cell that was read: how far the reading may be wrong
}

// Number is what a cell for amounts stands for beyond its text.
type Number struct {
	Exact   money.Fen // what it was computed from; meaningful if Known
	Known   bool      // false: only the print is known
	Printed money.Printed
	Unit    money.Unit
	Address string  // T03[208].合计
	Sum     []Point // cells of the same table that add up to this one; empty: none
}

// Point is a cell of a table's body by its place in the full grid, spans
// counted: row in Rows, column in Columns, both from 0.
type Point struct{ Row, Col int }

func (Cover) block()     {}
func (Contents) block()  {}
func (Heading) block()   {}
func (Paragraph) block() {}
func (PageBreak) block() {}
func (Picture) block()   {}
func (*Table) block()    {}
