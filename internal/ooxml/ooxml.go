// Package ooxml writes the parts of Office Open XML (ECMA-376, transitional)
// that every such document has, and holds what the standard says of their form.
//
//   - A Package (包) is the zip: parts, their content types, and relationships.
//     The same parts give the same bytes.
//   - A Writer (书写器) streams the XML of one part. It knows the order in which
//     an element's children have to stand, and refuses any other: a part that
//     was written without an error is in order.
//   - A model (内容模型) is that order, one line an element; see sequence.go for
//     the notation and wordprocessing.go for the lines.
//   - Verify reads a package back and says what is not as it has to be.
//
// What XML cannot hold is never dropped or changed in silence: it is a
// *CharacterError that names the character and the text around it.
package ooxml

// The namespaces, by the prefix that is used for each throughout.
var namespaces = map[string]string{
	"w":       "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"r":       "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
	"wp":      "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
	"a":       "http://schemas.openxmlformats.org/drawingml/2006/main",
	"pic":     "http://schemas.openxmlformats.org/drawingml/2006/picture",
	"cp":      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
	"dc":      "http://purl.org/dc/elements/1.1/",
	"dcterms": "http://purl.org/dc/terms/",
	"xsi":     "http://www.w3.org/2001/XMLSchema-instance",
	"ct":      "http://schemas.openxmlformats.org/package/2006/content-types",
	"rel":     "http://schemas.openxmlformats.org/package/2006/relationships",
	"app":     "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
	"xml":     "http://www.w3.org/XML/1998/namespace",
}

// Namespace is the URI that a prefix stands for, empty for an unknown one.
func Namespace(prefix string) string { return namespaces[prefix] }

// prefixes is namespaces the other way round.
func prefixes() map[string]string {
	m := make(map[string]string, len(namespaces))
	for p, uri := range namespaces {
		m[uri] = p
	}
	return m
}
