package pdf

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// A table too wide for a page is printed in parts: its first columns on some pages, those
// after them on as many more. The rows of a part stand as high on their pages as those of
// the part before; it has no title, and begins with amounts or with the names again.

// wide is a table that the parts after it are put beside.
type wide struct {
	*doc.Table
	pages int               // of each part
	parts int               // so far
	above int               // where what stands above it begins among the blocks
	at    int               // where it stands itself
	ends  map[int]place.Ref // of the lines around it that parts go on with, by where they stand
	part  *doc.Table        // the last part
	right float64           // where that ends
}

// besideOneAnother puts the parts of tables that pages part sideways together. Above and below
// a part there may be what of the title, the unit of money and the notes stands over its columns.
func besideOneAnother(blocks []doc.Block) []doc.Block {
	var out []doc.Block
	var last *wide
	tail := 0 // where the blocks behind the last table begin
	for _, b := range blocks {
		t, ok := b.(*doc.Table)
		if !ok {
			if !last.goesUnder(out[:tail], b) {
				out = append(out, b)
			}
			continue
		}
		if last != nil {
			if lines := last.around(out, tail, t); lines != nil && last.joins(t, lines.parted) {
				out = last.with(lines, out[:tail])
				tail = len(out)
				continue
			}
			if tail == len(out) {
				nameless(t)
			}
		}
		last = &wide{Table: t, pages: pageCount(t.Rows), parts: 1, above: onPageOf(t, out, tail), at: len(out), ends: map[int]place.Ref{}, right: rightOf(t.Rows)}
		out = append(out, b)
		tail = len(out)
	}
	return out
}

// onPageOf is where the blocks from tail on begin that stand on the page that a table begins on.
func onPageOf(t *doc.Table, blocks []doc.Block, tail int) int {
	for tail < len(blocks) {
		if p, is := blocks[tail].(doc.Paragraph); is && len(t.Rows) > 0 && p.Place.Page == t.Rows[0].Place.Page {
			break
		}
		tail++
	}
	return tail
}

// aroundPart are the lines around a part of a table: those that go on with lines around the
// first, by where those stand among the blocks, and those above and below that do not.
type aroundPart struct {
	longer       map[int]doc.Paragraph
	ends         map[int]place.Ref
	above, below []doc.Block
	parted       bool // one of the lines is parted by the pages
}

// around tells of the blocks from tail on, between a table and what may be its next part,
// whether they are nothing but lines that go on with those around the first part, as what is
// wider than a page does at the same height of the next, a unit of money, and the title where
// the first has none; nil where they are not.
func (w *wide) around(blocks []doc.Block, tail int, t *doc.Table) *aroundPart {
	out := &aroundPart{longer: map[int]doc.Paragraph{}, ends: map[int]place.Ref{}}
	titled := false
	for _, s := range textsOfParagraphs(blocks[w.above:w.at]) {
		titled = titled || isTitle(s)
	}
	for _, b := range blocks[tail:] {
		p, is := b.(doc.Paragraph)
		if !is || len(t.Rows) == 0 {
			return nil
		}
		if besideRows(w.Table, p) || w.part != nil && besideRows(w.part, p) || besideRows(t, p) {
			continue
		}
		if end := w.last(); p.Place.Page > end && p.Place.Page < t.Rows[0].Place.Page && !noteStart.MatchString(p.Text) {
			return nil
		}
		list := &out.above
		if p.Place.Page < t.Rows[0].Place.Page {
			list = &out.below
		}
		i, longer := w.goesOn(blocks[:tail], p, t.Rows[0].Place.Box[0])
		switch {
		case longer != "":
			first := blocks[i].(doc.Paragraph)
			first.Text = longer
			out.longer[i] = first
			out.ends[i] = p.Place
			out.parted = out.parted || longer != blanks.Replace(p.Text) || longer != blanks.Replace(blocks[i].(doc.Paragraph).Text)
		case unitLine.MatchString(blanks.Replace(p.Text)) && len([]rune(p.Text)) < mostUnit, list == &out.below && i < 0:
			*list = append(*list, b)
		case i < 0 && !titled && isTitle(blanks.Replace(p.Text)):
			*list, titled = append(*list, b), true
		case !w.says(blocks[w.above:w.at], p.Text):
			return nil
		}
	}
	return out
}

// last is the page that the last part ends on.
func (w *wide) last() int {
	rows := w.Rows
	if w.part != nil {
		rows = w.part.Rows
	}
	if len(rows) == 0 {
		return 0
	}
	return rows[len(rows)-1].Place.Page
}

