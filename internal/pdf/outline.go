package pdf

import "fmt"

// branch is a bookmark with its place among the others.
type branch struct {
	bookmark
	ref      ref
	children []*branch
}

// writeOutline writes the bookmarks as a tree; it opens with the outermost
// level shown.
func (d *Doc) writeOutline(o *objects) error {
	if len(d.outline) == 0 {
		return nil
	}
	root := &branch{ref: d.refs.outline}
	path := []*branch{root}
	for _, b := range d.outline {
		n := &branch{bookmark: b, ref: o.alloc()}
		path = path[:b.level]
		parent := path[b.level-1]
		parent.children = append(parent.children, n)
		path = append(path, n)
	}
	o.set(root.ref, "<</Type/Outlines/First %v/Last %v/Count %d>>", root.first(), root.last(), len(root.children))
	root.writeChildren(o)
	return nil
}

func (b *branch) first() ref { return b.children[0].ref }
func (b *branch) last() ref  { return b.children[len(b.children)-1].ref }

func (b *branch) writeChildren(o *objects) {
	for i, c := range b.children {
		more := ""
		if i > 0 {
			more += fmt.Sprintf("/Prev %v", b.children[i-1].ref)
		}
		if i+1 < len(b.children) {
			more += fmt.Sprintf("/Next %v", b.children[i+1].ref)
		}
		if n := len(c.children); n > 0 {
			more += fmt.Sprintf("/First %v/Last %v/Count %d", c.first(), c.last(), -n)
		}
		o.set(c.ref, "<</Title%s/Parent %v/Dest%s%s>>", textString(c.title), b.ref, c.dest.array(), more)
		c.writeChildren(o)
	}
}
