package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
)

// node is an element as read back: the tests read what was written with a
// reader that knows nothing of the writer.
type node struct {
	name string // local
	attr map[string]string
	kids []*node
	text string
}

func parse(t testing.TB, data []byte) *node {
	t.Helper()
	root := &node{}
	stack := []*node{root}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root.kids[0]
		}
		if err != nil {
			t.Fatal(err)
		}
		top := stack[len(stack)-1]
		switch x := token.(type) {
		case xml.StartElement:
			n := &node{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				n.attr[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(x)
		}
	}
}

// at is the first descendant by a path of names, nil where there is none.
func (n *node) at(path ...string) *node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		var found *node
		for _, k := range n.kids {
			if k.name == name {
				found = k
				break
			}
		}
		n = found
	}
	return n
}

func (n *node) val() string {
	if n == nil {
		return ""
	}
	return n.attr["val"]
}

// all lists the descendants of a name, in order.
func (n *node) all(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
		out = append(out, k.all(name)...)
	}
	return out
}

func (n *node) kidsOf(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// shown is the text that a reader sees: no field codes.
func (n *node) shown() string {
	var b strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "t":
			b.WriteString(k.text)
		case "tab":
			b.WriteByte('\t')
		case "br":
			b.WriteByte('\n')
		case "pPr", "rPr":
		default:
			b.WriteString(k.shown())
		}
	}
	return b.String()
}

func (n *node) style() string { return n.at("pPr", "pStyle").val() }

// file is a document as written, by part.
type file map[string][]byte

// write writes d, checks the package, and opens it.
func write(t testing.TB, d *doc.Document) file {
	t.Helper()
	return open(t, func(w io.Writer) error { return Write(w, d) })
}

func open(t testing.TB, write func(io.Writer) error) file {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	for _, err := range ooxml.Verify(b.Bytes()) {
		t.Error(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := file{"": b.Bytes()}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name], err = io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}

// flow is the paragraphs and tables of the document in order, out of their
// wrappings, the carriers and empty lines left out.
func (f file) flow(t testing.TB) []*node {
	t.Helper()
	var out []*node
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range n.kids {
			switch {
			case k.name == "sdt":
				walk(k.at("sdtContent"))
			case k.name == "tbl", k.name == "p" && k.style() != carrierID && k.style() != "TableGap":
				out = append(out, k)
			}
		}
	}
	walk(parse(t, f[documentPart]).at("body"))
	return out
}
