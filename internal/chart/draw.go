package chart

import "math"

// The measures of every chart, in points. 10.5 pt is 五号, and 14 px on a page.
const (
	textSize   = 10.5
	lineHeight = 14.0
	edge       = 2.0 // nothing comes nearer to the drawing's edge
	hairline   = 0.5
	firmLine   = 0.9
)

// DefaultWidth is the width that SVG and PNG are drawn in: the text width of an
// A4 page upright.
const DefaultWidth = 440.0

// ringHeight is what a ring takes unless its list is longer.
const ringHeight = 220.0

// Draw lays c out once, inside width × height points. Where the chart needs more
// it is made smaller as a whole; where it needs less it stands in the middle. A
// height of zero or less takes as much as is needed. A nil text measures with
// the embedded sans face.
//
// A ring that would mislead (a negative amount, one item that is all of it,
// nothing at all) is drawn as bars.
func Draw(c Chart, width, height float64, text Measurer) Drawing {
	if text == nil {
		text = defaultMeasurer()
	}
	if !(width >= 1 && width < 1e6) {
		width = DefaultWidth
	}
	if !(height < 1e6) {
		height = 0
	}
	return layOut(c, width, text).fit(width, height)
}

// layOut draws c in its natural size, at least width wide.
func layOut(c Chart, width float64, text Measurer) Drawing {
	if len(c.Points) == 0 {
		return empty(width, text)
	}
	if c.Kind != Ring {
		return bars(c, width, text)
	}
	parts := divide(c.Points)
	if parts == nil {
		return bars(c, width, text)
	}
	if d, ok := labelledRing(c, parts, width, text); ok {
		return d
	}
	return listedRing(c, parts, width, text)
}

func empty(width float64, text Measurer) Drawing {
	p := &pen{text: text}
	p.write(width/2, 20, Middle, ink3, noData)
	return Drawing{width, 40, p.marks}
}

// pen collects marks.
type pen struct {
	marks []Mark
	text  Measurer
}

// write sets s in the common size with its middle at height y.
func (p *pen) write(x, y float64, anchor Anchor, color Color, s string) {
	p.writeSized(x, y, textSize, anchor, color, s)
}

func (p *pen) writeSized(x, y, size float64, anchor Anchor, color Color, s string) {
	if s == "" {
		return
	}
	p.marks = append(p.marks, Text{X: x, Baseline: y + 0.37*size, Size: size, Anchor: anchor, Color: color, String: s})
}

// lines sets rows around the middle height y.
func (p *pen) lines(x, y float64, anchor Anchor, color Color, rows []string) {
	y -= float64(len(rows)-1) * lineHeight / 2
	for _, s := range rows {
		p.write(x, y, anchor, color, s)
		y += lineHeight
	}
}

func (p *pen) line(width float64, color Color, places ...XY) {
	var path Path
	path.MoveTo(places[0])
	for _, a := range places[1:] {
		path.LineTo(a)
	}
	p.marks = append(p.marks, Stroke{path, width, color})
}

func (p *pen) box(x, y, w, h float64, color Color) {
	var path Path
	path.MoveTo(XY{x, y})
	path.LineTo(XY{x + w, y})
	path.LineTo(XY{x + w, y + h})
	path.LineTo(XY{x, y + h})
	path.Close()
	p.marks = append(p.marks, Fill{path, color})
}

func (p *pen) width(s string) float64 { return p.text.Width(s, textSize, false) }

// polar is the place at r from centre, turns clockwise from the top.
func polar(centre XY, r, turns float64) XY {
	sin, cos := math.Sincos(2 * math.Pi * turns)
	return XY{centre.X + r*sin, centre.Y - r*cos}
}
