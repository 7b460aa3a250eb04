package pdf

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// rowBorders are the horizontal borders of the body's rows: its rules, and where no
// rule divides several rows, one between each two, left out where a cell reaches
// over both.
func (l *loose) rowBorders() [][]rule {
	end := l.headEnd()
	whole := []float64{end}
	var out [][]rule
	for _, r := range l.rules {
		if r.at < end-touch {
			continue
		}
		out = append(out, []rule{r})
		if l.whole(r) && r.at > whole[len(whole)-1]+touch {
			whole = append(whole, r.at)
		}
	}
	if whole[len(whole)-1] < l.y1-touch {
		whole = append(whole, l.y1)
	}
	for i := 1; i < len(whole); i++ {
		var inside []textLine
		for _, p := range l.body {
			if p.midY() > whole[i-1] && p.midY() < whole[i] {
				inside = append(inside, p)
			}
		}
		if partlyRuled(l.rules, whole[i-1], whole[i]) || l.lined() && anchored(inside) < 2 {
			continue
		}
		out = append(out, l.between(inside)...)
	}
	return out
}

// partlyRuled reports whether rules divide part of the way between two heights.
func partlyRuled(rules []rule, y0, y1 float64) bool {
	return slices.ContainsFunc(rules, func(r rule) bool { return r.at > y0+touch && r.at < y1-touch })
}

// anchors reports whether a piece is an amount or a code: of those each row has one line.
func anchors(p textLine) bool {
	s := tidy(p.text())
	return isAmount(s) && len(s) > 2 || codeLike.MatchString(s) || isDash(s)
}

// isDash reports whether a text is a dash, which stands where there is no amount.
func isDash(s string) bool { return s != "" && strings.Trim(s, "—-－–") == "" }

// anchored counts the lines that hold an amount or a code: those are rows.
func anchored(pieces []textLine) (n int) {
	for _, row := range onLines(pieces) {
		if slices.ContainsFunc(row, anchors) || numbersColumns(row) {
			n++
		}
	}
	return n
}

// numbersColumns reports whether a row holds nothing but the numbers of columns.
func numbersColumns(row []textLine) bool {
	return len(row) > 2 && !slices.ContainsFunc(row, func(p textLine) bool {
		s := strings.ReplaceAll(p.text(), " ", "")
		return !isAmount(s) && s != "栏次" && s != "行次"
	})
}

// text is what stands in one cell: lines under one another.
type text struct {
	box
	last   textLine
	column int
	lines  int
}

// between are the borders between the rows that text without rules makes.
func (l *loose) between(pieces []textLine) (out [][]rule) {
	texts := l.texts(pieces)
	var rows []box
	var tall []text
	for _, t := range texts {
		if (t.lines > 1 || level(t.last)) && besideSeveral(t, texts) {
			tall = append(tall, t)
			continue
		}
		rows = append(rows, t.box)
	}
	rows = atOneHeight(rows)
	for i := 1; i < len(rows); i++ {
		y := (rows[i-1].y1 + rows[i].y0) / 2
		var border []rule
		x := l.x0
		for _, t := range tall {
			if t.y0 < y && y < t.y1 {
				border = append(border, rule{y, x, l.xs[t.column]})
				x = l.xs[t.column+1]
			}
		}
		out = append(out, slices.DeleteFunc(append(border, rule{y, x, l.x1}), func(r rule) bool { return r.to-r.from < 1 }))
	}
	return out
}

// atOneHeight joins boxes that stand at one height, and gives them from the top.
func atOneHeight(list []box) (out []box) {
	slices.SortFunc(list, func(a, b box) int { return cmp.Compare(a.y0, b.y0) })
	for _, b := range list {
		if n := len(out); n > 0 && overlap(out[n-1].y0, out[n-1].y1, b.y0, b.y1) > 0.35*min(out[n-1].height(), b.height(), 8) {
			out[n-1] = out[n-1].join(b)
		} else {
			out = append(out, b)
		}
	}
	return out
}

