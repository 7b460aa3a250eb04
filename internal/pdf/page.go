package pdf

import "strconv"

// Color is a colour of the screen (sRGB).
type Color struct{ R, G, B uint8 }

// Page is one page being drawn.
type Page struct {
	doc           *Doc
	index         int
	width, height float64
	content       []byte
	state         state
	open          string     // the mark that is open, empty where none
	marks         []*Element // by MCID
	links         []*link
	fonts         map[*fontFile]bool
	ref           ref
}

// state is the graphics state as the content has set it so far.
type state struct {
	fill, stroke       Color
	fillSet, strokeSet bool // false: the default, black
	width              float64
	font               *fontFile
	size               float64
	spacing            float64
	bold               bool
}

// Index is the page's place in the document, from 0.
func (p *Page) Index() int { return p.index }

// Size is the page's width and height.
func (p *Page) Size() (width, height float64) { return p.width, p.height }

// Begin opens marked content: what is drawn until End belongs to e. An element
// may be begun many times, on one page or on several.
func (p *Page) Begin(e *Element) {
	if !p.start(string(e.tag)) {
		return
	}
	mcid := len(p.marks)
	p.marks = append(p.marks, e)
	e.kids = append(e.kids, kid{page: p, mcid: mcid})
	p.op("/", string(e.tag), " <</MCID ", strconv.Itoa(mcid), ">> BDC")
}

// BeginArtifact opens content that is not part of what is read out. Its kind is
// Pagination, Header or Footer (running heads and feet), or Layout (rules,
// backgrounds, repeated table heads).
func (p *Page) BeginArtifact(kind string) {
	if !p.start("Artifact") {
		return
	}
	switch kind {
	case "Header", "Footer":
		p.op("/Artifact <</Type/Pagination/Subtype/", kind, ">> BDC")
	case "Pagination", "Layout":
		p.op("/Artifact <</Type/", kind, ">> BDC")
	default:
		p.doc.fail("没有 %q 这类页面装饰", kind)
	}
}

func (p *Page) start(mark string) bool {
	if p.open != "" {
		p.doc.fail("第%d页：%s 尚未结束又开始 %s", p.index+1, p.open, mark)
		return false
	}
	p.open = mark
	return true
}

// End closes what Begin or BeginArtifact opened.
func (p *Page) End() {
	if p.open == "" {
		p.doc.fail("第%d页：没有可以结束的标记", p.index+1)
		return
	}
	p.open = ""
	p.op("EMC")
}

// marked reports whether a mark is open and keeps a mistake where none is.
func (p *Page) marked() bool {
	if p.open == "" {
		p.doc.fail("第%d页：有内容画在标记之外", p.index+1)
	}
	return p.open != ""
}

// Line draws a straight line.
func (p *Page) Line(x1, y1, x2, y2, width float64, c Color) {
	if !p.marked() {
		return
	}
	p.setStroke(c)
	p.setWidth(width)
	p.nums(x1, p.height-y1)
	p.op("m")
	p.nums(x2, p.height-y2)
	p.op("l S")
}

// Rect fills a rectangle; x, y is its top left corner.
func (p *Page) Rect(x, y, w, h float64, fill Color) {
	if !p.marked() {
		return
	}
	p.setFill(fill)
	p.nums(x, p.height-y-h, w, h)
	p.op("re f")
}

// StrokeRect draws the edges of a rectangle, the pen's middle on them.
func (p *Page) StrokeRect(x, y, w, h, width float64, c Color) {
	if !p.marked() {
		return
	}
	p.setStroke(c)
	p.setWidth(width)
	p.nums(x, p.height-y-h, w, h)
	p.op("re S")
}

func (p *Page) setFill(c Color) {
	if s := &p.state; s.fill != c || !s.fillSet {
		s.fill, s.fillSet = c, true
		p.color(c)
		p.op("rg")
	}
}

func (p *Page) setStroke(c Color) {
	if s := &p.state; s.stroke != c || !s.strokeSet {
		s.stroke, s.strokeSet = c, true
		p.color(c)
		p.op("RG")
	}
}

func (p *Page) setWidth(w float64) {
	if p.state.width != w {
		p.state.width = w
		p.nums(w)
		p.op("w")
	}
}

func (p *Page) color(c Color) {
	for _, v := range [3]uint8{c.R, c.G, c.B} {
		p.content = append(appendNum(p.content, float64(v)/255, 3), ' ')
	}
}

// nums writes operands, to 1/100 point.
func (p *Page) nums(v ...float64) {
	for _, x := range v {
		if x-x != 0 { // NaN or infinite
			p.doc.fail("第%d页：坐标或尺寸不是数：%v", p.index+1, x)
		}
		p.content = append(appendNum(p.content, x, 2), ' ')
	}
}

// op writes an operator and ends its line.
func (p *Page) op(s ...string) {
	for _, x := range s {
		p.content = append(p.content, x...)
	}
	p.content = append(p.content, '\n')
}
