package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// textLine is glyphs that stand on one line, from the left.
type textLine struct {
	box
	glyphs []glyph
}

// lines groups glyphs into lines: those whose boxes overlap by half in height.
func lines(glyphs []glyph) []textLine {
	order := slices.Clone(glyphs)
	slices.SortFunc(order, func(a, b glyph) int { return cmp.Or(cmp.Compare(a.midY(), b.midY()), cmp.Compare(a.x0, b.x0)) })
	var out []textLine
	for _, g := range order {
		placed := false
		for i := len(out) - 1; i >= 0 && i >= len(out)-4; i-- {
			l := &out[i]
			if overlap(l.y0, l.y1, g.y0, g.y1) >= 0.5*min(l.height(), g.height()) {
				l.glyphs = append(l.glyphs, g)
				if g.height() <= 1.6*l.height() { // a tall mark does not stretch its line
					l.box = l.join(g.box)
				}
				placed = true
				break
			}
		}
		if !placed {
			out = append(out, textLine{g.box, []glyph{g}})
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].glyphs, func(a, b glyph) int { return cmp.Compare(a.x0, b.x0) })
	}
	slices.SortStableFunc(out, func(a, b textLine) int { return cmp.Compare(a.midY(), b.midY()) })
	return out
}

// around is the box that holds lines; empty where there are none.
func around(list []textLine) box {
	if len(list) == 0 {
		return box{}
	}
	all := list[0].box
	for i := range list[1:] {
		all = all.join(list[1+i].box)
	}
	return all
}

func overlap(a0, a1, b0, b1 float64) float64 { return min(a1, b1) - max(a0, b0) }

// text is what a line says. A gap between Latin words is a space; Chinese
// characters set apart to fill a line are one word.
func (l *textLine) text() string { return join(l.glyphs) }

func join(glyphs []glyph) string {
	var b strings.Builder
	for i, g := range glyphs {
		if i > 0 && spaced(glyphs[i-1], g) {
			b.WriteByte(' ')
		}
		b.WriteRune(g.r)
	}
	return b.String()
}

// spaced reports whether a space stood between two glyphs: a wide gap beside a
// Latin letter, a digit or a mark of theirs. Word puts a quarter of an em between a
// Chinese character and a digit by itself: that is none.
func spaced(a, b glyph) bool {
	gap := b.x0 - a.x1
	size := max(min(a.height(), b.height()), 4)
	if han(a.r) && han(b.r) {
		return gap > 1.5*size
	}
	if han(a.r) || han(b.r) {
		return gap > 0.45*size
	}
	return gap > 0.28*size || b.apart && gap > 0.15*size
}

func han(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef || strings.ContainsRune("“”‘’—…·", r)
}

// cellText is what a cell says: its lines joined, a word or number that was
// broken made whole. A line broken at a blank that was typed between digits keeps it.
func cellText(glyphs []glyph) string {
	var b strings.Builder
	for i, l := range lines(glyphs) {
		s := l.text()
		if i > 0 && (latinEnd(b.String()) && latinStart(s) || l.glyphs[0].typed && digitEnd(b.String()) && isDigit(l.glyphs[0].r)) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return tidy(b.String())
}

func latinEnd(s string) bool {
	r := []rune(s)
	return len(r) > 0 && unicode.Is(unicode.Latin, r[len(r)-1])
}

func digitEnd(s string) bool { return s != "" && isDigit(rune(s[len(s)-1])) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func latinStart(s string) bool {
	r := []rune(s)
	return len(r) > 0 && unicode.Is(unicode.Latin, r[0])
}

// tidy takes the spaces out of a number that was set with gaps.
func tidy(s string) string {
	if strings.Trim(s, "0123456789,.-−– ()（）") != "" {
		return s
	}
	if bare := strings.ReplaceAll(s, " ", ""); inBrackets.MatchString(bare) || !strings.ContainsAny(s, "()（）") {
		return bare
	}
	return s
}
