package reconstruct

import (
	"math"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// prior works out last year's figures from what sentences say of the change.
func (m *maker) prior(claims map[string]string) {
	again, _ := compose.Compile(m.out.Book, m.p, compose.Independent)
	if again == nil {
		return
	}
	m.priorItems(again, claims)
	m.priorTotals(again, claims)
}

// priorTotals are last year's figures that the book has by name.
func (m *maker) priorTotals(again *budget.Disclosure, claims map[string]string) {
	for i := range m.p.Measures {
		x := &m.p.Measures[i]
		a, err := profile.ParseAddress(x.Cell)
		if err != nil || x.Cell == "" || x.Prior == "" || m.data(a.Table) == "three_public" || m.hasPrior(x.Prior) {
			continue
		}
		s := &system{}
		v := s.variable()
		for _, r := range m.before(x.ID, exact(again, a), claims) {
			r.terms = []term{{v, 1}}
			s.add(r)
		}
		if len(s.relations) == 0 && exact(again, a) == 0 && m.compared(x.ID) {
			s.add(relation{terms: []term{{v, 1}}, weight: weightForm}) // nothing said of nothing: as last year
		}
		if len(s.relations) > 0 {
			m.out.Book.PriorTotal = append(m.out.Book.PriorTotal, budget.PriorTotal{Key: x.Prior, Amount: money.Fen(m.solved(s)[v])})
		} else if m.compared(x.ID) {
			m.find(place.Ref{}, "公开件没有说上年的“%s”，账册里缺这个数，补上才能生成公开件", x.Prior)
		}
	}
}

// compared tells whether sentences of the form compare a measure with last year.
func (m *maker) compared(id string) bool {
	for _, s := range m.p.Sections {
		for _, p := range s.Paragraphs {
			for _, slot := range m.p.Pattern(p.Text).Slots() {
				if slot.Name == id && slot.Aspect == "change" {
					return true
				}
			}
		}
	}
	return false
}

func (m *maker) hasPrior(key string) bool {
	for _, t := range m.out.Book.PriorTotal {
		if t.Key == key {
			return true
		}
	}
	return false
}

// priorItems are last year's three public expenses: items and totals of them.
func (m *maker) priorItems(again *budget.Disclosure, claims map[string]string) {
	b := m.out.Book
	counted := map[profile.Address][]int{}
	for _, c := range compose.Incidence(b, m.p) {
		if c.Data == "three_public" {
			counted[profile.Address{Table: c.Table, Row: c.Row, Column: c.Column}] = c.Entries
		}
	}
	s := &system{}
	for range b.ThreePublic {
		s.variable()
	}
	for i := range m.p.Measures {
		x := &m.p.Measures[i]
		a, err := profile.ParseAddress(x.Cell)
		if err != nil || x.Cell == "" || len(counted[a]) == 0 {
			continue
		}
		for _, r := range m.before(x.ID, exact(again, a), claims) {
			for _, k := range counted[a] {
				if b.ThreePublic[k].Source == "gpb" {
					r.terms = append(r.terms, term{k, 1})
				}
			}
			s.add(r)
		}
	}
	for k, amount := range m.solved(s) {
		b.ThreePublic[k].Prior = money.Fen(amount)
	}
}

func (m *maker) solved(s *system) []int64 {
	found, err := s.solve()
	if err != nil {
		m.find(place.Ref{}, "没有找到同时满足全部公开数的元，逐格照印的数填：%v", err)
	}
	return found
}

// data is the kind of data that a table counts.
func (m *maker) data(table string) string {
	if t := m.p.Table(table); t != nil {
		return t.Data
	}
	return ""
}

func exact(d *budget.Disclosure, a profile.Address) int64 {
	if t := d.Table(a.Table); t != nil {
		for i := range t.Panels {
			if c := t.Panels[i].Cell(a.Row, a.Column); c != nil {
				return int64(c.Exact)
			}
		}
	}
	return 0
}

// before is what sentences let last year's amount be where this year's is known:
// by what they say it was, by how much it changed and at which rate.
func (m *maker) before(id string, now int64, claims map[string]string) []relation {
	if _, ok := claims[id+".same"]; ok {
		return []relation{{in: span{now, now}, near: now, weight: weightSame}}
	}
	if _, ok := claims[id+".delta:new"]; ok {
		return []relation{{weight: weightSingle}}
	}
	var out []relation
	if in, near, ok := m.said(claims[id+".prior"]); ok {
		out = append(out, relation{in: in, near: near, weight: weightSum})
	}
	for way, sign := range map[string]int64{"more": -1, "less": 1} {
		in, near, ok := m.said(claims[id+".delta:"+way])
		if !ok {
			continue
		}
		lo, hi := now+sign*in.lo, now+sign*in.hi
		out = append(out, relation{in: span{max(min(lo, hi), 0), max(lo, hi, 0)}, near: now + sign*near, weight: weightSum})
		if in, ok := atRate(now, sign, claims[id+".rate:"+way]); ok {
			out = append(out, relation{in: in, near: now + sign*near, weight: weightForm})
		}
	}
	return out
}

// said is what an amount of a sentence lets it be.
func (m *maker) said(text string) (in span, near int64, ok bool) {
	p, err := money.ParsePrinted(text)
	if err != nil || p.Mark != money.Number {
		return span{}, 0, false
	}
	in, near, ok = allowed(p, m.p.Style.MoneyUnit)
	if p.Value.IsZero() { // a sentence has to say that there is nothing
		in.lo = 0
	}
	return in, near, ok
}

// atRate is what last year's amount may have been where this year's differs from it
// by a printed percentage: up (sign -1) or down (1).
func atRate(now, sign int64, text string) (span, bool) {
	p, err := money.ParsePrinted(text)
	if err != nil || p.Mark != money.Number || p.Value.Sign() < 0 || p.Value.Scale > 4 {
		return span{}, false
	}
	whole := int64(200) // 100 %, in half units of the last place
	for range p.Value.Scale {
		whole *= 10
	}
	rate := 2 * p.Value.Coef
	a, b := whole-sign*(rate-1), whole-sign*(rate+1)
	if min(a, b) <= 0 || now > math.MaxInt64/whole {
		return span{}, false
	}
	// now/before lies between a and b, of whole, the end at b excluded.
	lo, hi := now*whole/max(a, b), now*whole/min(a, b)
	if b == max(a, b) {
		lo++
	} else if now*whole%b == 0 {
		hi--
	}
	if now*whole%max(a, b) != 0 && b != max(a, b) {
		lo++
	}
	return span{lo, hi}, lo <= hi
}
