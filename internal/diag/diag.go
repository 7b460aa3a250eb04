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
