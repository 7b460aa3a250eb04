package service

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/place"
	"mingbai/internal/web/service/reader"
	"mingbai/internal/width"
)

// figure is a page of the document as it looks, with what the finding speaks of
// boxed: the part of it that matters, large, and the whole of it.
type figure struct {
	Number int
	Source string
	Width  string // in points
	Height string
	View   string // the viewBox of the page
	Wide   string // of the part, for a screen; empty: the whole page is the part
	Narrow string // of the part, for a phone
	Boxes  []box
	Others []box // of other findings
	Main   bool  // the first: its page is shown whole
	Strong bool  // what may be wrong is on it
}

// box is a rectangle over a page, in its points.
type box struct {
	X, Y, W, H string
	Class      string // error, warning, note; thin: it shows what is wrong
	Href       string // of another finding
	Name       string
	Label      *label
}

// label is what stands with a box: what is printed and what it should be.
type label struct{ X, Y, W, TX, TY, Text string }

// The parts of pages that are shown large, in points.
const (
	wideW, wideH     = 520, 150
	narrowW, narrowH = 250, 130
	pad              = 1.5
	maxFigures       = 5
)

// figures are the pages that a finding speaks of, those with what may be wrong first.
func (v *itemView) figures(at int) (out []figure) {
	strong, thin := v.Doc.Findings[at].Boxes()
	for i, r := range slices.Concat(strong, thin) {
		k := slices.IndexFunc(v.Result.Pages, func(p reader.Page) bool { return p.Number == r.Page })
		if k < 0 {
			continue
		}
		n := slices.IndexFunc(out, func(f figure) bool { return f.Number == r.Page })
		if n < 0 && len(out) < maxFigures {
			n, out = len(out), append(out, v.figure(&v.Result.Pages[k], at))
		}
		if n >= 0 {
			out[n].add(r, &v.Result.Pages[k], &v.Doc.Findings[at], i < len(strong))
		}
	}
	for i := range out {
		out[i].Main = i == 0
	}
	return out
}

// figure is a page without the boxes of its finding.
func (v *itemView) figure(p *reader.Page, at int) figure {
	f := figure{
		Number: p.Number, Source: v.Base + "/page/" + strconv.Itoa(p.Number), Width: points(p.Width), Height: points(p.Height),
		View: "0 0 " + points(p.Width) + " " + points(p.Height),
	}
	var taken []place.Ref
	for i := range v.Doc.Findings {
		if i == at {
			continue
		}
		o := &v.Doc.Findings[i]
		strong, _ := o.Boxes()
		for _, r := range strong {
			if r.Page != p.Number || slices.ContainsFunc(taken, func(t place.Ref) bool { return diag.SameSpot(t, r) }) {
				continue
			}
			taken = append(taken, r)
			b := boxed(r, p)
			b.Class, b.Href, b.Name = o.Severity.String(), v.href(i), severity(v.Lang, o.Severity)+" "+o.Title
			f.Others = append(f.Others, b)
		}
	}
	return f
}

// add boxes a place of the finding. The first decides which part is shown large.
func (f *figure) add(r place.Ref, p *reader.Page, of *diag.Finding, strong bool) {
	b := boxed(r, p)
	b.Class = marking(of.Severity, strong)
	if len(f.Boxes) == 0 {
		f.Strong = strong
		f.Wide, f.Narrow = part(r, p, wideW, wideH), part(r, p, narrowW, narrowH)
		if f.Wide == "" {
			f.Narrow = ""
		}
	}
	if text := suggestion(of, r); strong && text != "" {
		b.Label = labelled(text, r, p)
	}
	f.Boxes = append(f.Boxes, b)
}

// boxed is a box a little larger than what it holds.
func boxed(r place.Ref, p *reader.Page) box {
	x0, y0 := max(0, r.Box[0]-pad), max(0, r.Box[1]-pad)
	x1, y1 := min(p.Width, r.Box[2]+pad), min(p.Height, r.Box[3]+pad)
	return box{X: points(x0), Y: points(y0), W: points(max(1, x1-x0)), H: points(max(1, y1-y0))}
}

// part is the viewBox of what is around a place; empty where that is most of the page.
func part(r place.Ref, p *reader.Page, w, h float64) string {
	bw, bh := r.Box[2]-r.Box[0], r.Box[3]-r.Box[1]
	w = min(p.Width, max(w, bw+24))
	h = min(p.Height, max(h, bh+60))
	if h > p.Height*0.6 {
		return ""
	}
	x := min(max(0, (r.Box[0]+r.Box[2]-w)/2), p.Width-w)
	y := min(max(0, (r.Box[1]+r.Box[3]-h)/2), p.Height-h)
	return points(x) + " " + points(y) + " " + points(w) + " " + points(h)
}

// suggestion is the value as printed at a place and the one that would put it
// right; empty where there is none that is short.
func suggestion(f *diag.Finding, at place.Ref) string {
	for _, s := range f.Suspects {
		if diag.SameSpot(s.Ref, at) && s.Suggest != "" && width.Of(s.Suggest) <= 30 {
			if width.Of(s.Value) > 24 {
				return "应为 " + s.Suggest
			}
			if s.Value == "" {
				return "空白 → " + s.Suggest
			}
			return s.Value + " → " + s.Suggest
		}
	}
	return ""
}

// The measures of labels, in points.
const (
	labelH   = 14
	labelCol = 4.7 // of a column of a terminal: half a Chinese character of 9 points
)

// labelled sets a label over its box, or under it at the top of a page.
func labelled(text string, r place.Ref, p *reader.Page) *label {
	w := float64(width.Of(text))*labelCol + 10
	middle := (r.Box[0] + r.Box[2]) / 2
	x := max(0, min(middle-w/2, p.Width-w))
	y := r.Box[1] - pad - labelH - 1
	if y < 0 {
		y = r.Box[3] + pad + 1
	}
	return &label{X: points(x), Y: points(y), W: points(w), TX: points(x + w/2), TY: points(y + 10.4), Text: text}
}

// points writes a length.
func points(v float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
}
