package pages

import (
	"mingbai/internal/chart"
	"mingbai/internal/pdf"
	"mingbai/internal/render/layout"
)

// figure draws a picture as vectors, with its text alternative.
func (p *painter) figure(f *layout.Figure) {
	alt := f.Picture.Alt
	if alt == "" {
		alt = chart.Alt(f.Picture.Chart)
	}
	e := p.tree.root.Add(pdf.Figure, pdf.Attr{
		Alt:  alt,
		BBox: &pdf.Box{Page: p.page, X: f.Box.X, Y: f.Box.Y, W: f.Box.W, H: f.Box.H},
	})
	p.page.Begin(e)
	for _, m := range f.Drawing.Marks {
		p.mark(m, f.Box.X, f.Box.Y)
	}
	p.page.End()
}

func (p *painter) mark(m chart.Mark, x, y float64) {
	switch m := m.(type) {
	case chart.Fill:
		c := rgb(m.Color)
		p.page.Path(path(m.Path, x, y), pdf.Paint{Fill: &c})
	case chart.Stroke:
		c := rgb(m.Color)
		p.page.Path(path(m.Path, x, y), pdf.Paint{Stroke: &c, Width: m.Width})
	case chart.Text:
		p.label(m, x, y)
	}
}

func (p *painter) label(t chart.Text, x, y float64) {
	font := p.fonts[fontKey{bold: t.Bold}]
	width := font.Width(t.String, t.Size)
	switch t.Anchor {
	case chart.Middle:
		x -= width / 2
	case chart.End:
		x -= width
	}
	p.page.Text(font, t.Size, x+t.X, y+t.Baseline, rgb(t.Color), t.String)
}

func rgb(c chart.Color) pdf.Color { return pdf.Color{R: c.R, G: c.G, B: c.B} }

func path(from chart.Path, x, y float64) *pdf.Path {
	out := new(pdf.Path)
	for _, s := range from {
		a, b, c := s.P[0], s.P[1], s.P[2]
		switch s.Op {
		case chart.Move:
			out.MoveTo(x+a.X, y+a.Y)
		case chart.Line:
			out.LineTo(x+a.X, y+a.Y)
		case chart.Cubic:
			out.CurveTo(x+a.X, y+a.Y, x+b.X, y+b.Y, x+c.X, y+c.Y)
		case chart.Close:
			out.Close()
		}
	}
	return out
}
