package ingesttest

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// Further is what else differs between files that programs draw: how wide columns and how
// high rows are beyond what they need, where heads stand, how amounts are written and what
// stands where there is none, and tables parted sideways.
type Further struct {
	Leading  float64 // from one line to the next, in sizes; 0 is as usual
	Heads    string  // where heads stand in their cells: "" center, amounts (as those below them), left
	Low      bool    // heads stand at the foot of their cells
	Slack    float64 // columns are up to so much wider than they need, in their widths
	Tall     float64 // rows are up to so much higher, in sizes
	Blank    string  // what stands where there is no amount
	Written  string  // how amounts are: "" with commas, plain, minus (some are negative)
	Title    bool    // the title's characters are set apart
	Stripes  bool    // every other row is shaded
	Sideways string  // "", alone, or named (the first columns again): the columns after the half stand on pages of their own
}

// NewFurther is a way by chance.
func NewFurther(seed uint64) Further {
	r := rand.New(rand.NewPCG(seed, 41))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	return Further{
		Leading: []float64{0, 1.05, 1.5, 1.8}[r.IntN(4)], Heads: pick("", "", "", "amounts", "left"), Low: r.IntN(5) == 0,
		Slack: []float64{0, 0.3, 1, 2}[r.IntN(4)], Tall: []float64{0, 0, 0.6, 2}[r.IntN(4)],
		Blank: pick("", "", "", "0.00", "—", "-", "0"), Written: pick("", "", "plain", "minus"), Title: r.IntN(3) == 0,
		Stripes: r.IntN(3) == 0, Sideways: pick("", "", "", "", "alone", "named"),
	}
}

// further is a table as its amounts are written, and with what stands where there is none.
func (f Further) further(g *Grid2) *Grid2 {
	amounts, grid := g.amountColumns(), lay(g.Rows)
	out := *g
	out.Rows = slices.Clone(g.Rows)
	n := 0
	for r, row := range grid {
		out.Rows[r] = slices.Clone(g.Rows[r])
		if r < g.Head {
			continue
		}
		for i, p := range row {
			s := &out.Rows[r][i]
			switch {
			case s.Text == "" && amounts[p.at] && max(p.Rows, 1) == 1:
				s.Text = f.Blank
			case strings.Contains(s.Text, ".") && !isName(s.Text):
				n++
				s.Text = f.amount(n, s.Text)
			}
		}
	}
	return &out
}

func (f Further) amount(n int, s string) string {
	switch f.Written {
	case "plain":
		return strings.ReplaceAll(s, ",", "")
	case "minus":
		if n%7 == 0 && !strings.HasPrefix(s, "-") {
			return "-" + s
		}
	}
	return s
}

// amountColumns are the columns that hold amounts.
func (g *Grid2) amountColumns() map[int]bool {
	out := map[int]bool{}
	for _, row := range lay(g.Rows)[g.Head:] {
		for _, p := range row {
			if strings.Contains(p.Text, ".") && !isName(p.Text) {
				out[p.at] = true
			}
		}
	}
	return out
}

// part is columns of a table that stand on pages of their own.
type part struct {
	columns []int
	grid    [][]placed
}

// parts are the columns of a table as they stand on pages: all, or two halves.
func (f Further) parts(g *Grid2) []part {
	n, grid := g.Width(), lay(g.Rows)
	at, names := 0, 0
	for names < n && !g.amountColumns()[names] {
		names++
	}
	for c := n / 2; c > max(names, 2) && at == 0; c-- {
		if !divides(grid, c) {
			continue
		}
		at = c
	}
	if f.Sideways == "" || at == 0 || n < 7 {
		return []part{{upTo(0, n), grid}}
	}
	second := upTo(at, n)
	if f.Sideways == "named" && divides(grid, names) {
		second = append(upTo(0, names), second...)
	}
	return []part{partOf(grid, upTo(0, at)), partOf(grid, second)}
}

// divides reports whether no cell reaches over a border.
func divides(grid [][]placed, at int) bool {
	return !slices.ContainsFunc(slices.Concat(grid...), func(p placed) bool { return p.at < at && p.at+max(p.Cols, 1) > at })
}

func upTo(from, to int) (out []int) {
	for c := from; c < to; c++ {
		out = append(out, c)
	}
	return out
}

// partOf is the cells of some columns, whose numbers are their own.
func partOf(grid [][]placed, columns []int) part {
	out := part{columns, make([][]placed, len(grid))}
	for r, row := range grid {
		for _, p := range row {
			if i := slices.Index(columns, p.at); i >= 0 {
				out.grid[r] = append(out.grid[r], placed{p.Slot, i})
			}
		}
	}
	return out
}

// of are the widths of a part's columns.
func (p part) of(widths []float64) (out []float64) {
	for _, c := range p.columns {
		out = append(out, widths[c])
	}
	return out
}

// borders are where a part's columns begin and the last one ends, in points.
func (p part) borders(widths []float64, scale float64) []float64 {
	xs := []float64{drawnMargin}
	for _, w := range p.of(widths) {
		xs = append(xs, xs[len(xs)-1]+w*scale)
	}
	return xs
}

// amounts are a part's columns of amounts.
func (p part) amounts(g *Grid2) map[int]bool {
	out := map[int]bool{}
	for i, c := range p.columns {
		out[i] = g.amountColumns()[c]
	}
	return out
}

func sum(list []float64) (all float64) {
	for _, x := range list {
		all += x
	}
	return all
}
