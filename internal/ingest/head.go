package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// header is the head of a grid: for each of its columns, which column of the
// profile it is.
type header struct {
	rows  int // of the grid that it takes
	cols  []headCol
	keys  []string // the head's rows as text, to know them again
	first []string // what each of its rows begins with
}

// headCol is a column of a grid by its head.
type headCol struct {
	panel  int // -1 where the profile has no such column
	column int
	title  string // the lowest title, as printed
	path   string // all titles above, as printed
	ref    place.Ref
	keys   []string // the path folded
}

func (h *header) columns() int {
	n := 0
	for i := range h.cols {
		if h.cols[i].panel >= 0 {
			n++
		}
	}
	return n
}

// panelAt is the panel that a column of the grid stands in: its own, else that of
// the nearest known column to the left.
func (h *header) panelAt(x int) int {
	for ; x >= 0; x-- {
		if h.cols[x].panel >= 0 {
			return h.cols[x].panel
		}
	}
	return 0
}

// header finds the head at the top of a grid of a document of a year; nil where
// there is none.
func (f *tableForm) header(g *grid, year int) *header {
	n := 0
	for n < len(g.rows) && n < 8 && f.headRow(g.rows[n], n) {
		n++
	}
	if n == 0 {
		n = f.headByContent(g)
	}
	if n == 0 {
		return nil
	}
	f.shareLine(g, n)
	for _, row := range g.rows[1:n] {
		f.clearLine(row)
	}
	h := &header{rows: n, cols: paths(g, n, year)}
	for x := range h.cols {
		if g.hollow(x) {
			h.cols[x] = headCol{panel: -1} // what reaches over it is the title of its neighbours
		}
	}
	for i := range n {
		h.keys = append(h.keys, rowKey(g.rows[i]))
		h.first = append(h.first, rowStart(g.rows[i]))
	}
	for h.rows < len(g.rows) && numbersRow(g.rows[h.rows]) {
		h.rows++
	}
	f.assign(h)
	if h.columns() == 0 {
		return nil
	}
	return h
}

// headRow reports whether all that stands in a row are titles of columns.
func (f *tableForm) headRow(row []cell, n int) bool {
	if n > 0 && totalRow(row) {
		return false
	}
	titles, others := 0, 0
	first, line := true, false
	for j := range row {
		c := &row[j]
		if c.blank() {
			continue
		}
		key := yearless(c.plain())
		switch {
		case first && j == 0 && !f.names[key] && f.lineName(nominal(c.text)):
			line = true
		case f.heads[key] || f.nearHead(key):
			titles++
		case line && printsAmount(c.text):
		case amountLike(c.text) || codeLike(c.text):
			return false
		default:
			others++
		}
		first = false
	}
	if line { // the first line may share its row with the lowest titles
		return n > 0 && titles >= 2 && others == 0
	}
	if titles == 0 {
		return blankRow(row) && n > 0
	}
	return titles > others
}

// totalRow reports whether nothing stands in a row but a total's name, on each
// side of the table, the cells beside it being its own: the total of an empty
// table. Of a head they would be part of the titles above.
func totalRow(row []cell) bool {
	names, blanks := 0, 0
	for j := range row {
		switch c := &row[j]; {
		case c.covered:
		case c.blank():
			blanks++
		case totalNames[c.plain()]:
			names++
		default:
			return false
		}
	}
	return names > 0 && blanks >= names
}

var totalNames = map[string]bool{"合计": true, "总计": true, "小计": true, "部门合计": true}

