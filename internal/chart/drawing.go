package chart

import "math"

// XY is a place on a drawing in points, from the top left corner downwards.
type XY struct{ X, Y float64 }

// Op is what a segment of a path does.
type Op uint8

// The operations. Move, Line: P[0] is the place. Cubic: two control points and
// the end. Close has no places.
const (
	Move Op = iota
	Line
	Cubic
	Close
)

// Segment is one step of a path.
type Segment struct {
	Op Op
	P  [3]XY
}

// Path is an outline; subpaths start with Move.
type Path []Segment

// MoveTo starts a subpath at p.
func (p *Path) MoveTo(a XY) { *p = append(*p, Segment{Op: Move, P: [3]XY{a}}) }

// LineTo goes straight to a.
func (p *Path) LineTo(a XY) { *p = append(*p, Segment{Op: Line, P: [3]XY{a}}) }

// CubicTo goes to c on a curve pulled by a and b.
func (p *Path) CubicTo(a, b, c XY) { *p = append(*p, Segment{Op: Cubic, P: [3]XY{a, b, c}}) }

// Close goes back to where the subpath began.
func (p *Path) Close() { *p = append(*p, Segment{Op: Close}) }

// Mark is one thing on a drawing: a Fill, a Stroke or a Text.
type Mark interface {
	scaled(k float64, by XY) Mark
}

// Fill is an area filled with a colour (non-zero winding).
type Fill struct {
	Path  Path
	Color Color
}

// Stroke is a line of straight pieces with butt ends.
type Stroke struct {
	Path  Path // Move and Line only
	Width float64
	Color Color
}

// Anchor says which end of a text stands at its X.
type Anchor uint8

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is one run on one line.
type Text struct {
	X, Baseline, Size float64
	Bold              bool
	Anchor            Anchor
	Color             Color
	String            string
}

// Drawing is a chart laid out: marks in painting order, in points. There is no
// background: it stands on whatever the page is.
type Drawing struct {
	Width, Height float64
	Marks         []Mark
}

// fit puts the drawing into width × height: made smaller where it must be,
// never larger, and centred. A height of zero or less takes what is needed.
func (d Drawing) fit(width, height float64) Drawing {
	k := math.Min(1, width/d.Width)
	if height <= 0 {
		height = d.Height * k
	}
	k = math.Min(k, height/d.Height)
	by := XY{(width - d.Width*k) / 2, (height - d.Height*k) / 2}
	out := Drawing{Width: width, Height: height, Marks: make([]Mark, len(d.Marks))}
	for i, m := range d.Marks {
		out.Marks[i] = m.scaled(k, by)
	}
	return out
}

func (p Path) scaled(k float64, by XY) Path {
	out := make(Path, len(p))
	for i, s := range p {
		for j := range s.P {
			s.P[j] = XY{s.P[j].X*k + by.X, s.P[j].Y*k + by.Y}
		}
		out[i] = s
	}
	return out
}

func (f Fill) scaled(k float64, by XY) Mark {
	f.Path = f.Path.scaled(k, by)
	return f
}

func (s Stroke) scaled(k float64, by XY) Mark {
	s.Path, s.Width = s.Path.scaled(k, by), s.Width*k
	return s
}

func (t Text) scaled(k float64, by XY) Mark {
	t.X, t.Baseline, t.Size = t.X*k+by.X, t.Baseline*k+by.Y, t.Size*k
	return t
}
