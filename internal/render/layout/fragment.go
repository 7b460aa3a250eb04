package layout

import (
	"math"

	"mingbai/internal/doc"
)

// breaker divides a table among pages. It works on strips: a strip is a row, or
// where a row is deeper than a page, as much of it as one page takes.
type breaker struct {
	flow   *flow
	set    *tableSet
	shown  map[*doc.Cell]int // lines of a body cell that earlier pages hold
	frag   *Fragment
	strips []strip
}

// strip is what one page shows of one body row.
type strip struct {
	row      int
	height   float64
	from, to bool // the row begins, ends with it
}

func (b *breaker) place() {
	b.shown = map[*doc.Cell]int{}
	f := b.flow
	b.begin(true)
	rows := b.set.geo.Rows
	heights := append([]float64(nil), rows...)
	for r := 0; r < len(heights); r++ {
		if f.left() < b.together(heights, r)-epsilon && !b.empty() {
			b.turn(heights, r)
		}
		if heights[r] <= f.left()+epsilon {
			b.push(strip{r, heights[r], b.begins(r), true})
			continue
		}
		b.split(heights, r)
	}
	b.finish(true)
}

// begins tells whether row r has not been begun on an earlier page.
func (b *breaker) begins(r int) bool {
	n := len(b.strips)
	return n == 0 || b.strips[n-1].row != r
}

// empty tells whether the page shows no body row yet.
func (b *breaker) empty() bool { return len(b.strips) == 0 }

// together is the room that row r needs: the last two rows and the note stay
// together.
func (b *breaker) together(heights []float64, r int) float64 {
	room := heights[r]
	if r == len(heights)-2 {
		room += heights[r+1] + b.set.below()
	}
	if r == len(heights)-1 {
		room += b.set.below()
	}
	if room > b.flow.paper().Depth()/2 {
		return heights[r]
	}
	return room
}

// push shows a strip on the page.
func (b *breaker) push(s strip) {
	b.strips = append(b.strips, s)
	b.flow.y += s.height
}

// split shows row r over several pages; heights[r] is what is left of it.
func (b *breaker) split(heights []float64, r int) {
	f, d := b.flow, b.set.geo.Density
	begun := false
	for heights[r] > f.left()+epsilon {
		lines := math.Floor((f.left() - 2*d.PadY + epsilon) / d.Line)
		if lines < 1 && b.empty() {
			break // the head fills the page: nothing can be helped
		}
		if lines >= 1 {
			b.push(strip{r, d.RowHeight(int(lines)), !begun, false})
			heights[r] = max(heights[r]-lines*d.Line, d.RowHeight(1))
			begun = true
		}
		b.turn(heights, r)
	}
	b.push(strip{r, heights[r], !begun, true})
}

// turn ends the page before row r and begins the next. Cells that go on over
// the break get their rest enough room in the last of their rows.
func (b *breaker) turn(heights []float64, r int) {
	b.finish(false)
	s, d := b.set.setter, b.set.geo.Density
	for i := 0; i <= r; i++ {
		for _, c := range s.body.slots[i] {
			last := c.row + c.rows - 1
			if c.rows < 2 || last < r {
				continue
			}
			lines := len(s.wrap(c, b.set.geo.Widths, d)) - b.shown[c.Cell]
			if lack := d.RowHeight(lines) - sum(heights[r:last+1]); lines > 0 && lack > 0 {
				heights[last] += lack
			}
		}
	}
	b.flow.open = false
	b.flow.newPage()
	b.begin(false)
}

// begin starts the table's fragment on the page, with the head if it is the
// first or the head is repeated.
func (b *breaker) begin(first bool) {
	f := b.flow
	b.strips = nil
	b.frag = &Fragment{
		Block: b.set.block, Table: b.set.setter.table, First: first,
		Box: Box{X: f.page.Paper.Left, Y: f.y, W: b.set.geo.Width()},
	}
	f.add(b.frag)
	head := sum(b.set.geo.Head)
	if !first && (b.set.setter.table.Form || head > f.paper().Depth()/2) {
		return
	}
	b.frag.addPart(b.set, b.set.setter.head, b.headStrips(), f.y, !first, nil)
	f.y += head
}

