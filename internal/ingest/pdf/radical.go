package pdf

import (
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// radical is the character that a radical stands for; Kangxi radicals have one by
// the standard's compatibility mapping, the others mostly none.
func radical(r rune) rune {
	if s := []rune(norm.NFKC.String(string(r))); len(s) == 1 {
		return s[0]
	}
	return r
}

// radicals are the characters that PDFium gives for a radical of another code. Of
// those it knows no more than how far their ink reaches.
var radicals = sync.OnceValue(func() map[rune]bool {
	out := map[rune]bool{}
	for r := rune(0x2F00); r <= 0x2FD5; r++ {
		out[radical(r)] = true
	}
	return out
})

// nearby is how many characters before and after one tell its size.
const nearby = 8

// widen brings the boxes of radicals, which are as narrow as their ink, to the size
// of the characters that they stand among.
func widen(glyphs []glyph) {
	for i := range glyphs {
		if !radicals()[glyphs[i].r] {
			continue
		}
		for d := 1; d <= nearby; d++ {
			if i >= d && glyphs[i].widen(&glyphs[i-d]) || i+d < len(glyphs) && glyphs[i].widen(&glyphs[i+d]) {
				break
			}
		}
	}
}

// widen gives a radical the size of a whole character, or a bracket as wide as one, that
// stands on its line; false where the other is none.
func (g *glyph) widen(like *glyph) bool {
	whole := unicode.Is(unicode.Han, like.r) && !radicals()[like.r]
	if bracket := like.r == '（' || like.r == '）'; !whole && !(bracket && like.width() > 0.6*like.height()) {
		return false
	}
	w := like.width()
	inside := g.y0 > like.y0-0.1*w && g.y1 < like.y1+0.1*w && g.width() < 1.02*w
	if !inside {
		return false
	}
	if g.width() < 0.99*w || g.height() < 0.99*like.height() {
		mid := g.midX()
		g.box = box{mid - w/2, like.y0, mid + w/2, like.y1}
	}
	return true
}
