package generate

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// Years makes the n-th unit's books of a seed for several years in a row, the
// first one that of Book. What a later book says of the year before is what the
// book before it holds, to the fen.
func Years(seed uint64, n, years int) []*budget.Book {
	return newMaker(seed, n).years(seed, n, years)
}

func (m *maker) years(seed uint64, n, years int) []*budget.Book {
	m.firstYear()
	out := []*budget.Book{m.book}
	for k := 1; k < years; k++ {
		m.chooser = chooser{rand.New(rand.NewPCG(seed, uint64(n)|uint64(k)<<32))}
		m.nextYear()
		out = append(out, m.book)
	}
	return out
}

// declared is a project that was entered, with what it was made of.
type declared struct {
	subject string
	act     *action
}

// nextYear makes the book of the year after the book in hand: the same unit, most
// of the same lines and projects, other amounts.
func (m *maker) nextYear() {
	last := m.book
	m.before = last.Facts
	m.book = &budget.Book{
		Profile: last.Profile, Year: last.Year + 1, Unit: last.Unit, Staff: slices.Clone(last.Staff),
		Vehicles: slices.Clone(last.Vehicles), Buildings: slices.Clone(last.Buildings),
	}
	for m.book.Facts = m.grown(); m.hardlyChanged(); {
		m.book.Facts = m.grown()
	}
	m.services = nil
	m.buyAgain()
	m.declareAgain(last)
	m.revenueAgain()
	m.showBefore()
	m.threePublic()
	m.procurement()
	m.textsAgain(last)
	m.reasons()
}

// grown is last year's facts as they may stand a year later: wages move
// together, everything else by itself; now and then a project has ended.
func (m *maker) grown() []budget.Fact {
	p := &m.a.Prior
	wages := m.in(p.Scale)
	ended := ""
	if list := m.projectNames(); len(list) > 1 && m.percent(p.Ended) {
		ended = one(m.chooser, list)
	}
	var out []budget.Fact
	for _, f := range m.before {
		switch {
		case f.Project != "" && f.Project == ended:
			continue
		case f.Basic() && m.publicItem(&f) == "":
			f.Amount = m.grained(int64(f.Amount) * wages / 1000)
		case !m.percent(p.Keep):
			f.Amount = m.grained(int64(f.Amount) * m.in(p.Scale) / 1000)
		}
		out = addTo(out, f)
	}
	return out
}

func (m *maker) projectNames() []string {
	var out []string
	for _, f := range m.before {
		if f.Project != "" && !slices.Contains(out, f.Project) {
			out = append(out, f.Project)
		}
	}
	return out
}

// buyAgain notes what of this year's money goes to procurement.
func (m *maker) buyAgain() {
	for _, f := range m.book.Facts {
		if f.CarryOver {
			continue
		}
		if d, ok := m.declared[f.Project]; ok {
			m.buy(d.act, f)
			continue
		}
		for i := range m.a.Lines {
			if l := &m.a.Lines[i]; f.Basic() && l.Economic == f.Economic && m.group.function(l.Role, m.office.unit.Main) == f.Subject {
				m.purchase(l.Buys, l.Service, f.Source, f.Amount)
				break
			}
		}
	}
}

// declareAgain fills the declarations of the projects that go on.
func (m *maker) declareAgain(last *budget.Book) {
	for _, p := range last.Projects {
		d, ok := m.declared[p.Name]
		if !ok || !slices.ContainsFunc(m.book.Facts, func(f budget.Fact) bool { return f.Project == p.Name }) {
			continue
		}
		m.book.Projects = append(m.book.Projects, budget.Project{Name: p.Name, HasForm: true})
		m.form(d.act, d.subject)
		m.book.Projects[len(m.book.Projects)-1].Basis = p.Basis
	}
}

// revenueAgain is the income that pays the projects of budgets of their own.
func (m *maker) revenueAgain() {
	for _, fund := range m.a.Funds {
		var sum money.Fen
		for _, f := range m.book.Facts {
			if f.Source == fund.Source && f.Subject == fund.Function && !f.CarryOver {
				sum += f.Amount
			}
		}
		if sum > 0 {
			m.book.Revenue = append(m.book.Revenue, budget.Revenue{Subject: fund.Revenue, Source: fund.Source, Amount: sum})
		}
	}
}

// textsAgain is last year's texts with the years moved on, but for what is bought.
func (m *maker) textsAgain(last *budget.Book) {
	year := strings.NewReplacer(strconv.Itoa(last.Year-1), strconv.Itoa(last.Year), strconv.Itoa(last.Year), strconv.Itoa(m.book.Year))
	for _, t := range last.Texts {
		if t.Key == "services" {
			continue
		}
		m.text(t.Key, year.Replace(t.Text))
	}
	if len(m.services) > 0 {
		m.text("services", servicesText(m.services))
	}
}
