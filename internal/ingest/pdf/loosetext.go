package pdf

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// piecesOf are what stands on a line in different columns.
func piecesOf(l textLine) (out []textLine) {
	for _, p := range columnsOf(l, ruledGap) {
		if levels(&p) { // 类款项: heads of columns beside one another
			for _, g := range p.glyphs {
				out = append(out, lineOf([]glyph{g}))
			}
			continue
		}
		out = append(out, afterAmount(p)...)
	}
	return out
}

// levels reports whether a text is the heads of the columns of a code's levels.
func levels(l *textLine) bool {
	s := strings.ReplaceAll(l.text(), " ", "")
	return s == "类款项" || s == "类款" || s == "款项"
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

// partOrdinals parts the numbers of rows from the names behind them.
func partOrdinals(body []textLine) (out []textLine) {
	for _, p := range body {
		n := 0
		for n < len(p.glyphs) && isDigit(p.glyphs[n].r) {
			n++
		}
		if n > 0 && n <= 3 && n < len(p.glyphs) && unicode.Is(unicode.Han, p.glyphs[n].r) {
			out = append(out, lineOf(p.glyphs[:n]), lineOf(p.glyphs[n:]))
			continue
		}
		out = append(out, p)
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
			a, b, usual := p.glyphs[i-1], p.glyphs[i], usualGapOf(p.glyphs)
			least := leastJointGap
			if ideographs(a, b) { // a narrow one leaves a gap that is none
				least *= 2
			}
			if isDigit(a.r) && isDigit(b.r) {
				usual = max(usual, digitGap(p.glyphs, i))
			}
			if b.x0-a.x1-usual < least*em(a, b) || !slices.ContainsFunc(l.joints, func(x float64) bool { return x > a.x1-1 && x < b.x0+1 }) {
				continue
			}
			out = append(out, lineOf(p.glyphs[from:i]))
			from = i
		}
		out = append(out, lineOf(p.glyphs[from:]))
	}
	return out
}

// digitGap is the gap between most of the digits that stand around glyph i one after the
// other: those of a code may be set apart.
func digitGap(glyphs []glyph, i int) float64 {
	from, to := i, i
	for from > 0 && isDigit(glyphs[from-1].r) {
		from--
	}
	for to < len(glyphs) && isDigit(glyphs[to].r) {
		to++
	}
	return medianGap(glyphs[from:to])
}

// leastHeadGap is the least gap, in heights, that parts two heads.
const leastHeadGap = 0.25

// partHeads parts heads that run into one another: where a gap between two characters is
// between columns of the body.
func partHeads(pieces []textLine, bands []box) (out []textLine) {
	for _, p := range pieces {
		from, usual := 0, usualGapOf(p.glyphs)
		for i := 2; i+1 < len(p.glyphs); i++ { // characters set apart are one word
			a, b := p.glyphs[i-1], p.glyphs[i]
			x := (a.x1 + b.x0) / 2
			if !ideographs(a, b) || b.x0-a.x1-usual < leastHeadGap*em(a, b) || len(bands) == 0 || slices.ContainsFunc(bands, func(o box) bool { return x > o.x0 && x < o.x1 }) || i-from < 2 {
				continue
			}
			out = append(out, lineOf(p.glyphs[from:i]))
			from = i
		}
		out = append(out, lineOf(p.glyphs[from:]))
	}
	return out
}

// partAt parts texts that stand over the border of columns, with a gap there.
func partAt(pieces []textLine, xs []float64) (out []textLine) {
	for _, p := range pieces {
		from, usual := 0, usualGapOf(p.glyphs)
		for i := 2; i+1 < len(p.glyphs); i++ { // characters set apart are one word
			a, b := p.glyphs[i-1], p.glyphs[i]
			if i-from < 2 || b.x0-a.x1-usual < leastHeadGap*em(a, b) || isDigit(a.r) && isDigit(b.r) || !slices.ContainsFunc(xs, func(x float64) bool { return x > a.x1-1 && x < b.x0+1 }) {
				continue
			}
			out = append(out, lineOf(p.glyphs[from:i]))
			from = i
		}
		out = append(out, lineOf(p.glyphs[from:]))
	}
	return out
}

