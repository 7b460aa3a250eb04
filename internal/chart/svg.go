package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
)

// fontStack is the palette's sans stack.
const fontStack = `'Source Han Sans SC','Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif`

// SVG is the chart as one SVG element, complete in itself. Colours are the
// page's CSS variables (--s1, --ink …) where it has them, so that a chart set
// into a page follows it into the dark; the light palette where not.
func SVG(c Chart) []byte {
	d := Draw(c, DefaultWidth, 0, nil)
	var w svgWriter
	id := identity(c)
	w.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%[1]spt" height="%[2]spt" role="img" lang="zh-CN" aria-labelledby="%s-t %[3]s-d">`,
		num(d.Width), num(d.Height), id)
	w.printf("\n<title id=\"%s-t\">", id)
	w.escape(oneLine(c.Title))
	w.printf("</title>\n<desc id=\"%s-d\">", id)
	w.escape(values(c))
	w.printf("</desc>\n<g font-family=\"%s\" style=\"font-variant-numeric:tabular-nums\">\n", fontStack)
	for _, m := range d.Marks {
		w.mark(m)
	}
	w.printf("</g>\n</svg>\n")
	return w.Bytes()
}

// identity makes ids that do not collide when charts share a page.
func identity(c Chart) string {
	h := fnv.New32a()
	fmt.Fprint(h, c)
	return fmt.Sprintf("c%08x", h.Sum32())
}

type svgWriter struct{ bytes.Buffer }

func (w *svgWriter) printf(format string, args ...any) { fmt.Fprintf(&w.Buffer, format, args...) }

// escape cannot fail: the buffer takes everything.
func (w *svgWriter) escape(s string) { _ = xml.EscapeText(&w.Buffer, []byte(s)) }

func (w *svgWriter) mark(m Mark) {
	switch m := m.(type) {
	case Fill:
		w.WriteString(`<path d="`)
		w.path(m.Path)
		w.printf(`" fill="var(--%s,%s)"`, m.Color.Token, m.Color.solid())
		if m.Color.Percent < 100 {
			w.printf(` fill-opacity=".%02d"`, m.Color.Percent)
		}
		w.WriteString("/>\n")
	case Stroke:
		w.WriteString(`<path d="`)
		w.path(m.Path)
		w.printf("\" fill=\"none\" stroke=\"var(--%s,%s)\" stroke-width=\"%s\"/>\n", m.Color.Token, m.Color.solid(), num(m.Width))
	case Text:
		w.text(m)
	}
}

func (w *svgWriter) text(t Text) {
	w.printf(`<text x="%s" y="%s" font-size="%s" fill="var(--%s,%s)"`, num(t.X), num(t.Baseline), num(t.Size), t.Color.Token, t.Color.solid())
	if t.Anchor != Start {
		w.printf(` text-anchor="%s"`, [...]string{"start", "middle", "end"}[t.Anchor])
	}
	if t.Bold {
		w.WriteString(` font-weight="700"`)
	}
	w.WriteByte('>')
	w.escape(t.String)
	w.WriteString("</text>\n")
}

func (w *svgWriter) path(p Path) {
	for _, s := range p {
		w.WriteByte("MLCZ"[s.Op])
		for i := range [...]int{1, 1, 3, 0}[s.Op] {
			if i > 0 {
				w.WriteByte(' ')
			}
			w.WriteString(num(s.P[i].X))
			w.WriteByte(' ')
			w.WriteString(num(s.P[i].Y))
		}
	}
}

// num prints a measure with at most two decimals.
func num(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64)
}
