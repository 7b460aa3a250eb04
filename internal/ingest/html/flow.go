package html

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
)

// flow is a flow in the making: blocks, and the paragraph that is open.
type flow struct {
	blocks []doc.Block
	text   strings.Builder
	last   rune   // that was written
	gap    uint8  // white space since: 1 in the line, 2 over a line's end
	line   int    // where the open paragraph begins
	cell   bool   // the flow of a cell: line breaks never part paragraphs
	lead   string // the number of an item of a list, which its first text begins with
	style  doc.ParagraphStyle
}

// write adds text as a browser shows it: white space is one blank, and none
// where a line of the source ends between two Chinese characters.
func (f *flow) write(s string) {
	for _, r := range s {
		switch r {
		case ' ', '\t', '\f':
			f.gap = max(f.gap, 1)
			continue
		case '\n', '\r':
			f.gap = 2
			continue
		}
		if f.gap > 0 && f.last != 0 && f.last != '\n' && !(f.gap == 2 && source.Wide(f.last) && source.Wide(r)) {
			f.text.WriteByte(' ')
		}
		if f.text.Len() == 0 {
			f.text.WriteString(f.leading())
		}
		f.gap, f.last = 0, r
		f.text.WriteRune(r)
	}
}

// leading is the number that the next text begins with, once.
func (f *flow) leading() string {
	s := f.lead
	f.lead = ""
	return s
}

func (f *flow) breakLine() {
	f.text.WriteByte('\n')
	f.gap, f.last = 0, '\n'
}

// take ends the open paragraph and gives its text.
func (f *flow) take() string {
	s := f.text.String()
	f.text.Reset()
	f.gap, f.last = 0, 0
	return s
}

// flush ends the open paragraph. Two line breaks, or one before an indent, part
// it into several.
func (r *reader) flush(f *flow) {
	if f.text.Len() == 0 {
		f.last, f.gap = 0, 0
		return
	}
	for _, s := range paragraphs(f.take(), f.cell) {
		f.blocks = append(f.blocks, doc.Paragraph{Text: s, Style: f.style, Place: r.here(f.line)})
	}
}

func paragraphs(s string, whole bool) []string {
	if whole || !strings.Contains(s, "\n") {
		if s = source.Clean(s); s == "" {
			return nil
		}
		return []string{s}
	}
	var out []string
	from := 0
	add := func(to int) {
		if t := source.Clean(s[from:to]); t != "" {
			out = append(out, t)
		}
		from = to
	}
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' && (strings.HasPrefix(strings.TrimLeft(s[i+1:], " "), "\n") || indented(s[i+1:])) {
			add(i + 1)
		}
	}
	add(len(s))
	return out
}

// indented reports whether a line begins with room for two characters.
func indented(line string) bool {
	room := 0
	for _, r := range line {
		switch r {
		case '\u3000', '\u2003':
			room += 2
		case '\u00a0', ' ':
			room++
		default:
			return room >= 4
		}
	}
	return false
}

// walk reads what a node holds into a flow.
func (r *reader) walk(f *flow, n *html.Node) {
	for c := n.FirstChild; c != nil && !r.tooMuch; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			if f.text.Len() == 0 {
				f.line = r.line
			}
			if n.Data == "pre" {
				r.preformatted(f, c.Data)
			} else {
				f.write(c.Data)
			}
		case html.ElementNode:
			if l, err := strconv.Atoi(attr(c, "l")); err == nil {
				r.line = l
			}
			if !hidden(c) {
				r.element(f, c)
			}
		}
	}
}

func (r *reader) preformatted(f *flow, s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			f.breakLine()
		}
		f.write(line)
	}
}

// hidden reports whether nobody sees an element: it is not shown, or stands there
// for those who listen and repeats what others see.
func hidden(n *html.Node) bool {
	if attr(n, "x") != "" {
		return true
	}
	class := attr(n, "class")
	if class == "" {
		return false
	}
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "vh", "sr-only", "visually-hidden", "visuallyhidden":
			return true
		case "skip", "skip-link":
			return strings.HasPrefix(attr(n, "href"), "#")
		}
	}
	return false
}

// element reads one element.
func (r *reader) element(f *flow, n *html.Node) {
	switch n.Data {
	case "span", "html", "head", "body":
		r.walk(f, n)
	case "br":
		f.breakLine()
	case "img":
		if alt := source.Clean(attr(n, "alt")); !f.cell && (alt != "" || !tiny(n)) {
			r.flush(f)
			f.blocks = append(f.blocks, doc.Picture{Alt: alt})
		}
	case "table":
		r.flush(f)
		r.table(f, n)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.heading(f, n)
	case "figure":
		r.figure(f, n)
	case "nav":
		r.flush(f)
		r.contents(f, n)
	case "footer":
		r.flush(f)
	case "header":
		if r.own && r.isOwnHead(n) {
			r.cover(f, n)
			return
		}
		r.block(f, n)
	case "ol", "ul":
		r.list(f, n)
	case "dl":
		r.glossary(f, n)
	case "p":
		if r.own && hasClass(n, "line") {
			r.twoEnds(f, n)
			return
		}
		r.block(f, n)
	default:
		r.block(f, n)
	}
}

// tiny reports whether a picture is a mark or a spacer by its size.
func tiny(n *html.Node) bool {
	const least = 60 // pixels
	for _, side := range []string{"width", "height"} {
		if px, err := strconv.Atoi(strings.TrimSuffix(attr(n, side), "px")); err == nil && px < least {
			return true
		}
	}
	return false
}

