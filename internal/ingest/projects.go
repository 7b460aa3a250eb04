package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// gatherProjects puts the projects together: those with a form in the order of
// the forms, those that only a table lists after the one that precedes them there.
func (s *state) gatherProjects() {
	out := slices.Clone(s.formList)
	for _, t := range s.r.tables {
		form := t.t
		for i := range form.Panels {
			if !slices.ContainsFunc(form.Panels[i].Rows, isProjects) {
				continue
			}
			if have := s.d.Table(form.ID); have != nil && i < len(have.Panels) {
				out = s.listed(out, &have.Panels[i])
			}
		}
	}
	s.d.Projects = out
}

// listed brings the projects of a table's panel in. A name that a form has in
// another wrapping is the form's.
func (s *state) listed(out []budget.Project, p *budget.Panel) []budget.Project {
	after := -1
	for i := range p.Lines {
		l := &p.Lines[i]
		if l.Total || l.Code != "" {
			continue
		}
		at := slices.IndexFunc(out, func(q budget.Project) bool { return sameProject(l.Name, q.Name) })
		if at >= 0 {
			if l.Key == unbroken(l.Name) {
				l.Key = out[at].Name
			}
			after = at
			continue
		}
		q := budget.Project{Name: unbroken(l.Name), Ref: l.Ref}
		q.Ref.Form = q.Name
		after++
		out = slices.Insert(out, after, q)
	}
	return out
}

// sameProject reports whether two printed names are one project's: the same but
// for spaces and marks, or one wrapped in its cell so that its end came to stand
// before its beginning.
func sameProject(a, b string) bool {
	ka, kb := plain(a), plain(b)
	if ka == kb {
		return true
	}
	return len(ka) == len(kb) && len(ka) >= 12 && strings.ContainsAny(strings.TrimSpace(a), " \u3000\n") && strings.Contains(kb+kb, ka)
}

func isProjects(b profile.Rows) bool { return b.From == "projects" }
