package pages

import (
	"mingbai/internal/doc"
	"mingbai/internal/pdf"
	"mingbai/internal/render/layout"
)

// tree makes the elements of the structure as the pages come to them.
type tree struct {
	root   *pdf.Element
	doc    *doc.Document
	lines  map[lineKey]*pdf.Element
	items  map[int]*pdf.Element // glossary entry → its LI
	list   *pdf.Element         // the glossary that the last entry belongs to
	last   int                  // block of that entry
	tables map[int]*tableTree
	toc    map[int][]*pdf.Element // block → open TOC elements by level
	tocis  map[int][]*pdf.Element
	levels map[int]pdf.Tag // block of a heading → H1 …

	coverLines int // begun so far
}

// lineKey is a text of a block: a part of it may run over several pages.
type lineKey struct {
	block int
	part  layout.Part
	count int // tells the lines of a cover apart
}

func newTree(root *pdf.Element, d *doc.Document) tree {
	return tree{
		root: root, doc: d, last: -2,
		lines: map[lineKey]*pdf.Element{}, items: map[int]*pdf.Element{},
		tables: map[int]*tableTree{},
		toc:    map[int][]*pdf.Element{}, tocis: map[int][]*pdf.Element{},
		levels: headingTags(d),
	}
}

// headingTags gives every heading its tag; none is skipped on the way down.
func headingTags(d *doc.Document) map[int]pdf.Tag {
	tags := [...]pdf.Tag{pdf.H1, pdf.H2, pdf.H3, pdf.H4, pdf.H5, pdf.H6}
	out := map[int]pdf.Tag{}
	level := 0
	for i, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok {
			level = min(max(h.Level, 1), level+1, len(tags))
			out[i] = tags[level-1]
		}
	}
	return out
}

// line is the element that a line's text belongs to.
func (t *tree) line(l *layout.Line) *pdf.Element {
	key := lineKey{block: l.Block, part: l.Part}
	if l.Part == layout.LinePart {
		if l.First {
			t.coverLines++
		}
		key.count = t.coverLines
	}
	if e := t.lines[key]; e != nil {
		return e
	}
	parent, tag := t.root, pdf.P
	switch {
	case t.levels[l.Block] != "" && l.Part == layout.Whole:
		tag = t.levels[l.Block]
	case l.Role == layout.ContentsTitle:
		parent, tag = t.contents(l.Block), pdf.Caption
	}
	e := parent.Add(tag, pdf.Attr{})
	t.lines[key] = e
	return e
}

// item is the list item of a glossary entry; entries that follow each other are
// one list.
func (t *tree) item(block int) *pdf.Element {
	if e := t.items[block]; e != nil {
		return e
	}
	if t.list == nil || t.last != block-1 {
		t.list = t.root.Add(pdf.L, pdf.Attr{})
	}
	t.last = block
	t.items[block] = t.list.Add(pdf.LI, pdf.Attr{})
	return t.items[block]
}

// term is the label of a glossary entry.
func (t *tree) term(block int) *pdf.Element { return t.child(block, pdf.Lbl, layout.LabelPart) }

// explanation is the body of a glossary entry.
func (t *tree) explanation(block int) *pdf.Element { return t.child(block, pdf.LBody, layout.Whole) }

func (t *tree) child(block int, tag pdf.Tag, part layout.Part) *pdf.Element {
	key := lineKey{block: block, part: part}
	if t.lines[key] == nil {
		t.lines[key] = t.item(block).Add(tag, pdf.Attr{})
	}
	return t.lines[key]
}

// contents is the outermost TOC of a block.
func (t *tree) contents(block int) *pdf.Element {
	if len(t.toc[block]) == 0 {
		t.toc[block] = []*pdf.Element{t.root.Add(pdf.TOC, pdf.Attr{})}
	}
	return t.toc[block][0]
}

// entry is the link of an entry of the contents; entries of a deeper level are
// a TOC inside the item before them.
func (t *tree) entry(e *layout.Entry) *pdf.Element {
	t.contents(e.Block)
	open, items := t.toc[e.Block], t.tocis[e.Block]
	depth := min(max(e.Level, 1), len(items)+1)
	for len(open) < depth {
		open = append(open, items[len(open)-1].Add(pdf.TOC, pdf.Attr{}))
	}
	open, items = open[:depth], items[:depth-1]
	item := open[depth-1].Add(pdf.TOCI, pdf.Attr{})
	t.toc[e.Block], t.tocis[e.Block] = open, append(items, item)
	return item.Add(pdf.Link, pdf.Attr{Alt: linkAlt(e)})
}

func linkAlt(e *layout.Entry) string {
	text := ""
	for _, l := range e.Lines {
		text += l.Text
	}
	if e.Number.Text == "" {
		return text
	}
	return text + "，第" + e.Number.Text + "页"
}

// tableTree is the structure of one table.
type tableTree struct {
	table, head, body *pdf.Element
	rows              map[rowKey]*pdf.Element
	cells             map[*doc.Cell]*pdf.Element
}

type rowKey struct {
	head bool
	row  int
}

func (t *tree) table(f *layout.Fragment) *tableTree {
	if out := t.tables[f.Block]; out != nil {
		return out
	}
	out := &tableTree{
		table: t.root.Add(pdf.Table, pdf.Attr{Summary: f.Table.Title}),
		rows:  map[rowKey]*pdf.Element{}, cells: map[*doc.Cell]*pdf.Element{},
	}
	t.tables[f.Block] = out
	return out
}

// cell is the element of a cell, which may be shown on several pages.
func (t *tableTree) cell(c layout.Cell) *pdf.Element {
	if e := t.cells[c.Cell]; e != nil {
		return e
	}
	cols, rows := c.Spans()
	tag, attr := pdf.TD, pdf.Attr{ColSpan: cols, RowSpan: rows}
	switch {
	case c.Scope == doc.RowHeader:
		tag, attr.Scope = pdf.TH, "Row"
	case c.Head || c.Scope == doc.ColumnHeader:
		tag, attr.Scope = pdf.TH, "Column"
	}
	e := t.row(c.Head, c.Row).Add(tag, attr)
	t.cells[c.Cell] = e
	return e
}

// row is the row that a cell begins in.
func (t *tableTree) row(head bool, row int) *pdf.Element {
	key := rowKey{head, row}
	if t.rows[key] == nil {
		t.rows[key] = t.section(head).Add(pdf.TR, pdf.Attr{})
	}
	return t.rows[key]
}

func (t *tableTree) section(head bool) *pdf.Element {
	group, tag := &t.body, pdf.TBody
	if head {
		group, tag = &t.head, pdf.THead
	}
	if *group == nil {
		*group = t.table.Add(tag, pdf.Attr{})
	}
	return *group
}
