package html

import "mingbai/internal/doc"

// contents writes the table of contents twice: a column beside the text, and a
// fold above it for screens that have no room beside. The style shows one.
func (p *page) contents() {
	title, entries := "目录", []doc.Heading(nil)
	for _, b := range p.d.Blocks {
		switch b := b.(type) {
		case doc.Contents:
			title = b.Title
		case doc.Heading:
			if b.TOC && b.ID != "" {
				entries = append(entries, b)
			}
		}
	}
	if len(entries) == 0 {
		return
	}
	p.raw("<nav class=\"side\" aria-label=\"目录\">\n<p class=\"toc\">")
	p.text(title)
	p.raw("</p>\n")
	p.entries(entries)
	p.raw("</nav>\n<nav class=\"fold\" aria-label=\"目录\">\n<details><summary>")
	p.text(title)
	p.raw("</summary>\n")
	p.entries(entries)
	p.raw("</details>\n</nav>\n")
}

// entries writes nested lists; a heading that skips a level hangs one below.
func (p *page) entries(entries []doc.Heading) {
	depth, level := 0, 0
	for _, h := range entries {
		switch {
		case depth == 0 || h.Level > level:
			p.raw("<ol>")
			depth++
		default:
			p.raw("</li>")
			for ; depth > 1 && depth > h.Level; depth-- {
				p.raw("</ol></li>")
			}
		}
		level = h.Level
		p.raw("\n<li><a")
		p.attr("href", "#"+h.ID)
		p.raw(">")
		p.text(h.Text)
		p.raw("</a>")
	}
	for ; depth > 0; depth-- {
		p.raw("</li></ol>")
	}
	p.raw("\n")
}
