package pdf

import (
	"regexp"
	"slices"
	"strings"
)

// paragraph is lines that run on.
type paragraph struct {
	box
	page    int
	text    string
	printed string   // with the blanks between its characters
	last    textLine // its last line, to see whether the next page goes on with it
	left    float64  // of the lines but the first
	right   float64  // where lines of the page end that go on
}

// flow joins lines of running text into paragraphs. A line begins a new one where
// it is indented, centred, or set apart, or where the line before it ends short.
func flow(list []textLine, page int, left, right float64) []paragraph {
	var out []paragraph
	for i := range list {
		l := list[i]
		if n := len(out); n > 0 && runsOn(&out[n-1], &l, left, right) {
			p := &out[n-1]
			p.text, p.printed = joined(p.text, l.text()), joined(p.printed, l.printed())
			p.box, p.last = p.join(l.box), l
			p.left = min(p.left, l.x0)
			continue
		}
		out = append(out, paragraph{box: l.box, page: page, text: l.text(), printed: l.printed(), last: l, left: l.x0, right: right})
	}
	for i := range out {
		if p := &out[i]; strings.ContainsAny(p.text, "，。") { // in a title blanks set words apart
			p.text = p.printed
		}
	}
	return out
}

func joined(a, b string) string {
	if latinEnd(a) && latinStart(b) {
		return a + " " + b
	}
	return a + b
}

// runsOn reports whether a line goes on with the paragraph before it.
func runsOn(p *paragraph, l *textLine, left, right float64) bool {
	size := l.height()
	switch {
	case leadsToPage(&p.last), nextInList(p.text, l.text()): // an entry of the contents, an item of a list
		return false
	case titleGoesOn(p, l):
		return true
	case l.y0-p.last.y1 > 1.9*size: // set apart
		return false
	case p.last.x1+firstRun(l)+0.6*size < right: // what this line begins with would have fitted there
		return false
	case captionLine(l) && ends(p.text): // a table's title below a sentence
		return false
	case enumerated(l.text()) && ends(p.text): // an item of a list or a heading
		return false
	case abs(size-p.last.height()) > 0.3*size: // another size
		return false
	case l.x0 > p.left+1.2*size && l.x0 > p.last.x0+0.5: // indented
		return false
	case l.x0 > p.last.x0+1.2*size:
		return false
	case l.x0 > left+1.2*size && ends(p.text): // indented as the one line before was
		return false
	case p.x0-l.x0 > 6*size: // the line before was centred or right-aligned
		return false
	}
	return true
}

// leadsToPage reports whether a line ends with the number of a page, set apart
// from the words before it: an entry of a table of contents.
func leadsToPage(l *textLine) bool {
	n := len(l.glyphs)
	for n > 0 && l.glyphs[n-1].r >= '0' && l.glyphs[n-1].r <= '9' {
		n--
	}
	if n == 0 || n == len(l.glyphs) || len(l.glyphs)-n > 3 {
		return false
	}
	before := l.glyphs[n-1]
	led := n > 1 && strings.ContainsRune(".…·-_", before.r) && l.glyphs[n-2].r == before.r
	return led || l.glyphs[n].x0-before.x1 > 2*l.height()
}

// titleGoesOn reports whether a line is the rest of a table's title, which is
// centred and too long for one line.
func titleGoesOn(p *paragraph, l *textLine) bool {
	size := l.height()
	return abs(size-p.last.height()) <= 0.3*size && l.y0-p.last.y1 < size && abs(l.midX()-p.last.midX()) < 0.5*size &&
		p.last.width() > 8*size && !titleEnd.MatchString(p.text) && titleEnd.MatchString(l.text()) &&
		!enumerated(p.text) && !strings.ContainsAny(p.text+l.text(), "，。；：")
}

var titleEnd = regexp.MustCompile(`表\s*(（.*）|\(.*\))?$`)

func abs(x float64) float64 { return max(x, -x) }

// longLine is more characters than a heading's or a last line's, mostly.
const longLine = 12

// rightEdge is where most lines of running text end.
func rightEdge(list []textLine) float64 {
	var ends []float64
	for _, l := range list {
		if len(l.glyphs) > longLine {
			ends = append(ends, l.x1)
		}
	}
	if len(ends) == 0 {
		for _, l := range list {
			ends = append(ends, l.x1)
		}
	}
	if len(ends) == 0 {
		return 0
	}
	slices.Sort(ends)
	return ends[len(ends)*19/20]
}

// leftEdge is where most long lines of running text begin.
func leftEdge(list []textLine) float64 {
	var starts []float64
	for _, l := range list {
		if len(l.glyphs) > longLine {
			starts = append(starts, l.x0)
		}
	}
	if len(starts) == 0 {
		return 1e9
	}
	slices.Sort(starts)
	return starts[len(starts)/5]
}

// firstRun is the width of what a line begins with that cannot be broken: a
// Chinese character with the marks before and after it, a number, a Latin word.
func firstRun(l *textLine) float64 {
	n := 1
	if !han(l.glyphs[0].r) {
		for n < len(l.glyphs) && !han(l.glyphs[n].r) && n < 24 {
			n++
		}
	}
	for n < len(l.glyphs) && strings.ContainsRune("（《“‘〔【", l.glyphs[n-1].r) {
		n++
	}
	for n < len(l.glyphs) && strings.ContainsRune("，。；：、！？）》”’％%", l.glyphs[n].r) {
		n++
	}
	return l.glyphs[n-1].x1 - l.x0
}

// enumerated reports whether a line begins with the number of an item: 一、 （一）
// 1. 1、 第一条 第一部分.
func enumerated(s string) bool { return enumerator.MatchString(s) }

// beginsName reports whether a line of a table begins a name, and ends none: it has a number,
// is of what is counted within another, or names a total.
func beginsName(s string) bool {
	return enumerated(s) && !numberOnly(s) || strings.HasPrefix(s, "其中") || totalName.MatchString(s)
}

// numberOnly reports whether a line is nothing but the number of an item, such as （一）:
// the end of a name that has several, not the beginning of one.
func numberOnly(s string) bool { return s != "" && enumerator.FindString(s) == s }

var enumerator = regexp.MustCompile(`^(第[一二三四五六七八九十]+(条|部分|章)|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]?[0-9]{1,2}([）)、]|[.．][^0-9]))`)

// ends reports whether a text comes to an end: a sentence does, a heading does.
func ends(s string) bool {
	return strings.ContainsAny(lastRune(s), "。；：;:") || enumerated(s) && !strings.ContainsAny(s, "，。；")
}
