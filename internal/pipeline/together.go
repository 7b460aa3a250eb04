package pipeline

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
)

// A unit may publish its tables as a workbook and its narrative as another file. The two are
// read as one document then, so that the sentences are held to the tables; what is found stands
// with the file that it is in.

// span is documents that follow one another: from … to-1.
type span struct{ from, to int }

// publications parts documents into those to be read by themselves, and pairs that may be one
// publication: the only two of a folder, or of a folder in an archive, one a workbook.
func publications(files []input) (out []span) {
	in := map[string]int{}
	for _, f := range files {
		in[path.Dir(filepath.ToSlash(f.name))]++
	}
	for i := 0; i < len(files); i++ {
		one := span{i, i + 1}
		if i+1 < len(files) {
			a, b := filepath.ToSlash(files[i].name), filepath.ToSlash(files[i+1].name)
			if path.Dir(a) == path.Dir(b) && in[path.Dir(a)] == 2 && isWorkbook(a) != isWorkbook(b) {
				one.to++
				i++
			}
		}
		out = append(out, one)
	}
	return out
}

func isWorkbook(name string) bool {
	return slices.Contains([]string{".xlsx", ".xls"}, strings.ToLower(path.Ext(name)))
}

// together checks two documents as one, where one has the narrative of a publication and the
// other its tables; false where they are not such, and nothing was checked.
func (c *checker) together(read []*reading, out []examined) bool {
	text, tables := 0, 1
	if read[0] == nil || read[1] == nil {
		return false
	}
	if !read[text].narrativeOf(read[tables]) {
		if text, tables = 1, 0; !read[text].narrativeOf(read[tables]) {
			return false
		}
	}
	both := c.readers.joined(read[text], read[tables])
	if both.disclosure == nil {
		return false
	}
	whole, other := &out[text].report, &out[tables].report
	c.weigh(whole.Source.Name, both, whole)
	own, reading := other.Source, other.Reading
	*other = *whole
	other.Source, other.Reading, other.Unclaimed = own, reading, nil
	file := source.Base(own.Name)
	there := func(f diag.Finding) bool { return f.Ref.File == file }
	other.Findings = slices.DeleteFunc(slices.Clone(whole.Findings), func(f diag.Finding) bool { return !there(f) })
	whole.Findings = slices.DeleteFunc(whole.Findings, there)
	return true
}

// leastTables is how many tables a file has at least that has those of a publication.
const leastTables = 3

// narrativeOf reports whether a document has text and no table, and another, of no other unit
// and year, tables and no text.
func (r *reading) narrativeOf(tables *reading) bool {
	t := tables.disclosure
	if t == nil || len(t.Sections) > 0 || tables.filled() < leastTables {
		return false
	}
	if slices.ContainsFunc(r.document.Blocks, func(b doc.Block) bool { _, ok := b.(*doc.Table); return ok }) {
		return false
	}
	d := r.disclosure
	if d == nil { // without its tables it is like no form
		return slices.ContainsFunc(r.document.Blocks, func(b doc.Block) bool { p, ok := b.(doc.Paragraph); return ok && strings.Contains(p.Text, "万元") })
	}
	same := func(a, b string) bool { return a == "" || b == "" || a == b }
	return len(d.Sections) > 0 && same(d.Unit.Name, t.Unit.Name) && (d.Year == 0 || t.Year == 0 || d.Year == t.Year) && r.profile.Kind == tables.profile.Kind
}

// filled counts the tables of the form that a document has, with amounts.
func (r *reading) filled() (n int) {
	for i := range r.tables {
		if r.tables[i].Amounts > 0 && len(r.tables[i].IDs) > 0 {
			n++
		}
	}
	return n
}

// joined is a narrative and the tables of the same publication read as one document.
func (r *readers) joined(text, tables *reading) *reading {
	out := &reading{mediaType: text.mediaType, pages: text.pages, unread: slices.Concat(text.unread, tables.unread)}
	out.document = &doc.Document{Meta: text.document.Meta, Blocks: slices.Concat(text.document.Blocks, []doc.Block{doc.PageBreak{}}, tables.document.Blocks)}
	r.recognise(out)
	return out
}
