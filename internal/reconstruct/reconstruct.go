// Package reconstruct makes a book from a published disclosure: exact yuan that
// print as what was published, found by search within what the prints allow.
//
// A published document tells less than a book: which economic subject an item was
// spent on, which item a project belongs to, it does not say. What it does say
// are sums of the book's entries. So the entries are cut down to what some table
// can tell apart, and the tables become relations over them:
//
//   - item: an amount by functional item, basic (personnel or public) or project,
//     source, carried over or not.
//   - division: an amount of basic expenditure by economic subject.
//   - undertaking: an amount of a project by source, carried over or not.
//
// Items and divisions, items and undertakings have the same sums; the entries of
// the book are a way of spreading the one over the other. The yuan, and which
// item meets which subject, are therefore one solution among many, and marked so.
package reconstruct

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// Remark is what a reconstructed book says of itself, at its head.
const Remark = "由公开件反推的账册：表格逐格印出来与公开的一致。公开件只有四舍五入的数，这里的元、\n" +
	"科目与经济分类和项目的对应是许多种可能中的一组，不是单位的原账；申报表上写明元的照申报表"

// Rule is the id of what is said of a document that cannot be taken as it is.
const Rule = "IMPORT-CELL"

// Result is the book with what was found on the way.
type Result struct {
	Book     *budget.Book
	Findings diag.Findings
	Cells    int // published amounts
	Equal    int // of them, printed the same by the book
}

// maxSearch bounds the search for whole numbers.
const maxSearch = 1_500

// Book makes the book of a disclosure under the profile it was read with.
func Book(d *budget.Disclosure, p *profile.Profile) *Result {
	m := &maker{d: d, p: p, printed: index(d), out: &Result{Book: &budget.Book{Profile: p.ID, Year: d.Year, Unit: d.Unit}}}
	m.head()
	m.solve()
	m.aside()
	m.words()
	m.verify()
	return m.out
}

// maker is the state of one reconstruction.
type maker struct {
	d       *budget.Disclosure
	p       *profile.Profile
	printed map[cellKey]printedCell
	out     *Result
	system  system

	items    []entry
	divs     []entry
	works    []entry
	divFrom  map[int]bool // items whose economic subjects some table tells
	projects []string
}

// entry is a pseudo-fact with its variable.
type entry struct {
	budget.Fact
	v int
}

type cellKey struct{ table, panel, row, column string }

type printedCell struct {
	cell *budget.Cell
	unit money.Unit
}

func index(d *budget.Disclosure) map[cellKey]printedCell {
	out := map[cellKey]printedCell{}
	for i := range d.Tables {
		t := &d.Tables[i]
		for j := range t.Panels {
			panel := &t.Panels[j]
			for _, l := range panel.Lines {
				for k := range l.Cells {
					if k < len(panel.Columns) {
						out[cellKey{t.ID, panel.Key, l.Key, panel.Columns[k]}] = printedCell{&l.Cells[k], t.MoneyUnit}
					}
				}
			}
		}
	}
	return out
}

func (m *maker) find(at place.Ref, format string, args ...any) {
	m.out.Findings = append(m.out.Findings, diag.Finding{
		Rule: Rule, Severity: diag.Warning, Title: "公开的数反推不出", Message: fmt.Sprintf(format, args...), Ref: at,
		Hint: "公开件自己前后不一，或账册放不下；核对后在账册里改",
	})
}

// head fills in what a book must say of the unit.
func (m *maker) head() {
	u := &m.out.Book.Unit
	if _, ok := budget.FindUnitKind(u.Kind); !ok {
		u.Kind = "institution"
		if t := m.d.Table("T11"); t != nil && !t.Empty {
			u.Kind = "admin"
		}
	}
	if u.Level == "" {
		u.Level = m.p.Level
	}
}

