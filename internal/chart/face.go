package chart

import "mingbai/internal/typeface"

// FaceMeasurer measures with a font's advances, those of another font for what
// it lacks. The fonts at hand have one weight, so bold is as wide as regular.
type FaceMeasurer struct{ Face *typeface.Face }

// Width is the sum of the advances of s.
func (m FaceMeasurer) Width(s string, size float64, _ bool) float64 {
	ems := 0.0
	for _, r := range s {
		ems += find(r, m.Face).ems()
	}
	return ems * size
}

// shape is a glyph of a face.
type shape struct {
	face  *typeface.Face
	glyph typeface.Glyph
}

// find is the shape of r: first's empty square where no font has one.
func find(r rune, first *typeface.Face) shape {
	face, glyph, ok := typeface.Find(r, first)
	if !ok {
		return shape{face: first}
	}
	return shape{face, glyph}
}

// ems is the advance.
func (s shape) ems() float64 {
	return float64(s.face.Advance(s.glyph)) / float64(s.face.UnitsPerEm())
}

// emMeasurer stands in where no font can be had: Chinese characters are one em
// wide, all others a little over half.
type emMeasurer struct{}

func (emMeasurer) Width(s string, size float64, _ bool) float64 {
	sum := 0.0
	for _, r := range s {
		if r >= 0x2e80 {
			sum += 1
		} else {
			sum += 0.56
		}
	}
	return sum * size
}

// defaultMeasurer measures with the embedded sans face.
func defaultMeasurer() Measurer {
	face, err := typeface.Sans()
	if err != nil {
		return emMeasurer{}
	}
	return FaceMeasurer{face}
}

// glyphPath sets a glyph's outline at a place in pixels, em pixels to a font
// unit. A quadratic curve is a cubic whose handles reach two thirds of the way.
func glyphPath(outline []typeface.Segment, at XY, em float64) Path {
	place := func(x, y float64) XY { return XY{at.X + x*em, at.Y - y*em} }
	toward := func(a, b XY) XY { return XY{a.X + (b.X-a.X)*2/3, a.Y + (b.Y-a.Y)*2/3} }
	path := make(Path, 0, len(outline))
	var pen XY
	for _, s := range outline {
		end := place(s.X, s.Y)
		switch s.Op {
		case typeface.Move:
			path.MoveTo(end)
		case typeface.Line:
			path.LineTo(end)
		case typeface.Quad:
			control := place(s.CX, s.CY)
			path.CubicTo(toward(pen, control), toward(end, control), end)
		case typeface.Close:
			path.Close()
		}
		pen = end
	}
	return path
}
