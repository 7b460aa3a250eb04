package pdf

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// fill puts the page's glyphs into the cells that hold their middles, and gives
// back those that stand in no table.
func fill(tables []table, glyphs []glyph) (rest []glyph) {
	for _, g := range glyphs {
		if !into(tables, g) {
			rest = append(rest, g)
		}
	}
	return rest
}

func into(tables []table, g glyph) bool {
	x, y := g.midX(), g.midY()
	for i := range tables {
		t := &tables[i]
		if x < t.x0-1 || x > t.x1+1 || y < t.y0 || y > t.y1 {
			continue
		}
		for k := range t.cells {
			c := &t.cells[k]
			if x >= c.x0-0.5 && x <= c.x1+0.5 && y >= c.y0 && y < c.y1 {
				c.glyphs = append(c.glyphs, g)
				return true
			}
		}
	}
	return false
}

// spill hands glyphs over a border back to the cell that their word begins in:
// text too long for its cell runs on over the next.
func (t *table) spill() {
	for k := range t.cells {
		c := &t.cells[k]
		for _, l := range lines(c.glyphs) {
			if len(l.glyphs) == 0 || l.x0 > c.x0+max(l.glyphs[0].width(), digitWidth(l.glyphs))+0.5 {
				continue
			}
			left := t.leftOf(c)
			for left != nil && len(left.glyphs) == 0 { // text runs on over several empty cells
				left = t.leftOf(left)
			}
			if left == nil {
				continue
			}
			t.giveBack(left, c, l)
			t.makeWhole(left, c, l)
		}
	}
}

// leftOf is the cell directly left of c over the same rows.
func (t *table) leftOf(c *cell) *cell {
	for k := range t.cells {
		if o := &t.cells[k]; o.c1 == c.c0 && o.r0 <= c.r0 && o.r1 >= c.r1 {
			return o
		}
	}
	return nil
}

// giveBack moves the glyphs of l that continue, without a gap, text of left: those
// that begin at the border, or behind a glyph that stands on it. A dash alone says that
// nothing belongs in its own cell.
func (t *table) giveBack(left, c *cell, l textLine) {
	end := -1.0
	var beside []glyph
	for _, g := range left.glyphs {
		if overlap(g.y0, g.y1, l.y0, l.y1) > 0.5*g.height() {
			end = max(end, g.x1)
			beside = append(beside, g)
		}
	}
	gap, near := min(1.2, runOnGap*l.height()), min(0.5, runOnBorder*l.height())
	if end < 0 || l.x0-end > gap || !han(l.glyphs[0].r) || strings.Trim(l.text(), "—－-") == "" || l.x0 > c.x0+near && end <= c.x0+near {
		return
	}
	if end <= c.x0+near && (isAmount(cellText(beside)) || t.beginsAlike(c, l)) { // is whole: a name begins
		return
	}
	n := 1
	for n < len(l.glyphs) && l.glyphs[n].x0-l.glyphs[n-1].x1 < gap {
		n++
	}
	moved := l.glyphs[:n]
	moveTo(left, c, moved)
}

// beginsAlike reports whether texts of other rows begin at the place in the column where a
// line does, with nothing close before them.
func (t *table) beginsAlike(c *cell, l textLine) bool {
	return slices.ContainsFunc(t.cells, func(o cell) bool {
		if o.c0 != c.c0 || o.r0 == c.r0 || len(o.glyphs) == 0 {
			return false
		}
		first := lines(o.glyphs)[0]
		left := t.leftOf(&o)
		return abs(first.x0-l.x0) < runOnBorder*l.height() && (left == nil || len(left.glyphs) == 0 || first.x0-around(lines(left.glyphs)).x1 > l.height())
	})
}

// How far apart, in heights, characters of one text are at most that runs on over the border
// of a cell, and how far from that they stand.
const (
	runOnGap    = 0.16
	runOnBorder = 0.07
)

// moveTo moves glyphs from one cell to another; of two that are alike in all, one.
func moveTo(to, from *cell, moved []glyph) {
	to.glyphs = append(to.glyphs, moved...)
	for _, g := range moved {
		if i := slices.Index(from.glyphs, g); i >= 0 {
			from.glyphs = slices.Delete(from.glyphs, i, i+1)
		}
	}
}

// makeWhole puts a number that stands across the border of two cells into the one
// that holds the greater part of it. Two that only make a number together, with one
// point, are one.
func (t *table) makeWhole(left, c *cell, l textLine) {
	n := 0
	for n < len(l.glyphs) && numeric(l.glyphs[n].r) && (n == 0 || abuts(l.glyphs[n-1], l.glyphs[n])) {
		n++
	}
	if n == 0 {
		return
	}
	tail := l.glyphs[:n]
	var head []glyph
	for _, m := range lines(left.glyphs) {
		k := len(m.glyphs)
		if overlap(m.y0, m.y1, l.y0, l.y1) <= 0.5*l.height() || !abuts(m.glyphs[k-1], tail[0]) {
			continue
		}
		for k > 0 && numeric(m.glyphs[k-1].r) && (k == len(m.glyphs) || abuts(m.glyphs[k-1], m.glyphs[k])) {
			k--
		}
		head = m.glyphs[k:]
	}
	if whole := join(head) + join(tail); len(head) == 0 || !oneAmount.MatchString(whole) {
		return
	}
	from, to, moved := c, left, tail
	if span(tail) > span(head) {
		from, to, moved = left, c, head
	}
	moveTo(to, from, moved)
}

