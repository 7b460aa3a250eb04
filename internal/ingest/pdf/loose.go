package pdf

import (
	"cmp"
	"slices"
	"strings"
)

// loose is a table whose columns no rules tell: they are told by how its text stands.
// The body tells where columns are that hold something, the head how many there are.
type loose struct {
	box
	rules  []rule    // the horizontal rules that it has, from the top
	joints []float64 // where their parts meet
	head   []textLine
	body   []textLine
	roots  []*node // of the head: heads over others, and those over one column
	leaves []*node // the heads over single columns, from the left
	xs     []float64
	open   []int // the borders that cells of the body reach over
}

// looseGrid makes the grid of a table without vertical rules. Columns are those of
// before, where the table goes on with that and has no head of its own.
func looseGrid(t box, rules []rule, joints []float64, text []textLine, page int, before *table) (table, bool) {
	l := &loose{box: t, rules: rules, joints: joints}
	l.divide(text)
	l.columns(before)
	if len(l.xs) < 3 || len(l.body) == 0 && len(rules) < 3 {
		return table{}, false
	}
	across := l.headRules()
	for _, y := range l.rowBorders() {
		across = append(across, y...)
	}
	across = inOrder(append(across, rule{t.y0, t.x0, t.x1}, rule{t.y1, t.x0, t.x1}))
	out, ok := gridOf(mergedAgain(across), l.downs(borders(across)), page)
	out.guessed, out.open, out.headed, out.lined = true, l.open, len(l.head) > 1, l.lined()
	return out, ok
}

// divide parts the text into the head and the body, and its lines into pieces. The
// body begins with the first line that has an amount, a code or the number of a
// column, and after the rule above that where there is one.
func (l *loose) divide(text []textLine) {
	top := l.y1
	for i := range text {
		if beginsBody(&text[i], l.box, i > 0) || i > 0 && l.beginsRow(&text[i], &text[i-1]) {
			top = text[i].y0
			break
		}
	}
	at := l.y0
	for _, r := range l.rules {
		if r.at <= top+touch && l.whole(r) {
			at = max(at, r.at)
		}
	}
	if at > l.y0+touch || l.lined() {
		top = at
	}
	for i := range text {
		pieces := l.atJoints(piecesOf(text[i]))
		if text[i].midY() < top {
			l.head = append(l.head, setApart(pieces, func(string) bool { return true })...)
		} else {
			l.body = append(l.body, setApart(pieces, totalName.MatchString)...)
		}
	}
}

// whole reports whether a rule reaches from side to side.
func (l *loose) whole(r rule) bool { return r.to-r.from > 0.9*l.width() }

// mostRules is how many rules from side to side a table has at most whose rows have
// none: above, below and under the head.
const mostRules = 3

// lined reports whether rules divide the rows.
func (l *loose) lined() bool {
	n := 0
	for _, r := range l.rules {
		if l.whole(r) {
			n++
		}
	}
	return n > mostRules || n == mostRules && len(l.rules) > mostRules
}

// beginsRow reports whether a line below a rule from side to side holds nothing but a
// name, at the left: of a row without amounts.
func (l *loose) beginsRow(line, above *textLine) bool {
	pieces := piecesOf(*line)
	return len(pieces) == 1 && pieces[0].x0 < l.x0+2*line.height() && len(piecesOf(*above)) > 1 && slices.ContainsFunc(l.rules, func(r rule) bool {
		return l.whole(r) && r.at > above.midY() && r.at < line.midY()
	})
}

// beginsBody reports whether a line can be none of a table's head, below other lines
// or not.
func beginsBody(l *textLine, t box, below bool) bool {
	numbered, totals := 0, 0
	pieces := piecesOf(*l)
	for i, p := range pieces {
		s := strings.ReplaceAll(p.text(), " ", "")
		switch {
		case isAmount(s) && (strings.Contains(s, ".") || len(s) > 2), codeLike.MatchString(s), i == 0 && enumerated(s):
			return true
		case totalName.MatchString(s):
			totals++
		case isAmount(s), s == "栏次", s == "行次":
			numbered++
		}
	}
	return numbered == len(pieces) && numbered > 2 || below && totals == len(pieces) && pieces[0].x0 < t.x0+t.width()/3
}

// piecesOf are what stands on a line in different columns.
func piecesOf(l textLine) (out []textLine) {
	for _, p := range columnsOf(l, ruledGap) {
		out = append(out, afterAmount(p)...)
	}
	return out
}