// goesUnder reports whether a block is a line under the last part that goes on with one under
// the first, to which it is put.
func (w *wide) goesUnder(blocks []doc.Block, b doc.Block) bool {
	p, is := b.(doc.Paragraph)
	if !is || w == nil || w.part == nil || p.Place.Page > w.last() {
		return false
	}
	if besideRows(w.part, p) {
		return true
	}
	i, whole := w.goesOn(blocks, p, w.part.Rows[0].Place.Box[0])
	if whole == "" {
		return false
	}
	first := blocks[i].(doc.Paragraph)
	first.Text = whole
	blocks[i] = first
	w.ends[i] = p.Place
	return true
}

// noteStart is what the notes under a table begin with; they may have run over to a page of
// their own.
var noteStart = regexp.MustCompile(`^(备注|注|说明)\s*[：:]`)

// isTitle reports whether a line is a table's title, and not only the number of a form.
func isTitle(s string) bool { return titleEnd.MatchString(s) && !tableNumber.MatchString(s) }

// goesOn finds the line around the first part that stands as high on its page as a line around
// another, and what the two say together; -1 where there is none, nothing where they say
// different things.
func (w *wide) goesOn(blocks []doc.Block, p doc.Paragraph, left float64) (at int, whole string) {
	at = -1
	for i := w.above; i < len(blocks); i++ {
		first, is := blocks[i].(doc.Paragraph)
		if !is || first.Place.Page >= p.Place.Page || abs(first.Place.Box[1]-p.Place.Box[1]) > sameBorder {
			continue
		}
		a, b := blanks.Replace(first.Text), blanks.Replace(p.Text)
		switch {
		case strings.Contains(a, b):
			return i, first.Text
		case strings.Contains(b, a):
			return i, p.Text
		}
		if both := overlapped(a, b); both != "" {
			return i, both
		}
		end, ok := w.ends[i]
		if !ok {
			end = first.Place
		}
		if near := end.Box[3] - end.Box[1]; end.Box[2] > w.right-near && p.Place.Box[0] < left+near {
			return i, a + b // parted between two characters
		}
		at = i
	}
	return at, ""
}

// leastShared is how many characters two pages show both, at the least, of a line that they part.
const leastShared = 2

// overlapped is what two parts of a line say that both have its middle; nothing where they
// have nothing alike.
func overlapped(a, b string) string {
	left, right := []rune(a), []rune(b)
	for n := min(len(left), len(right)); n >= leastShared; n-- {
		if slices.Equal(left[len(left)-n:], right[:n]) {
			return a + string(right[n:])
		}
	}
	return ""
}

// says reports whether all that a line says stands in lines above the first part.
func (w *wide) says(above []doc.Block, line string) bool {
	texts := textsOfParagraphs(above)
	for _, piece := range strings.Fields(line) {
		if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, piece) }) {
			return false
		}
	}
	return true
}

// besideRows reports whether a line stands beside a row of a part: the middle of a cell over
// several columns that the pages part.
func besideRows(t *doc.Table, p doc.Paragraph) bool {
	return slices.ContainsFunc(t.Rows, func(r doc.Row) bool {
		return r.Place.Page == p.Place.Page && overlap(r.Place.Box[1], r.Place.Box[3], p.Place.Box[1], p.Place.Box[3]) > 0
	})
}

// with puts the lines around a part to those around the first.
func (w *wide) with(lines *aroundPart, blocks []doc.Block) []doc.Block {
	for i, p := range lines.longer {
		blocks[i] = p
	}
	maps.Copy(w.ends, lines.ends)
	moved := map[int]place.Ref{} // by what is put above the table
	for i, at := range w.ends {
		if i > w.at {
			i += len(lines.above)
		}
		moved[i] = at
	}
	w.ends = moved
	blocks = slices.Insert(blocks, w.at, lines.above...)
	w.at += len(lines.above)
	return append(blocks, lines.below...)
}

// mostUnit is how many characters a line has at most that states the unit of money.
const mostUnit = 16

func textsOfParagraphs(blocks []doc.Block) (out []string) {
	for _, b := range blocks {
		if p, ok := b.(doc.Paragraph); ok {
			out = append(out, blanks.Replace(p.Text))
		}
	}
	return out
}

