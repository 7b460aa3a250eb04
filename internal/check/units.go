package check

import (
	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// TableUnit is the unit of a table's amounts: the printed one, or, where it cannot be
// right, the one that the other tables and the sentences show it to be.
func (s *Subject) TableUnit(table int) money.Unit { return s.units[table] }

// findUnits settles the unit of every table. A printed unit is wrong where the amounts of
// the table stand digit for digit in others under another unit, and nothing agrees with it.
func (s *Subject) findUnits() {
	printed := make([]unitValues, len(s.Tables))
	s.units = make([]money.Unit, len(s.Tables))
	for t := range s.Tables {
		s.units[t] = s.Tables[t].MoneyUnit
		printed[t] = valuesOf(&s.Tables[t])
	}
	for t := range s.Tables {
		if unit, wrong := s.otherUnit(t, printed); wrong {
			s.units[t] = unit
		}
	}
}

// unitValues are the amounts of a table that have enough digits to be told by them.
type unitValues map[money.Decimal]bool

// tellingCoef is the least coefficient, without zeros at the end, of such an amount.
const tellingCoef = 1000

func valuesOf(t *budget.Table) unitValues {
	out := unitValues{}
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			for k := range t.Panels[p].Lines[l].Cells {
				if c := &t.Panels[p].Lines[l].Cells[k]; !c.Counts && c.Printed.Mark == money.Number {
					out.add(c.Printed.Value)
				}
			}
		}
	}
	return out
}

func (u unitValues) add(d money.Decimal) {
	if d = d.Trimmed(0); d.Coef >= tellingCoef {
		u[d] = true
	}
}

// otherUnit is the unit that a table's amounts are in by all else that the document says;
// false where the printed one may be right.
func (s *Subject) otherUnit(t int, printed []unitValues) (money.Unit, bool) {
	own := s.Tables[t].MoneyUnit
	against, unit := 0, own
	for o := range s.Tables {
		if o == t || s.Tables[o].ID == s.Tables[t].ID {
			continue
		}
		other := s.Tables[o].MoneyUnit
		same := printed[t].shares(printed[o])
		switch {
		case other == own && same, other != own && agree(printed[t], own, printed[o], other):
			return own, false
		case other != own && same:
			against, unit = against+1, other
		}
	}
	if against < 2 && s.sentenceUnit() == own {
		return own, false // whatever the sentences say
	}
	said, agreed := s.unitSaid(t)
	if agreed || s.sentenceUnit() == own {
		return unit, against > 1 && !agreed
	}
	if said > 0 && unit == own {
		unit = s.sentenceUnit()
	}
	return unit, against+said > 1
}

// shares reports whether two tables print an amount alike.
func (u unitValues) shares(o unitValues) bool {
	for d := range u {
		if o[d] {
			return true
		}
	}
	return false
}

// agree reports whether an amount of one table is one of another put into its unit.
func agree(a unitValues, ua money.Unit, b unitValues, ub money.Unit) bool {
	if ua.Fen() > ub.Fen() {
		a, ua, b, ub = b, ub, a, ua
	}
	for d := range a {
		for scale := range uint8(3) {
			if b[inUnit(d, ua, ub, scale).Trimmed(0)] {
				return true
			}
		}
	}
	return false
}

// inUnit rounds an amount half up into a coarser unit.
func inUnit(d money.Decimal, from, to money.Unit, scale uint8) money.Decimal {
	div := to.Fen() / from.Fen()
	for range d.Scale {
		div *= 10
	}
	for range scale {
		div /= 10
	}
	if div <= 0 {
		return d
	}
	return money.Decimal{Coef: (d.Coef + div/2) / div, Scale: scale}
}

// unitSaid counts the amounts of sentences that repeat a cell of a table in its digits but
// not in its unit; agreed where one repeats it in its unit.
func (s *Subject) unitSaid(t int) (said int, agreed bool) {
	own, words := s.Tables[t].MoneyUnit, s.sentenceUnit()
	cells := map[string]money.Decimal{}
	for p := range s.Tables[t].Panels {
		panel := &s.Tables[t].Panels[p]
		for l := range panel.Lines {
			for k := range panel.Lines[l].Cells {
				if c := &panel.Lines[l].Cells[k]; k < len(panel.Columns) && !c.Counts && c.Printed.Mark == money.Number && c.Printed.Value.Coef != 0 {
					cells[s.Tables[t].ID+"["+panel.Lines[l].Key+"]."+panel.Columns[k]] = c.Printed.Value.Trimmed(0)
				}
			}
		}
	}
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			claims := s.Sections[i].Paragraphs[j].Claims
			for k := range claims {
				c := &claims[k]
				cell, ok := cells[c.Cell]
				if !ok {
					continue
				}
				p, err := money.ParsePrinted(c.Text)
				if err != nil || p.Mark != money.Number {
					continue
				}
				switch {
				case p.Value.Trimmed(0) == cell && own != words:
					said++
				case p.Value.Trimmed(0) == cell, own.Fen() < words.Fen() && inUnit(cell, own, words, p.Value.Scale).Trimmed(0) == p.Value.Trimmed(0):
					agreed = true
				}
			}
		}
	}
	return said, agreed
}
