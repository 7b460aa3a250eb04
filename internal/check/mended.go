package check

import (
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// A number that is certainly wrong, and of which the relations tell what it should be, is
// looked at by other rules too: an amount in the column of another kind of spending, a car
// bought for nothing. What they find is told with it and not once more: it is not found
// where the number is put right.

// mend is a number and what alone puts it right.
type mend struct {
	v    Var
	coef int64
}

// consequences leaves out what rules found of numbers that are certainly wrong, and would
// not find if those were right. A number of which no finding says so any more, because a
// whole line or table explains it, is none of them.
func (c *Catalogue) consequences(s *Subject, rep *Report, mends []mend) {
	mends = slices.DeleteFunc(mends, func(m mend) bool {
		return !slices.ContainsFunc(rep.Findings, func(f diag.Finding) bool { return s.tells(&f, m.v) })
	})
	if len(mends) == 0 {
		return
	}
	in := &Inspection{}
	after := s.mended(mends)
	for i := range c.Rules {
		r := &c.Rules[i]
		if r.Inspect == nil || rep.Results[i].Outcome != Failed {
			continue
		}
		*in = Inspection{Subject: after, Rule: r}
		r.Inspect(in)
		rep.Findings = s.withoutConsequences(rep.Findings, r.ID, in.faults, mends)
	}
}

// withoutConsequences leaves out the findings of a rule that it does not find in a mended
// document; all stay where it finds something else there, and those that another document
// shows, which is more than what is wrong in this one.
func (s *Subject) withoutConsequences(list diag.Findings, rule string, after diag.Findings, mends []mend) diag.Findings {
	found := func(of diag.Findings, f *diag.Finding) bool {
		return slices.ContainsFunc(of, func(g diag.Finding) bool { return g.Rule == rule && sameRef(f.Ref, g.Ref) })
	}
	if slices.ContainsFunc(after, func(f diag.Finding) bool { return !found(list, &f) }) {
		return list
	}
	out := make(diag.Findings, 0, len(list))
	var gone []diag.Finding
	for _, f := range list {
		if f.Rule == rule && !found(after, &f) && !ofTwoFiles(&f) {
			gone = append(gone, f)
			continue
		}
		out = append(out, f)
	}
	for i := range gone {
		s.toldWith(out, &gone[i], mends)
	}
	return out
}

// toldWith notes the rule of what is left out with the finding of the number that it came
// of: the one that it shows, or else the first.
func (s *Subject) toldWith(list diag.Findings, gone *diag.Finding, mends []mend) {
	of := mends[0].v
	for _, m := range mends {
		if r := s.Ref(m.v); sameRef(r, gone.Ref) || slices.ContainsFunc(gone.Evidence, func(e diag.Evidence) bool { return sameRef(r, e.Ref) }) {
			of = m.v
			break
		}
	}
	for i := range list {
		if f := &list[i]; s.tells(f, of) && !slices.Contains(f.Also, gone.Rule) {
			f.Also = append(f.Also, gone.Rule)
			slices.Sort(f.Also)
		}
	}
}

// tells reports whether a finding says of a number that it, and nothing else, is wrong.
func (s *Subject) tells(f *diag.Finding, v Var) bool {
	return len(f.Suspects) == 1 && sameRef(f.Suspects[0].Ref, s.Ref(v))
}

// ofTwoFiles reports whether a finding shows what another document says.
func ofTwoFiles(f *diag.Finding) bool {
	return slices.ContainsFunc(f.Evidence, func(e diag.Evidence) bool { return e.Ref.File != f.Ref.File })
}

// sameRef compares places, whatever is printed there.
func sameRef(a, b place.Ref) bool {
	a.Text, b.Text = "", ""
	return a == b
}

// mended is the document with numbers of tables and sentences put right.
func (s *Subject) mended(mends []mend) *Subject {
	d := *s.Disclosure
	d.Tables, d.Sections = slices.Clone(d.Tables), slices.Clone(d.Sections)
	for _, m := range mends {
		n := &s.numbers[m.v]
		right := money.Decimal{Coef: m.coef, Scale: n.scale}
		switch n.kind {
		case ofCell, ofRate:
			mendCell(&d.Tables[n.owner], n, money.PrintDecimal(right))
		case ofClaim:
			mendClaim(&d.Sections[n.owner], n, right.String())
		}
	}
	return s.as(&d)
}

// mendCell prints an amount in a table of which nothing else is shared with the one before.
func mendCell(t *budget.Table, n *number, right money.Printed) {
	t.Panels = slices.Clone(t.Panels)
	p := &t.Panels[n.panel]
	p.Lines = slices.Clone(p.Lines)
	l := &p.Lines[n.line]
	l.Cells, l.Rates = slices.Clone(l.Cells), slices.Clone(l.Rates)
	if c := n.cellIn(l); c != nil {
		c.Printed = right
	}
}

// mendClaim writes a number in a sentence likewise; what stands behind it moves.
func mendClaim(sec *budget.Section, n *number, right string) {
	sec.Paragraphs = slices.Clone(sec.Paragraphs)
	p := &sec.Paragraphs[n.line]
	p.Claims = slices.Clone(p.Claims)
	at := p.Claims[n.column]
	if at.Start+len(at.Text) > len(p.Text) || p.Text[at.Start:at.Start+len(at.Text)] != at.Text {
		return
	}
	p.Text = p.Text[:at.Start] + right + p.Text[at.Start+len(at.Text):]
	for k := range p.Claims {
		if p.Claims[k].Start > at.Start {
			p.Claims[k].Start += len(right) - len(at.Text)
		}
	}
	p.Claims[n.column].Text = right
}
