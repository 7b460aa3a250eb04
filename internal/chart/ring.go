package chart

import "math"

// A ring has an outer and an inner radius and thin gaps between its slices.
const (
	outerR = 70.0
	innerR = 44.0
	gap    = 1.2
	kneeR  = outerR + 9 // where a leader turns to its label
)

// maxLabelled is how many slices get their labels beside them; more are listed.
const maxLabelled = 6

// donut draws the slices and the total in the middle.
func (p *pen) donut(c Chart, parts []slice, centre XY) {
	for i, s := range parts {
		p.marks = append(p.marks, Fill{sector(centre, s), sliceColor(i, len(parts))})
	}
	total := oneLine(c.Total)
	if total == "" {
		return
	}
	size := 17.0
	if w := p.text.Width(total, size, false); w > 2*innerR-14 {
		size *= (2*innerR - 14) / w
	}
	unit := oneLine(c.Unit)
	if withUnit(total, unit) == total {
		p.write(centre.X, centre.Y-12, Middle, ink2, "合计")
		p.writeSized(centre.X, centre.Y+5, size, Middle, ink, total)
		return
	}
	p.write(centre.X, centre.Y-18, Middle, ink2, "合计")
	p.writeSized(centre.X, centre.Y, size, Middle, ink, total)
	p.write(centre.X, centre.Y+18, Middle, ink2, unit)
}

// sliceColor is seriesColor, but the last of a round never meets its own colour
// in the first slice, where the ring closes.
func sliceColor(i, n int) Color {
	if i == n-1 && i > 0 && seriesColor(i) == seriesColor(0) {
		return seriesColor(i + 2)
	}
	return seriesColor(i)
}

// sector is the outline of one slice, with half a gap taken off on both sides. A
// slice thinner than the gaps keeps most of itself.
func sector(centre XY, s slice) Path {
	inset := func(r float64) float64 { return min(gap/2/(2*math.Pi*r), s.sweep()/5) }
	outer, inner := inset(outerR), inset(innerR)
	var path Path
	path.MoveTo(polar(centre, outerR, s.start+outer))
	path.arc(centre, outerR, s.start+outer, s.end-outer)
	path.LineTo(polar(centre, innerR, s.end-inner))
	path.arc(centre, innerR, s.end-inner, s.start+inner)
	path.Close()
	return path
}

// arc goes from one direction to another in pieces of at most an eighth turn.
func (p *Path) arc(centre XY, r, from, to float64) {
	n := max(1, math.Ceil(math.Abs(to-from)*8))
	step := (to - from) / n
	k := 4.0 / 3 * math.Tan(2*math.Pi*step/4) // length of the handles over r
	for i := range int(n) {
		a, b := from+float64(i)*step, from+float64(i+1)*step
		start, end := polar(centre, r, a), polar(centre, r, b)
		sa, ca := math.Sincos(2 * math.Pi * a)
		sb, cb := math.Sincos(2 * math.Pi * b)
		p.CubicTo(XY{start.X + k*r*ca, start.Y + k*r*sa}, XY{end.X - k*r*cb, end.Y - k*r*sb}, end)
	}
}

// beside is one label of a labelledRing.
type beside struct {
	slice
	name    []string
	figures string // amount
	share   string
	ideal   float64
}

func (b beside) height() float64 { return float64(len(b.name)+1)*lineHeight + 6 }

// labelledRing is a ring in the middle with each slice's label beside it, on a
// leader. ok is false where that would be crowded, or where an item has no slice.
func labelledRing(c Chart, parts []slice, width float64, text Measurer) (Drawing, bool) {
	if len(parts) > maxLabelled || len(parts) != len(c.Points) {
		return Drawing{}, false
	}
	p := &pen{text: text}
	centre := XY{width / 2, ringHeight / 2}
	p.donut(c, parts, centre)
	room := width/2 - outerR - 26 - edge
	var right, left []beside
	for _, s := range parts {
		b := beside{slice: s}
		pt := c.Points[s.item]
		b.name = wrap(pt.Label, room, textSize, 2, text)
		b.figures, b.share = amount(pt, c.Unit), oneLine(pt.Share)
		if p.width(b.figures)+p.width(b.share)+10 > room {
			return Drawing{}, false
		}
		b.ideal = polar(centre, kneeR, s.mid()).Y
		if s.mid() < 0.5 {
			right = append(right, b)
		} else {
			left = append([]beside{b}, left...) // from the top down as well
		}
	}
	if !p.labels(right, centre, 1) || !p.labels(left, centre, -1) {
		return Drawing{}, false
	}
	return Drawing{width, ringHeight, p.marks}, true
}

// labels writes one side's labels and leaders: side is 1 right, -1 left.
func (p *pen) labels(list []beside, centre XY, side float64) bool {
	ideal, size := make([]float64, len(list)), make([]float64, len(list))
	for i, b := range list {
		ideal[i], size[i] = b.ideal, b.height()
	}
	y, ok := spread(ideal, size, edge, ringHeight-edge)
	if !ok {
		return false
	}
	for i, b := range list {
		foot := polar(centre, outerR+2, b.mid())
		knee := knee(centre, b.mid(), y[i])
		elbow := XY{centre.X + side*(outerR+15), y[i]}
		if side*(elbow.X-knee.X) < 0 || crosses(knee, elbow, centre, outerR+3) {
			return false
		}
		end := XY{centre.X + side*(outerR+21), y[i]}
		p.line(hairline, ink3, foot, knee, elbow, end)
		p.label(b, XY{end.X + side*5, y[i]}, side)
	}
	return true
}

// knee is where a leader that leaves the ring at turns bends towards a label at
// height y: at that height itself where it can be, so that the rest runs level.
func knee(centre XY, turns, y float64) XY {
	const shortest, longest = outerR + 5, outerR + 20
	r := (centre.Y - y) / math.Cos(2*math.Pi*turns)
	if r < shortest || r > longest {
		r = kneeR
	}
	return polar(centre, r, turns)
}

func (p *pen) label(b beside, at XY, side float64) {
	anchor := Start
	if side < 0 {
		anchor = End
	}
	p.lines(at.X, at.Y-lineHeight/2, anchor, ink, b.name)
	y := at.Y + float64(len(b.name))*lineHeight/2
	if side > 0 {
		p.write(at.X, y, Start, ink, b.figures)
		p.write(at.X+p.width(b.figures)+10, y, Start, ink2, b.share)
		return
	}
	x := at.X
	if b.share != "" {
		p.write(x, y, End, ink2, b.share)
		x -= p.width(b.share) + 10
	}
	p.write(x, y, End, ink, b.figures)
}

// crosses reports whether the way from a to b comes nearer to centre than r.
func crosses(a, b, centre XY, r float64) bool {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(1, max(0, ((centre.X-a.X)*dx+(centre.Y-a.Y)*dy)/n))
	}
	return math.Hypot(a.X+t*dx-centre.X, a.Y+t*dy-centre.Y) < r
}
