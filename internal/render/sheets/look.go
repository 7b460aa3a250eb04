package sheets

import "github.com/xuri/excelize/v2"

// look is how a cell looks; each look becomes one style of the workbook.
type look struct {
	size     float64 // points; 0 is the body's
	bold     bool
	heading  bool // in the type of headings
	box      bool // thin lines around
	fill     bool // the ground of heads
	wrap     bool
	link     bool
	muted    bool
	align    string // left, center, right
	vertical string
	indent   int
	format   string // number format; @ is text
}

const (
	bodySize  = 10.5
	titleSize = 16.0
	bodyFont  = "宋体"
	headFont  = "黑体"
	ink       = "1D1B18"
	muted     = "5C574F"
	line      = "8A847A"
	linkInk   = "1F4E79"
	ground    = "F5F2EA"
)

func (b *book) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: bodyFont, Size: bodySize, Bold: l.bold, Color: ink},
		Alignment: &excelize.Alignment{Horizontal: l.align, Vertical: "center", WrapText: l.wrap, Indent: l.indent},
	}
	if l.vertical != "" {
		s.Alignment.Vertical = l.vertical
	}
	if l.heading {
		s.Font.Family = headFont
	}
	if l.size > 0 {
		s.Font.Size = l.size
	}
	if l.muted {
		s.Font.Color = muted
	}
	if l.link {
		s.Font.Color, s.Font.Underline = linkInk, "single"
	}
	if l.box {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: line, Style: 1})
		}
	}
	if l.fill {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}}
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	id, err := b.f.NewStyle(s)
	if err != nil {
		return 0, err
	}
	b.styles[l] = id
	return id, nil
}

// pen writes cells of one sheet and keeps the first error.
type pen struct {
	b     *book
	sheet string
	err   error
}

func (p *pen) do(f func() error) {
	if p.err == nil {
		p.err = f()
	}
}

// text writes text that stays text, whatever it looks like.
func (p *pen) text(at, s string) {
	if s != "" {
		p.do(func() error { return p.b.f.SetCellStr(p.sheet, at, s) })
	}
}

// number writes a decimal exactly as it is written here.
func (p *pen) number(at, decimal string) {
	p.do(func() error { return p.b.f.SetCellDefault(p.sheet, at, decimal) })
}

// formula gives a cell that holds a number the formula that makes it.
func (p *pen) formula(at, formula string) {
	if formula != "" {
		p.do(func() error { return p.b.f.SetCellFormula(p.sheet, at, formula) })
	}
}

func (p *pen) style(from, to string, l look) {
	p.do(func() error {
		id, err := p.b.style(l)
		if err != nil {
			return err
		}
		return p.b.f.SetCellStyle(p.sheet, from, to, id)
	})
}

func (p *pen) merge(from, to string) {
	if from != to {
		p.do(func() error { return p.b.f.MergeCell(p.sheet, from, to) })
	}
}

func (p *pen) height(row int, points float64) {
	p.do(func() error { return p.b.f.SetRowHeight(p.sheet, row, min(points, 409)) })
}

func (p *pen) width(col int, chars float64) {
	p.do(func() error {
		name, err := excelize.ColumnNumberToName(col)
		if err != nil {
			return err
		}
		return p.b.f.SetColWidth(p.sheet, name, name, chars)
	})
}

// freeze keeps rows above and columns at the left in sight.
func (p *pen) freeze(rows, cols int) {
	pane := "bottomRight"
	if cols == 0 {
		pane = "bottomLeft"
	}
	corner := cell(rows+1, cols+1)
	p.do(func() error {
		return p.b.f.SetPanes(p.sheet, &excelize.Panes{
			Freeze: true, XSplit: cols, YSplit: rows, TopLeftCell: corner, ActivePane: pane,
			Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
		})
	})
}

// print sets the sheet up for A4, as wide as the page, its head on every page.
func (p *pen) print(landscape bool, headFrom, headTo int) {
	paper, wide, tall, yes, no := 9, 1, 0, true, false
	orientation := "portrait"
	if landscape {
		orientation = "landscape"
	}
	side, top, foot := 0.6, 0.75, 0.35
	p.do(func() error {
		return p.b.f.SetPageLayout(p.sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall})
	})
	p.do(func() error { return p.b.f.SetSheetProps(p.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}) })
	p.do(func() error {
		return p.b.f.SetPageMargins(p.sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &foot, Footer: &foot, Horizontally: &yes})
	})
	p.do(func() error {
		return p.b.f.SetHeaderFooter(p.sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页 共 &N 页"})
	})
	p.do(func() error { return p.b.f.SetSheetView(p.sheet, 0, &excelize.ViewOptions{ShowGridLines: &no}) })
	if headTo >= headFrom && headFrom > 0 {
		p.do(func() error {
			return p.b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: p.sheet, RefersTo: quoted(p.sheet) + rowsRef(headFrom, headTo)})
		})
	}
}
