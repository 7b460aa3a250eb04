package check

import (
	"slices"
	"strconv"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// TextKind says what a text is.
type TextKind uint8

// The kinds of texts that a document shows.
const (
	TitleText     TextKind = iota // cover, headings, titles of tables and forms, captions
	HeadText                      // heads of columns
	NameText                      // names of rows
	ParagraphText                 // sentences of the overview and the narrative
	FieldText                     // fields of a form
	IndicatorText                 // names, values and levels of indicators
	TermText                      // entries of the glossary
	NoteText                      // lines around a table: unit, name, statement
)

// Text is one text with its place.
type Text struct {
	Kind    TextKind
	Text    string
	Project int    // of a field or an indicator; -1 else
	Field   string // key of the field; level1 … year_value for an indicator
	Section string // id of the section of a paragraph
	Table   string // id of the table or the form, for what stands in one

	base   *place.Ref      // in the file; nil for a field, of which the form knows
	form   *budget.Project // of a field or an indicator
	within string          // the row's name, the column's key, an indicator's number
}

// Ref is the text's place.
func (t *Text) Ref() place.Ref {
	var r place.Ref
	switch {
	case t.base != nil:
		r = *t.base
	case t.form != nil:
		r = t.form.FieldRef(t.Field)
	}
	r.Text = t.Text
	switch {
	case t.form != nil:
		r.Table, r.Form, r.Row = t.Table, t.form.Name, t.Field
		if t.Kind == IndicatorText {
			r.Column = t.within
		}
	case t.Kind == ParagraphText:
		r.Section = t.Section
	case t.Kind == HeadText:
		r.Table, r.Column = t.Table, t.within
	case t.Kind == NameText:
		r.Table, r.Row = t.Table, t.within
	case t.Table != "":
		r.Table = t.Table
	}
	return r
}

// Texts is every text of the document in order, each once.
func (s *Subject) Texts() []Text {
	if s.texts == nil {
		s.gatherTexts()
	}
	return s.texts
}

func (s *Subject) text(kind TextKind, text string, base *place.Ref, table, within string) {
	if text != "" {
		s.texts = append(s.texts, Text{Kind: kind, Text: text, Project: -1, base: base, Table: table, within: within})
	}
}

func (s *Subject) gatherTexts() {
	s.texts = slices.Grow(s.room[:0], s.countTexts())
	if o := s.Outline; o != nil {
		for i := range o.Cover {
			s.text(TitleText, o.Cover[i].Text, &o.Cover[i].Ref, "", "")
		}
		for i := range o.Headings {
			s.text(TitleText, o.Headings[i].Text, &o.Headings[i].Ref, "", "")
		}
	}
	for i := range s.Tables {
		s.tableTexts(&s.Tables[i])
	}
	for i := range s.Sections {
		sec := &s.Sections[i]
		for j := range sec.Paragraphs {
			p := &sec.Paragraphs[j]
			if p.Text == "" || p.Heading && s.Outline != nil {
				continue
			}
			s.texts = append(s.texts, Text{Kind: ParagraphText, Text: p.Text, Project: -1, Section: sec.ID, base: &p.Ref})
		}
	}
	for i := range s.Projects {
		s.projectTexts(i)
	}
	for i := range s.Glossary {
		s.text(TermText, s.Glossary[i].Text, &s.Glossary[i].Ref, "", "")
	}
}

// countTexts is about how many texts there are.
func (s *Subject) countTexts() int {
	n := len(s.Glossary)
	if s.Outline != nil {
		n += len(s.Outline.Cover) + len(s.Outline.Headings)
	}
	for i := range s.Tables {
		n += 4
		for p := range s.Tables[i].Panels {
			n += len(s.Tables[i].Panels[p].Heads) + len(s.Tables[i].Panels[p].Lines)
		}
	}
	for i := range s.Sections {
		n += len(s.Sections[i].Paragraphs)
	}
	for i := range s.Projects {
		n += 1 + len(formFields) + 6*len(s.Projects[i].Indicators)
	}
	return n
}

func (s *Subject) tableTexts(t *budget.Table) {
	if s.Outline == nil {
		s.text(TitleText, t.Title, &t.Ref, "", "")
	}
	s.text(NoteText, t.NameLine.Text, &t.NameLine.Ref, "", "")
	s.text(NoteText, t.UnitLine.Text, &t.UnitLine.Ref, "", "")
	for p := range t.Panels {
		for k := range t.Panels[p].Heads {
			h := &t.Panels[p].Heads[k]
			s.text(HeadText, h.Title, &h.Ref, t.ID, h.Key)
		}
		for k := range t.Panels[p].Lines {
			l := &t.Panels[p].Lines[k]
			s.text(NameText, l.Name, &l.Ref, t.ID, rowName(l))
			s.text(NameText, l.Second, &l.Ref, t.ID, rowName(l))
		}
	}
	s.text(NoteText, t.Note, &t.NoteRef, t.ID, "")
}

// formFields are the texts of a form in order.
var formFields = [...]string{
	"name", "body", "executor", "attribute", "period", "overview", "basis", "need", "measures", "plan",
	"term_goal", "year_goal", "lead", "handler", "phone", "date",
}

func (s *Subject) projectTexts(i int) {
	p := &s.Projects[i]
	if !p.HasForm {
		return
	}
	add := func(kind TextKind, key, text string, base *place.Ref, within string) {
		if text != "" {
			s.texts = append(s.texts, Text{Kind: kind, Text: text, Project: i, Field: key, base: base, form: p, Table: s.FormID(i), within: within})
		}
	}
	if s.Outline == nil {
		add(TitleText, "title", p.Title.Text, &p.Title.Ref, "")
	}
	for _, key := range formFields {
		add(FieldText, key, *p.Text(key), nil, "")
	}
	for k := range p.Indicators {
		in, number := &p.Indicators[k], strconv.Itoa(k+1)
		add(IndicatorText, "level1", in.Level1, &in.Ref, number)
		add(IndicatorText, "level2", in.Level2, &in.Ref, number)
		add(IndicatorText, "term_name", in.TermName, in.At("term_name"), number)
		add(IndicatorText, "term_value", in.TermValue, in.At("term_value"), number)
		add(IndicatorText, "year_name", in.YearName, in.At("year_name"), number)
		add(IndicatorText, "year_value", in.YearValue, in.At("year_value"), number)
	}
}
