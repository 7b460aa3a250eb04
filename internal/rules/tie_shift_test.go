package rules

import (
	"slices"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// pastedHigh moves the amounts of T05 from the third line on one line up.
func pastedHigh(d *budget.Disclosure) {
	lines := d.Table("T05").Panels[0].Lines
	for i := 3; i < len(lines)-1; i++ {
		for k := range lines[i].Cells {
			lines[i].Cells[k].Printed = lines[i+1].Cells[k].Printed
		}
	}
}

// manyLines: all is spent from the general budget, and on many subjects.
func manyLines(d *budget.Disclosure) bool {
	t := d.Table("T05")
	return t != nil && len(t.Panels[0].Lines) >= 18 && cell(d, "T03[合计].合计").Printed.Value == cell(d, "T05[合计].合计").Printed.Value
}

// TestAShiftIsToldOnce: amounts pasted a line too high are one fault, and what does
// not tie to them for that reason is not told beside it.
func TestAShiftIsToldOnce(t *testing.T) {
	f := fixture{rule: "TIE-032", where: manyLines, wrong: pastedHigh}
	d, p, _ := f.make(t)
	all := All()
	before := errorsOf(all.Check(check.New(d, p)))
	pastedHigh(d)
	after := errorsOf(all.Check(check.New(d, p)))
	if !slices.Contains(after, "TIE-032") || slices.Contains(before, "TIE-032") {
		t.Fatalf("told %v", after)
	}
	if len(after) > len(before)+3 { // the column also leaves the last line without its amounts
		t.Errorf("%d errors before the shift, with it %v", len(before), after)
	}
}

func errorsOf(r *check.Report) (out []string) {
	for _, f := range r.Findings {
		if f.Severity == diag.Error {
			out = append(out, f.Rule)
		}
	}
	return out
}
