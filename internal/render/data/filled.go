package data

import "mingbai/internal/budget"

// filled is d with an empty list in place of each one that has to be there, so
// that it is written as [] and never as null. What d points at is left alone.
func filled(d *budget.Disclosure) *budget.Disclosure {
	out := *d
	out.Tables = each(d.Tables, func(t *budget.Table) {
		t.Panels = each(t.Panels, func(p *budget.Panel) {
			p.Columns = each(p.Columns, nil)
			p.Lines = each(p.Lines, func(l *budget.Line) { l.Cells = each(l.Cells, nil) })
		})
	})
	out.Sections = each(d.Sections, func(s *budget.Section) { s.Paragraphs = each(s.Paragraphs, nil) })
	out.Projects = each(d.Projects, nil)
	out.Glossary = each(d.Glossary, nil)
	out.Charts = each(d.Charts, func(c *budget.Chart) { c.Points = each(c.Points, nil) })
	return &out
}

// each is a copy of list, never nil, with f done to every element; a list that
// needs nothing done is not copied.
func each[T any](list []T, f func(*T)) []T {
	if f == nil && list != nil {
		return list
	}
	out := make([]T, len(list))
	copy(out, list)
	for i := range out {
		f(&out[i])
	}
	return out
}