// partCodes parts codes from the names behind them where those stand in a column of
// their own: all names begin at one place, those behind codes of different lengths, or
// one without a code.
func partCodes(body []textLine) []textLine {
	end, first, last := 0.0, 1e9, 0.0
	lengths := map[int]bool{}
	at := make([]int, len(body)) // where a name begins after a code; 0 where none does
	for i, p := range body {
		n := 0
		for n < len(p.glyphs) && p.glyphs[n].r >= '0' && p.glyphs[n].r <= '9' {
			n++
		}
		if n < 2 || n > 7 || n == len(p.glyphs) || !han(p.glyphs[n].r) {
			continue
		}
		at[i] = n
		lengths[n] = true
		end, first, last = max(end, p.glyphs[n-1].x1), min(first, p.glyphs[n].x0), max(last, p.glyphs[n].x0)
	}
	if first <= end || last-first > 1 {
		return body
	}
	if len(lengths) < 2 && !slices.ContainsFunc(body, func(p textLine) bool { return abs(p.x0-first) < 1 && han(p.glyphs[0].r) }) {
		return body
	}
	var out []textLine
	for i, p := range body {
		if at[i] > 0 {
			out = append(out, lineOf(p.glyphs[:at[i]]))
		}
		out = append(out, lineOf(p.glyphs[at[i]:]))
	}
	return out
}

// leastJointGap is the least gap, in heights, that parts two texts at the border of
// columns.
const leastJointGap = 0.1

// atJoints parts pieces that stand over the border of columns with a gap there.
func (l *loose) atJoints(pieces []textLine) (out []textLine) {
	for _, p := range pieces {
		from := 0
		for i := 1; i < len(p.glyphs); i++ {
			a, b := p.glyphs[i-1], p.glyphs[i]
			if b.x0-a.x1 < leastJointGap*em(a, b) || !slices.ContainsFunc(l.joints, func(x float64) bool { return x > a.x1-1 && x < b.x0+1 }) {
				continue
			}
			out = append(out, lineOf(p.glyphs[from:i]))
			from = i
		}
		out = append(out, lineOf(p.glyphs[from:]))
	}
	return out
}

// mostSetApart is how far the characters of one word may be set apart, in heights.
const mostSetApart = 5.0

// setApart joins characters that stand by themselves to the words that they make,
// where those are words: 项　目, 合　　计. 类, 款 and 项 are heads of their own.
func setApart(pieces []textLine, word func(string) bool) (out []textLine) {
	for i := 0; i < len(pieces); {
		k := i + 1
		for k < len(pieces) && upright(&pieces[k-1]) && upright(&pieces[k]) && pieces[k].x0-pieces[k-1].x1 < mostSetApart*pieces[k].height() &&
			!(strings.ContainsRune("类款项", pieces[k-1].glyphs[0].r) && strings.ContainsRune("类款项", pieces[k].glyphs[0].r)) {
			k++
		}
		var glyphs []glyph
		for _, p := range pieces[i:k] {
			glyphs = append(glyphs, p.glyphs...)
		}
		if one := lineOf(glyphs); k-i > 1 && word(strings.ReplaceAll(one.text(), " ", "")) {
			out = append(out, one)
		} else {
			out = append(out, pieces[i:k]...)
		}
		i = k
	}
	return out
}

// leastApart is the least gap, in heights of the text, between an amount and a name
// in the next column.
const leastApart = 0.3

// afterAmount parts a name from the amount before it: nothing but a unit follows one
// in the same cell, and that without a gap.
func afterAmount(p textLine) []textLine {
	for i := 1; i < len(p.glyphs); i++ {
		a, b := p.glyphs[i-1], p.glyphs[i]
		if !han(b.r) || a.r < '0' || a.r > '9' || b.x0-a.x1 < leastApart*em(a, b) {
			continue
		}
		n := i
		for n > 0 && !han(p.glyphs[n-1].r) {
			n--
		}
		if s := join(p.glyphs[n:i]); isAmount(s) && strings.Contains(s, ".") {
			return append(afterAmount(lineOf(p.glyphs[:i])), afterAmount(lineOf(p.glyphs[i:]))...)
		}
	}
	return []textLine{p}
}

func lineOf(glyphs []glyph) textLine {
	out := textLine{glyphs[0].box, glyphs}
	for _, g := range glyphs[1:] {
		out.box = out.join(g.box)
	}
	return out
}

