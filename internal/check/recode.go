package check

import (
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// A slip of a digit in a subject's code takes its line out of the sums above it, out of what
// other tables say of it, and puts it below another subject. That is one fault: the code is
// told, and everything else is looked at as if it were printed right.

// Recoded is a line whose code is a slip of another.
type Recoded struct {
	Table, Panel, Line int
	Code               string // the right one
	Rule               string // that tells it
	Fault              Fault
}

// recode tells the codes that are slips, and gives the subject without them.
func (c *Catalogue) recode(s *Subject, rep *Report) *Subject {
	if c.Recode == nil {
		return s
	}
	slips := c.Recode(s)
	if len(slips) == 0 {
		return s
	}
	d := *s.Disclosure
	d.Tables = slices.Clone(d.Tables)
	for i := range slips {
		one := &slips[i]
		recodeLine(&d.Tables[one.Table], one)
		k := slices.IndexFunc(c.Rules, func(r Rule) bool { return r.ID == one.Rule })
		if k < 0 {
			continue
		}
		in := &Inspection{Subject: s, Rule: &c.Rules[k]}
		in.Fail(one.Fault)
		rep.Findings = append(rep.Findings, in.faults...)
	}
	return s.as(&d)
}

// recodeLine puts a code right in a table of which nothing else is shared with the one before.
func recodeLine(t *budget.Table, one *Recoded) {
	t.Panels = slices.Clone(t.Panels)
	p := &t.Panels[one.Panel]
	p.Lines = slices.Clone(p.Lines)
	l := &p.Lines[one.Line]
	if l.Key == l.Code {
		l.Key = one.Code
	}
	l.Code = one.Code
}

// as is the subject with another reading of its document.
func (s *Subject) as(d *budget.Disclosure) *Subject {
	out := New(d, s.Profile)
	out.Name, out.Prior, out.Budget, out.Timing = s.Name, s.Prior, s.Budget, s.Timing
	return out
}

// recoded marks the rules failed that told of codes before the rules were run.
func recoded(list diag.Findings, rep *Report) {
	for i := range list {
		for k := range rep.Results {
			if res := &rep.Results[k]; res.Rule != nil && res.Rule.ID == list[i].Rule {
				res.Outcome, res.Reason = Failed, ""
				res.Instances++
			}
		}
	}
}
