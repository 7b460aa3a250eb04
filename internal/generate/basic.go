package generate

import (
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// basic makes the basic expenditure, line by line in the order of the
// assumptions: wages first, then what is a share of them.
func (m *maker) basic() {
	for i := range m.a.Lines {
		l := &m.a.Lines[i]
		if len(l.Groups) > 0 && !slices.Contains(l.Groups, m.group.Name) || l.Chance > 0 && !m.percent(l.Chance) {
			continue
		}
		amount := m.basicAmount(l)
		f := budget.Fact{
			Subject:  m.group.function(l.Role, m.office.unit.Main),
			Economic: l.Economic, Source: m.source(), Amount: amount,
		}
		if l.Public != "" {
			f.Source = "gpb" // the three-public table shows appropriations alone
		}
		if l.Base {
			m.wages += amount
		}
		if l.Goods && f.Source == "gpb" {
			m.bought[goods] += amount
		}
		m.add(f)
	}
}

func (m *maker) basicAmount(l *line) money.Fen {
	rate, n := m.in(l.Amount), 1
	switch l.Basis {
	case "wage":
		return m.grained(int64(m.wages) * rate / 1000)
	case "head":
		n = m.people
	case "retiree":
		n = m.retirees
	case "vehicle":
		n = m.vehicles
	}
	if n == 0 {
		return 0
	}
	return m.grained(rate*100*int64(n) + m.Int64N(100*int64(n)))
}

// threePublic lists the three-public items by what the facts of both years say.
func (m *maker) threePublic() {
	for _, l := range m.a.Lines {
		if l.Public == "" {
			continue
		}
		m.book.ThreePublic = append(m.book.ThreePublic, budget.ThreePublic{
			Item: l.Public, Source: "gpb",
			Amount: m.public(m.book.Facts, l.Public), Prior: m.public(m.before, l.Public),
		})
	}
}

// public is what facts say of one three-public item.
func (m *maker) public(facts []budget.Fact, item string) money.Fen {
	var sum money.Fen
	for _, l := range m.a.Lines {
		for _, f := range facts {
			if l.Public == item && f.Basic() && f.Economic == l.Economic && f.Source == "gpb" {
				sum += f.Amount
			}
		}
	}
	return sum
}
