package sheet

import (
	"sort"

	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
)

// grid is what is seen of a sheet: the rows that hold text or are boxed, each a
// cell for every column that does.
type grid struct {
	sheet   string
	rows    [][]Cell
	all     []Cell
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

// seen lays out what is not hidden.
func (s *Sheet) seen() (*grid, error) {
	g := &grid{sheet: s.Name}
	s.noteHidden()
	rows := s.visibleRows()
	g.columns = s.visibleColumns(rows)
	if len(g.columns)*len(rows) > maxArea {
		return nil, source.ErrTooMuch
	}
	if len(g.columns) == 0 {
		return g, nil
	}
	to := make(map[int]int, len(g.columns))
	for i, c := range g.columns {
		to[c] = i
	}
	g.all = make([]Cell, 0, len(rows)*len(g.columns))
	for i, cells := range rows {
		row := cells[0].Row
		if i > 0 && s.gap(rows[i-1][0].Row, row) {
			g.blank(i)
		}
		from := len(g.all)
		for _, c := range g.columns {
			g.all = append(g.all, Cell{Row: row, Col: c})
		}
		line := g.all[from:]
		for _, c := range cells {
			if t, ok := to[c.Col]; ok {
				line[t] = c
			}
		}
		g.rows, g.at = append(g.rows, line), append(g.at, row)
	}
	s.merge(g)
	return g, nil
}

// gap reports whether a row that is not hidden lies between two, which then is
// blank; a row over which cells of a head reach from above is not.
func (s *Sheet) gap(after, before int) bool {
	for row := after + 1; row < before; row++ {
		if !s.hideRow[row] && s.reached[row] < 2 {
			return true
		}
	}
	return false
}

// maxEmpty is how many boxes without text may follow the last row of a table that
// holds some; more are not rows but the look of an empty sheet.
const maxEmpty = 100

// visibleRows are the rows to show.
func (s *Sheet) visibleRows() (rows [][]Cell) {
	end := 0
	for _, cells := range s.rows {
		if s.hideRow[cells[0].Row] {
			continue
		}
		rows = append(rows, cells)
		if s.holdsText(cells) {
			end = len(rows)
		}
	}
	last := end
	for last > 0 && last < len(rows) && rows[last][0].Row == rows[last-1][0].Row+1 {
		last++
	}
	if last-end <= maxEmpty {
		end = last
	}
	return rows[:end]
}

func (s *Sheet) holdsText(cells []Cell) bool {
	for _, c := range cells {
		if c.Text != "" && !s.hideCol[c.Col] {
			return true
		}
	}
	return false
}

// visibleColumns are the columns to show: all that hold text or boxes. A merged
// text alone takes up no more than those.
func (s *Sheet) visibleColumns(rows [][]Cell) (columns []int) {
	var used [MaxColumns]bool
	for _, cells := range rows {
		for _, c := range cells {
			used[c.Col] = true
		}
	}
	for c := range used {
		if used[c] && !s.hideCol[c] {
			columns = append(columns, c)
		}
	}
	return columns
}

// merge makes one cell of each merged area. In a sound workbook they do not
// overlap; what does is left as it is.
func (s *Sheet) merge(g *grid) {
	texts := map[[2]int]string{}
	for _, cells := range s.rows {
		for _, c := range cells {
			if c.Text != "" && (s.hideRow[c.Row] || s.hideCol[c.Col]) {
				texts[[2]int{c.Row, c.Col}] = c.Text
			}
		}
	}
	for _, a := range s.merges {
		top, bottom := within(g.at, a.Top, a.Bottom)
		left, right := within(g.columns, a.Left, a.Right)
		if top > bottom || left > right {
			continue
		}
		first := &g.rows[top][left]
		size := (bottom - top + 1) * (right - left + 1)
		if first.covered || first.cols > 0 || g.merged+size > 2*maxArea {
			continue
		}
		g.merged += size
		if first.Text == "" { // a hidden row or column may hold the text
			first.Text = texts[[2]int{a.Top, a.Left}]
		}
		g.span(first, Area{top, left, bottom, right})
	}
}

// within are the first and the last place in a rising list of numbers that lie
// between two.
func within(list []int, from, to int) (first, last int) {
	return sort.SearchInts(list, from), sort.SearchInts(list, to+1) - 1
}

// span has a cell cover an area of the grid.
func (g *grid) span(first *Cell, a Area) {
	first.cols, first.rows = a.Right-a.Left+1, a.Bottom-a.Top+1
	for y := a.Top; y <= a.Bottom; y++ {
		for x := a.Left; x <= a.Right; x++ {
			c := &g.rows[y][x]
			first.Boxed = first.Boxed || c.Boxed
			if c != first {
				c.covered, c.Text = true, ""
				c.top, c.left = a.Top, a.Left
			}
		}
	}
}

// noteHidden keeps the places of what is hidden and holds text.
func (s *Sheet) noteHidden() {
	seen := map[int]bool{}
	for _, cells := range s.rows {
		noted := false
		for _, c := range cells {
			if c.Text == "" {
				continue
			}
			switch {
			case s.hideRow[c.Row] && !noted:
				noted = true
			case !s.hideRow[c.Row] && s.hideCol[c.Col] && !seen[c.Col]:
				seen[c.Col] = true
			default:
				continue
			}
			s.book.Hidden = append(s.book.Hidden, place.Ref{File: s.book.File, Sheet: s.Name, Cell: Name(c.Row, c.Col), Text: c.Text})
		}
	}
}
