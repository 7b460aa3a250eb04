package doc

// The largest extent of a cell, as in HTML: files that ask for more are broken
// or mean harm.
const (
	MaxColSpan = 1000
	MaxRowSpan = 65534
)

// Spans is the cell's extent, with zeros read as 1 and no more than the limits.
func (c Cell) Spans() (cols, rows int) {
	return min(max(c.ColSpan, 1), MaxColSpan), min(max(c.RowSpan, 1), MaxRowSpan)
}

// Slot is a cell with its place in the full grid.
type Slot struct {
	Cell     *Cell
	Row, Col int
}

// Grid lays rows out over the full grid, spans counted: the result lists, for
// each row, the cells that begin in it with their columns. Spans that reach
// below the last row end there.
func Grid(rows []Row) [][]Slot {
	grid := make([][]Slot, len(rows))
	var taken coverage
	for r := range rows {
		col := 0
		for c := range rows[r].Cells {
			cell := &rows[r].Cells[c]
			for taken.at(r, col) {
				col++
			}
			grid[r] = append(grid[r], Slot{cell, r, col})
			w, h := cell.Spans()
			if h > 1 {
				taken.cover(col, col+w, min(r+h, len(rows)))
			}
			col += w
		}
	}
	return grid
}

// coverage tells, for each column, before which row the cells above it end.
type coverage []int

// widest is how many columns are watched; no spreadsheet has more.
const widest = 16384

func (v coverage) at(row, col int) bool { return col < len(v) && v[col] > row }

func (v *coverage) cover(from, to, until int) {
	to = min(to, widest)
	if lack := to - len(*v); lack > 0 {
		*v = append(*v, make([]int, lack)...)
	}
	for col := from; col < to; col++ {
		(*v)[col] = max((*v)[col], until)
	}
}
