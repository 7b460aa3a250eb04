package pdf

import (
	"cmp"
	"slices"
	"strings"
)

// node is a head: over those below it, or over columns from … to-1.
type node struct {
	box
	kids     []*node
	from, to int
	end      float64 // where those below begin
}

// settle takes the columns of a head from those below it.
func (n *node) settle() {
	for i, k := range n.kids {
		k.settle()
		if i == 0 {
			n.from = k.from
		}
		n.to = k.to
	}
}

// readHead finds which heads stand over which, where some borders of the columns are known.
func (l *loose) readHead(bands []box, borders []float64) {
	blocks := l.blocks()
	known := hints{bands: bands, joints: borders, levels: l.levelsAt(), inner: l.innerRules(), off: new(float64)}
	l.leaves, l.codes = nil, nil
	if len(l.rules) == 0 && len(borders) == 0 {
		known.open = l.box
		known.least, known.most = l.outermost()
	}
	l.roots = tree(blocks, known, box{l.x0, l.y0, l.x1, l.headEnd()})
	l.headsOff = *known.off
	l.ends(l.roots)
	l.markLevels(l.roots)
	for _, n := range l.roots {
		l.leaves = n.leavesOf(l.leaves)
	}
}

// headAgain finds which heads stand over which once more, now that the columns' borders
// are known: they leave less room for other ways. False where the heads do not stand over
// them in the end.
func (l *loose) headAgain(bands []box) bool {
	before := l.leaves
	l.readHead(bands, l.xs[1:len(l.xs)-1])
	if !slices.EqualFunc(before, l.leaves, func(a, b *node) bool { return a.box == b.box }) {
		return l.centred(bands)
	}
	for i, n := range l.leaves {
		n.from, n.to = before[i].from, before[i].to
	}
	for _, n := range l.roots {
		n.settle()
	}
	return true
}

// levelsAt is where the last row of the head begins, if that holds nothing but the levels of
// a code; 0 where it does not.
func (l *loose) levelsAt() float64 {
	rows := onLines(l.head)
	if len(rows) < 2 {
		return 0
	}
	last := rows[len(rows)-1]
	if slices.ContainsFunc(last, func(p textLine) bool { return !level(p) }) {
		return 0
	}
	return around(last).y0
}

// markLevels tells the heads over the levels of a code.
func (l *loose) markLevels(list []*node) {
	for _, n := range list {
		if len(n.kids) > 1 && !slices.ContainsFunc(n.kids, func(k *node) bool {
			return !slices.ContainsFunc(l.head, func(p textLine) bool { return p.box == k.box && level(p) })
		}) {
			l.codes = append(l.codes, n)
		}
		l.markLevels(n.kids)
	}
}

func (n *node) leavesOf(out []*node) []*node {
	if len(n.kids) == 0 {
		return append(out, n)
	}
	for _, k := range n.kids {
		out = k.leavesOf(out)
	}
	return out
}

// blocks are the heads, those over several lines made one.
func (l *loose) blocks() []*node {
	rows := onLines(l.head)
	var out []*node
	last := map[*node]int{} // the row of a head's last line
	for r, row := range rows {
		for _, p := range row {
			if b := l.upper(out, last, rows, r, p); b != nil {
				b.box = b.join(p.box)
				last[b] = r
				continue
			}
			b := &node{box: p.box}
			last[b] = r
			out = append(out, b)
		}
	}
	return out
}

