package doc

import "strings"

// sliver is how many times narrower than the average a column is that is none: where
// the borders of two cells were meant to be one and were drawn a little apart.
const sliver = 20

// WithoutSlivers lays rows out on a grid without the columns that are slivers by their
// widths, unless something stands in one alone. Where not every column has a width the
// rows stay as they are.
func WithoutSlivers(rows []Row, widths []int) []Row {
	thin, found := slivers(widths)
	if !found {
		return rows
	}
	grid := Grid(rows)
	for _, slots := range grid {
		for _, s := range slots {
			w, _ := s.Cell.Spans()
			if s.Col+w > len(thin) {
				return rows // the widths are of another grid
			}
			if w == 1 && strings.TrimSpace(s.Cell.Text) != "" {
				thin[s.Col] = false
			}
		}
	}
	out := make([]Row, len(rows))
	for i, slots := range grid {
		out[i] = rows[i]
		out[i].Cells = nil
		for _, s := range slots {
			c := *s.Cell
			w, _ := c.Spans()
			left := 0
			for _, t := range thin[s.Col : s.Col+w] {
				if !t {
					left++
				}
			}
			if left == 0 {
				continue
			}
			if c.ColSpan = left; left == 1 {
				c.ColSpan = 0
			}
			out[i].Cells = append(out[i].Cells, c)
		}
	}
	return out
}

// slivers tells which columns are too narrow for anything.
func slivers(widths []int) (thin []bool, found bool) {
	sum := 0
	for _, w := range widths {
		sum += max(w, 0)
	}
	thin = make([]bool, len(widths))
	for i, w := range widths {
		thin[i] = sum > 0 && sliver*max(w, 0)*len(widths) < sum
		found = found || thin[i]
	}
	return thin, found
}
