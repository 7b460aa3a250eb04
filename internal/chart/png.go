package chart

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"mingbai/internal/typeface"
)

// maxPixels bounds a picture; no chart on paper needs more.
const maxPixels = 40 << 20

// PNG is the chart as a picture on white, scale × 96 pixels to the inch: 2 is
// crisp in print, and 3 as well on any screen.
func PNG(c Chart, scale int) ([]byte, error) {
	if scale < 1 || scale > 8 {
		return nil, fmt.Errorf("chart: scale %d is not between 1 and 8", scale)
	}
	return Draw(c, DefaultWidth, 0, nil).PNG(scale * 96)
}

// PNG is the drawing as a picture on white, in pixels to the inch. Text is set in
// the embedded sans face.
func (d Drawing) PNG(dpi int) ([]byte, error) {
	face, err := typeface.Sans()
	if err != nil {
		return nil, fmt.Errorf("chart: font for a picture: %w", err)
	}
	k := float64(dpi) / 72
	w, h := int(math.Ceil(d.Width*k)), int(math.Ceil(d.Height*k))
	if w*h > maxPixels {
		return nil, fmt.Errorf("chart: a picture of %d × %d pixels is too large", w, h)
	}
	r := raster{face: face, k: k, dst: image.NewRGBA(image.Rect(0, 0, w, h)), glyphs: map[shape][]typeface.Segment{}}
	draw.Draw(r.dst, r.dst.Bounds(), image.White, image.Point{}, draw.Src)
	for _, m := range d.Marks {
		r.mark(m)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, withPalette(r.dst)); err != nil {
		return nil, fmt.Errorf("chart: writing a picture: %w", err)
	}
	return withResolution(out.Bytes(), dpi), nil
}

// withPalette is the same picture with at most 256 colours listed in front, a
// fraction of the size; src itself where it has more.
func withPalette(src *image.RGBA) image.Image {
	out := image.NewPaletted(src.Rect, nil)
	index := make(map[color.RGBA]uint8, 256)
	last, at := color.RGBA{}, uint8(0)
	for i := range out.Pix {
		px := src.Pix[4*i : 4*i+4 : 4*i+4]
		c := color.RGBA{px[0], px[1], px[2], px[3]}
		if c != last {
			known, ok := index[c]
			if !ok {
				if len(index) == 256 {
					return src
				}
				known = uint8(len(index))
				index[c] = known
				out.Palette = append(out.Palette, c)
			}
			last, at = c, known
		}
		out.Pix[i] = at
	}
	return out
}

// withResolution sets a pHYs chunk behind the header, so that a word processor
// knows how large the picture is on paper.
func withResolution(b []byte, dpi int) []byte {
	const header = 8 + 25 // signature, IHDR
	perMetre := uint32(math.Round(float64(dpi) / 0.0254))
	chunk := []byte{0, 0, 0, 9, 'p', 'H', 'Y', 's'}
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	out := make([]byte, 0, len(b)+len(chunk))
	out = append(out, b[:header]...)
	out = append(out, chunk...)
	return append(out, b[header:]...)
}

// raster paints marks on pixels, k of them to a point.
type raster struct {
	face   *typeface.Face
	k      float64
	dst    *image.RGBA
	glyphs map[shape][]typeface.Segment
	cover  coverage
}

func (r *raster) mark(m Mark) {
	switch m := m.(type) {
	case Fill:
		r.fill(m.Path.scaled(r.k, XY{}), m.Color)
	case Stroke:
		r.stroke(m)
	case Text:
		r.text(m)
	}
}

// fill paints a path that is in pixels already: only its own box is touched.
func (r *raster) fill(p Path, c Color) {
	box := p.bounds()
	if box.Empty() || !box.Overlaps(r.dst.Bounds()) || box.Dx()*box.Dy() > maxPixels {
		return
	}
	r.cover.reset(box)
	r.cover.add(p)
	r.cover.paint(r.dst, color.RGBA{c.R, c.G, c.B, 255})
}

// bounds is the pixels that a path may touch.
func (p Path) bounds() image.Rectangle {
	lo, hi := XY{math.Inf(1), math.Inf(1)}, XY{math.Inf(-1), math.Inf(-1)}
	for _, s := range p {
		for i := range [...]int{1, 1, 3, 0}[s.Op] {
			lo = XY{math.Min(lo.X, s.P[i].X), math.Min(lo.Y, s.P[i].Y)}
			hi = XY{math.Max(hi.X, s.P[i].X), math.Max(hi.Y, s.P[i].Y)}
		}
	}
	if lo.X > hi.X {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(lo.X)), int(math.Floor(lo.Y)), int(math.Ceil(hi.X)), int(math.Ceil(hi.Y)))
}

// stroke paints each straight piece as a thin box. Level and upright ones are
// set on whole pixels, so that rules are sharp.
func (r *raster) stroke(s Stroke) {
	p := s.Path.scaled(r.k, XY{})
	width := math.Max(1, math.Round(s.Width*r.k))
	for i := 1; i < len(p); i++ {
		a, b := p[i-1].P[0], p[i].P[0]
		if p[i].Op != Line || a == b {
			continue
		}
		if a.Y == b.Y {
			top := math.Round(a.Y - width/2)
			r.fill(rectangle(math.Min(a.X, b.X), top, math.Max(a.X, b.X), top+width), s.Color)
			continue
		}
		if a.X == b.X {
			left := math.Round(a.X - width/2)
			r.fill(rectangle(left, math.Min(a.Y, b.Y), left+width, math.Max(a.Y, b.Y)), s.Color)
			continue
		}
		n := math.Hypot(b.X-a.X, b.Y-a.Y)
		dx, dy := -(b.Y-a.Y)/n*width/2, (b.X-a.X)/n*width/2
		r.fill(polygon(XY{a.X + dx, a.Y + dy}, XY{b.X + dx, b.Y + dy}, XY{b.X - dx, b.Y - dy}, XY{a.X - dx, a.Y - dy}), s.Color)
	}
}

func rectangle(x0, y0, x1, y1 float64) Path {
	return polygon(XY{x0, y0}, XY{x1, y0}, XY{x1, y1}, XY{x0, y1})
}

func polygon(places ...XY) Path {
	var p Path
	p.MoveTo(places[0])
	for _, a := range places[1:] {
		p.LineTo(a)
	}
	p.Close()
	return p
}

// text paints a run glyph by glyph; a character that the face lacks is its empty
// box.
func (r *raster) text(t Text) {
	size := t.Size * r.k
	x := t.X * r.k
	w := FaceMeasurer{r.face}.Width(t.String, size, t.Bold)
	switch t.Anchor {
	case Middle:
		x -= w / 2
	case End:
		x -= w
	}
	y := math.Round(t.Baseline * r.k)
	for _, c := range t.String {
		s := find(c, r.face)
		r.fill(glyphPath(r.outline(s), XY{x, y}, size/float64(s.face.UnitsPerEm())), t.Color)
		x += s.ems() * size
	}
}

func (r *raster) outline(s shape) []typeface.Segment {
	o, ok := r.glyphs[s]
	if !ok {
		o = s.face.Outline(s.glyph)
		r.glyphs[s] = o
	}
	return o
}