// sources are the funds that the profile's tables tell apart; a fund of which they
// only know the group stands for the group.
func (m *maker) sources() []string {
	named := map[string]bool{}
	note := func(w profile.Where) {
		if w.Source != "" {
			named[w.Source] = true
		}
	}
	for _, t := range m.p.Tables {
		note(t.Where)
		for _, p := range t.Panels {
			note(p.Where)
			for _, c := range p.Columns {
				note(c.Where)
			}
			for _, r := range p.Rows {
				note(r.Where)
				for _, l := range r.Lines {
					note(l.Where)
				}
			}
		}
	}
	var out []string
	for _, s := range []string{"gpb", "gfb", "socb", "special_account", "business", "operating", "superior", "affiliated", "other"} {
		if named[s] {
			out = append(out, s)
		}
	}
	if !slices.Contains(out, "other") && !slices.Contains(out, "business") {
		out = append(out, "other")
	}
	return out
}

// leaves are the functional items that the document lists.
func (m *maker) leaves() []string {
	seen := map[string]bool{}
	for i := range m.p.Tables {
		t := &m.p.Tables[i]
		from := m.d.Table(t.ID)
		if from == nil {
			continue
		}
		for j := range t.Panels {
			panel := from.Panel(t.Panels[j].Key)
			if panel == nil || !makes(&t.Panels[j], "function") {
				continue
			}
			for _, l := range panel.Lines {
				if len(l.Code) == 7 {
					seen[l.Code] = true
				}
			}
		}
	}
	out := make([]string, 0, len(seen))
	for code := range seen {
		out = append(out, code)
	}
	slices.Sort(out)
	return out
}

func makes(p *profile.Panel, from string) bool {
	return slices.ContainsFunc(p.Rows, func(r profile.Rows) bool { return r.From == from })
}

func fixed(p *profile.Panel, key string) bool {
	for _, r := range p.Rows {
		for _, l := range r.Lines {
			if l.Key == key {
				return true
			}
		}
	}
	return false
}

// representatives of the two groups of basic expenditure.
const (
	personnel = "30199"
	operating = "30299"
	anything  = "\u00a7" // a project whose name does not matter
	most      = int64(1) << 50
)

// solve sets up the system, finds whole numbers and makes the facts of them.
func (m *maker) solve() {
	m.variables()
	m.relate()
	if !m.system.search(maxSearch) {
		m.find(place.Ref{}, "在限定的步数内没有找到同时满足全部公开数的元，有的数可能印得不同")
		m.settle()
	}
	m.spread()
}

// settle takes the least of what is still open.
func (m *maker) settle() {
	for v := range m.system.spans {
		s := &m.system.spans[v]
		s.hi = s.lo
	}
}

func (m *maker) variables() {
	codes := m.local()
	for _, item := range codes {
		for _, s := range m.sources() {
			for _, carry := range []bool{false, true} {
				for _, f := range []budget.Fact{{Economic: personnel}, {Economic: operating}, {Project: anything}} {
					f.Subject, f.Source, f.CarryOver, f.Amount = item, s, carry, 1
					m.items = append(m.items, entry{f, m.system.variable(most)})
				}
			}
		}
	}
	for _, d := range m.divisions() {
		m.divs = append(m.divs, entry{d, m.system.variable(most)})
	}
	m.projects = m.projectNames()
	for _, name := range m.projects {
		for _, s := range m.sources() {
			for _, carry := range []bool{false, true} {
				f := budget.Fact{Subject: "2010101", Project: name, Source: s, CarryOver: carry, Amount: 1}
				m.works = append(m.works, entry{f, m.system.variable(most)})
			}
		}
	}
}

// local lists the items; those that the national table lacks become the book's own.
func (m *maker) local() []string {
	codes := m.leaves()
	for _, code := range codes {
		for _, n := range []int{3, 5, 7} {
			if _, ok := budget.Functions().Find(code[:n]); ok || m.hasLocal(code[:n]) {
				continue
			}
			m.out.Book.Subjects = append(m.out.Book.Subjects, budget.LocalSubject{Table: budget.TableFunction, Code: code[:n], Name: m.nameOf(code[:n])})
		}
	}
	return codes
}

func (m *maker) hasLocal(code string) bool {
	return slices.ContainsFunc(m.out.Book.Subjects, func(s budget.LocalSubject) bool { return s.Code == code })
}

