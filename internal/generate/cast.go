package generate

import (
	"slices"

	"mingbai/internal/budget"
)

// Cast is a unit that is given instead of made up: who it is and what it does.
type Cast struct {
	Name       string // without the place
	Kind       string // key of a kind of unit: admin, public1 …
	Department budget.Body
	Main       string   // functional item of its basic expenditure
	Items      []string // functional items of its projects
	Subjects   []string // what its projects are about: 企业咨询
	Duties     []string
}

// As makes the books of a given unit for several years in a row; all amounts are
// made up as those of the n-th unit of a seed. Its department's name is given
// without the place too.
func As(c Cast, seed uint64, n, years int) []*budget.Book {
	m := newMaker(seed, n)
	m.cast = &c
	return m.years(seed, n, years)
}

// Place is where all made-up units are.
func Place() string { return assumed().Place }

// FirstYear is the year of the first book of a made-up unit.
func FirstYear() int { return assumed().Year }

// play takes the role that is given: the kind, then the business.
func (m *maker) play() {
	c := m.cast
	m.kind = &m.a.Kinds[slices.IndexFunc(m.a.Kinds, func(k kind) bool { return k.Key == c.Kind })]
	t := &trade{Duties: c.Duties, Subjects: c.Subjects}
	t.Department.Code, t.Department.Name = c.Department.Code, c.Department.Name
	m.office = office{t, &tradeUnit{Name: c.Name, Main: c.Main, Items: c.Items}}
}
