// Package pdf writes tagged PDF 1.7: pages of text, lines and shapes, together
// with a structure tree that tells a reader what each of them is.
//
// Vocabulary: a Doc has Pages and one tree of Elements (标签), each with a Tag
// such as H1, Table or TD. Whatever is drawn on a page is drawn between Begin
// (it belongs to an element) or BeginArtifact (it is decoration or repeats
// what was said elsewhere: page numbers, repeated table heads) and End. A Dest
// is a place that links and bookmarks (Outline) lead to.
//
// Geometry is in points (1/72 inch), the origin is the top left corner of the
// page and y grows downwards; text stands on its baseline.
//
// Calls do not return errors: the first mistake is kept and WriteTo reports it.
// A Doc is used by one goroutine. Equal calls give equal bytes.
//
// A rune that a font lacks is set in another face, the one that typeface.Find
// gives. Where no face has it WriteTo fails and names the rune and the page.
package pdf

import (
	"errors"
	"fmt"
	"time"

	"mingbai/internal/typeface"
)

// Info is what the file says of itself.
type Info struct {
	Title    string
	Author   string
	Subject  string
	Lang     string // e.g. zh-CN, which is also what an empty one means
	Keywords []string
	Created  time.Time // left out where zero, so that bytes depend on content alone
}

// Doc is a document in the making.
type Doc struct {
	info    Info
	pages   []*Page
	files   []*fontFile // in the order of first use
	root    *Element
	outline []bookmark
	labels  []PageLabel
	refs    docRefs
	err     error
}

// New starts a document.
func New(info Info) *Doc {
	if info.Lang == "" {
		info.Lang = "zh-CN"
	}
	d := &Doc{info: info}
	d.root = &Element{doc: d, tag: Document}
	return d
}

// NewPage adds a page after those there are.
func (d *Doc) NewPage(width, height float64) *Page {
	p := &Page{doc: d, index: len(d.pages), width: width, height: height}
	d.pages = append(d.pages, p)
	if !(width > 0 && height > 0 && width <= maxSide && height <= maxSide) {
		d.fail("第%d页：页面尺寸 %v×%v 不合规定", len(d.pages), width, height)
	}
	return p
}

// maxSide is the longest side that viewers have to support, 200 inches.
const maxSide = 14400

// Pages is the number of pages so far.
func (d *Doc) Pages() int { return len(d.pages) }

// fail keeps the first mistake for WriteTo.
func (d *Doc) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("PDF："+format, args...)
	}
}

// PageLabel numbers the pages from one page on, up to the next label.
type PageLabel struct {
	From   int    // index of the first page it holds for, from 0
	Style  Number // how the number is written
	Prefix string // before the number
	Start  int    // the number of the first page; 0 means 1
}

// Number is a way of writing page numbers.
type Number uint8

// The ways: none, 1 2 3, i ii iii.
const (
	NoNumber Number = iota
	Decimal
	Roman
)

// PageLabels says what a viewer shows as page numbers. Labels go by rising From
// and the first one is From 0. Without labels pages count from 1.
func (d *Doc) PageLabels(labels ...PageLabel) {
	last := -1
	for i, l := range labels {
		if l.From <= last || i == 0 && l.From != 0 {
			d.fail("页码标签须从首页起、按页序排列")
			return
		}
		last = l.From
	}
	d.labels = labels
}

// Font is the way to set text in a face.
type Font struct {
	file *fontFile
	bold bool
}

// Font gives the font of a face. A bold one is the same glyphs with their edges
// drawn as well; it is as wide, and both share what is embedded.
func (d *Doc) Font(face *typeface.Face, bold bool) *Font {
	return &Font{d.file(face), bold}
}

var errUnset = errors.New("链接或书签的目标没有设定位置")
