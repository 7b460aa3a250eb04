package ooxml

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
)

// The kinds of relationships, as the standard names them.
const (
	RelDocument  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
	RelExtended  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
	RelCore      = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
	RelStyles    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
	RelSettings  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
	RelFontTable = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
	RelFooter    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
	RelImage     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
)

// The content types of parts.
const (
	TypeDocument  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	TypeStyles    = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
	TypeSettings  = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
	TypeFontTable = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
	TypeFooter    = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
	TypeCore      = "application/vnd.openxmlformats-package.core-properties+xml"
	TypeExtended  = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
	TypePNG       = "image/png"
	typeRels      = "application/vnd.openxmlformats-package.relationships+xml"
)

// part is one file of the package.
type part struct {
	name, contentType string
	data              []byte
}

// relationship leads from one part to another.
type relationship struct{ id, kind, target string }

// Package collects parts and relationships. Parts are written in the order in
// which they were added.
type Package struct {
	parts []part
	rels  map[string][]relationship // by source; "" is the package itself
}

// Add adds a part, as word/document.xml.
func (p *Package) Add(name, contentType string, data []byte) {
	p.parts = append(p.parts, part{name, contentType, data})
}

// Relate leads from the part source, or the package where it is empty, to the
// part target, and gives the relationship's id.
func (p *Package) Relate(source, kind, target string) string {
	if p.rels == nil {
		p.rels = map[string][]relationship{}
	}
	id := "rId" + strconv.Itoa(len(p.rels[source])+1)
	p.rels[source] = append(p.rels[source], relationship{id, kind, relative(source, target)})
	return id
}

// relative is target as seen from the folder of source.
func relative(source, target string) string {
	if dir := path.Dir(source); source != "" && strings.HasPrefix(target, dir+"/") {
		return target[len(dir)+1:]
	}
	if source == "" {
		return target
	}
	return "/" + target
}

// Write writes the zip.
func (p *Package) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	types, err := p.contentTypes()
	if err != nil {
		return err
	}
	files := []part{{name: "[Content_Types].xml", data: types}}
	for _, source := range p.sources() {
		if len(p.rels[source.name]) > 0 {
			data, err := relationships(p.rels[source.name])
			if err != nil {
				return err
			}
			files = append(files, part{name: relsName(source.name), data: data})
		}
		if source.name != "" {
			files = append(files, source)
		}
	}
	for _, f := range files {
		if err := writeFile(z, f); err != nil {
			return fmt.Errorf("write %s: %w", f.name, err)
		}
	}
	return z.Close()
}

// sources is the package itself and each of its parts.
func (p *Package) sources() []part { return append([]part{{}}, p.parts...) }

func writeFile(z *zip.Writer, f part) error {
	h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: epoch}
	if f.contentType == TypePNG {
		h.Method = zip.Store
	}
	out, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = out.Write(f.data)
	return err
}

// epoch is the time of every file in a package: the first that a zip can hold.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (p *Package) contentTypes() ([]byte, error) {
	w := NewWriter("ct:Types")
	w.Empty("ct:Default", A("Extension", "rels"), A("ContentType", typeRels))
	w.Empty("ct:Default", A("Extension", "xml"), A("ContentType", "application/xml"))
	seen := map[string]bool{}
	for _, f := range p.parts {
		if seen[f.name] {
			return nil, fmt.Errorf("two parts are called %s", f.name)
		}
		seen[f.name] = true
	}
	if p.has(TypePNG) {
		w.Empty("ct:Default", A("Extension", "png"), A("ContentType", TypePNG))
	}
	for _, f := range p.parts {
		if f.contentType != TypePNG {
			w.Empty("ct:Override", A("PartName", "/"+f.name), A("ContentType", f.contentType))
		}
	}
	return w.Finish()
}

func (p *Package) has(contentType string) bool {
	for _, f := range p.parts {
		if f.contentType == contentType {
			return true
		}
	}
	return false
}

func relationships(rels []relationship) ([]byte, error) {
	w := NewWriter("rel:Relationships")
	for _, r := range rels {
		w.Empty("rel:Relationship", A("Id", r.id), A("Type", r.kind), A("Target", r.target))
	}
	return w.Finish()
}

// relsName is where the relationships of a part are kept.
func relsName(source string) string {
	if source == "" {
		return "_rels/.rels"
	}
	return path.Dir(source) + "/_rels/" + path.Base(source) + ".rels"
}
