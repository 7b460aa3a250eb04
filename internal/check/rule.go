// Package check finds what is wrong with a disclosure. Rules say what has to
// hold; relations over printed numbers are weighed together, each number with
// the interval that rounding allows, so that one wrong number gives one finding
// that names it.
//
//   - Subject: the document under check, its numbers indexed.
//   - Var: one printed number of it: a cell, a number in a sentence, an amount of
//     a form.
//   - Relation: an equation or bound over vars that a rule demands.
//   - Outcome: what became of a rule: passed, failed, not applicable, not checked.
//
// Rules never parse text and never know a province's layout: they speak of
// canonical tables and column keys, and ask the profile what it requires.
package check

import (
	"strings"

	"mingbai/internal/diag"
)

// Rule is one entry of the catalogue: data, plus one function that looks.
type Rule struct {
	ID       string // SUM-001; never reused, never renumbered
	Title    string // short: 合计不等于基本支出加项目支出
	Severity diag.Severity
	Basis    string // codes, the first the chief one: "LOGIC FORM R5 R40"
	Since    int    // first budget year it holds for; 0: always
	Until    int    // last year; 0: no end
	Scope    string // profiles' scopes: "all", "SX", "SB SF"; with "-u" or "-d" for units or departments only
	Kind     string // "budget" or "final" where it is for one of them only; else empty
	Off      bool   // runs only where the profile turns it on
	Formula  string // T03[r].合计 ≈ T03[r].基本支出 + T03[r].项目支出
	Doc      string // what it means, for someone new to it
	Hint     string // what to do about it
	Right    string // an example that passes
	Wrong    string // an example that fails
	Tables   string // canonical tables that it needs: "T03 T12"
	Lacks    string // the reason it is not checked yet, where its input can't be had; it then has no function

	// Exactly one of the following is set, or Lacks.
	Relate  func(*Relations)   // states relations
	Inspect func(*Inspection)  // looks and reports by itself
	Refine  func(*Case) string // names the slip behind a broken relation; empty where it is not this one
	Joint   string             // demands that all sums of these families can hold at once: "SUM BAL"
}

// Family is the part of the id before the dash: SUM.
func (r *Rule) Family() string {
	family, _, _ := strings.Cut(r.ID, "-")
	return family
}

// Outcome is what became of a rule on a document.
type Outcome uint8

// The outcomes.
const (
	Passed Outcome = iota + 1
	Failed
	NotApplicable
	NotChecked
)

// String is the outcome's key in reports: passed, failed, not_applicable, not_checked.
func (o Outcome) String() string {
	return [...]string{"invalid", "passed", "failed", "not_applicable", "not_checked"}[o]
}

// Result is a rule's outcome on one document.
type Result struct {
	Rule      *Rule
	Outcome   Outcome
	Instances int    // how many places were tested
	Rounded   int    // of them, how many hold only thanks to rounding
	Reason    string // why not applicable or not checked
}