// nameless doubts a table right behind another that begins with amounts: it has no names of
// its own, and may be columns of the one before that are not found to be.
func nameless(t *doc.Table) {
	if grid := full(t.Rows); grid == nil || !beginsWithAmounts(grid) {
		return
	}
	for r := range t.Rows {
		for i := range t.Rows[r].Cells {
			c := &t.Rows[r].Cells[i]
			c.Doubt = c.Doubt.And(place.Doubt{Percent: doubtNameless, Why: "上面没有表名，左边没有项目，可能是前一张表右边的几列"})
		}
	}
}

// pageCount is on how many pages rows stand; 0 where that is not known.
func pageCount(rows []doc.Row) int {
	if len(rows) == 0 || rows[0].Place.Page == 0 {
		return 0
	}
	return rows[len(rows)-1].Place.Page - rows[0].Place.Page + 1
}

// leastBeside is how many rows a part has at least.
const leastBeside = 3

// joins puts a table beside the columns before, where it is their next part; it is where the
// pages part a line over both.
func (w *wide) joins(t *doc.Table, parted bool) bool {
	by := t.Rows[0].Place.Page - w.Rows[0].Place.Page
	if pageCount(t.Rows) != w.pages || w.pages == 0 || by != w.parts*w.pages && by != w.parts*(w.pages+1) { // one may be blank below
		return false
	}
	left, right, ok := sameRowsBeside(w.Rows, t.Rows, parted)
	if !ok {
		return false
	}
	w.Rows = left
	put(w.Rows, right)
	w.parts++
	w.part = t
	w.right = rightOf(t.Rows)
	return true
}

// rightOf is how far right rows reach.
func rightOf(rows []doc.Row) (x float64) {
	for _, r := range rows {
		for i := range r.Cells {
			x = max(x, r.Cells[i].Place.Box[2])
		}
	}
	return x
}

// isBeside reports whether rows, of one page, are the columns to the right of others, or the
// first of those.
func isBeside(before, rows []doc.Row) bool {
	n := pageCount(before)
	if n == 0 || pageCount(rows) != 1 || rows[0].Place.Page != before[0].Place.Page+n {
		return false
	}
	end := len(before)
	for before[end-1].Place.Page > before[0].Place.Page {
		end--
	}
	_, _, ok := sameRowsBeside(before[:end], rows, false)
	return ok
}

// sameRowsBeside are two parts of a table, divided into the same rows, those of the second
// without the names that it begins with again; false where they are not such.
func sameRowsBeside(before, rows []doc.Row, parted bool) (left, right []doc.Row, ok bool) {
	left, right, ok = sameHeights(before, rows)
	if !ok || len(left) < leastBeside && !parted {
		return nil, nil, false
	}
	a, b := full(left), full(right)
	if a == nil || b == nil || len(a[0]) == 0 || len(b[0]) == 0 {
		return nil, nil, false
	}
	again := namedAgain(a, b)
	if again == 0 && !parted && !beginsWithAmounts(b) && !goOn(left, right) && !namesOfLast(a, b) || again > 0 && !otherColumns(a, b, again) {
		return nil, nil, false
	}
	for r := range right {
		right[r].Cells = nil
		for _, c := range b[r][again:] {
			if c != nil {
				right[r].Cells = append(right[r].Cells, *c)
			}
		}
	}
	return left, right, true
}

// goOn reports whether a part tells by what its rows say that it goes on with the one before.
func goOn(left, right []doc.Row) bool {
	return otherSide(left, right) || unused(right) || namesOf(left, right) || numberedOn(left, right)
}

// sameHeights divides the rows of two parts, which stand at the same heights of their pages,
// at all borders that either has; false where they stand otherwise. In the head of one there
// may be fewer.
func sameHeights(before, rows []doc.Row) (left, right []doc.Row, ok bool) {
	if len(before) == 0 || len(rows) == 0 {
		return nil, nil, false
	}
	by := rows[0].Place.Page - before[0].Place.Page
	var a, b []int       // into how many each row is divided
	var all [][2]float64 // where each row begins and ends then
	for i, k := 0, 0; i < len(before) || k < len(rows); {
		if i == len(before) || k == len(rows) || before[i].Place.Page+by != rows[k].Place.Page || abs(before[i].Place.Box[1]-rows[k].Place.Box[1]) > sameHeight(before[i], rows[k]) {
			return nil, nil, false
		}
		n, m := oneRow(before[i:], rows[k]), oneRow(rows[k:], before[i])
		if n == 0 && m == 0 {
			return nil, nil, false
		}
		n, m = max(n, 1), max(m, 1)
		finer := before[i : i+n]
		if m > n {
			finer = rows[k : k+m]
		}
		for _, r := range finer {
			all = append(all, [2]float64{r.Place.Box[1], r.Place.Box[3]})
		}
		for range n {
			a = append(a, m)
		}
		for range m {
			b = append(b, n)
		}
		i, k = i+n, k+m
	}
	return dividedInto(before, a, all), dividedInto(rows, b, all), true
}

