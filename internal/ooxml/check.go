package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// CheckOrder reads a part and returns the first thing that is not well formed,
// of an unknown namespace, or out of the order that its models give.
func CheckOrder(data []byte) error {
	c := checker{prefix: prefixes()}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return c.end()
		}
		if err != nil {
			return err
		}
		if err := c.take(token); err != nil {
			return fmt.Errorf("at byte %d: %w", d.InputOffset(), err)
		}
	}
}

type checker struct {
	prefix map[string]string
	stack  []frame
	roots  int
}

func (c *checker) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return c.start(t)
	case xml.EndElement:
		top := c.stack[len(c.stack)-1]
		c.stack = c.stack[:len(c.stack)-1]
		return top.model.finish(top.position, top.name)
	case xml.CharData:
		if len(c.stack) == 0 {
			return nil
		}
		if top := c.stack[len(c.stack)-1]; !top.model.text && len(bytes.TrimSpace(t)) > 0 {
			return fmt.Errorf("%s holds no text", top.name)
		}
	}
	return nil
}

func (c *checker) start(t xml.StartElement) error {
	prefix := c.prefix[t.Name.Space]
	if prefix == "" {
		return fmt.Errorf("%s is of the unknown namespace %q", t.Name.Local, t.Name.Space)
	}
	name := prefix + ":" + t.Name.Local
	if len(c.stack) == 0 {
		c.roots++
	} else {
		top := &c.stack[len(c.stack)-1]
		if err := top.model.accept(&top.position, top.name, name); err != nil {
			return err
		}
	}
	c.stack = append(c.stack, frame{name: name, model: modelOf(name)})
	return nil
}

func (c *checker) end() error {
	if c.roots != 1 {
		return fmt.Errorf("%d root elements", c.roots)
	}
	return nil
}

// maxPart is the most that Verify reads of one part.
const maxPart = 64 << 20

// Verify reads a package and lists what is wrong with it: parts that are not
// well formed or out of order, without a content type, named twice or led to by
// nothing; relationships that lead nowhere; ids that no relationship has.
func Verify(data []byte) []error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return []error{err}
	}
	v := &verifier{files: map[string][]byte{}, reached: map[string]bool{}}
	for _, f := range z.File {
		v.read(f)
	}
	v.types()
	v.relationships()
	v.parts()
	return v.wrong
}

type verifier struct {
	files   map[string][]byte
	order   []string
	reached map[string]bool
	wrong   []error
}

func (v *verifier) add(format string, args ...any) {
	v.wrong = append(v.wrong, fmt.Errorf(format, args...))
}

func (v *verifier) read(f *zip.File) {
	if _, twice := v.files[f.Name]; twice {
		v.add("%s: twice in the package", f.Name)
		return
	}
	r, err := f.Open()
	if err != nil {
		v.add("%s: %w", f.Name, err)
		return
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	if err != nil || len(data) > maxPart {
		v.add("%s: unreadable or larger than %d bytes: %w", f.Name, maxPart, err)
		return
	}
	v.files[f.Name] = data
	v.order = append(v.order, f.Name)
}

// types checks that each part has a content type, and each override a part.
func (v *verifier) types() {
	var list struct {
		Default []struct {
			Extension, ContentType string `xml:",attr"`
		}
		Override []struct {
			PartName, ContentType string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(v.files["[Content_Types].xml"], &list); err != nil {
		v.add("[Content_Types].xml: %w", err)
		return
	}
	known := map[string]bool{}
	for _, d := range list.Default {
		known["."+d.Extension] = d.ContentType != "application/xml"
	}
	for _, o := range list.Override {
		name := strings.TrimPrefix(o.PartName, "/")
		known[name] = true
		if v.files[name] == nil {
			v.add("%s has a content type and is not there", name)
		}
	}
	for _, name := range v.order {
		if name != "[Content_Types].xml" && !known[name] && !known[path.Ext(name)] {
			v.add("%s: no content type", name)
		}
	}
}

// relationships follows each list of relationships.
func (v *verifier) relationships() {
	for _, name := range v.order {
		if path.Ext(name) != ".rels" {
			continue
		}
		folder := path.Dir(path.Dir(name))
		source := path.Join(folder, strings.TrimSuffix(path.Base(name), ".rels"))
		v.follow(name, folder, source)
	}
}

func (v *verifier) follow(name, folder, source string) {
	var list struct {
		Relationship []struct {
			Id, Type, Target, TargetMode string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(v.files[name], &list); err != nil {
		v.add("%s: %w", name, err)
		return
	}
	ids := map[string]bool{}
	for _, r := range list.Relationship {
		if ids[r.Id] {
			v.add("%s: %s twice", name, r.Id)
		}
		ids[r.Id] = true
		if r.TargetMode == "External" {
			continue
		}
		target := path.Join(folder, r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = r.Target[1:]
		}
		if v.files[target] == nil {
			v.add("%s: %s leads to %s, which is not there", name, r.Id, target)
		}
		v.reached[target] = true
	}
	if data := v.files[source]; data != nil {
		for _, id := range used(data) {
			if !ids[id] {
				v.add("%s: %s is used and not in %s", source, id, name)
			}
		}
	}
}

// used lists the relationship ids that a part's attributes name.
func used(data []byte) []string {
	var ids []string
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil {
			return ids
		}
		t, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range t.Attr {
			if a.Name.Space == namespaces["r"] {
				ids = append(ids, a.Value)
			}
		}
	}
}

// parts checks each part by itself, and that something leads to it.
func (v *verifier) parts() {
	for _, name := range v.order {
		ext := path.Ext(name)
		if ext == ".xml" || ext == ".rels" {
			if err := CheckOrder(v.files[name]); err != nil {
				v.add("%s: %w", name, err)
			}
		}
		if ext != ".rels" && name != "[Content_Types].xml" && !v.reached[name] {
			v.add("%s: nothing leads to it", name)
		}
	}
}
