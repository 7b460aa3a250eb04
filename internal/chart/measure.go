package chart

import (
	"strings"
	"unicode"
)

// Measurer knows how wide a text runs in points.
type Measurer interface {
	Width(s string, size float64, bold bool) float64
}

// maxLabel bounds how much of a label is laid out, in runes; the text
// alternative has all of it.
const maxLabel = 120

// oneLine folds breaks and runs of blanks into single blanks and takes control
// characters out.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// wrap breaks s into at most lines lines no wider than width, evenly filled;
// what does not fit is cut with “…”.
func wrap(s string, width, size float64, lines int, text Measurer) []string {
	r := []rune(oneLine(s))
	long := len(r) > maxLabel
	if long {
		r = r[:maxLabel]
	}
	w := widths(r, size, text)
	rows := breakRows(r, w, width)
	if len(rows) > lines || long {
		return cut(r, w, rows, width, size, min(lines, len(rows)), text)
	}
	// The same number of lines, as narrow as they can be: no single character
	// is left alone on the last one.
	lo, hi := width/2, width
	for range 8 {
		mid := (lo + hi) / 2
		if even := breakRows(r, w, mid); len(even) <= len(rows) {
			rows, hi = even, mid
		} else {
			lo = mid
		}
	}
	return texts(r, rows)
}

func widths(r []rune, size float64, text Measurer) []float64 {
	w := make([]float64, len(r))
	for i, c := range r {
		w[i] = text.Width(string(c), size, false)
	}
	return w
}

// breakRows gives the ends of the lines, each as full as width allows.
func breakRows(r []rune, w []float64, width float64) []int {
	var ends []int
	for at := 0; at < len(r); {
		end, run := at, 0.0
		for end < len(r) && run+w[end] <= width {
			run += w[end]
			end++
		}
		end = max(end, at+1) // a line has something on it, however narrow
		if end < len(r) {
			end = breakBefore(r, at, end)
		}
		ends = append(ends, end)
		at = end
	}
	return ends
}

// breakBefore moves a line's end back from a place where Chinese text may not be
// broken: before a closing mark, after an opening one, inside a number or word.
func breakBefore(r []rune, at, end int) int {
	for e := end; e > at; e-- {
		if !strings.ContainsRune("，。、；：）》】”’·,.;:)%", r[e]) &&
			!strings.ContainsRune("（《【“‘(", r[e-1]) &&
			!(latin(r[e-1]) && latin(r[e])) {
			return e
		}
	}
	return end
}

func latin(c rune) bool { return c < 0x2e80 && (unicode.IsLetter(c) || unicode.IsDigit(c)) }

func texts(r []rune, ends []int) []string {
	out := make([]string, 0, len(ends))
	at := 0
	for _, e := range ends {
		out = append(out, strings.TrimSpace(string(r[at:e])))
		at = e
	}
	return out
}

// cut keeps the first lines and ends the last one with “…”.
func cut(r []rune, w []float64, ends []int, width, size float64, lines int, text Measurer) []string {
	out := texts(r, ends[:lines])
	at := 0
	if lines > 1 {
		at = ends[lines-2]
	}
	end, run := at, text.Width("…", size, false)
	for end < len(r) && run+w[end] <= width {
		run += w[end]
		end++
	}
	out[lines-1] = strings.TrimSpace(string(r[at:end])) + "…"
	return out
}

// column aligns figures on the decimal point.
type column struct {
	whole, rest float64 // widths before and after the point
	size        float64
	text        Measurer
}

// newColumn measures figures and the head above them.
func newColumn(figures []string, head string, size float64, text Measurer) column {
	c := column{size: size, text: text}
	for _, s := range figures {
		whole, rest := c.split(s)
		c.whole, c.rest = max(c.whole, whole), max(c.rest, rest)
	}
	if head != "" {
		c.whole = max(c.whole, text.Width(head, size, false)-c.rest)
	}
	return c
}

// split measures s before and from its point (or percent sign).
func (c column) split(s string) (whole, rest float64) {
	i := strings.IndexAny(s, ".%")
	if i < 0 {
		i = len(s)
	}
	return c.text.Width(s[:i], c.size, false), c.text.Width(s[i:], c.size, false)
}

func (c column) width() float64 { return c.whole + c.rest }

// at is where s starts in a column that begins at left.
func (c column) at(left float64, s string) float64 {
	whole, _ := c.split(s)
	return left + c.whole - whole
}
