package pdf

import (
	"regexp"
	"slices"
	"strings"

	"mingbai/internal/doc"
)

// openTable is a table that may go on over the page: what it is so far, its part on
// the last page, and what stood over it: its title, its unit.
type openTable struct {
	*doc.Table
	grid  table
	above []string
}

// addTable adds a table that begins. It leaves those open that it stands beside.
func (b *builder) addTable(t *table) {
	above := b.captions()
	beside := slices.DeleteFunc(slices.Clone(b.open), func(o *openTable) bool {
		return o.grid.page != t.page || overlap(o.grid.y0, o.grid.y1, t.y0, t.y1) <= 0
	})
	one := &doc.Table{Rows: t.rows()}
	b.add(one)
	b.open = append(beside, &openTable{one, *t, above})
}

// before is the table without rules that the page before ends with; nil where it ends
// with none.
func (b *builder) before(page int) *table {
	if n := len(b.open); n > 0 && b.open[n-1].grid.page == page-1 && b.open[n-1].grid.guessed {
		return &b.open[n-1].grid
	}
	return nil
}

// addOn adds a table to the one of the page before that it goes on with; false where
// there is none.
func (b *builder) addOn(t *table, open []*openTable) bool {
	rows := t.rows()
	for _, o := range open {
		if o.goesOnWith(t, rows) {
			o.join(t, rows)
			return true
		}
	}
	return false
}

// goesOnWith reports whether a table goes on with one of the page before: it has its
// columns, or those of them that its rows divide, and is not titled anew.
func (o *openTable) goesOnWith(t *table, rows []doc.Row) bool {
	if t.page != o.grid.page+1 || beginsAgain(o.Rows, rows) || titledAnew(o.Rows, rows) || isBeside(o.Rows, rows) {
		return false
	}
	again := len(withoutHead(o.Rows, rows)) < len(rows)
	if t.headed && (!again || o.grid.guessed && len(t.xs) == len(o.grid.xs)) {
		return again
	}
	if len(t.xs) == len(o.grid.xs) {
		return t.continues(&o.grid)
	}
	_, less := columnsIn(t, &o.grid)
	_, more := columnsIn(&o.grid, t)
	return less || more && (again || !slices.ContainsFunc(o.Rows, amountsIn))
}

// join adds the rows of a table to those of the page before.
func (o *openTable) join(t *table, rows []doc.Row) {
	if at, ok := columnsIn(t, &o.grid); ok && len(t.xs) < len(o.grid.xs) {
		respan(rows, at)
		t.divide(at, o.grid.xs)
	} else if at, ok := columnsIn(&o.grid, t); ok && len(t.xs) > len(o.grid.xs) {
		respan(o.Rows, at)
		o.grid.divide(at, t.xs)
	}
	rest := withoutHead(o.Rows, rows)
	if len(rest) == 0 {
		o.grid = *t
		return
	}
	first := len(rows) - len(rest)
	broken := o.breaks(t, first)
	o.joinMerged(t, &rest[0], first, broken)
	if broken {
		last := &o.Rows[len(o.Rows)-1]
		for i := range rest[0].Cells {
			addText(&last.Cells[i], rest[0].Cells[i].Text)
		}
		rest = rest[1:]
	}
	o.Rows = append(o.Rows, rest...)
	o.grid = *t
}

// fills reports whether what a line begins with has no room in a cell's last line.
func (c *cell) fills(l textLine) bool {
	rows := lines(c.glyphs)
	if len(rows) == 0 || isAmount(cellText(c.glyphs)) {
		return false
	}
	last := rows[len(rows)-1].natural()
	if len(rows) > 1 && !c.stacked() && last > rows[0].natural()-0.5 {
		return true // as wide as a line that was full
	}
	return last+firstRun(&l)+0.6*l.height() > c.width()
}

// natural is how wide a line is without the gaps that fill it.
func (l *textLine) natural() float64 {
	if len(l.glyphs) < 2 {
		return l.width()
	}
	return l.width() - medianGap(l.glyphs)*float64(len(l.glyphs)-1)
}

// row are the cells that begin in row r, from the left.
func (t *table) row(r int) (out []*cell) {
	for k := range t.cells {
		if t.cells[k].r0 == r {
			out = append(out, &t.cells[k])
		}
	}
	slices.SortFunc(out, func(a, b *cell) int { return a.c0 - b.c0 })
	return out
}

