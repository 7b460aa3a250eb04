package pdf

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// touch is how near two rules count as meeting, in points.
const touch = 2.5

// table is a table on one page: its cells in rows from the top, each with the
// rows and columns that it covers.
type table struct {
	box
	page   int
	xs, ys []float64 // the borders of columns and rows
	cells  []cell
	ruled  bool

	guessed bool   // its columns are told by the text (confidence.go)
	guess   *loose // how they are told
	open    []int  // the borders of such columns that the cells of the body reach over
	headed  bool   // it begins with a head
	lined   bool   // its rows have rules
	orphan  bool   // its columns are told by the text, without a head, and it goes on with none
	form    bool   // its columns are told by the text, and it is a performance form (unsure.go)
	bare    bool   // without rules between pages that have them
	garbled bool   // the text of its page is not what it shows
}

// cell covers rows r0 … r1-1 and columns c0 … c1-1.
type cell struct {
	box
	r0, r1, c0, c1 int
	glyphs         []glyph
	hung           bool // the last of them hung out under the table: the next page goes on with them
}

// mostAskew is how far pieces of one rule are from its line at most.
const mostAskew = 1.2

// merged joins rules on one line that touch, and drops what another covers.
func merged(rules []rule) []rule {
	var out []rule
	for _, r := range rules {
		joined := false
		for i := len(out) - 1; i >= 0 && r.at-out[i].at < mostAskew; i-- {
			o := &out[i]
			if r.from <= o.to+touch && o.from <= r.to+touch {
				o.from, o.to = min(o.from, r.from), max(o.to, r.to)
				joined = true
				break
			}
		}
		if !joined {
			out = append(out, r)
		}
	}
	return out
}

// leastTable is wider than any character that is drawn as lines, and narrower
// than any table.
const leastTable = 56.0

// grids finds the tables that rules make on a page; before is the last one of the page
// before it, with which the first may go on.
func grids(p *rawPage, near beyond) []table {
	out, alone := framed(p.across, p.down, p.number)
	if across, down := shaded(p, out, p.across, p.down); len(across) > len(p.across) {
		out, alone = framed(across, down, p.number)
	}
	text := sync.OnceValue(func() []textLine { return lines(outside(out, p.glyphs)) })
	alone = capped(out, alone, text)
	if len(alone) >= 2 {
		text := text()
		out = append(out, acrossGrids(p, withoutLeaders(alone, text), text, near)...)
	}
	slices.SortFunc(out, func(a, b table) int { return cmp.Or(cmp.Compare(a.y0, b.y0), cmp.Compare(a.x0, b.x0)) })
	return out
}

// framed finds the tables that rules make both ways, and the horizontal rules that
// no vertical one meets.
func framed(across, down []rule, page int) (out []table, alone []rule) {
	for _, part := range connected(mergedAgain(across), mergedAgain(down)) {
		if len(part.down) == 0 {
			alone = append(alone, part.across...)
			continue
		}
		if t, ok := gridOf(part.across, part.down, page); ok && t.width() > leastTable {
			out = append(out, t)
		}
	}
	return out, alone
}

// withoutLeaders drops the lines that lead from an entry to its page in a table of
// contents: they stand on a line of text, between its words and its number.
func withoutLeaders(rules []rule, text []textLine) []rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r rule) bool {
		return slices.ContainsFunc(text, func(l textLine) bool {
			return r.at > l.y0 && r.at < l.y1+1 && l.x0 < r.from && l.x1 > r.to && overlap(r.from, r.to, l.x0, l.x1) > 0 &&
				!slices.ContainsFunc(l.glyphs, func(g glyph) bool {
					return g.midX() > r.from+1 && g.midX() < r.to-1 || g.midX() >= r.to-1 && !pageNumber(g.r)
				})
		})
	})
}

// pageNumber reports whether a page's number is written with r: 12, - 12 -.
func pageNumber(r rune) bool {
	return r >= '0' && r <= '9' || strings.ContainsRune(" -—–()（）", r)
}

// outside are the glyphs that stand in no table.
func outside(tables []table, glyphs []glyph) []glyph {
	var out []glyph
	for _, g := range glyphs {
		if !slices.ContainsFunc(tables, func(t table) bool {
			return g.midX() > t.x0 && g.midX() < t.x1 && g.midY() > t.y0 && g.midY() < t.y1
		}) {
			out = append(out, g)
		}
	}
	return out
}

// mergedAgain joins until nothing joins any more.
func mergedAgain(rules []rule) []rule {
	for {
		next := merged(rules)
		if len(next) == len(rules) {
			return next
		}
		rules = next
	}
}

