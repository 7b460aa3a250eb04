package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// WriteTo writes the whole document. It reports the first mistake that was made
// while it was drawn, and then writes nothing. It may be called again.
func (d *Doc) WriteTo(w io.Writer) (int64, error) {
	if err := d.check(); err != nil {
		return 0, err
	}
	o := &objects{}
	d.number(o)
	for _, step := range []func(*objects) error{d.writeFonts, d.writePages, d.writeStructure, d.writeOutline} {
		if err := step(o); err != nil {
			return 0, err
		}
	}
	d.writeMetadata(o)
	info := d.writeInfo(o)
	catalog := d.writeCatalog(o)
	return o.writeFile(w, catalog, info)
}

// check finds what only the finished document can show.
func (d *Doc) check() error {
	if d.err != nil {
		return d.err
	}
	if len(d.pages) == 0 {
		return errors.New("PDF：文件没有页")
	}
	for _, p := range d.pages {
		if p.open != "" {
			return fmt.Errorf("PDF：第%d页：%s 没有结束", p.index+1, p.open)
		}
		for _, l := range p.links {
			if l.target != nil && l.target.page == nil {
				return fmt.Errorf("PDF：第%d页：%w", p.index+1, errUnset)
			}
		}
	}
	for _, b := range d.outline {
		if b.dest == nil || b.dest.page == nil {
			return fmt.Errorf("PDF：书签“%s”：%w", b.title, errUnset)
		}
	}
	return nil
}

// number gives everything that others refer to its object number.
func (d *Doc) number(o *objects) {
	d.refs = docRefs{pages: o.alloc(), structure: o.alloc(), metadata: o.alloc()}
	if len(d.outline) > 0 {
		d.refs.outline = o.alloc()
	}
	for _, f := range d.files {
		f.ref = o.alloc()
	}
	key := len(d.pages) // after the keys of the pages
	for _, p := range d.pages {
		p.ref = o.alloc()
		for _, l := range p.links {
			l.ref, l.parentKey = o.alloc(), key
			key++
		}
	}
	d.root.number(o)
}

// docRefs are the objects that there is one of.
type docRefs struct{ pages, structure, metadata, outline ref }

func (d *Doc) writePages(o *objects) error {
	var kids bytes.Buffer
	for _, p := range d.pages {
		fmt.Fprintf(&kids, "%v ", p.ref)
		d.writePage(o, p)
	}
	o.set(d.refs.pages, "<</Type/Pages/Count %d/Kids[%s]>>", len(d.pages), kids.Bytes())
	return nil
}

func (d *Doc) writePage(o *objects, p *Page) {
	content := o.alloc()
	o.setStream(content, "", p.content)
	var fonts, annots, more bytes.Buffer
	for _, f := range d.files {
		if p.fonts[f] {
			fmt.Fprintf(&fonts, "%s %v", f.resource(), f.ref)
		}
	}
	for _, l := range p.links {
		fmt.Fprintf(&annots, "%v ", l.ref)
		d.writeLink(o, l)
	}
	if len(p.links) > 0 {
		fmt.Fprintf(&more, "/Annots[%s]", annots.Bytes())
	}
	if len(p.marks) > 0 {
		fmt.Fprintf(&more, "/StructParents %d", p.index)
	}
	o.set(p.ref, "<</Type/Page/Parent %v/MediaBox[0 0 %s %s]/Resources<</Font<<%s>>>>/Contents %v/Tabs/S%s>>",
		d.refs.pages, num(p.width), num(p.height), fonts.Bytes(), content, more.Bytes())
}

func (d *Doc) writeLink(o *objects, l *link) {
	h := l.page.height
	said := l.element.attr.Alt
	var action string
	if l.target != nil {
		action = "/Dest" + l.target.array()
		if said == "" {
			said = fmt.Sprintf("转到第%s页", d.label(l.target.page.index))
		}
	} else {
		action = "/A<</S/URI/URI" + textString(l.uri) + ">>"
		if said == "" {
			said = l.uri
		}
	}
	o.set(l.ref, "<</Type/Annot/Subtype/Link/P %v/Rect[%s %s %s %s]/Border[0 0 0]/F 4/StructParent %d/Contents%s%s>>",
		l.page.ref, num(l.x), num(h-l.y-l.h), num(l.x+l.w), num(h-l.y), l.parentKey, textString(said), action)
}

// array is the explicit destination: that height, the zoom kept.
func (dst *Dest) array() string {
	return fmt.Sprintf("[%v/XYZ 0 %s null]", dst.page.ref, num(dst.page.height-dst.y))
}

func (d *Doc) writeCatalog(o *objects) ref {
	var more bytes.Buffer
	if len(d.outline) > 0 {
		fmt.Fprintf(&more, "/Outlines %v/PageMode/UseOutlines", d.refs.outline)
	}
	if len(d.labels) > 0 {
		fmt.Fprintf(&more, "/PageLabels<</Nums[%s]>>", d.labelTree())
	}
	r := o.alloc()
	o.set(r, "<</Type/Catalog/Pages %v/MarkInfo<</Marked true>>/Lang%s/ViewerPreferences<</DisplayDocTitle true>>"+
		"/Metadata %v/StructTreeRoot %v%s>>",
		d.refs.pages, textString(d.info.Lang), d.refs.metadata, d.refs.structure, more.Bytes())
	return r
}