func (m *maker) nameOf(code string) string {
	for i := range m.d.Tables {
		for j := range m.d.Tables[i].Panels {
			for _, l := range m.d.Tables[i].Panels[j].Lines {
				if l.Code == code && strings.TrimSpace(l.Name) != "" {
					return strings.TrimSpace(l.Name)
				}
			}
		}
	}
	return code
}

// divisions are the lines of basic expenditure by economic subject.
func (m *maker) divisions() []budget.Fact {
	kind, _ := budget.FindUnitKind(m.out.Book.Unit.Kind)
	var out []budget.Fact
	for i := range m.p.Tables {
		t := &m.p.Tables[i]
		from := m.d.Table(t.ID)
		if from == nil || len(out) > 0 {
			continue
		}
		for j := range t.Panels {
			panel := from.Panel(t.Panels[j].Key)
			if panel == nil || !makes(&t.Panels[j], "economic") {
				continue
			}
			for _, l := range panel.Lines {
				if len(l.Code) != 5 {
					continue
				}
				f := budget.Fact{Subject: "2010101", Economic: l.Code, Source: "gpb", Amount: 1}
				f.GovEconomic = govOf(&l, kind.Group)
				out = append(out, f)
			}
		}
	}
	return out
}

// govOf is a line's government-economic subject where it is not the one that
// follows from its own.
func govOf(l *budget.Line, group string) string {
	if l.Second == "" {
		return ""
	}
	usual, ok := budget.GovEconomicOf(l.Code, group)
	if ok && budget.Fold(usual.Name) == budget.Fold(l.Second) {
		return ""
	}
	for _, s := range budget.GovEconomic().FindName(l.Second) {
		if s.Level == 2 {
			return s.Code
		}
	}
	return ""
}

// projectNames are the projects that the tables list, then those of forms.
func (m *maker) projectNames() []string {
	var out []string
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for i := range m.p.Tables {
		t := &m.p.Tables[i]
		from := m.d.Table(t.ID)
		if from == nil {
			continue
		}
		for j := range t.Panels {
			panel := from.Panel(t.Panels[j].Key)
			if panel == nil || !makes(&t.Panels[j], "projects") {
				continue
			}
			for _, l := range panel.Lines {
				if !l.Total && !fixed(&t.Panels[j], l.Key) {
					add(l.Key)
				}
			}
		}
	}
	for i := range m.d.Projects {
		add(m.d.Projects[i].Name)
	}
	if len(out) == 0 && m.hasProjectMoney() {
		out = append(out, "项目支出")
		m.find(place.Ref{}, "公开件没有列出项目，项目支出合成一个")
	}
	return out
}

func (m *maker) hasProjectMoney() bool {
	for key, c := range m.printed {
		if key.column == "项目支出" && !c.cell.Printed.Value.IsZero() {
			return true
		}
	}
	return false
}

// counted is what a pseudo-book's cells count.
func (m *maker) counted(entries []entry, projects []string) []compose.Counted {
	b := &budget.Book{Profile: m.p.ID, Year: m.d.Year, Unit: m.out.Book.Unit, Subjects: m.out.Book.Subjects}
	for _, e := range entries {
		b.Facts = append(b.Facts, e.Fact)
	}
	for _, name := range projects {
		b.Projects = append(b.Projects, budget.Project{Name: name})
	}
	return compose.Incidence(b, m.p)
}

// relate turns the published tables into relations, cells of few entries first, so
// that where a document contradicts itself the sums are given up, not what they
// are of.
func (m *maker) relate() {
	m.couple()
	var list []relation
	take := func(entries []entry, cells []compose.Counted, accepts func(p *profile.Panel, row string) bool) {
		for _, c := range cells {
			panel := m.panel(c.Table, c.Panel)
			if c.Data != "facts" || len(c.Entries) == 0 || !accepts(panel, c.Row) {
				continue
			}
			if r, ok := m.relation(c, entries); ok {
				list = append(list, r)
			}
		}
	}
	take(m.items, m.counted(m.items, nil), func(p *profile.Panel, row string) bool {
		return !makes(p, "economic") && !makes(p, "projects") || fixed(p, row)
	})
	take(m.divs, m.counted(m.divs, nil), func(p *profile.Panel, row string) bool { return makes(p, "economic") && !fixed(p, row) })
	take(m.works, m.counted(m.works, m.projects), func(p *profile.Panel, _ string) bool { return makes(p, "projects") })
	slices.SortStableFunc(list, func(a, b relation) int { return len(a.terms) - len(b.terms) })
	for _, r := range list {
		if !m.system.add(r) {
			m.find(m.refOf(r.place), "%s 印的数与别处印的数不能同时成立，没有用它", r.place)
		}
	}
	m.forms()
}

