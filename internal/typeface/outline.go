package typeface

import "math"

// Op says what a Segment does.
type Op uint8

// The ops of an outline.
const (
	Move  Op = iota // start a contour at X, Y
	Line            // straight to X, Y
	Quad            // quadratic curve over CX, CY to X, Y
	Close           // back to the start of the contour
)

// Segment is one step of an outline, in font units with y upwards.
type Segment struct {
	Op     Op
	CX, CY float64
	X, Y   float64
}

// Limits on what one glyph may cost: far above any real font.
const (
	maxDepth      = 6
	maxComponents = 256
	maxPoints     = 1 << 16
)

// Outline is the shape of g, components put together. Fill it by the non-zero
// rule. A blank or damaged glyph has none.
func (f *Face) Outline(g Glyph) []Segment {
	b := builder{face: f}
	if !b.add(g, identity, 0) {
		return nil
	}
	return b.segments
}

// transform is x' = xx·x + yx·y + dx, y' = xy·x + yy·y + dy.
type transform struct{ xx, xy, yx, yy, dx, dy float64 }

var identity = transform{xx: 1, yy: 1}

func (t transform) apply(x, y float64) (float64, float64) {
	return t.xx*x + t.yx*y + t.dx, t.xy*x + t.yy*y + t.dy
}

// after is t applied to what inner gives.
func (t transform) after(inner transform) transform {
	dx, dy := t.apply(inner.dx, inner.dy)
	return transform{
		t.xx*inner.xx + t.yx*inner.xy, t.xy*inner.xx + t.yy*inner.xy,
		t.xx*inner.yx + t.yx*inner.yy, t.xy*inner.yx + t.yy*inner.yy,
		dx, dy,
	}
}

type builder struct {
	face       *Face
	segments   []Segment
	components int
	points     int
}

func (b *builder) add(g Glyph, t transform, depth int) bool {
	data, ok := b.face.glyphData(g)
	if !ok {
		return false
	}
	if len(data) == 0 {
		return true
	}
	if len(data) < 10 {
		return false
	}
	if contours := i16(data, 0); contours >= 0 {
		return b.simple(data, contours, t)
	}
	parts, ok := components(data)
	if !ok || depth == maxDepth {
		return false
	}
	for _, c := range parts {
		b.components++
		if !c.byOffset || b.components > maxComponents || !b.add(c.glyph, t.after(c.t), depth+1) {
			return false
		}
	}
	return true
}

type point struct {
	x, y float64
	on   bool
}

// Flags of a simple glyph's points.
const (
	onCurve = 1 << iota
	xShort
	yShort
	repeated
	xSame // or positive, with xShort
	ySame // or positive, with yShort
)

func (b *builder) simple(data []byte, contours int, t transform) bool {
	if contours == 0 {
		return true
	}
	at := 10 + 2*contours
	if len(data) < at+2 {
		return false
	}
	n := u16(data, at-2) + 1
	if b.points += n; b.points > maxPoints {
		return false
	}
	at += 2 + u16(data, at) // instructions
	points, ok := readPoints(data, at, n)
	if !ok {
		return false
	}
	for i := range points {
		points[i].x, points[i].y = t.apply(points[i].x, points[i].y)
	}
	start := 0
	for i := range contours {
		end := u16(data, 10+2*i) + 1
		if end < start || end > n {
			return false
		}
		b.contour(points[start:end])
		start = end
	}
	return true
}

// readPoints unpacks n points: all flags, then all x, then all y.
func readPoints(data []byte, at, n int) ([]point, bool) {
	flags := make([]byte, 0, n)
	for len(flags) < n {
		if at >= len(data) {
			return nil, false
		}
		flag, times := data[at], 1
		at++
		if flag&repeated != 0 {
			if at >= len(data) {
				return nil, false
			}
			times += int(data[at])
			at++
		}
		for range min(times, n-len(flags)) {
			flags = append(flags, flag)
		}
	}
	points := make([]point, n)
	at, ok := readDeltas(data, at, flags, xShort, xSame, func(i, v int) { points[i].x = float64(v) })
	if !ok {
		return nil, false
	}
	if _, ok = readDeltas(data, at, flags, yShort, ySame, func(i, v int) { points[i].y = float64(v) }); !ok {
		return nil, false
	}
	for i, flag := range flags {
		points[i].on = flag&onCurve != 0
	}
	return points, true
}

