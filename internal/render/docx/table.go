package docx

import (
	"fmt"

	"mingbai/internal/doc"
	"mingbai/internal/render/layout"
)

// table writes a table with the lines above and below it.
func (b *body) table(t *doc.Table, i int) error {
	if t.Label != "" && !b.labelled(t, i) {
		b.label(t)
	}
	if t.Left != "" || t.Right != "" {
		b.tableLine(t)
	}
	if b.breaks {
		b.open(look{style: carrierID}, false)
		b.close()
	}
	geometry, ok := b.layout.TableGeometry(t)
	if !ok {
		return fmt.Errorf("the layout is of another document")
	}
	g := gridWriter{body: b, table: t, geometry: geometry, pages: b.pages[i], trim: b.full(t, i)}
	if err := g.write(); err != nil {
		return err
	}
	if t.Note != "" {
		b.open(look{style: styleID(b.sheet, layout.NoteText)}, true)
		b.run(t.Note, nil)
		b.close()
	}
	b.below(t, i)
	return nil
}

// below writes the empty line between the table and what follows on its page.
// Where nothing does, Word still wants a paragraph after the last table.
func (b *body) below(t *doc.Table, i int) {
	next := b.next(i)
	switch {
	case next >= 0 && b.section[b.pages[next].first] != b.section[b.pages[i].last]:
		return
	case next >= 0 && !b.beginsPage(next):
		b.open(look{style: styleID(b.sheet, layout.TableGap)}, false)
		b.close()
	case next < 0 && t.Note == "":
		b.carrier()
	}
}

// labelled tells whether a heading before table i has its label already.
func (b *body) labelled(t *doc.Table, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if b.titled(j) == t {
			return true
		}
		switch b.doc.Blocks[j].(type) {
		case doc.PageBreak, *doc.Table:
			return false
		}
	}
	return false
}

// tableLine writes 单位名称 and 单位, at the two ends of one line.
func (b *body) tableLine(t *doc.Table) {
	b.open(look{style: styleID(b.sheet, layout.TableLine), rightTab: b.page.Paper.Measure()}, false)
	b.run(t.Left, nil)
	if t.Right != "" {
		b.Open("w:r")
		b.Empty("w:tab")
		b.Close("w:r")
		b.run(t.Right, nil)
	}
	b.close()
}

// full tells whether table i fills its last page so closely that not even the
// carrier after it has room.
func (b *body) full(t *doc.Table, i int) bool {
	if t.Note != "" {
		return false
	}
	page := b.layout.Pages[b.pages[i].last]
	for _, item := range page.Items {
		if f, ok := item.(*layout.Fragment); ok && f.Block == i {
			return f.Box.Y+f.Box.H+2*carrierLine > page.Paper.Height-page.Paper.Bottom
		}
	}
	return false
}