// usualGapOf is the gap between most characters of a text; 0 where there are few.
func usualGapOf(glyphs []glyph) float64 {
	if len(glyphs) < fewGaps {
		return 0
	}
	return medianGap(glyphs)
}

// medianGap is the gap in the middle of those between characters; 0 where they overlap.
func medianGap(glyphs []glyph) float64 {
	if len(glyphs) < 2 {
		return 0
	}
	gaps := make([]float64, 0, len(glyphs))
	for i := 1; i < len(glyphs); i++ {
		gaps = append(gaps, glyphs[i].x0-glyphs[i-1].x1)
	}
	slices.Sort(gaps)
	return max(gaps[len(gaps)/2], 0)
}

// mostSetApart is how far the characters of one word may be set apart, in heights.
const mostSetApart = 5.0

// setApart joins characters that stand by themselves to the words that they make,
// where those are words: 项　目, 合　　计. 类, 款 and 项 are heads of their own.
func setApart(pieces []textLine, word func(string) bool) (out []textLine) {
	usual := usualApart(pieces)
	for i := 0; i < len(pieces); {
		k := i + apartFrom(pieces[i:], usual)
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

// sameApart is how much the gaps between the characters of words differ, in parts of the
// usual one, where all are set apart alike.
const sameApart = 0.2

// together reports whether two characters may be of one word set apart.
func together(a, b *textLine) bool {
	return upright(a) && upright(b) && b.x0-a.x1 < mostSetApart*b.height() && !(level(*a) && level(*b))
}

// usualApart is the gap that most characters on a line have that are set apart; 0 where
// there are none.
func usualApart(pieces []textLine) (usual float64) {
	var gaps []float64
	for i := 1; i < len(pieces); i++ {
		if together(&pieces[i-1], &pieces[i]) {
			gaps = append(gaps, pieces[i].x0-pieces[i-1].x1)
		}
	}
	most := 0
	for _, g := range gaps {
		n := 0
		for _, o := range gaps {
			if abs(o-g) <= sameApart*g {
				n++
			}
		}
		if n > most {
			usual, most = g, n
		}
	}
	return usual
}

// apartFrom is how many pieces the first of some makes a word with: characters the usual
// gap apart, where several words stand beside one another.
func apartFrom(pieces []textLine, usual float64) int {
	n := 1
	for n < len(pieces) && together(&pieces[n-1], &pieces[n]) {
		n++
	}
	for k := 1; k < n && n > 2; k++ {
		if abs(pieces[k].x0-pieces[k-1].x1-usual) > sameApart*usual {
			return k
		}
	}
	return n
}

// headWords joins the characters that words of a head's line are set apart into, but for
// those that heads of several lines end with.
func headWords(pieces, above []textLine) (out []textLine) {
	var whole []textLine
	for _, l := range above {
		whole = append(whole, piecesOf(l)...)
	}
	ends := func(p textLine) bool {
		return slices.ContainsFunc(whole, func(o textLine) bool {
			return len(o.glyphs) > 1 && p.y0 > o.midY() && p.y0-o.y1 < 0.75*p.height() && abs(o.midX()-p.midX()) < 0.3*p.height()
		})
	}
	any := func(string) bool { return true }
	from := 0
	for i, p := range pieces {
		if upright(&p) && ends(p) {
			out = append(append(out, setApart(pieces[from:i], any)...), p)
			from = i + 1
		}
	}
	return append(out, setApart(pieces[from:], any)...)
}

// wordsApart joins two characters that stand by themselves on a line, where another text
// begins with the first and reaches over both: 奖　金 among longer names.
func wordsApart(body []textLine) (out []textLine) {
	gone := map[box]bool{}
	for _, row := range onLines(body) {
		for i := 1; i < len(row); i++ {
			a, b := row[i-1], row[i]
			if !together(&a, &b) || gone[a.box] ||
				!slices.ContainsFunc(body, func(o textLine) bool { return len(o.glyphs) > 2 && abs(o.x0-a.x0) < 1 && o.x1 > b.x0+1 }) {
				continue
			}
			gone[a.box], gone[b.box] = true, true
			out = append(out, lineOf(slices.Concat(a.glyphs, b.glyphs)))
		}
	}
	for _, p := range body {
		if !gone[p.box] {
			out = append(out, p)
		}
	}
	return out
}

// leastApart is the least gap, in heights of the text, between an amount and a name
// in the next column.
const leastApart = 0.3

// afterAmount parts a name, with its number or not, and another amount from the amount before
// it: nothing but a unit follows one in the same cell, and that without a gap.
func afterAmount(p textLine) []textLine {
	for i := 1; i < len(p.glyphs); i++ {
		a, b := p.glyphs[i-1], p.glyphs[i]
		if !isDigit(a.r) && a.r != ')' || b.x0-a.x1 < leastApart*em(a, b) {
			continue
		}
		n := i
		for n > 0 && !han(p.glyphs[n-1].r) {
			n--
		}
		s := tidy(join(p.glyphs[n:i]))
		another := hasFen.MatchString(s) && amountLike(p.glyphs[i:]) && b.x0-a.x1-medianGap(p.glyphs[n:i]) > leastApart*em(a, b)
		if !han(b.r) && !numbersName(p.glyphs[i:]) && !another {
			continue
		}
		if isAmount(s) && strings.Contains(s, ".") {
			return append(afterAmount(lineOf(p.glyphs[:i])), afterAmount(lineOf(p.glyphs[i:]))...)
		}
	}
	return []textLine{p}
}

// hasFen is an amount in full, after which none of its digits follow.
var hasFen = regexp.MustCompile(`\.[0-9]{2}\)?$`)

// amountLike reports whether a text begins with an amount, up to the first gap.
func amountLike(glyphs []glyph) bool {
	n := 1
	for n < len(glyphs) && glyphs[n].x0-glyphs[n-1].x1 < leastApart*em(glyphs[n-1], glyphs[n]) {
		n++
	}
	s := tidy(join(glyphs[:n]))
	return isAmount(s) && hasFen.MatchString(s)
}

// numbersName reports whether a text is the number of a name and the name.
func numbersName(glyphs []glyph) bool {
	s := join(glyphs)
	return isDigit(glyphs[0].r) && enumerated(s) && slices.ContainsFunc(glyphs, func(g glyph) bool { return unicode.Is(unicode.Han, g.r) })
}

func lineOf(glyphs []glyph) textLine {
	out := textLine{glyphs[0].box, glyphs}
	for _, g := range glyphs[1:] {
		out.box = out.join(g.box)
	}
	return out
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
	for _, row := range out {
		slices.SortStableFunc(row, func(a, b textLine) int { return cmp.Compare(a.x0, b.x0) })
	}
	return out
}

// spansOthers reports whether, on other lines, two pieces stand side by side where
// this one stands.
func spansOthers(p textLine, rows [][]textLine) bool {
	n := 0
	for _, row := range rows {
		over, levels := 0, true
		for _, o := range row {
			if overlap(o.x0, o.x1, p.x0, p.x1) > 1 {
				over++
				levels = levels && level(o)
			}
		}
		if over > 1 {
			n++
			if levels { // one row tells: its heads are in the body, beside the numbers of the columns
				return true
			}
		}
	}
	return n > 1 || n == 1 && len(rows) < 6
}

// namesRow reports whether a text names a total, or the row of the columns' numbers:
// such stand in the middle of all columns before the amounts.
func namesRow(s string) bool { return totalName.MatchString(s) || s == "栏次" || s == "行次" }
