package compose

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/profile"
)

// Document sets a disclosure out as the profile's document: cover, contents,
// the parts in order, every table with its lines above and below, the charts,
// the performance forms where the narrative calls for them, the glossary.
func Document(d *budget.Disclosure, p *profile.Profile) (*doc.Document, error) {
	if d.Profile != p.ID {
		return nil, fmt.Errorf("公开件用的模板是 %s，不是 %s", d.Profile, p.ID)
	}
	s := &setter{d: d, p: p}
	s.front()
	for _, part := range p.Parts {
		if err := s.part(part); err != nil {
			return nil, err
		}
	}
	return &doc.Document{Meta: s.meta(), Blocks: s.blocks}, nil
}

type setter struct {
	d         *budget.Disclosure
	p         *profile.Profile
	blocks    []doc.Block
	landscape bool
}

func (s *setter) add(b ...doc.Block) { s.blocks = append(s.blocks, b...) }

func (s *setter) words(text string) string {
	var b strings.Builder
	for _, n := range s.p.Pattern(text) {
		if n.Slot != nil {
			b.WriteString(Builtin(n.Slot.Name, s.p, s.d.Unit))
		}
		b.WriteString(n.Text)
	}
	return b.String()
}

func (s *setter) meta() doc.Meta {
	return doc.Meta{
		Title: s.d.Unit.Name + s.d.Title, Author: s.d.Unit.Name, Subject: s.p.Name,
		Keywords: []string{s.d.Unit.Name, fmt.Sprint(s.d.Year), "预算公开"}, Lang: "zh-CN", Year: s.d.Year,
	}
}

func (s *setter) front() {
	s.add(
		doc.PageBreak{Front: true},
		doc.Cover{Unit: s.d.Unit.Name, Title: s.d.Title},
		doc.PageBreak{Front: true},
		doc.Contents{Title: s.p.Document.Contents},
	)
}

// turn begins a page of the given orientation.
func (s *setter) turn(landscape bool) {
	s.landscape = landscape
	s.add(doc.PageBreak{Landscape: landscape})
}

func (s *setter) heading(level int, text, id string, toc bool) {
	s.add(doc.Heading{Level: level, Text: text, ID: id, TOC: toc})
}

func (s *setter) part(part profile.Part) error {
	if part.ID == s.p.Parts[0].ID {
		s.add(doc.PageBreak{NumberFrom: 1})
		s.landscape = false
	} else {
		s.turn(part.Role() == "tables" && s.landscapeFirst())
	}
	s.heading(1, s.words(part.Title), part.ID, true)
	switch part.Role() {
	case "tables":
		return s.tables()
	case "glossary":
		for _, t := range s.d.Glossary {
			s.add(doc.Paragraph{Text: t.Text, Style: doc.Term, Place: t.Ref})
		}
		return nil
	}
	for i := range s.d.Sections {
		if s.d.Sections[i].Part == part.ID {
			if err := s.section(&s.d.Sections[i], i); err != nil {
				return err
			}
		}
	}
	return nil
}

// landscapeFirst reports whether the first table lies across its page, which the
// heading of their part then does too.
func (s *setter) landscapeFirst() bool {
	if len(s.d.Tables) == 0 {
		return false
	}
	form := s.p.Table(s.d.Tables[0].ID)
	return form != nil && form.Landscape
}

// tables begins a page for each table with amounts; an empty one follows on the
// page of the table before it, where it has room.
func (s *setter) tables() error {
	for i := range s.d.Tables {
		t := &s.d.Tables[i]
		form := s.p.Table(t.ID)
		if form == nil {
			return fmt.Errorf("模板 %s 没有表 %s", s.p.ID, t.ID)
		}
		if form.In != "" { // printed within another
			continue
		}
		together := t.Empty && form.Landscape == s.landscape
		if i > 0 && !together || form.Landscape != s.landscape {
			s.turn(form.Landscape)
		}
		grid, err := s.table(t, form)
		if err != nil {
			return err
		}
		s.add(doc.Heading{Level: 2, Text: t.Title, ID: strings.ToLower(t.ID), TOC: true, Table: true, Place: t.Ref}, grid)
	}
	return nil
}

func (s *setter) section(sec *budget.Section, n int) error {
	if f := s.p.Section(sec.ID); f == nil || f.Title != "" { // else it is the whole part
		s.heading(2, sec.Title, fmt.Sprintf("s%d", n+1), true)
	}
	sub := 0
	for _, para := range sec.Paragraphs {
		switch {
		case para.Heading:
			sub++
			s.heading(3, para.Text, fmt.Sprintf("s%d-%d", n+1, sub), para.TOC)
		case para.Chart != "":
			if err := s.picture(para.Chart); err != nil {
				return err
			}
		case para.Forms:
			s.forms()
		default:
			s.add(doc.Paragraph{Text: para.Text, Place: para.Ref})
		}
	}
	return nil
}

func (s *setter) picture(id string) error {
	for _, c := range s.d.Charts {
		if c.ID != id {
			continue
		}
		pic := chart.Chart{Kind: chart.Bars, Title: c.Caption, Unit: c.Unit, Total: c.Total}
		if c.Kind == "ring" {
			pic.Kind = chart.Ring
		}
		for _, pt := range c.Points {
			pic.Points = append(pic.Points, chart.Point{Label: pt.Label, Value: pt.Exact, Text: pt.Text, Share: pt.Share})
		}
		s.add(doc.Picture{ID: "chart-" + id, Chart: pic, Caption: c.Caption, Alt: chart.Alt(pic)})
		return nil
	}
	return fmt.Errorf("公开件里没有图 %s", id)
}
