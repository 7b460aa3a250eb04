package ingest_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/generate"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/text"
	render "mingbai/internal/render/text"
)

// Reading is the inverse of composing: what was compiled, set out and read again
// is what was compiled, as far as a page shows it.

const books = 100

// made keeps what composed made: many tests read the same books.
var made sync.Map

type composition struct {
	d        *budget.Disclosure
	document *doc.Document
}

// composed compiles the n-th made-up book and sets it out. What it gives is shared
// and is not to be changed.
func composed(t testing.TB, n int) (*budget.Disclosure, *doc.Document) {
	t.Helper()
	if c, ok := made.Load(n); ok {
		return c.(composition).d, c.(composition).document
	}
	p := datongProfile(t)
	d, findings := compose.Compile(generate.Book(7, n), p, compose.Independent)
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	document, err := compose.Document(d, p)
	if err != nil {
		t.Fatal(err)
	}
	made.Store(n, composition{d, document})
	return d, document
}

func throughText(t testing.TB, d *doc.Document) *doc.Document {
	t.Helper()
	var b bytes.Buffer
	if err := render.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	out, err := text.Read("made-up.txt", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReadingIsTheInverseOfComposing(t *testing.T) {
	r := ingest.For(datongProfile(t))
	for n := range books {
		want, document := composed(t, n)
		for name, document := range map[string]*doc.Document{"document": document, "text": throughText(t, document)} {
			got := r.Read(document)
			if diff := cmp.Diff(shown(want, name == "text"), shown(got.Disclosure, name == "text")); diff != "" {
				t.Fatalf("book %d, %s (-want +got):\n%s", n, name, diff)
			}
			for _, s := range got.Disclosure.Outline.Stray {
				t.Errorf("book %d, %s: stray %s %q", n, name, s.Kind, s.Text)
			}
		}
	}
}

// Shown is what a page shows of a disclosure.
type Shown struct {
	Unit     budget.Unit
	Year     int
	Kind     string
	Title    string
	Tables   []ShownTable
	Sections []ShownSection
	Projects []budget.Project
	Charts   []budget.Chart
	Glossary []ShownTerm
}

// ShownTable is a table as it shows.
type ShownTable struct {
	ID, Title, Label, Unit, Note string
	Empty                        bool
	Panels                       []ShownPanel
}

// ShownPanel is a panel with a text a line.
type ShownPanel struct {
	Key     string
	Columns []string
	Lines   []ShownLine
}

// ShownLine is a line with its cells as text.
type ShownLine struct {
	Key, Code, Name, Second string
	Level                   int
	Total                   bool
	Cells                   string
}

// ShownSection is a section with its paragraphs.
type ShownSection struct {
	ID, Part, Title string
	Paragraphs      []ShownParagraph
}

// ShownParagraph is a paragraph with its claims.
type ShownParagraph struct {
	Pattern, Chart, Text string
	Heading, TOC, Forms  bool
	Claims               []budget.Claim
}

// ShownTerm is an entry of the glossary.
type ShownTerm struct{ Name, Text string }

// shown reduces a disclosure to what its page shows. In plain text line breaks
// within a cell are spaces.
func shown(d *budget.Disclosure, plain bool) Shown {
	out := Shown{Unit: d.Unit, Year: d.Year, Kind: d.Kind, Title: d.Title}
	out.Unit.Code, out.Unit.Grade = "", ""
	for _, t := range d.Tables {
		s := ShownTable{ID: t.ID, Title: t.Title, Label: t.Label, Unit: t.MoneyUnit.String(), Note: t.Note, Empty: t.Empty}
		for _, p := range t.Panels {
			q := ShownPanel{Key: p.Key, Columns: p.Columns}
			for _, l := range p.Lines {
				var cells []string
				for _, c := range l.Cells {
					cells = append(cells, c.Printed.Text)
				}
				q.Lines = append(q.Lines, ShownLine{l.Key, l.Code, l.Name, l.Second, l.Level, l.Total, strings.Join(cells, "|")})
			}
			s.Panels = append(s.Panels, q)
		}
		out.Tables = append(out.Tables, s)
	}
	for _, sec := range d.Sections {
		s := ShownSection{ID: sec.ID, Part: sec.Part, Title: sec.Title}
		for _, p := range sec.Paragraphs {
			q := ShownParagraph{Pattern: p.Pattern, Chart: p.Chart, Text: p.Text, Heading: p.Heading, TOC: p.TOC, Forms: p.Forms}
			for _, c := range p.Claims {
				q.Claims = append(q.Claims, budget.Claim{Slot: c.Slot, Text: c.Text, Start: c.Start, Cell: c.Cell})
			}
			s.Paragraphs = append(s.Paragraphs, q)
		}
		out.Sections = append(out.Sections, s)
	}
	for _, p := range d.Projects {
		if !p.HasForm && !listed(d, p.Name) {
			continue // nothing on the page names it
		}
		out.Projects = append(out.Projects, shownProject(p, plain))
	}
	for _, c := range d.Charts {
		if !placed(d, c.ID) {
			continue // nothing on the page shows it
		}
		c.Total = ""
		points := c.Points
		c.Points = nil
		for _, p := range points {
			c.Points = append(c.Points, budget.ChartPoint{Label: p.Label, Text: p.Text, Share: p.Share})
		}
		out.Charts = append(out.Charts, c)
	}
	for _, g := range d.Glossary {
		out.Glossary = append(out.Glossary, ShownTerm{g.Name, g.Text})
	}
	return out
}

func listed(d *budget.Disclosure, name string) bool {
	for _, id := range []string{"T12", "T13"} {
		if t := d.Table(id); t != nil && t.Panels[0].Line(name) != nil {
			return true
		}
	}
	return false
}

func placed(d *budget.Disclosure, chart string) bool {
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			if p.Chart == chart {
				return true
			}
		}
	}
	return false
}

func shownProject(p budget.Project, plain bool) budget.Project {
	if !p.HasForm {
		return budget.Project{Name: p.Name}
	}
	out := budget.Project{Name: p.Name, HasForm: true, Term: p.Term, Annual: p.Annual}
	for _, key := range budget.ProjectTexts() {
		text := strings.TrimSpace(*p.Text(key))
		if plain {
			text = strings.ReplaceAll(text, "\n", " ")
		}
		*out.Text(key) = text
	}
	for _, i := range p.Indicators {
		out.Indicators = append(out.Indicators, budget.Indicator{Level1: i.Level1, Level2: i.Level2, TermName: i.TermName, TermValue: i.TermValue, YearName: i.YearName, YearValue: i.YearValue})
	}
	return out
}
