// Package ingest reads published documents: a format reader turns bytes into a
// doc.Document, every cell and paragraph with its place; recognition by a
// profile turns that into a budget.Disclosure.
//
//   - Reader: a profile made ready for reading.
//   - Reading: what was recognised, and how far each table was read.
//   - item: a line, a grid of cells or a picture, in the order of reading.
//   - folding: making texts comparable, widths, spaces and marks aside.
//   - claim: a value in a sentence, found by aligning the sentence's numbers with
//     the slots of the profile's pattern.
//
// Recognition is the inverse of composing, and more tolerant than it: numbering,
// spacing, widths, wording in between, columns that are missing, moved or too
// many do not keep the rest from being read. Nothing is dropped: what no part of
// the profile claims is kept as stray.
package ingest

import (
	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// Reading is what a document was recognised as.
type Reading struct {
	Disclosure *budget.Disclosure
	Tables     []diag.TableStatus // every table of the profile, in its order
	Fit        int                // how well the profile fits, 0 to 100
}

// Recognise reads a document by a profile. Where many documents are read by one
// profile, make a Reader of it once.
func Recognise(d *doc.Document, p *profile.Profile) *Reading { return For(p).Read(d) }

// Reader is a profile made ready for reading. It is safe for concurrent use.
type Reader struct {
	p        *profile.Profile
	titles   titleIndex
	tables   []tableForm
	sections []sectionForm
	kinds    []kindName

	hasNumbers bool      // sections are numbered
	form       formIndex // of a project
	overall    formIndex // of the body as a whole
	evaluation evaluationIndex
	terms      []termForm
	fits       fitWords
	calls      []calling // what sentences call the measures
}

// For makes a profile ready for reading.
func For(p *profile.Profile) *Reader {
	r := &Reader{p: p}
	r.indexTitles()
	r.indexTables()
	r.indexCallings()
	r.indexSections()
	r.form = r.formOf(&r.p.Form)
	r.overall = r.formOf(&r.p.Overall)
	r.indexEvaluation()
	r.indexTerms()
	r.indexFit()
	r.indexKinds()
	return r
}

// kindName is a name of a kind of unit, folded, and as a sentence says it: 为….
type kindName struct{ key, name, said string }

func (r *Reader) indexKinds() {
	for _, k := range budget.UnitKinds() {
		for _, name := range append([]string{k.Name}, k.Aliases...) {
			r.kinds = append(r.kinds, kindName{k.Key, plain(name), "为" + plain(name)})
		}
	}
}

// role is the kind of the part with that id.
func (r *Reader) role(part string) string {
	for i := range r.p.Parts {
		if r.p.Parts[i].ID == part {
			return r.p.Parts[i].Role()
		}
	}
	return part
}

// Profile is the profile that the reader reads by.
func (r *Reader) Profile() *profile.Profile { return r.p }

// Read recognises a document.
func (r *Reader) Read(d *doc.Document) *Reading {
	s := &state{
		r: r, items: flatten(d), at: map[string]int{}, projects: map[string]int{},
		d: &budget.Disclosure{Profile: r.p.ID, Kind: r.p.Kind, Scope: r.p.Scope, Outline: &budget.Outline{}},
	}
	s.front()
	s.identify()
	s.d.Outline.InYuan = r.p.Style.MoneyUnit == money.Wan && yuanSaid(s.items)
	s.body()
	s.finish()
	return &Reading{Disclosure: s.d, Tables: s.statuses(), Fit: r.fit(s.items)}
}
