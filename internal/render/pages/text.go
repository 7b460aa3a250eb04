package pages

import (
	"unicode/utf8"

	"mingbai/internal/doc"
	"mingbai/internal/pdf"
	"mingbai/internal/render/layout"
)

// line draws a line that stands on the page by itself, into the element of its
// block.
func (p *painter) line(l *layout.Line) {
	if h, ok := p.heading(l); ok {
		p.dest(h.ID).Set(p.page, l.Y-l.Style.Size)
	}
	if l.Text == "" {
		return
	}
	if l.Role != layout.TermText {
		p.page.Begin(p.tree.line(l))
		p.text(*l)
		p.page.End()
		return
	}
	term, rest := cut(*l, p.width)
	if term.Text != "" {
		p.page.Begin(p.tree.term(l.Block))
		p.text(term)
		p.page.End()
	}
	if rest.Text != "" {
		p.page.Begin(p.tree.explanation(l.Block))
		p.text(rest)
		p.page.End()
	}
}

// heading is the heading that l begins.
func (p *painter) heading(l *layout.Line) (doc.Heading, bool) {
	if !l.First || l.Part != layout.Whole || l.Block < 0 {
		return doc.Heading{}, false
	}
	h, ok := p.doc.Blocks[l.Block].(doc.Heading)
	return h, ok && h.ID != ""
}

// text draws a line.
func (p *painter) text(l layout.Line) {
	bold, rest := cut(l, p.width)
	p.run(bold, true)
	p.run(rest, rest.Style.Bold)
}

func (p *painter) run(l layout.Line, bold bool) {
	if l.Text == "" {
		return
	}
	c := p.ink.ink
	if l.Style.Soft {
		c = p.ink.soft
	}
	text := l.Text
	if l.Blank {
		text += " "
	}
	p.page.TextSpaced(p.fonts[fontKey{l.Style.Serif, bold}], l.Style.Size, l.Stretch, l.X, l.Y, c, text)
}

func (p *painter) width(s layout.Style, text string) (w float64) {
	for _, r := range text {
		w += p.faces.Advance(s, r)
	}
	return w
}

// cut divides a line into its bold beginning and the rest.
func cut(l layout.Line, width func(layout.Style, string) float64) (bold, rest layout.Line) {
	bold, rest = l, l
	bold.Text, rest.Text = l.Text[:l.Bold], l.Text[l.Bold:]
	bold.Bold, rest.Bold = 0, 0
	bold.Style.Bold = l.Bold > 0
	bold.Blank = l.Blank && rest.Text == ""
	if l.Bold > 0 {
		rest.X += width(l.Style, bold.Text) + l.Stretch*float64(utf8.RuneCountInString(bold.Text))
	}
	return bold, rest
}

// entry draws a heading's place in the contents, which leads to it.
func (p *painter) entry(e *layout.Entry) {
	link := p.tree.entry(e)
	p.page.Begin(link)
	for _, l := range e.Lines {
		p.text(l)
	}
	p.page.End()
	if e.Leader.X2 > e.Leader.X1 {
		p.page.BeginArtifact("Layout")
		p.leader(e.Leader)
		p.page.End()
	}
	if e.Number.Text != "" {
		p.page.Begin(link)
		p.text(e.Number)
		p.page.End()
	}
	if e.Heading != "" {
		p.page.LinkTo(link, e.Box.X, e.Box.Y, e.Box.W, e.Box.H, p.dest(e.Heading))
	}
}

// leader draws dots that stand under each other from line to line.
func (p *painter) leader(r layout.Rule) {
	const step, size = 5.0, 1.0
	var dots pdf.Path
	from := step * float64(int(r.X1/step)+1)
	if from >= r.X2 {
		return
	}
	dots.MoveTo(from, r.Y1-2)
	dots.LineTo(r.X2, r.Y1-2)
	p.page.Path(&dots, pdf.Paint{Stroke: &p.ink.soft, Width: size, Dash: []float64{0, step}, Round: true})
}
