package pdf

import (
	"regexp"
	"slices"
	"strings"

	"mingbai/internal/doc"
)

// breaks reports whether row r of a table is the rest of the row that the page before
// ends with: at least one name goes on that fills its cell, or is of a row with a code and
// amounts, no cell has an amount on both pages, and nothing stands on both that does not go
// on. Cells over several rows that the page parts stand beside both.
func (o *openTable) breaks(t *table, r int) bool {
	last := o.grid.row(len(o.grid.ys) - 2)
	own := t.textRows(r)
	now := slices.DeleteFunc(t.row(r), func(c *cell) bool { return o.mergedOver(c, own) != nil })
	if len(last) != len(now) || len(last) != len(o.Rows[len(o.Rows)-1].Cells) {
		return false
	}
	found, amounts, subject := false, false, o.isSubject(now)
	for _, c := range last {
		amounts = amounts || isAmount(cellText(c.glyphs))
	}
	for i, c := range now {
		before := last[i]
		if c.c0 != before.c0 || c.c1 != before.c1 || before.r1-before.r0 != 1 || c.r1-c.r0 != 1 {
			return false
		}
		if len(c.glyphs) == 0 {
			continue
		}
		s := cellText(c.glyphs)
		if !amounts && len(before.glyphs) == 0 {
			continue
		}
		next := lines(c.glyphs)[0]
		if !(digitsGoOn(cellText(before.glyphs), s) && before.hasNoRoom(next, o.margin(before))) && (isAmount(s) || beginsName(s) || !subject && !o.filled(before, next)) {
			return false
		}
		found = true
	}
	return found
}

// isSubject reports whether the last row has a code, which may go on in a row of the next page,
// and an amount: every row of its table has, and one that has neither is no row.
func (o *openTable) isSubject(now []*cell) bool {
	code, amount := false, false
	for i, c := range o.grid.row(len(o.grid.ys) - 2) {
		s := cellText(c.glyphs)
		code = code || codeLike.MatchString(s) || codeLike.MatchString(s+cellText(now[i].glyphs))
		amount = amount || isAmount(s) && strings.Contains(s, ".")
	}
	return code && amount
}

// filled reports whether what a line begins with has no room in a cell's last line: where
// the column's borders are guessed, none as wide as its widest name.
func (o *openTable) filled(c *cell, l textLine) bool {
	if c.fills(l) || isAmount(cellText(c.glyphs)) || len(c.glyphs) == 0 {
		return c.fills(l)
	}
	if !o.grid.guessed {
		return !totalName.MatchString(blanks.Replace(cellText(c.glyphs))) && c.hasNoRoom(l, o.margin(c))
	}
	widest := 0.0
	for i := range o.grid.cells {
		if other := &o.grid.cells[i]; other.c0 == c.c0 && other.c1 == c.c1 {
			for _, row := range lines(other.glyphs) {
				widest = max(widest, row.width())
			}
		}
	}
	rows := lines(c.glyphs)
	return rows[len(rows)-1].width()+firstRun(&l)+0.4*l.height() > widest
}

// margin is how far from the sides of its column the texts of a cell's column are kept: no
// more than a character.
func (o *openTable) margin(c *cell) float64 {
	if len(c.glyphs) == 0 {
		return 0
	}
	least := c.glyphs[0].height()
	for i := range o.grid.cells {
		if other := &o.grid.cells[i]; other.c0 == c.c0 && other.c1 == c.c1 {
			for _, row := range lines(other.glyphs) {
				least = min(least, row.x0-other.x0, other.x1-row.x1)
			}
		}
	}
	return max(least, 0)
}

// hasNoRoom reports whether what a line begins with has no room behind a cell's last line,
// where nothing stands nearer to its sides than a margin.
func (c *cell) hasNoRoom(l textLine, margin float64) bool {
	rows := lines(c.glyphs)
	if len(rows) == 0 {
		return false
	}
	last := rows[len(rows)-1]
	return max(last.x0-c.x0-margin, 0)+last.natural()+firstRun(&l) > c.width()-2*margin
}

// digitsGoOn reports whether the digits of one cell go on in another: together they are an
// amount with two decimals, which those before are not, or the code of a subject, which those
// behind are not.
func digitsGoOn(before, s string) bool {
	if !isAmount(before) || !isAmount(s) {
		return false
	}
	return wholeAmount.MatchString(before+s) && !wholeAmount.MatchString(before) || codeLike.MatchString(before+s) && !codeLike.MatchString(s)
}

var wholeAmount = regexp.MustCompile(`^-?[0-9]{1,3}(,?[0-9]{3})*\.[0-9]{2}$`)

// mergedOver is the cell over several rows, on the page before or the two pages, that
// cell c in the first row of a page goes on with; nil where there is none. One that says
// something new does not go on. The row itself has so many rows.
func (o *openTable) mergedOver(c *cell, own int) *doc.Cell {
	for k := range o.grid.cells {
		before := &o.grid.cells[k]
		if before.r1 != len(o.grid.ys)-1 || before.c0 != c.c0 || before.c1 != c.c1 || before.r1-before.r0 == 1 && c.r1-c.r0 <= own {
			continue
		}
		if len(c.glyphs) == 0 || len(before.glyphs) == 0 && before.r1-before.r0 > 1 || parted(before, c) && o.inWord(before, c) {
			return o.cellOf(before)
		}
	}
	return nil
}

