package generate

import (
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// lastYear makes last year's facts out of this year's, and gives them to the book
// as lines or as totals alone.
func (m *maker) lastYear() {
	p := &m.a.Prior
	switch how := m.IntN(100); {
	case how < p.Zero: // a new unit
	case how < p.Zero+p.Equal:
		m.before = slices.Clone(m.book.Facts)
	default:
		m.before = m.changed()
	}
	if len(m.before) > 0 && m.percent(p.Lines) {
		m.book.Prior = m.before
		return
	}
	for _, r := range m.a.Reasons {
		if r.Total {
			m.book.PriorTotal = append(m.book.PriorTotal, budget.PriorTotal{Key: r.Key, Amount: m.measure(m.before, r.Measure)})
		}
	}
}

// changed is this year's facts as they may have stood a year ago.
func (m *maker) changed() []budget.Fact {
	p := &m.a.Prior
	var out []budget.Fact
	for i, f := range m.book.Facts {
		if i > 0 && m.percent(p.Drop) {
			continue
		}
		if !m.percent(p.Keep) {
			f.Amount = m.grained(int64(f.Amount) * m.in(p.Scale) / 1000)
		}
		out = addTo(out, f)
	}
	if m.percent(p.Ended) {
		f := m.projectFact(one(m.chooser, m.office.trade.Subjects), &m.a.Actions[m.IntN(len(m.a.Actions))])
		f.Project += "（一期）"
		out = addTo(out, f)
	}
	return out
}

// measure is the amount that a reason is about.
func (m *maker) measure(facts []budget.Fact, name string) money.Fen {
	if name == "public" {
		var sum money.Fen
		for _, l := range m.a.Lines {
			if l.Public != "" {
				sum += m.public(facts, l.Public)
			}
		}
		return sum
	}
	if slices.ContainsFunc(m.a.Lines, func(l line) bool { return l.Public == name }) {
		return m.public(facts, name)
	}
	var sum money.Fen
	for _, f := range facts {
		if m.counts(&f, name) {
			sum += f.Amount
		}
	}
	return sum
}

// counts reports whether a fact is part of a measure.
func (m *maker) counts(f *budget.Fact, measure string) bool {
	switch measure {
	case "gpb":
		return f.Source == "gpb" && !f.CarryOver
	case "agency":
		known, _ := budget.FindUnitKind(m.kind.Key)
		return known.AgencyCosts && f.Basic() && budget.Within(f.Source, "fiscal") && costGroup(f) == "公用经费"
	}
	return true
}

// costGroup is 人员经费 or 公用经费.
func costGroup(f *budget.Fact) string {
	s, _ := budget.DeptEconomic().Find(f.Economic)
	return s.Group
}
