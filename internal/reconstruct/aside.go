package reconstruct

import (
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
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
	found, err := s.solve()
	if err != nil {
		m.find(place.Ref{}, "没有找到同时满足全部公开数的元，逐格照印的数填：%v", err)
	}
	return found
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

// words takes the unit's own words and numbers from the narrative.
func (m *maker) words() {
	claims := m.claims()
	m.texts()
	m.figures(claims)
	for i := range m.p.Measures {
		x := &m.p.Measures[i]
		if c, ok := claims[x.ID+".reason"]; ok && x.Reason != "" && c != "" && !has(m.out.Book.Reasons, x.Reason) {
			m.out.Book.Reasons = append(m.out.Book.Reasons, budget.Text{Key: x.Reason, Text: c})
		}
	}
	m.prior(claims)
}

func has(list []budget.Text, key string) bool {
	for _, t := range list {
		if t.Key == key {
			return true
		}
	}
	return false
}

// claims are what sentences say by slot; the way of a change is kept in the slot.
func (m *maker) claims() map[string]string {
	out := map[string]string{}
	for i := range m.d.Sections {
		for j := range m.d.Sections[i].Paragraphs {
			for _, c := range m.d.Sections[i].Paragraphs[j].Claims {
				if _, ok := out[c.Slot]; !ok {
					out[c.Slot] = strings.TrimSpace(c.Text)
				}
			}
		}
	}
	return out
}

// texts takes over paragraphs that are the unit's own; what a required one lacks is
// said to be lacking.
func (m *maker) texts() {
	said := map[string][]string{}
	for i := range m.d.Sections {
		s := &m.d.Sections[i]
		for j, p := range s.Paragraphs {
			switch {
			case p.Text == "" || p.Heading:
			case len(p.Claims) == 0:
				said[s.ID+"/"+p.Pattern] = append(said[s.ID+"/"+p.Pattern], strings.TrimSpace(p.Text))
			default:
				said[s.ID+"/"] = append(said[s.ID+"/"], unclaimed(&s.Paragraphs[j])...)
			}
		}
	}
	for _, s := range m.p.Sections {
		for i := range s.Paragraphs {
			p := &s.Paragraphs[i]
			nodes := m.p.Pattern(p.Text)
			if len(nodes) != 1 || nodes[0].Slot == nil || nodes[0].Slot.Name != "text" {
				continue
			}
			key := nodes[0].Slot.Arg
			text := strings.Join(said[s.ID+"/"+p.ID], "\n")
			if text == "" && len(said) > 0 {
				text = strings.Join(said[s.ID+"/"], "\n")
			}
			if text != "" && text != m.fixedWords(p.Otherwise) && !has(m.out.Book.Texts, key) {
				m.out.Book.Texts = append(m.out.Book.Texts, budget.Text{Key: key, Text: text})
			}
		}
	}
	for _, t := range m.p.Texts {
		if t.Required && !has(m.out.Book.Texts, t.Key) {
			m.out.Book.Texts = append(m.out.Book.Texts, budget.Text{Key: t.Key, Text: "（公开件里没有读到" + t.Name + "）"})
			m.find(place.Ref{}, "公开件里没有读到“%s”，账册里先占一行", t.Name)
		}
	}
}

// unclaimed are the sentences of a paragraph that claim nothing: the unit's own
// words before or after numbers, in one paragraph with them.
func unclaimed(p *budget.Paragraph) []string {
	var out []string
	from := 0
	for _, sentence := range strings.SplitAfter(p.Text, "。") {
		to, said := from+len(sentence), false
		for _, c := range p.Claims {
			said = said || c.Start >= from && c.Start < to
		}
		if s := strings.TrimSpace(sentence); s != "" && !said {
			out = append(out, s)
		}
		from = to
	}
	return out
}

func (m *maker) fixedWords(s string) string {
	var b strings.Builder
	for _, n := range m.p.Pattern(s) {
		if n.Slot != nil {
			b.WriteString(compose.Builtin(n.Slot.Name, m.p, m.out.Book.Unit))
		}
		b.WriteString(n.Text)
	}
	return b.String()
}

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
	posts, havePosts := number("staff.posts")
	actual, haveActual := number("staff.actual")
	switch {
	case havePosts && haveActual:
		b.Staff = append(b.Staff, budget.Staff{Kind: "全部", Posts: posts, Actual: actual})
	case havePosts:
		b.Staff = append(b.Staff, budget.Staff{Kind: "全部", Posts: posts, Actual: -1})
	case haveActual:
		b.Staff = append(b.Staff, budget.Staff{Posts: -1, Actual: actual})
	}
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
	for _, kind := range []string{"goods", "works", "services"} {
		for i := range m.p.Measures {
			if x := &m.p.Measures[i]; x.Figure == "procurement."+kind {
				if fen, ok := m.fen(claims[x.ID]); ok {
					b.Procurement = append(b.Procurement, budget.Procurement{Kind: kind, Source: "gpb", Amount: fen})
				}
			}
		}
	}
}

