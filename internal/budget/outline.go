package budget

import "mingbai/internal/place"

// Outline is what a document shows around its values, as it was read: the cover,
// the contents, every heading in order, and what was not recognised.
type Outline struct {
	Cover    []Passage // lines of the cover, in order
	Contents []Entry   // the table of contents; empty where there is none
	Headings []Heading // headings of the body, in order
	Stray    []Stray   // what no part of the profile claims, never dropped
	Unread   []Passage // pages that could not be read, or not rightly, and why
	Paged    bool      // places carry pages
	Pictures bool      // the format can hold pictures, so that a missing one is known
	OfUnit   bool      // the title says that it is a unit's, whatever the form is for
	InYuan   bool      // sentences count in 元, whatever the profile's do
}

// Passage is a piece of text and where it stands.
type Passage struct {
	Text string
	Ref  place.Ref
}

// HeadingKind says what a heading opens.
type HeadingKind string

// The kinds of headings.
const (
	PartHeading    HeadingKind = "part"    // 第二部分 …
	TableHeading   HeadingKind = "table"   // the title of a canonical table
	LabelHeading   HeadingKind = "label"   // 预算公开表1, above a title
	SectionHeading HeadingKind = "section" // 一、…
	SubHeading     HeadingKind = "sub"     // （一）…, 1、…
	FormHeading    HeadingKind = "form"    // the title of a performance form
	CaptionHeading HeadingKind = "caption" // the caption of a chart
)

// Heading is a heading of the body. ID is the profile's id of what it opens, the
// form's project for a form; empty where the profile knows no such heading.
type Heading struct {
	Kind    HeadingKind
	ID      string
	Text    string
	Picture bool // for a caption: a picture stands there
	Ref     place.Ref
}

// Entry is a line of the contents.
type Entry struct {
	Text string      // without dots and number
	Page string      // as printed; empty where none is
	Kind HeadingKind // what it names; empty where the profile knows no such heading
	ID   string      // the profile's id of what it names
	Ref  place.Ref
}

// Stray is a paragraph or a table that was not recognised.
type Stray struct {
	Kind string // paragraph, table, row, column; twice: a table that is printed again
	Text string // its text, or its first row
	Ref  place.Ref
}

// Head is a column of a table as its head was read.
type Head struct {
	Key   string // the profile's key; empty where the column was not recognised
	Title string // the lowest title
	Path  string // all titles above it, from the top, joined by “/”
	Ref   place.Ref
}
