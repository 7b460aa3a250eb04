package check

import (
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
