package pdf

import (
	"fmt"
	"sort"
	"strings"
)

// number gives e and all below it their object numbers, in reading order.
func (e *Element) number(o *objects) {
	e.ref = o.alloc()
	for _, k := range e.kids {
		if k.element != nil {
			k.element.number(o)
		}
	}
}

// writeStructure writes the structure tree, the tree that leads back from
// marked content to it, and the tree of IDs.
func (d *Doc) writeStructure(o *objects) error {
	ids := map[string]ref{}
	if err := d.root.collectIDs(ids); err != nil {
		return err
	}
	w := structure{objects: o, ids: ids, parent: d.refs.structure}
	if err := w.element(d.root, d.refs.structure); err != nil {
		return err
	}
	parents, next := d.writeParents(o)
	idTree := ""
	if len(ids) > 0 {
		idTree = fmt.Sprintf("/IDTree %v", writeIDs(o, ids))
	}
	o.set(d.refs.structure, "<</Type/StructTreeRoot/K[%v]/ParentTree %v/ParentTreeNextKey %d%s>>", d.root.ref, parents, next, idTree)
	return nil
}

func (e *Element) collectIDs(ids map[string]ref) error {
	if id := e.attr.ID; id != "" {
		if ids[id] != 0 {
			return fmt.Errorf("PDF：标签的编号 %q 重复", id)
		}
		ids[id] = e.ref
	}
	for _, k := range e.kids {
		if k.element == nil {
			continue
		}
		if err := k.element.collectIDs(ids); err != nil {
			return err
		}
	}
	return nil
}

// writeParents writes the ParentTree: pages by their index, then links.
func (d *Doc) writeParents(o *objects) (tree ref, next int) {
	var nums, links []byte
	next = len(d.pages)
	for _, p := range d.pages {
		for _, l := range p.links {
			links = fmt.Appendf(links, "%d %v ", l.parentKey, l.element.ref)
			next = l.parentKey + 1
		}
		if len(p.marks) == 0 {
			continue
		}
		var marks []byte
		for _, e := range p.marks {
			marks = append(e.ref.append(marks), ' ')
		}
		r := o.alloc()
		o.setBytes(r, []byte("["), marks, []byte("]"))
		nums = fmt.Appendf(nums, "%d %v ", p.index, r)
	}
	tree = o.alloc()
	o.setBytes(tree, []byte("<</Nums["), nums, links, []byte("]>>"))
	return tree, next
}

// writeIDs writes the name tree of the elements' IDs, which names must be
// sorted in by their bytes.
func writeIDs(o *objects, ids map[string]ref) ref {
	names := make([]string, 0, len(ids))
	for id := range ids {
		names = append(names, id)
	}
	sort.Strings(names)
	var b []byte
	for _, id := range names {
		b = append(b, byteString(id)...)
		b = append(ids[id].append(b), ' ')
	}
	limits := byteString(names[0]) + byteString(names[len(names)-1])
	leaf, tree := o.alloc(), o.alloc()
	o.set(leaf, "<</Limits[%s]/Names[%s]>>", limits, b)
	o.set(tree, "<</Kids[%v]>>", leaf)
	return tree
}

// structure writes elements.
type structure struct {
	*objects
	ids    map[string]ref
	parent ref
}

func (w *structure) element(e *Element, parent ref) error {
	attributes, err := w.attributes(e)
	if err != nil {
		return err
	}
	var b []byte
	b = append(b, "<</Type/StructElem/S/"...)
	b = append(b, e.tag...)
	b = append(b, "/P "...)
	b = parent.append(b)
	b = append(b, e.attr.entries()...)
	b = append(b, attributes...)
	if len(e.kids) > 0 {
		b = append(w.kids(append(b, "/K["...), e), ']')
	}
	w.setBytes(e.ref, append(b, ">>"...))
	for _, k := range e.kids {
		if k.element == nil {
			continue
		}
		if err := w.element(k.element, e.ref); err != nil {
			return err
		}
	}
	return nil
}

// kids writes what is in e, in order. Marked content always names its page, so
// that an element can go on over several.
func (w *structure) kids(b []byte, e *Element) []byte {
	for i, k := range e.kids {
		if i > 0 {
			b = append(b, ' ')
		}
		switch {
		case k.element != nil:
			b = k.element.ref.append(b)
		case k.link != nil:
			b = fmt.Appendf(b, "<</Type/OBJR/Pg %v/Obj %v>>", k.link.page.ref, k.link.ref)
		default:
			b = append(b, "<</Type/MCR/Pg "...)
			b = k.page.ref.append(b)
			b = fmt.Appendf(b, "/MCID %d>>", k.mcid)
		}
	}
	return b
}

// entries are the parts of a that stand in the element itself.
func (a *Attr) entries() string {
	var b strings.Builder
	for _, x := range [...]struct{ key, text string }{
		{"/T", a.Title}, {"/Lang", a.Lang}, {"/Alt", a.Alt}, {"/ActualText", a.ActualText},
	} {
		if x.text != "" {
			b.WriteString(x.key + textString(x.text))
		}
	}
	if a.ID != "" {
		b.WriteString("/ID" + byteString(a.ID))
	}
	return b.String()
}

// attributes are the parts that belong to an owner: Layout, List or Table.
func (w *structure) attributes(e *Element) (string, error) {
	a := &e.attr
	if e.tag == Figure && a.Alt == "" {
		return "", fmt.Errorf("PDF：图没有替代文字（Alt）")
	}
	var owners []string
	if x := a.BBox; x != nil {
		h := x.Page.height
		owners = append(owners, fmt.Sprintf("<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>",
			num(x.X), num(h-x.Y-x.H), num(x.X+x.W), num(h-x.Y)))
	}
	if a.ListNumbering != "" {
		owners = append(owners, "<</O/List/ListNumbering/"+a.ListNumbering+">>")
	}
	table, err := w.tableAttributes(a)
	if err != nil {
		return "", err
	}
	if table != "" {
		owners = append(owners, "<</O/Table"+table+">>")
	}
	if len(owners) == 0 {
		return "", nil
	}
	return "/A[" + strings.Join(owners, "") + "]", nil // an array even of one: PDFium reads no other
}

func (w *structure) tableAttributes(a *Attr) (string, error) {
	s := ""
	if a.Scope != "" {
		s += "/Scope/" + a.Scope
	}
	if a.ColSpan > 1 {
		s += fmt.Sprintf("/ColSpan %d", a.ColSpan)
	}
	if a.RowSpan > 1 {
		s += fmt.Sprintf("/RowSpan %d", a.RowSpan)
	}
	if a.Summary != "" {
		s += "/Summary" + textString(a.Summary)
	}
	if len(a.Headers) == 0 {
		return s, nil
	}
	s += "/Headers["
	for _, id := range a.Headers {
		if w.ids[id] == 0 {
			return "", fmt.Errorf("PDF：单元格所指的表头 %q 不存在", id)
		}
		s += byteString(id)
	}
	return s + "]", nil
}
