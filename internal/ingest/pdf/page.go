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
	"github.com/klippa-app/go-pdfium/structs"
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
	if err := r.text(page); err != nil {
		return unreadable("的文字读不出", err)
	}
	if err := r.paths(page); err != nil {
		return unreadable("的线条读不出", err)
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

// text reads the glyphs. Those that PDFium makes up (spaces, ends of lines) and
// those outside the page are left out.
func (r *pageReader) text(page requests.Page) error {
	loaded, err := r.lib.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return err
	}
	err = r.glyphs(loaded.TextPage)
	if !isBroken(err) {
		_, _ = r.lib.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	}
	return err
}

func (r *pageReader) glyphs(page references.FPDF_TEXTPAGE) error {
	count, err := r.lib.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: page})
	if err != nil {
		return err
	}
	if count.Count > maxGlyphs {
		return tooMuch(fmt.Sprintf("的字超过%d万个", maxGlyphs/10_000))
	}
	if err := r.turnToText(page, count.Count); err != nil {
		return err
	}
	r.out.glyphs = make([]glyph, 0, count.Count)
	apart, typed := false, false
	for i := range count.Count {
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
		r.out.glyphs = append(r.out.glyphs, g)
	}
	widen(r.out.glyphs)
	r.out.glyphs = once(r.out.glyphs)
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

// once drops glyphs drawn twice at one place, as fonts are emboldened that way.
func once(list []glyph) []glyph {
	type key struct {
		r    rune
		x, y int
	}
	seen := make(map[key]bool, len(list))
	return slices.DeleteFunc(list, func(g glyph) bool {
		k := key{g.r, int(g.x0 + 0.5), int(g.y0 + 0.5)}
		for dx := -1; dx <= 1; dx++ {
			if seen[key{g.r, k.x + dx, k.y}] && g.width() > 2 {
				return true
			}
		}
		seen[k] = true
		return false
	})
}

// paths reads the ruling lines and the pictures.
func (r *pageReader) paths(page requests.Page) error {
	count, err := r.lib.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return err
	}
	for i := range count.Count {
		o, err := r.lib.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return err
		}
		if err := r.object(o.PageObject, identity, 0); err != nil {
			return err
		}
	}
	inOrder(r.out.across)
	inOrder(r.out.down)
	return nil
}

var identity = structs.FPDF_FS_MATRIX{A: 1, D: 1}

// object reads one object; those inside a form by the form's matrix.
func (r *pageReader) object(o references.FPDF_PAGEOBJECT, m structs.FPDF_FS_MATRIX, depth int) error {
	if r.objects++; r.objects > maxObjects {
		return tooMuch(fmt.Sprintf("的图形超过%d万个", maxObjects/10_000))
	}
	if r.markedFigure(o, func() (box, bool) {
		b, err := r.lib.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
		if err != nil {
			return box{}, false
		}
		return r.bounds(b.Left, b.Bottom, b.Right, b.Top, m), true
	}) {
		return nil
	}
	kind, err := r.lib.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_PATH:
		return r.path(o, m)
	case enums.FPDF_PAGEOBJ_IMAGE:
		if b, err := r.lib.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o}); err == nil {
			r.out.images = append(r.out.images, r.bounds(b.Left, b.Bottom, b.Right, b.Top, m))
		}
	case enums.FPDF_PAGEOBJ_FORM:
		if depth >= maxNesting {
			return nil
		}
		return r.form(o, m, depth)
	}
	return nil
}