// mostMoved is how far, in points, a border may stand from where it stood on the page
// before.
const mostMoved = 8.0

// continues reports whether a table has the columns of the one before it. Borders that
// are not drawn are nowhere exactly: those are between the same columns.
func (t *table) continues(before *table) bool {
	if len(t.xs) != len(before.xs) {
		return false
	}
	for i := range t.xs {
		most := mostMoved
		if t.guessed && before.guessed && i > 0 && i+1 < len(t.xs) {
			most = max(most, min(t.xs[i]-t.xs[i-1], t.xs[i+1]-t.xs[i], before.xs[i]-before.xs[i-1], before.xs[i+1]-before.xs[i])/2)
		}
		if abs((t.xs[i]-t.x0)-(before.xs[i]-before.x0)) > most {
			return false
		}
	}
	return true
}

// sameBorder is how far borders may be apart that are one border of a table on two
// pages, where one of the pages has not all of them.
const sameBorder = 3.0

// columnsIn are, for each border of columns of a table, the number of the same
// border of another, whose columns divide those of the first further; false where
// it has others.
func columnsIn(few, many *table) ([]int, bool) {
	if at, ok := columnsAsFollowed(few, many); ok {
		return at, true
	}
	if len(few.xs) < 3 || len(few.xs) > len(many.xs) || !few.ruled || !many.ruled || abs(few.width()-many.width()) > sameBorder {
		return nil, false
	}
	at := make([]int, len(few.xs))
	k := 0
	for i, x := range few.xs {
		for k < len(many.xs) && many.xs[k]-many.x0 < x-few.x0-sameBorder {
			k++
		}
		if k == len(many.xs) || many.xs[k]-many.x0 > x-few.x0+sameBorder {
			return nil, false
		}
		at[i] = k
		k++
	}
	return at, at[0] == 0 && at[len(at)-1] == len(many.xs)-1
}

// columnsAsFollowed are the same where one of the tables took the columns of the other, and
// text has moved the borders since: border k of the one is border k of the other.
func columnsAsFollowed(few, many *table) ([]int, bool) {
	a, b := few.guess, many.guess
	if a == nil || b == nil || !a.followed && !b.followed || len(a.xs) != len(b.xs) || len(few.xs) > len(many.xs) {
		return nil, false
	}
	at := make([]int, len(few.xs))
	for i, x := range few.xs {
		at[i] = nearestOf(b.xs[nearestOf(x, a.xs)], many.xs)
		if i > 0 && at[i] <= at[i-1] {
			return nil, false
		}
	}
	return at, at[0] == 0 && at[len(at)-1] == len(many.xs)-1
}

// nearestOf is the number of the place nearest to one.
func nearestOf(x float64, list []float64) int {
	best := 0
	for k := range list {
		if abs(list[k]-x) < abs(list[best]-x) {
			best = k
		}
	}
	return best
}

// respan lays cells over more columns: border i of the old ones is border at[i].
func respan(rows []doc.Row, at []int) {
	for _, row := range doc.Grid(rows) {
		for _, s := range row {
			w, _ := s.Cell.Spans()
			s.Cell.ColSpan = at[min(s.Col+w, len(at)-1)] - at[min(s.Col, len(at)-1)]
		}
	}
}

func amountsIn(r doc.Row) bool {
	return slices.ContainsFunc(r.Cells, func(c doc.Cell) bool { return isAmount(c.Text) && strings.Contains(c.Text, ".") })
}

// beginsAgain reports whether rows are those of another copy of a form: the first
// begins as the first before does, and goes on otherwise.
func beginsAgain(before, rows []doc.Row) bool {
	if len(before) == 0 || len(rows) == 0 || len(before[0].Cells) == 0 || len(rows[0].Cells) == 0 {
		return false
	}
	a, b := rowText(before[0]), rowText(rows[0])
	first, _, _ := strings.Cut(a, "\t")
	return first != "" && strings.HasPrefix(b, first+"\t") && !repeated(before[0], rows[0])
}

// titledAnew reports whether rows begin with the title of another table than those
// before: a title that stands in a row of its own.
func titledAnew(before, rows []doc.Row) bool {
	for _, title := range titlesIn(rows) {
		if !slices.Contains(titlesIn(before), title) {
			return true
		}
	}
	return false
}

