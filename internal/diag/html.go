package diag

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

//go:embed report.html
var pageTemplate string

var page = template.Must(template.New("report").Funcs(template.FuncMap{
	"join":  strings.Join,
	"lines": func(s string) []string { return strings.Split(s, "\n") },
	"pages": pageList,
}).Parse(pageTemplate))

// WriteHTML writes the report as one self-contained page without scripts: each
// document as it was read, with the places of its findings marked, beside them.
// Docs are the documents as read, in the report's order; nil where there is none.
func (r *Report) WriteHTML(w io.Writer, docs []*doc.Document) error {
	return r.WritePagedHTML(w, docs, nil)
}

// WritePagedHTML is WriteHTML with pictures of pages, by document: a document
// that has some is shown as it looks, with boxes over the places of its findings.
func (r *Report) WritePagedHTML(w io.Writer, docs []*doc.Document, pages [][]PageImage) error {
	v := pageView{Total: map[string]int{}}
	for i := range r.Documents {
		var d *doc.Document
		if i < len(docs) {
			d = docs[i]
		}
		var pictures []PageImage
		if i < len(pages) {
			pictures = pages[i]
		}
		v.Documents = append(v.Documents, viewOf(&r.Documents[i], d, pictures, i+1))
		for k := range r.Documents[i].Findings {
			v.Total[r.Documents[i].Findings[k].Severity.String()]++
		}
	}
	return page.Execute(w, v)
}

// pageList names pages: 3、5、8.
func pageList(pages []int) string {
	var out []string
	for _, n := range pages {
		out = append(out, strconv.Itoa(n))
	}
	return strings.Join(out, "、")
}

type pageView struct {
	Documents []documentView
	Total     map[string]int
}

type documentView struct {
	*Document
	N         int
	Counts    map[string]int
	Result    map[string]int
	List      []findingView
	Notes     []findingView
	Sheets    []sheetView // pages as they look
	Unseen    []int       // pages with findings that have no picture here
	Blocks    []blockView
	Unchecked []RuleOutcome
}

type findingView struct {
	*Finding
	ID     string // of its entry in the list
	Mark   string // id of its mark in the document; empty where there is none
	Class  string
	Word   string
	Where  string
	Showed string // the first suspect as printed
	Right  string // the value that puts it right
}

// blockView is a piece of the document; one of Text and Rows is set.
type blockView struct {
	Heading bool
	Text    []pieceView
	Rows    [][]pieceView
	Alt     string
}

// pieceView is a text or a cell with the finding that marks it.
type pieceView struct {
	Text             string
	Mark, List       string // ids of the mark and of its finding
	Class, Title     string
	ColSpan, RowSpan int
	Amount           bool // set right
}

func viewOf(d *Document, read *doc.Document, pictures []PageImage, n int) documentView {
	v := documentView{Document: d, N: n, Counts: map[string]int{}, Result: d.Outcomes()}
	m := &marker{prefix: "d" + strconv.Itoa(n), first: map[string]string{}}
	p := &printer{}
	for i := range d.Findings {
		f := &d.Findings[i]
		one := findingView{Finding: f, ID: fmt.Sprintf("%s-f%d", m.prefix, i+1), Class: f.Severity.String(), Word: f.Severity.Chinese(), Where: f.where(p)}
		if len(f.Suspects) > 0 {
			one.Showed, one.Right = f.Suspects[0].Value, f.Suspects[0].Suggest
		}
		v.Counts[one.Class]++
		m.add(f, one.ID, one.Class)
		if f.Severity == Note {
			v.Notes = append(v.Notes, one)
		} else {
			v.List = append(v.List, one)
		}
	}
	if len(pictures) > 0 {
		v.Sheets = m.sheets(d, pictures)
		v.Unseen = unseen(d.Findings, pictures)
	}
	if read != nil {
		for _, b := range read.Blocks {
			v.Blocks = append(v.Blocks, m.block(b)...)
		}
	}
	for i := range v.List {
		v.List[i].Mark = m.first[v.List[i].ID]
	}
	for i := range v.Notes {
		v.Notes[i].Mark = m.first[v.Notes[i].ID]
	}
	for _, r := range d.Rules {
		if r.Outcome == "not_checked" {
			v.Unchecked = append(v.Unchecked, r)
		}
	}
	return v
}

// unseen are the pages with findings that have no picture.
func unseen(fs Findings, pictures []PageImage) (out []int) {
	for _, n := range PagesOf(fs) {
		if !slices.ContainsFunc(pictures, func(p PageImage) bool { return p.Page == n }) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// marker finds which finding speaks of which piece of the document.
type marker struct {
	prefix string
	spots  []spot
	marks  int
	first  map[string]string // finding → the first mark of it
}

// spot is a place that a finding names.
type spot struct {
	ref         place.Ref
	list, class string
	title       string
}

func (m *marker) add(f *Finding, list, class string) {
	refs := []place.Ref{f.Ref}
	for _, s := range f.Suspects {
		refs = append(refs, s.Ref)
	}
	if len(f.Suspects) == 0 {
		for _, e := range f.Evidence {
			refs = append(refs, e.Ref)
		}
	}
	for _, r := range refs {
		m.spots = append(m.spots, spot{r, list, class, f.Title})
	}
}

// piece is a text at a place, marked where a finding names the place: a cell by
// its sheet and address, or by its line and what is printed there.
func (m *marker) piece(text string, at place.Ref, cell bool) pieceView {
	v := pieceView{Text: text}
	for _, s := range m.spots {
		if !Names(s.ref, at, text, cell) {
			continue
		}
		m.marks++
		v.Mark, v.List, v.Class, v.Title = fmt.Sprintf("%s-m%d", m.prefix, m.marks), s.list, s.class, s.title
		if m.first[s.list] == "" {
			m.first[s.list] = v.Mark
			break
		}
	}
	return v
}

func (m *marker) block(b doc.Block) []blockView {
	switch b := b.(type) {
	case doc.Cover:
		return []blockView{{Heading: true, Text: []pieceView{{Text: b.Unit + b.Title}}}}
	case doc.Heading:
		return []blockView{{Heading: true, Text: []pieceView{m.piece(b.Text, b.Place, false)}}}
	case doc.Paragraph:
		return []blockView{{Text: []pieceView{m.piece(b.Text, b.Place, false)}}}
	case doc.Picture:
		return []blockView{{Alt: b.Alt}}
	case *doc.Table:
		v := blockView{Rows: [][]pieceView{}}
		for _, row := range append(append([]doc.Row(nil), b.Head...), b.Rows...) {
			cells := []pieceView{}
			for _, c := range row.Cells {
				at := c.Place
				if at.Line == 0 && at.Para == 0 && at.Cell == "" && !HasBox(at) {
					at = row.Place
				}
				p := m.piece(c.Text, at, true)
				p.ColSpan, p.RowSpan = c.Spans()
				p.Amount = strings.ContainsAny(c.Text, ".,—") && strings.Trim(c.Text, "0123456789.,-—− ") == ""
				cells = append(cells, p)
			}
			v.Rows = append(v.Rows, cells)
		}
		return []blockView{v}
	}
	return nil
}
