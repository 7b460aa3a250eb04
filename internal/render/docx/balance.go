package docx

import (
	"mingbai/internal/doc"
	"mingbai/internal/render/layout"
)

// broken is how many lines the layout made of a text, how wide the widest is, and
// of what size.
type broken struct {
	lines        int
	widest, size float64
}

func (b *broken) add(l layout.Line) {
	b.lines++
	b.widest = max(b.widest, l.Width)
	b.size = l.Style.Size
}

// balance knows where the layout broke centred texts. It makes their lines about
// equally long; Word fills the first ones. Indents on both sides bring Word to
// the same: no title whose last line is one character.
type balance struct {
	blocks map[int]broken
	cells  map[*doc.Cell]broken
}

func newBalance(l *layout.Layout) balance {
	out := balance{blocks: map[int]broken{}, cells: map[*doc.Cell]broken{}}
	for _, page := range l.Pages {
		for _, item := range page.Items {
			switch item := item.(type) {
			case *layout.Line:
				if item.Part == layout.Whole && item.Style.Align == doc.AlignCentre {
					s := out.blocks[item.Block]
					s.add(*item)
					out.blocks[item.Block] = s
				}
			case *layout.Fragment:
				out.fragment(item)
			}
		}
	}
	return out
}

func (b balance) fragment(f *layout.Fragment) {
	for _, c := range f.Cells {
		if c.Repeat || len(c.Lines) == 0 || c.Lines[0].Style.Align != doc.AlignCentre {
			continue
		}
		s := b.cells[c.Cell]
		for _, l := range c.Lines {
			s.add(l)
		}
		b.cells[c.Cell] = s
	}
}

// side is the indent on either side of a centred text that has room points.
func (s broken) side(room float64) float64 {
	if s.lines < 2 {
		return 0
	}
	return max(0, (room-s.widest)/2-balanceSlack*s.size)
}

// balanceSlack is what each indent leaves over, in ems, for fonts that run a
// little wide: not so much that another character has room on the line.
const balanceSlack = 0.35
