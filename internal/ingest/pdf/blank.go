package pdf

import (
	"slices"
	"strings"
	"unicode"
)

// The measures of a blank in running text, in heights of the text.
const (
	leastBlank = 0.2  // between Chinese characters, beyond the line's usual gap; the narrowest space is a quarter
	mostBlank  = 1.2  // a full-width one; what is wider parts columns
	mixedBlank = 0.45 // beside a character that is not Chinese, where the layout makes room by itself
	latinBlank = 0.15 // between Latin letters and digits of a line that is stretched
	fewGaps    = 4    // fewer do not tell what is usual
)

// printed is what a line of running text says with the blanks that are printed in
// it; a gap that parts columns is two. What text() says leaves out those between
// Chinese characters, for names and cells are set apart by them. A line that is
// justified or set with wide spacing has wide gaps everywhere: a blank is wider than
// those around it.
func (l *textLine) printed() string {
	usual, known := l.usualGap()
	var b strings.Builder
	for i, g := range l.glyphs {
		if i > 0 {
			b.WriteString(blank(l.glyphs[i-1], g, usual, known))
		}
		b.WriteRune(g.r)
	}
	return b.String()
}

// blank is what is printed between two glyphs of a line, whose characters are
// mostly so far apart.
func blank(a, b glyph, usual float64, known bool) string {
	wider := (b.x0 - a.x1 - usual) / em(a, b)
	switch {
	case ideographs(a, b) && wider > mostBlank && spaced(a, b):
		return "  "
	case ideographs(a, b):
		if known && wider > leastBlank && wider <= mostBlank {
			return " "
		}
	case han(a.r) != han(b.r) && b.typed && wider > latinBlank: // a word processor makes room without a character
		return " "
	case han(a.r) != han(b.r) && wider <= mixedBlank, usual > 0 && !han(a.r) && !han(b.r) && wider <= latinBlank: // no more than fills the line
	case spaced(a, b):
		return " "
	}
	return ""
}

// usualGap is the gap between most Chinese characters of a line. It is not known
// where there are few of them, or where many gaps are wider than it: words set apart.
func (l *textLine) usualGap() (usual float64, known bool) {
	var gaps []float64
	size := 0.0
	for i := 1; i < len(l.glyphs); i++ {
		if a, b := l.glyphs[i-1], l.glyphs[i]; ideographs(a, b) {
			gaps = append(gaps, b.x0-a.x1)
			size = em(a, b)
		}
	}
	if len(gaps) == 0 {
		return 0, false
	}
	slices.Sort(gaps)
	usual = max(gaps[len(gaps)/2], 0)
	wide := 0
	for _, g := range gaps {
		if g > usual+leastBlank*size {
			wide++
		}
	}
	return usual, len(gaps) >= fewGaps && wide*4 <= len(gaps)
}

// em is the size that gaps between two glyphs are measured by.
func em(a, b glyph) float64 { return max(min(a.height(), b.height()), 4) }

func ideographs(a, b glyph) bool { return unicode.Is(unicode.Han, a.r) && unicode.Is(unicode.Han, b.r) }
