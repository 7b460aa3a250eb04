package pdf

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/place"
)

// How far each sign says that a cell may have been read wrongly, in hundredths.
// Above 30 a cell is not relied on alone (place.Doubt). The columns of a table
// without vertical rules are guessed, and mostly rightly so: that alone is little.
const (
	doubtGuessed  = 15 // columns told by how the text stands
	doubtUnsure   = 35 // which may stand under other heads as well
	doubtOrphan   = 35 // or go on with those of the table before: no head stands above
	doubtNameless = 35 // amounts without names, right behind another table
	doubtForm     = 40 // a form whose cells no rules tell
	doubtBare     = 40 // no rules on a page between pages that have them
	doubtGarbled  = 60 // the page's fonts name its characters wrongly
	doubtLines    = 40 // a number put together of two lines
	doubtHanging  = 35 // a number over the rule above or below its row
	doubtCrossing = 35 // a number over the rule beside its column
	doubtParted   = 50 // digits go on in the next column without a gap
	doubtOverlaid = 50 // digits over one another
	doubtGap      = 40 // a gap inside a number
	doubtOrder    = 15 // digits stored in another order than they stand: so does a program that sorts nothing
)

const whyForm = "表单没有竖线，格是按文字的位置推的"

// doubt tells how far the reading of a cell may be wrong, from how its glyphs lie.
// Only numbers and codes are looked at closely: a name that is off by a character
// changes no sum.
func (t *table) doubt(c *cell) place.Doubt {
	var d place.Doubt
	switch {
	case t.garbled:
		d = place.Doubt{Percent: doubtGarbled, Why: "这一页的字体没有写对哪个字是什么字"}
	case t.bare:
		d = place.Doubt{Percent: doubtBare, Why: "前后页的表都有框线，这一页没有，列是推出来的"}
	case t.form:
		d = place.Doubt{Percent: doubtForm, Why: whyForm}
	case t.orphan:
		d = place.Doubt{Percent: doubtOrphan, Why: "表没有竖线，上面没有表头，也接不上前面的表"}
	case t.guess != nil && (t.guess.unsure || t.guess.mixedAt(c)):
		d = place.Doubt{Percent: doubtUnsure, Why: "表没有竖线，列的分法和表头对着哪一列不止一种"}
	case t.guessed || !t.ruled:
		d = place.Doubt{Percent: doubtGuessed, Why: "表没有竖线，列是按文字的位置推的"}
	}
	if !isAmount(cellText(c.glyphs)) {
		return d
	}
	rows := lines(c.glyphs)
	for _, sign := range []func(*cell, []textLine) place.Doubt{brokenOver, t.hanging, t.crossing, t.parted, overlaid, gapped, misordered} {
		d = d.And(sign(c, rows))
	}
	return d
}

// brokenOver doubts a number that several lines were joined to.
func brokenOver(_ *cell, rows []textLine) place.Doubt {
	if len(rows) < 2 {
		return place.Doubt{}
	}
	var parts []string
	for i := range rows {
		parts = append(parts, "“"+rows[i].text()+"”")
	}
	return place.Doubt{Percent: doubtLines, Why: fmt.Sprintf("数是由%d行拼成的：%s", len(rows), strings.Join(parts, ""))}
}

// hanging doubts a number a third of which stands in another row.
func (t *table) hanging(c *cell, rows []textLine) place.Doubt {
	if !t.ruled {
		return place.Doubt{}
	}
	for _, l := range rows {
		if over := l.height() / 3; c.y0-l.y0 > over || l.y1-c.y1 > over {
			return place.Doubt{Percent: doubtHanging, Why: "数骑在行的框线上，也可能属于相邻的行"}
		}
	}
	return place.Doubt{}
}

// crossing doubts a number of which the better part of a digit stands in another
// column.
func (t *table) crossing(c *cell, rows []textLine) place.Doubt {
	for _, l := range rows {
		if over := 0.6 * digitWidth(l.glyphs); c.x0-l.x0 > over && c.c0 > 0 || l.x1-c.x1 > over && c.c1 < len(t.xs)-1 {
			return place.Doubt{Percent: doubtCrossing, Why: "数越出了这一列的边线，也可能有一部分属于相邻的列"}
		}
	}
	return place.Doubt{}
}

