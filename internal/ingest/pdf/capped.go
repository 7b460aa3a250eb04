package pdf

import "slices"

// mostCap is how high the row over a table without rules at its sides is at most.
const mostCap = 40.0

// capped adds to tables whose sides are open the row over all columns that they begin with:
// no vertical rule meets the one above it. The rules that are left are given back.
func capped(tables []table, alone []rule, text func() []textLine) []rule {
	for i := range tables {
		t := &tables[i]
		k := slices.IndexFunc(alone, func(r rule) bool {
			return abs(r.from-t.x0) <= touch && abs(r.to-t.x1) <= touch && t.y0-r.at > touch && t.y0-r.at < mostCap
		})
		if k < 0 || !t.headedBy(text(), alone[k].at) {
			continue
		}
		t.y0 = alone[k].at
		for c := range t.cells {
			t.cells[c].r0++
			t.cells[c].r1++
		}
		t.cells = slices.Insert(t.cells, 0, cell{box: box{t.x0, t.y0, t.x1, t.ys[0]}, r1: 1, c1: len(t.xs) - 1})
		t.ys = slices.Insert(t.ys, 0, t.y0)
		alone = slices.Delete(slices.Clone(alone), k, k+1)
	}
	return alone
}

// headedBy reports whether one text stands between a height and a table, in its middle,
// that is no title.
func (t *table) headedBy(text []textLine, y float64) bool {
	n := 0
	for i := range text {
		l := &text[i]
		if l.midY() <= y || l.midY() >= t.y0 || l.x1 < t.x0 || l.x0 > t.x1 {
			continue
		}
		if n++; n > 1 || titles(l) || isSentence(l.text()) || abs(l.midX()-t.midX()) > l.height() {
			return false
		}
	}
	return n == 1
}
