package ingest

// Where a form goes on over the page, its grid on the next page may have other columns:
// those that its rows there divide. The columns of a page are known again by where on it
// they begin.

// column is a column of a grid, and where on its page it begins; x is 0 where that is
// not known.
type column struct {
	at int
	x  float64
}

// column is the column j of a grid by a cell that begins there.
func (g *grid) column(i, j int) column {
	c := column{at: j}
	if j >= 0 && j < len(g.rows[i]) && g.rows[i][j].ref != nil {
		c.x = g.rows[i][j].ref.Box[0]
	}
	return c
}

// sameColumn is how far apart, in points, columns begin on two pages at most.
const sameColumn = 3.0

// again is the column of another grid that begins where one did; at is -1 where none
// does, and as it was where it is not known where columns begin.
func (g *grid) again(c column) column {
	if c.at < 0 || c.x == 0 {
		return c
	}
	known := false
	for i := range g.rows {
		for j := range g.rows[i] {
			cell := &g.rows[i][j]
			if cell.covered || cell.ref == nil || cell.ref.Box[2] <= cell.ref.Box[0] {
				continue
			}
			known = true
			if d := cell.ref.Box[0] - c.x; d > -sameColumn && d < sameColumn {
				return column{j, c.x}
			}
		}
	}
	if known {
		c.at = -1
	}
	return c
}
