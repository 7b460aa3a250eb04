package pdf

import "math"

// Path is a shape of lines and curves, in the page's geometry.
type Path struct{ steps []step }

type step struct {
	op byte // m, l, c, h
	xy [6]float64
}

// MoveTo starts a contour.
func (q *Path) MoveTo(x, y float64) { q.add('m', x, y) }

// LineTo draws a straight line to x, y.
func (q *Path) LineTo(x, y float64) { q.add('l', x, y) }

// CurveTo draws a cubic curve to x, y with the control points 1 and 2.
func (q *Path) CurveTo(x1, y1, x2, y2, x, y float64) { q.add('c', x1, y1, x2, y2, x, y) }

// Close draws back to the start of the contour.
func (q *Path) Close() { q.add('h') }

func (q *Path) add(op byte, xy ...float64) {
	s := step{op: op}
	copy(s.xy[:], xy)
	q.steps = append(q.steps, s)
}

// Arc draws along the circle around cx, cy from angle a to angle b, in radians,
// clockwise from three o'clock where b is greater (as y grows downwards). It
// goes to the arc's start by a line, or starts the path there.
func (q *Path) Arc(cx, cy, r, a, b float64) {
	at := func(t float64) (x, y float64) { return cx + r*math.Cos(t), cy + r*math.Sin(t) }
	x, y := at(a)
	if n := len(q.steps); n == 0 || q.steps[n-1].op == 'h' {
		q.MoveTo(x, y)
	} else {
		q.LineTo(x, y)
	}
	n := max(1, int(math.Ceil(math.Abs(b-a)/(math.Pi/2)-1e-9)))
	part := (b - a) / float64(n)
	k := 4.0 / 3 * math.Tan(part/4) * r
	for i := range n {
		t0, t1 := a+part*float64(i), a+part*float64(i+1)
		x0, y0 := at(t0)
		x1, y1 := at(t1)
		q.CurveTo(x0-k*math.Sin(t0), y0+k*math.Cos(t0), x1+k*math.Sin(t1), y1-k*math.Cos(t1), x1, y1)
	}
}

// Paint says how a path is shown: filled, stroked, or both; a nil colour leaves
// that part out.
type Paint struct {
	Fill    *Color
	EvenOdd bool // fill by the even-odd rule, so that a contour inside is a hole
	Stroke  *Color
	Width   float64
	Dash    []float64 // lengths of strokes and gaps; nil is a full line
	Round   bool      // round ends and joins
}

// Path draws q.
func (p *Page) Path(q *Path, how Paint) {
	if !p.marked() || len(q.steps) == 0 || how.Fill == nil && how.Stroke == nil {
		return
	}
	special := how.Stroke != nil && (how.Round || len(how.Dash) > 0)
	before := p.state
	if special {
		p.op("q")
		p.penStyle(how)
	}
	if how.Fill != nil {
		p.setFill(*how.Fill)
	}
	if how.Stroke != nil {
		p.setStroke(*how.Stroke)
		p.setWidth(how.Width)
	}
	for _, s := range q.steps {
		p.step(s)
	}
	p.op(painting(how))
	if special {
		p.op("Q")
		p.state = before
	}
}

func (p *Page) penStyle(how Paint) {
	if how.Round {
		p.op("1 J 1 j")
	}
	if len(how.Dash) > 0 {
		p.content = append(p.content, '[')
		p.nums(how.Dash...)
		p.op("] 0 d")
	}
}

func (p *Page) step(s step) {
	n := map[byte]int{'m': 2, 'l': 2, 'c': 6, 'h': 0}[s.op]
	for i := 0; i < n; i += 2 {
		p.nums(s.xy[i], p.height-s.xy[i+1])
	}
	p.op(string(s.op))
}

// painting is the operator that fills and strokes as asked.
func painting(how Paint) string {
	op := "S"
	switch {
	case how.Fill != nil && how.Stroke != nil:
		op = "B"
	case how.Fill != nil:
		op = "f"
	}
	if how.Fill != nil && how.EvenOdd {
		op += "*"
	}
	return op
}