// besideSeveral reports whether two or more texts of another column stand beside one
// of several lines: it reaches over their rows.
func besideSeveral(t text, all []text) bool {
	beside := map[int]int{}
	for _, o := range all {
		if o.column != t.column && overlap(o.y0, o.y1, t.y0, t.y1) > 0.5*min(o.height(), t.height()) {
			beside[o.column]++
		}
	}
	for _, n := range beside {
		if n > 1 {
			return true
		}
	}
	return false
}

// texts puts lines of one cell together.
func (l *loose) texts(pieces []textLine) (out []text) {
	columns := map[int][]textLine{}
	var rows []float64
	for _, row := range onLines(pieces) {
		if slices.ContainsFunc(row, anchors) || numbersColumns(row) {
			rows = append(rows, row[0].midY())
		}
		for i, p := range row {
			c := l.columnOf(p)
			if list := columns[c]; i > 0 && l.columnOf(row[i-1]) == c { // of one text, set apart
				list[len(list)-1] = lineOf(slices.Concat(list[len(list)-1].glyphs, p.glyphs))
				continue
			}
			columns[c] = append(columns[c], p)
		}
	}
	l.lead = l.leading(columns)
	for _, c := range slices.Sorted(maps.Keys(columns)) {
		if list, rows := columns[c], l.rowsBeside(c, columns, rows); slices.ContainsFunc(list, isName) && len(rows) > 1 {
			out = append(out, textsOf(list, l.namesIn(list, c, rows).shared(), c)...)
		} else {
			out = append(out, l.wrapped(list, c)...)
		}
	}
	return out
}

// isName reports whether a line is one of a name: no amount, no code, nothing set upright.
func isName(p textLine) bool {
	s := tidy(p.text())
	return !isAmount(s) && !isDash(s) && !upright(&p)
}

// textsOf are the texts of a column of which each has so many lines.
func textsOf(lines []textLine, counts []int, column int) (out []text) {
	for _, n := range counts {
		one := text{box: around(lines[:n]), last: lines[n-1], column: column, lines: n}
		out = append(out, one)
		lines = lines[n:]
	}
	return out
}

// wrapped puts the lines of a column together that go on because it is full.
func (l *loose) wrapped(lines []textLine, column int) (out []text) {
	wide := 0.0
	for _, p := range lines {
		wide = max(wide, p.width())
	}
	for _, p := range lines {
		if n := len(out); n > 0 && l.wraps(&out[n-1], p, wide) {
			t := &out[n-1]
			t.box, t.last, t.lines = t.join(p.box), p, t.lines+1
			continue
		}
		out = append(out, text{box: p.box, last: p, column: column, lines: 1})
	}
	return out
}

func (l *loose) columnOf(p textLine) int {
	for c := 1; c+1 < len(l.xs); c++ {
		if p.midX() < l.xs[c] {
			return c - 1
		}
	}
	return len(l.xs) - 2
}

// mostLeading is the greatest gap between the lines of one cell, in heights.
const mostLeading = 0.9

// wraps reports whether a piece goes on with a text above it in its column, whose
// longest line is wide.
func (l *loose) wraps(t *text, p textLine, wide float64) bool {
	if p.y0-t.y1 > mostLeading*p.height() || p.y0 < t.last.midY() || l.apart(&t.last, &p) {
		return false
	}
	a, b := tidy(t.last.text()), tidy(p.text())
	switch {
	case isDash(a) || isDash(b):
		return false
	case upright(&t.last) && upright(&p):
		return abs(t.last.midX()-p.midX()) < 2
	case isAmount(a) || isAmount(b):
		return isAmount(a) && isAmount(b) && broken(a, b, 2) && t.last.width() > 0.7*wide
	case beginsName(strings.ReplaceAll(b, " ", "")), codeLike.MatchString(b):
		return false
	}
	return l.full(&t.last, &p, t.column, wide)
}

// upright reports whether a line is one character of a text that is set upright.
func upright(l *textLine) bool {
	return len(l.glyphs) == 1 && han(l.glyphs[0].r) && !isDash(string(l.glyphs[0].r))
}
