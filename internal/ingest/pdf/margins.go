package pdf

import (
	"regexp"
	"slices"
	"strings"
)

// edgeLine is what stands near the edge of pages, but for digits.
type edgeLine struct {
	count int
	alone []textLine // those that stand outermost, apart from the text
}

// margins finds the lines that are heads and feet of pages: what stands near an edge
// on most pages, and what stands at one place there on some.
func margins(pages [][]textLine, heights []float64) map[string]bool {
	found := map[string]*edgeLine{}
	for i, list := range pages {
		for n, l := range list {
			if !nearEdge(l, heights[i]) || unitLine.MatchString(strings.ReplaceAll(l.text(), " ", "")) || ofTable(list, n, heights[i]) {
				continue
			}
			k := edgeKey(l)
			if found[k] == nil {
				found[k] = &edgeLine{}
			}
			found[k].count++
			if outermost(list, n, heights[i]) && !captions(&l) {
				found[k].alone = append(found[k].alone, l)
			}
		}
	}
	out := map[string]bool{}
	for k, e := range found {
		if e.count >= 3 && e.count*2 > len(pages) || e.again() {
			out[k] = true
		}
	}
	return out
}

// again reports whether two of the lines say the same at one place.
func (e *edgeLine) again() bool {
	for i, a := range e.alone {
		if slices.ContainsFunc(e.alone[:i], func(b textLine) bool {
			return abs(a.y0-b.y0) < 1 && (abs(a.x0-b.x0) < 1 || abs(a.x1-b.x1) < 1) && a.text() == b.text()
		}) {
			return true
		}
	}
	return false
}

// leastSetApart is how far the head of a page stands from its text, at least, in
// heights of its own.
const leastSetApart = 0.8

// outermost reports whether line n of a page is its first or last but for its number,
// set apart from the text.
func outermost(list []textLine, n int, height float64) bool {
	l := &list[n]
	top := l.midY() < height/2
	for i := range list {
		o := &list[i]
		switch {
		case i == n || isPageNumber(*o, height) || overlap(o.y0, o.y1, l.y0, l.y1) > 0:
		case top && (o.midY() < l.midY() || o.y0-l.y1 < leastSetApart*l.height()):
			return false
		case !top && (o.midY() > l.midY() || l.y0-o.y1 < leastSetApart*l.height()):
			return false
		}
	}
	return true
}

// mostApartRows is how far apart two lines of a table stand at most, against the lines
// next to them.
const mostApartRows = 1.2

// ofTable reports whether line n of a page, the first or last ones, belongs to a table
// without rules: it stands as near to lines of several pieces as those to one another.
// Such are the same on pages where a table begins with its head again, or with one row.
func ofTable(list []textLine, n int, height float64) bool {
	step, several := 1, len(piecesOf(list[n])) > 2
	if list[n].midY() > height/2 {
		step = -1
	}
	var gaps []float64
	for i := n + step; i >= 0 && i < len(list) && len(gaps) < mostHeadLines+2; i += step {
		if isPageNumber(list[i], height) || captionLine(&list[i]) {
			if len(gaps) > 3 {
				break
			}
			return false
		}
		a, b := list[min(i, i-step)], list[max(i, i-step)]
		gaps = append(gaps, b.y0-a.y1)
		several = several || len(piecesOf(list[i])) > 2
	}
	return several && len(gaps) > 1 && gaps[0] <= mostApartRows*slices.Max(gaps[1:])
}

// edgeKey is a line without its digits, which number pages, and its blanks.
func edgeKey(l textLine) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == ' ' {
			return -1
		}
		return r
	}, l.text()), " -—–/")
}

func nearEdge(l textLine, height float64) bool { return l.y1 < 0.1*height || l.y0 > 0.9*height }

// isPageNumber reports whether a line near an edge is nothing but a page's number.
func isPageNumber(l textLine, height float64) bool {
	if l.y0 < 0.85*height && l.y1 > 0.08*height {
		return false
	}
	return numbersPage.MatchString(strings.ReplaceAll(l.text(), " ", ""))
}

// numbersPage is 3, - 3 -, 3/12, 第3页 共12页, 第三页, Page 3 of 12, iii.
var numbersPage = func() *regexp.Regexp {
	const mark = `[-—–~·.•|_\[\]［］【】()（）]{0,4}`
	const number = `([0-9]{1,4}|(?i:x{1,3}(ix|iv|v?i{0,3})|ix|iv|vi{0,3}|i{1,3})|[Ⅰ-Ⅻⅰ-ⅻ])`
	const chinese = `(` + number + `|[一二三四五六七八九十百]{1,5})`
	return regexp.MustCompile(`^` + mark + `(` + number + `([-/／]` + number + `)?|第?` + chinese + `页[,，、/／]?([共总]` + chinese + `页)?|(?i:Page|P\.?)[0-9]{1,4}(of[0-9]{1,4}|/[0-9]{1,4})?)` + mark + `$`)
}()

// captions reports whether a line may belong to a table below it.
func captions(l *textLine) bool { return titles(l) || strings.ContainsAny(l.text(), "表：:") }

// clean takes the heads and feet out of a page's lines.
func clean(list []textLine, height float64, repeated map[string]bool) []textLine {
	var out []textLine
	for i, l := range list {
		if isPageNumber(l, height) || nearEdge(l, height) && repeated[edgeKey(l)] && edgeKey(l) != "" && !ofTable(list, i, height) {
			continue
		}
		out = append(out, l)
	}
	return out
}