// parted doubts a number whose digits go on in the cell beside it.
func (t *table) parted(c *cell, rows []textLine) place.Doubt {
	for k := range t.cells {
		o := &t.cells[k]
		if o.r0 >= c.r1 || o.r1 <= c.r0 || o.c1 != c.c0 && o.c0 != c.c1 {
			continue
		}
		for _, m := range lines(o.glyphs) {
			for _, l := range rows {
				if goesOnIn(l, m) || goesOnIn(m, l) {
					return place.Doubt{Percent: doubtParted, Why: "数与相邻一格的数紧挨着，可能是一个数被列线断开"}
				}
			}
		}
	}
	return place.Doubt{}
}

// goesOnIn reports whether the digits of l go on in those of m, on one line and
// with no more between them than between digits.
func goesOnIn(l, m textLine) bool {
	a, b := l.glyphs[len(l.glyphs)-1], m.glyphs[0]
	gap := b.x0 - a.x1
	return numeric(a.r) && numeric(b.r) && overlap(l.y0, l.y1, m.y0, m.y1) > 0.6*l.height() && gap > -a.width() && gap < 0.2*digitWidth(l.glyphs)
}

// overlaid doubts a number with digits half over one another.
func overlaid(_ *cell, rows []textLine) place.Doubt {
	for _, l := range rows {
		for i := 1; i < len(l.glyphs); i++ {
			a, b := l.glyphs[i-1], l.glyphs[i]
			if overlap(a.x0, a.x1, b.x0, b.x1) > 0.5*min(a.width(), b.width()) && a.width() > 0 && b.width() > 0 {
				return place.Doubt{Percent: doubtOverlaid, Why: "有数字叠在一起"}
			}
		}
	}
	return place.Doubt{}
}

// gapped doubts a number with a gap in it as wide as a digit, unless all of its
// digits are set apart.
func gapped(_ *cell, rows []textLine) place.Doubt {
	for _, l := range rows {
		if len(l.glyphs) < 3 {
			continue
		}
		gaps := make([]float64, 0, len(l.glyphs)-1)
		for i := 1; i < len(l.glyphs); i++ {
			gaps = append(gaps, l.glyphs[i].x0-l.glyphs[i-1].x1)
		}
		slices.Sort(gaps)
		digit := digitWidth(l.glyphs)
		if widest := gaps[len(gaps)-1]; widest > 0.8*digit && widest > gaps[len(gaps)/2]+0.5*digit {
			return place.Doubt{Percent: doubtGap, Why: "数中间有一处空隙，可能是两个数"}
		}
	}
	return place.Doubt{}
}

// misordered doubts a number whose digits are stored in another order than from
// left to right.
func misordered(c *cell, rows []textLine) place.Doubt {
	if len(rows) != 1 {
		return place.Doubt{}
	}
	for i := 1; i < len(c.glyphs); i++ {
		if c.glyphs[i].midX() < c.glyphs[i-1].midX() {
			return place.Doubt{Percent: doubtOrder, Why: "数字在文件里的次序与看到的不一样"}
		}
	}
	return place.Doubt{}
}

func numeric(r rune) bool { return r >= '0' && r <= '9' || r == '.' || r == ',' }

// digitWidth is how wide a line's digits are.
func digitWidth(glyphs []glyph) float64 {
	var w float64
	for _, g := range glyphs {
		if g.r >= '0' && g.r <= '9' {
			w = max(w, g.width())
		}
	}
	return w
}

// bareTables marks tables without vertical rules on pages between two that
// have tables with them.
func (b *builder) bareTables(loose []table, page int) []table {
	if b.drawn[page-1] && b.drawn[page+1] && !b.drawn[page] {
		for i := range loose {
			loose[i].bare = true
		}
	}
	return loose
}

// drawnPages are the pages that have a table with rules both ways, by number.
func drawnPages(pages []*rawPage, tables [][]table) map[int]bool {
	out := map[int]bool{}
	for i, p := range pages {
		out[p.number] = slices.ContainsFunc(tables[i], func(t table) bool { return t.ruled && !t.guessed })
	}
	return out
}
