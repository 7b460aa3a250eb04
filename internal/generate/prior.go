package generate

import (
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// lastYear makes last year's facts out of this year's.
func (m *maker) lastYear() {
	p := &m.a.Prior
	switch how := m.IntN(100); {
	case how < p.Zero: // a new unit
	case how < p.Zero+p.Equal:
		m.before = slices.Clone(m.book.Facts)
	default:
		for m.before = m.changed(); m.hardlyChanged(); {
			m.before = m.changed()
		}
	}
	m.showBefore()
}

// showBefore gives last year's facts to the book, as lines or as totals alone.
func (m *maker) showBefore() {
	if len(m.before) > 0 && m.percent(m.a.Prior.Lines) {
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
		f := m.projectFact(m.undertaking(m.office.trade.Subjects))
		f.Project += "（一期）"
		out = addTo(out, f)
	}
	return out
}

// least is the smallest change of a measure that is one: less would be lost in
// the print.
const least = money.Fen(200_00)

// hardlyChanged reports whether some measure changed, but by too little.
func (m *maker) hardlyChanged() bool {
	for i := range m.a.Reasons {
		measure := m.a.Reasons[i].Measure
		if off := (m.measure(m.book.Facts, measure) - m.measure(m.before, measure)).Abs(); off > 0 && off < least {
			return true
		}
	}
	return false
}

// measure is the amount that a reason is about.
func (m *maker) measure(facts []budget.Fact, name string) money.Fen {
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
	case "public":
		return m.publicItem(f) != ""
	case "abroad", "reception", "vehicle_operation", "vehicle_purchase":
		return m.publicItem(f) == measure
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
