package pdf

import (
	"math"
	"slices"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/structs"
)

// textObject is a piece of text as the page draws it; those inside a form by the form's
// matrix.
type textObject struct {
	object references.FPDF_PAGEOBJECT
	matrix structs.FPDF_FS_MATRIX
}

// sight is how a piece of text is seen.
type sight int

const (
	seen sight = iota
	undrawn
	white
	clippedOff
)

// sightOf tells how a piece of text is seen.
func (r *pageReader) sightOf(o references.FPDF_PAGEOBJECT) (sight, error) {
	mode, err := r.lib.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o})
	switch {
	case isBroken(err):
		return seen, err
	case err != nil:
		return seen, nil
	case mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE, mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_CLIP:
		return undrawn, nil
	}
	if cut, err := r.cutAway(o); cut || err != nil {
		return clippedOff, err
	}
	if mode.TextRenderMode != enums.FPDF_TEXTRENDERMODE_FILL {
		return seen, nil
	}
	c, err := r.lib.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: o})
	if isBroken(err) {
		return seen, err
	}
	if err == nil && (c.FillColor.A == 0 || c.FillColor.R >= 250 && c.FillColor.G >= 250 && c.FillColor.B >= 250) {
		return white, nil
	}
	return seen, nil
}

// cutAway reports whether a piece of text is above or below all that its clipping lets be
// seen, as the lines of a cell are that have no room in its row. What is cut at its side is
// not: the rest of a name is still a name.
func (r *pageReader) cutAway(o references.FPDF_PAGEOBJECT) (bool, error) {
	clip, err := r.lib.FPDFPageObj_GetClipPath(&requests.FPDFPageObj_GetClipPath{PageObject: o})
	if err != nil {
		return false, ifBroken(err)
	}
	paths, err := r.lib.FPDFClipPath_CountPaths(&requests.FPDFClipPath_CountPaths{ClipPath: clip.ClipPath})
	if err != nil || paths.Count < 1 {
		return false, ifBroken(err)
	}
	in, err := r.clipped(clip.ClipPath, paths.Count-1)
	if err != nil || in == (box{}) {
		return false, ifBroken(err)
	}
	b, err := r.lib.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
	if err != nil {
		return false, ifBroken(err)
	}
	text := r.place(float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top))
	return overlap(in.y0, in.y1, text.y0, text.y1) < mostCut*text.height(), nil
}

// mostCut is how much of the height of a text is seen, at the most, that counts as cut away.
const mostCut = 0.75

// clipped is what one path of a clipping lets be seen: that of a rectangle, whose first and
// third points are opposite; nothing of another.
func (r *pageReader) clipped(clip references.FPDF_CLIPPATH, path int) (box, error) {
	n, err := r.lib.FPDFClipPath_CountPathSegments(&requests.FPDFClipPath_CountPathSegments{ClipPath: clip, PathIndex: path})
	if err != nil || n.Count < 4 || n.Count > 5 {
		return box{}, err
	}
	var at [2]*responses.FPDFPathSegment_GetPoint
	for k := range at {
		s, err := r.lib.FPDFClipPath_GetPathSegment(&requests.FPDFClipPath_GetPathSegment{ClipPath: clip, PathIndex: path, SegmentIndex: 2 * k})
		if err != nil {
			return box{}, err
		}
		if at[k], err = r.lib.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s.PathSegment}); err != nil {
			return box{}, err
		}
	}
	return r.place(float64(at[0].X), float64(at[0].Y), float64(at[1].X), float64(at[1].Y)), nil
}

// text notes a piece of text that is not drawn, or is white.
func (r *pageReader) text(o references.FPDF_PAGEOBJECT, m structs.FPDF_FS_MATRIX) error {
	as, err := r.sightOf(o)
	r.texts[as] = append(r.texts[as], textObject{o, m})
	return err
}

// hidden are the places where text that nobody sees stands, and those of lines of other text:
// where it stands over the same, PDFium gives either for the two. What is clipped off stands
// over other text than its own.
type hidden struct{ places, lines, clipped []box }

// hides reports whether the glyph at an index is of text that nobody sees.
func (r *pageReader) hides(h hidden, g glyph, page references.FPDF_TEXTPAGE, index int) (bool, error) {
	in := func(b box) bool { return b.ofGlyph(g) }
	if !slices.ContainsFunc(h.clipped, in) && (!slices.ContainsFunc(h.places, in) ||
		slices.ContainsFunc(h.lines, func(b box) bool { return b.height() < 3*g.height() && in(b) })) {
		return false, nil
	}
	seen, err := r.seenOf(page, index)
	return !seen, err
}

// seenOf reports whether the text that a character is of is drawn, and not in white.
func (r *pageReader) seenOf(page references.FPDF_TEXTPAGE, index int) (bool, error) {
	o, err := r.lib.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: page, Index: index})
	if err != nil {
		if isBroken(err) {
			return true, err
		}
		return true, nil
	}
	as, err := r.sightOf(o.TextObject)
	return as == seen, err
}

// unseen finds the text that nobody sees. Text that is not drawn counts over a picture:
// there it says what the picture shows. White text counts over a picture or what is filled
// with a colour.
func (r *pageReader) unseen() (h hidden) {
	over := slices.Clone(r.out.images)
	h.places = r.notOver(r.texts[undrawn], over)
	h.clipped = r.boundsOf(r.texts[clippedOff])
	for _, s := range r.out.shapes {
		over = append(over, s.box)
	}
	if h.places = append(h.places, r.notOver(r.texts[white], over)...); len(h.places) > 0 {
		h.lines = r.boundsOf(r.texts[seen])
	}
	return h
}

// notOver are the places of texts whose middle is in none of some areas.
func (r *pageReader) notOver(list []textObject, areas []box) []box {
	return slices.DeleteFunc(r.boundsOf(list), func(b box) bool {
		return slices.ContainsFunc(areas, func(a box) bool { return a.holds(b.midX(), b.midY()) })
	})
}

// boundsOf are the places that the ink of texts takes.
func (r *pageReader) boundsOf(list []textObject) (out []box) {
	for _, t := range list {
		if b, err := r.lib.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: t.object}); err == nil {
			out = append(out, r.bounds(b.Left, b.Bottom, b.Right, b.Top, t.matrix))
		}
	}
	return out
}

// ofGlyph reports whether a glyph may be of a text whose ink takes a place: a mark such as a
// point has its ink beside the middle of its box.
func (b box) ofGlyph(g glyph) bool {
	slack := 0.3 * g.width()
	return g.midX() > b.x0-slack && g.midX() < b.x1+slack && overlap(b.y0, b.y1, g.y0, g.y1) > 0
}

// leastLean is how far, in radians, a text leans at least that stands across the page: more
// than italic letters do.
const leastLean = 25 * math.Pi / 180

// leans reports whether a character's angle is neither along the page nor upright.
func leans(angle float64) bool {
	quarter := math.Pi / 2
	return abs(angle-math.Round(angle/quarter)*quarter) > leastLean
}
