package pdf

import (
	"slices"
	"strings"
	"unicode"
)

// What shows, once the text stands in its cells, that the columns of a table without rules
// are not where they were looked for: cells that hold what stands in two columns elsewhere.
const (
	leastMixed   = 3   // cells of which an amount and something else stand
	mostHeadsOff = 2.5 // heights that heads no rules part are from where they should be, on average of those shared out at once
	mixedColumn  = 0.1 // how many of a column's texts are amounts, or names, where it holds both
)

// mixed are the columns of a table told by the text that do not part it as they should; all
// of them where amounts and names stand in one.
func (t *table) mixed() []bool {
	out := make([]bool, len(t.xs))
	odd := t.guess.headsOff > mostHeadsOff || slices.ContainsFunc(t.guess.roots, t.guess.oddHead)
	t.guess.unsure = t.guess.unsure || odd && len(t.guess.innerRules()) == 0
	end := t.guess.headEnd()
	both, amounts, names := make([]int, len(t.xs)), make([]int, len(t.xs)), make([]int, len(t.xs))
	for k := range t.cells {
		c := &t.cells[k]
		if len(c.glyphs) == 0 {
			continue
		}
		if c.y0 < end-touch {
			for i := c.c0; i < c.c1 && t.severalHeads(c); i++ {
				out[i] = true
			}
			continue
		}
		s := strings.ReplaceAll(cellText(c.glyphs), " ", "")
		switch {
		case apartInCell(c), len(s) > 1 && isDash(s) && len(lines(c.glyphs)) > 1:
			both[c.c0]++
		case isAmount(s) && strings.Contains(s, "."):
			amounts[c.c0]++
		case slices.ContainsFunc(c.glyphs, func(g glyph) bool { return unicode.Is(unicode.Han, g.r) }) && !namesRow(s):
			names[c.c0]++
		}
	}
	for i, n := range amounts {
		if both[i] >= leastMixed {
			out[max(i-1, 0)], out[i], out[min(i+1, len(out)-1)] = true, true, true
		}
		if least := min(n, names[i]); least > 1 && float64(least) > mixedColumn*float64(n+names[i]) {
			t.guess.unsure = true
		}
	}
	return out
}

// oddHead reports whether a head, or one below it, stands over a single other, or over several
// columns of amounts without one for each: heads are shared out otherwise than they should be.
func (l *loose) oddHead(n *node) bool {
	amounts := 0
	for c := n.from; len(n.kids) == 0 && !l.lined() && c < n.to; c++ {
		if l.ofAmounts(c) {
			amounts++
		}
	}
	return len(n.kids) == 1 || amounts > 1 || slices.ContainsFunc(n.kids, l.oddHead)
}

// mixedAt reports whether a cell stands in such a column.
func (l *loose) mixedAt(c *cell) bool {
	return len(l.mixed) >= c.c1 && slices.Contains(l.mixed[c.c0:c.c1], true)
}

// apartInCell reports whether an amount or a number stands in a cell beside something else,
// with a gap between.
func apartInCell(c *cell) bool {
	for _, l := range lines(c.glyphs) {
		pieces := piecesOf(l)
		if len(pieces) > 1 && slices.ContainsFunc(pieces, func(p textLine) bool { return isAmount(tidy(p.text())) }) {
			return true
		}
	}
	return false
}

// severalHeads reports whether a cell of the head holds words beside one another that are
// set apart as heads are.
func (t *table) severalHeads(c *cell) bool {
	return slices.ContainsFunc(lines(c.glyphs), func(l textLine) bool {
		pieces := setApart(piecesOf(l), func(string) bool { return true })
		return len(pieces) > 1 && slices.ContainsFunc(pieces, func(p textLine) bool { return len(p.glyphs) > 1 })
	})
}
