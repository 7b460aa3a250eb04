package pages

import "mingbai/internal/render/layout"

// fragment draws what this page shows of a table: the cells into the structure,
// then what is repeated and the rules as artifacts.
func (p *painter) fragment(f *layout.Fragment) {
	tree := p.tree.table(f)
	for _, c := range f.Cells {
		if c.Repeat {
			continue
		}
		e := tree.cell(c)
		if len(c.Lines) == 0 {
			continue
		}
		p.page.Begin(e)
		p.cell(c)
		p.page.End()
	}
	p.page.BeginArtifact("Layout")
	for _, c := range f.Cells {
		if c.Repeat {
			p.cell(c)
		}
	}
	for _, r := range f.Rules {
		p.rule(r)
	}
	p.page.End()
}

func (p *painter) cell(c layout.Cell) {
	for _, l := range c.Lines {
		p.text(l)
	}
}

func (p *painter) rule(r layout.Rule) {
	c := p.ink.rule
	if r.Strong {
		c = p.ink.ink
	}
	p.page.Line(r.X1, r.Y1, r.X2, r.Y2, r.Weight, c)
}
