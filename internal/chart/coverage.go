package chart

import (
	"image"
	"image/color"
	"math"
)

// coverage is how much of each pixel in a box a path covers. Every edge adds the
// change of covered area that it makes along its row; the running sum over a row
// is the cover. Exact areas: no samples, no dependence on the machine.
type coverage struct {
	box    image.Rectangle
	stride int // two cells more than a row, for edges on the right border
	change []float64
}

// reset makes room for a box; the memory is used again.
func (v *coverage) reset(box image.Rectangle) {
	v.box, v.stride = box, box.Dx()+2
	n := v.stride * box.Dy()
	if cap(v.change) < n {
		v.change = make([]float64, n)
		return
	}
	v.change = v.change[:n]
	clear(v.change)
}

// flatness is how far a straight piece may lie from its curve, in pixels.
const flatness = 0.04

// add enters a path that lies inside the box.
func (v *coverage) add(p Path) {
	var at, start XY
	origin := XY{float64(v.box.Min.X), float64(v.box.Min.Y)}
	for _, s := range p {
		for i := range s.P {
			s.P[i] = XY{s.P[i].X - origin.X, s.P[i].Y - origin.Y}
		}
		switch s.Op {
		case Move:
			v.edge(at, start)
			at, start = s.P[0], s.P[0]
		case Line:
			v.edge(at, s.P[0])
			at = s.P[0]
		case Cubic:
			v.curve(at, s.P[0], s.P[1], s.P[2])
			at = s.P[2]
		case Close:
			v.edge(at, start)
			at = start
		}
	}
	v.edge(at, start)
}

func (v *coverage) curve(a, b, c, d XY) {
	bend := max(math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y), math.Hypot(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y))
	n := min(200, max(1, int(math.Ceil(math.Sqrt(0.75*bend/flatness)))))
	from := a
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		ka, kb, kc, kd := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		to := XY{ka*a.X + kb*b.X + kc*c.X + kd*d.X, ka*a.Y + kb*b.Y + kc*c.Y + kd*d.Y}
		v.edge(from, to)
		from = to
	}
	v.edge(from, d)
}

// edge enters one straight edge, row by row.
func (v *coverage) edge(a, b XY) {
	if a.Y == b.Y {
		return
	}
	sign := 1.0
	if a.Y > b.Y {
		sign, a, b = -1, b, a
	}
	slope := (b.X - a.X) / (b.Y - a.Y)
	x := a.X
	for row := int(a.Y); row < v.box.Dy() && float64(row) < b.Y; row++ {
		dy := min(float64(row+1), b.Y) - max(float64(row), a.Y)
		next := x + slope*dy
		v.span(row, min(x, next), max(x, next), sign*dy)
		x = next
	}
}

// span enters the part of an edge in one row: from x0 to x1, over the signed
// height dy.
func (v *coverage) span(row int, x0, x1, dy float64) {
	width := float64(v.box.Dx())
	x0, x1 = min(max(x0, 0), width), min(max(x1, 0), width)
	cells := v.change[row*v.stride : (row+1)*v.stride]
	first, last := int(x0), int(math.Ceil(x1))
	if last <= first+1 { // within one pixel
		right := dy * ((x0+x1)/2 - float64(first))
		cells[first] += dy - right
		cells[first+1] += right
		return
	}
	// Covered area left of each pixel's right border grows as a parabola in the
	// first and last pixel and steadily between.
	rate := dy / (x1 - x0)
	before := 0.0 // what the pixels so far have of dy
	for i := first; i < last; i++ {
		enter, leave := max(x0, float64(i)), min(x1, float64(i+1))
		passed := rate * (leave - x0) // height passed at the right border
		mean := passed*(float64(i+1)-leave) + rate*(leave-enter)*((enter+leave)/2-x0)
		cells[i] += mean - before
		before = mean
	}
	cells[last] += dy - before
}

// levels is in how many steps an edge fades: few enough that all the colours of
// a chart, with their edges, are fewer than 256.
const levels = 12

// paint lays the colour over dst where the path covers it.
func (v *coverage) paint(dst *image.RGBA, c color.RGBA) {
	visible := v.box.Intersect(dst.Bounds())
	for y := visible.Min.Y; y < visible.Max.Y; y++ {
		cells := v.change[(y-v.box.Min.Y)*v.stride:]
		sum := 0.0
		for x := v.box.Min.X; x < visible.Max.X; x++ {
			sum += cells[x-v.box.Min.X]
			cover := int32(min(1, math.Abs(sum))*levels+0.5) * 255 / levels
			if cover == 0 || x < visible.Min.X {
				continue
			}
			px := dst.Pix[dst.PixOffset(x, y):][:3]
			px[0], px[1], px[2] = over(px[0], c.R, cover), over(px[1], c.G, cover), over(px[2], c.B, cover)
		}
	}
}

func over(under, top uint8, cover int32) uint8 {
	return uint8((int32(top)*cover + int32(under)*(255-cover) + 127) / 255)
}