// upper is the head that a piece on line r goes on with: it stands close below, over
// the same middle, no rule is between, and what stands beside the piece is no row of
// heads without such a one above.
func (l *loose) upper(blocks []*node, last map[*node]int, rows [][]textLine, r int, p textLine) *node {
	var best *node
	for _, b := range blocks {
		if last[b] < r && p.y0-b.y1 < 0.75*p.height() && p.y0 > b.midY() && overlap(b.x0, b.x1, p.x0, p.x1) > 0 {
			if abs(b.midX()-p.midX()) < 0.3*p.height() || abs(b.x0-p.x0) < 1 && p.width() < b.width()+firstRun(&p) {
				best = b
			}
		}
	}
	if best == nil || level(p) && slices.ContainsFunc(rows[r], func(o textLine) bool { return level(o) && o.glyphs[0].r != p.glyphs[0].r }) {
		return nil
	}
	if p.width() > best.width()+firstRun(&p)+0.5*p.height() && (standsLower(rows, p) || amongWhole(blocks, rows[r], p)) {
		return nil
	}
	if slices.ContainsFunc(l.rules, func(a rule) bool {
		return a.at > best.midY() && a.at < p.midY() && a.from < p.midX() && p.midX() < a.to
	}) {
		return nil
	}
	at := slices.IndexFunc(rows[r], func(o textLine) bool { return o.box == p.box })
	below := func(k int) bool { // a head of its own, as high as the piece, that best may be over
		if k < 0 || k >= len(rows[r]) || abs(rows[r][k].midY()-p.midY()) > 0.1*p.height() {
			return false
		}
		q := rows[r][k]
		return overlap(best.x0, best.x1, q.x0, q.x1) > 0 || !slices.ContainsFunc(rows[last[best]], func(o textLine) bool { return overlap(o.x0, o.x1, q.x0, q.x1) > 0 })
	}
	if best.width() > p.width()-1 && below(at-1) && below(at+1) && inMiddle(rows[r][at-1:at+2]) && !upright(&p) && !middleLine(best, rows[r+1:], p) {
		return nil
	}
	return best
}

// amongWhole reports whether two or more heads of one line stand at the height of a piece:
// beside those the last of several lines would stand lower.
func amongWhole(blocks []*node, row []textLine, p textLine) bool {
	n := 0
	for _, o := range row {
		if o.box != p.box && abs(o.midY()-p.midY()) < 0.1*p.height() && !slices.ContainsFunc(blocks, func(b *node) bool {
			return b.y0 < o.y0-1 && o.y0-b.y1 < 0.75*o.height() && overlap(b.x0, b.x1, o.x0, o.x1) > 0
		}) {
			n++
		}
	}
	return n > 1
}

// standsLower reports whether heads stand about half a line lower than a piece: what they
// are in the middle of begins with the piece, not above it.
func standsLower(rows [][]textLine, p textLine) bool {
	return slices.ContainsFunc(rows, func(row []textLine) bool {
		return slices.ContainsFunc(row, func(o textLine) bool {
			by := (o.midY() - p.midY()) / p.height()
			return by > 0.2 && by < 1.2 && overlap(o.x0, o.x1, p.x0, p.x1) <= 0
		})
	})
}

// inMiddle reports whether the second of three heads is about in the middle of the others,
// as it is where one head stands over all.
func inMiddle(row []textLine) bool {
	a, b := row[1].midX()-row[0].midX(), row[2].midX()-row[1].midX()
	return max(a, b) < 2*min(a, b)
}

// middleLine reports whether a piece is the middle line of a head that goes on below it:
// then as much of that stands below as above.
func middleLine(above *node, rows [][]textLine, p textLine) bool {
	all := above.join(p.box)
	for _, row := range rows {
		k := slices.IndexFunc(row, func(o textLine) bool {
			return abs(o.midX()-p.midX()) < 0.3*p.height() && o.y0-all.y1 < 0.75*p.height()
		})
		if k >= 0 {
			all = all.join(row[k].box)
		}
	}
	return abs(all.midY()-p.midY()) < 0.2*p.height()
}

// level reports whether a text heads the column of one of a code's levels.
func level(l textLine) bool {
	return len(l.glyphs) == 1 && strings.ContainsRune("类款项", l.glyphs[0].r)
}

// tree arranges heads that stand in an area: the topmost ones stand over those below
// them that they are in the middle of; the others stand alone, in the middle of the
// height.
func tree(blocks []*node, known hints, area box) []*node {
	if len(blocks) < 2 {
		return blocks
	}
	if y, ok := known.parts(area, blocks); ok {
		if out, ok := partedAt(blocks, known, area, y); ok {
			return out
		}
	}
	top := blocks[0].midY()
	for _, b := range blocks {
		top = min(top, b.midY())
	}
	var over, rest []*node
	for _, b := range blocks {
		if b.midY() < top+0.35*lineHeight(b) {
			over = append(over, b)
		} else {
			rest = append(rest, b)
		}
	}
	byX := func(a, b *node) int { return cmp.Compare(a.midX(), b.midX()) }
	slices.SortFunc(over, byX)
	if len(rest) == 0 {
		return over
	}
	stacks := stacked(rest)
	a := arrangement{over: over, stacks: stacks, edges: edgesOf(stacks, known, area), area: area}
	out := a.solve(known)
	slices.SortFunc(out, byX)
	return out
}

