package reconstruct

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// sources are the funds that the profile's tables tell apart; a fund of which they
// only know the group stands for the group.
func (m *maker) sources() []string {
	named := map[string]bool{}
	note := func(w profile.Where) {
		if w.Source != "" {
			named[w.Source] = true
		}
	}
	for _, t := range m.p.Tables {
		note(t.Where)
		for _, p := range t.Panels {
			note(p.Where)
			for _, c := range p.Columns {
				note(c.Where)
			}
			for _, r := range p.Rows {
				note(r.Where)
				for _, l := range r.Lines {
					note(l.Where)
				}
			}
		}
	}
	var out []string
	for _, s := range []string{"gpb", "gfb", "socb", "special_account", "business", "operating", "superior", "affiliated", "other"} {
		if named[s] {
			out = append(out, s)
		}
	}
	if !slices.Contains(out, "other") && !slices.Contains(out, "business") {
		out = append(out, "other")
	}
	return out
}

// leaves are the functional items that the document lists.
func (m *maker) leaves() []string {
	seen := map[string]bool{}
	for i := range m.p.Tables {
		t := &m.p.Tables[i]
		from := m.d.Table(t.ID)
		if from == nil {
			continue
		}
		for j := range t.Panels {
			panel := from.Panel(t.Panels[j].Key)
			if panel == nil || !makes(&t.Panels[j], "function") {
				continue
			}
			for _, l := range panel.Lines {
				if len(l.Code) == 7 {
					seen[l.Code] = true
				}
			}
		}
	}
	out := make([]string, 0, len(seen))
	for code := range seen {
		out = append(out, code)
	}
	slices.Sort(out)
	return out
}

func makes(p *profile.Panel, from string) bool {
	return slices.ContainsFunc(p.Rows, func(r profile.Rows) bool { return r.From == from })
}

func fixed(p *profile.Panel, key string) bool {
	for _, r := range p.Rows {
		for _, l := range r.Lines {
			if l.Key == key {
				return true
			}
		}
	}
	return false
}

// representatives of the two groups of basic expenditure.
const (
	personnel = "30199"
	operating = "30299"
	anything  = "\u00a7" // a project whose name does not matter
)

// solve sets up the system, finds the amounts and makes the facts of them.
func (m *maker) solve() {
	m.variables()
	m.relate()
	found, err := m.system.solve()
	if err != nil {
		m.find(place.Ref{}, "没有找到同时满足全部公开数的元，逐格照印的数填：%v", err)
	}
	m.amounts = found
	if m.shares() {
		if found, err := m.system.solve(); err == nil {
			m.amounts = found
		}
	}
	m.told()
	m.spread()
}

func (m *maker) variables() {
	codes := m.local()
	for _, item := range codes {
		for _, s := range m.sources() {
			for _, carry := range []bool{false, true} {
				for _, f := range []budget.Fact{{Economic: personnel}, {Economic: operating}, {Project: anything}} {
					f.Subject, f.Source, f.CarryOver, f.Amount = item, s, carry, 1
					m.items = append(m.items, entry{f, m.system.variable()})
				}
			}
		}
	}
	for _, d := range m.divisions() {
		m.divs = append(m.divs, entry{d, m.system.variable()})
	}
	m.projects = m.projectNames()
	for _, name := range m.projects {
		for _, s := range m.sources() {
			for _, carry := range []bool{false, true} {
				f := budget.Fact{Subject: "2010101", Project: name, Source: s, CarryOver: carry, Amount: 1}
				m.works = append(m.works, entry{f, m.system.variable()})
			}
		}
	}
}

// local lists the items; those that the national table lacks become the book's own.
func (m *maker) local() []string {
	codes := m.leaves()
	for _, code := range codes {
		for _, n := range []int{3, 5, 7} {
			if _, ok := budget.Functions().Find(code[:n]); ok || m.hasLocal(code[:n]) {
				continue
			}
			m.out.Book.Subjects = append(m.out.Book.Subjects, budget.LocalSubject{Table: budget.TableFunction, Code: code[:n], Name: m.nameOf(code[:n])})
		}
	}
	return codes
}

func (m *maker) hasLocal(code string) bool {
	return slices.ContainsFunc(m.out.Book.Subjects, func(s budget.LocalSubject) bool { return s.Code == code })
}

func (m *maker) nameOf(code string) string {
	for i := range m.d.Tables {
		for j := range m.d.Tables[i].Panels {
			for _, l := range m.d.Tables[i].Panels[j].Lines {
				if l.Code == code && strings.TrimSpace(l.Name) != "" {
					return strings.TrimSpace(l.Name)
				}
			}
		}
	}
	return code
}

// divisions are the lines of basic expenditure by economic subject.
func (m *maker) divisions() []budget.Fact {
	kind, _ := budget.FindUnitKind(m.out.Book.Unit.Kind)
	var out []budget.Fact
	for i := range m.p.Tables {
		t := &m.p.Tables[i]
		from := m.d.Table(t.ID)
		if from == nil || len(out) > 0 {
			continue
		}
		for j := range t.Panels {
			panel := from.Panel(t.Panels[j].Key)
			if panel == nil || !makes(&t.Panels[j], "economic") {
				continue
			}
			for _, l := range panel.Lines {
				if len(l.Code) != 5 {
					continue
				}
				f := budget.Fact{Subject: "2010101", Economic: l.Code, Source: "gpb", Amount: 1}
				f.GovEconomic = govOf(&l, kind.Group)
				out = append(out, f)
			}
		}
	}
	return out
}

// govOf is a line's government-economic subject where it is not the one that
// follows from its own.
func govOf(l *budget.Line, group string) string {
	if l.Second == "" {
		return ""
	}
	usual, ok := budget.GovEconomicOf(l.Code, group)
	if ok && budget.Fold(usual.Name) == budget.Fold(l.Second) {
		return ""
	}
	for _, s := range budget.GovEconomic().FindName(l.Second) {
		if s.Level == 2 {
			return s.Code
		}
	}
	return ""
}

// projectNames are the projects that the tables list, then those of forms.
func (m *maker) projectNames() []string {
	var out []string
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for i := range m.p.Tables {
		t := &m.p.Tables[i]
		from := m.d.Table(t.ID)
		if from == nil {
			continue
		}
		for j := range t.Panels {
			panel := from.Panel(t.Panels[j].Key)
			if panel == nil || !makes(&t.Panels[j], "projects") {
				continue
			}
			for _, l := range panel.Lines {
				if !l.Total && !fixed(&t.Panels[j], l.Key) {
					add(l.Key)
				}
			}
		}
	}
	for i := range m.d.Projects {
		add(m.d.Projects[i].Name)
	}
	if len(out) == 0 && m.hasProjectMoney() {
		out = append(out, "项目支出")
		m.find(place.Ref{}, "公开件没有列出项目，项目支出合成一个")
	}
	return out
}

func (m *maker) hasProjectMoney() bool {
	for key, c := range m.printed {
		if key.column == "项目支出" && !c.cell.Printed.Value.IsZero() {
			return true
		}
	}
	return false
}
