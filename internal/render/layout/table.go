package layout

import (
	"math"

	"mingbai/internal/doc"
)

// Geometry is how a table is set: the widths of its columns, the heights of the
// rows of its head and body, and the step of density that it took.
type Geometry struct {
	Widths  []float64
	Head    []float64
	Rows    []float64
	Density Density
}

// Width is the sum of the columns.
func (g Geometry) Width() float64 { return sum(g.Widths) }

func (g Geometry) depth() float64 { return sum(g.Head) + sum(g.Rows) }

// gridSetter sets one table.
type gridSetter struct {
	table      *doc.Table
	sheet      *Sheet
	metrics    Metrics
	columns    int
	head, body part
}

func newGridSetter(t *doc.Table, s *Sheet, m Metrics) *gridSetter {
	n := columnCount(t)
	return &gridSetter{
		table: t, sheet: s, metrics: m, columns: n,
		head: grid(t, t.Head, n, true), body: grid(t, t.Rows, n, false),
	}
}

func (g *gridSetter) look() Grid {
	if g.table.Form {
		return g.sheet.Form
	}
	return g.sheet.Table
}

func (g *gridSetter) each(f func(slot)) {
	for _, p := range []part{g.head, g.body} {
		for _, row := range p.slots {
			for _, s := range row {
				f(s)
			}
		}
	}
}

func (g *gridSetter) run(s slot, d Density) run {
	return newRun(g.metrics, g.sheet.Styles[s.role].In(d), s.text, 0)
}

// space is the room that a table finds: the measure, the depth of the page that
// it would begin alone, and that of the pages after it.
type space struct{ measure, first, next float64 }

// less is the space with so much kept free at a page's foot.
func (s space) less(spare float64) space {
	s.first, s.next = s.first-spare, s.next-spare
	return s
}

// choose finds the geometry. A table that one page can hold leaves it some room
// for what Word may add, unless it fits only without.
func (g *gridSetter) choose(room space) (Geometry, error) {
	look := g.look()
	rules := look.Thin * float64(len(g.table.Head)+len(g.table.Rows))
	out, pages, err := g.fit(room.less(look.Spare + rules))
	if err != nil || pages == 1 {
		return out, err
	}
	if tight, pages, err := g.fit(room); err == nil && pages == 1 {
		return tight, nil
	}
	return out, nil
}

// fit finds the roomiest step at which the figures fit the measure, or a closer
// one where that brings the table onto one page, or saves a last page that is all
// but empty; and the number of pages.
func (g *gridSetter) fit(room space) (geo Geometry, pages int, err error) {
	look := g.look()
	var best *Geometry
	var need, rest float64
	for i, d := range look.Steps {
		widths, least, ok := g.widthsFor(d, room.measure)
		if need = least; !ok {
			continue
		}
		if best != nil && i >= look.OnePage {
			break
		}
		geo := g.rowHeights(widths, d)
		n, last := g.pages(geo, room)
		switch {
		case best == nil:
		case n == 1, n < pages && rest < room.next/3:
			geo = g.airy(geo, room)
		default:
			continue
		}
		best, pages, rest = &geo, n, last
		if n == 1 {
			break
		}
	}
	if best == nil {
		return Geometry{}, 0, &NarrowError{Table: g.name(), Need: need, Have: room.measure}
	}
	return *best, pages, nil
}

// airy gives the rows of a table that took a closer step the room that its one
// page has left, up to that of the roomiest step.
func (g *gridSetter) airy(geo Geometry, room space) Geometry {
	left := room.first - geo.depth()
	rows := float64(len(geo.Head) + len(geo.Rows))
	if left <= 0 || rows == 0 {
		return geo
	}
	d := geo.Density
	d.PadY = min(d.PadY+left/rows/2, g.look().Steps[0].PadY)
	d.PadY = math.Floor(d.PadY*20) / 20
	if out := g.rowHeights(geo.Widths, d); out.depth() <= room.first+epsilon {
		return out
	}
	return geo
}

// pages is the number of pages that a table takes, and how much of the last one.
func (g *gridSetter) pages(geo Geometry, room space) (n int, last float64) {
	n, last = 1, sum(geo.Head)
	limit := room.first
	for _, h := range geo.Rows {
		if last+h > limit+epsilon {
			n, last, limit = n+1, 0, room.next
			if !g.table.Form {
				last = sum(geo.Head)
			}
		}
		last += h
	}
	return n, last
}

func (g *gridSetter) name() string {
	if g.table.Title != "" {
		return "“" + g.table.Title + "”"
	}
	return g.table.ID
}

func (g *gridSetter) rowHeights(widths []float64, d Density) Geometry {
	return Geometry{
		Widths: widths, Density: d,
		Head: g.heights(g.head, widths, d), Rows: g.heights(g.body, widths, d),
	}
}

// heights gives each row of p the height that its cells need; cells over
// several rows widen these evenly where they must.
func (g *gridSetter) heights(p part, widths []float64, d Density) []float64 {
	out := make([]float64, len(p.rows))
	for i := range out {
		out[i] = d.RowHeight(1)
	}
	var deep []slot
	for _, row := range p.slots {
		for _, s := range row {
			if s.rows > 1 {
				deep = append(deep, s)
				continue
			}
			out[s.row] = max(out[s.row], d.RowHeight(len(g.wrap(s, widths, d))))
		}
	}
	for _, s := range deep {
		spread(out[s.row:s.row+s.rows], d.RowHeight(len(g.wrap(s, widths, d))))
	}
	for i, h := range out {
		out[i] = math.Ceil(h*20-epsilon) / 20
	}
	return out
}

// wrap breaks the text of a cell.
func (g *gridSetter) wrap(s slot, widths []float64, d Density) []wrapped {
	text := g.run(s, d)
	if g.unbroken(s) {
		return text.lines(math.Inf(1), 0)
	}
	left, right := g.pads(s, d)
	room := sum(widths[s.col:s.col+s.cols]) - left - right
	if s.align == doc.AlignCentre {
		return text.balanced(room)
	}
	return text.lines(room, 0)
}
