// Package html writes a document as one self-contained page: no script, no
// request to anywhere, readable on a phone, in the dark, on paper and aloud.
//
//   - A heading keeps its id of the document and links to itself.
//   - A cell for amounts has an id made from its address: T03[208].合计 is at
//     #T03-208-合计, so a figure can be cited. CellID makes it.
//   - A table wider than its room scrolls in its own box; names and head stay.
//   - A form's fields become label and value below one another on a phone.
//
// The look is in style.css, which is part of every page.
package html

import (
	_ "embed"
	"html"
	"io"
	"strconv"
	"strings"

	"mingbai/internal/doc"
)

//go:embed style.css
var style string

// Write writes d as a page. The only errors are those of w.
func Write(w io.Writer, d *doc.Document) error {
	p := &page{d: d, ids: map[string]int{}}
	p.b.Grow(len(style) + 1<<18)
	p.head()
	p.body()
	_, err := io.WriteString(w, p.b.String())
	return err
}

// page is a page in the making.
type page struct {
	b   strings.Builder
	d   *doc.Document
	ids map[string]int // ids given so far, so that none is given twice
}

// raw writes markup as it is, text writes text escaped.
func (p *page) raw(parts ...string) {
	for _, s := range parts {
		p.b.WriteString(s)
	}
}

func (p *page) text(s string) { p.b.WriteString(html.EscapeString(s)) }

// lines writes text whose line breaks count.
func (p *page) lines(s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			p.raw("<br>")
		}
		p.text(line)
	}
}

// attr writes an attribute with an escaped value, and nothing for an empty one.
func (p *page) attr(name, value string) {
	if value != "" {
		p.raw(" ", name, `="`, html.EscapeString(value), `"`)
	}
}

// id writes an id attribute; one that was given before gets a number at its end.
func (p *page) id(id string) {
	if id == "" {
		return
	}
	p.ids[id]++
	if n := p.ids[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	p.attr("id", id)
}

func (p *page) head() {
	m := p.d.Meta
	lang := m.Lang
	if lang == "" {
		lang = "zh-CN"
	}
	p.raw("<!doctype html>\n<html")
	p.attr("lang", lang)
	p.raw(">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n",
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
	p.text(m.Title)
	p.raw("</title>\n")
	for _, e := range [][2]string{{"author", m.Author}, {"description", m.Subject}, {"keywords", strings.Join(m.Keywords, ",")}} {
		if e[1] != "" {
			p.raw("<meta")
			p.attr("name", e[0])
			p.attr("content", e[1])
			p.raw(">\n")
		}
	}
	p.raw("<style>\n", style, "</style>\n</head>\n")
}

func (p *page) body() {
	p.raw("<body>\n<a class=\"skip\" href=\"#main\">跳到正文</a>\n")
	p.title()
	p.raw("<div class=\"page\">\n")
	p.contents()
	p.raw("<main id=\"main\">\n")
	p.blocks(p.d.Blocks)
	p.raw("</main>\n</div>\n</body>\n</html>\n")
}

// title writes the head of the page from the cover, or from what the document
// says of itself where it has none.
func (p *page) title() {
	p.raw("<header class=\"top\">\n<h1>")
	cover, ok := p.cover()
	if !ok {
		p.text(p.d.Meta.Title)
		p.raw("</h1>\n</header>\n")
		return
	}
	p.raw("<span class=\"unit\">")
	p.text(cover.Unit)
	p.raw("</span> <span class=\"what\">")
	p.text(cover.Title)
	p.raw("</span></h1>\n")
	for _, line := range cover.Lines {
		p.raw("<p>")
		p.text(line)
		p.raw("</p>\n")
	}
	p.raw("</header>\n")
}

func (p *page) cover() (doc.Cover, bool) {
	for _, b := range p.d.Blocks {
		if c, ok := b.(doc.Cover); ok {
			return c, true
		}
	}
	return doc.Cover{}, false
}