// sameHeight is how far the borders of two rows are apart at most that are one.
func sameHeight(a, b doc.Row) float64 {
	return max(sameBorder, 0.3*min(a.Place.Box[3]-a.Place.Box[1], b.Place.Box[3]-b.Place.Box[1]))
}

// oneRow is how many rows end together where one of the other part does; 0 where none does.
func oneRow(rows []doc.Row, one doc.Row) int {
	for n, r := range rows {
		switch end := r.Place.Box[3] - one.Place.Box[3]; {
		case abs(end) <= sameHeight(r, one):
			return n + 1
		case end > 0, r.Place.Page != rows[0].Place.Page:
			return 0
		}
	}
	return 0
}

// dividedInto are rows each of which is divided into so many, from the heights all on.
func dividedInto(rows []doc.Row, into []int, all [][2]float64) []doc.Row {
	out := make([]doc.Row, 0, len(rows))
	for r, row := range rows {
		row.Cells = slices.Clone(row.Cells)
		for i := range row.Cells {
			c := &row.Cells[i]
			_, deep := c.Spans()
			c.RowSpan = 0
			for _, n := range into[r:min(r+deep, len(into))] {
				c.RowSpan += n
			}
		}
		out = append(out, row)
		for range into[r] - 1 {
			out = append(out, doc.Row{Place: row.Place})
		}
	}
	for i := range out {
		out[i].Place.Box[1], out[i].Place.Box[3] = all[i][0], all[i][1]
	}
	return out
}

// full are the cells of rows by their places, without those that cells reach over, of a
// table all of whose rows are as wide; nil where they are not.
func full(rows []doc.Row) [][]*doc.Cell {
	width := 0
	var out [][]*doc.Cell
	for r, slots := range doc.Grid(rows) {
		end := 0
		var row []*doc.Cell
		for _, s := range slots {
			cols, _ := s.Cell.Spans()
			for len(row) < s.Col+cols {
				row = append(row, nil)
			}
			row[s.Col] = s.Cell
			end = max(end, s.Col+cols)
		}
		if r == 0 {
			width = end
		}
		if end > width {
			return nil
		}
		for len(row) < width {
			row = append(row, nil)
		}
		out = append(out, row)
	}
	return out
}

// namedAgain is how many columns a part begins with that the first begins with too: those
// of the names.
func namedAgain(left, right [][]*doc.Cell) (n int) {
	for n < min(len(left[0]), len(right[0])) {
		for r := range right {
			a, b := left[r][n], right[r][n]
			if (a == nil) != (b == nil) || a != nil && (a.Text != b.Text || a.ColSpan != b.ColSpan) {
				return n
			}
		}
		n++
	}
	return n
}

// beginsWithAmounts reports whether the first column of a part holds nothing but amounts
// where its rows have such: none of another table's names or codes.
func beginsWithAmounts(grid [][]*doc.Cell) bool {
	n := 0
	for _, row := range grid {
		if slices.ContainsFunc(row, func(c *doc.Cell) bool { return c != nil && isAmount(c.Text) && strings.Contains(c.Text, ".") }) {
			n++
		}
		if n == 0 || row[0] == nil {
			continue
		}
		s := row[0].Text
		if s != "" && !isDash(s) && !isAmount(s) || isAmount(s) && !strings.ContainsAny(s, ".,") && len(s) > 2 {
			return false
		}
	}
	return n > 0
}

// leastSide is how many rows the sides of a table have at least that tell that they are such.
const leastSide = 6

// otherSide reports whether two parts are the sides of a table, 收入 and 支出, each with what
// it is called above all of its columns.
func otherSide(left, right []doc.Row) bool {
	a, b := left[0], right[0]
	if len(left) < leastSide || len(a.Cells) == 0 || len(b.Cells) != 1 || len(titlesIn(left))+len(titlesIn(right)) > 0 {
		return false
	}
	s, t := a.Cells[len(a.Cells)-1], b.Cells[0]
	return s.ColSpan > 1 && t.ColSpan > 1 && s.Text != t.Text && slices.ContainsFunc(left, amountsIn) && slices.ContainsFunc(right, amountsIn)
}

