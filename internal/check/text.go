package check

import (
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
	Ref     place.Ref
	Project int    // of a field or an indicator; -1 else
	Field   string // key of the field; level1 … year_value for an indicator
	Section string // id of the section of a paragraph
}

// Texts is every text of the document in order, each once.
func (s *Subject) Texts() []Text {
	if s.texts == nil {
		s.gatherTexts()
	}
	return s.texts
}

func (s *Subject) text(kind TextKind, text string, ref place.Ref) {
	if text != "" {
		ref.Text = text
		s.texts = append(s.texts, Text{Kind: kind, Text: text, Ref: ref, Project: -1})
	}
}

func (s *Subject) gatherTexts() {
	s.texts = make([]Text, 0, s.countTexts())
	if s.Outline != nil {
		for _, c := range s.Outline.Cover {
			s.text(TitleText, c.Text, c.Ref)
		}
		for _, h := range s.Outline.Headings {
			s.text(TitleText, h.Text, h.Ref)
		}
	}
	for i := range s.Tables {
		s.tableTexts(&s.Tables[i])
	}
	for i := range s.Sections {
		sec := &s.Sections[i]
		for _, p := range sec.Paragraphs {
			if p.Text == "" || p.Heading && s.Outline != nil {
				continue
			}
			r := p.Ref
			r.Section, r.Text = sec.ID, p.Text
			s.texts = append(s.texts, Text{Kind: ParagraphText, Text: p.Text, Ref: r, Project: -1, Section: sec.ID})
		}
	}
	for i := range s.Projects {
		s.projectTexts(i)
	}
	for _, t := range s.Glossary {
		s.text(TermText, t.Text, t.Ref)
	}
}

// countTexts is at least how many texts there are.
func (s *Subject) countTexts() int {
	n := len(s.Glossary)
	if s.Outline != nil {
		n += len(s.Outline.Cover) + len(s.Outline.Headings)
	}
	for i := range s.Tables {
		n += 4
		for p := range s.Tables[i].Panels {
			n += len(s.Tables[i].Panels[p].Heads) + 2*len(s.Tables[i].Panels[p].Lines)
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
		s.text(TitleText, t.Title, t.Ref)
	}
	s.text(NoteText, t.NameLine.Text, t.NameLine.Ref)
	s.text(NoteText, t.UnitLine.Text, t.UnitLine.Ref)
	for p := range t.Panels {
		for _, h := range t.Panels[p].Heads {
			r := h.Ref
			r.Table, r.Column = t.ID, h.Key
			s.text(HeadText, h.Title, r)
		}
		for k := range t.Panels[p].Lines {
			l := &t.Panels[p].Lines[k]
			r := l.Ref
			r.Table, r.Row = t.ID, rowName(l)
			s.text(NameText, l.Name, r)
			s.text(NameText, l.Second, r)
		}
	}
	r := t.NoteRef
	r.Table = t.ID
	s.text(NoteText, t.Note, r)
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
	id := s.FormID(i)
	add := func(kind TextKind, key, text string, ref place.Ref) {
		if text == "" {
			return
		}
		ref.Table, ref.Form, ref.Row, ref.Text = id, p.Name, key, text
		s.texts = append(s.texts, Text{Kind: kind, Text: text, Ref: ref, Project: i, Field: key})
	}
	if s.Outline == nil {
		add(TitleText, "title", p.Title.Text, p.Title.Ref)
	}
	for _, key := range formFields {
		add(FieldText, key, *p.Text(key), p.FieldRef(key))
	}
	for k := range p.Indicators {
		in := &p.Indicators[k]
		ref := in.Ref
		ref.Column = strconv.Itoa(k + 1)
		add(IndicatorText, "level1", in.Level1, ref)
		add(IndicatorText, "level2", in.Level2, ref)
		add(IndicatorText, "term_name", in.TermName, ref)
		add(IndicatorText, "term_value", in.TermValue, ref)
		add(IndicatorText, "year_name", in.YearName, ref)
		add(IndicatorText, "year_value", in.YearValue, ref)
	}
}
