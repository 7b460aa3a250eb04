package xlsx

import (
	"sort"
	"strconv"

	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
)

// cell is a cell that is seen: with its place on the sheet and what it spans
// among what is seen.
type cell struct {
	text     string
	row, col int // on the sheet, from 0
	boxed    bool
	cols     int // 0 means 1
	rows     int
	covered  bool // by a merged cell, which stands
	top      int  // in this row of the grid
	left     int  // and this column
}

// grid is what is seen of a sheet: the rows that hold text or are boxed, each a
// cell for every column that does.
type grid struct {
	sheet   string
	rows    [][]cell
	all     []cell
	at      []int        // the number of each row on the sheet
	columns []int        // the number of each column on the sheet
	gaps    map[int]bool // before these rows something blank lies
	merged  int
}

func (g *grid) blank(before int) {
	if g.gaps == nil {
		g.gaps = map[int]bool{}
	}
	g.gaps[before] = true
}

// sheetReader gathers the cells of a sheet.
type sheetReader struct {
	b       *book
	x       *source.XML
	name    string
	zeros   bool // cells with zero show it
	row     int
	rows    [][]cell
	hideRow map[int]bool
	hideCol map[int]bool
	merges  []area
}

// grid reads a sheet.
func (b *book) grid(s sheet) (*grid, error) {
	r := &sheetReader{b: b, name: s.name, zeros: true, row: -1, hideRow: map[int]bool{}, hideCol: map[int]bool{}}
	var g *grid
	err := b.parse(s.part, func(x *source.XML) {
		r.x = x
		x.Each(func(string) { x.Each(r.part) })
		if x.Err() == nil {
			g = r.seen()
		}
	})
	return g, err
}

// part reads one of the elements that a sheet is made of.
func (r *sheetReader) part(name string) {
	x := r.x
	switch name {
	case "sheetViews":
		x.Each(func(string) {
			if x.Attr("showZeros") == "0" || x.Attr("showZeros") == "false" {
				r.zeros = false
			}
		})
	case "cols":
		seen := 0
		x.Each(func(string) {
			if seen++; seen <= 2*maxColumns && (isTrue(x.Attr("hidden")) || x.Attr("width") == "0") {
				from, _ := strconv.Atoi(x.Attr("min"))
				to, _ := strconv.Atoi(x.Attr("max"))
				for c := max(from, 1); c <= min(to, maxColumns); c++ {
					r.hideCol[c-1] = true
				}
			}
		})
	case "sheetData":
		x.Each(func(name string) {
			if name == "row" {
				r.line()
			}
		})
	case "mergeCells":
		x.Each(func(string) {
			if a, ok := parseArea(x.Attr("ref")); ok && a != (area{a.top, a.left, a.top, a.left}) {
				if len(r.merges) >= maxMerges {
					x.Fail(source.ErrTooMuch)
					return
				}
				r.merges = append(r.merges, a)
			}
		})
	}
}

// line reads a row.
func (r *sheetReader) line() {
	x := r.x
	r.row++
	if n, err := strconv.Atoi(x.Attr("r")); err == nil && n > r.row {
		r.row = n - 1
	}
	if (isTrue(x.Attr("hidden")) || x.Attr("ht") == "0") && len(r.hideRow) < 2*maxRows {
		r.hideRow[r.row] = true
	}
	var cells []cell
	col := -1
	x.Each(func(name string) {
		if name != "c" {
			return
		}
		col++
		if row, c, ok := parseCell(x.Attr("r")); ok && c >= col && row == r.row {
			col = c
		}
		c := r.cell(col)
		if c.text == "" && !c.boxed {
			return
		}
		if col >= maxColumns {
			if c.text != "" {
				x.Fail(source.ErrTooMuch)
			}
			return
		}
		if r.b.cells++; r.b.cells > maxCells {
			x.Fail(source.ErrTooMuch)
			return
		}
		cells = append(cells, c)
	})
	if len(cells) == 0 {
		return
	}
	if len(r.rows) >= maxRows {
		x.Fail(source.ErrTooMuch)
		return
	}
	r.rows = append(r.rows, cells)
}

func (r *sheetReader) cell(col int) cell {
	s := readCell(r.x)
	text, ok := r.b.shown(s, r.zeros)
	if !ok {
		r.x.Fail(source.Wrong(r.b.file, "用 Excel 或 WPS 表格打开，保存一次再试", "工作表“%s”的 %s 是没有算过的公式", r.name, cellName(r.row, col)))
	}
	if r.b.texts += len(text); r.b.texts > maxTexts || len(text) > maxText {
		r.x.Fail(source.ErrTooMuch)
		return cell{}
	}
	boxed := s.style >= 0 && s.style < len(r.b.styles) && r.b.styles[s.style].boxed
	return cell{text: source.Clean(text), row: r.row, col: col, boxed: boxed}
}

