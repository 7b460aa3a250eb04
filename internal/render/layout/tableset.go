package layout

import "mingbai/internal/doc"

// tableSet is a table with the lines above and below it.
type tableSet struct {
	block  int
	setter *gridSetter
	geo    Geometry
	label  *textSet // where no heading carries it
	line   *textSet // Table.Left
	right  string
	note   *textSet
}

// table measures a table that stands under so much that is kept with it.
func (f *flow) table(t *doc.Table, block int, before float64) (set, error) {
	out := &tableSet{block: block, setter: newGridSetter(t, f.sheet, f.metrics), right: clean(t.Right)}
	out.label = f.labelAbove(block)
	if t.Left != "" || t.Right != "" {
		out.line = f.leftLine(t, block)
	}
	if t.Note != "" {
		out.note = f.text(t.Note, NoteText, block)
		out.note.part = NotePart
	}
	var err error
	paper := f.paper()
	out.geo, err = out.setter.choose(space{
		measure: paper.Measure(),
		first:   paper.Depth() - before - out.above() - out.below(),
		next:    paper.Depth() - out.below(),
	})
	if err != nil {
		return nil, err
	}
	f.out.tables[t] = out.geo
	return out, nil
}

// leftLine sets Table.Left so that Table.Right has room beside it.
func (f *flow) leftLine(t *doc.Table, block int) *textSet {
	s := f.sheet.Styles[TableLine]
	right := newRun(f.metrics, s, clean(t.Right), 0).width()
	out := &textSet{block: block, role: TableLine, style: s, part: LeftPart}
	out.run = newRun(f.metrics, s, clean(t.Left), 0)
	out.lines = out.run.lines(max(f.paper().Measure()-right-s.Size, f.paper().Measure()/2), 0)
	return out
}

// above is the room between the heading and the grid.
func (t *tableSet) above() (h float64) {
	for _, s := range []*textSet{t.label, t.line} {
		if s != nil {
			h += s.height()
		}
	}
	return h
}

// below is the room for the note.
func (t *tableSet) below() float64 {
	if t.note == nil {
		return 0
	}
	return t.note.height()
}

// firstRows is how many rows a table begins with at least.
const firstRows = 3

// start is the whole table if a page can hold it, else its head and some rows.
func (t *tableSet) start(f *flow, before float64) (float64, bool) {
	whole := t.above() + t.geo.depth() + t.below()
	if before+whole <= f.paper().Depth()+epsilon {
		return whole, false
	}
	room := t.above() + sum(t.geo.Head)
	for _, h := range t.geo.Rows[:min(firstRows, len(t.geo.Rows))] {
		room += h
	}
	return min(room, f.paper().Depth()-before), false
}

func (t *tableSet) place(f *flow) {
	if !f.open {
		f.newPage()
	}
	if t.label != nil {
		t.label.place(f)
	}
	if t.line != nil {
		t.placeLine(f)
	}
	(&breaker{flow: f, set: t}).place()
	if t.note != nil {
		t.note.place(f)
	}
	f.y += f.sheet.Styles[TableGap].Line
}

// placeLine puts Left and Right on one line above the grid.
func (t *tableSet) placeLine(f *flow) {
	p, y := f.page.Paper, f.y
	if t.line.run.text != "" {
		t.line.place(f)
	} else {
		f.y += t.line.height()
	}
	if t.right == "" {
		return
	}
	s := t.line.style
	width := newRun(f.metrics, s, t.right, 0).width()
	f.add(&Line{
		Block: t.block, Part: RightPart, Role: TableLine, Style: s, Text: t.right, Width: width,
		X: p.Left + p.Measure() - width, Y: y + float64(len(t.line.lines)-1)*s.Line + Baseline(s),
		First: true, Last: true,
	})
}
