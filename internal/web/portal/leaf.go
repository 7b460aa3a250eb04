package portal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	paint "image/draw"
	_ "image/jpeg" // pages of many colours are drawn so
	"image/png"
	"net/http"
	"strconv"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"mingbai/internal/budget"
	"mingbai/internal/ingest/pdf"
	places "mingbai/internal/place"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// The part of a page that is shown around a number, in points: on a phone less of it,
// large enough to be read.
const (
	leafWidth   = 520
	narrowWidth = 300
	leafHeight  = 150
)

// keptLeaves is how many pages stay drawn in memory, about 100 kB each; waitingLeaves
// how many readers may wait for one to be drawn.
const (
	keptLeaves    = 64
	waitingLeaves = 16
	leafBytes     = 8 << 20
)

// errBusy is told where too many wait for pages to be drawn.
var errBusy = errors.New("等着画的页太多")

// leafKey names a page of a file.
type leafKey struct {
	sum  string
	page int
}

// leaves draws pages of PDF files, one at a time, and keeps those drawn last. What
// draws is started by the first page asked for.
type leaves struct {
	store  *store.Store
	kept   *lru.Cache[leafKey, *pdf.Picture]
	line   chan struct{} // who draws or waits
	turn   sync.Mutex
	engine *pdf.Engine // nil until the first page
}

func newLeaves(s *store.Store) (*leaves, error) {
	kept, err := lru.New[leafKey, *pdf.Picture](keptLeaves)
	return &leaves{store: s, kept: kept, line: make(chan struct{}, waitingLeaves)}, err
}

// Close ends what draws pages.
func (v *leaves) Close() error {
	v.turn.Lock()
	defer v.turn.Unlock()
	if v.engine == nil {
		return nil
	}
	err := v.engine.Close()
	v.engine = nil
	return err
}

// of is a page of a file as it looks.
func (v *leaves) of(ctx context.Context, k leafKey) (*pdf.Picture, error) {
	if p, ok := v.kept.Get(k); ok {
		return p, nil
	}
	select {
	case v.line <- struct{}{}:
		defer func() { <-v.line }()
	default:
		return nil, errBusy
	}
	v.turn.Lock()
	defer v.turn.Unlock()
	if p, ok := v.kept.Get(k); ok { // drawn while this one waited
		return p, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	data, err := v.store.File(ctx, k.sum)
	if err != nil {
		return nil, err
	}
	if v.engine == nil {
		if v.engine, err = pdf.Start(context.WithoutCancel(ctx), 1); err != nil {
			return nil, err
		}
	}
	list, err := v.engine.Pictures(ctx, k.sum, data, []int{k.page}, leafBytes)
	if err != nil {
		return nil, fmt.Errorf("画第%d页：%w", k.page, err)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("画第%d页：画不出，%w", k.page, store.ErrNotFound)
	}
	v.kept.Add(k, &list[0])
	return &list[0], nil
}

// leafOf is the page that a cell was read from; ok is false where its file has no
// pages, or is not among those of the document.
func leafOf(a *place, c *budget.Cell) (k leafKey, at places.Ref, ok bool) {
	at = c.Ref
	if at.Page < 1 || at.Box == ([4]float64{}) {
		return k, at, false
	}
	for _, named := range []bool{true, false} {
		for i := range a.Doc.Files {
			f := &a.Doc.Files[i]
			if f.Version != a.Doc.Number || extension(f.Name) != ".pdf" || named && page.FileName(f.Name) != page.FileName(at.File) {
				continue
			}
			return leafKey{f.SHA256, at.Page}, at, true
		}
	}
	return k, at, false
}

// leaf sends the part of the page around a number, with the number marked; a narrow
// part, or the whole page, where that is asked for.
func (p *Portal) leaf(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	t := a.Doc.Disclosure.Table(r.PathValue("table"))
	if t == nil || t.Panel(r.URL.Query().Get("side")) == nil {
		return errAddress
	}
	cell := t.Panel(r.URL.Query().Get("side")).Cell(r.PathValue("row"), r.PathValue("column"))
	if cell == nil {
		return errAddress
	}
	k, at, ok := leafOf(a, cell)
	if !ok {
		return errAddress
	}
	width := leafWidth
	switch q := r.URL.Query(); {
	case q.Has("whole"):
		width = 0
	case q.Has("narrow"):
		width = narrowWidth
	}
	if page.Fresh(w, r, fmt.Sprint("leaf-", k.sum[:16], k.page, at.Box, width)) {
		return nil
	}
	drawn, err := p.leaves.of(r.Context(), k)
	if errors.Is(err, errBusy) {
		w.Header().Set("Retry-After", "10")
		page.Trouble(w, r, http.StatusServiceUnavailable, a.T("等着画的页太多", "Too many pages are waiting to be drawn"), a.T("十秒后再试。", "Try again in ten seconds."))
		return nil
	}
	if err != nil {
		return err
	}
	data, err := marked(drawn, at.Box, float64(width))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data) // a reader that has gone is no fault of ours
	return nil
}

// marking is the colour around a number; the same, faint, lies over it.
var marking = color.RGBA{0xa8, 0x32, 0x1f, 0xff}

// marked is the part of a page around a box, with the box marked, of a width by
// leafHeight points; the whole page where the width is 0. What is beyond the page is
// white.
func marked(p *pdf.Picture, box [4]float64, width float64) ([]byte, error) {
	src, _, err := image.Decode(bytes.NewReader(p.Data))
	if err != nil {
		return nil, fmt.Errorf("读第%d页的图：%w", p.Page, err)
	}
	fine := float64(src.Bounds().Dx()) / p.Width // pixels a point
	px := func(v float64) int { return int(v*fine + 0.5) }
	part := src.Bounds()
	if width > 0 {
		part = image.Rect(0, 0, px(width), px(leafHeight)).Add(image.Pt(
			px(begin(box[2]-0.86*width, box[0]-12, p.Width-width)),
			px(begin((box[1]+box[3]-leafHeight)/2, p.Height, p.Height-leafHeight))))
	}
	out := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	paint.Draw(out, out.Bounds(), image.White, image.Point{}, paint.Src)
	paint.Draw(out, out.Bounds(), src, part.Min, paint.Over)
	spot := image.Rect(px(box[0]-2), px(box[1]-2), px(box[2]+2), px(box[3]+2)).Sub(part.Min)
	faint := image.NewUniform(color.NRGBA{marking.R, marking.G, marking.B, 28})
	paint.Draw(out, spot, faint, image.Point{}, paint.Over)
	for _, edge := range []image.Rectangle{
		{spot.Min, image.Pt(spot.Max.X, spot.Min.Y+2)},
		{image.Pt(spot.Min.X, spot.Max.Y-2), spot.Max},
		{spot.Min, image.Pt(spot.Min.X+2, spot.Max.Y)},
		{image.Pt(spot.Max.X-2, spot.Min.Y), spot.Max},
	} {
		paint.Draw(out, edge, image.NewUniform(marking), image.Point{}, paint.Src)
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, out); err != nil {
		return nil, fmt.Errorf("写第%d页的图：%w", p.Page, err)
	}
	return b.Bytes(), nil
}

// begin is where a part begins: as wanted, but not after what it has to show, nor
// beyond what there is.
func begin(wanted, latest, most float64) float64 { return max(0, min(wanted, latest, most)) }
