package diag

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"mingbai/internal/place"
)

// PageImage is a page of a document as it looks.
type PageImage struct {
	Page          int     // from 1
	Width, Height float64 // of the page as shown, in points
	Type          string  // image/png, image/jpeg
	Data          []byte
}

// PagesOf lists the pages with places that findings speak of: those of errors
// first, then of warnings, then of notes; each in the order of the pages.
func PagesOf(fs Findings) []int {
	worst := map[int]Severity{}
	for i := range fs {
		strong, thin := fs[i].Boxes()
		for _, r := range append(strong, thin...) {
			worst[r.Page] = max(worst[r.Page], fs[i].Severity)
		}
	}
	pages := make([]int, 0, len(worst))
	for n := range worst {
		pages = append(pages, n)
	}
	slices.SortFunc(pages, func(a, b int) int { return cmp.Or(cmp.Compare(worst[b], worst[a]), cmp.Compare(a, b)) })
	return pages
}

// sheetView is a page with the boxes drawn over its picture.
type sheetView struct {
	ID     string
	Number int
	Width  string // in points, for the shape that it takes before it is there
	Height string
	Source template.URL
	Boxes  []boxView
}

// boxView is a box over a picture, in hundredths of the page.
type boxView struct {
	ID, List      string // of the box and of the finding it leads to
	Class         string // error, warning, note
	Thin          bool
	Style         template.CSS
	Label         string // the value as read and what would put it right
	Name          string // for those who do not see it
	Low, Leftward bool   // where its label would leave the page
	spot          place.Ref
	severity      Severity
}

// sheets draws the findings' boxes over the pictures of pages, and notes for each
// finding the first box that is its own.
func (m *marker) sheets(d *Document, pictures []PageImage) (out []sheetView) {
	pictures = slices.Clone(pictures)
	slices.SortFunc(pictures, func(a, b PageImage) int { return cmp.Compare(a.Page, b.Page) })
	for _, p := range pictures {
		s := sheetView{
			ID: fmt.Sprintf("%s-p%d", m.prefix, p.Page), Number: p.Page, Width: fmt.Sprintf("%.0f", p.Width), Height: fmt.Sprintf("%.0f", p.Height),
			Source: template.URL("data:" + p.Type + ";base64," + base64.StdEncoding.EncodeToString(p.Data)), //nolint:gosec // our own bytes
		}
		for i := range d.Findings {
			m.boxes(&s, &d.Findings[i], fmt.Sprintf("%s-f%d", m.prefix, i+1), p)
		}
		slices.SortStableFunc(s.Boxes, func(a, b boxView) int { return area(b.spot) - area(a.spot) }) // small ones stay reachable
		out = append(out, s)
	}
	return out
}

func area(r place.Ref) int { return int((r.Box[2] - r.Box[0]) * (r.Box[3] - r.Box[1])) }

// boxes adds the boxes of a finding that are on a page.
func (m *marker) boxes(s *sheetView, f *Finding, list string, p PageImage) {
	strong, thin := f.Boxes()
	for i, r := range append(strong, thin...) {
		if r.Page != p.Page {
			continue
		}
		b := boxView{List: list, Class: f.Severity.String(), Thin: i >= len(strong), spot: r, severity: f.Severity, Style: within(r, p)}
		if !b.Thin {
			b.Label = f.label(r)
		}
		b.Name = f.Severity.Chinese() + " " + f.Rule + " " + f.Title
		b.Low, b.Leftward = r.Box[1] < 0.04*p.Height, (r.Box[0]+r.Box[2])/2 > 0.6*p.Width
		id := s.add(b, func() string {
			m.marks++
			return fmt.Sprintf("%s-m%d", m.prefix, m.marks)
		})
		if m.first[list] == "" {
			m.first[list] = id
		}
	}
}

// add adds a box; on a spot that has one already the severer stays on top.
func (s *sheetView) add(b boxView, id func() string) string {
	for i := range s.Boxes {
		o := &s.Boxes[i]
		if !SameSpot(o.spot, b.spot) {
			continue
		}
		o.Name += "；" + b.Name
		if b.Label != "" && !strings.Contains(o.Label, b.Label) {
			o.Label = strings.TrimPrefix(o.Label+"；"+b.Label, "；")
		}
		o.Thin = o.Thin && b.Thin
		if b.severity > o.severity {
			o.severity, o.Class, o.List = b.severity, b.Class, b.List
		}
		return o.ID
	}
	b.ID = id()
	s.Boxes = append(s.Boxes, b)
	return b.ID
}

// label is what stands with a strong box: the value as read and the one that
// would put it right, else what is wrong.
func (f *Finding) label(at place.Ref) string {
	for _, s := range f.Suspects {
		if SameSpot(s.Ref, at) && s.Suggest != "" && len([]rune(s.Suggest)) <= 24 {
			value := s.Value
			if value == "" {
				value = "空白"
			}
			if len([]rune(value)) > 24 {
				return "应为 " + s.Suggest
			}
			return value + " → " + s.Suggest
		}
	}
	return f.Title
}

// within places a box on its page, a little larger than what it holds.
func within(r place.Ref, p PageImage) template.CSS {
	const pad = 1.0
	x0, y0 := max(0, r.Box[0]-pad), max(0, r.Box[1]-pad)
	x1, y1 := min(p.Width, r.Box[2]+pad), min(p.Height, r.Box[3]+pad)
	return template.CSS(fmt.Sprintf("left:%.2f%%;top:%.2f%%;width:%.2f%%;height:%.2f%%", //nolint:gosec // numbers
		100*x0/p.Width, 100*y0/p.Height, 100*max(0, x1-x0)/p.Width, 100*max(0, y1-y0)/p.Height))
}
