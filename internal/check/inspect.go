package check

import (
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Inspection is one rule's look at a subject: it counts what holds and reports
// what does not.
type Inspection struct {
	*Subject
	Rule *Rule

	passed  int
	faults  []diag.Finding
	outcome Outcome // set where the rule could not look
	reason  string
}

// Pass counts places where the rule holds.
func (in *Inspection) Pass(n int) { in.passed += n }

// NotApplicable ends the rule: what it speaks of is not in such a document.
func (in *Inspection) NotApplicable(reason string) { in.outcome, in.reason = NotApplicable, reason }

// NotChecked ends the rule: what it needs could not be had.
func (in *Inspection) NotChecked(reason string) { in.outcome, in.reason = NotChecked, reason }

// Fault is what a rule found at a place.
type Fault struct {
	At       place.Ref
	Message  string        // one sentence with the values in it
	Severity diag.Severity // where the rule's own does not fit; 0: the rule's
	Title    string        // where the rule's own does not fit
	Expected string
	Nearest  string
	Hint     string
	Evidence []diag.Evidence
	Suspects []diag.Suspect
	Doubts   []Var // numbers that contradict one another: where relations leave a choice, one of these is wrong
}

// Fail reports one fault.
func (in *Inspection) Fail(f Fault) {
	out := diag.Finding{
		Rule: in.Rule.ID, Severity: in.Rule.Severity, Title: in.Rule.Title, Message: f.Message,
		Expected: f.Expected, Nearest: f.Nearest, Hint: in.Rule.Hint, Ref: f.At,
		Basis: in.Rule.Basis, Evidence: f.Evidence, Suspects: f.Suspects,
	}
	if f.Severity != 0 {
		out.Severity = f.Severity
	}
	if f.Title != "" {
		out.Title = f.Title
	}
	if f.Hint != "" {
		out.Hint = f.Hint
	}
	if len(out.Evidence) == 0 && f.At.Text != "" {
		out.Evidence = []diag.Evidence{{Label: f.At.Address(), Value: f.At.Text, Ref: f.At}}
	}
	in.faults = append(in.faults, out)
	in.suspected = append(in.suspected, f.Doubts...)
}

// Show is a number as evidence.
func (s *Subject) Show(v Var) diag.Evidence {
	return diag.Evidence{Label: s.Label(v), Value: s.numbers[v].printed.Text, Unit: s.UnitName(v), Ref: s.Ref(v)}
}
