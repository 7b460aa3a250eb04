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

// Links are the relations of a document, found by the numbers in them. They may
// be used by many goroutines.
type Links struct {
	all []Link
	of  map[Var][]int32
}

// Of are the relations that a number stands in.
func (l *Links) Of(v Var) []Link {
	var out []Link
	for _, i := range l.of[v] {
		out = append(out, l.all[i])
	}
	return out
}

// All are the relations, in the order of the rules.
func (l *Links) All() []Link { return l.all }

// Links are the relations that the catalogue demands of a subject.
func (c *Catalogue) Links(s *Subject) *Links {
	rel := &Relations{Subject: s, made: make([]relation, 0, 1024), terms: make([]term, 0, 4096)}
	scopes := c.scopes(s)
	for i := range c.Rules {
		r := &c.Rules[i]
		if o, _ := s.applies(r, &scopes[i]); o != 0 || r.Relate == nil {
			continue
		}
		var res Result
		rel.relate(r, int32(i), &res)
	}
	l := &ledger{numbers: rel.numbers, relations: rel.made, terms: rel.terms}
	out := &Links{all: make([]Link, 0, len(rel.made)), of: map[Var][]int32{}}
	for i := range l.relations {
		r := &l.relations[i]
		link := Link{Rule: &c.Rules[r.rule], Kind: r.kind.link()}
		for k, t := range l.of(r) {
			if left := t.coef > 0; link.Kind != PercentLink && left || link.Kind == PercentLink && k == 0 {
				link.Left = append(link.Left, t.v)
			} else {
				link.Right = append(link.Right, t.v)
			}
			out.of[t.v] = append(out.of[t.v], int32(len(out.all)))
		}
		switch l.weigh(r) {
		case broken:
			link.Broken = true
		case rounded:
			link.Rounded = true
		}
		out.all = append(out.all, link)
	}
	return out
}

func (k kind) link() LinkKind {
	switch k {
	case same, convert:
		return SameLink
	case atMost:
		return AtMostLink
	case share, growth, rate:
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
	case ofCell, ofRate:
		t := &s.Tables[n.owner]
		p := &t.Panels[n.panel]
		return Address{Table: t.ID, Panel: p.Key, Line: p.Lines[n.line].Key, Column: n.columnIn(p)}
	case ofClaim:
		return Address{Section: s.Sections[n.owner].ID}
	case ofSaid:
		return Address{Section: s.said[n.owner].Ref.Section}
	default:
		return Address{Project: s.Projects[n.owner].Name}
	}
}