// inOrder sorts rules by their places.
func inOrder(rules []rule) []rule {
	slices.SortFunc(rules, func(a, b rule) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	return rules
}

type part struct{ across, down []rule }

// connected groups rules that cross or touch.
func connected(across, down []rule) []part {
	group := make([]int, len(across)+len(down))
	for i := range group {
		group[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if group[i] != i {
			group[i] = find(group[i])
		}
		return group[i]
	}
	for i, a := range across {
		for j, d := range down {
			if d.at >= a.from-touch && d.at <= a.to+touch && a.at >= d.from-touch && a.at <= d.to+touch {
				group[find(i)] = find(len(across) + j)
			}
		}
	}
	parts := map[int]*part{}
	var order []int
	of := func(i int) *part {
		g := find(i)
		if parts[g] == nil {
			parts[g] = &part{}
			order = append(order, g)
		}
		return parts[g]
	}
	for i, a := range across {
		p := of(i)
		p.across = append(p.across, a)
	}
	for j, d := range down {
		p := of(len(across) + j)
		p.down = append(p.down, d)
	}
	var out []part
	for _, g := range order {
		out = append(out, *parts[g])
	}
	return out
}

// gridOf makes the cells of connected rules; false where they are no table: a
// frame, an underline.
func gridOf(across, down []rule, page int) (table, bool) {
	if len(across) < 2 && !asLong(down) || len(across) < 1 || len(down) < 1 {
		return table{}, false
	}
	ys, xs := openEnds(borders(across), down), borders(down)
	left, right := across[0].from, across[0].to
	for _, a := range across {
		left, right = min(left, a.from), max(right, a.to)
	}
	if len(xs) == 0 || xs[0]-left > 6 { // the sides are open
		xs = append([]float64{left}, xs...)
	}
	if right-xs[len(xs)-1] > 6 {
		xs = append(xs, right)
	}
	if len(xs) < 3 && len(ys) < 3 || len(xs) < 2 || len(ys) < 2 {
		return table{}, false
	}
	t := table{page: page, xs: xs, ys: ys, ruled: true, box: box{xs[0], ys[0], xs[len(xs)-1], ys[len(ys)-1]}}
	t.cells = mergedCells(xs, ys, across, down)
	return t, true
}

// asLong reports whether rules, several, are as long as each other: those between the cells
// of one row, which a page break has left without a rule above or below.
func asLong(rules []rule) bool {
	for _, r := range rules {
		if abs(r.from-rules[0].from) > touch || abs(r.to-rules[0].to) > touch {
			return false
		}
	}
	return len(rules) > 2
}

// leastOpen is how far vertical rules go on, at least, where a row is open above or
// below: a line of small text.
const leastOpen = 6.0

// openEnds adds the borders of rows that a page break has left without a rule of
// their own above or below: vertical rules go on to there.
func openEnds(ys []float64, down []rule) []float64 {
	top, bottom := ys[0], ys[len(ys)-1]
	for _, r := range down {
		if endTogether(down, func(o rule) float64 { return o.from }, r.from) {
			top = min(top, r.from)
		}
		if endTogether(down, func(o rule) float64 { return o.to }, r.to) {
			bottom = max(bottom, r.to)
		}
	}
	if ys[0]-top > leastOpen {
		ys = slices.Insert(ys, 0, top)
	}
	if bottom-ys[len(ys)-1] > leastOpen {
		ys = append(ys, bottom)
	}
	return ys
}

// endTogether reports whether two or more rules end at a place.
func endTogether(rules []rule, end func(rule) float64, at float64) bool {
	n := 0
	for _, r := range rules {
		if abs(end(r)-at) <= touch {
			n++
		}
	}
	return n >= 2
}

// borders are the places of rules, those within touch taken as one.
func borders(rules []rule) []float64 {
	at := make([]float64, len(rules))
	for i, r := range rules {
		at[i] = r.at
	}
	slices.Sort(at)
	var out []float64
	for _, v := range at {
		if len(out) == 0 || v-out[len(out)-1] > touch {
			out = append(out, v)
		}
	}
	return out
}

// mergedCells joins the small cells between borders where no rule divides them.
func mergedCells(xs, ys []float64, across, down []rule) []cell {
	nr, nc := len(ys)-1, len(xs)-1
	owner := make([]int, nr*nc)
	for i := range owner {
		owner[i] = -1
	}
	var out []cell
	for r := range nr {
		for c := range nc {
			if owner[r*nc+c] >= 0 {
				continue
			}
			r1, c1 := r+1, c+1
			for c1 < nc && owner[r*nc+c1] < 0 && !divided(down, xs[c1], ys[r], ys[r+1]) {
				c1++
			}
			for r1 < nr && !anyDivided(across, ys[r1], xs[c:c1+1]) && free(owner, nc, r1, c, c1) && !innerDivided(down, xs[c+1:c1], ys[r1], ys[r1+1]) {
				r1++
			}
			for y := r; y < r1; y++ {
				for x := c; x < c1; x++ {
					owner[y*nc+x] = len(out)
				}
			}
			out = append(out, cell{box: box{xs[c], ys[r], xs[c1], ys[r1]}, r0: r, r1: r1, c0: c, c1: c1})
		}
	}
	return out
}

func free(owner []int, nc, r, c0, c1 int) bool {
	for c := c0; c < c1; c++ {
		if owner[r*nc+c] >= 0 {
			return false
		}
	}
	return true
}

func anyDivided(across []rule, y float64, xs []float64) bool {
	for i := 1; i < len(xs); i++ {
		if divided(across, y, xs[i-1], xs[i]) {
			return true
		}
	}
	return false
}

func innerDivided(down []rule, xs []float64, y0, y1 float64) bool {
	for _, x := range xs {
		if divided(down, x, y0, y1) {
			return true
		}
	}
	return false
}

// divided reports whether rules at a place cover most of the way from … to.
func divided(rules []rule, at, from, to float64) bool {
	var covered float64
	for _, r := range rules {
		if r.at < at-touch || r.at > at+touch {
			continue
		}
		if lo, hi := max(r.from, from), min(r.to, to); hi > lo {
			covered += hi - lo
		}
	}
	return covered >= 0.6*(to-from)
}