// shareLine parts the lowest row of the head where the amounts of the first line
// stand in it beside the titles: 合计 │ 0 │ 2002.80 │ 合计 │ 基本支出 │ 项目支出.
// The line gets a row of its own below; under a title of its own row it has no
// amount: the title stands there, as printed.
func (f *tableForm) shareLine(g *grid, n int) {
	row := g.rows[n-1]
	if n == 1 || row[0].blank() || f.names[yearless(row[0].plain())] || !f.lineName(nominal(row[0].text)) {
		return
	}
	line, amounts := slices.Clone(row), false
	for x := range row {
		if printsAmount(row[x].text) {
			amounts = true
			row[x] = cell{ref: row[x].ref, covered: row[x].covered}
		}
	}
	if amounts {
		g.rows = slices.Insert(g.rows, n, line)
		g.refs = slices.Insert(g.refs, n, g.refs[n-1])
	}
}

// clearLine takes the name of a line out of a row of the head, which it shares
// with the lowest titles: it is no title.
func (f *tableForm) clearLine(row []cell) {
	if len(row) == 0 || row[0].blank() || f.names[yearless(row[0].plain())] || !f.lineName(nominal(row[0].text)) {
		return
	}
	for x := 0; x < len(row) && (x == 0 || row[x].covered); x++ {
		row[x] = cell{ref: row[x].ref, covered: row[x].covered}
	}
}

// lineName reports whether a folded text names a fixed line of the table.
func (f *tableForm) lineName(key string) bool {
	for i := range f.panels {
		if _, ok := f.panels[i].byName[key]; ok {
			return true
		}
	}
	return false
}

func blankRow(row []cell) bool {
	for j := range row {
		if !row[j].blank() {
			return false
		}
	}
	return true
}

// nearHead reports whether a text is a title of a column but for a little.
func (f *tableForm) nearHead(key string) bool {
	for h := range f.heads {
		if nearTitle(key, h) > 0 {
			return true
		}
	}
	return false
}

// headByContent is the number of rows before the first that has an amount, a code
// or the name of a line: a head of titles that the profile does not know.
func (f *tableForm) headByContent(g *grid) int {
	for n := 0; n < len(g.rows) && n < 6; n++ {
		for j := range g.rows[n] {
			c := &g.rows[n][j]
			if c.blank() {
				continue
			}
			key := nominal(c.text)
			if amountLike(c.text) || codeLike(c.text) || j == 0 && f.lineName(key) {
				return n
			}
		}
	}
	return 0
}

// byPosition takes the columns of a grid without a head in the profile's order,
// where there are as many.
func (f *tableForm) byPosition(g *grid) *header {
	h := &header{}
	for i := range f.panels {
		for k := range f.panels[i].p.Columns {
			h.cols = append(h.cols, headCol{panel: i, column: k})
		}
	}
	if len(h.cols) != g.cols {
		return nil
	}
	return h
}

// paths reads the titles over each column. Where spans are not known, an empty
// place in a row that is not the lowest belongs to the title on its left.
func paths(g *grid, n, year int) []headCol {
	cols := make([]headCol, g.cols)
	for x := range cols {
		cols[x].panel = -1
	}
	for y := range n {
		row := g.rows[y]
		var over *cell
		for x := range row {
			c := &row[x]
			switch {
			case c.covered || strings.TrimSpace(c.text) != "":
				over = c
			case g.spans || y == n-1 || !under(g, x, y, n):
				over = nil
			}
			if over == nil || strings.TrimSpace(over.text) == "" {
				continue
			}
			h := &cols[x]
			key := yearsAs(over.plain(), year)
			if len(h.keys) > 0 && h.keys[len(h.keys)-1] == key {
				continue
			}
			if over != c && !under(g, x, y, n) {
				continue
			}
			text := strings.TrimSpace(over.text)
			h.keys = append(h.keys, key)
			h.title = text
			h.ref = *over.ref
			if h.path != "" {
				h.path += "/"
			}
			h.path += text
		}
	}
	return cols
}

// hollow reports whether nothing stands in column x of a grid but what reaches over it.
func (g *grid) hollow(x int) bool {
	for _, row := range g.rows {
		if x < len(row) && !row[x].blank() {
			return false
		}
	}
	return true
}

