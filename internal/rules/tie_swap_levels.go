package rules

import (
	"slices"

	"mingbai/internal/check"
)

// Lines below one another whose amounts stand in each other's place need not be of one
// level: a class with the section under it, or the last item of a class with the next class.
// The sums that either is in, above and below it, tell.

// neighbourSwap tells the one pair of neighbouring lines of which the amounts stand in each
// other's place, and reports whether it did.
func (g *grid) neighbourSwap(in *check.Inspection, families []relatives) bool {
	if len(g.panel.Lines) > maxSearched {
		return false
	}
	w := g.weighed(families)
	x, y := -1, -1
	before := -1
	for l := range g.panel.Lines {
		if !isCoded(&g.panel.Lines[l]) {
			continue
		}
		if before >= 0 && w.rightWhenSwapped(before, l) {
			if x >= 0 {
				return false
			}
			x, y = before, l
		}
		before = l
	}
	if x < 0 || g.outvoted(x, y) {
		return false
	}
	g.tellLines(in, x, y)
	return true
}

// weighedSums are the sums of a table with what each is off by, and those of each line.
type weighedSums struct {
	g             *grid
	families      []relatives
	excess, slack [][]int64 // of each sum, by column
	of            [][]int   // line → the sums that it is in
}

func (g *grid) weighed(families []relatives) *weighedSums {
	w := &weighedSums{g: g, families: families, of: make([][]int, len(g.panel.Lines))}
	for i := range families {
		f := &families[i]
		var excess, slack []int64
		for k := range g.panel.Columns {
			e, s := g.excess(f, k)
			excess, slack = append(excess, e), append(slack, s)
		}
		w.excess, w.slack = append(w.excess, excess), append(w.slack, slack)
		w.of[f.parent] = append(w.of[f.parent], i)
		for _, c := range f.children {
			w.of[c] = append(w.of[c], i)
		}
	}
	return w
}

// leastMended is how many sums must be right, at the least, only with the two lines' amounts
// in each other's place: one may be by chance.
const leastMended = 2

// rightWhenSwapped reports whether all sums that two lines are in are right with their
// amounts in each other's place, and some only then.
func (w *weighedSums) rightWhenSwapped(x, y int) bool {
	mended := 0
	for k := range w.g.panel.Columns {
		vx, vy := w.g.at(x, k), w.g.at(y, k)
		if !w.g.differ(vx, vy) {
			continue
		}
		a, _ := worth(w.g.Subject, vx)
		b, _ := worth(w.g.Subject, vy)
		for n, list := range [2][]int{w.of[x], w.of[y]} {
			for _, i := range list {
				if n == 1 && slices.Contains(w.of[x], i) {
					continue // it was looked at with the other line
				}
				f := &w.families[i]
				gain := (b-a)*f.weight(x) + (a-b)*f.weight(y)
				switch off, slack := w.excess[i][k], w.slack[i][k]; {
				case gain == 0:
				case abs(off+gain) > slack:
					return false
				case abs(off) > slack:
					mended++
				}
			}
		}
	}
	return mended >= leastMended
}

// weight is how often a line counts in the excess of a sum over its parts.
func (f *relatives) weight(l int) int64 {
	switch {
	case f.parent == l:
		return 1
	case slices.Contains(f.children, l):
		return -1
	}
	return 0
}

// anyBroken reports whether some sum of a table is not that of its parts.
func (g *grid) anyBroken(families []relatives) bool {
	return anyItem(families, func(f *relatives) bool { return g.sumBroken(f) })
}

// votingTables have a line for each subject, of all money or of most of it.
var votingTables = [...]string{"T02", "T03", "T05"}

// outvoted reports whether other tables have the amounts of two lines as this one has them,
// more than the other way round: another table has them in each other's place. Of two that
// contradict each other alone that of expenditure is told.
func (g *grid) outvoted(x, y int) bool {
	k := g.column("合计")
	if k < 0 || !slices.Contains(votingTables[:], g.id) {
		return false
	}
	own, swapped := 0, 0
	for _, id := range votingTables {
		o, ok := gridOf(g.Subject, id, "")
		if id == g.id || !ok || o.column("合计") < 0 {
			continue
		}
		a, b := o.line(g.panel.Lines[x].Key), o.line(g.panel.Lines[y].Key)
		if a < 0 || b < 0 {
			continue
		}
		va, vb := o.at(a, o.column("合计")), o.at(b, o.column("合计"))
		wa, _ := worth(g.Subject, va)
		wb, _ := worth(g.Subject, vb)
		vx, vy := g.at(x, k), g.at(y, k)
		wx, _ := worth(g.Subject, vx)
		wy, _ := worth(g.Subject, vy)
		switch {
		case g.near(va, wa, vx, wx) && g.near(vb, wb, vy, wy):
			own++
		case g.near(va, wa, vy, wy) && g.near(vb, wb, vx, wx):
			swapped++
		}
	}
	return own > 0 && own >= swapped || g.id == "T02" && swapped == 1 && own == 0 && !g.sumsTell(x, y)
}

// sumsTell reports whether the sums of this table are right only with the amounts of two
// lines in each other's place.
func (g *grid) sumsTell(x, y int) bool { return g.weighed(g.sums()).rightWhenSwapped(x, y) }
