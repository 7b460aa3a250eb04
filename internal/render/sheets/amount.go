package sheets

import (
	"math/big"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// balanced reports whether some amount of d is printed otherwise than its own
// rounding, so that only the prints add up.
func balanced(d *doc.Document) bool {
	for _, b := range d.Blocks {
		t, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if n := c.Amount; n != nil && n.Known && n.Printed.Mark == money.Number &&
					money.Round(n.Exact, n.Unit, int(n.Printed.Value.Scale)).Cmp(n.Printed.Value) != 0 {
					return true
				}
			}
		}
	}
	return false
}

// held is what a cell for amounts holds: a number with its format, or text.
type held struct {
	number bool
	value  money.Decimal
	format string
	text   string
}

// hold decides what the cell of n holds. Blank stays blank; a dash is a zero
// that shows itself as the dash, so that sums go through it.
func (b *book) hold(n *doc.Number) held {
	p := n.Printed
	switch p.Mark {
	case money.Blank:
		return held{text: strings.TrimSpace(p.Text)}
	case money.Dash:
		return held{number: true, format: `"` + strings.ReplaceAll(strings.TrimSpace(p.Text), `"`, "") + `"`}
	}
	h := held{number: true, value: p.Value, format: format(p)}
	if n.Known && !b.prints {
		h.value = money.ExactIn(n.Exact, n.Unit, 0)
	}
	return h
}

// format shows a number with as many decimals as its print has.
func format(p money.Printed) string {
	f := "#,##0"
	if p.Value.Scale > 0 {
		f += "." + strings.Repeat("0", int(p.Value.Scale))
	}
	if strings.ContainsAny(p.Text, "(（") {
		f += ";(" + f + ")"
	}
	return f
}

// sheetGrid is where the amounts of a table's body stand on its sheet.
type sheetGrid struct {
	top     int // sheet row of the body's first
	numbers map[doc.Point]*doc.Number
}

// formula is the sum of the cells that n adds up, empty where the values that
// the cells hold do not add up to it.
func (b *book) formula(g sheetGrid, n *doc.Number) string {
	if len(n.Sum) == 0 {
		return ""
	}
	total, listed := new(big.Int), map[doc.Point]bool{}
	for _, p := range n.Sum {
		m := g.numbers[p]
		if m == nil || m == n || listed[p] {
			return ""
		}
		h := b.hold(m)
		if !h.number && h.text != "" {
			return ""
		}
		listed[p] = true
		total.Add(total, nanos(h.value))
	}
	if total.Cmp(nanos(b.hold(n).value)) != 0 {
		return ""
	}
	return sumOf(ranges(n.Sum, listed), g.top)
}

// nanos is d in units of 10^-9, which every scale divides.
func nanos(d money.Decimal) *big.Int {
	v := big.NewInt(d.Coef)
	for range 9 - int(d.Scale) {
		v.Mul(v, big.NewInt(10))
	}
	return v
}

// block is a rectangle of one row or one column.
type block struct{ from, to doc.Point }

// ranges puts neighbours together: first those below one another, then those
// side by side, in the order in which they are listed.
func ranges(points []doc.Point, in map[doc.Point]bool) []block {
	var out []block
	used := map[doc.Point]bool{}
	run := func(p doc.Point, rows, cols int) block {
		b := block{p, p}
		for next := (doc.Point{Row: p.Row + rows, Col: p.Col + cols}); in[next] && !used[next]; next = (doc.Point{Row: next.Row + rows, Col: next.Col + cols}) {
			b.to = next
		}
		return b
	}
	for _, p := range points {
		if used[p] {
			continue
		}
		down, right := run(p, 1, 0), run(p, 0, 1)
		best := down
		if right.to.Col-right.from.Col > down.to.Row-down.from.Row {
			best = right
		}
		for r := best.from.Row; r <= best.to.Row; r++ {
			for c := best.from.Col; c <= best.to.Col; c++ {
				used[doc.Point{Row: r, Col: c}] = true
			}
		}
		out = append(out, best)
	}
	return out
}

// maxArguments is how many arguments a function of a sheet may have.
const maxArguments = 255

// sumOf writes a+b for two or three single cells, SUM for all else.
func sumOf(blocks []block, top int) string {
	refs, single := make([]string, len(blocks)), true
	for i, b := range blocks {
		refs[i] = cell(top+b.from.Row, b.from.Col+1)
		if b.from != b.to {
			refs[i] += ":" + cell(top+b.to.Row, b.to.Col+1)
			single = false
		}
	}
	if single && len(refs) <= 3 {
		return strings.Join(refs, "+")
	}
	var sums []string
	for len(refs) > 0 {
		n := min(len(refs), maxArguments)
		sums = append(sums, "SUM("+strings.Join(refs[:n], ",")+")")
		refs = refs[n:]
	}
	return strings.Join(sums, "+")
}