func (m *maker) refOf(address string) place.Ref {
	a, err := profile.ParseAddress(address)
	if err != nil {
		return place.Ref{}
	}
	return a.Ref()
}

func (m *maker) panel(table, key string) *profile.Panel {
	t := m.p.Table(table)
	for i := range t.Panels {
		if t.Panels[i].Key == key {
			return &t.Panels[i]
		}
	}
	return &profile.Panel{}
}

// relation is what a published cell says of the entries that it counts. A line
// that a published table does not list has nothing.
func (m *maker) relation(c compose.Counted, entries []entry) (relation, bool) {
	t := m.d.Table(c.Table)
	if t == nil || t.Panel(c.Panel) == nil || !slices.Contains(t.Panel(c.Panel).Columns, c.Column) {
		return relation{}, false
	}
	r := relation{place: place.Ref{Table: c.Table, Row: c.Row, Column: c.Column}.Address()}
	if cell, ok := m.printed[cellKey{c.Table, c.Panel, c.Row, c.Column}]; ok {
		in, ok := allowed(cell.cell.Printed, cell.unit)
		if !ok {
			return r, false
		}
		r.in = in
	} else if fixed(m.panel(c.Table, c.Panel), c.Row) {
		return r, false // a total that is not printed says nothing
	}
	for _, i := range c.Entries {
		r.terms = append(r.terms, term{entries[i].v, 1})
	}
	return r, true
}

// couple says that items and divisions, items and undertakings have equal sums.
func (m *maker) couple() {
	m.divFrom = map[int]bool{}
	for _, c := range m.counted(m.items, nil) {
		if p := m.panel(c.Table, c.Panel); len(m.divs) > 0 && makes(p, "economic") && fixed(p, c.Row) {
			for _, i := range c.Entries {
				m.divFrom[i] = true
			}
		}
	}
	for _, economic := range []string{personnel, operating} {
		var r relation
		for i, e := range m.items {
			if m.divFrom[i] && e.Economic == economic {
				r.terms = append(r.terms, term{e.v, 1})
			}
		}
		for _, e := range m.divs {
			if groupOf(e.Economic) == groupOf(economic) {
				r.terms = append(r.terms, term{e.v, -1})
			}
		}
		m.system.add(r)
	}
	for _, s := range m.sources() {
		for _, carry := range []bool{false, true} {
			var r relation
			for _, list := range []struct {
				entries []entry
				sign    int
			}{{m.items, 1}, {m.works, -1}} {
				for _, e := range list.entries {
					if e.Project != "" && e.Source == s && e.CarryOver == carry {
						r.terms = append(r.terms, term{e.v, list.sign})
					}
				}
			}
			m.system.add(r)
		}
	}
}

func groupOf(economic string) string {
	s, _ := budget.DeptEconomic().Find(economic)
	return s.Group
}

// forms fixes what projects cost to the yuan that their forms state.
func (m *maker) forms() {
	for i := range m.d.Projects {
		p := &m.d.Projects[i]
		if !p.HasForm || !p.Annual.Total.Given {
			continue
		}
		r := relation{in: span{int64(p.Annual.Total.Amount), int64(p.Annual.Total.Amount)}}
		for _, e := range m.works {
			if e.Project == p.Name && !e.CarryOver {
				r.terms = append(r.terms, term{e.v, 1})
			}
		}
		if !m.system.add(r) {
			m.find(p.FieldRef("annual.total"), "“%s”申报表的年度资金总额 %s 元与项目支出表印的数不合，账册按项目支出表", p.Name, p.Annual.Total)
		}
	}
}

