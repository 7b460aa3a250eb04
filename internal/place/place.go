// Package place says where something stands in a source or in a document:
// a line of a text, a cell of a workbook, a box on a page, and what it means
// there (table, row, column, section, form). Every value that is read keeps its
// Ref, so that whatever is said of it later can point at it.
package place

import (
	"strconv"
	"strings"
)

// Ref is a place. Empty strings and zeros mean "does not apply". The fields and
// their JSON names are those of the check report (schema mingbai.report/v1).
type Ref struct {
	Table   string     `json:"table,omitempty"`   // canonical table id, T01 … T17, PF1 …, PE1 …
	Row     string     `json:"row,omitempty"`     // subject code where the row has one, else its name
	Column  string     `json:"column,omitempty"`  // the column's name in the profile
	Section string     `json:"section,omitempty"` // 一 … 十二
	Form    string     `json:"form,omitempty"`    // the project's name
	File    string     `json:"file,omitempty"`
	Sheet   string     `json:"sheet,omitempty"`
	Cell    string     `json:"cell,omitempty"`      // A1 form
	Line    int        `json:"line,omitempty"`      // from 1
	Para    int        `json:"paragraph,omitempty"` // from 1, where neither lines nor cells count
	Page    int        `json:"page,omitempty"`      // from 1
	Box     [4]float64 `json:"bbox,omitzero"`       // on the page: left, top, right, bottom, in points from its top left
	Text    string     `json:"text,omitempty"`      // as printed there
}

// Before reports whether r stands before o in a text, on a page or among paragraphs; not
// where they can't be told: in cells, or where either is no place.
func (r Ref) Before(o Ref) bool {
	for _, pair := range [...][2]float64{
		{float64(r.Page), float64(o.Page)}, {float64(r.Line), float64(o.Line)}, {float64(r.Para), float64(o.Para)}, {r.Box[1], o.Box[1]},
	} {
		if pair[0] == 0 || pair[1] == 0 || pair[0] == pair[1] {
			continue
		}
		return pair[0] < pair[1]
	}
	return false
}

// IsZero reports whether r names no place at all.
func (r Ref) IsZero() bool { return r == Ref{} }

// Source tells the place in the file, in the words a person would use to go
// there: "facts.csv:12", "支出明细!F7". It is empty where no file place is known.
func (r Ref) Source() string {
	var b strings.Builder
	b.WriteString(r.File)
	if r.Sheet != "" {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(r.Sheet)
		if r.Cell != "" {
			b.WriteByte('!')
			b.WriteString(r.Cell)
		}
		return b.String()
	}
	if r.Line > 0 {
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(r.Line))
	}
	if r.Column != "" && r.Table == "" && r.File != "" {
		b.WriteString(" 列“" + r.Column + "”")
	}
	return b.String()
}

// Address tells the place in the document's own terms: T03[208].合计.
func (r Ref) Address() string {
	if r.Table == "" {
		return ""
	}
	s := r.Table
	if r.Row != "" {
		s += "[" + r.Row + "]"
	}
	if r.Column != "" {
		s += "." + r.Column
	}
	return s
}
