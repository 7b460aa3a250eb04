package pdf

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// half is where a page stands that was printed beside another on one sheet: on which
// sheet, and how far from its left.
type half struct {
	sheet int
	left  float64
}

// halves parts sheets on which two pages were printed side by side into those: where one
// sheet has the numbers of two pages, all of its size have two. The pages are numbered on
// then, and at tells where each stands; it is nil where no sheet is such.
func halves(sheets []*rawPage) (pages []*rawPage, at map[int]half) {
	type size struct{ width, height int }
	sizeOf := func(s *rawPage) size { return size{int(s.width), int(s.height)} }
	two := map[size]int{} // sheets so large have two pages: what the first's number is, less twice the sheet's
	for _, s := range sheets {
		if _, known := two[sizeOf(s)]; known {
			continue
		}
		if n, ok := s.twoPages(); ok {
			two[sizeOf(s)] = n - 2*s.number
		}
	}
	if len(two) == 0 {
		return sheets, nil
	}
	more := 0 // pages than sheets so far
	at = map[int]half{}
	for _, s := range sheets {
		parts := []*rawPage{s}
		if first, ok := two[sizeOf(s)]; ok && s.openMiddle() {
			parts = []*rawPage{s.part(0), s.part(s.width / 2)}
			parts[0].dropNumber(first + 2*s.number)
			parts[1].dropNumber(first + 2*s.number + 1)
		}
		for i, p := range parts {
			if len(parts) > 1 || more > 0 {
				copied := *p
				p = &copied
				p.number = s.number + more + i
			}
			at[p.number] = half{s.number, float64(i) * s.width / 2}
			pages = append(pages, p)
		}
		more += len(parts) - 1
	}
	return pages, at
}

// leastGutter is how wide, in widths of the sheet, the middle is where nothing stands
// between two pages.
const leastGutter = 0.03

// twoPages is the number of the first page on a wide sheet whose halves have the numbers
// of a page and the next, and over whose middle nothing goes; false where it is none.
func (p *rawPage) twoPages() (int, bool) {
	if p.width <= p.height || !p.openMiddle() {
		return 0, false
	}
	one, ok := pageNumberOf(p, 0, p.width/2)
	two, also := pageNumberOf(p, p.width/2, p.width)
	return one, ok && also && two == one+1
}

// dropNumber takes the number of a page out of its last line, where that is nothing else:
// under a wide page, made small, it stands far from the foot.
func (p *rawPage) dropNumber(n int) {
	list := lines(p.glyphs)
	if len(list) == 0 {
		return
	}
	last := list[len(list)-1]
	s := strings.ReplaceAll(last.text(), " ", "")
	if numbersPage.MatchString(s) && firstNumber.FindString(s) == strconv.Itoa(n) {
		p.glyphs = slices.DeleteFunc(p.glyphs, func(g glyph) bool { return slices.Contains(last.glyphs, g) })
	}
}

// openMiddle reports whether nothing stands in the middle of a sheet.
func (p *rawPage) openMiddle() bool {
	left, right := p.width*(1-leastGutter)/2, p.width*(1+leastGutter)/2
	return !slices.ContainsFunc(p.across, func(r rule) bool { return r.from < right && r.to > left }) &&
		!slices.ContainsFunc(p.glyphs, func(g glyph) bool { return g.x0 < right && g.x1 > left })
}

// pageNumberOf is the number at the foot of what stands between two places of a page.
func pageNumberOf(p *rawPage, x0, x1 float64) (int, bool) {
	var foot []glyph
	for _, g := range p.glyphs {
		if g.x0 >= x0 && g.x1 <= x1 && g.y0 > 0.85*p.height {
			foot = append(foot, g)
		}
	}
	list := lines(foot)
	if len(list) == 0 || !isPageNumber(list[len(list)-1], p.height) {
		return 0, false
	}
	n, err := strconv.Atoi(firstNumber.FindString(list[len(list)-1].text()))
	return n, err == nil
}

var firstNumber = regexp.MustCompile(`[0-9]+`)

// part is the half of a sheet from a place on.
func (p *rawPage) part(from float64) *rawPage {
	out := *p
	out.width = p.width / 2
	in := func(x float64) bool { return x >= from && x < from+out.width }
	moved := func(list []box) (kept []box) {
		for _, b := range list {
			if in(b.midX()) {
				kept = append(kept, b.right(-from))
			}
		}
		return kept
	}
	out.glyphs, out.across, out.down, out.shapes = nil, nil, nil, nil
	for _, g := range p.glyphs {
		if in(g.midX()) {
			g.box = g.right(-from)
			out.glyphs = append(out.glyphs, g)
		}
	}
	for _, r := range p.across {
		if in((r.from + r.to) / 2) {
			out.across = append(out.across, rule{r.at, r.from - from, r.to - from})
		}
	}
	for _, r := range p.down {
		if in(r.at) {
			out.down = append(out.down, rule{r.at - from, r.from, r.to})
		}
	}
	for _, s := range p.shapes {
		if in(s.midX()) {
			s.box = s.right(-from)
			out.shapes = append(out.shapes, s)
		}
	}
	out.images, out.figures = moved(p.images), moved(p.figures)
	return &out
}

// right is a box moved to the right.
func (b box) right(by float64) box { return box{b.x0 + by, b.y0, b.x1 + by, b.y1} }

// onSheets brings the places of a document from pages to the sheets they stand on.
func onSheets(d *doc.Document, at map[int]half) {
	if at == nil {
		return
	}
	replace(d, func(r place.Ref) place.Ref {
		h, ok := at[r.Page]
		if !ok {
			return r
		}
		r.Page = h.sheet
		r.Box[0] += h.left
		r.Box[2] += h.left
		return r
	})
}
