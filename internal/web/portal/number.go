package portal

import (
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// numberView is one number: where it stands, what it adds up from and to, where
// it is said again, and over the years.
type numberView struct {
	*place
	Key      store.CellKey
	Table    *budget.Table
	Line     *budget.Line
	Printed  string
	Source   string // where in the file it stands
	Page     int    // of the file; 0 where it has none
	Leaf     string // picture of the page there, marked; empty where there is none
	Narrow   string // less of it, for a narrow screen
	Whole    string // the same of the whole page
	Around   *grid
	From     []relation // it is the total of
	To       []relation // it is part of
	Again    []term     // printed again
	Said     []sentence
	Findings []*diag.Finding
	History  []past
}

// past is the number as a year's document has it.
type past struct {
	Name, Href string
	Printed    string
	Change     string // against the year before
}

// relation is an equation in terms that lead on.
type relation struct {
	Rule  string
	Left  []term
	Right []term
	State string // exact, rounded, broken
}

// term is a number with its name and place.
type term struct {
	Name, Text, Href string
	Said             bool // in a sentence, and no cell
}

// sentence is a paragraph that states the number.
type sentence struct {
	Title  string
	Pieces []piece
}

func (p *Portal) number(w http.ResponseWriter, r *http.Request) error {
	ref, err := reference(r)
	if err != nil {
		return err
	}
	key := store.CellKey{Table: r.PathValue("table"), Panel: r.URL.Query().Get("side"), Row: r.PathValue("row"), Column: r.PathValue("column")}
	var a *place
	var history []store.Cell
	both, ctx := errgroup.WithContext(r.Context())
	both.Go(func() (err error) { a, err = p.read(r.WithContext(ctx)); return err })
	both.Go(func() (err error) { history, err = p.store.CellHistory(ctx, ref.Unit, key); return err })
	if err := both.Wait(); err != nil {
		return err
	}
	t := a.Doc.Disclosure.Table(key.Table)
	if t == nil || t.Panel(key.Panel) == nil {
		return errAddress
	}
	panel := t.Panel(key.Panel)
	line, cell := panel.Line(key.Row), panel.Cell(key.Row, key.Column)
	if line == nil || cell == nil {
		return errAddress
	}
	if fresh(w, r, a.tag()) {
		return nil
	}
	v := &numberView{place: a, Key: key, Table: t, Line: line, Printed: cell.Printed.Text, Source: source(a, cell), Page: cell.Ref.Page}
	if _, _, ok := leafOf(a, cell); ok {
		v.Leaf = a.link(page.LeafPath(a.Path, key))
		v.Narrow, v.Whole = asking(v.Leaf, "narrow"), asking(v.Leaf, "whole")
	}
	v.Around = around(gridOf(a, key.Table, key.Panel), key.Row)
	v.relate(p, a)
	v.said()
	v.found()
	v.History = pastOf(a.Lang, history)
	f := page.Frame{
		Title: a.Term(line.Name) + " " + a.Term(key.Column) + " " + v.Printed, Path: page.NumberPath(a.Path, key), Section: "regions", Crumbs: append(a.crumbs(true), page.Crumb{Title: tableName(a.Lang, t), Href: page.TablePath(a.Path, t.ID)}),
		Bare: r.URL.Query().Has("embed"),
	}
	return page.Render(w, r, http.StatusOK, f, numberPage(v))
}

// pastOf is the same number over the years, the oldest first, each with its change.
func pastOf(l page.Lang, cells []store.Cell) (out []past) {
	for i := range cells {
		c := &cells[i]
		x := past{
			Name: named(l, c.Year, c.Kind, "unit"), Printed: c.Printed,
			Href: page.In(l, page.NumberPath(page.DocumentPath(c.Unit, c.Year, c.Kind, "unit"), c.CellKey)),
		}
		if i > 0 && cells[i-1].Kind == c.Kind {
			x.Change = page.Change(c.Figure, cells[i-1].Figure)
		}
		out = append(out, x)
	}
	return out
}

// source tells where in the file a cell stands.
func source(a *place, c *budget.Cell) string {
	if c.Ref.Page > 0 {
		return a.T("原文件第"+strconv.Itoa(c.Ref.Page)+"页", "page "+strconv.Itoa(c.Ref.Page)+" of the file")
	}
	ref := c.Ref
	if ref.File == "" && ref.Sheet == "" && ref.Line > 0 {
		return a.T("原文件第"+strconv.Itoa(ref.Line)+"行", "line "+strconv.Itoa(ref.Line)+" of the file")
	}
	if ref.File != "" {
		ref.File = page.FileName(ref.File)
	}
	return ref.Source()
}

// around is the part of a table near a row.
func around(g *grid, row string) *grid {
	if g == nil {
		return nil
	}
	for i := range g.Rows {
		if g.Rows[i].Line.Key == row {
			from, to := max(0, i-4), min(len(g.Rows), i+5)
			g.Rows[i].Class += " here"
			out := *g
			out.Rows = g.Rows[from:to]
			return &out
		}
	}
	return g
}

// relate finds the relations that the number stands in.
func (v *numberView) relate(p *Portal, a *place) {
	s, links := a.Doc.relations(p.profiles)
	if links == nil {
		return // its profile is not among those that this program knows
	}
	n := s.Cell(v.Key.Table, v.Key.Panel, v.Key.Row, v.Key.Column)
	if n == check.NoVar {
		return
	}
	seen := map[string]bool{}
	for _, l := range links.Of(n) {
		rel := relation{Rule: l.Rule.ID, Left: v.terms(s, l.Left), Right: v.terms(s, l.Right), State: "exact"}
		switch {
		case l.Broken:
			rel.State = "broken"
		case l.Rounded:
			rel.State = "rounded"
		}
		switch {
		case l.Kind == check.SameLink:
			for _, t := range append(rel.Left, rel.Right...) {
				if t.Href != v.self() && !t.Said && !seen[t.Name+t.Href] {
					seen[t.Name+t.Href] = true
					v.Again = append(v.Again, t)
				}
			}
		case l.Kind == check.SumLink && len(l.Left) == 1 && l.Left[0] == n:
			v.From = append(v.From, rel)
		case l.Kind == check.SumLink:
			v.To = append(v.To, rel)
		}
	}
}

// self is the number's own page.
func (v *numberView) self() string { return v.link(page.NumberPath(v.Path, v.Key)) }

func (v *numberView) terms(s *check.Subject, list []check.Var) (out []term) {
	for _, n := range list {
		t := term{Name: s.Label(n), Text: s.Printed(n).Text}
		switch a := s.Address(n); {
		case a.Table != "":
			t.Href = cellHref(v.place, a.Table, a.Panel, a.Line, a.Column)
			t.Name = v.cellName(s, a)
		case a.Section != "":
			t.Name, t.Said = v.T("情况说明", "narrative")+" · "+a.Section, true
			t.Href = v.link(v.Path + "/text")
		case a.Project != "":
			t.Href = v.link(page.ProjectPath(v.Path, a.Project))
		}
		out = append(out, t)
	}
	return out
}

// cellName names a cell: line and column, the table before them where it is another.
func (v *numberView) cellName(s *check.Subject, a check.Address) string {
	line, column := a.Line, v.Term(a.Column)
	if t := s.Table(a.Table); t != nil && t.Panel(a.Panel) != nil {
		if l := t.Panel(a.Panel).Line(a.Line); l != nil {
			line = strings.TrimSpace(l.Code + " " + v.Term(l.Name))
		}
	}
	name := line
	if column != line {
		name += " " + column
	}
	if a.Table != v.Key.Table {
		name = v.Lang.Table(a.Table, a.Table) + " · " + name
	}
	return name
}

// said finds the sentences that state the number.
func (v *numberView) said() {
	address := v.Key.Table + "[" + v.Key.Row + "]." + v.Key.Column
	for i := range v.Doc.Disclosure.Sections {
		s := &v.Doc.Disclosure.Sections[i]
		for k := range s.Paragraphs {
			for _, c := range s.Paragraphs[k].Claims {
				if c.Cell == address {
					v.Said = append(v.Said, sentence{s.Title, pieces(v.place, &s.Paragraphs[k])})
					break
				}
			}
		}
	}
}

// found takes the findings that name the number.
func (v *numberView) found() {
	if v.Doc.Report == nil {
		return
	}
	for i := range v.Doc.Report.Findings {
		f := &v.Doc.Report.Findings[i]
		if findingHref(v.place, f) == v.self() {
			v.Findings = append(v.Findings, f)
		}
	}
}
