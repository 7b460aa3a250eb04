package pdf

import "slices"

// The least size of a shaded cell, and how far its sides may stand from those of
// the next: a gap that shows the paper between them.
const (
	leastShadeWidth  = 8.0
	leastShadeHeight = 5.0
	shadeGap         = 4.0
	mostShades       = 2000 // a page with more is a picture
)

// shaded adds to the rules of a page the sides of cells that are told by their
// shading: those of tables that have no rules around their cells, or around the
// cells of their head. Framed are the tables that rules make: shading in those tells
// nothing more.
func shaded(p *rawPage, framed []table, across, down []rule) (moreAcross, moreDown []rule) {
	var cells []box
	for _, s := range p.shapes {
		if s.curved || s.width() < leastShadeWidth || s.height() < leastShadeHeight || inTables(framed, s.box) {
			continue
		}
		cells = append(cells, s.box)
	}
	if len(cells) > mostShades {
		return across, down
	}
	for _, set := range adjoining(cells) {
		if !shadesTable(p, framed, set) {
			continue
		}
		for _, c := range set {
			moreAcross = append(moreAcross, rule{c.y0, c.x0, c.x1}, rule{c.y1, c.x0, c.x1})
			moreDown = append(moreDown, rule{c.x0, c.y0, c.y1}, rule{c.x1, c.y0, c.y1})
		}
	}
	if moreAcross == nil {
		return across, down
	}
	return inOrder(slices.Concat(across, moreAcross)), inOrder(slices.Concat(down, moreDown))
}

// adjoining groups boxes that stand beside or under one another.
func adjoining(boxes []box) [][]box {
	var out [][]box
	for _, b := range boxes {
		one := []box{b}
		rest := out[:0:0]
		for _, set := range out {
			if slices.ContainsFunc(set, func(o box) bool {
				return overlap(o.x0, o.x1, b.x0, b.x1) > -shadeGap && overlap(o.y0, o.y1, b.y0, b.y1) > -shadeGap
			}) {
				one = append(one, set...)
			} else {
				rest = append(rest, set)
			}
		}
		out = append(rest, one)
	}
	return out
}

// shadesTable reports whether shaded boxes are the cells of a table: of several rows,
// with several amounts; or of its head: a framed table begins below, or the page ends
// and most boxes are named.
func shadesTable(p *rawPage, framed []table, set []box) bool {
	all := set[0]
	for _, b := range set {
		all = all.join(b)
	}
	if len(set) > 1 && slices.ContainsFunc(framed, func(t table) bool {
		return abs(t.y0-all.y1) <= shadeGap && abs(t.x0-all.x0) <= shadeGap && abs(t.x1-all.x1) <= shadeGap
	}) {
		return true
	}
	rows, named, amounts := map[int]bool{}, 0, 0
	for _, b := range set {
		s := cellText(p.within(b))
		if s != "" {
			named++
		}
		if isAmount(s) && len(s) > 2 { // no number of a column
			amounts++
		}
		rows[int(b.y0)] = true
	}
	if len(rows) >= 2 && amounts >= 2 && len(set) >= 2*len(rows) {
		return true
	}
	return named >= leastHead && 2*named >= len(set) && len(p.within(box{0, all.y1, p.width, 0.9 * p.height})) == 0
}

// leastHead is of how many cells at least a head is known that stands alone at the
// foot of a page.
const leastHead = 4

// within are the glyphs whose middles stand in a box.
func (p *rawPage) within(b box) (out []glyph) {
	for _, g := range p.glyphs {
		if b.holds(g.midX(), g.midY()) {
			out = append(out, g)
		}
	}
	return out
}
