package check

import (
	"fmt"
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// A table whose columns are not ruled off is read by how its text stands. Where much of
// such a table does not agree with anything, it was read wrongly more likely than printed
// wrongly: that is told once, with what to look at, and not line by line.

// leastMisread is how many findings rest on a table, at the least, that was likely misread;
// of a long table one for so many lines.
const (
	leastMisread = 4
	linesForOne  = 5
)

// misread tells once of each table that was likely misread, in place of what rests on it,
// and asks what else rests on tables that were read so.
func (c *Catalogue) misread(s *Subject, rep *Report, list diag.Findings) diag.Findings {
	guessed := s.guessedTables()
	if len(guessed) == 0 {
		return list
	}
	found := false
	for {
		t, of := mostRested(list, guessed)
		if t == nil || len(of) < max(leastMisread, lineCount(t)/linesForOne) {
			break
		}
		found = true
		list = c.tellMisread(rep, t, list, of)
		delete(guessed, t.ID)
	}
	if !found {
		return list
	}
	for i := range list {
		if f := &list[i]; f.Severity == diag.Error && slices.ContainsFunc(restsOn(f), func(id string) bool { return s.guessed(id) }) {
			soften(f, "表没有竖线，有的表可能没有读对", "表里的数")
		}
	}
	return list
}

// guessedTables are the tables that were read with doubt, by id.
func (s *Subject) guessedTables() map[string]*budget.Table {
	out := map[string]*budget.Table{}
	for i := range s.Tables {
		if t := &s.Tables[i]; t.Guessed {
			out[t.ID] = t
		}
	}
	return out
}

// guessed reports whether a table was read with doubt.
func (s *Subject) guessed(id string) bool {
	t := s.Table(id)
	return t != nil && t.Guessed
}

func lineCount(t *budget.Table) (n int) {
	for p := range t.Panels {
		n += len(t.Panels[p].Lines)
	}
	return n
}

// restsOn are the tables that a finding speaks of or shows, each once.
func restsOn(f *diag.Finding) (out []string) {
	add := func(r place.Ref) {
		if r.Table != "" && !slices.Contains(out, r.Table) {
			out = append(out, r.Table)
		}
	}
	add(f.Ref)
	for _, x := range f.Suspects {
		add(x.Ref)
	}
	for _, e := range f.Evidence {
		add(e.Ref)
	}
	return out
}

// mostRested is the table of those given that most errors and warnings rest on, and which.
func mostRested(list diag.Findings, of map[string]*budget.Table) (most *budget.Table, which []int) {
	on := map[string][]int{}
	for i := range list {
		if list[i].Severity < diag.Warning {
			continue
		}
		for _, id := range restsOn(&list[i]) {
			on[id] = append(on[id], i)
		}
	}
	for id, at := range on {
		t := of[id]
		if t != nil && (len(at) > len(which) || len(at) == len(which) && id < most.ID) {
			most, which = t, at
		}
	}
	return most, which
}

// tellMisread puts one warning in place of the findings that rest on a table.
func (c *Catalogue) tellMisread(rep *Report, t *budget.Table, list diag.Findings, of []int) diag.Findings {
	first := &list[of[0]]
	out := diag.Finding{
		Severity: diag.Warning, Title: "表可能没有读对", Ref: place.Ref{Table: t.ID},
		Message: fmt.Sprintf("%s没有框线，列是按文字的位置推的，读出的数有%d处与别处不符，多半是读错而不是印错；第一处：%s", t.ID, len(of), first.Message),
		Hint:    "用 --show-reading 看表是怎样读的，对照原件；有 Word、Excel 的原件，查原件最准",
	}
	if i := slices.IndexFunc(c.Rules, func(r Rule) bool { return r.ID == c.Misread }); i >= 0 {
		out.Rule, out.Basis = c.Rules[i].ID, c.Rules[i].Basis
		rep.Results[i].Outcome, rep.Results[i].Reason = Failed, ""
	}
	for _, i := range of {
		f := &list[i]
		out.Evidence = append(out.Evidence, f.Evidence...)
		out.Also = append(out.Also, append(f.Also, f.Rule)...)
		if out.Ref.Page == 0 && f.Ref.Table == t.ID {
			out.Ref = f.Ref
		}
	}
	out.Evidence = out.Evidence[:min(len(out.Evidence), maxEvidence)]
	slices.Sort(out.Also)
	out.Also = slices.Compact(out.Also)
	return append(deleteAt(list, of), out)
}
