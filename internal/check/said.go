package check

import (
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// Said is a number of a sentence that no slot of the form has, as a rule found it.
type Said struct {
	Ref   place.Ref
	Text  string
	Class Class
	Unit  money.Unit
	Title string // of the section
	Name  string // what the sentence calls it, or what it is of
	As    string // what it is of that: 占比, 增减额, 增减幅度; empty for the thing itself
}

// label tells what the number is: “…”里的“印刷支出”占比.
func (x *Said) label() string { return quoted(x.Title) + "里的" + quoted(x.Name) + x.As }

// Say adds a number of a sentence to those that are weighed.
func (s *Subject) Say(x Said) Var {
	n := number{class: x.Class, unit: x.Unit, scale: s.scaleIn(x.Class), exact: x.Class == Count, kind: ofSaid, owner: int32(len(s.said))}
	n.printed, _ = money.ParsePrinted(x.Text)
	s.said = append(s.said, x)
	s.numbers = append(s.numbers, n.allowed())
	return Var(len(s.numbers) - 1)
}

// ClaimAt is the number that a paragraph's claim at a byte of its text states; NoVar where
// none does.
func (s *Subject) ClaimAt(section, paragraph, start int) Var {
	for k, v := range s.at[section][paragraph] {
		if s.Sections[section].Paragraphs[paragraph].Claims[k].Start == start && v != NoVar {
			return v
		}
	}
	return NoVar
}
