package reconstruct

import (
	"cmp"
	"slices"
)

// allocation is an amount of row r in column c.
type allocation struct {
	r, c   int
	amount int64
}

// transport spreads the amounts of rows over columns of the same total: first where
// likes says they belong together, then largest to largest.
func transport(rows, columns []int64, likes func(r, c int) bool) []allocation {
	rows, columns = slices.Clone(rows), slices.Clone(columns)
	var out []allocation
	give := func(r, c int) {
		if n := min(rows[r], columns[c]); n > 0 {
			rows[r], columns[c] = rows[r]-n, columns[c]-n
			out = append(out, allocation{r, c, n})
		}
	}
	for r := range rows {
		for c := range columns {
			if likes(r, c) {
				give(r, c)
			}
		}
	}
	for {
		r, c := largest(rows), largest(columns)
		if r < 0 || c < 0 {
			break
		}
		give(r, c)
	}
	return joined(out)
}

func largest(list []int64) int {
	best := -1
	for i, x := range list {
		if x > 0 && (best < 0 || x > list[best]) {
			best = i
		}
	}
	return best
}

func joined(list []allocation) []allocation {
	slices.SortFunc(list, func(a, b allocation) int { return cmp.Or(cmp.Compare(a.r, b.r), cmp.Compare(a.c, b.c)) })
	var out []allocation
	for _, a := range list {
		if n := len(out); n > 0 && out[n-1].r == a.r && out[n-1].c == a.c {
			out[n-1].amount += a.amount
			continue
		}
		out = append(out, a)
	}
	return out
}
