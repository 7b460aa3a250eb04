package check

// LinkKind says how the numbers of a link stand to one another.
type LinkKind uint8

// The kinds.
const (
	SumLink     LinkKind = iota // Σ left = Σ right
	SameLink                    // left is right, printed again
	AtMostLink                  // Σ left ≤ Σ right
	PercentLink                 // left is the percentage of right: a share, a rate of change
)

// Link is a relation that a number stands in, as people follow it: from the
// number to what it adds up from, to what it is part of, to where it is repeated.
type Link struct {
	Rule        *Rule
	Kind        LinkKind
	Left, Right []Var
	Broken      bool
	Rounded     bool // holds only within rounding
}

// Links are the relations of the catalogue that a number stands in.
func (c *Catalogue) Links(s *Subject, v Var) []Link {
	if v == NoVar {
		return nil
	}
	rel := &Relations{Subject: s, made: make([]relation, 0, 1024), terms: make([]term, 0, 4096)}
	for i := range c.Rules {
		r := &c.Rules[i]
		if o, _ := s.applies(r); o != 0 || r.Relate == nil {
			continue
		}
		var res Result
		rel.relate(r, int32(i), &res)
	}
	l := &ledger{numbers: rel.numbers, relations: rel.made, terms: rel.terms}
	var out []Link
	for i := range l.relations {
		r := &l.relations[i]
		if !l.holds(r, v) {
			continue
		}
		link := Link{Rule: &c.Rules[r.rule], Kind: r.kind.link()}
		for k, t := range l.of(r) {
			if left := t.coef > 0; link.Kind != PercentLink && left || link.Kind == PercentLink && k == 0 {
				link.Left = append(link.Left, t.v)
			} else {
				link.Right = append(link.Right, t.v)
			}
		}
		switch l.weigh(r) {
		case broken:
			link.Broken = true
		case rounded:
			link.Rounded = true
		}
		out = append(out, link)
	}
	return out
}

// holds reports whether a number is a term of a relation.
func (l *ledger) holds(r *relation, v Var) bool {
	for _, t := range l.of(r) {
		if t.v == v {
			return true
		}
	}
	return false
}

func (k kind) link() LinkKind {
	switch k {
	case same, convert:
		return SameLink
	case atMost:
		return AtMostLink
	case share, rate:
		return PercentLink
	}
	return SumLink
}

// Address is where a number stands, for a link to it.
type Address struct {
	Table, Panel, Line, Column string // of a cell
	Section                    string // of a sentence
	Project                    string // of a form
}

// Address tells where a number stands.
func (s *Subject) Address(v Var) Address {
	switch n := &s.numbers[v]; n.kind {
	case ofCell:
		t := &s.Tables[n.owner]
		p := &t.Panels[n.panel]
		return Address{Table: t.ID, Panel: p.Key, Line: p.Lines[n.line].Key, Column: p.Columns[n.column]}
	case ofClaim:
		return Address{Section: s.Sections[n.owner].ID}
	default:
		return Address{Project: s.Projects[n.owner].Name}
	}
}
