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
	Labels []label
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
	at         rect
	text       string // printed → right, which becomes a label
}

// label is what stands with a box where the page is shown large: what is printed
// and what it should be.
type label struct{ X, Y, W, TX, TY, Class, Text string }

// rect is a rectangle on a page: left, top, right, bottom.
type rect [4]float64

func (r rect) meets(o rect) bool { return r[0] < o[2] && o[0] < r[2] && r[1] < o[3] && o[1] < r[3] }

// The parts of pages that are shown large, in points.
const (
	wideW, wideH     = 520, 150
	narrowW, narrowH = 244, 130
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
		k := slices.IndexFunc(v.Result.Pages, func(p reader.Page) bool { return p.Number == out[i].Number })
		out[i].label(&v.Result.Pages[k])
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
			b.Class, b.Href, b.Name = o.Severity.String(), v.href(i), severity(v.Lang, o.Severity)+" "+v.Rule(o.Rule, o.Title)
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
		f.Wide, f.Narrow = part(r, p, wideW, wideH, 0.86), part(r, p, narrowW, narrowH, 0.7)
		if f.Wide == "" {
			f.Narrow = ""
		}
	}
	if strong {
		b.text = suggestion(of, r)
	}
	f.Boxes = append(f.Boxes, b)
}

// boxed is a box a little larger than what it holds.
func boxed(r place.Ref, p *reader.Page) box {
	x0, y0 := max(0, r.Box[0]-pad), max(0, r.Box[1]-pad)
	x1, y1 := min(p.Width, r.Box[2]+pad), min(p.Height, r.Box[3]+pad)
	return box{X: points(x0), Y: points(y0), W: points(max(1, x1-x0)), H: points(max(1, y1-y0)), at: rect{x0, y0, x1, y1}}
}

// part is the viewBox of what is around a place, which ends at a share of its
// width: what a row is called stands to the left. Empty where the part is most of
// the page.
func part(r place.Ref, p *reader.Page, w, h, share float64) string {
	bw, bh := r.Box[2]-r.Box[0], r.Box[3]-r.Box[1]
	w = min(p.Width, max(w, bw+24))
	h = min(p.Height, max(h, bh+60))
	if h > p.Height*0.6 {
		return ""
	}
	x := min(r.Box[2]-share*w, r.Box[0]-12)
	x = min(max(0, x), p.Width-w)
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
	labelH   = 15
	labelCol = 5.2 // of a column of a terminal: half a Chinese character of 10 points
)

// label sets the labels: over their boxes, else under, right or left of them,
// where they cover no other box.
func (f *figure) label(p *reader.Page) {
	var taken []rect
	for _, b := range f.Boxes {
		taken = append(taken, b.at)
	}
	for _, b := range f.Boxes {
		if b.text == "" {
			continue
		}
		at := beside(b.at, float64(width.Of(b.text))*labelCol+10, p, taken)
		taken = append(taken, at)
		f.Labels = append(f.Labels, label{
			X: points(at[0]), Y: points(at[1]), W: points(at[2] - at[0]), TX: points((at[0] + at[2]) / 2), TY: points(at[1] + 11.2),
			Class: b.Class, Text: b.text,
		})
	}
}

// beside is where a label of a width goes.
func beside(b rect, w float64, p *reader.Page, taken []rect) rect {
	x := max(0, min((b[0]+b[2]-w)/2, p.Width-w))
	y := max(0, min((b[1]+b[3]-labelH)/2, p.Height-labelH))
	spots := []rect{
		{x, b[1] - labelH - 1, x + w, b[1] - 1},
		{x, b[3] + 1, x + w, b[3] + 1 + labelH},
		{b[2] + 2, y, b[2] + 2 + w, y + labelH},
		{b[0] - 2 - w, y, b[0] - 2, y + labelH},
	}
	for _, s := range spots {
		free := !slices.ContainsFunc(taken, func(t rect) bool { return t.meets(s) })
		if free && s[0] >= 0 && s[1] >= 0 && s[2] <= p.Width && s[3] <= p.Height {
			return s
		}
	}
	if spots[0][1] < 0 {
		return spots[1]
	}
	return spots[0]
}

// points writes a length.
func points(v float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
}
