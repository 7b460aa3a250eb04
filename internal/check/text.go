package check

import (
	"fmt"

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
	s.texts = []Text{}
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
		for _, l := range t.Panels[p].Lines {
			r := l.Ref
			r.Table, r.Row = t.ID, rowName(&l)
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
	add := func(kind TextKind, key, text string, ref place.Ref) {
		if text == "" {
			return
		}
		ref.Table, ref.Form, ref.Row, ref.Text = s.FormID(i), p.Name, key, text
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
		ref.Column = fmt.Sprint(k + 1)
		add(IndicatorText, "level1", in.Level1, ref)
		add(IndicatorText, "level2", in.Level2, ref)
		add(IndicatorText, "term_name", in.TermName, ref)
		add(IndicatorText, "term_value", in.TermValue, ref)
		add(IndicatorText, "year_name", in.YearName, ref)
		add(IndicatorText, "year_value", in.YearValue, ref)
	}
}

func formID(projects []budget.Project, project int) string {
	n := 0
	for i := range projects[:project+1] {
		if projects[i].HasForm {
			n++
		}
	}
	return fmt.Sprintf("PF%d", n)
}
