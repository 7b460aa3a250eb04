package reconstruct

import (
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

func (m *maker) value(e entry) int64 { return m.amounts[e.v] }

// affinity pairs functional items with the economic subject that they are paid by.
var affinity = []struct{ item, economic string }{
	{"2080505", "30108"},
	{"2080506", "30109"},
	{"2210201", "30113"},
	{"2210202", "30102"},
	{"2210203", "30102"},
	{"2101101", "30110"},
	{"2101102", "30110"},
	{"2101103", "30111"},
	{"2080501", "30301"},
	{"2080501", "30302"},
	{"2080502", "30301"},
	{"2080502", "30302"},
	{"2080801", "30304"},
}

// spread makes the facts: items spread over divisions and undertakings.
func (m *maker) spread() {
	b := m.out.Book
	add := func(f budget.Fact, amount int64) {
		if f.Amount = money.Fen(amount); amount > 0 {
			b.Facts = append(b.Facts, f)
		}
	}
	for _, group := range []string{personnel, operating} {
		var rows, columns []entry
		for i, e := range m.items {
			switch {
			case e.Economic != group:
			case m.divFrom[i]:
				rows = append(rows, e)
			default:
				add(e.Fact, m.value(e))
			}
		}
		for _, e := range m.divs {
			if groupOf(e.Economic) == groupOf(group) {
				columns = append(columns, e)
			}
		}
		for _, a := range transport(m.values(rows), m.values(columns), func(r, c int) bool { return belongs(rows[r].Subject, columns[c].Economic) }) {
			f := rows[a.r].Fact
			f.Economic, f.GovEconomic = columns[a.c].Economic, columns[a.c].GovEconomic
			add(f, a.amount)
		}
	}
	for _, s := range m.sources() {
		for _, carry := range []bool{false, true} {
			only := func(list []entry) []entry {
				var out []entry
				for _, e := range list {
					if e.Project != "" && e.Source == s && e.CarryOver == carry {
						out = append(out, e)
					}
				}
				return out
			}
			rows, columns := only(m.items), only(m.works)
			for _, a := range transport(m.values(rows), m.values(columns), func(_, _ int) bool { return false }) {
				f := rows[a.r].Fact
				f.Project = columns[a.c].Project
				add(f, a.amount)
			}
		}
	}
}

func belongs(item, economic string) bool {
	return slices.ContainsFunc(affinity, func(a struct{ item, economic string }) bool { return a.item == item && a.economic == economic })
}

func (m *maker) values(list []entry) []int64 {
	out := make([]int64, len(list))
	for i, e := range list {
		out[i] = m.value(e)
	}
	return out
}
