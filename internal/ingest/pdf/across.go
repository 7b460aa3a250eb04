package pdf

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// maxRow is the greatest height of a row between two rules of one table.
const maxRow = 150.0

// acrossGrids finds the tables that have horizontal rules only: rules of one
// width, one under the other. Their columns are told by how the text stands; the
// vertical borders that are not drawn are put in.
func acrossGrids(p *rawPage, across []rule, text []textLine) []table {
	var out []table
	for _, set := range stacks(across, text) {
		if t, ok := acrossGrid(p, set, text); ok {
			out = append(out, t)
		}
	}
	return out
}

// stacks groups horizontal rules of one table: as wide as each other, or parts of
// that width between two such, with text between.
func stacks(across []rule, text []textLine) [][]rule {
	rules := slices.Clone(across)
	slices.SortFunc(rules, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	var out [][]rule
	used := make([]bool, len(rules))
	for i, r := range rules {
		if used[i] || r.to-r.from < 60 {
			continue
		}
		set := []rule{r}
		used[i] = true
		last := r.at
		for k := i + 1; k < len(rules) && rules[k].at-last <= maxRow; k++ {
			o := rules[k]
			if used[k] || o.from < r.from-4 || o.to > r.to+4 {
				continue
			}
			if o.to-o.from > 0.9*(r.to-r.from) {
				if begins(text, last, o.at) {
					break // a title stands between: another table
				}
				last = o.at
			}
			set = append(set, o)
			used[k] = true
		}
		for len(set) > 0 && set[len(set)-1].at > last { // parts below the last whole rule
			set = set[:len(set)-1]
		}
		if len(set) >= 3 {
			out = append(out, set)
		}
	}
	return out
}

// begins reports whether the text between two rules titles a table or states its
// unit, or nothing stands in a wide gap.
func begins(text []textLine, y0, y1 float64) bool {
	any := false
	for _, l := range text {
		if l.midY() <= y0 || l.midY() >= y1 {
			continue
		}
		any = true
		if s := strings.ReplaceAll(l.text(), " ", ""); unitLine.MatchString(s) || tableTitle.MatchString(s) {
			return true
		}
	}
	return !any && y1-y0 > 40
}

var (
	unitLine   = regexp.MustCompile(`单位[:：](人民币)?(万|亿)?元|^注[:：]`)
	codeLike   = regexp.MustCompile(`^\d{3}(\d{2}){0,2}$`)
	totalName  = regexp.MustCompile(`^.{0,6}[合总小]计$`)
	tableTitle = regexp.MustCompile(`^\d{4}年.{2,40}表(（.*）)?$`)
)

// acrossGrid makes the grid of one such table.
func acrossGrid(p *rawPage, rules []rule, text []textLine) (table, bool) {
	t := box{rules[0].from, rules[0].at, rules[0].to, rules[len(rules)-1].at}
	var inside []textLine
	for _, l := range text {
		if l.midY() > t.y0 && l.midY() < t.y1 && l.x1 > t.x0-2 && l.x0 < t.x1+2 {
			inside = append(inside, l)
		}
	}
	ys := borders(rules)
	heads := groups(inside, ys, rules, t)
	columns := stand(inside, ys, heads)
	if len(columns) < 2 {
		return table{}, false
	}
	xs := []float64{t.x0}
	for k := 1; k < len(columns); k++ {
		xs = append(xs, (columns[k-1].x1+columns[k].x0)/2)
	}
	xs = append(xs, t.x1)
	down := imagined(xs, ys, heads, inside)
	return guess(gridOf(rules, down, p.number))
}

// stand finds the columns of text: pieces over one another make one. The head of
// a column, centred, may stand beside its numbers, set to the right; the two are
// one column where no row has both.
func stand(text []textLine, ys []float64, heads []group) []box {
	first := headEnd(text, ys)
	type column struct {
		box
		rows map[int]bool
		body bool
		head bool
	}
	var pieces, totals []textLine
	for _, l := range text {
		for _, s := range columnsOf(l, ruledGap) {
			r := rowOf(s.midY(), ys)
			if r >= first && totalName.MatchString(strings.ReplaceAll(s.text(), " ", "")) {
				totals = append(totals, s) // stands over the columns of codes and names, where there are such
				continue
			}
			if !slices.ContainsFunc(heads, func(g group) bool { return g.row == r && g.x0 < s.midX() && s.midX() < g.x1 }) { // the head of a group is no column
				pieces = append(pieces, s)
			}
		}
	}
	slices.SortStableFunc(pieces, func(a, b textLine) int { return cmp.Compare(a.width(), b.width()) })
	var columns []*column
	for _, s := range pieces {
		row := rowOf(s.midY(), ys)
		one := &column{s.box, map[int]bool{row: true}, row >= first, row < first}
		var over []*column
		for _, c := range columns {
			if overlap(c.x0, c.x1, s.x0, s.x1) > 0 {
				over = append(over, c)
			}
		}
		if slices.ContainsFunc(over, func(c *column) bool {
			return slices.ContainsFunc(over, func(o *column) bool { return o != c && shares(o.rows, c.rows) })
		}) {
			continue // stands over several columns
		}
		for _, c := range over { // never in one row: one column
			one.box, one.body, one.head = one.join(c.box), one.body || c.body, one.head || c.head
			for r := range c.rows {
				one.rows[r] = true
			}
		}
		columns = append(slices.DeleteFunc(columns, func(c *column) bool { return slices.Contains(over, c) }), one)
	}
	for _, s := range totals {
		if !slices.ContainsFunc(columns, func(c *column) bool { return overlap(c.x0, c.x1, s.x0, s.x1) > 0 }) {
			columns = append(columns, &column{box: s.box, rows: map[int]bool{rowOf(s.midY(), ys): true}})
		}
	}
	slices.SortFunc(columns, func(a, b *column) int { return cmp.Compare(a.x0, b.x0) })
	for k := 0; k < len(columns); k++ { // numbers without a head go to the head nearest to them
		c := columns[k]
		if c.head {
			continue
		}
		best, far := -1, 0.0
		for _, n := range []int{k - 1, k + 1} {
			if n < 0 || n >= len(columns) || columns[n].body || shares(columns[n].rows, c.rows) {
				continue
			}
			if d := abs(columns[n].midX() - c.midX()); best < 0 || d < far {
				best, far = n, d
			}
		}
		if best < 0 {
			continue
		}
		o := columns[best]
		o.box, o.body = o.join(c.box), true
		columns = slices.Delete(columns, k, k+1)
		k = -1
	}
	columns = slices.DeleteFunc(columns, func(c *column) bool { // a total's name stands over the columns of codes and names
		return !c.head && (!c.body || len(c.rows) == 1 && len(ys) > 5)
	})
	out := make([]box, len(columns))
	for k, c := range columns {
		out[k] = c.box
	}
	return out
}

func shares(a, b map[int]bool) bool {
	for r := range a {
		if b[r] {
			return true
		}
	}
	return false
}

// firstAmounts is the first row that holds an amount.
func firstAmounts(text []textLine, ys []float64) int {
	first := len(ys)
	for _, l := range text {
		for _, s := range columnsOf(l, ruledGap) {
			if a := s.text(); isAmount(a) && len(a) > 2 {
				first = min(first, rowOf(l.midY(), ys))
			}
		}
	}
	return first
}

func rowOf(y float64, ys []float64) int {
	for r := 1; r < len(ys); r++ {
		if y < ys[r] {
			return r - 1
		}
	}
	return len(ys) - 1
}

// group is a head over several columns, in a row.
type group struct {
	row    int
	x0, x1 float64
}

// groups finds the heads that stand over several columns: those with a rule of
// their own width below, and those that have two or more heads below, none of
// them straight under.
func groups(text []textLine, ys []float64, rules []rule, t box) []group {
	var out []group
	end := headEnd(text, ys)
	var pieces []textLine
	for _, l := range text {
		for _, p := range columnsOf(l, ruledGap) {
			if rowOf(p.midY(), ys) < end {
				pieces = append(pieces, p)
			}
		}
	}
	for r := 0; r+1 < end; r++ {
		for _, a := range rules {
			if abs(a.at-ys[r+1]) <= touch && a.to-a.from < 0.9*t.width() {
				if g, ok := within(pieces, a, ys[r+1]); ok {
					g.row = r
					out = append(out, g)
				}
			}
		}
	}
	for r := end - 2; r >= 0; r-- { // from the bottom up: the head of a group is no leaf
		var above, below []textLine
		for _, p := range pieces {
			if !under(rules, p.midX(), ys[r+1]) {
				continue // reaches over both rows
			}
			switch {
			case rowOf(p.midY(), ys) == r && p.y1 <= ys[r+1]+0.5:
				above = append(above, p)
			case p.y0 >= ys[r+1]-0.5:
				below = append(below, p)
			}
		}
		for _, g := range divide(above, leaves(below), t) {
			g.row = r
			out = append(out, g)
			pieces = slices.DeleteFunc(pieces, func(p textLine) bool {
				return rowOf(p.midY(), ys) == r && g.x0 < p.midX() && p.midX() < g.x1
			})
		}
	}
	return out
}

// within is the group of the heads below a rule of its own width.
func within(pieces []textLine, a rule, y float64) (group, bool) {
	g, n := group{x0: a.to, x1: a.from}, 0
	for _, p := range pieces {
		if p.y0 >= y-0.5 && p.midX() > a.from && p.midX() < a.to {
			g.x0, g.x1, n = min(g.x0, p.x0), max(g.x1, p.x1), n+1
		}
	}
	return g, n >= 2 && g.x1 > g.x0
}

// under reports whether a rule at y passes over x.
func under(rules []rule, x, y float64) bool {
	return slices.ContainsFunc(rules, func(r rule) bool { return abs(r.at-y) <= touch && r.from < x && x < r.to })
}

// leaves are heads that stand side by side; the lines of one are one.
func leaves(pieces []textLine) []box {
	slices.SortFunc(pieces, func(a, b textLine) int { return cmp.Compare(a.x0, b.x0) })
	var out []box
	for _, p := range pieces {
		if n := len(out); n > 0 && overlap(out[n-1].x0, out[n-1].x1, p.x0, p.x1) > 0 {
			out[n-1] = out[n-1].join(p.box)
		} else {
			out = append(out, p.box)
		}
	}
	return out
}

// maxHead is the greatest number of rows that the head of a table has.
const maxHead = 5

// headEnd is the first row that is no head: it holds an amount, a code or a
// total's name, which stands to the left; 合计 further right is the head of a column.
func headEnd(text []textLine, ys []float64) int {
	end := min(firstAmounts(text, ys), maxHead)
	all := around(text)
	first := map[int]textLine{} // the leftmost piece of each row
	for _, l := range text {
		for _, p := range columnsOf(l, ruledGap) {
			r := rowOf(p.midY(), ys)
			if f, ok := first[r]; !ok || p.x0 < f.x0 {
				first[r] = p
			}
			if codeLike.MatchString(p.text()) {
				end = min(end, r)
			}
		}
	}
	for r, p := range first {
		if r > 0 && p.x0 < all.x0+all.width()/3 && totalName.MatchString(strings.ReplaceAll(p.text(), " ", "")) {
			end = min(end, r)
		}
	}
	return end
}

// divide shares leaves out among the heads above them, in order, each head over
// the middle of its own as nearly as can be. A head over one leaf is no group.
func divide(above []textLine, below []box, t box) []group {
	slices.SortFunc(above, func(a, b textLine) int { return cmp.Compare(a.x0, b.x0) })
	n, m := len(below), len(above)
	if m == 0 || n < 2 || n < m {
		return nil
	}
	edges := make([]float64, n+1) // of the columns of the leaves
	edges[0], edges[n] = t.x0, t.x1
	for k := 1; k < n; k++ {
		edges[k] = (below[k-1].x1 + below[k].x0) / 2
	}
	best := make([][]float64, m+1) // heads, leaves → the least total distance
	from := make([][]int, m+1)
	for i := range best {
		best[i], from[i] = make([]float64, n+1), make([]int, n+1)
		for k := range best[i] {
			best[i][k] = 1e9
		}
	}
	best[0][0] = 0
	for i := 1; i <= m; i++ {
		for k := i; k <= n; k++ {
			for j := i - 1; j < k; j++ {
				if d := best[i-1][j] + abs((edges[j]+edges[k])/2-above[i-1].midX()); d < best[i][k] {
					best[i][k], from[i][k] = d, j
				}
			}
		}
	}
	var out []group
	for i, k := m, n; i > 0; i-- {
		j := from[i][k]
		if k-j >= 2 {
			out = append(out, group{x0: below[j].x0, x1: below[k-1].x1})
		}
		k = j
	}
	return out
}

// imagined are the vertical borders that are not drawn: between columns in every
// row, but not through a text, nor through the head of a group.
func imagined(xs, ys []float64, heads []group, text []textLine) []rule {
	var out []rule
	for _, x := range xs {
		for r := 0; r+1 < len(ys); r++ {
			inHead := slices.ContainsFunc(heads, func(g group) bool { return g.row == r && g.x0 < x-1 && x+1 < g.x1 })
			if x > xs[0] && x < xs[len(xs)-1] && (inHead || crossed(text, x, ys[r], ys[r+1])) {
				continue
			}
			out = append(out, rule{x, ys[r], ys[r+1]})
		}
	}
	slices.SortFunc(out, func(a, b rule) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	return out
}

// crossed reports whether a text between two heights stands across x.
func crossed(text []textLine, x, y0, y1 float64) bool {
	for _, l := range text {
		if l.midY() < y0 || l.midY() > y1 {
			continue
		}
		for _, s := range columnsOf(l, ruledGap) {
			if s.x0 < x-1 && s.x1 > x+1 {
				return true
			}
		}
	}
	return false
}
