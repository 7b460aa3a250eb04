package rules

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// pair is a rule's fixture: what is made of a clean document first, where it
// lacks what the rule speaks of, and the fault.
type pair struct {
	n      int
	before edit
	wrong  edit
}

// say appends to the first paragraph of a section.
func say(section, text string) edit {
	return func(d *budget.Disclosure) {
		for i := range d.Sections {
			if d.Sections[i].ID != section {
				continue
			}
			for j := range d.Sections[i].Paragraphs {
				if p := &d.Sections[i].Paragraphs[j]; p.Text != "" && !p.Heading {
					p.Text += text
					return
				}
			}
		}
		panic("no section " + section)
	}
}

// replace changes words in every paragraph, title and entry that has them.
func replace(old, text string) edit {
	return func(d *budget.Disclosure) {
		found := false
		change := func(s *string) {
			found = found || strings.Contains(*s, old)
			*s = strings.ReplaceAll(*s, old, text)
		}
		for i := range d.Sections {
			change(&d.Sections[i].Title)
			for j := range d.Sections[i].Paragraphs {
				change(&d.Sections[i].Paragraphs[j].Text)
			}
		}
		for i := range d.Glossary {
			change(&d.Glossary[i].Text)
		}
		for i := range d.Tables {
			change(&d.Tables[i].Title)
		}
		if !found {
			panic("no " + old)
		}
	}
}

// field writes a field of the first form.
func field(key, text string) edit {
	return func(d *budget.Disclosure) {
		for i := range d.Projects {
			if d.Projects[i].HasForm {
				*d.Projects[i].Text(key) = text
				return
			}
		}
		panic("no form")
	}
}

// everyField writes a field of every form.
func everyField(key, text string) edit {
	return func(d *budget.Disclosure) {
		for i := range d.Projects {
			*d.Projects[i].Text(key) = text
		}
	}
}

func line(d *budget.Disclosure, table, key string) *budget.Line {
	t := d.Table(table)
	for p := range t.Panels {
		if l := t.Panels[p].Line(key); l != nil {
			return l
		}
	}
	panic("no line " + table + " " + key)
}

// firstItem is the first row of the third level of a table.
func firstItem(d *budget.Disclosure, table string) *budget.Line {
	lines := d.Table(table).Panels[0].Lines
	for l := range lines {
		if len(lines[l].Code) == 7 {
			return &lines[l]
		}
	}
	panic("no item in " + table)
}

func both(edits ...edit) edit {
	return func(d *budget.Disclosure) {
		for _, e := range edits {
			e(d)
		}
	}
}

// outlined gives a document the outline that a reader would make of it.
func outlined(d *budget.Disclosure) {
	set, err := profile.Open("")
	if err != nil {
		panic(err)
	}
	p, err := set.Load(d.Profile)
	if err != nil {
		panic(err)
	}
	o := &budget.Outline{Cover: []budget.Passage{{Text: d.Unit.Name}, {Text: d.Title}}, Paged: true, Pictures: true}
	n := 0
	add := func(kind budget.HeadingKind, id, text string) {
		n++
		ref := place.Ref{Line: n, Page: 1 + n/8}
		o.Headings = append(o.Headings, budget.Heading{Kind: kind, ID: id, Text: text, Picture: true, Ref: ref})
		switch kind {
		case budget.PartHeading, budget.SectionHeading, budget.TableHeading:
			o.Contents = append(o.Contents, budget.Entry{Text: text, Page: string(rune('1' + n/8)), Ref: place.Ref{Line: 1000 + n}})
		}
	}
	sections := func(part string) {
		for i := range d.Sections {
			if s := &d.Sections[i]; s.Part == part {
				add(budget.SectionHeading, s.ID, s.Title)
				for _, p := range s.Paragraphs {
					if p.Heading {
						add(budget.SubHeading, p.Pattern, p.Text)
					}
				}
			}
		}
	}
	add(budget.PartHeading, "overview", "第一部分 概况")
	sections("overview")
	add(budget.PartHeading, "tables", "第二部分 报表")
	for i := range d.Tables {
		t := &d.Tables[i]
		add(budget.TableHeading, t.ID, t.Title)
		t.NameLine.Text, t.UnitLine.Text = "单位名称："+d.Unit.Name, "单位：万元"
		form := p.Table(t.ID)
		for k := range t.Panels {
			for _, c := range form.Panels[k].Columns {
				path := strings.ReplaceAll(strings.Join(c.Title, "/"), "{year}", "2023")
				t.Panels[k].Heads = append(t.Panels[k].Heads, budget.Head{Key: c.Key, Title: c.Key, Path: path})
			}
		}
	}
	add(budget.PartHeading, "narrative", "第三部分 情况说明")
	sections("narrative")
	for _, c := range d.Charts {
		add(budget.CaptionHeading, c.ID, c.Caption)
	}
	add(budget.PartHeading, "glossary", "第四部分 名词解释")
	d.Outline = o
}

