package pdf

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

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
	r.out.across = withoutSpecks(inOrder(r.out.across))
	r.out.down = withoutSpecks(inOrder(r.out.down))
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
	case enums.FPDF_PAGEOBJ_TEXT:
		return r.text(o, m)
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

// leastDash is how much longer than thick a piece of a line is at least.
const leastDash = 1.5

// withoutSpecks drops pieces of lines, in order, that are as short as lines are thick and
// go on with no other: dashes do.
func withoutSpecks(rules []rule) []rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r rule) bool {
		if r.to-r.from > thin {
			return false
		}
		from, _ := slices.BinarySearchFunc(rules, r.at-mostAskew, func(o rule, at float64) int { return cmp.Compare(o.at, at) })
		for _, o := range rules[from:] {
			if o.at > r.at+mostAskew {
				break
			}
			if o != r && o.from <= r.to+touch && r.from <= o.to+touch {
				return false
			}
		}
		return true
	})
}

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
	case b.width() > leastDash*b.height():
		r.out.across = append(r.out.across, rule{b.midY(), b.x0, b.x1})
	case b.height() > leastDash*b.width():
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
	var sub []point
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
		bent := kind.Type == enums.FPDF_SEGMENT_BEZIERTO
		curved = curved || bent
		x, y := apply(total, float64(pt.X), float64(pt.Y))
		sub = append(sub, point{r.point(x, y), bent})
		closes, err := r.lib.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: seg.PathSegment})
		if err == nil && closes.IsClose {
			sub = append(sub, point{sub[0].at, false})
		}
	}
	flush()
	return curved, nil
}

// point is a point of a path, to which a straight line leads or a bent one.
type point struct {
	at   [2]float64
	bent bool
}

func (r *pageReader) subPath(points []point, stroked bool) {
	if len(points) < 2 {
		return
	}
	first := points[0].at
	b := box{first[0], first[1], first[0], first[1]}
	for _, p := range points {
		b = b.join(box{p.at[0], p.at[1], p.at[0], p.at[1]})
	}
	if b.width() <= thin || b.height() <= thin {
		r.line(b)
		return
	}
	if !stroked {
		return
	}
	for i := 1; i < len(points); i++ {
		p, q := points[i-1].at, points[i].at
		if points[i].bent {
			continue
		}
		side := box{min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1])}
		if side.width() <= 0.5 || side.height() <= 0.5 {
			r.line(side)
		}
	}
}
