package reconstruct

import (
	"math"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// counted is what a pseudo-book's cells count.
func (m *maker) counted(entries []entry, projects []string) []compose.Counted {
	b := &budget.Book{Profile: m.p.ID, Year: m.d.Year, Unit: m.out.Book.Unit, Subjects: m.out.Book.Subjects}
	for _, e := range entries {
		b.Facts = append(b.Facts, e.Fact)
	}
	for _, name := range projects {
		b.Projects = append(b.Projects, budget.Project{Name: name})
	}
	return compose.Incidence(b, m.p)
}

// relate turns the published tables into relations.
func (m *maker) relate() {
	m.couple()
	take := func(entries []entry, cells []compose.Counted, accepts func(p *profile.Panel, row string) bool) {
		for _, c := range cells {
			panel := m.panel(c.Table, c.Panel)
			if c.Data != "facts" || len(c.Entries) == 0 || !accepts(panel, c.Row) {
				continue
			}
			if r, ok := m.relation(c, entries); ok {
				m.system.add(r)
			}
		}
	}
	take(m.items, m.counted(m.items, nil), func(p *profile.Panel, row string) bool {
		return !makes(p, "economic") && !makes(p, "projects") || fixed(p, row)
	})
	take(m.divs, m.counted(m.divs, nil), func(p *profile.Panel, row string) bool { return makes(p, "economic") && !fixed(p, row) })
	take(m.works, m.counted(m.works, m.projects), func(p *profile.Panel, _ string) bool { return makes(p, "projects") })
	m.forms()
	m.unlikely()
}

// rarely are functional items that operating costs are hardly ever paid under.
var rarely = []string{"2080505", "2080506", "2080801", "21011", "22102"}

// unlikely asks for little where there would rather be nothing.
func (m *maker) unlikely() {
	for _, e := range m.items {
		if e.Economic == operating && slices.ContainsFunc(rarely, func(code string) bool { return strings.HasPrefix(e.Subject, code) }) {
			m.system.add(relation{terms: []term{{e.v, 1}}, in: span{0, math.MaxInt64 / 4}, weight: weightForm})
		}
	}
}

func (m *maker) panel(table, key string) *profile.Panel {
	t := m.p.Table(table)
	for i := range t.Panels {
		if t.Panels[i].Key == key {
			return &t.Panels[i]
		}
	}
	return &profile.Panel{}
}

// relation is what a published cell says of the entries that it counts. A line
// that a published table does not list has nothing.
func (m *maker) relation(c compose.Counted, entries []entry) (relation, bool) {
	t := m.d.Table(c.Table)
	if t == nil || t.Panel(c.Panel) == nil || !slices.Contains(t.Panel(c.Panel).Columns, c.Column) {
		return relation{}, false
	}
	r := relation{weight: m.weight(c)}
	if cell, ok := m.printed[cellKey{c.Table, c.Panel, c.Row, c.Column}]; ok {
		if r.in, r.near, ok = allowed(cell.cell.Printed, cell.unit); !ok {
			return r, false
		}
		if cell.cell.Printed.Value.IsZero() && m.plain[c.Table] {
			r.in.lo = 0
		}
	} else if fixed(m.panel(c.Table, c.Panel), c.Row) {
		return r, false // a total that is not printed says nothing
	}
	for _, i := range c.Entries {
		r.terms = append(r.terms, term{entries[i].v, 1})
	}
	return r, true
}

// weight is that of a line of its own, or of a sum of lines.
func (m *maker) weight(c compose.Counted) int64 {
	if n := len(c.Row); !fixed(m.panel(c.Table, c.Panel), c.Row) && (c.Row[0] < '0' || c.Row[0] > '9' || n == 5 && c.Row[0] == '3' || n == 7) {
		return weightSingle
	}
	return weightSum
}

// plainZeros are the tables that leave nothing blank: a zero in them is nothing, not
// an amount too small to print.
func plainZeros(d *budget.Disclosure) map[string]bool {
	out := map[string]bool{}
	for i := range d.Tables {
		blank := false
		for _, p := range d.Tables[i].Panels {
			for _, l := range p.Lines {
				blank = blank || slices.ContainsFunc(l.Cells, func(c budget.Cell) bool { return c.Printed.Mark != money.Number })
			}
		}
		out[d.Tables[i].ID] = !blank
	}
	return out
}

// couple says that items and divisions, items and undertakings have equal sums.
func (m *maker) couple() {
	m.divFrom = map[int]bool{}
	for _, c := range m.counted(m.items, nil) {
		if p := m.panel(c.Table, c.Panel); len(m.divs) > 0 && makes(p, "economic") && fixed(p, c.Row) {
			for _, i := range c.Entries {
				m.divFrom[i] = true
			}
		}
	}
	for _, economic := range []string{personnel, operating} {
		r := relation{weight: weightAlways}
		for i, e := range m.items {
			if m.divFrom[i] && e.Economic == economic {
				r.terms = append(r.terms, term{e.v, 1})
			}
		}
		for _, e := range m.divs {
			if groupOf(e.Economic) == groupOf(economic) {
				r.terms = append(r.terms, term{e.v, -1})
			}
		}
		m.system.add(r)
	}
	for _, s := range m.sources() {
		for _, carry := range []bool{false, true} {
			r := relation{weight: weightAlways}
			for _, list := range []struct {
				entries []entry
				sign    int
			}{{m.items, 1}, {m.works, -1}} {
				for _, e := range list.entries {
					if e.Project != "" && e.Source == s && e.CarryOver == carry {
						r.terms = append(r.terms, term{e.v, list.sign})
					}
				}
			}
			m.system.add(r)
		}
	}
}

func groupOf(economic string) string {
	s, _ := budget.DeptEconomic().Find(economic)
	return s.Group
}
