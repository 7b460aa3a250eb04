package layout

import "mingbai/internal/doc"

// Sheet is the look of a document as data: the page, the styles of its text,
// the steps that a table may take to fit, the rules and colours. All lengths are
// points and multiples of a twentieth of one, which Word can hold exactly.
type Sheet struct {
	Portrait  Paper
	Landscape Paper
	Styles    [Roles]Style
	Table     Grid
	Form      Grid
	Colours   Colours
	Picture   Frame
}

// Paper is a page and its margins. Footer is the distance from the lower edge to
// the foot of the page number's line (Word's w:footer).
type Paper struct {
	Width, Height            float64
	Top, Bottom, Left, Right float64
	Footer                   float64
}

// Measure is the width of the text.
func (p Paper) Measure() float64 { return p.Width - p.Left - p.Right }

// Depth is the height of the text.
func (p Paper) Depth() float64 { return p.Height - p.Top - p.Bottom }

// Role says what a line of text is there for; each has one Style.
type Role uint8

// The roles. Texts inside tables have TableHead, TableCell, TableTotal or
// FormCell, whose size and line come from the Density that the table took.
const (
	BodyText Role = iota
	PlainText
	CentredText
	NoteText
	TermText
	PartHeading       // Heading.Level 1
	SectionHeading    // Heading.Level 2
	SubSectionHeading // Heading.Level 3 and deeper
	TableTitle        // Heading.Table
	TableLabel        // Table.Label, above the title
	TableLine         // Table.Left and Table.Right, one line above the grid
	TableHead
	TableCell
	TableTotal
	FormCell
	TableGap // the empty line under a table, or under its note
	Caption  // under a picture
	CoverUnit
	CoverTitle
	CoverLine
	ContentsTitle
	Entry1 // contents, by level of heading
	Entry2
	Entry3
	Folio // the page number: — 1 —
	Roles // how many there are
)

// Style is how one role is set. Line is exact: nothing in the text changes it.
type Style struct {
	ID          string // Word's styleId
	Name        string // Word's name of the style
	EastAsian   string // Word's font for Chinese
	ASCII       string // Word's font for Latin letters and digits
	Serif, Bold bool   // the face in the PDF
	Size, Line  float64
	After       float64   // space below; above there is never any
	FirstIndent float64   // in ems of Size
	Left        float64   // indent of the whole
	Align       doc.Align // AlignAuto: justified
	KeepNext    bool
	Soft        bool // in the second ink
}

// Grid is how tables of one sort are ruled, and the steps in which they may grow
// smaller, the roomiest first.
type Grid struct {
	Steps   []Density
	Boxed   bool    // vertical rules and sides, too
	Thin    float64 // weight of the rules between rows
	Strong  float64 // weight of the first, the last, and the one under the head
	OnePage int     // steps from the first that may be taken only to save a page
	Spare   float64 // room that a table leaves free on the one page that it takes
	Gutter  float64 // further room left of a name that stands beside an amount
}

// Density is one step: size and exact line of the text in a table's cells, and
// the room between text and rule.
type Density struct{ Size, Line, PadX, PadY float64 }

// RowHeight is the height of a row whose cells hold at most so many lines.
func (d Density) RowHeight(lines int) float64 { return float64(max(lines, 1))*d.Line + 2*d.PadY }

// CellPad is the room left and right of the text of a body cell that begins in
// column col of a table at density d. Cells of the head have PadX on both sides.
func (s Sheet) CellPad(t *doc.Table, col int, d Density) (left, right float64) {
	left, right = d.PadX, d.PadX
	if !t.Form && col > 0 && columnKind(t, col) == doc.Name && columnKind(t, col-1) == doc.Amount {
		left += s.Table.Gutter
	}
	return left, right
}

// Colours are RGB in hex as "1d1b18".
type Colours struct{ Ink, Soft, Rule, Link string }

// Frame is the room that a picture may take.
type Frame struct {
	MaxHeight float64
	After     float64
}

// mm turns millimetres into points, rounded to a twentieth.
func mm(v float64) float64 { return float64(int(v*72/25.4*20+0.5)) / 20 }