// titlesIn are the titles in the first rows of a table.
func titlesIn(rows []doc.Row) (out []string) {
	for _, r := range rows[:min(len(rows), 3)] {
		if title := uncontinued(strings.Trim(rowText(r), "\t")); len(r.Cells) == 1 && titleEnd.MatchString(title) {
			out = append(out, title)
		}
	}
	return out
}

// withoutHead drops the rows that a page repeats from the table's beginning, or from behind
// rows there that say what the whole table is: its title, its unit.
func withoutHead(before, rows []doc.Row) []doc.Row {
	for first := range before {
		n := 0
		for n < len(rows) && first+n < len(before) && repeated(before[first+n], rows[n]) && strings.Trim(rowText(rows[n]), "\t") != "" {
			n++
		}
		if n > 0 || len(before[first].Cells) > mostOverHead {
			return rows[n:]
		}
	}
	return rows
}

// mostOverHead is how many cells a row over a table's head has: name, period and unit.
const mostOverHead = 3

// repeated reports whether a row is a head's repeated: the same, or with the last lines of
// some of its texts cut off, as where the first page made it higher than the next.
func repeated(head, row doc.Row) bool {
	if uncontinued(rowText(head)) == uncontinued(rowText(row)) {
		return true
	}
	if len(head.Cells) != len(row.Cells) {
		return false
	}
	same := 0
	for i := range row.Cells {
		whole, part := uncontinued(head.Cells[i].Text), uncontinued(row.Cells[i].Text)
		if !strings.HasPrefix(whole, part) || (part == "" || isAmount(part)) && part != whole {
			return false
		}
		if part == whole && part != "" {
			same++
		}
	}
	return 2*same >= len(row.Cells)
}

func rowText(r doc.Row) string {
	var parts []string
	for _, c := range r.Cells {
		parts = append(parts, strings.ReplaceAll(c.Text, " ", ""))
	}
	return strings.Join(parts, "\t")
}

// mostCaptions is how many lines stand over a table: numbers, title, unit.
const mostCaptions = 4

// captions are the paragraphs that the document ends with so far.
func (b *builder) captions() (out []string) {
	for i := len(b.blocks) - 1; i >= 0 && len(out) < mostCaptions; i-- {
		p, ok := b.blocks[i].(doc.Paragraph)
		if !ok {
			break
		}
		out = append(out, uncontinued(p.Text))
	}
	return out
}

// repeats counts the lines over the first table of a page that stood over it on the
// page before: its title, with 续 behind it, and its unit.
func (b *builder) repeats(items []item) int {
	n := slices.IndexFunc(items, func(it item) bool { return it.para == nil })
	if n < 1 || n > mostCaptions || items[n].table == nil || len(b.open) != 1 {
		return 0
	}
	o, t := b.open[0], items[n].table
	whole, again, other := "", "", false // the title and the unit may stand on one line, or on two
	for _, s := range o.above {
		whole = s + whole
	}
	for _, it := range items[:n] {
		s := uncontinued(it.para.text)
		again += s
		other = other || s != "" && !slices.Contains(o.above, s)
	}
	if other && !strings.HasSuffix(whole, again) {
		return 0
	}
	if !o.goesOnWith(t, t.rows()) {
		return 0
	}
	return n
}

var (
	continuedMark = regexp.MustCompile(`[（(](续表?|续上表|接上[表页])` + partNumber + `[）)]|续上表|接上[表页]|续表` + partNumber)
	continuedEnd  = regexp.MustCompile(`续` + partNumber + `$`)
)

// partNumber is what counts the parts of a table: （续表二）, 续1.
const partNumber = `[一二三四五六七八九十0-9]{0,2}`

var blanks = strings.NewReplacer(" ", "", "\u00a0", "", "\u3000", "")

// continuation reports whether a line says nothing but that a table goes on.
func continuation(l *textLine) bool { return uncontinued(l.text()) == "" }

// uncontinued is a title without what says that it goes on from the page before.
func uncontinued(s string) string {
	s = blanks.Replace(s)
	if strings.Contains(s, "续") || strings.Contains(s, "接上") {
		s = continuedEnd.ReplaceAllString(continuedMark.ReplaceAllString(s, ""), "")
	}
	return s
}
