package layout

import "mingbai/internal/doc"

// coverSet is the cover: the unit a quarter down the page, the title under it,
// the further lines at the foot.
type coverSet struct {
	cover doc.Cover
	block int
}

func (c coverSet) start(f *flow, _ float64) (float64, bool) { return f.paper().Depth(), false }

// Where the parts of a cover begin, in shares of the depth of the text.
const (
	CoverUnitAt = 0.2
	coverGap    = 24.0 // between unit and title
)

func (c coverSet) place(f *flow) {
	front := f.page.Front
	f.page.Front = true
	f.newPage()
	p := f.page.Paper
	f.y = p.Top + p.Depth()*CoverUnitAt
	f.coverText(c.cover.Unit, CoverUnit, UnitPart, c.block)
	f.y += coverGap
	f.coverText(c.cover.Title, CoverTitle, TitlePart, c.block)
	f.y = max(f.y, p.Height-p.Bottom-float64(len(c.cover.Lines))*f.sheet.Styles[CoverLine].Line)
	for _, text := range c.cover.Lines {
		f.coverText(text, CoverLine, LinePart, c.block)
	}
	f.open, f.page.Front = false, front
}

func (f *flow) coverText(text string, role Role, part Part, block int) {
	if text == "" {
		return
	}
	t := f.text(text, role, block)
	t.part = part
	for i := range t.lines {
		f.add(t.line(f, i))
		f.y += t.style.Line
	}
}
