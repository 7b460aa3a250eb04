package pdf

import (
	"slices"
	"strings"
)

// columns finds the borders of the columns, and parts what runs into one another there.
func (l *loose) columns() {
	l.borders()
	l.body = partAt(l.body, l.xs)
}

func (l *loose) borders() {
	all := wordsApart(partCodes(l.known()))
	if slices.ContainsFunc(l.head, func(p textLine) bool { return strings.ReplaceAll(p.text(), " ", "") == "序号" }) {
		all = partOrdinals(all)
	}
	l.body, l.more = nil, nil
	for _, p := range all {
		if p.y0 < apartPages {
			l.body = append(l.body, p)
		} else {
			l.more = append(l.more, p)
		}
	}
	bands := l.withDashes(bandsOf(all))
	l.head = partHeads(l.head, bands)
	l.readHead(bands, l.joints)
	if l.jointed(bands) {
		return
	}
	set := l.headsSet(bands)
	l.aside = set.aside()
	if !l.aside && l.centred(bands) && l.headAgain(bands) {
		other := (set.paired || set.edges > set.middles) && l.otherwise(bands, set)
		if !other || !set.paired {
			l.unsure = l.unsure || other
			return
		}
	}
	columns := l.under(bands, set)
	if len(columns) == 0 {
		return
	}
	l.xs = []float64{l.x0}
	for k := 1; k < len(columns); k++ {
		l.xs = append(l.xs, (columns[k-1].x1+columns[k].x0)/2)
	}
	l.xs = append(l.xs, l.x1)
}

// jointed takes the borders of the columns from where the parts of rules meet; false
// where that leaves two columns of text in one.
func (l *loose) jointed(bands []box) bool {
	xs := slices.Concat([]float64{l.x0}, l.joints, []float64{l.x1})
	if len(xs)-1 < max(len(l.leaves), 2) {
		return false
	}
	in := make([][]box, len(xs)-1)
	for _, b := range bands {
		c := len(xs) - 2
		for c > 0 && b.midX() < xs[c] {
			c--
		}
		in[c] = append(in[c], b)
	}
	if slices.ContainsFunc(in, func(cols []box) bool { return len(l.sideBySide(cols)) > 1 }) {
		return false
	}
	l.xs = xs
	if len(l.leaves) > 0 {
		l.share()
	}
	return true
}

// share gives the columns to the heads, in order: so that each is as nearly as can be
// in the middle of its own.
func (l *loose) share() {
	n, m := len(l.xs)-1, len(l.leaves)
	cost := make([][]float64, m+1)
	from := make([][]int, m+1)
	for i := range cost {
		cost[i], from[i] = make([]float64, n+1), make([]int, n+1)
		for k := range cost[i] {
			cost[i][k] = 1e9
		}
	}
	cost[0][0] = 0
	for i := 1; i <= m; i++ {
		for k := i; k <= n; k++ {
			for j := i - 1; j < k; j++ {
				if c := cost[i-1][j] + abs((l.xs[j]+l.xs[k])/2-l.leaves[i-1].midX()); c < cost[i][k] {
					cost[i][k], from[i][k] = c, j
				}
			}
		}
	}
	for i, k := m, n; i > 0; i-- {
		l.leaves[i-1].from, l.leaves[i-1].to = from[i][k], k
		k = from[i][k]
	}
	for _, r := range l.roots {
		r.settle()
	}
}

// goesOn takes the columns of the table before, where what the body holds stands in
// those, moved aside or not; false where it does not. The edges of a table without
// rules are where its text happens to end.
func (l *loose) goesOn(before *table, head int, text []textLine) bool {
	if l.lined() && !before.lined || before.lined && l.wholeRules() < anchored(l.body)-1 || len(l.rules) > 0 && abs(before.width()-l.width()) > 2*sameBorder {
		return false
	}
	moved := []float64{0, l.x0 - before.guess.printed.x0, l.x1 - before.guess.printed.x1}
	if head > 0 {
		moved = []float64{text[0].x0 - before.guess.header.lines[0].x0}
	}
	found, least := false, 0.0
	for _, by := range moved {
		xs := make([]float64, len(before.guess.xs)) // with those that no cell of its rows ends at
		for k, x := range before.guess.xs {
			xs[k] = x + by
		}
		body := partAt(partCodes(atBorders(wordsApart(l.body), xs)), xs)
		if over, ok := fit(inColumns(bandsOf(body), body, xs), before, xs); ok && (!found || over < least-0.5) {
			l.body, l.xs, l.open = body, xs, before.open
			l.header = before.guess.header.moved(by)
			found, least = true, over
		}
	}
	if found {
		l.x0, l.x1 = min(l.x0, l.xs[0]), max(l.x1, l.xs[len(l.xs)-1])
		l.xs[0], l.xs[len(l.xs)-1] = l.x0, l.x1
	}
	return found
}

