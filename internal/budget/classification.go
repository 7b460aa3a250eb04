package budget

import (
	"fmt"
	"slices"
	"sync"
)

// Grade says how well a row of a code table is known.
type Grade uint8

// The grades, best first. The zero value is no grade.
const (
	Documented Grade = iota + 1 // code and name stand in a published document
	CodeSeen                    // the code was seen in use, its name was not compared with any text
	Recalled                    // entered without a text to compare it with
)

// String is the grade's Chinese word.
func (g Grade) String() string {
	return [...]string{"无", "有文档", "仅代码有佐证", "未核对原文"}[g]
}

// The tables of subjects, by the key that LocalSubject.Table names them with.
const (
	TableFunction    = "function"     // 支出功能分类
	TableEconomic    = "economic"     // 部门预算支出经济分类
	TableGovEconomic = "gov_economic" // 政府预算支出经济分类
	TableRevenue     = "revenue"      // 收入分类
)

// Subject is a row of a classification (科目).
type Subject struct {
	Code   string
	Name   string
	Level  int    // 1 类, 2 款, 3 项
	Parent string // code of the subject above; empty for a class
	Group  string // 人员经费 or 公用经费; empty where neither
	Grade  Grade
	Source string
	Note   string
	Since  int // first and last year seen in a document; 0 where none
	Until  int
	Local  bool // from a book's own list, not from the national table
}

// Codes is one classification. It is read-only and safe for concurrent use.
type Codes struct {
	table    string
	subjects []Subject // by code
	index    map[string]int
	names    map[string][]int // folded name → subjects, in order of code
	renames  map[string][]Rename
}

// Functions is the functional classification of expenditure (支出功能分类).
func Functions() *Codes { return functions() }

// DeptEconomic is the department's economic classification (部门预算支出经济分类).
func DeptEconomic() *Codes { return deptEconomic() }

// GovEconomic is the government's economic classification (政府预算支出经济分类).
func GovEconomic() *Codes { return govEconomic() }

// Revenues is the classification of revenue (收入分类).
func Revenues() *Codes { return revenues() }

var (
	functions    = sync.OnceValue(func() *Codes { return load(TableFunction, "expenditure_function.csv") })
	deptEconomic = sync.OnceValue(func() *Codes { return load(TableEconomic, "economic_dept.csv") })
	govEconomic  = sync.OnceValue(func() *Codes { return load(TableGovEconomic, "economic_gov.csv") })
	revenues     = sync.OnceValue(func() *Codes { return load(TableRevenue, "revenue.csv") })
)

// Table is the key of the classification: function, economic …
func (c *Codes) Table() string { return c.table }

// Find finds a subject by its exact code.
func (c *Codes) Find(code string) (Subject, bool) {
	i, ok := c.index[code]
	if !ok {
		return Subject{}, false
	}
	return c.subjects[i], true
}

// FindName finds the subjects of that name, in order of code. Spaces and the
// width of brackets do not count. Many items share a name (行政运行).
func (c *Codes) FindName(name string) []Subject {
	var found []Subject
	for _, i := range c.names[Fold(name)] {
		found = append(found, c.subjects[i])
	}
	return found
}

// All is every subject in order of code.
func (c *Codes) All() []Subject { return slices.Clone(c.subjects) }

// Classes are the 类 in official order.
func (c *Codes) Classes() []Subject { return c.Under("") }

// Under are the subjects directly below parent, in order of code.
func (c *Codes) Under(parent string) []Subject {
	var below []Subject
	for _, s := range c.subjects {
		if s.Parent == parent {
			below = append(below, s)
		}
	}
	return below
}

// NameIn is the subject's name in that year: the old one where a rename is
// recorded for later. It is empty where the code is unknown; year 0 stands for
// the present.
func (c *Codes) NameIn(code string, year int) string {
	s, ok := c.Find(code)
	if !ok {
		return ""
	}
	for _, r := range c.renames[code] { // earliest first
		if year != 0 && r.Until != 0 && year <= r.Until {
			return r.Name
		}
	}
	return s.Name
}

// Renames are the earlier names of a subject, earliest first.
func (c *Codes) Renames(code string) []Rename { return slices.Clone(c.renames[code]) }

// With is a copy of c extended by the entries of ext that belong to its table.
// An entry that does not fit is left out and named in the error, which joins
// one *SubjectError for each; the copy is usable all the same.
func (c *Codes) With(ext []LocalSubject) (*Codes, error) {
	return extend(c, ext)
}

// SubjectError says why a book's own subject cannot be added to a table.
type SubjectError struct {
	Subject LocalSubject
	Reason  string
}

// Error names the code and the reason.
func (e *SubjectError) Error() string {
	return fmt.Sprintf("自定科目%s：%s", e.Subject.Code, e.Reason)
}
