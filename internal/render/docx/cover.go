package docx

import (
	"mingbai/internal/doc"
	"mingbai/internal/render/layout"
)

// coverText is one text of the cover as the layout set it.
type coverText struct {
	role     layout.Role
	text     string
	top, end float64 // of its lines
	broken
}

// cover writes the cover. Its texts stand where the layout has them, held there
// by the room above each.
func (b *body) cover(c doc.Cover, i int) {
	texts := b.coverTexts(c, i)
	y := b.page.Paper.Top
	for n, t := range texts {
		side := t.side(b.page.Paper.Measure())
		b.open(look{style: styleID(b.sheet, t.role), before: max(0, t.top-y), left: side, right: side}, n == len(texts)-1)
		b.run(t.text, nil)
		b.close()
		y = t.end
	}
}

// coverTexts gathers the lines of the cover's page to the texts that they are of.
func (b *body) coverTexts(c doc.Cover, i int) []coverText {
	texts := []string{c.Unit, c.Title}
	texts = append(texts, c.Lines...)
	var out []coverText
	for _, item := range b.page.Items {
		line, ok := item.(*layout.Line)
		if !ok || line.Block != i {
			continue
		}
		if line.First {
			for len(texts) > 0 && texts[0] == "" {
				texts = texts[1:]
			}
			if len(texts) == 0 {
				break
			}
			out = append(out, coverText{role: line.Role, text: texts[0], top: line.Y - layout.Baseline(line.Style)})
			texts = texts[1:]
		}
		t := &out[len(out)-1]
		t.end = line.Y - layout.Baseline(line.Style) + line.Style.Line
		t.add(*line)
	}
	return out
}
