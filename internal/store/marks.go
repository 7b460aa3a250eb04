package store

import (
	"strconv"
	"strings"
)

// Beside the grams of its text a row has marks: what a search is narrowed by. They
// begin with a character that no text is searched by.
const (
	markYear       = "\ue000y"
	markKind       = "\ue000k"
	markRegion     = "\ue000r"
	markDepartment = "\ue000d"
	markUnit       = "\ue000u"
	markCode       = "\ue000c" // what a subject's code begins with
	markSpelling   = "\ue000p" // a piece of a name's pinyin
)

// about marks a row with whose and of when it is.
func (g *gramSet) about(u Unit, year int, kind string) {
	g.add(markYear + strconv.Itoa(year))
	g.add(markKind + strings.ToLower(kind))
	g.body(u)
}

func (g *gramSet) body(u Unit) {
	if len(u.Region) == 6 {
		g.add(markRegion + u.Region[:2])
		g.add(markRegion + u.Region[:4])
	}
	g.add(markRegion + u.Region)
	g.add(markDepartment + u.Department.String())
	g.add(markUnit + u.ID.String())
}

// code marks a row with a subject's code and the classes that it is of.
func (g *gramSet) code(code string) {
	code = strings.Join(runs(code), "")
	for n := 1; n <= min(len(code), 9); n++ {
		g.add(markCode + code[:n])
	}
}

// spelling marks a row with pieces of a word of letters, of three at most.
func (g *gramSet) spelling(word string) {
	for _, w := range strings.Fields(word) {
		rs := []rune(w)
		for i := range rs {
			for n := 1; n <= 3 && i+n <= len(rs); n++ {
				g.add(markSpelling + string(rs[i:i+n]))
			}
		}
	}
}

// spelledPieces are what a row must have for a word of letters to be in its spelling.
func spelledPieces(word string) []string {
	rs := []rune(word)
	if len(rs) <= 3 {
		return []string{markSpelling + word}
	}
	var g gramSet
	for i := range len(rs) - 2 {
		g.add(markSpelling + string(rs[i:i+3]))
	}
	return g.list
}

// regionMark is the mark of a region and all that is under it.
func regionMark(code string) string {
	from, to := under(code)
	n := 0
	for n < len(from) && from[n] == to[n] {
		n++
	}
	return markRegion + from[:n]
}

// narrowed are the clauses of a filter.
func narrowed(f Filter) clauses {
	var years, kinds, regions []string
	for _, y := range f.Years {
		years = append(years, markYear+strconv.Itoa(y))
	}
	for _, k := range f.Kinds {
		kinds = append(kinds, markKind+strings.ToLower(k))
	}
	for _, r := range f.Regions {
		regions = append(regions, regionMark(r))
	}
	c := clauses{}.anyOf(years).anyOf(kinds).anyOf(regions)
	if f.Department != 0 {
		c = c.allOf(markDepartment + f.Department.String())
	}
	if f.Unit != 0 {
		c = c.allOf(markUnit + f.Unit.String())
	}
	return c
}
