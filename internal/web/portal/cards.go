package portal

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"mingbai/internal/chart"
	"mingbai/internal/store"
	"mingbai/internal/typeface"
	"mingbai/internal/web/page"
)

// The size of a card, in pixels, as those who show cards ask for it, and what is
// left of it between the margins.
const (
	cardWidth  = 1200
	cardHeight = 630
	cardMargin = 80
	cardInner  = cardWidth - 2*cardMargin
)

// keptCards is how many cards stay in memory, about 25 kB each.
const keptCards = 256

// cardKey names a card: a document as it stands, in a language.
type cardKey struct {
	kept
	lang page.Lang
}

// card draws the picture that stands for a document elsewhere.
func (p *Portal) card(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	if page.Fresh(w, r, "card-"+a.tag()) {
		return nil
	}
	d := a.Doc
	key := cardKey{kept{d.ID, d.Number, d.LoadedAt.UnixNano(), [3]int{d.Errors, d.Warnings, d.Notes}, len(d.Files)}, a.Lang}
	return p.sendCard(w, key, func() ([]byte, error) { return documentCard(a) })
}

// siteCard is the picture that stands for the site as a whole.
func (p *Portal) siteCard(w http.ResponseWriter, r *http.Request) error {
	l := page.LangOf(r.Context())
	if page.Fresh(w, r, "card") {
		return nil
	}
	return p.sendCard(w, cardKey{lang: l}, func() ([]byte, error) {
		c, err := newCard(l)
		if err != nil {
			return nil, err
		}
		c.text(cardMargin, 330, 92, ink, l.T("明白账", "Mingbai Ledger"))
		c.text(cardMargin, 410, 36, ink2, l.T("每个单位的预算，每个数的来处", "Every unit's budget, and where every number comes from"))
		return c.PNG(72)
	})
}

// sendCard sends a card, drawn where it is not in memory.
func (p *Portal) sendCard(w http.ResponseWriter, key cardKey, draw func() ([]byte, error)) error {
	data, ok := p.cards.Get(key)
	if !ok {
		var err error
		if data, err = draw(); err != nil {
			return err
		}
		p.cards.Add(key, data)
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data) // a reader that has gone is no fault of ours
	return nil
}

// The colours of a card: those of pages on a light screen.
var (
	paper  = chart.Color{R: 0xfb, G: 0xfa, B: 0xf6}
	ink    = chart.Color{R: 0x1d, G: 0x1b, B: 0x18}
	ink2   = chart.Color{R: 0x5c, G: 0x57, B: 0x4f}
	accent = chart.Color{R: 0xa8, G: 0x32, B: 0x1f}
	first  = chart.Color{R: 0x2f, G: 0x4b, B: 0x66}
	second = chart.Color{R: 0xb9, G: 0x8b, B: 0x4f}
)

// card is a picture being drawn.
type card struct {
	chart.Drawing
	measure chart.FaceMeasurer
}

// newCard is a card with what all cards have: paper, a rule, the name of the site.
func newCard(l page.Lang) (*card, error) {
	face, err := typeface.Sans()
	if err != nil {
		return nil, fmt.Errorf("卡片的字体：%w", err)
	}
	c := &card{chart.Drawing{Width: cardWidth, Height: cardHeight}, chart.FaceMeasurer{Face: face}}
	c.box(0, 0, cardWidth, cardHeight, paper)
	c.box(cardMargin, 72, cardInner, 4, ink)
	x := c.text(cardMargin, 570, 34, ink, "明白")
	x = c.text(x, 570, 34, accent, "账")
	if l == page.English {
		c.text(x+18, 570, 28, ink2, "Mingbai Ledger")
	}
	return c, nil
}

// box fills an area.
func (c *card) box(x, y, w, h float64, color chart.Color) {
	var p chart.Path
	p.MoveTo(chart.XY{X: x, Y: y})
	p.LineTo(chart.XY{X: x + w, Y: y})
	p.LineTo(chart.XY{X: x + w, Y: y + h})
	p.LineTo(chart.XY{X: x, Y: y + h})
	p.Close()
	c.Marks = append(c.Marks, chart.Fill{Path: p, Color: color})
}

// text sets a line and says where it ends.
func (c *card) text(x, baseline, size float64, color chart.Color, s string) float64 {
	c.Marks = append(c.Marks, chart.Text{X: x, Baseline: baseline, Size: size, Color: color, String: s})
	return x + c.measure.Width(s, size, false)
}

// broken is a text on at most two lines of the card's width; what is left over is …
func (c *card) broken(s string, size float64) []string {
	var out []string
	for rest := []rune(strings.TrimSpace(s)); len(rest) > 0; {
		n := len(rest)
		for n > 1 && c.measure.Width(string(rest[:n]), size, false) > cardInner {
			n--
		}
		if len(out) == 1 && n < len(rest) {
			return append(out, string(rest[:n-1])+"…")
		}
		out, rest = append(out, string(rest[:n])), rest[n:]
	}
	return out
}

// documentCard is the card of a document: whose, which, how much, and what of it
// is basic spending and projects.
func documentCard(a *place) ([]byte, error) {
	c, err := newCard(a.Lang)
	if err != nil {
		return nil, err
	}
	const name = 50
	y := 156.0
	for _, line := range c.broken(a.Unit.Name, name) {
		c.text(cardMargin, y, name, ink, line)
		y += name * 1.3
	}
	c.text(cardMargin, y-8, 32, ink2, a.Named())
	t := a.Doc.Totals
	x := c.text(cardMargin, 408, 116, ink, page.Amount(t.Spending))
	c.text(x+16, 408, 38, ink2, a.T("万元", "× 10,000 yuan"))
	c.parts(a, t)
	return c.PNG(72)
}

// parts are the two kinds of spending: a bar in two colours and its words.
func (c *card) parts(a *place, t store.Totals) {
	if !t.Basic.Known || !t.Project.Known || t.Basic.Amount < 0 || t.Project.Amount < 0 || t.Basic.Amount+t.Project.Amount <= 0 {
		return
	}
	basic := cardInner * float64(t.Basic.Amount) / float64(t.Basic.Amount+t.Project.Amount)
	c.box(cardMargin, 440, basic, 14, first)
	c.box(cardMargin+basic, 440, cardInner-basic, 14, second)
	x := cardMargin + 0.0
	for _, p := range []struct {
		color  chart.Color
		zh, en string
		f      store.Figure
	}{{first, "基本支出", "Basic", t.Basic}, {second, "项目支出", "Projects", t.Project}} {
		c.box(x, 474, 20, 20, p.color)
		x = c.text(x+30, 494, 28, ink2, a.T(p.zh, p.en)+" "+page.Amount(p.f)) + 48
	}
}