// columns finds the borders of the columns.
func (l *loose) columns(before *table) {
	l.body = partCodes(l.body)
	bands := bandsOf(l.body)
	l.readHead(bands)
	if len(l.leaves) == 0 && before != nil && l.goesOn(before, bands) {
		return
	}
	if l.jointed(bands) {
		return
	}
	columns := l.under(bands)
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
func (l *loose) goesOn(before *table, bands []box) bool {
	if before.lined != l.lined() || len(l.rules) > 0 && abs(before.width()-l.width()) > 2*sameBorder {
		return false
	}
	for _, by := range []float64{l.x0 - before.x0, 0, l.x1 - before.x1} {
		if xs, ok := fit(bands, before, by); ok {
			l.xs, l.open = xs, before.open
			l.x0, l.x1 = min(l.x0, xs[0]), max(l.x1, xs[len(xs)-1])
			xs[0], xs[len(xs)-1] = l.x0, l.x1
			return true
		}
	}
	return false
}

// fit are the borders of a table before, moved aside, and where a wider text asks for
// it a little further; false where two columns of text stand in one of its columns.
func fit(bands []box, before *table, by float64) ([]float64, bool) {
	xs := make([]float64, len(before.xs))
	for k, x := range before.xs {
		xs[k] = x + by
	}
	last := -1
	for _, b := range bands {
		c := 0
		for c+2 < len(xs) && b.midX() > xs[c+1] {
			c++
		}
		if c <= last || b.x0 < xs[0]-mostMoved || b.x1 > xs[len(xs)-1]+mostMoved {
			return nil, false
		}
		last = c
		if c > 0 && b.x0 < xs[c] && !slices.Contains(before.open, c) {
			xs[c] = b.x0 - 0.5
		}
		if c+2 < len(xs) && b.x1 > xs[c+1] && !slices.Contains(before.open, c+1) {
			xs[c+1] = b.x1 + 0.5
		}
	}
	return xs, slices.IsSorted(xs)
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

// overOneAnother joins boxes that stand over one another, and gives them from the left.
func overOneAnother(list []box) []box {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b box) int { return cmp.Compare(a.x0, b.x0) })
	var out []box
	for _, b := range list {
		if n := len(out); n > 0 && b.x0 < out[n-1].x1 {
			out[n-1] = out[n-1].join(b)
		} else {
			out = append(out, b)
		}
	}
	return out
}

// onLines groups pieces by the lines that they stand on.
func onLines(pieces []textLine) (out [][]textLine) {
	order := slices.Clone(pieces)
	slices.SortStableFunc(order, func(a, b textLine) int { return cmp.Compare(a.midY(), b.midY()) })
	for _, p := range order {
		if n := len(out); n > 0 && abs(out[n-1][0].midY()-p.midY()) < 0.3*p.height() {
			out[n-1] = append(out[n-1], p)
		} else {
			out = append(out, []textLine{p})
		}
	}
	return out
}

// spansOthers reports whether, on other lines, two pieces stand side by side where
// this one stands.
func spansOthers(p textLine, rows [][]textLine) bool {
	n := 0
	for _, row := range rows {
		over := 0
		for _, o := range row {
			if overlap(o.x0, o.x1, p.x0, p.x1) > 1 {
				over++
			}
		}
		if over > 1 {
			n++
		}
	}
	return n > 1 || n == 1 && len(rows) < 6
}

