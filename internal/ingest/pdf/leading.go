package pdf

import "slices"

// sameLeading is how much, in heights, the distances of lines in cells differ at most.
const sameLeading = 0.13

// leading is how far the lines of one cell are apart, told by the names in the columns that
// stand closest: the upper of all of those is full, as it is where a name goes on. It is not
// known, 0, where one has room, for then the closest lines are those of rows.
func (l *loose) leading(columns map[int][]textLine) float64 {
	least := 0.0
	each := func(do func(a, b *textLine, column int, wide, apart float64)) {
		for c, list := range columns {
			wide := widest(list)
			for i := 1; i < len(list); i++ {
				a, b := &list[i-1], &list[i]
				if by := b.midY() - a.midY(); isName(*a) && isName(*b) && by > 0.9*b.height() && by < 2.2*b.height() {
					do(a, b, c, wide, by)
				}
			}
		}
	}
	each(func(_, _ *textLine, _ int, _, by float64) {
		if least == 0 || by < least {
			least = by
		}
	})
	known := least
	each(func(a, b *textLine, column int, wide, by float64) {
		if by < least+sameLeading*b.height() && !l.full(a, b, column, wide) {
			known = 0
		}
	})
	return known
}

// apart reports whether two lines are farther from one another than those of a cell.
func (l *loose) apart(a, b *textLine) bool {
	return l.lead > 0 && b.midY()-a.midY() > l.lead+sameLeading*b.height()
}

// widest is how wide the longest of some lines is.
func widest(list []textLine) (wide float64) {
	for _, p := range list {
		wide = max(wide, p.width())
	}
	return wide
}

// rowsBeside are the heights of the rows that stand beside the names in a column: of those
// that have amounts or codes, and of names of one line in other columns.
func (l *loose) rowsBeside(column int, columns map[int][]textLine, rows []float64) []float64 {
	out := slices.Clone(rows)
	for c, list := range columns {
		if c == column {
			continue
		}
		for i, p := range list {
			if isName(p) && l.begins(list, i, c) && (i+1 == len(list) || l.begins(list, i+1, c)) &&
				!slices.ContainsFunc(out, func(y float64) bool { return abs(y-p.midY()) < 0.5*p.height() }) {
				out = append(out, p.midY())
			}
		}
	}
	slices.Sort(out)
	return out
}

// begins reports whether line i of a column begins a name, and is none that the line above
// goes on in.
func (l *loose) begins(list []textLine, i, column int) bool {
	if i == 0 || beginsName(list[i].text()) || !isName(list[i-1]) {
		return true
	}
	a, b := &list[i-1], &list[i]
	return l.apart(a, b) || b.y0-a.y1 > mostLeading*b.height() || !l.full(a, b, column, widest(list))
}
