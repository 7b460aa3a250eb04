package pdf

import (
	"regexp"
	"slices"
	"strings"
)

// strip is a part of a page where tables stand beside one another, each under a title
// or a unit of its own: what stands in it is read one column after the other.
type strip struct {
	y0, y1 float64
	cuts   []float64 // the places between its columns
}

// beside finds the strips of a page.
func beside(tables []table, text []textLine) (out []strip) {
	for i := range tables {
		s, ok := besideOf(tables, i)
		if !ok || slices.ContainsFunc(out, func(o strip) bool { return overlap(o.y0, o.y1, s.y0, s.y1) > 0 }) {
			continue
		}
		if top := s.titled(tables, text); top < s.y0 {
			s.y0 = top
			out = append(out, s)
		}
	}
	return out
}

// besideOf is the strip of the tables that stand beside one of them; false where none do.
func besideOf(tables []table, i int) (strip, bool) {
	s := strip{y0: tables[i].y0, y1: tables[i].y1}
	for again := true; again; {
		again = false
		for k := range tables {
			if t := &tables[k]; overlap(s.y0, s.y1, t.y0, t.y1) > 0 && (t.y0 < s.y0 || t.y1 > s.y1) {
				s.y0, s.y1, again = min(s.y0, t.y0), max(s.y1, t.y1), true
			}
		}
	}
	var inside []box
	for k := range tables {
		if t := &tables[k]; overlap(s.y0, s.y1, t.y0, t.y1) > 0 {
			inside = append(inside, t.box)
		}
	}
	slices.SortFunc(inside, func(a, b box) int { return int(a.x0 - b.x0) })
	end := inside[0].x1
	for _, b := range inside[1:] {
		if b.x0 > end {
			s.cuts = append(s.cuts, (end+b.x0)/2)
		}
		end = max(end, b.x1)
	}
	return s, len(s.cuts) > 0
}

// titled is where the titles and units begin that the tables of a strip have each.
func (s *strip) titled(tables []table, text []textLine) float64 {
	top, at := s.y0, s.y0
	for i, n := len(text)-1, 0; i >= 0 && n < mostCaptions; i-- {
		l := &text[i]
		if l.midY() >= s.y0 {
			continue
		}
		n++
		parts := s.parts(*l)
		if len(parts) == 0 || at-l.y1 > 4*l.height() || slices.ContainsFunc(tables, func(t table) bool { return t.y1 > l.y1 && t.y1 < s.y0 }) {
			break
		}
		at = l.y0
		if len(parts) > 1 {
			top = l.y0
		}
	}
	return top
}

// parts are the parts of a line in the columns of a strip; none where it goes over them.
func (s *strip) parts(l textLine) []textLine {
	var out []textLine
	column := -1
	for i, g := range l.glyphs {
		c := s.column(g.midX())
		if c != column && i > 0 && g.x0-l.glyphs[i-1].x1 < looseGap*em(l.glyphs[i-1], g) {
			return nil
		}
		if c != column {
			out = append(out, textLine{box: g.box})
		}
		column = c
		o := &out[len(out)-1]
		o.glyphs, o.box = append(o.glyphs, g), o.join(g.box)
	}
	if len(out) > 1 && !alike(out, titleOf) && !alike(out, unitLine) {
		return nil
	}
	return out
}

func (s *strip) column(x float64) int {
	n := 0
	for n < len(s.cuts) && x > s.cuts[n] {
		n++
	}
	return n
}

// titleOf is a table's title or number.
var titleOf = regexp.MustCompile(titleEnd.String() + `|^(附?表|公开)[0-9一二三四五六七八九十]`)

// alike reports whether all parts of a line are of a kind.
func alike(parts []textLine, kind *regexp.Regexp) bool {
	return !slices.ContainsFunc(parts, func(p textLine) bool { return !kind.MatchString(strings.ReplaceAll(p.text(), " ", "")) })
}

// apart takes the lines in a strip's columns out of the text of a page.
func (s *strip) apart(text []textLine) (columns [][]textLine, rest []textLine) {
	columns = make([][]textLine, len(s.cuts)+1)
	for _, l := range text {
		parts := s.parts(l)
		if l.midY() < s.y0 || l.midY() > s.y1 || len(parts) == 0 {
			rest = append(rest, l)
			continue
		}
		for _, p := range parts {
			c := s.column(p.midX())
			columns[c] = append(columns[c], p)
		}
	}
	return columns, rest
}

// order is where a thing on a page is read: its height, or that of its strip and its
// column there.
func order(strips []strip, b box) (y float64, column int) {
	for i := range strips {
		if s := &strips[i]; b.midY() >= s.y0 && b.midY() <= s.y1 {
			return s.y0, s.column(b.midX())
		}
	}
	return b.y0, 0
}