// under reports whether something stands in column x of the head below row y.
func under(g *grid, x, y, n int) bool {
	for y++; y < n; y++ {
		if x < len(g.rows[y]) && !g.rows[y][x].blank() {
			return true
		}
	}
	return false
}

// assign pairs the columns of the grid with those of the profile, the surest
// first, of equals the leftmost.
func (f *tableForm) assign(h *header) {
	type pair struct{ x, panel, column, score int }
	var pairs []pair
	for x := range h.cols {
		for p := range f.panels {
			for k, path := range f.panels[p].paths {
				if s := headScore(h.cols[x].keys, path, f.panels[p].lows[k]); s > 0 {
					if f.panels[p].p.Columns[k].Optional {
						s-- // of equals, the one that every form has
					}
					pairs = append(pairs, pair{x, p, k, s})
				}
			}
		}
	}
	taken := map[[2]int]int{}
	for {
		best := -1
		for i, c := range pairs {
			if h.cols[c.x].panel >= 0 || taken[[2]int{c.panel, c.column}] == f.panels[c.panel].prints(c.column) {
				continue
			}
			if best < 0 || c.score > pairs[best].score || c.score == pairs[best].score && c.x == pairs[best].x && h.besides(c.x, c.panel, pairs[best].panel) {
				best = i
			}
		}
		if best < 0 {
			return
		}
		c := pairs[best]
		h.cols[c.x].panel, h.cols[c.x].column = c.panel, c.column
		taken[[2]int{c.panel, c.column}]++
	}
}

// besides reports whether column x stands next to one of panel a and not of b: of
// sides whose columns have the same titles it is the side's that is named there.
func (h *header) besides(x, a, b int) bool {
	left := -1
	for x--; x >= 0 && left < 0; x-- {
		left = h.cols[x].panel
	}
	return left == a && left != b
}

// headScore is how well the titles over a column fit those of the profile: the
// lowest, which may be written in several ways, counts most, those above decide
// between equals.
func headScore(have, want, lows []string) int {
	if len(have) == 0 || len(want) == 0 {
		return 0
	}
	last := have[len(have)-1]
	low := 0
	for _, l := range lows {
		low = max(low, nearTitle(last, l))
		if n := len(have); n > 1 && have[n-2]+last == l { // 功能分类 over 科目编码: surer than 小计 alone
			low = 11
		}
	}
	if low == 0 {
		return 0
	}
	score := low * 10
	for _, w := range want[:len(want)-1] {
		for _, h := range have[:len(have)-1] {
			if n := nearUpper(h, w); n > 0 {
				score += n
				break
			}
		}
	}
	if len(have) == len(want) {
		score += 3
	}
	return score
}

// nearTitle is how alike two folded titles are: 10 the same, 0 not alike.
func nearTitle(have, want string) int {
	if have == want {
		return 10
	}
	if strings.Contains(have, "Z") && !strings.Contains(want, "Z") { // of another year, as where last year stands beside
		return min(4, nearTitle(strings.ReplaceAll(have, "Z", "Y"), want))
	}
	switch {
	case have == "" || want == "":
		return 0
	case len(want) >= 12 && len(have) >= 12 && (strings.HasPrefix(have, want) || strings.HasPrefix(want, have)):
		return 6
	case len(want) >= 12 && len(have) >= 12 && (strings.HasSuffix(have, want) || strings.HasSuffix(want, have)):
		return 5
	case want == "Y" || have == "Y":
		if have == "金额" || have == "Y预算数" || have == "预算数" || want == "金额" {
			return 4
		}
	}
	return 0
}

// nearUpper is how alike two titles are that stand above others: a word or two
// of a long one may be other.
func nearUpper(have, want string) int {
	if n := nearTitle(have, want); n > 0 {
		return n
	}
	a, b := []rune(have), []rune(want)
	if d := len(a) - len(b); len(b) < 6 || d > 2 || d < -2 || budget.Distance(a, b) > 2 {
		return 0
	}
	return 8
}
