// Package generate makes up budgets of units: books that are lawful and of the
// size and variety of real ones, to measure and to test with. Units, places and
// projects are invented; how they are spread stands in assumptions.toml.
//
//   - kind: the kind of unit (单位性质); trade: the business that it is in.
//   - role: which functional item a line of basic expenditure falls under.
//   - grain: what all amounts of one book are multiples of.
//
// A book depends on its seed and number alone.
package generate

import (
	"math/rand/v2"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// Book makes the n-th unit's book of a seed.
func Book(seed uint64, n int) *budget.Book {
	m := newMaker(seed, n)
	m.firstYear()
	return m.book
}

func newMaker(seed uint64, n int) *maker {
	return &maker{
		chooser:  chooser{rand.New(rand.NewPCG(seed, uint64(n)))},
		a:        assumed(),
		book:     &budget.Book{},
		declared: map[string]declared{},
	}
}

// firstYear makes the unit and its first book.
func (m *maker) firstYear() {
	m.unit()
	m.basic()
	m.projects()
	m.funds()
	m.lastYear()
	m.threePublic()
	m.procurement()
	m.assets()
	m.texts()
	m.reasons()
}

// maker makes one book, part after part.
type maker struct {
	chooser
	a    *assumptions
	book *budget.Book

	cast   *Cast // the unit that is given; nil where it is made up
	kind   *kind
	group  *group
	office office
	grain  int64
	extras []extra // funds that this book has besides the general public budget

	posts, people, retirees, vehicles int
	pay                               string // the fund that wages are paid from
	wages                             money.Fen
	services                          []string            // names of services bought
	before                            []budget.Fact       // last year's facts, whether the book shows them or not
	declared                          map[string]declared // the projects entered, by name
}

// unit decides whose book it is and how large the unit is.
func (m *maker) unit() {
	a := m.a
	if m.cast != nil {
		m.play()
	} else {
		m.kind = &a.Kinds[m.index(len(a.Kinds), func(i int) int { return a.Kinds[i].Weight })]
		m.office = one(m.chooser, a.offices(m.kind.Key))
	}
	known, _ := budget.FindUnitKind(m.kind.Key)
	m.group = &a.Groups[slices.IndexFunc(a.Groups, func(g group) bool { return g.Name == known.Group })]
	m.grain = a.Grains[m.index(len(a.Grains), func(i int) int { return a.Grains[i].Weight })].Fen
	for _, e := range m.kind.Extra {
		if m.percent(e.Book) {
			m.extras = append(m.extras, e)
		}
	}
	m.pay = m.source()
	m.posts = int(m.in(m.kind.Posts))
	m.people = m.posts - m.IntN(m.posts/8+1)
	m.retirees = int(m.in(m.kind.Retirees))
	m.vehicles = int(m.in(m.kind.Vehicles))

	department := m.office.trade.Department
	m.book.Profile, m.book.Year = a.Profile, a.Year
	m.book.Unit = budget.Unit{
		Name: a.Place + m.area() + m.office.unit.Name, Kind: m.kind.Key,
		Level: a.Level, Grade: one(m.chooser, m.kind.Grades),
		Department: budget.Body{Code: department.Code, Name: a.Place + department.Name},
	}
	m.staff()
}

// area is the part of the place that a made-up unit is called by; a given one
// has its whole name.
func (m *maker) area() string {
	if m.cast != nil {
		return ""
	}
	return one(m.chooser, m.a.Areas)
}

// staff spreads posts over kinds of funding; the people in them are known by
// kind or only together.
func (m *maker) staff() {
	kinds := one(m.chooser, m.kind.Staff)
	together := m.percent(40)
	posts, people := m.posts, m.people
	for i, kind := range kinds {
		s := budget.Staff{Kind: kind, Posts: posts, Actual: people}
		if i < len(kinds)-1 {
			s.Posts -= posts / 10
			s.Actual = min(people, s.Posts)
		}
		posts, people = posts-s.Posts, people-s.Actual
		if together {
			s.Actual = -1
		}
		m.book.Staff = append(m.book.Staff, s)
	}
	if together {
		m.book.Staff = append(m.book.Staff, budget.Staff{Posts: -1, Actual: m.people})
	}
}

// add puts a fact into the book, onto the one like it where there is one.
func (m *maker) add(f budget.Fact) { m.book.Facts = addTo(m.book.Facts, f) }

func addTo(facts []budget.Fact, f budget.Fact) []budget.Fact {
	if f.Amount == 0 {
		return facts
	}
	for i := range facts {
		have := facts[i]
		have.Amount = f.Amount
		if have == f {
			facts[i].Amount += f.Amount
			return facts
		}
	}
	return append(facts, f)
}

// amount draws an amount of yuan, in the grain of the book.
func (m *maker) amount(yuan span) money.Fen {
	return m.grained(m.in(span{yuan[0] * 100, yuan[1] * 100}))
}

// grained is fen rounded down to the grain, but never to nothing.
func (m *maker) grained(fen int64) money.Fen { return money.Fen(max(fen/m.grain, 1) * m.grain) }

// source is where a line is paid from.
func (m *maker) source() string {
	for _, e := range m.extras {
		if m.percent(e.Line) {
			return e.Source
		}
	}
	return "gpb"
}

// fill puts values into the slots of a pattern: {name}, value, {name}, value …
func fill(pattern string, slots ...string) string {
	return strings.NewReplacer(slots...).Replace(pattern)
}

// Profile is the profile that the made-up books are for.
func Profile() string { return assumed().Profile }
