package ingesttest

import "strings"

// Matrix is the table's texts by place in the full grid, blanks left out: each
// stands where its cell begins, "" elsewhere. Rows end with their last cell. Laid is
// with the title and notes, where those stand in rows of the table.
func (g *Grid2) Matrix(laid bool) [][]string {
	rows := g.Rows
	if laid && g.Whole {
		rows = g.laid()
	}
	out := make([][]string, len(rows))
	for r, row := range lay(rows) {
		for _, p := range row {
			for len(out[r]) <= p.at {
				out[r] = append(out[r], "")
			}
			out[r][p.at] = strings.NewReplacer(" ", "", "\u3000", "").Replace(p.Text)
		}
	}
	return out
}
