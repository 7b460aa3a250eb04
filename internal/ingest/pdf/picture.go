package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Picture is a page as it looks.
type Picture struct {
	Page          int     // from 1
	Width, Height float64 // of the page as shown, in points
	Type          string  // image/png, image/jpeg
	Data          []byte
}

// The fineness of pictures, and the most pixels along a side: a page may claim
// any size.
const (
	pictureDPI = 110
	maxSide    = 2400
)

// Pictures draws pages of a document, those that it has, in the order given, until
// they come to more than limit bytes. Pages that cannot be drawn, or take too long,
// are left out.
func (e *Engine) Pictures(ctx context.Context, name string, data []byte, pages []int, limit int) ([]Picture, error) {
	list, err := patiently(ctx, e, name, func(ctx context.Context) ([]Picture, error) { return e.pictures(ctx, name, data, pages, limit) })
	if slow := new(Error); errors.As(err, &slow) && (slow.Code == "too_large" || slow.Code == Busy) {
		return nil, nil
	}
	return list, err
}

func (e *Engine) pictures(ctx context.Context, name string, data []byte, pages []int, limit int) ([]Picture, error) {
	s, err := e.open(name, data)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var out []Picture
	for _, n := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var p *Picture
		err := s.do(func(lib pdfium.Pdfium) (err error) {
			p, err = draw(lib, s.doc, n)
			return err
		})
		if err != nil {
			continue
		}
		if limit -= len(p.Data); limit < 0 {
			break
		}
		out = append(out, *p)
	}
	return out, nil
}

func draw(lib pdfium.Pdfium, document references.FPDF_DOCUMENT, number int) (*Picture, error) {
	loaded, err := lib.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: document, Index: number - 1})
	if err != nil {
		return nil, fmt.Errorf("第%d页打不开：%w", number, err)
	}
	defer func() { _, _ = lib.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) }()
	page := requests.Page{ByReference: &loaded.Page}
	w, err := lib.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: page})
	if err != nil {
		return nil, err
	}
	h, err := lib.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: page})
	if err != nil {
		return nil, err
	}
	p := &Picture{Page: number, Width: float64(w.PageWidth), Height: float64(h.PageHeight)}
	dpi := min(pictureDPI, int(maxSide*72/max(p.Width, p.Height, 1)))
	if dpi < 1 || p.Width < 1 || p.Height < 1 {
		return nil, fmt.Errorf("第%d页大小不合适：%g×%g", number, p.Width, p.Height)
	}
	drawn, err := lib.RenderPageInDPI(&requests.RenderPageInDPI{Page: page, DPI: dpi})
	if err != nil {
		return nil, fmt.Errorf("第%d页画不出：%w", number, err)
	}
	defer drawn.Cleanup()
	img, ok := drawn.Result.RenderedImage.(*image.RGBA)
	if !ok {
		return nil, fmt.Errorf("第%d页画不出：像素格式不认识", number)
	}
	p.Type, p.Data, err = encode(img)
	return p, err
}

// few is how many colours a page of text needs: black on white, and a hue or two.
const few = 16

// encode packs a picture: pages of few colours as PNG with as many, others as JPEG.
func encode(img *image.RGBA) (string, []byte, error) {
	var out bytes.Buffer
	if flat := flatten(img); flat != nil {
		err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, flat)
		return "image/png", out.Bytes(), err
	}
	err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 72})
	return "image/jpeg", out.Bytes(), err
}

// flatten brings a picture down to few colours, or gives nil where they would not do.
func flatten(img *image.RGBA) *image.Paletted {
	var count [1 << 12]int // colours of 4 bits a channel
	for i := 0; i+3 < len(img.Pix); i += 4 {
		count[bin(img.Pix[i:])]++
	}
	order := make([]int, 0, len(count))
	for c, n := range count {
		if n > 0 {
			order = append(order, c)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return count[b] - count[a] })
	palette, off := color.Palette{}, 0
	for _, c := range order {
		one := colourOf(c)
		switch {
		case len(palette) < few && near(palette, one) > 900:
			palette = append(palette, one)
		case near(palette, one) > 3000:
			off += count[c]
		}
	}
	if off*100 > len(img.Pix)/4 { // a hundredth of the page looks different
		return nil
	}
	var to [1 << 12]uint8
	for _, c := range order {
		to[c] = uint8(palette.Index(colourOf(c)))
	}
	out := image.NewPaletted(img.Rect, palette)
	for y := range img.Rect.Dy() {
		row, from := out.Pix[y*out.Stride:], img.Pix[y*img.Stride:]
		for x := range img.Rect.Dx() {
			row[x] = to[bin(from[4*x:])]
		}
	}
	return out
}

func bin(p []byte) int { return int(p[0]>>4)<<8 | int(p[1]>>4)<<4 | int(p[2]>>4) }

// colourOf is the colour of a bin; the lightest is white.
func colourOf(c int) color.RGBA {
	return color.RGBA{uint8(c>>8&15) * 17, uint8(c>>4&15) * 17, uint8(c&15) * 17, 255}
}

// near is the square of the distance to the nearest colour of a palette.
func near(p color.Palette, c color.RGBA) int {
	best := 1 << 30
	for _, o := range p {
		q := o.(color.RGBA)
		r, g, b := int(q.R)-int(c.R), int(q.G)-int(c.G), int(q.B)-int(c.B)
		best = min(best, r*r+g*g+b*b)
	}
	return best
}