// Office follows the format of official documents (GB/T 9704) where it speaks,
// and the habits of printed budgets where it is silent. Spaces stand below a
// line, never above it, so that a page that begins anew begins at the same place
// in Word, in LibreOffice and here.
var Office = Sheet{
	Portrait: Paper{
		Width: mm(210), Height: mm(297),
		Top: mm(37), Bottom: mm(35), Left: mm(28), Right: mm(26), Footer: mm(26),
	},
	Landscape: Paper{
		Width: mm(297), Height: mm(210),
		Top: mm(28), Bottom: mm(26), Left: mm(25), Right: mm(25), Footer: mm(17),
	},
	Styles: [Roles]Style{
		BodyText:    {ID: "BodyText", Name: "正文段落", EastAsian: fangsong, ASCII: roman, Serif: true, Size: 16, Line: 28.5, FirstIndent: 2},
		PlainText:   {ID: "PlainText", Name: "无缩进段落", EastAsian: fangsong, ASCII: roman, Serif: true, Size: 16, Line: 28.5},
		CentredText: {ID: "CentredText", Name: "居中段落", EastAsian: fangsong, ASCII: roman, Serif: true, Size: 12, Line: 20, After: 4, Align: doc.AlignCentre, KeepNext: true},
		NoteText:    {ID: "NoteText", Name: "表注", EastAsian: song, ASCII: roman, Size: 10.5, Line: 16, Align: doc.AlignLeft, Soft: true},
		TermText:    {ID: "TermText", Name: "名词解释", EastAsian: fangsong, ASCII: roman, Serif: true, Size: 16, Line: 28.5, FirstIndent: 2},

		PartHeading:       {ID: "PartHeading", Name: "部分标题", EastAsian: hei, ASCII: hei, Bold: true, Size: 22, Line: 36, After: 14, Align: doc.AlignCentre, KeepNext: true},
		SectionHeading:    {ID: "SectionHeading", Name: "节标题", EastAsian: hei, ASCII: hei, Bold: true, Size: 16, Line: 28.5, FirstIndent: 2, Align: doc.AlignLeft, KeepNext: true},
		SubSectionHeading: {ID: "SubSectionHeading", Name: "小节标题", EastAsian: kai, ASCII: roman, Serif: true, Bold: true, Size: 16, Line: 28.5, FirstIndent: 2, Align: doc.AlignLeft, KeepNext: true},
		TableTitle:        {ID: "TableTitle", Name: "表标题", EastAsian: biaosong, ASCII: biaosong, Serif: true, Bold: true, Size: 18, Line: 27, After: 5, Align: doc.AlignCentre, KeepNext: true},
		TableLabel:        {ID: "TableLabel", Name: "表号", EastAsian: hei, ASCII: hei, Size: 10.5, Line: 16, After: 2, Align: doc.AlignLeft, KeepNext: true, Soft: true},
		TableLine:         {ID: "TableLine", Name: "表上行", EastAsian: song, ASCII: roman, Size: 10.5, Line: 17, After: 2, Align: doc.AlignLeft, KeepNext: true},

		TableHead:  {ID: "TableHead", Name: "表头", EastAsian: hei, ASCII: hei, Bold: true, Size: 10.5, Line: 15, Align: doc.AlignCentre},
		TableCell:  {ID: "TableCell", Name: "表格文字", EastAsian: song, ASCII: roman, Size: 10.5, Line: 15, Align: doc.AlignLeft},
		TableTotal: {ID: "TableTotal", Name: "表格合计", EastAsian: song, ASCII: roman, Bold: true, Size: 10.5, Line: 15, Align: doc.AlignLeft},
		FormCell:   {ID: "FormCell", Name: "表单文字", EastAsian: song, ASCII: roman, Size: 10, Line: 14, Align: doc.AlignLeft},
		TableGap:   {ID: "TableGap", Name: "表后空行", EastAsian: song, ASCII: roman, Size: 9, Line: 16},
		Caption:    {ID: "FigureCaption", Name: "图题", EastAsian: hei, ASCII: hei, Size: 10.5, Line: 18, After: 10, Align: doc.AlignCentre, Soft: true},

		CoverUnit:  {ID: "CoverUnit", Name: "封面单位", EastAsian: biaosong, ASCII: biaosong, Serif: true, Bold: true, Size: 26, Line: 42, Align: doc.AlignCentre},
		CoverTitle: {ID: "CoverTitle", Name: "封面标题", EastAsian: biaosong, ASCII: biaosong, Serif: true, Bold: true, Size: 32, Line: 50, Align: doc.AlignCentre},
		CoverLine:  {ID: "CoverLine", Name: "封面落款", EastAsian: kai, ASCII: roman, Serif: true, Size: 16, Line: 28, Align: doc.AlignCentre},

		ContentsTitle: {ID: "ContentsTitle", Name: "目录标题", EastAsian: hei, ASCII: hei, Bold: true, Size: 22, Line: 36, After: 14, Align: doc.AlignCentre, KeepNext: true},
		Entry1:        {ID: "Entry1", Name: "目录一级", EastAsian: hei, ASCII: hei, Bold: true, Size: 14, Line: 26, Align: doc.AlignLeft},
		Entry2:        {ID: "Entry2", Name: "目录二级", EastAsian: fangsong, ASCII: roman, Serif: true, Size: 12, Line: 21, Left: 21, Align: doc.AlignLeft},
		Entry3:        {ID: "Entry3", Name: "目录三级", EastAsian: fangsong, ASCII: roman, Serif: true, Size: 12, Line: 21, Left: 42, Align: doc.AlignLeft},
		Folio:         {ID: "Folio", Name: "页码", EastAsian: song, ASCII: song, Size: 14, Line: 18, Align: doc.AlignCentre},
	},
	Table: Grid{
		Steps: []Density{
			{Size: 10.5, Line: 15, PadX: 4, PadY: 3.5},
			{Size: 10.5, Line: 14, PadX: 4, PadY: 2},
			{Size: 9, Line: 13, PadX: 3.5, PadY: 1.5},
			{Size: 9, Line: 12.5, PadX: 3, PadY: 0.75},
			{Size: 8.5, Line: 11.5, PadX: 3, PadY: 0.5},
			{Size: 8, Line: 11.5, PadX: 2.5, PadY: 1.5},
			{Size: 7, Line: 10, PadX: 2, PadY: 1.5},
		},
		Thin: 0.5, Strong: 1, OnePage: 5, Spare: 12, Gutter: 8,
	},
	Form: Grid{
		Steps: []Density{
			{Size: 10, Line: 14, PadX: 4, PadY: 3},
			{Size: 10, Line: 13.5, PadX: 3.5, PadY: 2},
			{Size: 9, Line: 12.5, PadX: 3, PadY: 1.5},
			{Size: 8.5, Line: 11.5, PadX: 2.5, PadY: 1.25},
			{Size: 8, Line: 11, PadX: 2.5, PadY: 1},
			{Size: 7, Line: 9.5, PadX: 2, PadY: 1},
		},
		Boxed: true, Thin: 0.5, Strong: 1, OnePage: 5, Spare: 24,
	},
	Colours: Colours{Ink: "1d1b18", Soft: "5c574f", Rule: "a9a397", Link: "1f4e79"},
	Picture: Frame{MaxHeight: 300, After: 6},
}

// The fonts that official documents name. Word falls back by itself where one
// is missing.
const (
	fangsong = "仿宋_GB2312"
	kai      = "楷体_GB2312"
	hei      = "黑体"
	song     = "宋体"
	biaosong = "方正小标宋简体"
	roman    = "Times New Roman"
)

// In is the style of a cell's text in a table that took density d.
func (s Style) In(d Density) Style {
	s.Size, s.Line = d.Size, d.Line
	return s
}

// HeadingRole is the role of a heading's text.
func HeadingRole(h doc.Heading) Role {
	switch {
	case h.Table:
		return TableTitle
	case h.Level <= 1:
		return PartHeading
	case h.Level == 2:
		return SectionHeading
	}
	return SubSectionHeading
}

// ParagraphRole is the role of a paragraph's text.
func ParagraphRole(s doc.ParagraphStyle) Role {
	switch s {
	case doc.Plain:
		return PlainText
	case doc.Centred:
		return CentredText
	case doc.Note:
		return NoteText
	case doc.Term:
		return TermText
	}
	return BodyText
}

// EntryRole is the role of a heading's line in the contents.
func EntryRole(level int) Role { return Entry1 + Role(min(max(level, 1), 3)-1) }
