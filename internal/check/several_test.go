package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// place is a printed amount of a disclosure.
type spot struct {
	cell    *budget.Cell
	address string
}

func spots(d *budget.Disclosure) []spot {
	var out []spot
	for ti := range d.Tables {
		for pi := range d.Tables[ti].Panels {
			panel := &d.Tables[ti].Panels[pi]
			for li := range panel.Lines {
				for k := range panel.Lines[li].Cells {
					if c := &panel.Lines[li].Cells[k]; c.Printed.Mark == money.Number {
						out = append(out, spot{c, profile.Address{Table: d.Tables[ti].ID, Row: rowName(&panel.Lines[li]), Column: panel.Columns[k]}.String()})
					}
				}
			}
		}
	}
	return out
}

// TestSeveralFaultsAreAllNamed plants two and three slips at once, anywhere.
func TestSeveralFaultsAreAllNamed(t *testing.T) {
	for n, least := range map[int]int{2: 95, 3: 85} {
		d, p := datong(t)
		cat := &Catalogue{Rules: sums}
		all := spots(d)
		rng := rand.New(rand.NewPCG(5, uint64(n)))
		named, exactly, rounds := 0, 0, 400
		for range rounds {
			var chosen []spot
			var rights []money.Printed
			for len(chosen) < n {
				s := all[rng.IntN(len(all))]
				if slices.ContainsFunc(chosen, func(o spot) bool { return o.cell == s.cell }) {
					continue
				}
				slips := slipsOf(s.cell.Printed.Value.Coef)
				keys := []string{"digit", "dropped", "doubled", "swapped", "tenfold"}
				coef, ok := slips[keys[rng.IntN(len(keys))]]
				if !ok || coef == s.cell.Printed.Value.Coef {
					continue
				}
				chosen, rights = append(chosen, s), append(rights, s.cell.Printed)
				s.cell.Printed = money.PrintDecimal(money.Decimal{Coef: coef, Scale: 2})
			}
			rep := cat.Check(New(d, p))
			hit := 0
			for i, s := range chosen {
				for _, f := range rep.Findings {
					if slices.ContainsFunc(f.Suspects, func(x diag.Suspect) bool { return x.Ref.Address() == s.address && x.Suggest == rights[i].Text }) {
						hit++
						break
					}
				}
			}
			if hit == n {
				named++
				if len(rep.Findings) == n {
					exactly++
				}
			} else {
				for i, s := range chosen {
					t.Logf("planted %s %s for %s", s.address, s.cell.Printed.Text, rights[i].Text)
				}
				for _, f := range rep.Findings {
					t.Logf("   found %v %s", f.Suspects, f.Message)
				}
			}
			for i, s := range chosen {
				s.cell.Printed = rights[i]
			}
		}
		t.Logf("%d faults at once, %d times: all named %d, as many findings %d", n, rounds, named, exactly)
		if named*100 < rounds*least {
			t.Errorf("%d faults: below %d %%", n, least)
		}
	}
}

// TestItemsFarAboveTheirTotal: an item shows its total again, and beside it three more are
// above the bound that another table sets to each. The item is put right by leaving it
// empty, never by turning another into less than nothing; each bound is told by itself.
func TestItemsFarAboveTheirTotal(t *testing.T) {
	d, p := column("1844.57", "1702.10", "13.24", "8.31", "81.11", "39.81", "1844.57", "70.73", "1915.30", "0.00", "0.30", "19.56")
	sums := linearRule([]int{0, 1, 2, 3, 4, 5, 6}, []int{8, 0, 7})
	rules := []Rule{sums}
	for k := range 3 {
		rules = append(rules, Rule{ID: fmt.Sprint("MOST", k), Title: "不大于", Severity: diag.Warning, Scope: "all", Relate: func(r *Relations) {
			r.AtMost([]Var{Var(2 + k)}, []Var{Var(9 + k)})
		}})
	}
	outer := Rule{ID: "OUTER", Title: "三公合计", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) { r.Sum(12, 9, 10, 11) }}
	total := budget.Line{Key: "12", Name: "12", Cells: []budget.Cell{{}}}
	total.Cells[0].Printed, _ = money.ParsePrinted("19.86")
	panel := &d.Tables[0].Panels[0]
	panel.Lines = append(panel.Lines, total)
	var got []string
	for _, f := range (&Catalogue{Rules: append(rules, outer)}).Check(New(d, p)).Findings {
		got = append(got, f.Rule+" "+f.Ref.Row)
		for _, s := range f.Suspects {
			got = append(got, s.Ref.Row+" "+s.Value+" → "+s.Suggest)
		}
	}
	slices.Sort(got)
	want := []string{"6 1844.57 → 0.00", "LIN 6", "MOST0 2", "MOST1 3", "MOST2 4"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