func (m *maker) value(e entry) int64 { return m.system.spans[e.v].lo }

// affinity pairs functional items with the economic subject that they are paid by.
var affinity = []struct{ item, economic string }{
	{"2080505", "30108"},
	{"2080506", "30109"},
	{"2210201", "30113"},
	{"2210202", "30102"},
	{"2210203", "30102"},
	{"2101101", "30110"},
	{"2101102", "30110"},
	{"2101103", "30111"},
	{"2080501", "30301"},
	{"2080501", "30302"},
	{"2080502", "30301"},
	{"2080502", "30302"},
	{"2080801", "30304"},
}

// spread makes the facts: items spread over divisions and undertakings.
func (m *maker) spread() {
	b := m.out.Book
	add := func(f budget.Fact, amount int64) {
		if f.Amount = money.Fen(amount); amount > 0 {
			b.Facts = append(b.Facts, f)
		}
	}
	for _, group := range []string{personnel, operating} {
		var rows, columns []entry
		for i, e := range m.items {
			switch {
			case e.Economic != group:
			case m.divFrom[i]:
				rows = append(rows, e)
			default:
				add(e.Fact, m.value(e))
			}
		}
		for _, e := range m.divs {
			if groupOf(e.Economic) == groupOf(group) {
				columns = append(columns, e)
			}
		}
		for _, a := range transport(m.values(rows), m.values(columns), func(r, c int) bool { return belongs(rows[r].Subject, columns[c].Economic) }) {
			f := rows[a.r].Fact
			f.Economic, f.GovEconomic = columns[a.c].Economic, columns[a.c].GovEconomic
			add(f, a.amount)
		}
	}
	for _, s := range m.sources() {
		for _, carry := range []bool{false, true} {
			only := func(list []entry) []entry {
				var out []entry
				for _, e := range list {
					if e.Project != "" && e.Source == s && e.CarryOver == carry {
						out = append(out, e)
					}
				}
				return out
			}
			rows, columns := only(m.items), only(m.works)
			for _, a := range transport(m.values(rows), m.values(columns), func(_, _ int) bool { return false }) {
				f := rows[a.r].Fact
				f.Project = columns[a.c].Project
				add(f, a.amount)
			}
		}
	}
}

func belongs(item, economic string) bool {
	return slices.ContainsFunc(affinity, func(a struct{ item, economic string }) bool { return a.item == item && a.economic == economic })
}

func (m *maker) values(list []entry) []int64 {
	out := make([]int64, len(list))
	for i, e := range list {
		out[i] = m.value(e)
	}
	return out
}

// verify compiles the book and holds every published cell against what it prints.
func (m *maker) verify() {
	again, findings := compose.Compile(m.out.Book, m.p, compose.Independent)
	m.out.Findings = append(m.out.Findings, findings...)
	if again == nil {
		return
	}
	mine := index(again)
	for key, c := range m.printed {
		if c.cell.Printed.Mark != money.Number {
			continue
		}
		m.out.Cells++
		if got, ok := mine[key]; ok && got.cell.Printed.Mark == money.Number && got.cell.Printed.Value.Cmp(c.cell.Printed.Value) == 0 {
			m.out.Equal++
			continue
		} else if c.cell.Printed.Value.IsZero() && (!ok || got.cell.Printed.Mark == money.Blank) {
			m.out.Equal++
			continue
		} else if ok {
			m.find(c.cell.Ref, "%s 公开的是 %s，账册印出来是 %s", place.Ref{Table: key.table, Row: key.row, Column: key.column}.Address(), c.cell.Printed.Text, got.cell.Printed.Text)
		} else {
			m.find(c.cell.Ref, "%s 公开的是 %s，账册印不出这一格", place.Ref{Table: key.table, Row: key.row, Column: key.column}.Address(), c.cell.Printed.Text)
		}
	}
	slices.SortStableFunc(m.out.Findings, func(a, b diag.Finding) int { return strings.Compare(a.Message, b.Message) })
}