func (b *breaker) headStrips() []strip {
	out := make([]strip, len(b.set.geo.Head))
	for i, h := range b.set.geo.Head {
		out[i] = strip{i, h, true, true}
	}
	return out
}

// finish places the cells of the strips and draws the rules.
func (b *breaker) finish(last bool) {
	frag := b.frag
	var depth float64
	for _, s := range b.strips {
		depth += s.height
	}
	frag.addPart(b.set, b.set.setter.body, b.strips, b.flow.y-depth, false, b.shown)
	frag.Box.H = b.flow.y - frag.Box.Y
	frag.Last = last
	frag.rule(b.set.setter.look())
}

// addPart places the cells that the strips show, the first strip at height y.
// shown counts the lines of each cell that are placed; nil: all of them here.
func (f *Fragment) addPart(t *tableSet, p part, strips []strip, y float64, repeat bool, shown map[*doc.Cell]int) {
	if len(strips) == 0 {
		return
	}
	tops := make([]float64, len(strips)+1)
	tops[0] = y
	for i, s := range strips {
		tops[i+1] = tops[i] + s.height
	}
	first := strips[0].row
	for r := range p.slots[:strips[len(strips)-1].row+1] {
		for _, c := range p.slots[r] {
			from, to := max(c.row, first)-first, c.row+c.rows-first
			if to <= 0 {
				continue
			}
			to = min(to, len(strips))
			cell := Cell{
				Cell: c.Cell, Head: p.head, Repeat: repeat, Row: c.row, Col: c.col,
				ColSpan: c.cols, RowSpan: to - from,
				Continued: c.row < first || c.row == first && !strips[0].from,
				Box: Box{
					X: f.Box.X + sum(t.geo.Widths[:c.col]), Y: tops[from],
					W: sum(t.geo.Widths[c.col : c.col+c.cols]), H: tops[to] - tops[from],
				},
			}
			ends := c.row+c.rows-1 < strips[len(strips)-1].row ||
				c.row+c.rows-1 == strips[len(strips)-1].row && strips[len(strips)-1].to
			cell.Lines = t.cellLines(c, cell.Box, ends, shown, f.Block)
			if label := c.Scope != doc.Data && cell.Continued && len(cell.Lines) == 0; label {
				cell.Lines = t.cellLines(c, cell.Box, false, nil, f.Block)
				cell.Repeat = true
			}
			f.Cells = append(f.Cells, cell)
		}
	}
}

// cellLines places the lines of a cell in its box: those that are still to be
// shown, all of them if the cell ends here, else as many as the box takes.
func (t *tableSet) cellLines(c slot, box Box, ends bool, shown map[*doc.Cell]int, block int) []Line {
	g, d := t.setter, t.geo.Density
	style := g.sheet.Styles[c.role].In(d)
	style.Align = c.align
	text := g.run(c, d)
	lines := g.wrap(c, t.geo.Widths, d)
	before := shown[c.Cell]
	lines = lines[min(before, len(lines)):]
	if !ends {
		room := int(math.Floor((box.H - 2*d.PadY + epsilon) / d.Line))
		lines = lines[:min(max(room, 0), len(lines))]
	}
	if shown != nil {
		shown[c.Cell] = before + len(lines)
	}
	left, right := g.pads(c, d)
	y := box.Y + (box.H-float64(len(lines))*d.Line)/2 + Baseline(style)
	var out []Line
	for _, w := range lines {
		if w.from == w.to {
			y += d.Line
			continue
		}
		l := Line{
			Block: block, Role: c.role, Style: style, Text: text.text[w.from:w.to], Width: w.width, Blank: w.blank,
			X: box.X + left, Y: y, First: before == 0 && len(out) == 0,
		}
		switch c.align {
		case doc.AlignCentre:
			l.X = box.X + (box.W-w.width)/2
		case doc.AlignRight:
			l.X = box.X + box.W - right - w.width
		}
		out = append(out, l)
		y += d.Line
	}
	if len(out) > 0 {
		out[len(out)-1].Last = true
	}
	return out
}
