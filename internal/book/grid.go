package book

import (
	"strconv"
	"strings"

	"mingbai/internal/place"
)

// kindOfInput says what a cell holds besides its text.
type kindOfInput uint8

const (
	asText       kindOfInput = iota // text, or nothing
	asNumber                        // a number, its text plain decimal
	asDate                          // a date, its text 2023-01-05
	asError                         // an error value of a formula: #REF!
	asUncomputed                    // a formula that was never computed
)

// input is what stands in a cell.
type input struct {
	text string // trimmed; line breaks as \n
	kind kindOfInput
}

func (in input) blank() bool { return in.text == "" && in.kind != asUncomputed }

// grid is one sheet as read: a head and rows below it.
type grid struct {
	file   string // base name of the file
	sheet  string // name of the sheet; empty for CSV
	head   []string
	headAt int // line of the head, from 1
	from   int // line before which nothing is read
	rows   []gridRow
	merged []area
}

// gridRow is a row of cells with the number of its line.
type gridRow struct {
	line  int
	cells []input
}

func (r gridRow) blank() bool {
	for _, c := range r.cells {
		if !c.blank() {
			return false
		}
	}
	return true
}

// at is the place of the whole sheet.
func (g *grid) at() place.Ref { return place.Ref{File: g.file, Sheet: g.sheet} }

// rowPlace is where a row stands, and where its columns are.
type rowPlace struct {
	file, sheet string
	line        int
	columns     map[string]int // header → column from 0; what has none is not in the file
	main        string         // header of the column that stands for the row
}

// ref is the place of the cell under a header; of the row where there is none.
func (p rowPlace) ref(header string) place.Ref {
	r := place.Ref{File: p.file, Sheet: p.sheet, Column: header}
	i, ok := p.columns[header]
	if !ok {
		i = -1
	}
	if p.sheet == "" {
		r.Line = p.line
		return r
	}
	r.Cell = cellName(max(i, 0), p.line)
	return r
}

// row is the place that stands for the row.
func (p rowPlace) row() place.Ref {
	r := p.ref(p.main)
	r.Column = ""
	return r
}

// cellName is the A1 name of a cell; column from 0, line from 1.
func cellName(column, line int) string { return columnName(column) + strconv.Itoa(line) }

func columnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// parseCell reads an A1 name; ok is false where it is none.
func parseCell(name string) (column, line int, ok bool) {
	i := 0
	for i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && i < 4 {
		column = column*26 + int(name[i]-'A') + 1
		i++
	}
	line, err := strconv.Atoi(name[i:])
	if err != nil || i == 0 || line < 1 {
		return 0, 0, false
	}
	return column - 1, line, true
}

// area is a range of cells, ends included.
type area struct {
	name                     string // A1:B2
	left, top, right, bottom int
}

func parseArea(name string) (area, bool) {
	from, to, two := strings.Cut(name, ":")
	if !two {
		to = from
	}
	c1, l1, ok1 := parseCell(from)
	c2, l2, ok2 := parseCell(to)
	return area{name, min(c1, c2), min(l1, l2), max(c1, c2), max(l1, l2)}, ok1 && ok2
}

// clean trims a cell's text and makes its line breaks \n.
func clean(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.Trim(s, " \t\n\u00a0\u3000\ufeff\u200b")
}
