package layout

import (
	"mingbai/internal/chart"
	"mingbai/internal/doc"
)

// pictureSet is a picture with its caption.
type pictureSet struct {
	block   int
	picture doc.Picture
	drawing chart.Drawing
	after   float64
	caption *textSet
}

func (f *flow) picture(p doc.Picture, block int, before float64) *pictureSet {
	out := &pictureSet{block: block, picture: p, after: f.sheet.Picture.After}
	if p.Caption != "" {
		out.caption = f.text(p.Caption, Caption, block)
		out.caption.part = CaptionPart
		before += out.caption.height()
	}
	width := f.paper().Measure()
	text := measurer{f.metrics, f.sheet.Styles[TableCell]}
	out.drawing = chart.Draw(p.Chart, width, 0, text)
	room := min(f.sheet.Picture.MaxHeight, f.paper().Depth()-before-out.after)
	if out.drawing.Height > room && room > 0 {
		out.drawing = chart.Draw(p.Chart, width, room, text)
	}
	return out
}

// widths measures the text of a chart.
type measurer struct {
	metrics Metrics
	style   Style
}

func (w measurer) Width(text string, size float64, bold bool) (total float64) {
	s := w.style
	s.Size, s.Bold = size, bold
	for _, r := range text {
		total += w.metrics.Advance(s, r)
	}
	return total
}

func (p *pictureSet) start(*flow, float64) (float64, bool) {
	room := p.drawing.Height + p.after
	if p.caption != nil {
		room += p.caption.height()
	}
	return room, false
}

func (p *pictureSet) place(f *flow) {
	if !f.open {
		f.newPage()
	}
	box := Box{f.page.Paper.Left, f.y, p.drawing.Width, p.drawing.Height}
	f.add(&Figure{Block: p.block, Picture: p.picture, Box: box, Drawing: p.drawing})
	f.out.sizes[p.block] = box
	f.y += box.H + p.after
	if p.caption != nil {
		p.caption.place(f)
	}
}
