package html

import (
	"strconv"
	"strings"

	"mingbai/internal/doc"
)

// blocks writes the text of the document. A table stands in one box with its
// label, heading and the lines between, so that paper keeps them together.
func (p *page) blocks(blocks []doc.Block) {
	inPart := false
	for i := 0; i < len(blocks); i++ {
		switch b := blocks[i].(type) {
		case doc.Heading:
			if b.Level <= 1 {
				if inPart {
					p.raw("</section>\n")
				}
				inPart = true
				p.raw("<section class=\"part\">\n")
			}
			if n := titled(blocks[i:]); n > 0 {
				p.titledTable(b, blocks[i+1:i+n], blocks[i+n].(*doc.Table))
				i += n
				continue
			}
			p.heading(b)
		case doc.Paragraph:
			if b.Style == doc.Term {
				n := terms(blocks[i:])
				p.glossary(blocks[i : i+n])
				i += n - 1
				continue
			}
			p.paragraph(b)
		case *doc.Table:
			p.raw("<div", tableClass(b), ">\n")
			p.label(b)
			p.table(b, false)
			p.raw("</div>\n")
		case doc.Picture:
			p.picture(b)
		}
	}
	if inPart {
		p.raw("</section>\n")
	}
}

// titled is how far from a table's heading its table stands; 0 where none
// follows it with nothing but paragraphs between.
func titled(blocks []doc.Block) int {
	if !blocks[0].(doc.Heading).Table {
		return 0
	}
	for n := 1; n < len(blocks); n++ {
		switch blocks[n].(type) {
		case *doc.Table:
			return n
		case doc.Paragraph:
		default:
			return 0
		}
	}
	return 0
}

func (p *page) titledTable(h doc.Heading, between []doc.Block, t *doc.Table) {
	p.raw("<div", tableClass(t), ">\n")
	p.label(t)
	p.heading(h)
	for _, b := range between {
		p.paragraph(b.(doc.Paragraph))
	}
	p.table(t, strings.HasPrefix(t.Title, h.Text))
	p.raw("</div>\n")
}

// tableClass is the class of a table's box; a short one is kept on one page.
func tableClass(t *doc.Table) string {
	const short = 15
	return class("tbl", when(t.Form, "form"), when(t.Landscape, "wide"), when(len(t.Rows) <= short, "short"), room(t))
}

// heading writes h one level deeper than in the document, whose title is h1.
func (p *page) heading(h doc.Heading) {
	tag := "h" + strconv.Itoa(min(max(h.Level, 1)+1, 6))
	p.raw("<", tag)
	p.id(h.ID)
	if h.Table {
		p.raw(` class="t"`)
	}
	p.raw(">")
	if h.ID != "" {
		p.raw("<a")
		p.attr("href", "#"+h.ID)
		p.raw(">")
	}
	p.text(h.Text)
	if h.ID != "" {
		p.raw("</a>")
	}
	p.raw("</", tag, ">\n")
}

func (p *page) paragraph(b doc.Paragraph) {
	p.raw("<p")
	switch b.Style {
	case doc.Plain:
		p.raw(` class="plain"`)
	case doc.Centred:
		p.raw(` class="mid"`)
	case doc.Note:
		p.raw(` class="note"`)
	}
	p.raw(">")
	p.lines(b.Text)
	p.raw("</p>\n")
}

// terms counts the entries of the glossary that stand together.
func terms(blocks []doc.Block) (n int) {
	for n < len(blocks) {
		if t, ok := blocks[n].(doc.Paragraph); !ok || t.Style != doc.Term {
			break
		}
		n++
	}
	return n
}

func (p *page) glossary(blocks []doc.Block) {
	p.raw("<dl class=\"terms\">\n")
	for _, b := range blocks {
		term, meaning := splitTerm(b.(doc.Paragraph).Text)
		p.raw("<div><dt>")
		p.text(term)
		p.raw("</dt><dd>")
		p.lines(meaning)
		p.raw("</dd></div>\n")
	}
	p.raw("</dl>\n")
}

// splitTerm cuts an entry after its term; together the halves are the entry.
func splitTerm(s string) (term, meaning string) {
	const longest = 40 * len("字")
	for _, sep := range []string{"：", ":"} {
		if i := strings.Index(s, sep); i > 0 && i < longest {
			return s[:i+len(sep)], s[i+len(sep):]
		}
	}
	for _, verb := range []string{"是指", "是", "指"} {
		if i := strings.Index(s, verb); i > 0 && i < longest {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// class is a class attribute of the names that are not empty.
func class(names ...string) string {
	var b strings.Builder
	for _, n := range names {
		if n == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(n)
	}
	if b.Len() == 0 {
		return ""
	}
	return ` class="` + b.String() + `"`
}

func when(ok bool, s string) string {
	if ok {
		return s
	}
	return ""
}
