package pdf

import (
	"slices"
	"strings"
)

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
			if !edge && (mid < end && l.groupAt(k, mid) || mid > end && (open && !l.levelsBeside(k, ys[r], ys[r+1]) || l.centredOver(k, ys[r], ys[r+1])) || crossed(l.head, x, ys[r], ys[r+1]) || crossed(l.body, x, ys[r], ys[r+1])) {
				continue
			}
			out = append(out, rule{x, ys[r], ys[r+1]})
		}
	}
	return inOrder(out)
}

// levelsBeside reports whether the heads of two levels of a code stand beside border k, in a
// row of their own below the head.
func (l *loose) levelsBeside(k int, y0, y1 float64) bool {
	in := func(c int) bool {
		return slices.ContainsFunc(l.body, func(p textLine) bool {
			return p.midY() > y0 && p.midY() < y1 && level(p) && l.columnOf(p) == c
		})
	}
	return in(k-1) && in(k)
}

// reachesOver reports whether cells of the body reach over border k, and none stand
// on both sides of it.
func (l *loose) reachesOver(k int) bool {
	over := 0
	for _, row := range onLines(l.known()) {
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
// called, stands in the middle of the columns before the amounts, over border k: of the
// first columns, or of those of the other side of a table that has two.
func (l *loose) centredOver(k int, y0, y1 float64) bool {
	var row []textLine
	for _, p := range l.body {
		if p.midY() >= y0 && p.midY() <= y1 {
			row = append(row, p)
		}
	}
	return slices.ContainsFunc(row, func(p textLine) bool {
		return namesRow(strings.ReplaceAll(p.text(), " ", "")) && l.inMiddleOver(&p, row, k)
	})
}

// inMiddleOver reports whether a name on a row stands in the middle of several columns
// between the amounts beside it, among them those at border k.
func (l *loose) inMiddleOver(name *textLine, row []textLine, k int) bool {
	first, next := 0, l.x1 // where the last amount's column before it ends, and where the first one's behind it begins
	for _, p := range row {
		if !isAmount(strings.ReplaceAll(p.text(), " ", "")) {
			continue
		}
		if c := l.columnOf(p); p.x0 > name.x1 {
			next = min(next, l.xs[c])
		} else if p.x1 < name.x0 {
			first = max(first, c+1)
		}
	}
	if k <= first || l.xs[k] >= next-1 {
		return false
	}
	c := l.columnOf(*name)
	inOne := abs(name.midX() - (l.xs[c]+l.xs[c+1])/2)
	ofAmounts := l.ofAmounts(c)
	if !ofAmounts && (inOne <= 2 || l.beginsAsOthers(*name)) {
		return false
	}
	most := 2.0
	if len(l.rules) == 0 && !ofAmounts { // where the columns begin and end is known by their text
		most = max(most, min(0.5*name.height(), inOne/3))
	}
	if l.aside {
		most = max(most, inOne)
	}
	for a := first; a < k && a <= c; a++ { // beside a column of cells over several rows, or not
		if abs(name.midX()-(l.xs[a]+next)/2) < most {
			return true
		}
	}
	return false
}

// ofAmounts reports whether a column holds amounts, not names.
func (l *loose) ofAmounts(column int) bool {
	amounts, names := 0, 0
	for _, p := range l.known() {
		switch s := tidy(p.text()); {
		case l.columnOf(p) != column || namesRow(strings.ReplaceAll(s, " ", "")):
		case isAmount(s) && strings.Contains(s, "."):
			amounts++
		default:
			names++
		}
	}
	return amounts > names
}

// beginsAsOthers reports whether a text begins where its column's others do that begin
// first, two of many or one of few: then it is set as those, not in the middle of several
// columns.
func (l *loose) beginsAsOthers(p textLine) bool {
	n, others := 0, 0
	for _, o := range l.known() {
		if l.columnOf(o) != l.columnOf(p) || namesRow(strings.ReplaceAll(o.text(), " ", "")) {
			continue
		}
		others++
		if o.x0 < p.x0-0.5 {
			return false
		}
		if o.x0 < p.x0+0.5 {
			n++
		}
	}
	return n > 1 || n == 1 && others <= 2
}

// codesOver reports whether border k parts columns of one head in which codes of
// different lengths, and nothing else, stand in one column: 类, 款, 项 over cells that
// hold the whole code.
func (l *loose) codesOver(k int) bool {
	g := l.groupOver(l.roots, k)
	if g == nil {
		return false
	}
	if slices.Contains(l.codes, g) && l.wholeCodes(g) {
		return true
	}
	var codes []textLine
	for _, p := range l.known() {
		c := l.columnOf(p)
		if c < g.from || c >= g.to || level(p) || namesRow(strings.ReplaceAll(p.text(), " ", "")) {
			continue
		}
		if !codeLike.MatchString(tidy(p.text())) {
			return false
		}
		codes = append(codes, p)
	}
	return l.inOneColumn(codes)
}

// sameEdge is how far apart edges of texts are at most that are set along one.
const sameEdge = 1.0

// inOneColumn reports whether codes of different lengths stand in one column, one on a line,
// or are set along one edge, or around one middle, of the same cell.
func (l *loose) inOneColumn(codes []textLine) bool {
	lengths, columns := map[int]bool{}, map[int]bool{}
	for _, p := range codes {
		lengths[len(p.glyphs)], columns[l.columnOf(p)] = true, true
	}
	if len(lengths) < 2 || len(columns) > 1 && len(onLines(codes)) < len(codes) {
		return false
	}
	along := func(edge func(textLine) float64) bool {
		return !slices.ContainsFunc(codes, func(p textLine) bool { return abs(edge(p)-edge(codes[0])) > sameEdge })
	}
	return len(columns) == 1 || along(func(p textLine) float64 { return p.x0 }) || along(func(p textLine) float64 { return p.x1 }) || along(func(p textLine) float64 { return p.midX() })
}

// wholeCodes reports whether some code stands over the border of two levels, and none has
// its levels side by side.
func (l *loose) wholeCodes(g *node) bool {
	over := false
	for _, row := range onLines(l.known()) {
		n := 0
		for _, p := range row {
			if p.midX() < l.xs[g.from] || p.midX() > l.xs[g.to] {
				continue
			}
			n++
			over = over || crossed([]textLine{p}, l.xs[l.columnOf(p)], p.y0, p.y1) || crossed([]textLine{p}, l.xs[l.columnOf(p)+1], p.y0, p.y1)
		}
		if n > 1 {
			return false
		}
	}
	return over
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
		over := max(1, mostOver*p.height())
		return p.midY() > y0 && p.midY() < y1 && p.x0 < x-over && p.x1 > x+over
	})
}

// mostOver is how far, in heights, a text may reach over the border of its column.
const mostOver = 0.2
