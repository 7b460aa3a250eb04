package portal

import (
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// reversed is a list the other way round: years from the oldest on.
func reversed(list []store.Head) []store.Head {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}

// cellHref is the page of a cell's number; empty where there is none.
func cellHref(a *place, table, panel, line, column string) string {
	t := a.Doc.Disclosure.Table(table)
	if t == nil {
		return ""
	}
	p := t.Panel(panel)
	if p == nil {
		return ""
	}
	if c := p.Cell(line, column); c == nil || c.Printed.Mark != money.Number {
		return ""
	}
	return a.link(page.NumberPath(a.Path, store.CellKey{Table: table, Panel: panel, Row: line, Column: column}))
}

// findingHref is where a finding is to be seen: its number, its table, its project.
func findingHref(a *place, f *diag.Finding) string {
	at := f.Ref
	if len(f.Suspects) > 0 {
		at = f.Suspects[0].Ref
	}
	d := a.Doc.Disclosure
	if at.Form != "" && slices.ContainsFunc(d.Projects, func(p budget.Project) bool { return p.Name == at.Form }) {
		return a.link(page.ProjectPath(a.Path, at.Form))
	}
	t := d.Table(at.Table)
	if t == nil {
		if at.Section != "" {
			return a.link(a.Path + "/text")
		}
		return ""
	}
	for i := range t.Panels {
		p := &t.Panels[i]
		for k := range p.Lines {
			if rowName(&p.Lines[k]) == at.Row {
				if href := cellHref(a, t.ID, p.Key, p.Lines[k].Key, at.Column); href != "" {
					return href
				}
			}
		}
	}
	return a.link(page.TablePath(a.Path, t.ID))
}
