package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// A line that was left out lacks in every column that it had an amount in, by the amount
// that each has: a sum of subjects is short in 合计 and in 基本支出 alike. No amount of
// another line can be wrong by the same in both of its columns, and still add up.

// lacksAcross takes the suspects of sums back that are short by the same in several columns
// of one line, and leaves word of it for those that tell of the line.
func (s *Subject) lacksAcross(list []diag.Finding) {
	groups := map[string][]int{}
	for i := range list {
		f := &list[i]
		if len(f.Suspects) == 0 || !strings.HasPrefix(f.Rule, "HIE-") {
			continue
		}
		ref, ok := s.sumRef(f)
		if ok {
			key := strings.Join([]string{f.Rule, ref.Table, ref.Row, f.Difference}, "\x00")
			groups[key] = append(groups[key], i)
		}
	}
	for _, at := range groups {
		if len(at) < 2 {
			continue
		}
		for _, i := range at {
			s.unsuspect(&list[i])
		}
	}
}

// unsaidLine names the line that a sum of economic subjects lacks by the sentence that lists
// it: the table has none of that name. Of several amounts that might be wrong none is then.
func (s *Subject) unsaidLine(f *diag.Finding) {
	t := s.Table(f.Ref.Table)
	if t == nil || f.Expected != "" || len(f.Suspects) == 1 || !strings.HasPrefix(f.Rule, "HIE-") {
		return
	}
	class := f.Ref.Row
	if ref, ok := s.sumRef(f); ok {
		class = ref.Row
	}
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			p := &s.Sections[i].Paragraphs[j]
			for k := range p.Claims {
				c := &p.Claims[k]
				list, ok := strings.CutSuffix(c.Slot, ".name")
				if l := s.Profile.List(list); !ok || l == nil || l.Table != t.ID || l.Level != 2 || hasLine(t, c.Text) {
					continue
				}
				subject := economicUnder(class, c.Text)
				if subject.Code != "" {
					at := c.Ref
					at.Section, at.Text = s.Sections[i].ID, c.Text
					if len(f.Suspects) > 0 {
						s.unsuspect(f)
					}
					f.Message += fmt.Sprintf("。像是少了“%s”这一行，文字里列了它", subject.Name)
					f.Expected = subject.Code + " " + subject.Name
					f.Evidence = append(f.Evidence[:min(len(f.Evidence), maxEvidence-1)], diag.Evidence{Label: "文字所列", Value: c.Text, Ref: at})
					return
				}
			}
		}
	}
}

// economicUnder is the economic subject of a name right under a class; none where the class
// has no such.
func economicUnder(class, name string) (found budget.Subject) {
	for _, one := range budget.DeptEconomic().FindName(name) {
		if under(one.Code, class) {
			found = one
		}
	}
	return found
}

func hasLine(t *budget.Table, name string) bool {
	name = budget.Fold(name)
	for p := range t.Panels {
		if slices.ContainsFunc(t.Panels[p].Lines, func(l budget.Line) bool { return budget.Fold(l.Name) == name }) {
			return true
		}
	}
	return false
}