// oneAmount is an amount with a point that is whole as it stands.
var oneAmount = regexp.MustCompile(`^(\d{1,3}(,\d{3})+|\d+)\.\d{1,6}$`)

// abuts reports whether b follows a with no more between them than between the
// digits of a number.
func abuts(a, b glyph) bool { return abs(b.x0-a.x1) < 0.25*max(a.width(), b.width()) }

func span(glyphs []glyph) float64 { return glyphs[len(glyphs)-1].x1 - glyphs[0].x0 }

// splitRows divides rows of a table that no rules divide: where cells of amounts
// hold several numbers one under the other, each line is a row of its own.
func (t *table) splitRows() {
	places := t.usualPlaces()
	for r := 0; r < len(t.ys)-1; r++ {
		if cuts := t.cutsIn(r, places); len(cuts) > 0 {
			t.cut(r, cuts)
			r += len(cuts)
		}
	}
}

// cutsIn are the heights at which a row has to be cut: between the numbers that
// stand one under the other in a cell of it.
func (t *table) cutsIn(r, places int) []float64 {
	var best []textLine
	for k := range t.cells {
		c := &t.cells[k]
		if c.r0 != r || c.r1 != r+1 {
			continue
		}
		var numbers []textLine
		for _, l := range lines(c.glyphs) {
			if isAmount(l.text()) {
				numbers = append(numbers, l)
			}
		}
		if len(numbers) > len(best) && separate(numbers, places) {
			best = numbers
		}
	}
	if len(best) < 2 {
		return nil
	}
	var cuts []float64
	for i := 1; i < len(best); i++ {
		cuts = append(cuts, (best[i-1].y1+best[i].y0)/2)
	}
	return cuts
}

// separate reports whether lines are numbers of their own rather than one number
// broken over lines, in a table whose amounts have so many decimal places.
func separate(numbers []textLine, places int) bool {
	whole := 0
	for i, l := range numbers {
		s := l.text()
		if i > 0 && places > 0 && broken(numbers[i-1].text(), s, places) {
			return false
		}
		if strings.Contains(s, ".") || len(s) <= 3 || grouped.MatchString(s) {
			whole++
		}
	}
	return whole >= 2 && whole == len(numbers)
}

// grouped is a number with commas that is whole as it stands.
var grouped = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+(\.\d+)?$`)

// broken reports whether a number goes on in the line below: the two together
// have the decimal places that the table's amounts have, and the first alone has
// not.
func broken(a, b string, places int) bool {
	return decimals(a) != places && decimals(a+b) == places && strings.Count(a+b, ".") == 1
}

// decimals is how many digits follow a number's point; 0 where it has none.
func decimals(s string) int {
	_, places, _ := strings.Cut(strings.TrimRight(s, ")）"), ".")
	return len(places)
}

// usualPlaces is how many decimal places most amounts of a table have, of those
// with a point that stand on one line; 0 where none has.
func (t *table) usualPlaces() int {
	var count [8]int
	for k := range t.cells {
		if s := join(t.cells[k].glyphs); isAmount(s) {
			count[min(decimals(s), len(count)-1)]++
		}
	}
	count[0] = 0
	best := 0
	for n, c := range count {
		if c > count[best] {
			best = n
		}
	}
	return best
}

// isAmount reports whether a text is a number, or one with a point in the brackets of a
// negative one.
func isAmount(s string) bool {
	s = strings.TrimSpace(s)
	if in := inBrackets.FindStringSubmatch(s); in != nil {
		s = in[1]
	}
	return s != "" && strings.Trim(s, "0123456789,.-−—") == "" && strings.ContainsAny(s, "0123456789")
}

// inBrackets is a negative amount as it is written in accounts: (1,234.56).
var inBrackets = regexp.MustCompile(`^[(（]([0-9,]+\.[0-9]+)[)）]$`)

// cut divides a row at the heights given. Cells that reach over more rows grow;
// glyphs go to the part that holds their middle.
func (t *table) cut(r int, cuts []float64) {
	n := len(cuts)
	var cells []cell
	for _, c := range t.cells {
		switch {
		case c.r0 > r:
			c.r0, c.r1 = c.r0+n, c.r1+n
		case c.r1 > r+1:
			c.r1 += n
		case c.r0 == r:
			cells = append(cells, c.pieces(cuts)...)
			continue
		case c.r1 == r+1: // ends with this row, began before
			c.r1 += n
		}
		cells = append(cells, c)
	}
	t.ys = slices.Insert(t.ys, r+1, cuts...)
	t.cells = cells
	slices.SortStableFunc(t.cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.r0, b.r0), cmp.Compare(a.c0, b.c0)) })
}

func (c cell) pieces(cuts []float64) []cell {
	edges := slices.Concat([]float64{c.y0}, cuts, []float64{c.y1})
	out := make([]cell, len(edges)-1)
	for i := range out {
		out[i] = cell{box: box{c.x0, edges[i], c.x1, edges[i+1]}, r0: c.r0 + i, r1: c.r0 + i + 1, c0: c.c0, c1: c.c1}
	}
	for _, l := range lines(c.glyphs) { // a point stands lower than the digits beside it: whole lines
		for i := range out {
			if l.midY() < out[i].y1 || i == len(out)-1 {
				out[i].glyphs = append(out[i].glyphs, l.glyphs...)
				break
			}
		}
	}
	return out
}