func (r *pageReader) form(o references.FPDF_PAGEOBJECT, m structs.FPDF_FS_MATRIX, depth int) error {
	own, err := r.lib.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil {
		return err
	}
	inner := multiply(own.Matrix, m)
	count, err := r.lib.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
	if err != nil {
		return err
	}
	for i := range count.Count {
		sub, err := r.lib.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := r.object(sub.PageObject, inner, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func multiply(a, b structs.FPDF_FS_MATRIX) structs.FPDF_FS_MATRIX {
	return structs.FPDF_FS_MATRIX{
		A: a.A*b.A + a.B*b.C, B: a.A*b.B + a.B*b.D,
		C: a.C*b.A + a.D*b.C, D: a.C*b.B + a.D*b.D,
		E: a.E*b.A + a.F*b.C + b.E, F: a.E*b.B + a.F*b.D + b.F,
	}
}

func apply(m structs.FPDF_FS_MATRIX, x, y float64) (float64, float64) {
	return float64(m.A)*x + float64(m.C)*y + float64(m.E), float64(m.B)*x + float64(m.D)*y + float64(m.F)
}

func (r *pageReader) bounds(left, bottom, right, top float32, m structs.FPDF_FS_MATRIX) box {
	x0, y0 := apply(m, float64(left), float64(bottom))
	x1, y1 := apply(m, float64(right), float64(top))
	return r.place(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
}

// thin is the greatest thickness of a ruling line, and how far a line may lean.
const thin = 3.0

// path takes the ruling lines out of a path: a thin shape is a line itself, of
// any other its straight sides along the page are, where it is stroked.
func (r *pageReader) path(o references.FPDF_PAGEOBJECT, m structs.FPDF_FS_MATRIX) error {
	b, err := r.lib.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
	if err != nil {
		return nil // an empty path
	}
	whole := r.bounds(b.Left, b.Bottom, b.Right, b.Top, m)
	mode, err := r.lib.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil {
		return err
	}
	if mode.FillMode == enums.FPDF_FILLMODE_NONE && !mode.Stroke {
		return nil // a clip, not drawn
	}
	if whole.width() <= thin || whole.height() <= thin {
		r.line(whole)
		return nil
	}
	curved, err := r.sides(o, m, mode.Stroke)
	if err == nil && mode.FillMode != enums.FPDF_FILLMODE_NONE && r.coloured(o) {
		r.out.shapes = append(r.out.shapes, shape{whole, curved})
	}
	return err
}

// coloured reports whether a shape is filled with something else than white.
func (r *pageReader) coloured(o references.FPDF_PAGEOBJECT) bool {
	c, err := r.lib.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: o})
	return err == nil && c.FillColor.A > 0 && (c.FillColor.R < 250 || c.FillColor.G < 250 || c.FillColor.B < 250)
}

func (r *pageReader) line(b box) {
	switch {
	case b.width() > b.height() && b.width() > thin:
		r.out.across = append(r.out.across, rule{b.midY(), b.x0, b.x1})
	case b.height() > thin:
		r.out.down = append(r.out.down, rule{b.midX(), b.y0, b.y1})
	}
}

// sides reads the segments of a path. The sides of a filled shape that is not
// stroked are no lines: shading; but pairs of long thin sub-shapes in one path
// are, so sub-paths are looked at one by one. Curved tells whether some side is.
func (r *pageReader) sides(o references.FPDF_PAGEOBJECT, m structs.FPDF_FS_MATRIX, stroked bool) (curved bool, err error) {
	own, err := r.lib.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil {
		return false, err
	}
	total := multiply(own.Matrix, m)
	count, err := r.lib.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil {
		return false, err
	}
	if r.objects += count.Count; r.objects > maxObjects {
		return false, tooMuch(fmt.Sprintf("的图形超过%d万个", maxObjects/10_000))
	}
	var sub [][2]float64
	flush := func() {
		r.subPath(sub, stroked)
		sub = sub[:0]
	}
	for i := range count.Count {
		seg, err := r.lib.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if err != nil {
			return false, err
		}
		kind, err := r.lib.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: seg.PathSegment})
		if err != nil {
			return false, err
		}
		pt, err := r.lib.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: seg.PathSegment})
		if err != nil {
			return false, err
		}
		if kind.Type == enums.FPDF_SEGMENT_MOVETO {
			flush()
		}
		curved = curved || kind.Type == enums.FPDF_SEGMENT_BEZIERTO
		x, y := apply(total, float64(pt.X), float64(pt.Y))
		sub = append(sub, r.point(x, y))
		closes, err := r.lib.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: seg.PathSegment})
		if err == nil && closes.IsClose {
			sub = append(sub, sub[0])
		}
	}
	flush()
	return curved, nil
}

func (r *pageReader) subPath(points [][2]float64, stroked bool) {
	if len(points) < 2 {
		return
	}
	b := box{points[0][0], points[0][1], points[0][0], points[0][1]}
	for _, p := range points {
		b = b.join(box{p[0], p[1], p[0], p[1]})
	}
	if b.width() <= thin || b.height() <= thin {
		r.line(b)
		return
	}
	if !stroked {
		return
	}
	for i := 1; i < len(points); i++ {
		p, q := points[i-1], points[i]
		side := box{min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1])}
		if side.width() <= 0.5 || side.height() <= 0.5 {
			r.line(side)
		}
	}
}

// fold brings the radicals that fonts map to back to the characters that are meant.
func fold(r rune) rune {
	if r >= 0x2F00 && r <= 0x2FD5 || r >= 0x2E80 && r <= 0x2EF3 {
		return radical(r)
	}
	return r
}
