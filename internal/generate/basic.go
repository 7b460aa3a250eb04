package generate

import (
	"slices"
	"strings"

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
		switch {
		case l.Public != "":
			f.Source = "gpb" // the three-public table shows appropriations alone
		case l.Base || l.Basis == "wage":
			f.Source = m.pay // who pays the wages pays what is a share of them
		}
		if l.Base {
			m.wages += amount
		}
		m.add(f)
		m.purchase(l.Buys, l.Service, f.Source, amount)
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
	if n == 0 || m.vehicles == 0 && strings.HasPrefix(l.Public, "vehicle") {
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
	for i := range facts {
		if m.publicItem(&facts[i]) == item {
			sum += facts[i].Amount
		}
	}
	return sum
}

// publicItem is the three-public item that a fact is money for; empty for none.
func (m *maker) publicItem(f *budget.Fact) string {
	for _, l := range m.a.Lines {
		if l.Public != "" && f.Basic() && f.Economic == l.Economic && f.Source == "gpb" {
			return l.Public
		}
	}
	return ""
}
