package layout

import (
	"fmt"
	"math"

	"mingbai/internal/doc"
)

// NarrowError says that a table's figures do not fit side by side on the page,
// however small.
type NarrowError struct {
	Table      string
	Need, Have float64 // points
}

func (e *NarrowError) Error() string {
	return fmt.Sprintf("表 %s 太宽：各列数字至少要 %.0f 毫米，页面只有 %.0f 毫米；改用横向页面，或把表分成两张",
		e.Table, math.Ceil(e.Need*25.4/72), math.Floor(e.Have*25.4/72))
}

// wants is what the columns of a table ask for at one density.
type wants struct {
	least []float64 // less would break a figure or a code
	good  []float64 // enough for each text to stay on one line
}

// widthsFor shares the measure out among the columns: as the table's shares
// say, but none narrower than its figures, and where names would wrap, with the
// room that figures leave over. ok is false where not even the least fits.
func (g *gridSetter) widthsFor(d Density, measure float64) (widths []float64, need float64, ok bool) {
	w := g.wants(d)
	need = sum(w.least)
	if need > measure+epsilon {
		return nil, need, false
	}
	least, good := g.evened(w.least), g.evened(w.good)
	if sum(least) > measure {
		least = w.least
	}
	if air := float64(len(least)) * ease; sum(least)+air <= measure {
		for i := range least {
			least[i] += ease
		}
	}
	widths = g.shares(measure)
	raise(widths, least)
	g.lend(widths, least, good)
	return twips(widths), need, true
}

// wants measures every cell at density d.
func (g *gridSetter) wants(d Density) wants {
	n := g.columns
	w := wants{least: make([]float64, n), good: make([]float64, n)}
	for i := range n {
		w.least[i] = d.Size + 2*d.PadX
	}
	copy(w.good, w.least)
	wide := func(s slot) {
		if s.cols > 1 {
			return
		}
		least, good := g.cellWants(s, d)
		w.least[s.col] = max(w.least[s.col], least)
		w.good[s.col] = max(w.good[s.col], good)
	}
	g.each(wide)
	g.each(func(s slot) {
		if s.cols > 1 {
			least, good := g.cellWants(s, d)
			spread(w.least[s.col:s.col+s.cols], least)
			if good <= maxLabel*d.Size {
				spread(w.good[s.col:s.col+s.cols], good)
			}
		}
	})
	return w
}

// cellWants is the least width of a cell, and the one that it would like.
func (g *gridSetter) cellWants(s slot, d Density) (least, good float64) {
	text := g.run(s, d)
	left, right := g.pads(s, d)
	pad, whole := left+right, text.width()
	if g.unbroken(s) {
		return whole + pad, whole + pad + ease
	}
	least = min(text.widest(), maxWord*d.Size)
	if s.role == TableHead {
		text.words = true
		least = max(least, min(text.widest(), 4*d.Size))
		// A head of at most four lines, better two, none of a single character.
		least = max(least, min(whole, max(2*d.Size, whole/4)))
		whole = max(least, min(whole, max(4*d.Size, whole/2+d.Size)))
	}
	return least + pad, whole + pad + ease
}

// ease is what a column has over its longest name or figure, so that a reader's font that
// runs a little wide does not wrap it.
const ease = 1.5

// pads is the room left and right of a cell's text.
func (g *gridSetter) pads(s slot, d Density) (left, right float64) {
	if s.head {
		return d.PadX, d.PadX
	}
	return g.sheet.CellPad(g.table, s.col, d)
}

// maxWord bounds, in ems, how much of a word that is not a figure keeps together.
const maxWord = 8

// unbroken tells whether a cell holds what must stay on one line: an amount or
// a code.
func (g *gridSetter) unbroken(s slot) bool {
	if s.role == TableHead {
		return false
	}
	if s.Amount != nil {
		return true
	}
	return s.cols == 1 && !g.table.Form && s.Scope == doc.Data && columnKind(g.table, s.col) != doc.Name ||
		s.cols == 1 && !g.table.Form && columnKind(g.table, s.col) == doc.Code && len(s.text) < 16
}

// maxLabel is, in ems, the longest text over several columns for which they are
// widened.
const maxLabel = 16

// shares divides the measure as the table's columns ask.
func (g *gridSetter) shares(measure float64) []float64 {
	out := make([]float64, g.columns)
	for i := range out {
		out[i] = float64(max(g.share(i), 1))
	}
	k := measure / sum(out)
	for i := range out {
		out[i] *= k
	}
	return out
}

func (g *gridSetter) share(i int) int {
	if i < len(g.table.Columns) {
		return min(max(g.table.Columns[i].Width, 0), 1_000_000)
	}
	return 1
}

// evened gives columns that are meant alike (same kind, same share) the same
// width: the widest of theirs. Names stay as they are.
func (g *gridSetter) evened(v []float64) []float64 {
	type alike struct {
		kind  doc.ColumnKind
		share int
	}
	widest := map[alike]float64{}
	for i, w := range v {
		k := alike{columnKind(g.table, i), g.share(i)}
		widest[k] = max(widest[k], w)
	}
	out := make([]float64, len(v))
	for i, w := range v {
		if out[i] = w; columnKind(g.table, i) != doc.Name {
			out[i] = widest[alike{columnKind(g.table, i), g.share(i)}]
		}
	}
	return out
}

// raise lifts widths to the least and takes the difference from those that are
// above it, in proportion to what they have to spare. The sum stays.
func raise(widths, least []float64) {
	total := sum(widths)
	for i := range widths {
		widths[i] = max(widths[i], least[i])
	}
	over := sum(widths) - total
	spare := total - sum(least) + over
	if over <= 0 || spare <= 0 {
		return
	}
	for i := range widths {
		widths[i] -= (widths[i] - least[i]) * over / spare
	}
}

// lend moves room from columns that have more than they want to those whose
// names would wrap. A lender keeps a fifth of its surplus for air.
func (g *gridSetter) lend(widths, least, good []float64) {
	gives, takes := make([]float64, len(widths)), make([]float64, len(widths))
	for i := range widths {
		gives[i] = max(0, widths[i]-max(good[i], least[i])) * 4 / 5
		if columnKind(g.table, i) == doc.Name {
			takes[i] = max(0, good[i]-widths[i])
		}
	}
	lack, surplus := sum(takes), sum(gives)
	moved := min(lack, surplus)
	if moved <= 0 {
		return
	}
	for i := range widths {
		widths[i] += takes[i]*moved/lack - gives[i]*moved/surplus
	}
}

// spread widens v evenly until its sum reaches want.
func spread(v []float64, want float64) {
	lack := want - sum(v)
	if lack <= 0 {
		return
	}
	for i := range v {
		v[i] += lack / float64(len(v))
	}
}

// twips rounds widths to twentieths of a point so that their sum stays.
func twips(v []float64) []float64 {
	var exact, at float64
	for i, w := range v {
		exact += w
		edge := math.Round(exact*20) / 20
		v[i], at = edge-at, edge
	}
	return v
}