// fen is an amount of a sentence.
func (m *maker) fen(text string) (money.Fen, bool) {
	p, err := money.ParsePrinted(text)
	if err != nil || p.Mark != money.Number {
		return 0, false
	}
	u := m.p.Style.MoneyUnit.Fen()
	for range p.Value.Scale {
		if u%10 != 0 {
			return 0, false
		}
		u /= 10
	}
	return money.Fen(p.Value.Coef * u), true
}

// prior works out last year's figures from what sentences say changed.
func (m *maker) prior(claims map[string]string) {
	again, _ := compose.Compile(m.out.Book, m.p, compose.Independent)
	if again == nil {
		return
	}
	done := map[string]bool{}
	for i := range m.p.Measures {
		x := &m.p.Measures[i]
		a, err := profile.ParseAddress(x.Cell)
		t := m.p.Table(a.Table)
		if err != nil || x.Cell == "" || t == nil {
			continue
		}
		public := t.Data == "three_public"
		if !public && (x.Prior == "" || done[x.Prior]) {
			continue
		}
		now := exact(again, a)
		before, ok := m.before(x.ID, now, claims)
		if !ok {
			continue
		}
		if public {
			m.priorItem(t, a.Row, before)
			continue
		}
		done[x.Prior] = true
		m.out.Book.PriorTotal = append(m.out.Book.PriorTotal, budget.PriorTotal{Key: x.Prior, Amount: before})
	}
}

func exact(d *budget.Disclosure, a profile.Address) money.Fen {
	if t := d.Table(a.Table); t != nil {
		for i := range t.Panels {
			if c := t.Panels[i].Cell(a.Row, a.Column); c != nil {
				return c.Exact
			}
		}
	}
	return 0
}

func (m *maker) before(id string, now money.Fen, claims map[string]string) (money.Fen, bool) {
	if _, ok := claims[id+".same"]; ok {
		return now, true
	}
	for way, sign := range map[string]money.Fen{"more": -1, "less": 1} {
		if fen, ok := m.fen(claims[id+".delta:"+way]); ok {
			return max(now+sign*fen, 0), true
		}
	}
	if _, ok := claims[id+".delta:new"]; ok {
		return 0, true
	}
	if fen, ok := m.fen(claims[id+".prior"]); ok {
		return fen, true
	}
	return 0, false
}

// priorItem is last year's amount of one item of the three public expenses.
func (m *maker) priorItem(t *profile.Table, row string, amount money.Fen) {
	for i := range t.Panels {
		for _, r := range t.Panels[i].Rows {
			for _, l := range r.Lines {
				if l.Key != row {
					continue
				}
				for k := range m.out.Book.ThreePublic {
					if x := &m.out.Book.ThreePublic[k]; x.Item == l.Where.Item && x.Source == "gpb" {
						x.Prior = amount
						return
					}
				}
			}
		}
	}
}
