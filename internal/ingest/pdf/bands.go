package pdf

import (
	"slices"
	"strings"
)

// The gaps, in heights of the text, that part columns: of loose text, and of a
// table whose rows rules divide.
const (
	looseGap = 1.8
	ruledGap = 0.55
)

// columnsOf splits a line where gaps part it.
func columnsOf(l textLine, gap float64) []textLine {
	var out []textLine
	for i, g := range l.glyphs {
		if i == 0 || g.x0-l.glyphs[i-1].x1 > gap*max(g.height(), 6) || beginsAmount(l.glyphs, i) {
			out = append(out, textLine{box: g.box})
		}
		o := &out[len(out)-1]
		o.glyphs = append(o.glyphs, g)
		o.box = o.join(g.box)
	}
	return out
}

// beginsAmount reports whether an amount follows a name.
func beginsAmount(glyphs []glyph, i int) bool {
	if !han(glyphs[i-1].r) {
		return false
	}
	n := i + 1 // an amount ends where a gap is, or a name begins
	for n < len(glyphs) && !han(glyphs[n].r) && glyphs[n].x0-glyphs[n-1].x1 < mostInAmount*max(glyphs[n].height(), 6) {
		n++
	}
	s := tidy(join(glyphs[i:n]))
	return isAmount(s) && strings.Contains(s, ".")
}

// mostInAmount is how far, in heights, the digits of an amount stand apart at most.
const mostInAmount = 0.4

// bands finds tables without rules: runs of lines that stand in columns, of which
// several hold amounts.
func bands(list []textLine, page int, near beyond) (tables []table, rest []textLine) {
	first := 0 // below what says that a table goes on
	for first < len(list) && continuation(&list[first]) {
		first++
	}
	rest = append(rest, list[:first]...)
	for i := first; i < len(list); {
		n := bandAt(list[i:], func() bool {
			return i == first && near.under || len(rest) > 0 && titles(&rest[len(rest)-1]) || headAbove(rest, &list[i], near.under) > 0
		})
		if i == first {
			n = max(n, near.before.rowsOf(list[first:]))
		}
		if n == 0 && near.ahead != nil && headAtFoot(list[i:], rest, near.ahead) {
			n = len(list) - i
		}
		empty := 0
		if n == 0 {
			if empty = emptyTable(list[i:], rest); i+empty == len(list) && near.goesOver() {
				empty = 0
			}
			n = empty
		}
		if n == 0 {
			rest = append(rest, list[i])
			i++
			continue
		}
		if rest := len(list) - i - n; near.ahead != nil && rest > 0 && rest <= mostNames && namesUnder(list[i:], n) {
			n += rest
		}
		head := headAbove(rest, &list[i], near.under)
		run := slices.Concat(rest[len(rest)-head:], list[i:i+n])
		beside := beyond{before: near.before, titled: titledAbove(rest[:len(rest)-head]), empty: empty > 0}
		if i+n == len(list) {
			beside.ahead = near.ahead
		}
		if t, ok := looseGrid(around(run), nil, nil, run, page, beside); ok {
			one := []table{t}
			rest = append(rest[:len(rest)-head], lines(fill(one, glyphsOf(run)))...)
			tables, near.before = append(tables, one...), nil
		} else {
			rest = append(rest, list[i:i+n]...)
		}
		i += n
	}
	return tables, rest
}

// severalAmounts is how many amounts one line holds, at least, that makes a table alone.
const severalAmounts = 3

// mostMisses is how many lines of a table without rules hold one piece only, one after
// the other: the end of one name and the beginning of the next.
const mostMisses = 3

// mostNames is how many such lines it has at most, one close below the other, where they
// begin where names do above.
const mostNames = 8

// mostNameRows is how many lines of names without amounts stand between two rows that have
// some.
const mostNameRows = 40

// setAsOne reports whether a line begins where a piece of one of the lines above does, or stands
// around the same middle.
func setAsOne(above []textLine, l *textLine) bool {
	return slices.ContainsFunc(above, func(o textLine) bool {
		return slices.ContainsFunc(piecesOf(o), func(p textLine) bool { return abs(p.x0-l.x0) < 1 || abs(p.midX()-l.midX()) < 1 })
	})
}

// mostRowGap is how far, in heights, the names of two rows are from one another at most.
const mostRowGap = 1.2

// inNames reports whether line i, one close below the other, is of names over several lines
// in one or several columns of a table of n lines so far: it is set as one of those.
func inNames(list []textLine, i, n int) bool {
	l := &list[i]
	return l.y0-list[i-1].y1 < max(mostRowGap*l.height(), rowGap(list[:n])+0.5) && l.width() < 0.4*around(list[:n]).width() && !titles(l) && !isSentence(l.text()) && setAsOne(list[:n], l)
}

