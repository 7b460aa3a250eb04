// Package html reads web pages as neutral documents: our own single page, and
// pages of governments as browsers save them.
//
//   - A flow is what follows one another in a page or a cell; a paragraph of it is
//     what a block element holds, or what stands between two blank lines.
//   - A table that holds tables, or one cell alone, arranges the page: what it
//     holds becomes paragraphs.
//   - The page is first made lean: its elements that only dress text are dropped,
//     scripts and styles with all they hold. What remains is parsed; that keeps
//     the cost of a hostile page in proportion to its size.
//
// A place is the running number of a paragraph or cell, and the line of the
// source where it begins.
package html

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
)

// Bounds on a page.
const (
	maxFile   = 32 << 20  // bytes
	maxTags   = 1_500_000 // elements and pieces of text
	maxCells  = 500_000
	maxSpan   = 1_000
	maxLooked = 20_000_000 // nodes that are looked at in searching
	maxArea   = 1_000_000  // places that cells of several rows cover
)

// Read reads a page; name is that of its file.
func Read(name string, data []byte) (*doc.Document, error) {
	if len(data) > maxFile {
		return nil, source.Wrong(name, "确认是要公开的网页", "网页超过 %d MB，没有读", maxFile>>20)
	}
	if err := source.Foreign(name, data, source.Page); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, source.Wrong(name, "若是 Word 文档或 Excel 工作簿，把扩展名改为 .docx 或 .xlsx 再试", "是压缩包，不是网页")
	}
	text, err := decode(data)
	if err != nil {
		return nil, source.Wrong(name, "用浏览器打开，另存为 UTF-8 编码的网页再试", "%s", err)
	}
	lean, title, err := trim(text)
	if err != nil {
		return nil, source.Wrong(name, source.Page.Hint(), "%s", err)
	}
	root, err := html.Parse(strings.NewReader(lean))
	if err != nil {
		return nil, source.Wrong(name, source.Page.Hint(), "网页的元素层次太多，没有读")
	}
	r := &reader{file: source.Base(name), listed: map[string]bool{}}
	r.own = r.find(root, r.isOwnHead) != nil
	var f flow
	r.walk(&f, root)
	r.flush(&f)
	if r.tooMuch {
		return nil, source.Wrong(name, "确认是要公开的网页", "网页的表格太大或元素嵌套太多，没有读")
	}
	if len(f.blocks) == 0 {
		return nil, source.Wrong(name, "若内容是网页打开后才装入的，请在浏览器里打开后另存为网页再试", "网页里没有文字")
	}
	return &doc.Document{Meta: doc.Meta{Title: title}, Blocks: captioned(f.blocks)}, nil
}

// reader reads one page.
type reader struct {
	file    string
	own     bool            // the page is of our own making
	listed  map[string]bool // ids that the contents lead to
	place   int
	line    int // of the source: of the last element that began
	cells   int
	area    int
	looked  int // nodes that searches looked at
	tooMuch bool
}

// here is the place of the next paragraph or cell, which begins on a line.
func (r *reader) here(line int) place.Ref {
	r.place++
	return place.Ref{File: r.file, Line: line, Para: r.place}
}

// find is the first element below a node that is meant, in the order of the page.
// What all searches look at together is bounded.
func (r *reader) find(n *html.Node, is func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if r.looked++; r.looked > maxLooked {
			r.tooMuch = true
			return nil
		}
		if c.Type == html.ElementNode && is(c) {
			return c
		}
	}
	return nil
}

func named(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

// attr is an attribute of an element, empty where it has none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// isOwnHead recognises the head of a page of our own making.
func (r *reader) isOwnHead(n *html.Node) bool {
	return n.Data == "header" && hasClass(n, "top") && r.find(n, func(c *html.Node) bool {
		return c.Data == "span" && hasClass(c, "unit")
	}) != nil
}
