// Package reconstruct makes a book from a published disclosure: exact yuan that
// print as what was published.
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

	"mingbai/internal/budget"
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
	Book     *budget.Book // nil where what was made is a manuscript
	Findings diag.Findings
	Cells    int // published amounts
	Equal    int // of them, printed the same by the book
}

// Book makes the book of a disclosure under the profile it was read with.
func Book(d *budget.Disclosure, p *profile.Profile) *Result {
	m := &maker{d: d, p: p, printed: index(d), plain: plainZeros(d), out: &Result{Book: &budget.Book{Profile: p.ID, Year: d.Year, Unit: d.Unit}}}
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
	plain   map[string]bool // tables that leave nothing blank
	system  system
	amounts []int64 // by variable of the system

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