// rowGap is how far the lines of a table are apart at most.
func rowGap(table []textLine) (gap float64) {
	for k := 1; k < len(table); k++ {
		gap = max(gap, table[k].y0-table[k-1].y1)
	}
	return gap
}

// namesUnder reports whether all lines from n on, to the page's end, are names in rows of a
// table without amounts.
func namesUnder(list []textLine, n int) bool {
	rows := rowGap(list[:n])
	for k := n; k < len(list); k++ {
		if !goesUnder(list[:k], &list[k]) && !enumerated(list[k].text()) || list[k].y0-list[k-1].y1 > max(mostLeading*list[k].height(), rows) || !setAsOne(list[:n], &list[k]) {
			return false
		}
	}
	return true
}

// headAtFoot reports whether a page ends with the head of a table, and no more than its
// first row, that goes on on the next page.
func headAtFoot(list, above []textLine, ahead func() []textLine) bool {
	if len(list) > mostHeadLines || len(above) == 0 || !titles(&above[len(above)-1]) {
		return false
	}
	several, two := false, true // on some line, and on all
	for i := range list {
		pieces := piecesOf(list[i])
		if breaksOff(list, i, pieces) {
			return false
		}
		several, two = several || len(pieces) > 2, two && len(pieces) > 1
	}
	next, titled := belowCaptions(ahead())
	if !several && !two || len(next) == 0 {
		return false
	}
	if n := (header{lines: list[:min(len(list), len(next))]}).again(next); titled && n == 0 {
		return false
	}
	n := 1
	for n < min(len(next), mostHeadLines) && !breaksOff(next, n, piecesOf(next[n])) {
		n++
	}
	return tabular(next, next[0].y0-1, next[n-1].y1+1) || amountsOn(&next[0]) >= severalAmounts
}

// mostHeadLines is how many lines a head has at most.
const mostHeadLines = 8

// bandAt is how many lines from the first on make a table; 0 where they make none.
// Under a title or a unit, one line of several amounts is one.
func bandAt(list []textLine, titled func() bool) int {
	n, amounts, misses, most := 0, 0, 0, 0
	for i := range list {
		l := &list[i]
		if captionLine(l) || i > 0 && l.y0-list[i-1].y1 > 3.5*l.height() {
			break
		}
		pieces := len(piecesOf(*l))
		if isProse(l) {
			break
		}
		if pieces < 3 && len(columnsOf(*l, looseGap)) < 2 {
			if misses++; n == 0 || misses > mostMisses && !(misses <= mostNameRows && inNames(list, i, n)) {
				break
			}
			continue
		}
		misses = 0
		n = i + 1
		k := amountsOn(l)
		if most = max(most, k); k > 0 {
			amounts++
		}
	}
	if (n < 3 || amounts < 2) && (n < 2 || most < severalAmounts || !titled()) {
		return 0
	}
	for n < len(list) && goesUnder(list[:n], &list[n]) {
		n++
	}
	return n
}

// amountsOn counts the amounts on a line, but for what may be a page's number.
func amountsOn(l *textLine) (n int) {
	for _, p := range piecesOf(*l) {
		if s := tidy(p.text()); isAmount(s) && (strings.Contains(s, ".") || len(s) > 4) {
			n++
		}
	}
	return n
}

// goesUnder reports whether a line is the end of a name in the last row of a table.
func goesUnder(table []textLine, l *textLine) bool {
	last, all := &table[len(table)-1], around(table)
	return l.y0-last.y1 < 0.6*l.height() && l.x0 > all.x0-1 && l.width() < 0.4*all.width() && !titles(l) && !isSentence(l.text()) && !enumerated(l.text())
}

// mostHeads is how many lines of a table's head hold one piece only.
const mostHeads = 3

// headAbove is how many of the lines above a table are lines of its head: those below
// its title or unit, or those that a page begins with where that is on the page before
// (under); they stand in the middle of it.
func headAbove(above []textLine, first *textLine, under bool) int {
	for n := 0; n <= mostHeads; n++ {
		if n == len(above) {
			if under {
				return n
			}
			break
		}
		l := &above[len(above)-1-n]
		if titles(l) {
			return n
		}
		if isProse(l) || first.y0-l.y1 > float64(2*(n+1))*first.height() {
			return 0
		}
	}
	return 0
}

func glyphsOf(list []textLine) (out []glyph) {
	for _, l := range list {
		out = append(out, l.glyphs...)
	}
	return out
}