// textRows is how many rows the lowest cell has of those with text that begin in row r:
// more than one where a line of a cell beside divides the row.
func (t *table) textRows(r int) int {
	least := 0
	for _, c := range t.row(r) {
		if n := c.r1 - c.r0; len(c.glyphs) > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	return max(least, 1)
}

// parted reports whether what two cells say can be one text that the page breaks: the first
// has no room for two lines more at its foot, as few as are left alone on a page, and the
// second begins at its top.
func parted(before, c *cell) bool {
	if len(before.glyphs) == 0 || len(c.glyphs) == 0 {
		return true
	}
	up, down := lines(before.glyphs), lines(c.glyphs)
	pitch := 1.3 * max(up[0].height(), down[0].height())
	for _, list := range [][]textLine{up, down} {
		for i := 1; i < len(list); i++ {
			pitch = max(pitch, list[i].y0-list[i-1].y0)
		}
	}
	return before.y1-around(up).y1 < 2*pitch && around(down).y0-c.y0 < 0.6*pitch
}

// inWord reports whether a page parts what two cells say together.
func (o *openTable) inWord(before, c *cell) bool {
	s := cellText(c.glyphs)
	return !isAmount(s) && !enumerated(s) && (before.fills(lines(c.glyphs)[0]) || before.stacked() && c.stacked() && (before.hung || before.runsOut() && c.beginsFull()))
}

// stacked reports whether a cell's characters stand one under the other, as they are
// set in columns too narrow for more.
func (c *cell) stacked() bool {
	rows := lines(c.glyphs)
	return len(rows) > 0 && !slices.ContainsFunc(rows, func(l textLine) bool { return !upright(&l) })
}

// joinMerged takes the cells out of the first row of a page, row r of table t, that go on
// with one over several rows of the page before, and makes that as much longer. Of a row
// that is not broken, only cells over several rows are such.
func (o *openTable) joinMerged(t *table, row *doc.Row, r int, broken bool) {
	var left []doc.Cell
	own := t.textRows(r)
	for i, c := range t.row(r) {
		whole := o.mergedOver(c, own)
		if whole == nil || !broken && c.r1-c.r0 == 1 {
			left = append(left, row.Cells[i])
			continue
		}
		if whole.RowSpan += c.r1 - c.r0; broken {
			whole.RowSpan--
		}
		addText(whole, row.Cells[i].Text)
	}
	row.Cells = left
}

// addText adds what goes on in a cell on the next page.
func addText(c *doc.Cell, s string) {
	c.Text = tidy(joined(c.Text, s))
	c.Place.Text = c.Text
}

// cellOf is the document's cell for one of the last page's, which may begin on a page
// before that; nil where it was left out, with a head repeated.
func (o *openTable) cellOf(c *cell) *doc.Cell {
	at := len(o.Rows) - (len(o.grid.ys) - 1 - c.r0)
	grid := doc.Grid(o.Rows)
	for r := at; r >= 0; r-- {
		for _, p := range grid[r] {
			if _, h := p.Cell.Spans(); p.Col == c.c0 && r+h > at {
				return p.Cell
			}
		}
	}
	return nil
}

// divide lays a table's cells over more columns: border i of the old ones is border
// at[i] of xs.
func (t *table) divide(at []int, xs []float64) {
	for k := range t.cells {
		c := &t.cells[k]
		c.c0, c.c1 = at[c.c0], at[c.c1]
	}
	t.xs = xs
}

// runsOut reports whether a text set downwards reaches the foot of its cell, and
// beginsFull whether it begins at its top: one that is not parted stands in the middle.
func (c *cell) runsOut() bool {
	return c.y1-around(lines(c.glyphs)).y1 < 0.7*c.glyphs[0].height()
}

func (c *cell) beginsFull() bool {
	return around(lines(c.glyphs)).y0-c.y0 < 0.7*c.glyphs[0].height()
}

// hang gives characters that hang out under a table, where a page parts a text of
// characters one under the other, to the cell that they go on with.
func hang(tables []table, glyphs []glyph) []glyph {
	if len(tables) == 0 {
		return glyphs
	}
	all := slices.Clone(glyphs)
	return slices.DeleteFunc(glyphs, func(g glyph) bool {
		beside := func(o glyph) bool {
			return o != g && overlap(o.y0, o.y1, g.y0, g.y1) > 0.5*g.height() && max(o.x0-g.x1, g.x0-o.x1) < 2*g.height()
		}
		for i := range tables {
			if c := tables[i].above(g); c != nil && !slices.ContainsFunc(all, beside) {
				c.glyphs, c.hung = append(c.glyphs, g), true
				return true
			}
		}
		return false
	})
}

// above is the stacked cell at the foot of a table that a character hangs under; nil where
// there is none.
func (t *table) above(g glyph) *cell {
	if !han(g.r) {
		return nil
	}
	for k := range t.cells {
		c := &t.cells[k]
		if c.r1 != len(t.ys)-1 || g.midX() < c.x0 || g.midX() > c.x1 || !c.stacked() {
			continue
		}
		last := c.glyphs[len(c.glyphs)-1]
		high := max(g.height(), last.height()) // the box of 目 is its ink
		if abs(last.midX()-g.midX()) < 1 && g.y0-last.y1 < high && abs(g.y0-t.y1) <= high {
			return c
		}
	}
	return nil
}