// seen lays out what is not hidden.
func (r *sheetReader) seen() *grid {
	g := &grid{sheet: r.name}
	r.noteHidden()
	rows := r.visibleRows()
	g.columns = r.visibleColumns(rows)
	if len(g.columns) == 0 {
		return g
	}
	to := make(map[int]int, len(g.columns))
	for i, c := range g.columns {
		to[c] = i
	}
	g.all = make([]cell, 0, len(rows)*len(g.columns))
	for i, cells := range rows {
		row := cells[0].row
		if i > 0 && r.gap(rows[i-1][0].row, row) {
			g.blank(i)
		}
		from := len(g.all)
		for _, c := range g.columns {
			g.all = append(g.all, cell{row: row, col: c})
		}
		line := g.all[from:]
		for _, c := range cells {
			if t, ok := to[c.col]; ok {
				line[t] = c
			}
		}
		g.rows, g.at = append(g.rows, line), append(g.at, row)
	}
	r.merge(g)
	return g
}

// gap reports whether a row that is not hidden lies between two, which then is
// blank.
func (r *sheetReader) gap(after, before int) bool {
	for row := after + 1; row < before; row++ {
		if !r.hideRow[row] {
			return true
		}
	}
	return false
}

// maxEmpty is how many boxes without text may follow the last row of a table that
// holds some; more are not rows but the look of an empty sheet.
const maxEmpty = 100

// visibleRows are the rows to show.
func (r *sheetReader) visibleRows() (rows [][]cell) {
	end := 0
	for _, cells := range r.rows {
		if r.hideRow[cells[0].row] {
			continue
		}
		rows = append(rows, cells)
		if r.holdsText(cells) {
			end = len(rows)
		}
	}
	last := end
	for last > 0 && last < len(rows) && rows[last][0].row == rows[last-1][0].row+1 {
		last++
	}
	if last-end <= maxEmpty {
		end = last
	}
	return rows[:end]
}

func (r *sheetReader) holdsText(cells []cell) bool {
	for _, c := range cells {
		if c.text != "" && !r.hideCol[c.col] {
			return true
		}
	}
	return false
}

// visibleColumns are the columns to show: all that hold text or boxes. A merged
// text alone takes up no more than those.
func (r *sheetReader) visibleColumns(rows [][]cell) (columns []int) {
	var used [maxColumns]bool
	for _, cells := range rows {
		for _, c := range cells {
			used[c.col] = true
		}
	}
	for c := range used {
		if used[c] && !r.hideCol[c] {
			columns = append(columns, c)
		}
	}
	if len(columns)*len(rows) > maxArea {
		r.x.Fail(source.ErrTooMuch)
		return nil
	}
	return columns
}

// merge makes one cell of each merged area. In a sound workbook they do not
// overlap; what does is left as it is.
func (r *sheetReader) merge(g *grid) {
	texts := map[[2]int]string{}
	for _, cells := range r.rows {
		for _, c := range cells {
			if c.text != "" && (r.hideRow[c.row] || r.hideCol[c.col]) {
				texts[[2]int{c.row, c.col}] = c.text
			}
		}
	}
	for _, a := range r.merges {
		top, bottom := within(g.at, a.top, a.bottom)
		left, right := within(g.columns, a.left, a.right)
		if top > bottom || left > right {
			continue
		}
		first := &g.rows[top][left]
		size := (bottom - top + 1) * (right - left + 1)
		if first.covered || first.cols > 0 || g.merged+size > 2*maxArea {
			continue
		}
		g.merged += size
		if first.text == "" { // a hidden row or column may hold the text
			first.text = texts[[2]int{a.top, a.left}]
		}
		g.span(first, area{top, left, bottom, right})
	}
}

// within are the first and the last place in a rising list of numbers that lie
// between two.
func within(list []int, from, to int) (first, last int) {
	return sort.SearchInts(list, from), sort.SearchInts(list, to+1) - 1
}

// span has a cell cover an area of the grid.
func (g *grid) span(first *cell, a area) {
	first.cols, first.rows = a.right-a.left+1, a.bottom-a.top+1
	for y := a.top; y <= a.bottom; y++ {
		for x := a.left; x <= a.right; x++ {
			c := &g.rows[y][x]
			first.boxed = first.boxed || c.boxed
			if c != first {
				c.covered, c.text = true, ""
				c.top, c.left = a.top, a.left
			}
		}
	}
}

// noteHidden keeps the places of what is hidden and holds text.
func (r *sheetReader) noteHidden() {
	seen := map[int]bool{}
	for _, cells := range r.rows {
		noted := false
		for _, c := range cells {
			if c.text == "" {
				continue
			}
			switch {
			case r.hideRow[c.row] && !noted:
				noted = true
			case !r.hideRow[c.row] && r.hideCol[c.col] && !seen[c.col]:
				seen[c.col] = true
			default:
				continue
			}
			r.b.hidden = append(r.b.hidden, place.Ref{File: r.b.file, Sheet: r.name, Cell: cellName(c.row, c.col), Text: c.text})
		}
	}
}
