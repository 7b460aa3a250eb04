package check

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// column is a disclosure of one table with one column, in 万元.
func column(values ...string) (*budget.Disclosure, *profile.Profile) {
	t := budget.Table{ID: "T03", MoneyUnit: money.Wan, Panels: []budget.Panel{{Columns: []string{"合计"}}}}
	for i, v := range values {
		c := budget.Cell{}
		c.Printed, _ = money.ParsePrinted(v)
		t.Panels[0].Lines = append(t.Panels[0].Lines, budget.Line{Key: fmt.Sprint(i), Name: fmt.Sprint(i), Cells: []budget.Cell{c}})
	}
	return &budget.Disclosure{Year: 2023, Tables: []budget.Table{t}}, &profile.Profile{Scope: "unit"}
}

func linearRule(relations ...[]int) Rule {
	return Rule{ID: "LIN", Title: "和", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) {
		for _, vars := range relations {
			var parts []Var
			for _, v := range vars[1:] {
				parts = append(parts, Var(v))
			}
			r.Sum(Var(vars[0]), parts...)
		}
	}}
}

var jointRule = Rule{ID: "JOINT", Title: "不能同时成立", Severity: diag.Error, Scope: "all", Joint: "LIN ROW COL TIE"}

func TestJointFeasibility(t *testing.T) {
	for _, tt := range []struct {
		name   string
		values []string
		sums   [][]int
		speaks bool
	}{
		// 2.19+10.25 = 12.44 under 12.45: right, but only just; the total of three such is not
		{"each within rounding", []string{"12.45", "2.19", "10.25"}, [][]int{{0, 1, 2}}, false},
		{"two sums that agree", []string{"1.01", "0.50", "0.50", "1.01"}, [][]int{{0, 1, 2}, {3, 1, 2}}, false},
		{"two sums that pull apart", []string{"1.01", "0.50", "0.50", "0.99"}, [][]int{{0, 1, 2}, {3, 1, 2}}, true},
		{"a chain that pulls apart", []string{"1.00", "1.01", "0.99", "0.50", "0.50", "1.50"}, [][]int{{1, 3, 4}, {2, 3, 4}}, true},
	} {
		d, p := column(tt.values...)
		rep := (&Catalogue{Rules: []Rule{linearRule(tt.sums...), jointRule}}).Check(New(d, p))
		if rep.Results[0].Outcome != Passed {
			t.Errorf("%s: a sum alone is broken: %+v", tt.name, rep.Findings)
		}
		if spoke := len(rep.Findings) == 1 && rep.Findings[0].Rule == "JOINT"; spoke != tt.speaks {
			t.Errorf("%s: %+v", tt.name, rep.Findings)
		}
	}
}

func TestDatongIsJointlyFeasible(t *testing.T) {
	d, p := datong(t)
	rep := (&Catalogue{Rules: append(sums[:len(sums):len(sums)], jointRule)}).Check(New(d, p))
	last := rep.Results[len(rep.Results)-1]
	if last.Outcome != Passed || last.Instances < 300 {
		t.Errorf("%+v, %+v", last, rep.Findings)
	}
}

// many is a disclosure of totals with eleven items each, and the slips planted
// in it: line → the print that was right.
func many(totals, faults int) (*budget.Disclosure, *profile.Profile, Rule, map[int]string) {
	rng := rand.New(rand.NewPCG(1, 2))
	t := budget.Table{ID: "T03", MoneyUnit: money.Wan, Panels: []budget.Panel{{Columns: []string{"合计"}}}}
	p := &t.Panels[0]
	add := func(f money.Fen) {
		c := budget.Cell{Printed: money.PrintDecimal(money.Round(f, money.Wan, 2))}
		p.Lines = append(p.Lines, budget.Line{Key: fmt.Sprint(len(p.Lines)), Cells: []budget.Cell{c}})
	}
	for range totals {
		at := len(p.Lines)
		add(0)
		var sum money.Fen
		for range 11 {
			f := money.Fen(rng.Int64N(50_000_000) + 1_000_000)
			sum += f
			add(f)
		}
		p.Lines[at].Cells[0].Printed = money.PrintDecimal(money.Round(sum, money.Wan, 2))
	}
	planted := map[int]string{}
	for len(planted) < faults {
		total := rng.IntN(totals)
		l := total*12 + rng.IntN(12)
		if planted[total] != "" {
			continue
		}
		c := &p.Lines[l].Cells[0]
		planted[total] = c.Printed.Text
		c.Printed = money.PrintDecimal(money.Decimal{Coef: c.Printed.Value.Coef + 100, Scale: 2})
	}
	rule := Rule{ID: "LIN", Title: "和", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) {
		parts := make([]Var, 11)
		for i := range totals {
			for k := range parts {
				parts[k] = Var(i*12 + 1 + k)
			}
			r.Sum(Var(i*12), parts...)
		}
	}}
	return &budget.Disclosure{Year: 2023, Tables: []budget.Table{t}}, &profile.Profile{Scope: "unit"}, rule, planted
}

// TestIntervalsRaiseNoFalseAlarm weighs 66,000 facts under 6,000 totals, each
// rounded for itself: 68 faults give 68 findings, where comparing exactly or with
// a fixed hundredth gives thousands.
func TestIntervalsRaiseNoFalseAlarm(t *testing.T) {
	d, p, rule, _ := many(6000, 68)
	rep := (&Catalogue{Rules: []Rule{rule}}).Check(New(d, p))
	if len(rep.Findings) != 68 {
		t.Errorf("%d findings", len(rep.Findings))
	}
	exactly, fixed := naive(d)
	t.Logf("intervals: %d findings; exact comparison: %d; a fixed 0.01: %d", len(rep.Findings), exactly, fixed)
	if exactly < 2000 || fixed < 68 {
		t.Errorf("exact comparison %d, fixed tolerance %d: the facts are too tame to show anything", exactly, fixed)
	}
}

// naive counts the totals that exact comparison and a fixed tolerance of 0.01
// would report.
func naive(d *budget.Disclosure) (exactly, fixed int) {
	lines := d.Tables[0].Panels[0].Lines
	for i := 0; i < len(lines); i += 12 {
		var sum int64
		for k := 1; k < 12; k++ {
			sum += lines[i+k].Cells[0].Printed.Value.Coef
		}
		if off := abs(lines[i].Cells[0].Printed.Value.Coef - sum); off > 0 {
			exactly++
			if off > 1 {
				fixed++
			}
		}
	}
	return exactly, fixed
}

// BenchmarkManyFacts weighs 66,000 facts under 6,000 totals with 68 slips, and
// shows what other ways of comparing would report.
func BenchmarkManyFacts(b *testing.B) {
	d, p, rule, _ := many(6000, 68)
	cat := &Catalogue{Rules: []Rule{rule}}
	n := 0
	for b.Loop() {
		if n = len(cat.Check(New(d, p)).Findings); n != 68 {
			b.Fatal(n)
		}
	}
	exactly, fixed := naive(d)
	b.ReportMetric(float64(n), "findings")
	b.ReportMetric(float64(exactly), "findings_exact_comparison")
	b.ReportMetric(float64(fixed), "findings_fixed_0.01")
}
