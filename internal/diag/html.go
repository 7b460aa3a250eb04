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

// pageTemplates are the page in Chinese and in English.
var pageTemplates = [2]*template.Template{templateIn(false), templateIn(true)}

func templateIn(english bool) *template.Template {
	p := &printer{TextOptions: TextOptions{English: english}}
	return template.Must(template.New("report").Funcs(template.FuncMap{
		"join":  strings.Join,
		"lines": func(s string) []string { return strings.Split(s, "\n") },
		"pages": pageList,
		"t":     p.t,
	}).Parse(pageTemplate))
}

// HTMLOptions say how a report is written as a page.
type HTMLOptions struct {
	// Documents are the documents as read, in the report's order; nil where there is none.
	Documents []*doc.Document
	// Pages are pictures of pages, by document: a document that has some is shown as it
	// looks, with boxes over the places of its findings.
	Pages   [][]PageImage
	English bool // the frame's words; rules speak Chinese
}

// WriteHTML writes the report as one self-contained page without scripts: each
// document as it was read, with the places of its findings marked, beside them.
func (r *Report) WriteHTML(w io.Writer, o HTMLOptions) error {
	v := pageView{Total: map[string]int{}}
	for i := range r.Documents {
		var d *doc.Document
		if i < len(o.Documents) {
			d = o.Documents[i]
		}
		var pictures []PageImage
		if i < len(o.Pages) {
			pictures = o.Pages[i]
		}
		v.Documents = append(v.Documents, viewOf(&r.Documents[i], d, pictures, i+1, o.English))
		for k := range r.Documents[i].Findings {
			v.Total[r.Documents[i].Findings[k].Severity.String()]++
		}
	}
	t := pageTemplates[0]
	if o.English {
		t = pageTemplates[1]
	}
	return t.Execute(w, v)
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

func viewOf(d *Document, read *doc.Document, pictures []PageImage, n int, english bool) documentView {
	v := documentView{Document: d, N: n, Counts: map[string]int{}, Result: d.Outcomes()}
	m := &marker{prefix: "d" + strconv.Itoa(n), first: map[string]string{}}
	p := &printer{TextOptions: TextOptions{English: english}}
	for i := range d.Findings {
		f := &d.Findings[i]
		one := findingView{Finding: f, ID: fmt.Sprintf("%s-f%d", m.prefix, i+1), Class: f.Severity.String(), Word: p.severity(f.Severity), Where: d.where(f, p)}
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

// piece is a text, marked where a finding names its place. It is the mark of the
// first finding that has none yet; the others that name it lead to it as well.
func (m *marker) piece(text string, names func(place.Ref) bool) pieceView {
	v := pieceView{Text: text}
	var named []spot
	for _, s := range m.spots {
		if names(s.ref) {
			named = append(named, s)
		}
	}
	if len(named) == 0 {
		return v
	}
	shown := named[len(named)-1]
	if i := slices.IndexFunc(named, func(s spot) bool { return m.first[s.list] == "" }); i >= 0 {
		shown = named[i]
	}
	m.marks++
	v.Mark, v.List, v.Class, v.Title = fmt.Sprintf("%s-m%d", m.prefix, m.marks), shown.list, shown.class, shown.title
	for _, s := range named {
		if m.first[s.list] == "" {
			m.first[s.list] = v.Mark
		}
	}
	return v
}

// text is a heading or a paragraph.
func (m *marker) text(text string, at place.Ref) pieceView {
	return m.piece(text, func(r place.Ref) bool { return Names(r, at, text, false) })
}

func (m *marker) block(b doc.Block) []blockView {
	switch b := b.(type) {
	case doc.Cover:
		return []blockView{{Heading: true, Text: []pieceView{{Text: b.Unit + b.Title}}}}
	case doc.Heading:
		return []blockView{{Heading: true, Text: []pieceView{m.text(b.Text, b.Place)}}}
	case doc.Paragraph:
		return []blockView{{Text: []pieceView{m.text(b.Text, b.Place)}}}
	case doc.Picture:
		return []blockView{{Alt: b.Alt}}
	case *doc.Table:
		v := blockView{Rows: [][]pieceView{}}
		for _, row := range append(append([]doc.Row(nil), b.Head...), b.Rows...) {
			cells := []pieceView{}
			for k, c := range row.Cells {
				p := m.piece(c.Text, func(r place.Ref) bool { return NamesCell(r, &row, k) })
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
