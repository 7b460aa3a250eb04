package layout

import (
	"math"

	"mingbai/internal/doc"
)

// contentsSet is the contents. The room for a page number is always that of
// four digits, so the lines do not depend on the numbers, and one pass does.
type contentsSet struct {
	title   *textSet
	entries []entrySet
}

type entrySet struct {
	heading doc.Heading
	text    *textSet
}

func (f *flow) contents(c doc.Contents, block int) *contentsSet {
	title := c.Title
	if title == "" {
		title = "目　录"
	}
	out := &contentsSet{title: f.text(title, ContentsTitle, block)}
	out.title.part = TitlePart
	f.closeUp(block, out.title.height())
	for _, b := range f.doc.Blocks {
		if h, ok := b.(doc.Heading); ok && h.TOC {
			out.entries = append(out.entries, entrySet{h, f.entry(h, block)})
		}
	}
	return out
}

// closest is how close the lines of a contents may stand, compared to the sheet.
const closest = 0.75

// contentsSpare stays free under the last entry: Word ends its contents with a
// paragraph that nobody sees.
const contentsSpare = 3.0

// closeUp brings the lines of the entries closer together, if that brings the
// contents onto one page.
func (f *flow) closeUp(block int, title float64) {
	var depth float64
	for _, b := range f.doc.Blocks {
		if h, ok := b.(doc.Heading); ok && h.TOC {
			depth += f.entry(h, block).height()
		}
	}
	k := (f.paper().Depth() - title - contentsSpare) / depth
	if k >= 1 || k < closest {
		return
	}
	for role := Entry1; role <= Entry3; role++ {
		s := &f.sheet.Styles[role]
		s.Line = math.Floor(s.Line*k*20) / 20
	}
}

// entry breaks a heading's text, keeping room for the number.
func (f *flow) entry(h doc.Heading, block int) *textSet {
	role := EntryRole(h.Level)
	s := f.sheet.Styles[role]
	t := &textSet{block: block, role: role, style: s, run: newRun(f.metrics, s, clean(h.Text), 0)}
	t.lines = t.run.lines(f.paper().Measure()-s.Left-f.numberRoom(), 0)
	return t
}

// numberRoom is the room at the right for page numbers and some dots.
func (f *flow) numberRoom() float64 {
	return 8 * f.metrics.Advance(f.sheet.Styles[Entry1], '0')
}

func (c *contentsSet) start(*flow, float64) (float64, bool) {
	room := c.title.height()
	for _, e := range c.entries[:min(2, len(c.entries))] {
		room += e.text.height()
	}
	return room, false
}

func (c *contentsSet) place(f *flow) {
	c.title.place(f)
	for i, e := range c.entries {
		if f.open && f.left() < c.together(i)-epsilon {
			f.open = false
		}
		if !f.open {
			f.newPage()
		}
		f.add(e.at(f))
		f.y += e.text.height()
	}
}

// together is the room for entry i: one of the first level goes with the next,
// the last one with what stays free under it.
func (c *contentsSet) together(i int) float64 {
	last := len(c.entries) - 1
	h := c.entries[i].text.height()
	if i < last && c.entries[i].heading.Level <= 1 && c.entries[i+1].heading.Level > 1 {
		i++
		h += c.entries[i].text.height()
	}
	if i == last {
		h += contentsSpare
	}
	return h
}

// at places the entry; number writes its page's number later.
func (e entrySet) at(f *flow) *Entry {
	p, t := f.page.Paper, e.text
	out := &Entry{
		Block: t.block, Level: e.heading.Level, Heading: e.heading.ID,
		Box: Box{p.Left + t.style.Left, f.y, p.Measure() - t.style.Left, t.height()},
	}
	for i := range t.lines {
		out.Lines = append(out.Lines, t.at(i, out.Box.X, f.y+float64(i)*t.style.Line, out.Box.W))
	}
	last := out.Lines[len(out.Lines)-1]
	em := t.style.Size
	out.Leader = Rule{X1: last.X + last.Width + em/2, X2: p.Left + p.Measure(), Y1: last.Y, Y2: last.Y}
	out.Number = Line{
		Block: t.block, Part: FolioPart, Role: t.role, Style: t.style,
		X: p.Left + p.Measure(), Y: last.Y, First: true, Last: true,
	}
	out.Number.Style.Align = doc.AlignRight
	return out
}
