package pdf

import (
	"cmp"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// shape is an area filled with colour that is no line: a bar, a sector of a ring,
// the shading of a cell.
type shape struct {
	box
	curved bool
}

// The least size of a picture made of shapes, and how far apart its shapes stand.
const (
	leastFigure = 50.0
	figureGap   = 30.0
)

// markedFigure reports whether an object belongs to a picture by its tags, and
// takes it into the picture's box: objects of one picture follow one another.
func (r *pageReader) markedFigure(o references.FPDF_PAGEOBJECT, bounds func() (box, bool)) bool {
	if !r.tagged || !r.hasMark(o, "Figure") {
		r.inFigure = false
		return false
	}
	b, ok := bounds()
	if !ok {
		return true
	}
	if n := len(r.out.figures); r.inFigure && n > 0 {
		r.out.figures[n-1] = r.out.figures[n-1].join(b)
	} else {
		r.out.figures = append(r.out.figures, b)
	}
	r.inFigure = true
	return true
}

func (r *pageReader) hasMark(o references.FPDF_PAGEOBJECT, name string) bool {
	count, err := r.lib.FPDFPageObj_CountMarks(&requests.FPDFPageObj_CountMarks{PageObject: o})
	if err != nil {
		return false
	}
	for i := range count.Count {
		mark, err := r.lib.FPDFPageObj_GetMark(&requests.FPDFPageObj_GetMark{PageObject: o, Index: uint64(i)})
		if err != nil {
			return false
		}
		if n, err := r.lib.FPDFPageObjMark_GetName(&requests.FPDFPageObjMark_GetName{PageObjectMark: mark.Mark}); err == nil && n.Name == name {
			return true
		}
	}
	return false
}

// pictures finds where charts are drawn on a page: by tags, else by shapes that
// are rounded or stand on one line and belong to no table.
func pictures(p *rawPage, tables []table) []box {
	out := slices.Clone(p.figures)
	var seeds []box
	for _, s := range p.shapes {
		if inTables(tables, s.box) || slices.ContainsFunc(out, func(f box) bool { return f.holds(s.midX(), s.midY()) }) {
			continue
		}
		if s.curved && s.width() > 12 && s.height() > 12 {
			seeds = append(seeds, s.box)
		}
	}
	seeds = append(seeds, bars(p, tables)...)
	for _, f := range clusters(seeds) {
		if f.width() >= leastFigure && f.height() >= leastFigure {
			out = append(out, f)
		}
	}
	return out
}

func (b box) holds(x, y float64) bool { return x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1 }

// inTables reports whether a shape stands in a table that has text: it shades cells.
func inTables(tables []table, b box) bool {
	return slices.ContainsFunc(tables, func(t table) bool { return t.holds(b.midX(), b.midY()) && !t.blank() })
}

// bars are filled rectangles without text that stand, two or more, on one line.
func bars(p *rawPage, tables []table) []box {
	var empty []box
	for _, s := range p.shapes {
		if s.curved || inTables(tables, s.box) || slices.ContainsFunc(p.glyphs, func(g glyph) bool { return s.holds(g.midX(), g.midY()) }) {
			continue
		}
		empty = append(empty, s.box)
	}
	return slices.DeleteFunc(slices.Clone(empty), func(b box) bool {
		return !slices.ContainsFunc(empty, func(o box) bool {
			return o != b && (abs(o.y1-b.y1) < 1 && abs(o.width()-b.width()) < 1 || abs(o.x0-b.x0) < 1 && abs(o.height()-b.height()) < 1)
		})
	})
}

// clusters joins boxes that stand near one another.
func clusters(boxes []box) []box {
	var out []box
	for _, b := range boxes {
		out = append(out, b)
		for joined := true; joined; {
			joined = false
			last := out[len(out)-1]
			for i := range out[:len(out)-1] {
				if o := out[i]; overlap(o.x0, o.x1, last.x0, last.x1) > -figureGap && overlap(o.y0, o.y1, last.y0, last.y1) > -figureGap {
					out[len(out)-1] = last.join(o)
					out = slices.Delete(out, i, i+1)
					joined = true
					break
				}
			}
		}
	}
	return out
}

// unlabelled takes the labels of pictures out of a page's text, and gives the
// pictures with their labels in the box. Labels stand in the picture, or beside
// it at the same height; a sentence is none. A marked picture that holds
// sentences is a frame with text.
func unlabelled(text []textLine, figures []box, marked int) ([]textLine, []box) {
	var kept []box
	for i, f := range figures {
		reach := f
		if i >= marked { // found by its shapes: its labels stand around
			reach.y0, reach.y1 = f.y0-10, f.y1+10
			reach.x0, reach.x1 = 0, 1e9
		} else if slices.ContainsFunc(text, func(l textLine) bool { return f.holds(l.midX(), l.midY()) && isSentence(l.text()) }) {
			continue
		}
		var rest []textLine
		for _, l := range text {
			if reach.y0 <= l.midY() && l.midY() <= reach.y1 && reach.x0 <= l.midX() && l.midX() <= reach.x1 && !isSentence(l.text()) {
				f = f.join(l.box)
				continue
			}
			rest = append(rest, l)
		}
		text = rest
		kept = append(kept, f)
	}
	slices.SortFunc(kept, func(a, b box) int { return cmp.Compare(a.y0, b.y0) })
	return text, kept
}

func isSentence(s string) bool {
	return strings.ContainsAny(s, "，。；") || len([]rune(blanks.Replace(s))) > 40
}

// isProse reports whether a line is of a sentence and no row of a table: it stands in one
// piece or two, or in more that only its amounts make, without a gap between them.
func isProse(l *textLine) bool {
	s := l.text()
	return isSentence(s) && (len(piecesOf(*l)) < 3 || strings.ContainsAny(s, "，。；") && !hasGap(l))
}

// hasGap reports whether a gap parts what stands on a line, as columns do.
func hasGap(l *textLine) bool {
	for i := 1; i < len(l.glyphs); i++ {
		if g := l.glyphs[i]; g.x0-l.glyphs[i-1].x1 > ruledGap*max(g.height(), 6) {
			return true
		}
	}
	return false
}
