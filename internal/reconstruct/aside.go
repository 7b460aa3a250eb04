package reconstruct

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// aside makes what stands beside the facts: income by subject, the three public
// expenses, projects.
func (m *maker) aside() {
	b := m.out.Book
	for _, name := range m.projects {
		p := budget.Project{Name: name}
		for i := range m.d.Projects {
			if m.d.Projects[i].Name == name {
				p = bare(m.d.Projects[i])
			}
		}
		b.Projects = append(b.Projects, p)
	}
	m.revenue()
	m.threePublic()
}

// bare is a project without what a reader found beside its fields.
func bare(p budget.Project) budget.Project {
	p.Ref, p.Title, p.Year, p.Refs, p.Levels = place.Ref{}, budget.Passage{}, budget.Passage{}, nil, nil
	list := make([]budget.Indicator, 0, len(p.Indicators))
	for _, x := range p.Indicators {
		x.Ref, x.Printed1, x.Printed2, x.PrintedYear2 = place.Ref{}, "", "", ""
		x.Cells = budget.IndicatorCells{}
		list = append(list, x)
	}
	p.Indicators = list
	return p
}

// own solves a small system of its own over entries that stand in few tables.
func (m *maker) own(n int, b *budget.Book, data string) []int64 {
	s := &system{}
	entries := make([]entry, n)
	for i := range entries {
		entries[i].v = s.variable()
	}
	for _, c := range compose.Incidence(b, m.p) {
		if c.Data != data || len(c.Entries) == 0 {
			continue
		}
		if r, ok := m.relation(c, entries); ok {
			s.add(r)
		}
	}
	return m.solved(s)
}

// revenue makes the income of fund and state-capital budgets by subject.
func (m *maker) revenue() {
	b := &budget.Book{Profile: m.p.ID, Year: m.d.Year, Unit: m.out.Book.Unit}
	for i := range m.p.Tables {
		t := &m.p.Tables[i]
		from := m.d.Table(t.ID)
		if from == nil {
			continue
		}
		for j := range t.Panels {
			p := from.Panel(t.Panels[j].Key)
			if p == nil || !makes(&t.Panels[j], "revenue") {
				continue
			}
			source := t.Where.Source
			if t.Panels[j].Where.Source != "" {
				source = t.Panels[j].Where.Source
			}
			for k, l := range p.Lines {
				if l.Code != "" && !parentOf(p.Lines[k+1:], l.Code) {
					b.Revenue = append(b.Revenue, budget.Revenue{Subject: l.Code, Source: source, Amount: 1})
				}
			}
		}
	}
	for i, fen := range m.own(len(b.Revenue), b, "revenue") {
		if r := b.Revenue[i]; fen > 0 {
			r.Amount = money.Fen(fen)
			m.out.Book.Revenue = append(m.out.Book.Revenue, r)
		}
	}
}

func parentOf(lines []budget.Line, code string) bool {
	return len(lines) > 0 && len(lines[0].Code) > len(code) && strings.HasPrefix(lines[0].Code, code)
}

func (m *maker) threePublic() {
	b := &budget.Book{Profile: m.p.ID, Year: m.d.Year, Unit: m.out.Book.Unit}
	for _, item := range []string{"abroad", "reception", "vehicle_purchase", "vehicle_operation"} {
		for _, s := range []string{"gpb", "gfb", "socb"} {
			b.ThreePublic = append(b.ThreePublic, budget.ThreePublic{Item: item, Source: s, Amount: 1})
		}
	}
	for i, fen := range m.own(len(b.ThreePublic), b, "three_public") {
		t := b.ThreePublic[i]
		t.Amount = money.Fen(fen)
		if t.Source == "gpb" || fen > 0 {
			m.out.Book.ThreePublic = append(m.out.Book.ThreePublic, t)
		}
	}
}
