// Package diag is what is said about a document or a book: findings with a
// severity, a place, and the next step. Findings are values; how they are shown
// is decided last, by the writer that knows width, colour and language.
//
// The tone of every message: the trade's words, what is wrong, where, what was
// expected, what to do. No exclamation marks, no full stop at a line's end.
package diag

import "mingbai/internal/place"

// Severity orders findings. The zero value is invalid on purpose.
type Severity uint8

// The severities.
const (
	Note Severity = iota + 1
	Warning
	Error
)

// String is the severity's key in reports: note, warning, error.
func (s Severity) String() string { return [...]string{"invalid", "note", "warning", "error"}[s] }

// Chinese is the severity's word for people.
func (s Severity) Chinese() string { return [...]string{"无", "提示", "警告", "错误"}[s] }

// Finding is one thing that is wrong or worth knowing.
type Finding struct {
	Rule     string // rule id, or the id of a kind of input error: INPUT-CODE
	Severity Severity
	Title    string    // short: 科目编码不存在
	Message  string    // one sentence with the values in it
	Expected string    // what was expected at the place; may be empty
	Nearest  string    // the near name or code: 是否为…; may be empty
	Hint     string    // what to do next
	Ref      place.Ref // where

	// What the checker adds.
	Basis      string     // the law or form that asks for it, as basis.csv confirms
	Also       []string   // rules whose relations broke with it, or that say the same
	Relation   string     // T03[208].合计 = T03[20805].合计 + T03[20811].合计
	Difference string     // by how much the relation fails, in Unit
	Bound      string     // what rounding explains, in Unit
	Unit       string     // 万元, 元, %
	Evidence   []Evidence // what the finding rests on
	Suspects   []Suspect  // the values that may be wrong, the likeliest first
	Row        []Shown    // the row of the table where it is, for showing
	Waived     *Waiver    // set where the user has let it pass
}

// Evidence is a value that a finding rests on.
type Evidence struct {
	Label string // 208 社会保障和就业支出 合计
	Value string // as printed
	Unit  string
	Ref   place.Ref
}

// Suspect is a value that may be the wrong one, with what would put it right.
type Suspect struct {
	Ref     place.Ref
	Value   string // as printed
	Suggest string // empty where no value is better than another
	Clears  int    // broken relations that it would mend
	Of      int    // of so many
}

// Shown is a cell of a row that is shown with a finding.
type Shown struct {
	Text string
	Mark bool // the suspect
}

// Waiver lets a finding pass, with a reason and an end.
type Waiver struct {
	Rule   string
	Place  string // as Finding.Place gives it; empty: everywhere
	Reason string
	By     string
	Until  string // 2024-12-31; empty: no end
}

// Place is the finding's place in the document's own terms, as waivers name it:
// T12[J专项业务费], T03[208].合计, 十, PF3.basis.
func (f *Finding) Place() string {
	switch r := f.Ref; {
	case r.Address() != "":
		return r.Address()
	case r.Section != "":
		return r.Section
	default:
		return r.Source()
	}
}

// Findings is a list of them, in the order of their places.
type Findings []Finding

// Has reports whether any finding is at least as severe as s.
func (fs Findings) Has(s Severity) bool {
	for _, f := range fs {
		if f.Severity >= s {
			return true
		}
	}
	return false
}

// Count counts the findings of exactly severity s.
func (fs Findings) Count(s Severity) (n int) {
	for _, f := range fs {
		if f.Severity == s {
			n++
		}
	}
	return n
}