// partedAt arranges heads that a rule from side to side of their area parts: each of those
// above that stands over no other stands over some below. False where some below stand under
// none.
func partedAt(blocks []*node, known hints, area box, y float64) ([]*node, bool) {
	var upper, lower []*node
	for _, b := range blocks {
		if b.midY() < y {
			upper = append(upper, b)
		} else {
			lower = append(lower, b)
		}
	}
	out := tree(upper, known, box{area.x0, area.y0, area.x1, y})
	var over []*node
	for _, n := range out {
		over = n.leavesOf(over)
	}
	stacks := stacked(lower)
	a := arrangement{over: over, stacks: stacks, edges: edgesOf(stacks, known, area), area: area}
	if len(a.solve(known)) == len(over) {
		return out, true
	}
	for _, b := range blocks {
		b.kids = nil
	}
	return nil, false
}

func lineHeight(b *node) float64 { return min(b.height(), 12) }

// headEnd is where the head ends and the body begins.
func (l *loose) headEnd() float64 {
	if len(l.head) == 0 {
		return l.y0
	}
	low, high := around(l.head).y1, l.y1
	if len(l.body) > 0 {
		high = around(l.body).y0
	}
	for i := len(l.rules) - 1; i >= 0; i-- {
		if r := l.rules[i]; r.at > low-touch && r.at < high+touch && l.whole(r) {
			return r.at
		}
	}
	return (low + high) / 2
}

// groupAt reports whether at a height the head of a group stands over border k.
func (l *loose) groupAt(k int, y float64) bool {
	var in func(list []*node, from float64) bool
	in = func(list []*node, from float64) bool {
		for _, n := range list {
			if n.from >= k || n.to <= k {
				continue
			}
			return y > from && y < n.end || in(n.kids, n.end)
		}
		return false
	}
	return in(l.roots, l.y0)
}

// ends sets where heads side by side end and those below them begin: at the rule
// below, else half way to them, all at one height where they can be.
func (l *loose) ends(list []*node) {
	high, low := 0.0, l.headEnd()
	for _, n := range list {
		if len(n.kids) > 0 {
			high, low = max(high, n.y1), min(low, n.first())
		}
	}
	for _, n := range list {
		switch at, ok := l.ruleBelow(n); {
		case len(n.kids) == 0:
			n.end = l.headEnd()
		case ok:
			n.end = at
		case high < low:
			n.end = (high + low) / 2
		default:
			n.end = (n.y1 + n.first()) / 2
		}
		l.ends(n.kids)
	}
}

// first is where the first of the heads below begins.
func (n *node) first() float64 {
	y := n.kids[0].y0
	for _, k := range n.kids {
		y = min(y, k.y0)
	}
	return y
}

func (l *loose) ruleBelow(n *node) (float64, bool) {
	if len(n.kids) == 0 {
		return 0, false
	}
	for _, r := range l.rules {
		if r.at > n.midY() && r.at < n.first()+touch && r.from < n.midX() && n.midX() < r.to {
			return r.at, true
		}
	}
	return 0, false
}

// headRules are the horizontal borders of the head: the rules that it has, or one
// below each head that stands over others.
func (l *loose) headRules() []rule {
	end, inner := l.headEnd(), l.innerRules()
	var out []rule
	for _, r := range l.rules {
		if r.at < end-touch {
			out = append(out, r)
		}
	}
	if len(inner) == 0 {
		out = append(out, l.below(l.roots)...)
	}
	if end > l.y0+touch {
		out = append(out, rule{end, l.x0, l.x1})
	}
	return out
}

// innerRules are the rules between the first line of the head and the last.
func (l *loose) innerRules() (out []rule) {
	end := l.headEnd()
	for _, r := range l.rules {
		if r.at >= l.y0+touch && r.at < end-touch {
			out = append(out, r)
		}
	}
	return out
}

// below are borders below heads over others.
func (l *loose) below(list []*node) (out []rule) {
	for _, n := range list {
		if len(n.kids) > 0 {
			out = append(out, rule{n.end, l.xs[n.from], l.xs[n.to]})
			out = append(out, l.below(n.kids)...)
		}
	}
	return out
}
