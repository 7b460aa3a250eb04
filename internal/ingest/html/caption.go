package html

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
)

// captioned gives pictures the captions that stand as paragraphs below them; one
// whose caption stands above, or that has one, is left.
func captioned(blocks []doc.Block) []doc.Block {
	out := blocks[:0]
	for _, b := range blocks {
		if n := len(out); n > 0 {
			picture, ok := out[n-1].(doc.Picture)
			text, below := b.(doc.Paragraph)
			if ok && below && picture.Caption == "" && source.IsCaption(text.Text) && !(n > 1 && captions(out[n-2])) {
				picture.Caption = text.Text
				out[n-1] = picture
				continue
			}
			if ok && below && picture.Caption == text.Text {
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// captions reports whether a block reads as the caption of what is below it.
func captions(b doc.Block) bool {
	text, ok := b.(doc.Paragraph)
	return ok && source.IsCaption(strings.TrimRight(text.Text, "：:"))
}
