// Package layout sets a document on pages, once, for Word and PDF alike.
//
// A Sheet is the look as data. Lay gives a Layout: pages of placed items
// (lines of text, parts of tables, pictures), the page of each heading, and the
// geometry of each table. Lengths are points; x goes right and y down from the
// upper left corner of the page; a line's y is its baseline.
package layout

import "mingbai/internal/doc"

// Metrics tells how wide a character is in a style, in points.
type Metrics interface {
	Advance(s Style, r rune) float64
}

// Geometry is how a table is set: widths of its columns, heights of the rows of
// its head and body, and the size of its text.
type Geometry struct {
	Widths  []float64
	Head    []float64
	Rows    []float64
	Density Density
}

// Width is the sum of the columns.
func (g Geometry) Width() float64 { return sum(g.Widths) }

func sum(v []float64) (total float64) {
	for _, x := range v {
		total += x
	}
	return total
}

var _ doc.Block = (*doc.Table)(nil)