func heading(d *budget.Disclosure, kind budget.HeadingKind) *budget.Heading {
	for i := range d.Outline.Headings {
		if h := &d.Outline.Headings[i]; h.Kind == kind {
			return h
		}
	}
	panic("no heading of kind " + string(kind))
}

// hears tells how loud a rule is on a document, 0 where it says nothing.
func hears(d *budget.Disclosure, p *profile.Profile, rule string) bool {
	for _, f := range textRules().Check(check.New(d, p)).Findings {
		if f.Rule == rule {
			return true
		}
		for _, also := range f.Also {
			if also == rule {
				return true
			}
		}
	}
	return false
}

// TestTextFixtures runs the fixture pair of every rule of these families; a rule
// without one fails.
func TestTextFixtures(t *testing.T) {
	fixtures := map[string]pair{}
	for _, m := range []map[string]pair{txtFixtures, codeFixtures, formFixtures, ordFixtures, otherFixtures} {
		for id, f := range m {
			fixtures[id] = f
		}
	}
	for _, r := range textRules().Rules {
		f, ok := fixtures[r.ID]
		switch {
		case (r.Lacks != "" || hasOwnPair(r.ID) || priorRules(r.ID) || r.ID == "DAT-005") && !ok: // DAT-005: TestPublishedInTime
			continue
		case !ok:
			t.Errorf("%s has no fixture", r.ID)
			continue
		}
		d, p := clean(t, f.n)
		p = enabled(p, &r)
		if f.before != nil {
			f.before(d)
		}
		if hears(d, p, r.ID) {
			t.Errorf("%s speaks on the clean document", r.ID)
		}
		f.wrong(d)
		if !hears(d, p, r.ID) {
			t.Errorf("%s does not speak on the fault", r.ID)
		}
	}
}

// enabled is a profile that a rule applies to, where the test's own is not.
func enabled(p *profile.Profile, r *check.Rule) *profile.Profile {
	if !r.Off && r.Kind != "final" && r.Scope != "SF" {
		return p
	}
	q := *p
	q.RulesOn = append(q.RulesOn, r.ID)
	if r.Kind == "final" {
		q.Kind, q.Scopes = "final", []string{"SF"}
	}
	return &q
}

func TestEveryTextRuleIsExplained(t *testing.T) {
	want := map[string]int{"CODE": 13, "FORM": 18, "ORD": 9, "TXT": 29, "DAT": 7, "PUB": 4, "SEC": 3, "GLO": 7}
	have := map[string]int{}
	seen := map[string]bool{}
	for _, r := range textRules().Rules {
		have[r.Family()]++
		if seen[r.ID] {
			t.Errorf("%s twice", r.ID)
		}
		seen[r.ID] = true
		for what, s := range map[string]string{"title": r.Title, "basis": r.Basis, "scope": r.Scope, "formula": r.Formula, "doc": r.Doc, "hint": r.Hint, "right": r.Right, "wrong": r.Wrong} {
			if s == "" {
				t.Errorf("%s has no %s", r.ID, what)
			}
		}
		if (r.Lacks == "") == (r.Inspect == nil) {
			t.Errorf("%s needs either a function or the reason why it has none", r.ID)
		}
	}
	for _, f := range textFamilies {
		if have[f] != want[f] {
			t.Errorf("%s: %d rules, want %d", f, have[f], want[f])
		}
	}
}
