package generate

import (
	"strconv"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// reasons says why each measure changed. A measure that did not change has a
// reason at hand too: balanced rounding may print it one last place apart.
func (m *maker) reasons() {
	for i := range m.a.Reasons {
		r := &m.a.Reasons[i]
		now, before := m.measure(m.book.Facts, r.Measure), m.measure(m.before, r.Measure)
		if now == 0 && before == 0 {
			continue
		}
		m.book.Reasons = append(m.book.Reasons, budget.Text{Key: r.Key, Text: m.reason(r, now, before)})
	}
}

func (m *maker) reason(r *reason, now, before money.Fen) string {
	k := strconv.Itoa(1 + m.IntN(6))
	switch {
	case now == before:
		return r.Same
	case before == 0:
		return r.New
	case now > before:
		return fill(one(m.chooser, r.Up), "{cause}", m.cause(r.Measure, 1), "{k}", k)
	}
	return fill(one(m.chooser, r.Down), "{cause}", m.cause(r.Measure, -1), "{k}", k)
}

// cause names what moved most in a direction, and by how much.
func (m *maker) cause(measure string, sign money.Fen) string {
	var names []string // in order of facts, so that a book does not depend on a map's
	moved := map[string]money.Fen{}
	count := func(facts []budget.Fact, sign money.Fen) {
		for _, f := range facts {
			if !m.counts(&f, measure) {
				continue
			}
			name := mover(&f, measure)
			if _, ok := moved[name]; !ok {
				names = append(names, name)
			}
			moved[name] += sign * f.Amount
		}
	}
	count(m.book.Facts, sign)
	count(m.before, -sign)
	best := names[0]
	for _, name := range names {
		if moved[name] > moved[best] {
			best = name
		}
	}
	word := "增加"
	if sign < 0 {
		word = "减少"
	}
	return best + "比上年" + word + money.Round(moved[best], money.Wan, 2).String() + "万元"
}

// mover is what a fact counts under as a cause: its project, its cost group, or
// where all are of one cost group its economic subject.
func mover(f *budget.Fact, measure string) string {
	if !f.Basic() {
		return "“" + f.Project + "”项目"
	}
	if measure == "agency" || measure == "public" {
		s, _ := budget.DeptEconomic().Find(f.Economic)
		return s.Name
	}
	return costGroup(f)
}
