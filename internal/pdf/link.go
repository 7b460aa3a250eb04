package pdf

// Dest is a place in the document. It may be linked to before it is set.
type Dest struct {
	page *Page
	y    float64
}

// Dest makes a place that is still to be set.
func (d *Doc) Dest() *Dest { return &Dest{} }

// Set puts the place at height y of a page.
func (dst *Dest) Set(p *Page, y float64) { dst.page, dst.y = p, y }

// link is an annotation over a rectangle that leads to a place or a web page.
type link struct {
	page       *Page
	element    *Element
	x, y, w, h float64
	target     *Dest
	uri        string
	parentKey  int
	ref        ref
}

// LinkTo makes a rectangle of the page lead to target. It becomes part of e,
// which is a Link element; the text of the link is drawn between Begin(e) and
// End as usual. What is said for it is e's Alt, or else the page it leads to.
func (p *Page) LinkTo(e *Element, x, y, w, h float64, target *Dest) {
	p.link(&link{page: p, element: e, x: x, y: y, w: w, h: h, target: target})
}

// LinkURI is LinkTo for a web address.
func (p *Page) LinkURI(e *Element, x, y, w, h float64, uri string) {
	p.link(&link{page: p, element: e, x: x, y: y, w: w, h: h, uri: uri})
}

func (p *Page) link(l *link) {
	if l.element.tag != Link {
		p.doc.fail("第%d页：链接须放在 Link 标签内，不能放在 %s 内", p.index+1, l.element.tag)
		return
	}
	l.element.kids = append(l.element.kids, kid{link: l})
	p.links = append(p.links, l)
}

// bookmark is one line of the outline.
type bookmark struct {
	level int
	title string
	dest  *Dest
}

// Outline adds a bookmark; level 1 is the outermost. A level may be at most one
// deeper than the bookmark before.
func (d *Doc) Outline(level int, title string, dst *Dest) {
	before := 0
	if n := len(d.outline); n > 0 {
		before = d.outline[n-1].level
	}
	if level < 1 || level > before+1 {
		d.fail("书签“%s”的级次 %d 不能接在 %d 级之后", title, level, before)
		return
	}
	d.outline = append(d.outline, bookmark{level, title, dst})
}
