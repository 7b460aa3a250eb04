package reconstruct

import (
	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// forms asks that projects cost to the yuan what their forms state.
func (m *maker) forms() {
	for i := range m.d.Projects {
		p := &m.d.Projects[i]
		if !p.HasForm || !p.Annual.Total.Given {
			continue
		}
		yuan := int64(p.Annual.Total.Amount)
		r := relation{in: span{yuan, yuan}, near: yuan, weight: weightForm}
		for _, e := range m.covered(p) {
			r.terms = append(r.terms, term{e.v, 1})
		}
		m.system.add(r)
	}
}

// covered are the entries that a form's annual total is the sum of: those of this
// year, or those carried over too where only then it agrees with the tables.
func (m *maker) covered(p *budget.Project) []entry {
	var now, all []entry
	for _, e := range m.works {
		if e.Project != p.Name {
			continue
		}
		all = append(all, e)
		if !e.CarryOver {
			now = append(now, e)
		}
	}
	yuan := int64(p.Annual.Total.Amount)
	current, whole := m.inTables(p.Name)
	if !current.holds(yuan) && whole.holds(yuan) {
		return all
	}
	return now
}

func (s span) holds(x int64) bool { return s.lo <= x && x <= s.hi }

// totalOf is the column of a panel that the others add up to.
func totalOf(p *profile.Panel) string {
	for _, c := range p.Columns {
		if c.Kind == "amount" && len(c.Sum) > 0 {
			return c.Key
		}
	}
	return ""
}

// inTables is what the tables of projects let a project cost this year, and with what
// is carried over.
func (m *maker) inTables(name string) (current, whole span) {
	for i := range m.p.Tables {
		t := &m.p.Tables[i]
		for j := range t.Panels {
			panel := &t.Panels[j]
			cell, ok := m.printed[cellKey{t.ID, panel.Key, name, totalOf(panel)}]
			if !ok || !makes(panel, "projects") {
				continue
			}
			in, _, ok := allowed(cell.cell.Printed, cell.unit)
			if !ok {
				continue
			}
			whole = span{whole.lo + in.lo, whole.hi + in.hi}
			if t.Where.Carry != "carryover" {
				current = span{current.lo + in.lo, current.hi + in.hi}
			}
		}
	}
	return current, whole
}

// told says which forms state another amount than the tables let a project have.
func (m *maker) told() {
	for i := range m.d.Projects {
		p := &m.d.Projects[i]
		if !p.HasForm || !p.Annual.Total.Given {
			continue
		}
		var sum int64
		for _, e := range m.covered(p) {
			sum += m.value(e)
		}
		if sum != int64(p.Annual.Total.Amount) {
			m.find(p.FieldRef("annual.total"), "“%s”申报表的年度资金总额 %s 元与表里印的数不合，账册按表", p.Name, p.Annual.Total)
		}
	}
}
