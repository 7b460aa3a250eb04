package pdf

// Tag is the standard structure type of an element.
type Tag string

// The tags of PDF 1.7 that documents use here.
const (
	Document Tag = "Document"
	Part     Tag = "Part"
	Sect     Tag = "Sect"
	Div      Tag = "Div"
	H1       Tag = "H1"
	H2       Tag = "H2"
	H3       Tag = "H3"
	H4       Tag = "H4"
	H5       Tag = "H5"
	H6       Tag = "H6"
	P        Tag = "P"
	Caption  Tag = "Caption"
	Note     Tag = "Note"
	TOC      Tag = "TOC"
	TOCI     Tag = "TOCI"
	Link     Tag = "Link"
	Span     Tag = "Span"
	Table    Tag = "Table"
	THead    Tag = "THead"
	TBody    Tag = "TBody"
	TFoot    Tag = "TFoot"
	TR       Tag = "TR"
	TH       Tag = "TH"
	TD       Tag = "TD"
	Figure   Tag = "Figure"
	L        Tag = "L"
	LI       Tag = "LI"
	Lbl      Tag = "Lbl"
	LBody    Tag = "LBody"
)

var standard = map[Tag]bool{
	Document: true, Part: true, Sect: true, Div: true,
	H1: true, H2: true, H3: true, H4: true, H5: true, H6: true,
	P: true, Caption: true, Note: true, TOC: true, TOCI: true, Link: true, Span: true,
	Table: true, THead: true, TBody: true, TFoot: true, TR: true, TH: true, TD: true,
	Figure: true, L: true, LI: true, Lbl: true, LBody: true,
}

// Attr is what an element says besides its tag; zero values are left out.
type Attr struct {
	ID         string // unique in the document; what Headers of other cells name
	Title      string // a name for people
	Lang       string // where it differs from the document's
	Alt        string // instead of the picture; every Figure has one
	ActualText string // instead of the text as drawn

	Scope   string   // of a TH: Column, Row or Both
	ColSpan int      // of a TH or TD, where more than 1
	RowSpan int      // of a TH or TD, where more than 1
	Headers []string // of a TH or TD: the IDs of its head cells
	Summary string   // of a Table

	ListNumbering string // of an L: None, Disc, Circle, Square, Decimal, UpperRoman, LowerRoman, UpperAlpha, LowerAlpha

	BBox *Box // of a Figure or Table that lies on one page
}

// Box is a rectangle on a page, in the callers' geometry.
type Box struct {
	Page       *Page
	X, Y, W, H float64
}

// Element is a node of the structure tree. The order in which children are
// added and content is begun is the order in which it is read out.
type Element struct {
	doc    *Doc
	tag    Tag
	attr   Attr
	parent *Element
	kids   []kid
	ref    ref
}

// kid is one thing in an element: an element, marked content, or an annotation.
type kid struct {
	element *Element
	page    *Page // with mcid
	mcid    int
	link    *link
}

// Root is the Document element.
func (d *Doc) Root() *Element { return d.root }

// Add puts a new element at the end of e.
func (e *Element) Add(tag Tag, a Attr) *Element {
	if !standard[tag] {
		e.doc.fail("没有 %q 这种标签", tag)
	}
	switch a.ListNumbering {
	case "", "None", "Disc", "Circle", "Square", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha":
	default:
		e.doc.fail("没有 %q 这种列表编号", a.ListNumbering)
	}
	switch a.Scope {
	case "", "Column", "Row", "Both":
	default:
		e.doc.fail("表头范围 Scope 只能是 Column、Row 或 Both，不是 %q", a.Scope)
	}
	k := &Element{doc: e.doc, tag: tag, attr: a, parent: e}
	e.kids = append(e.kids, kid{element: k})
	return k
}

// Tag is the tag that e was made with.
func (e *Element) Tag() Tag { return e.tag }
