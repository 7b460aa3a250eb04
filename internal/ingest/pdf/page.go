package pdf

import (
	"errors"
	"fmt"
	"slices"
	"unicode"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// box is a rectangle in points from the page's top left.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64  { return b.x1 - b.x0 }
func (b box) height() float64 { return b.y1 - b.y0 }
func (b box) midX() float64   { return (b.x0 + b.x1) / 2 }
func (b box) midY() float64   { return (b.y0 + b.y1) / 2 }

func (b box) join(o box) box {
	return box{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// glyph is a printed character.
type glyph struct {
	r rune
	box
	apart bool // a space stands before it
	typed bool // and is a character of the file, not made up for the gap
}

// rule is a ruling line: at is its y where it is horizontal, its x where vertical.
type rule struct {
	at, from, to float64
}

// rawPage is what a page holds, before anything is made of it.
type rawPage struct {
	number        int
	width, height float64
	glyphs        []glyph
	across, down  []rule
	images        []box
	shapes        []shape
	figures       []box // of pictures, by their tags
	garbled       bool  // its text is not what it shows
	turned        int   // quarters of a turn, clockwise, from the page as it is shown (turn.go)
}

// The bounds of one page; beyond them it is not read.
const (
	maxGlyphs  = 50_000
	maxObjects = 100_000
	maxNesting = 4
)

// pageReader reads one page through PDFium.
type pageReader struct {
	lib     pdfium.Pdfium
	out     *rawPage
	turn    enums.FPDF_PAGE_ROTATION
	w, h    float64 // of the page as it is stored, not turned
	left    float64
	bottom  float64
	objects int

	texts [4][]textObject // by how they are seen (unseen.go)

	tagged   bool // the document says what its objects are
	inFigure bool // so did the last object: of a picture
}

// readPage reads a page. Before are the objects of the pages before it; the number
// returned has those of this one added.
func readPage(lib pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int, tagged bool, before int) (*rawPage, int, error) {
	loaded, err := lib.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return nil, before, unreadable("打不开", err)
	}
	r := &pageReader{lib: lib, out: &rawPage{number: index + 1}, tagged: tagged}
	err = r.page(requests.Page{ByReference: &loaded.Page})
	if !isBroken(err) {
		_, _ = lib.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	}
	return r.out, before + r.objects, err
}

func (r *pageReader) page(page requests.Page) error {
	if err := r.size(page); err != nil {
		return unreadable("打不开", err)
	}
	loaded, err := r.lib.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return unreadable("的文字读不出", err)
	}
	err = r.content(page, loaded.TextPage)
	if !isBroken(err) {
		_, _ = r.lib.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	}
	return err
}

// content reads the lines and the pictures, which tell what of the text is seen, and the text.
func (r *pageReader) content(page requests.Page, text references.FPDF_TEXTPAGE) error {
	count, err := r.characters(text)
	if err != nil {
		return unreadable("的文字读不出", err)
	}
	if err := r.paths(page); err != nil {
		return unreadable("的线条读不出", err)
	}
	if err := r.glyphs(text, count); err != nil {
		return unreadable("的文字读不出", err)
	}
	return nil
}

// tooMuch says that a page is beyond the bounds.
type tooMuch string

func (t tooMuch) Error() string { return string(t) }

// unreadable says what of a page cannot be read, and what to do. What PDFium says
// is kept where an instance broke, for that to be seen.
func unreadable(what string, err error) error {
	var bound tooMuch
	switch {
	case errors.As(err, &bound):
		return errors.New(string(bound) + "，没有读；用原来的文件重新导出 PDF 再试")
	case isBroken(err):
		return err
	}
	return errors.New(what + "；用阅读器打开看看，或重新导出一份再试")
}

func (r *pageReader) size(page requests.Page) error {
	w, err := r.lib.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: page})
	if err != nil {
		return err
	}
	h, err := r.lib.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: page})
	if err != nil {
		return err
	}
	turn, err := r.lib.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page})
	if err != nil {
		return err
	}
	r.out.width, r.out.height = float64(w.PageWidth), float64(h.PageHeight)
	r.turn, r.w, r.h = turn.PageRotation, r.out.width, r.out.height
	if r.turn == enums.FPDF_PAGE_ROTATION_90_CW || r.turn == enums.FPDF_PAGE_ROTATION_270_CW {
		r.w, r.h = r.h, r.w
	}
	if c, err := r.lib.FPDFPage_GetCropBox(&requests.FPDFPage_GetCropBox{Page: page}); err == nil {
		r.left, r.bottom = float64(c.Left), float64(c.Bottom)
	} else if m, err := r.lib.FPDFPage_GetMediaBox(&requests.FPDFPage_GetMediaBox{Page: page}); err == nil {
		r.left, r.bottom = float64(m.Left), float64(m.Bottom)
	}
	return nil
}

// place turns a box of the stored page into one of the page as it is shown.
func (r *pageReader) place(left, bottom, right, top float64) box {
	a, b := r.point(left, bottom), r.point(right, top)
	return box{min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])}
}