// under shares the columns of the body out among the heads, and gives the columns
// from the left: one for each head, more where several stand under it side by side.
func (l *loose) under(bands []box) []box {
	if len(l.leaves) == 0 {
		return bands
	}
	own := make([][]box, len(l.leaves))
	for _, b := range bands {
		if k := l.leafOver(b, own); k >= 0 {
			own[k] = append(own[k], b)
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

// namesRow reports whether a text names a total, or the row of the columns' numbers:
// such stand in the middle of all columns before the amounts.
func namesRow(s string) bool { return totalName.MatchString(s) || s == "栏次" || s == "行次" }

// leafOver is the head that a column of the body belongs to: the one over it, else
// the nearest; -1 where several stand over it, whose columns its cells reach over.
func (l *loose) leafOver(b box, own [][]box) int {
	best, most, next, far := -1, 0.0, 0.0, 0.0
	for k, leaf := range l.leaves {
		switch o := overlap(leaf.x0, leaf.x1, b.x0, b.x1); {
		case o > most:
			best, most, next = k, o, most
		case o > next:
			next = o
		}
	}
	switch {
	case most > 1 && most > 3*next:
		return best
	case most > 1:
		return -1
	}
	best = -1
	for k, leaf := range l.leaves {
		d := max(leaf.x0-b.x1, b.x0-leaf.x1)
		if len(own[k]) > 0 && overlap(own[k][0].x0, own[k][0].x1, leaf.x0, leaf.x1) > 1 {
			d *= 3 // has a column already
		}
		if best < 0 || d < far {
			best, far = k, d
		}
	}
	return best
}

// sideBySide joins the columns of one head that never both hold something on a line:
// they are one, whose cells are set differently.
func (l *loose) sideBySide(cols []box) []box {
	for i := 0; i+1 < len(cols); i++ {
		both := 0
		for _, row := range onLines(l.body) {
			a := slices.ContainsFunc(row, func(p textLine) bool { return overlap(p.x0, p.x1, cols[i].x0, cols[i].x1) > 0 })
			b := slices.ContainsFunc(row, func(p textLine) bool { return overlap(p.x0, p.x1, cols[i+1].x0, cols[i+1].x1) > 0 })
			if a && b {
				both++
			}
		}
		if both == 0 {
			cols[i] = cols[i].join(cols[i+1])
			cols = slices.Delete(cols, i+1, i+2)
			i--
		}
	}
	return cols
}

// downs are the vertical borders that are not drawn: between columns in every row,
// but not through a text nor through the head of a group; nor, in the body, where
// cells reach over both columns and no row has something in each.
func (l *loose) downs(ys []float64) []rule {
	var out []rule
	end := l.headEnd()
	for k, x := range l.xs {
		edge := k == 0 || k == len(l.xs)-1
		open := !edge && (slices.Contains(l.open, k) || l.reachesOver(k) || l.codesOver(k))
		if open && !slices.Contains(l.open, k) {
			l.open = append(l.open, k)
		}
		for r := 0; r+1 < len(ys); r++ {
			mid := (ys[r] + ys[r+1]) / 2
			if !edge && (mid < end && l.groupAt(k, mid) || mid > end && (open || l.centredOver(k, ys[r], ys[r+1])) || crossed(l.head, x, ys[r], ys[r+1]) || crossed(l.body, x, ys[r], ys[r+1])) {
				continue
			}
			out = append(out, rule{x, ys[r], ys[r+1]})
		}
	}
	return inOrder(out)
}

// reachesOver reports whether cells of the body reach over border k, and none stand
// on both sides of it.
func (l *loose) reachesOver(k int) bool {
	over := 0
	for _, row := range onLines(l.body) {
		left, right := false, false
		for _, p := range row {
			switch {
			case p.x0 < l.xs[k]-1 && p.x1 > l.xs[k]+1:
				over++
			case p.midX() > l.xs[k-1] && p.midX() < l.xs[k]:
				left = true
			case p.midX() > l.xs[k] && p.midX() < l.xs[k+1]:
				right = true
			}
		}
		if left && right {
			return false
		}
	}
	return over > 1
}

// centredOver reports whether a total's name, or what the row of the columns' numbers is
// called, stands in the middle of the columns before the amounts, over border k.
func (l *loose) centredOver(k int, y0, y1 float64) bool {
	var name *textLine
	next := l.x1 // where the first amount's column begins
	for i := range l.body {
		p := &l.body[i]
		if p.midY() < y0 || p.midY() > y1 {
			continue
		}
		switch s := strings.ReplaceAll(p.text(), " ", ""); {
		case p.x1 < l.midX() && namesRow(s):
			name = p
		case isAmount(s):
			next = min(next, l.xs[l.columnOf(*p)])
		}
	}
	if name == nil || l.xs[k] >= next-1 {
		return false
	}
	c := l.columnOf(*name)
	return abs(name.midX()-(l.x0+next)/2) < 2 && abs(name.midX()-(l.xs[c]+l.xs[c+1])/2) > 2
}

// codesOver reports whether border k parts columns of one head in which codes of
// different lengths, and nothing else, stand in one column: 类, 款, 项 over cells that
// hold the whole code.
func (l *loose) codesOver(k int) bool {
	g := l.groupOver(l.roots, k)
	if g == nil {
		return false
	}
	lengths, column := map[int]bool{}, -1
	for _, p := range l.body {
		c := l.columnOf(p)
		if c < g.from || c >= g.to || totalName.MatchString(strings.ReplaceAll(p.text(), " ", "")) {
			continue
		}
		if s := tidy(p.text()); column >= 0 && c != column || !codeLike.MatchString(s) {
			return false
		}
		column = c
		lengths[len(p.glyphs)] = true
	}
	return len(lengths) > 1
}

// groupOver is the lowest head that stands over both columns beside border k.
func (l *loose) groupOver(list []*node, k int) *node {
	for _, n := range list {
		if n.from < k && k < n.to {
			if below := l.groupOver(n.kids, k); below != nil {
				return below
			}
			return n
		}
	}
	return nil
}

// crossed reports whether a text between two heights stands across x.
func crossed(pieces []textLine, x, y0, y1 float64) bool {
	return slices.ContainsFunc(pieces, func(p textLine) bool {
		return p.midY() > y0 && p.midY() < y1 && p.x0 < x-1 && p.x1 > x+1
	})
}
