package pdf

import (
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// asked is how many characters of a page are asked which way they run.
const asked = 200

// turnToText turns the page so that most of its text runs from left to right,
// however it is shown: a wide table is often set sideways on an upright page.
func (r *pageReader) turnToText(page references.FPDF_TEXTPAGE, count int) error {
	var run [4]int
	all := 0
	for i := 0; i < count; i += max(1, count/asked) {
		u, err := r.lib.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: page, Index: i})
		if err != nil {
			return err
		}
		if u.Unicode <= ' ' {
			continue
		}
		a, err := r.lib.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: page, Index: i})
		if isBroken(err) {
			return err
		}
		if err != nil || math.IsNaN(float64(a.CharAngle)) {
			continue
		}
		quarters := math.Round(float64(a.CharAngle) / (math.Pi / 2)) // clockwise
		run[(4-int(quarters)%4)%4]++
		all++
	}
	for turn, n := range run {
		if n*3 > all*2 && turn != int(r.turn) {
			r.out.turned = (turn - int(r.turn) + 4) % 4
			if r.out.turned%2 == 1 {
				r.out.width, r.out.height = r.out.height, r.out.width
			}
			r.turn = enums.FPDF_PAGE_ROTATION(turn)
		}
	}
	return nil
}

// asShown brings the places of a document from pages as they were read to pages as
// they are shown.
func asShown(d *doc.Document, pages []*rawPage) {
	turned := map[int]*rawPage{}
	for _, p := range pages {
		if p.turned != 0 {
			turned[p.number] = p
		}
	}
	if len(turned) == 0 {
		return
	}
	replace(d, func(r place.Ref) place.Ref { return shownAt(r, turned) })
}

// replace gives everything in a document another place.
func replace(d *doc.Document, at func(place.Ref) place.Ref) {
	for i, b := range d.Blocks {
		switch x := b.(type) {
		case doc.Paragraph:
			x.Place = at(x.Place)
			d.Blocks[i] = x
		case *doc.Table:
			for r := range x.Rows {
				row := &x.Rows[r]
				row.Place = at(row.Place)
				for c := range row.Cells {
					row.Cells[c].Place = at(row.Cells[c].Place)
				}
			}
		}
	}
}

// shownAt is a place on a page as it is shown.
func shownAt(at place.Ref, turned map[int]*rawPage) place.Ref {
	p := turned[at.Page]
	if p == nil {
		return at
	}
	b := at.Box
	switch p.turned {
	case 1:
		at.Box = [4]float64{b[1], p.width - b[2], b[3], p.width - b[0]}
	case 2:
		at.Box = [4]float64{p.width - b[2], p.height - b[3], p.width - b[0], p.height - b[1]}
	case 3:
		at.Box = [4]float64{p.height - b[3], b[0], p.height - b[1], b[2]}
	}
	return at
}