// inColumns joins the columns of text that stand in one column and never both hold
// something on a line: they are one, whose cells are set differently.
func inColumns(bands []box, body []textLine, xs []float64) (out []box) {
	at := columnsOver(bands, xs)
	for i, b := range bands {
		if n := len(out); i > 0 && at[i] == at[i-1] && !bothHold(body, out[n-1], b) {
			out[n-1] = out[n-1].join(b)
			continue
		}
		out = append(out, b)
	}
	return out
}

// bothHold reports whether on some line something stands in each of two columns of text: not
// one text over both, such as the name of a total.
func bothHold(body []textLine, a, b box) bool {
	over := func(p textLine, c box) bool { return overlap(p.x0, p.x1, c.x0, c.x1) > 0 }
	return slices.ContainsFunc(onLines(body), func(row []textLine) bool {
		left := slices.ContainsFunc(row, func(p textLine) bool { return over(p, a) && !over(p, b) })
		return left && slices.ContainsFunc(row, func(p textLine) bool { return over(p, b) && !over(p, a) })
	})
}

// fit moves the borders of a table before, where a wider text asks for it, a little, and
// tells how far in all; false where two columns of text stand in one of its columns.
func fit(bands []box, before *table, xs []float64) (over float64, ok bool) {
	last := -1
	for _, b := range bands {
		c := 0
		for c+2 < len(xs) && b.midX() > xs[c+1] {
			c++
		}
		if c <= last || b.x0 < xs[0]-mostMoved || b.x1 > xs[len(xs)-1]+mostMoved {
			return 0, false
		}
		last = c
		over += max(xs[0]-b.x0, 0) + max(b.x1-xs[len(xs)-1], 0)
		if c > 0 && b.x0 < xs[c] && !slices.Contains(before.open, c) {
			over += xs[c] - b.x0
			xs[c] = b.x0 - 0.5
		}
		if c+2 < len(xs) && b.x1 > xs[c+1] && !slices.Contains(before.open, c+1) {
			over += b.x1 - xs[c+1]
			xs[c+1] = b.x1 + 0.5
		}
	}
	return over, slices.IsSorted(xs)
}

// bandsOf are where the columns of the body stand that hold something: pieces over
// one another make one. A piece over two that stand side by side joins none.
func bandsOf(body []textLine) []box {
	rows := onLines(body)
	var single, totals []box
	for _, p := range body {
		switch s := strings.ReplaceAll(p.text(), " ", ""); {
		case spansOthers(p, rows):
		case namesRow(s):
			totals = append(totals, p.box)
		default:
			single = append(single, p.box)
		}
	}
	out := overOneAnother(single)
	for _, s := range totals { // stand over the columns of codes and names, where there are such
		if !slices.ContainsFunc(out, func(b box) bool { return overlap(b.x0, b.x1, s.x0, s.x1) > 0 }) {
			out = append(out, s)
		}
	}
	return overOneAnother(out)
}

// under shares the columns of the body out among the heads, and gives the columns
// from the left: one for each head, more where several stand under it side by side.
func (l *loose) under(bands []box, set headsSet) []box {
	if len(l.leaves) == 0 {
		return bands
	}
	own := make([][]box, len(l.leaves))
	at, sure := l.assigned(bands, set)
	l.unsure = l.unsure || !sure
	for i, k := range at {
		if k >= 0 {
			own[k] = append(own[k], bands[i])
		}
	}
	var out []box
	for k, leaf := range l.leaves {
		leaf.from = len(out)
		switch cols := l.sideBySide(own[k]); len(cols) {
		case 0:
			out = append(out, leaf.box)
		case 1:
			out = append(out, leaf.box.join(cols[0]))
		default:
			out = append(out, cols...)
		}
		leaf.to = len(out)
	}
	for _, n := range l.roots {
		n.settle()
	}
	return out
}

// sideBySide joins the columns of one head that never both hold something on a line:
// they are one, whose cells are set differently.
func (l *loose) sideBySide(cols []box) []box {
	for i := 0; i+1 < len(cols); i++ {
		if !bothHold(l.known(), cols[i], cols[i+1]) {
			cols[i] = cols[i].join(cols[i+1])
			cols = slices.Delete(cols, i+1, i+2)
			i--
		}
	}
	return cols
}
