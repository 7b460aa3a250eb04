package generate

import (
	"slices"

	"mingbai/internal/budget"
)

// The kinds of procurement, by place in maker.bought.
const (
	goods = iota
	works
	services
)

var procurementKinds = [...]string{goods: "goods", works: "works", services: "services"}

// buy notes what of a project's money goes to procurement.
func (m *maker) buy(act *action, f budget.Fact) {
	kind := slices.Index(procurementKinds[:], act.Buys)
	if kind < 0 || f.Source != "gpb" {
		return
	}
	m.bought[kind] += m.grained(int64(f.Amount) * m.in(span{500, 950}) / 1000)
	if kind == services {
		m.services = append(m.services, f.Project)
	}
}

func (m *maker) procurement() {
	for kind, amount := range m.bought {
		m.book.Procurement = append(m.book.Procurement, budget.Procurement{Kind: procurementKinds[kind], Source: "gpb", Amount: amount})
	}
}
