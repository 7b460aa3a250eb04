package reconstruct

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// figures takes staff, vehicles and procurement, which stand in sentences alone.
func (m *maker) figures(claims map[string]string) {
	b := m.out.Book
	number := func(figure string) (int, bool) {
		for i := range m.p.Measures {
			if m.p.Measures[i].Figure == figure {
				n, err := strconv.Atoi(claims[m.p.Measures[i].ID])
				return n, err == nil
			}
		}
		return 0, false
	}
	m.staff(number)
	all, _ := number("vehicles.count")
	booked, haveBooked := number("vehicles.booked")
	if !haveBooked {
		booked = all
	}
	if booked > 0 {
		b.Vehicles = append(b.Vehicles, budget.Vehicle{Name: "在账车辆", Count: booked, Booked: true})
	}
	if all > booked {
		b.Vehicles = append(b.Vehicles, budget.Vehicle{Name: "未入账车辆", Count: all - booked})
	}
	m.procurement(claims)
}

// staff takes posts by kind of funding where they are told, and people in all.
func (m *maker) staff(number func(figure string) (int, bool)) {
	b := m.out.Book
	posts, havePosts := number("staff.posts")
	actual, haveActual := number("staff.actual")
	if !haveActual {
		actual = -1
	}
	kinds := m.staffKinds()
	sum := 0
	for _, s := range kinds {
		sum += s.Posts
	}
	switch {
	case len(kinds) == 1 && sum == posts:
		kinds[0].Actual = actual
		b.Staff = append(b.Staff, kinds...)
	case len(kinds) > 0 && sum == posts:
		b.Staff = append(b.Staff, kinds...)
		if haveActual {
			b.Staff = append(b.Staff, budget.Staff{Posts: -1, Actual: actual})
		}
	case havePosts:
		b.Staff = append(b.Staff, budget.Staff{Kind: "全部", Posts: posts, Actual: actual})
	case haveActual:
		b.Staff = append(b.Staff, budget.Staff{Posts: -1, Actual: actual})
	}
}

// staffKinds are the posts that a sentence lists by kind of funding.
func (m *maker) staffKinds() []budget.Staff {
	var out []budget.Staff
	for i := range m.p.Lists {
		l := &m.p.Lists[i]
		if l.Figure != "staff.kinds" {
			continue
		}
		names, counts := m.listed(l.ID+".name"), m.listed(l.ID+".amount")
		for k := range min(len(names), len(counts)) {
			if n, err := strconv.Atoi(counts[k]); err == nil && names[k] != "" {
				out = append(out, budget.Staff{Kind: names[k], Posts: n, Actual: -1})
			}
		}
	}
	return out
}

// listed is what sentences say in a slot, one after the other.
func (m *maker) listed(slot string) []string {
	var out []string
	for i := range m.d.Sections {
		for j := range m.d.Sections[i].Paragraphs {
			for _, c := range m.d.Sections[i].Paragraphs[j].Claims {
				if c.Slot == slot {
					out = append(out, strings.TrimSpace(c.Text))
				}
			}
		}
	}
	return out
}

// procurement takes what is to be procured by kind, so that the total prints too.
func (m *maker) procurement(claims map[string]string) {
	s := &system{}
	kinds := []string{"goods", "works", "services"}
	var total []term
	for range kinds {
		total = append(total, term{s.variable(), 1})
	}
	for i := range m.p.Measures {
		x := &m.p.Measures[i]
		in, near, ok := m.said(claims[x.ID])
		k := slices.Index(kinds, strings.TrimPrefix(x.Figure, "procurement."))
		switch {
		case !ok:
		case x.Figure == "procurement":
			s.add(relation{total, in, near, weightSum})
		case k >= 0 && x.Figure != kinds[k]:
			s.add(relation{total[k : k+1], in, near, weightSingle})
		}
	}
	if len(s.relations) == 0 {
		return
	}
	for k, amount := range m.solved(s) {
		if amount > 0 {
			m.out.Book.Procurement = append(m.out.Book.Procurement, budget.Procurement{Kind: kinds[k], Source: "gpb", Amount: money.Fen(amount)})
		}
	}
}
