package layout

import (
	"math"
	"strings"

	"mingbai/internal/doc"
)

// textSet is a paragraph or a heading broken into lines.
type textSet struct {
	block int
	role  Role
	style Style
	part  Part
	label *textSet // stands before it and goes with it
	id    string   // of the heading, where it is one
	run   run
	lines []wrapped
	bold  int
}

func (f *flow) heading(h doc.Heading, block int) *textSet {
	t := f.text(h.Text, HeadingRole(h), block)
	t.id = h.ID
	t.label = f.labelAbove(block)
	return t
}

func (f *flow) labelAbove(block int) *textSet {
	if f.label[block] == "" {
		return nil
	}
	t := f.text(f.label[block], TableLabel, block)
	t.part = LabelPart
	return t
}

func (f *flow) paragraph(p doc.Paragraph, block int) *textSet {
	return f.text(p.Text, ParagraphRole(p.Style), block)
}

// text breaks a text into the lines of its role.
func (f *flow) text(text string, role Role, block int) *textSet {
	s := f.sheet.Styles[role]
	t := &textSet{block: block, role: role, style: s}
	text = clean(text)
	if role == TermText {
		t.bold = TermLength(text)
	}
	t.run = newRun(f.metrics, s, text, t.bold)
	room := f.paper().Measure() - s.Left
	if s.Align == doc.AlignCentre {
		t.lines = t.run.balanced(room)
	} else {
		t.lines = t.run.lines(room, s.FirstIndent*s.Size)
	}
	return t
}

// TermLength is how many bytes of a glossary entry are its term: up to the
// colon, which belongs to it. It is 0 where no colon stands near.
func TermLength(text string) int {
	i := strings.IndexAny(text, "：:\n")
	if i < 0 || text[i] == '\n' || i > 150 {
		return 0
	}
	if text[i] == ':' {
		return i + 1
	}
	return i + len("：")
}

func (t *textSet) height() float64 {
	h := float64(len(t.lines))*t.style.Line + t.style.After
	if t.label != nil {
		h += t.label.height()
	}
	return h
}

// start keeps two lines together at either end of a paragraph.
func (t *textSet) start(*flow, float64) (room float64, keep bool) {
	if t.style.KeepNext {
		return t.height(), true
	}
	n := len(t.lines)
	if n > 3 {
		n = 2
	}
	return float64(n) * t.style.Line, false
}

func (t *textSet) place(f *flow) {
	if t.label != nil {
		t.label.place(f)
	}
	for i := 0; i < len(t.lines); i++ {
		if f.open && f.left() < t.style.Line-epsilon || t.widow(f, i) {
			f.open = false
		}
		if !f.open {
			f.newPage()
		}
		if i == 0 && t.id != "" {
			f.out.places[t.id] = len(f.out.Pages) - 1
		}
		f.add(t.line(f, i))
		f.y += t.style.Line
	}
	f.y += t.style.After
}

// widow tells whether line i is the last but one and would leave the last one
// alone on the next page.
func (t *textSet) widow(f *flow, i int) bool {
	return f.open && !f.fresh() && i > 1 && i == len(t.lines)-2 && f.left() < 2*t.style.Line-epsilon
}

// line places line i at the flow's height.
func (t *textSet) line(f *flow, i int) *Line {
	p := f.page.Paper
	l := t.at(i, p.Left+t.style.Left, f.y, p.Measure()-t.style.Left)
	return &l
}

// at sets line i into a measure that begins at x, with y its upper edge.
func (t *textSet) at(i int, x, y, measure float64) Line {
	w, s := t.lines[i], t.style
	if i == 0 {
		x += s.FirstIndent * s.Size
		measure -= s.FirstIndent * s.Size
	}
	l := Line{
		Block: t.block, Part: t.part, Role: t.role, Style: s,
		Text: t.run.text[w.from:w.to], Bold: min(max(t.bold-w.from, 0), w.to-w.from),
		X: x, Y: y + Baseline(s), Width: w.width, Blank: w.blank,
		First: i == 0, Last: i == len(t.lines)-1,
	}
	switch s.Align {
	case doc.AlignCentre:
		l.X += (measure - w.width) / 2
	case doc.AlignRight:
		l.X += measure - w.width
	case doc.AlignAuto:
		l.stretch(w, measure)
	}
	return l
}

// stretch fills the measure; the empty half of a mark at the end may stand
// beyond it. A line that would be torn apart stays as it is.
func (l *Line) stretch(w wrapped, measure float64) {
	n := len([]rune(l.Text))
	if w.hard || n < 2 {
		return
	}
	ink := w.width
	if last := []rune(l.Text)[n-1]; strings.ContainsRune(halfEmpty, last) {
		ink -= l.Style.Size / 2
	}
	by := (measure - ink) / float64(n-1)
	if by > 0 && by < l.Style.Size/4 {
		l.Stretch = math.Floor(by*1000) / 1000
		l.Width += l.Stretch * float64(n-1)
	}
}

// Baseline is how far the baseline lies below the upper edge of a line: the
// square of a Chinese character stands in the middle of the line.
func Baseline(s Style) float64 { return (s.Line-s.Size)/2 + s.Size*0.88 }
