package portal

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// grid is a panel of a table as HTML shows it.
type grid struct {
	Table   *budget.Table
	Panel   string
	Columns []string
	Second  bool // lines have a second name
	Rows    []gridRow
}

type gridRow struct {
	Line  *budget.Line
	Class string
	Cells []gridCell
}

// gridCell is a cell: its text, where its number's page is, what was found there.
type gridCell struct {
	Text    string
	Href    string
	Class   string
	Finding string // title of what is wrong there
}

// gridOf is a panel of a table of a document; nil where it has none.
func gridOf(a *place, table, panel string) *grid {
	t := a.Doc.Disclosure.Table(table)
	if t == nil {
		return nil
	}
	p := t.Panel(panel)
	if p == nil {
		return nil
	}
	found := foundAt(a.Doc.Report, table)
	g := &grid{Table: t, Panel: panel, Columns: p.Columns}
	for i := range p.Lines {
		l := &p.Lines[i]
		g.Second = g.Second || l.Second != ""
		row := gridRow{Line: l, Class: rowClass(l)}
		for k := range l.Cells {
			c := gridCell{Text: strings.TrimSpace(l.Cells[k].Printed.Text)}
			if k < len(p.Columns) && l.Cells[k].Printed.Mark == money.Number {
				c.Href = a.link(page.NumberPath(a.Path, store.CellKey{Table: table, Panel: panel, Row: l.Key, Column: p.Columns[k]}))
			}
			if k < len(p.Columns) {
				if f := found[[2]string{rowName(l), p.Columns[k]}]; f != nil {
					c.Finding, c.Class = f.Rule+" "+a.Rule(f.Rule, f.Title), map[bool]string{true: "bad", false: "doubt"}[f.Severity == diag.Error]
				}
			}
			row.Cells = append(row.Cells, c)
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

func rowName(l *budget.Line) string {
	if l.Code != "" {
		return l.Code
	}
	return l.Key
}

func rowClass(l *budget.Line) string {
	switch {
	case l.Total:
		return "total"
	case l.Level == 2:
		return "l2"
	case l.Level >= 3:
		return "l3"
	}
	return ""
}

// foundAt are the errors and warnings at the cells of a table, the severest first.
func foundAt(report *diag.Document, table string) map[[2]string]*diag.Finding {
	out := map[[2]string]*diag.Finding{}
	if report == nil {
		return out
	}
	for i := range report.Findings {
		f := &report.Findings[i]
		if f.Severity == diag.Note {
			continue
		}
		at := f.Ref
		if len(f.Suspects) > 0 {
			at = f.Suspects[0].Ref
		}
		key := [2]string{at.Row, at.Column}
		if at.Table == table && at.Column != "" && (out[key] == nil || f.Severity > out[key].Severity) {
			out[key] = f
		}
	}
	return out
}