// unused reports whether a part has nothing but heads, over cells that are all blank, or all
// nothing: of kinds of income or spending that the unit has none of.
func unused(rows []doc.Row) bool {
	head := len(rows)
	for head > 0 && strings.Trim(rowText(rows[head-1]), "\t0.-—") == "" {
		head--
	}
	return head > 0 && head <= mostHeadRows && len(rows)-head >= leastSide
}

// mostHeadRows is how many rows a head has at most.
const mostHeadRows = 5

// namesOf reports whether the first part has nothing but codes, and the next begins with their
// names.
func namesOf(left, right []doc.Row) bool {
	codes := func(r doc.Row) bool {
		return slices.ContainsFunc(r.Cells, func(c doc.Cell) bool { return codeLike.MatchString(c.Text) })
	}
	return slices.ContainsFunc(left, codes) && !slices.ContainsFunc(left, amountsIn) && slices.ContainsFunc(right, amountsIn) && !slices.ContainsFunc(right, codes)
}

// numberedOn reports whether the columns of a part are numbered on from those of the one
// before: 1, 2, 3 and 4, 5.
func numberedOn(left, right []doc.Row) bool {
	for r := range right {
		one, two := left[r].Cells, right[r].Cells
		if len(one) == 0 || len(two) == 0 {
			continue
		}
		n, err := strconv.Atoi(one[len(one)-1].Text)
		if err != nil || n < 1 || n > mostColumns {
			continue
		}
		goesOn := true
		for i := range two {
			goesOn = goesOn && two[i].Text == strconv.Itoa(n+1+i)
		}
		if goesOn {
			return true
		}
	}
	return false
}

// mostColumns is how many columns that are numbered a table has at most.
const mostColumns = 40

// leastCodes is how many codes a column has at least that is one of codes.
const leastCodes = 3

// namesOfLast reports whether the last column of a part holds codes, and the first of the next
// their names, without codes.
func namesOfLast(left, right [][]*doc.Cell) bool {
	codes, names := 0, 0
	for r := range right {
		last, first := left[r][len(left[r])-1], right[r][0]
		switch {
		case last == nil || first == nil:
		case codeLike.MatchString(first.Text), isAmount(first.Text):
			return false
		case codeLike.MatchString(last.Text):
			codes++
			if first.Text != "" {
				names++
			}
		}
	}
	return codes >= leastCodes && names == codes
}

// otherColumns reports whether a part has other columns behind the names than the first:
// other heads over amounts.
func otherColumns(left, right [][]*doc.Cell, again int) bool {
	if again == len(right[0]) || again == len(left[0]) {
		return false
	}
	heads, amounts, same := 0, 0, 0
	for r, row := range right {
		for c, cell := range row[again:] {
			switch {
			case cell == nil || cell.Text == "":
			case isAmount(cell.Text) && strings.Contains(cell.Text, "."):
				amounts++
			case amounts == 0 && !isAmount(cell.Text):
				heads++
				if o := left[r]; again+c < len(o) && o[again+c] != nil && o[again+c].Text == cell.Text {
					same++
				}
			}
		}
	}
	return heads > 0 && amounts > 0 && same == 0
}

// put appends the cells of a part to the rows before. A cell over several columns that the
// pages part goes on: what it says stands on either page, and on the other it is blank.
func put(rows, part []doc.Row) {
	head := slices.IndexFunc(rows, amountsIn)
	if k := slices.IndexFunc(part, amountsIn); k >= 0 && (head < 0 || k < head) {
		head = k
	}
	for r := range rows {
		cells := part[r].Cells
		if n := len(rows[r].Cells); n > 0 && len(cells) > 0 {
			last := &rows[r].Cells[n-1]
			if goesOver(last, &cells[0]) || r < head && goesOver(&cells[0], last) && endsWithText(rows[r+1:]) {
				last.ColSpan = max(last.ColSpan, 1) + max(cells[0].ColSpan, 1)
				last.Text += cells[0].Text
				cells = cells[1:]
			}
		}
		rows[r].Cells = append(rows[r].Cells, cells...)
	}
}

// goesOver reports whether a cell over several columns can go on in a blank one beside it.
func goesOver(c, beside *doc.Cell) bool {
	return beside.Text == "" && c.ColSpan > 1 && max(c.RowSpan, 1) == max(beside.RowSpan, 1) && c.Text != "" && !isAmount(c.Text)
}

// endsWithText reports whether the last cell of the first of some rows says something, as one
// does under a head over several columns.
func endsWithText(rows []doc.Row) bool {
	return len(rows) > 0 && len(rows[0].Cells) > 0 && rows[0].Cells[len(rows[0].Cells)-1].Text != ""
}