func (r *pageReader) point(x, y float64) [2]float64 {
	x, y = x-r.left, y-r.bottom
	switch r.turn {
	case enums.FPDF_PAGE_ROTATION_90_CW:
		return [2]float64{y, x}
	case enums.FPDF_PAGE_ROTATION_180_CW:
		return [2]float64{r.w - x, y}
	case enums.FPDF_PAGE_ROTATION_270_CW:
		return [2]float64{r.h - y, r.w - x}
	default:
		return [2]float64{x, r.h - y}
	}
}

// characters counts those of a page, and turns it as they run.
func (r *pageReader) characters(page references.FPDF_TEXTPAGE) (int, error) {
	count, err := r.lib.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: page})
	if err != nil {
		return 0, err
	}
	if count.Count > maxGlyphs {
		return 0, tooMuch(fmt.Sprintf("的字超过%d万个", maxGlyphs/10_000))
	}
	return count.Count, r.turnToText(page, count.Count)
}

// glyphs reads the glyphs. Those that PDFium makes up (spaces, ends of lines), those outside
// the page and those that nobody sees are left out.
func (r *pageReader) glyphs(page references.FPDF_TEXTPAGE, count int) error {
	r.out.glyphs = make([]glyph, 0, count)
	unseen := r.unseen()
	apart, typed := false, false
	var last glyph
	across := false // the last one stood across the page
	for i := range count {
		u, err := r.lib.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: page, Index: i})
		if err != nil {
			return err
		}
		c := rune(u.Unicode)
		if c <= ' ' || c == 0xa0 || c == 0x3000 || c == 0xfffe || c == 0xffff {
			if c == ' ' || c == 0xa0 || c == 0x3000 {
				made, err := r.lib.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: page, Index: i})
				if isBroken(err) {
					return err
				}
				apart, typed = true, err == nil && !made.IsGenerated
			}
			continue
		}
		b, err := r.lib.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: i})
		if err != nil {
			continue // a character without a box is not on the page
		}
		g := glyph{fold(c), r.place(float64(b.Rect.Left), float64(b.Rect.Bottom), float64(b.Rect.Right), float64(b.Rect.Top)), apart, typed}
		apart, typed = false, false
		if g.x1 <= 0 || g.y1 <= 0 || g.x0 >= r.out.width || g.y0 >= r.out.height || g.width() == 0 && g.height() == 0 {
			continue
		}
		if across || g.y1 != last.y1 || g.height() != last.height() {
			a, err := r.lib.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: page, Index: i})
			if isBroken(err) {
				return err
			}
			across = err == nil && leans(float64(a.CharAngle))
		}
		if last = g; across {
			continue // a mark over the page, such as whom it was printed for
		}
		hidden, err := r.hides(unseen, g, page, i)
		if err != nil {
			return err
		}
		if hidden {
			continue
		}
		r.out.glyphs = append(r.out.glyphs, g)
	}
	r.out.glyphs = once(r.out.glyphs)
	widen(r.out.glyphs)
	toEm(r.out.glyphs)
	return nil
}

// toEm brings the boxes, which are as high as the font's highest and lowest marks
// reach, to the height of the characters themselves: a Chinese character is as
// high as it is wide. Fonts differ, so each height of box is looked at by itself.
func toEm(glyphs []glyph) {
	widths := map[int][]float64{}
	for _, g := range glyphs {
		if unicode.Is(unicode.Han, g.r) {
			k := int(g.height()*4 + 0.5)
			widths[k] = append(widths[k], g.width())
		}
	}
	em := map[int]float64{}
	for k, w := range widths {
		slices.Sort(w)
		em[k] = w[len(w)/2]
	}
	for i := range glyphs {
		g := &glyphs[i]
		size, ok := em[int(g.height()*4+0.5)]
		if !ok {
			size = g.height() / 1.35 // a font of Latin letters alone
		}
		if size < g.height() && size > 0.4*g.height() {
			mid := g.midY()
			g.y0, g.y1 = mid-size/2, mid+size/2
		}
	}
}

// mostBold is how far, in heights, the copies of a glyph are apart that are drawn to make it
// bold.
const mostBold = 0.12

// once drops glyphs drawn twice at one place, as fonts are emboldened that way.
func once(list []glyph) []glyph {
	type key struct {
		r    rune
		x, y int
	}
	const side = 8.0
	seen := make(map[key][]glyph, len(list))
	return slices.DeleteFunc(list, func(g glyph) bool {
		most := mostBold * g.height()
		for x := int((g.x0 - most) / side); x <= int((g.x0+most)/side); x++ {
			for y := int((g.y0 - most) / side); y <= int((g.y0+most)/side); y++ {
				if slices.ContainsFunc(seen[key{g.r, x, y}], func(o glyph) bool { return abs(o.x0-g.x0) <= most && abs(o.y0-g.y0) <= most }) {
					return true
				}
			}
		}
		k := key{g.r, int(g.x0 / side), int(g.y0 / side)}
		seen[k] = append(seen[k], g)
		return false
	})
}

// fold brings the radicals that fonts map to back to the characters that are meant.
func fold(r rune) rune {
	if r >= 0x2F00 && r <= 0x2FD5 || r >= 0x2E80 && r <= 0x2EF3 {
		return radical(r)
	}
	return r
}
