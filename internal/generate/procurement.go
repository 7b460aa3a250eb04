package generate

import (
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// buy notes what of a project's money goes to procurement.
func (m *maker) buy(act *action, f budget.Fact) {
	m.purchase(act.Buys, f.Project, f.Source, m.grained(int64(f.Amount)*m.in(span{500, 950})/1000))
}

// purchase notes what is bought, as goods, works or services; nothing where buys
// is empty.
func (m *maker) purchase(buys, name, source string, amount money.Fen) {
	if buys == "" || amount == 0 {
		return
	}
	if buys == "services" && !slices.Contains(m.services, name) {
		m.services = append(m.services, name)
	}
	for i := range m.book.Procurement {
		if p := &m.book.Procurement[i]; p.Kind == buys && p.Source == source {
			p.Amount += amount
			return
		}
	}
	m.book.Procurement = append(m.book.Procurement, budget.Procurement{Kind: buys, Source: source, Amount: amount})
}

// procurement puts the purchases in the order of the form, each kind at least
// with nothing.
func (m *maker) procurement() {
	kinds := []string{"goods", "works", "services"}
	for _, kind := range kinds {
		if !slices.ContainsFunc(m.book.Procurement, func(p budget.Procurement) bool { return p.Kind == kind }) {
			m.book.Procurement = append(m.book.Procurement, budget.Procurement{Kind: kind, Source: "gpb"})
		}
	}
	slices.SortStableFunc(m.book.Procurement, func(a, b budget.Procurement) int {
		return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind)
	})
}