// block reads an element that is a paragraph or holds some.
func (r *reader) block(f *flow, n *html.Node) {
	r.flush(f)
	before := f.style
	switch {
	case n.Data == "center" || r.own && hasClass(n, "mid"):
		f.style = doc.Centred
	case r.own && hasClass(n, "note"):
		f.style = doc.Note
	case r.own && hasClass(n, "plain"):
		f.style = doc.Plain
	}
	r.walk(f, n)
	r.flush(f)
	f.style = before
}

// inner is the text of an element as one line of its own.
func (r *reader) inner(n *html.Node) string {
	f := flow{cell: true}
	r.walk(&f, n)
	r.flush(&f)
	return textOf(f.blocks)
}

func (r *reader) heading(f *flow, n *html.Node) {
	r.flush(f)
	if r.find(n, func(c *html.Node) bool { return c.Data == "table" || c.Data == "p" }) != nil {
		r.walk(f, n)
		r.flush(f)
		return
	}
	line := r.line
	text := source.Join(r.quiet(n))
	if text == "" {
		return
	}
	level := int(n.Data[1] - '0')
	h := doc.Heading{Level: level, Text: f.leading() + text, ID: attr(n, "id"), Place: r.here(line)}
	if r.own {
		h.Level = max(level-1, 1)
		h.Table = hasClass(n, "t")
	}
	h.TOC = h.ID != "" && r.listed[h.ID]
	f.blocks = append(f.blocks, h)
}

// quiet is inner without counting places.
func (r *reader) quiet(n *html.Node) string {
	at := r.place
	s := r.inner(n)
	r.place = at
	return s
}

// twoEnds reads a line whose parts stand at its two ends.
func (r *reader) twoEnds(f *flow, n *html.Node) {
	r.flush(f)
	var parts []string
	line := r.line
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			parts = append(parts, source.Join(r.quiet(c)))
		}
	}
	if s := source.Clean(strings.Join(parts, "\t")); s != "" {
		f.blocks = append(f.blocks, doc.Paragraph{Text: s, Style: doc.Plain, Place: r.here(line)})
	}
}

// list reads a list; the items of a numbered one begin with their number.
func (r *reader) list(f *flow, n *html.Node) {
	r.flush(f)
	number, err := strconv.Atoi(attr(n, "start"))
	if err != nil {
		number = 1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || hidden(c) {
			continue
		}
		if c.Data == "li" && n.Data == "ol" {
			f.lead = strconv.Itoa(number) + ". "
			number++
			r.walk(f, c)
			r.flush(f)
			f.lead = ""
			continue
		}
		r.block(f, c)
	}
}

// glossary reads a list of terms, each with its meaning as one paragraph.
func (r *reader) glossary(f *flow, n *html.Node) {
	r.flush(f)
	term, line := "", 0
	var add func(*html.Node)
	add = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || hidden(c) {
				continue
			}
			switch c.Data {
			case "dt":
				if term != "" {
					f.blocks = append(f.blocks, doc.Paragraph{Text: term, Style: doc.Term, Place: r.here(line)})
				}
				line, _ = strconv.Atoi(attr(c, "l"))
				term = r.quiet(c)
			case "dd":
				if s := term + r.quiet(c); s != "" {
					f.blocks = append(f.blocks, doc.Paragraph{Text: s, Style: doc.Term, Place: r.here(line)})
				}
				term = ""
			case "div":
				add(c)
			}
		}
	}
	add(n)
	if term != "" {
		f.blocks = append(f.blocks, doc.Paragraph{Text: term, Style: doc.Term, Place: r.here(line)})
	}
}

// figure reads a picture with its caption; a figure around anything else is as if
// it were not there. The values that our pages list under a chart are in its text
// already.
func (r *reader) figure(f *flow, n *html.Node) {
	r.flush(f)
	img := r.find(n, named("img"))
	if img == nil || r.find(n, named("table")) != nil {
		r.block(f, n)
		return
	}
	p := doc.Picture{ID: attr(n, "id"), Alt: source.Clean(attr(img, "alt"))}
	if c := r.find(n, named("figcaption")); c != nil {
		p.Caption = source.Join(r.quiet(c))
	}
	f.blocks = append(f.blocks, p)
}

// contents reads what our page lists as its contents; lists of links of other
// pages lead about the site and are left out.
func (r *reader) contents(f *flow, n *html.Node) {
	if !r.own || !hasClass(n, "side") {
		return
	}
	for c := range n.Descendants() {
		if id, ok := strings.CutPrefix(attr(c, "href"), "#"); ok && id != "" {
			r.listed[id] = true
		}
	}
	title := "目录"
	if p := r.find(n, named("p")); p != nil {
		title = r.quiet(p)
	}
	f.blocks = append(f.blocks, doc.Contents{Title: title})
}

// cover reads the head of a page of our own.
func (r *reader) cover(f *flow, n *html.Node) {
	r.flush(f)
	var c doc.Cover
	for e := range n.Descendants() {
		switch {
		case e.Type != html.ElementNode:
		case e.Data == "span" && hasClass(e, "unit"):
			c.Unit = r.quiet(e)
		case e.Data == "span" && hasClass(e, "what"):
			c.Title = r.quiet(e)
		case e.Data == "p":
			c.Lines = append(c.Lines, r.quiet(e))
		}
	}
	f.blocks = append(f.blocks, c)
}

// textOf is a flow as the text of a cell: a line for each paragraph.
func textOf(blocks []doc.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		text := ""
		switch block := block.(type) {
		case doc.Paragraph:
			text = block.Text
		case doc.Heading:
			text = block.Text
		}
		if text == "" || !utf8.ValidString(text) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(text)
	}
	return b.String()
}
