package html

import (
	"mingbai/internal/chart"
	"mingbai/internal/doc"
)

// picture writes a chart as a drawing with a name, its caption, and its values
// as text for those who do not see it or want the figures.
func (p *page) picture(b doc.Picture) {
	p.raw("<figure")
	p.id(b.ID)
	p.raw(">\n<div class=\"chart\" role=\"group\" tabindex=\"0\"")
	p.attr("aria-label", b.Caption)
	p.raw(">\n", string(chart.SVG(b.Chart)), "</div>\n<figcaption>")
	p.text(b.Caption)
	p.raw("</figcaption>\n")
	p.values(b)
	p.raw("</figure>\n")
}

// values writes the chart's items as a list, or the text that the
// document gives where the chart has none.
func (p *page) values(b doc.Picture) {
	if len(b.Chart.Points) == 0 {
		if b.Alt != "" {
			p.paragraph(doc.Paragraph{Text: b.Alt, Style: doc.Note})
		}
		return
	}
	p.raw("<ul class=\"values\">\n")
	for _, pt := range b.Chart.Points {
		p.raw("<li>")
		p.text(pt.Label)
		p.raw(" <b>")
		p.text(pt.Text)
		p.raw("</b>")
		p.text(when(pt.Text != "", b.Chart.Unit))
		if pt.Share != "" {
			p.raw(" ")
			p.text(pt.Share)
		}
		p.raw("</li>\n")
	}
	p.raw("</ul>\n")
}
