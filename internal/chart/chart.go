// Package chart draws the pictures of a budget document: a ring of shares, bars
// by item. A Chart is data; Draw lays it out once as strokes, fills and text;
// SVG and PNG are two ways of showing the same drawing, and a PDF is a third.
package chart

import "mingbai/internal/money"

// Kind is the form of a chart.
type Kind uint8

// The forms.
const (
	Ring Kind = iota // shares of a whole (结构图)
	Bars             // horizontal bars, one an item (分布图)
)

// Chart is a picture's data: what is drawn is exactly what is printed beside it.
type Chart struct {
	Kind   Kind
	Title  string
	Unit   string // 万元
	Total  string // as printed, in the middle of a ring
	Points []Point
}

// Point is one item. Text is the amount as printed, Share its percentage as
// printed ("46.64%"), empty where none is shown.
type Point struct {
	Label string
	Value money.Fen // decides the size, never the text
	Text  string
	Share string
}