// readDeltas unpacks one coordinate of every point and tells where it stopped.
func readDeltas(data []byte, at int, flags []byte, short, same byte, set func(i, v int)) (int, bool) {
	v := 0
	for i, flag := range flags {
		switch {
		case flag&short != 0:
			if at >= len(data) {
				return at, false
			}
			if d := int(data[at]); flag&same != 0 {
				v += d
			} else {
				v -= d
			}
			at++
		case flag&same == 0:
			if at+2 > len(data) {
				return at, false
			}
			v += i16(data, at)
			at += 2
		}
		set(i, v)
	}
	return at, true
}

// contour writes one closed contour; between two control points in a row lies
// an implied point on the curve.
func (b *builder) contour(p []point) {
	if len(p) < 2 {
		return
	}
	start := p[0]
	switch last := p[len(p)-1]; {
	case start.on:
		p = p[1:]
	case last.on:
		start, p = last, p[:len(p)-1]
	default:
		start = middle(start, last)
	}
	b.segments = append(b.segments, Segment{Op: Move, X: start.x, Y: start.y})
	for i := 0; i < len(p); i++ {
		if p[i].on {
			b.segments = append(b.segments, Segment{Op: Line, X: p[i].x, Y: p[i].y})
			continue
		}
		control, end := p[i], start
		if i+1 < len(p) {
			if end = p[i+1]; end.on {
				i++ // this control point's curve ends there
			} else {
				end = middle(control, end)
			}
		}
		b.segments = append(b.segments, Segment{Op: Quad, CX: control.x, CY: control.y, X: end.x, Y: end.y})
	}
	b.segments = append(b.segments, Segment{Op: Close})
}

func middle(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2, true} }

// component is one part of a composite glyph; at is where its glyph number
// stands in the data.
type component struct {
	glyph    Glyph
	at       int
	t        transform
	byOffset bool // placed by an offset, not by matching points
}

// Flags of a component.
const (
	argsAreWords = 1 << 0
	argsAreXY    = 1 << 1
	hasScale     = 1 << 3
	moreParts    = 1 << 5
	hasXYScale   = 1 << 6
	hasTwoByTwo  = 1 << 7
)

// components lists the parts of a composite glyph.
func components(data []byte) ([]component, bool) {
	var parts []component
	for at := 10; ; {
		if at+4 > len(data) || len(parts) == maxComponents {
			return nil, false
		}
		flags := u16(data, at)
		c := component{glyph: Glyph(u16(data, at+2)), at: at + 2, t: identity, byOffset: flags&argsAreXY != 0}
		size := 4 + argsSize(flags) + scaleSize(flags)
		if at+size > len(data) {
			return nil, false
		}
		c.t = partTransform(data[at+4:at+size], flags)
		parts = append(parts, c)
		at += size
		if flags&moreParts == 0 {
			return parts, true
		}
	}
}

func argsSize(flags int) int {
	if flags&argsAreWords != 0 {
		return 4
	}
	return 2
}

func scaleSize(flags int) int {
	switch {
	case flags&hasScale != 0:
		return 2
	case flags&hasXYScale != 0:
		return 4
	case flags&hasTwoByTwo != 0:
		return 8
	}
	return 0
}

func partTransform(b []byte, flags int) transform {
	t := identity
	if flags&argsAreWords != 0 {
		t.dx, t.dy = float64(i16(b, 0)), float64(i16(b, 2))
	} else {
		t.dx, t.dy = float64(int8(b[0])), float64(int8(b[1]))
	}
	m := b[argsSize(flags):]
	switch {
	case flags&hasScale != 0:
		t.xx = f2dot14(m, 0)
		t.yy = t.xx
	case flags&hasXYScale != 0:
		t.xx, t.yy = f2dot14(m, 0), f2dot14(m, 2)
	case flags&hasTwoByTwo != 0:
		t.xx, t.xy, t.yx, t.yy = f2dot14(m, 0), f2dot14(m, 2), f2dot14(m, 4), f2dot14(m, 6)
	}
	return t
}

func f2dot14(b []byte, at int) float64 { return math.Ldexp(float64(i16(b, at)), -14) }
