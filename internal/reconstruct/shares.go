package reconstruct

import (
	"math"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// shares asks, once amounts are found, that percentages in sentences print the same:
// each lets its part be only so much of its base as it came out. They are the
// lightest relations; no print of a table gives way to one. It reports whether some
// do not hold yet.
func (m *maker) shares() bool {
	cells := map[profile.Address][]term{}
	for _, c := range m.counted(m.items, nil) {
		if c.Data != "facts" {
			continue
		}
		for _, i := range c.Entries {
			a := profile.Address{Table: c.Table, Row: c.Row, Column: c.Column}
			cells[a] = append(cells[a], term{m.items[i].v, 1})
		}
	}
	missed := false
	for _, x := range m.percentages() {
		base, part := m.sum(cells[x.base]), m.sum(cells[x.part])
		in, ok := ofBase(base, x.text)
		if !ok || part == 0 || base == part {
			continue
		}
		missed = missed || !in.holds(part)
		m.system.add(relation{terms: cells[x.base], in: span{base, base}, near: base, weight: weightShare})
		m.system.add(relation{terms: cells[x.part], in: in, near: min(max(part, in.lo), in.hi), weight: weightShare})
	}
	return missed
}

// percentage is what a sentence says that a cell is of another.
type percentage struct {
	part, base profile.Address
	text       string
}

func (m *maker) percentages() []percentage {
	var out []percentage
	add := func(part, base, text string) {
		a, err1 := profile.ParseAddress(part)
		b, err2 := profile.ParseAddress(base)
		if err1 == nil && err2 == nil && text != "" {
			out = append(out, percentage{a, b, text})
		}
	}
	claims := m.claims()
	for i := range m.p.Measures {
		if x := &m.p.Measures[i]; x.Cell != "" && x.Base != "" {
			add(x.Cell, x.Base, claims[x.ID+".share"])
		}
	}
	for i := range m.p.Lists {
		l := &m.p.Lists[i]
		names, texts := m.listed(l.ID+".name"), m.listed(l.ID+".share")
		for k := range min(len(names), len(texts)) {
			if row := m.rowOf(l, names[k]); row != "" && l.Base != "" && len(names) == len(texts) {
				add(profile.Address{Table: l.Table, Row: row, Column: l.Column}.String(), l.Base, texts[k])
			}
		}
	}
	return out
}

// rowOf is the row of a list's table that has a name.
func (m *maker) rowOf(l *profile.List, name string) string {
	t := m.d.Table(l.Table)
	if t == nil || t.Panel(l.Panel) == nil {
		return ""
	}
	for _, line := range t.Panel(l.Panel).Lines {
		_, plain, _ := strings.Cut(line.Name, "、")
		if line.Level == l.Level && line.Code != "" && (budget.Fold(line.Name) == budget.Fold(name) || budget.Fold(plain) == budget.Fold(name)) {
			return line.Key
		}
	}
	return ""
}

func (m *maker) sum(terms []term) int64 {
	var sum int64
	for _, t := range terms {
		sum += m.amounts[t.v]
	}
	return sum
}

// ofBase is what may be so many percent of an amount, as printed, rounded half up.
func ofBase(base int64, text string) (span, bool) {
	p, err := money.ParsePrinted(text)
	if err != nil || p.Mark != money.Number || p.Value.Sign() < 0 || p.Value.Scale > 4 || base <= 0 {
		return span{}, false
	}
	whole := int64(200) // 100 %, in half units of the last place
	for range p.Value.Scale {
		whole *= 10
	}
	if 2*p.Value.Coef > whole || base > math.MaxInt64/(whole+1) {
		return span{}, false
	}
	lo, hi := max(2*p.Value.Coef-1, 0)*base, (2*p.Value.Coef+1)*base
	return span{(lo + whole - 1) / whole, (hi+whole-1)/whole - 1}, true
}
