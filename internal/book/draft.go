package book

import (
	"errors"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// draft is the rows of all sheets, decoded cell by cell, before they are
// checked against each other and the code tables.
type draft struct {
	infoFrom    place.Ref // where the particulars were read from
	factsFrom   place.Ref // where the facts were; zero where their head was wrong
	info        []entry[infoRow]
	facts       []entry[factRow]
	prior       []entry[factRow]
	totals      []entry[totalRow]
	revenue     []entry[revenueRow]
	public      []entry[budget.ThreePublic]
	projects    []entry[budget.Project]
	indicators  []entry[indicatorRow]
	procurement []entry[budget.Procurement]
	services    []entry[budget.Service]
	staff       []entry[budget.Staff]
	vehicles    []entry[budget.Vehicle]
	buildings   []entry[budget.Building]
	texts       []entry[budget.Text]
	reasons     []entry[budget.Text]
	subjects    []entry[budget.LocalSubject]
}

// book makes the book of a draft and reports what does not hold together.
func (d *draft) book(c *collector) *budget.Book {
	b := &budget.Book{}
	d.fillInfo(b, c)
	if len(d.facts) == 0 && d.factsFrom.File != "" {
		c.add(d.factsFrom, noFacts())
	}
	b.Subjects = values(d.subjects, func(r *budget.LocalSubject) *place.Ref { return &r.Ref })
	k := d.newChecker(b, c)

	b.Projects = values(d.projects, func(r *budget.Project) *place.Ref { return &r.Ref })
	k.twice("项目名称", keysOf(d.projects, func(r budget.Project) string { return r.Name }))
	b.Facts = k.facts(d.facts, b.Year, true)
	b.Prior = k.facts(d.prior, max(b.Year-1, 0), false)
	k.indicators(d.indicators, b)

	b.Revenue = k.revenue(d.revenue, b.Year)
	b.PriorTotal = k.totals(d.totals)
	b.ThreePublic = values(d.public, func(r *budget.ThreePublic) *place.Ref { return &r.Ref })
	k.twice("项目和资金来源", keysOf(d.public, func(r budget.ThreePublic) string { return r.Item + "\x00" + r.Source }))
	b.Procurement = values(d.procurement, func(r *budget.Procurement) *place.Ref { return &r.Ref })
	k.twice("采购类别和资金来源", keysOf(d.procurement, func(r budget.Procurement) string { return r.Kind + "\x00" + r.Source }))
	b.Services = values(d.services, func(r *budget.Service) *place.Ref { return &r.Ref })
	k.twice("目录编码和名称", keysOf(d.services, func(r budget.Service) string { return r.Code + "\x00" + r.Name }))
	b.Staff = values(d.staff, func(r *budget.Staff) *place.Ref { return &r.Ref })
	k.twice("经费形式", keysOf(d.staff, func(r budget.Staff) string { return r.Kind + "\x00" }))
	b.Vehicles = values(d.vehicles, func(r *budget.Vehicle) *place.Ref { return &r.Ref })
	b.Buildings = values(d.buildings, func(r *budget.Building) *place.Ref { return &r.Ref })
	b.Texts = k.texts(d.texts)
	b.Reasons = k.texts(d.reasons)
	return b
}

func noFacts() problem {
	p := kindBlank.errorf("%s一行也没有填写", factSheet.about().name)
	p.Expected = factSheet.about().note
	return p
}

// values are the rows of entries with the places they were read from.
func values[T any](entries []entry[T], ref func(*T) *place.Ref) []T {
	var out []T
	for _, e := range entries {
		*ref(&e.row) = e.at.row()
		out = append(out, e.row)
	}
	return out
}

// entries are rows without places, for writing.
func entries[T any](rows []T) []entry[T] {
	out := make([]entry[T], len(rows))
	for i, r := range rows {
		out[i].row = r
	}
	return out
}

// draftOf takes a book apart into rows, with the names of codes put in.
func draftOf(b *budget.Book) *draft {
	t := tablesFor(b.Subjects)
	d := &draft{
		public:      entries(b.ThreePublic),
		projects:    entries(b.Projects),
		procurement: entries(b.Procurement),
		services:    entries(b.Services),
		staff:       entries(b.Staff),
		vehicles:    entries(b.Vehicles),
		buildings:   entries(b.Buildings),
		texts:       entries(b.Texts),
		reasons:     entries(b.Reasons),
		subjects:    entries(b.Subjects),
	}
	for _, p := range particulars {
		d.info = append(d.info, entry[infoRow]{row: infoRow{p.title, p.get(b), p.remark()}})
	}
	for _, t := range b.PriorTotal {
		row := totalRow{t.Key, budget.Money{Given: true, Amount: t.Amount}}
		d.totals = append(d.totals, entry[totalRow]{row: row})
	}
	for _, f := range b.Facts {
		d.facts = append(d.facts, entry[factRow]{row: t.factRow(f, b.Year)})
	}
	for _, f := range b.Prior {
		d.prior = append(d.prior, entry[factRow]{row: t.factRow(f, b.Year-1)})
	}
	for _, r := range b.Revenue {
		row := revenueRow{r, coded{code: r.Subject}, t.revenue.NameIn(r.Subject, b.Year)}
		d.revenue = append(d.revenue, entry[revenueRow]{row: row})
	}
	for _, p := range b.Projects {
		for _, i := range p.Indicators {
			d.indicators = append(d.indicators, entry[indicatorRow]{row: indicatorRow{i, p.Name}})
		}
	}
	return d
}

// codeTables are the four classifications with a book's own subjects.
type codeTables struct {
	function, economic, gov, revenue *budget.Codes
	err                              error
}

func tablesFor(own []budget.LocalSubject) codeTables {
	var t codeTables
	var errs [4]error
	t.function, errs[0] = budget.Functions().With(own)
	t.economic, errs[1] = budget.DeptEconomic().With(own)
	t.gov, errs[2] = budget.GovEconomic().With(own)
	t.revenue, errs[3] = budget.Revenues().With(own)
	t.err = errors.Join(errs[:]...)
	return t
}

func (t codeTables) factRow(f budget.Fact, year int) factRow {
	r := factRow{
		Fact: f, subject: coded{code: f.Subject}, economic: coded{code: f.Economic}, gov: coded{code: f.GovEconomic},
		subjectName: t.function.NameIn(f.Subject, year), economicName: t.economic.NameIn(f.Economic, year),
		category: "project", arrangement: "current",
	}
	if f.Basic() {
		r.category = "basic"
	}
	if f.CarryOver {
		r.arrangement = "carry"
	}
	return r
}
