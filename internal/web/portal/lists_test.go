package portal

import (
	"testing"

	"mingbai/internal/store"
)

// TestRegionsOfTheFirstPage: a few stand there with what is under them, of many the
// provinces alone.
func TestRegionsOfTheFirstPage(t *testing.T) {
	few := []store.Region{{Code: "140000", Level: 1}, {Code: "140100", Level: 2}}
	if shown, long := atFirst(few); long || len(shown) != 2 {
		t.Errorf("%d of a few, long %v", len(shown), long)
	}
	many := []store.Region{{Code: "110000", Level: 1}}
	for len(many) <= manyRegions {
		many = append(many, store.Region{Code: "140100", Level: 2})
	}
	if shown, long := atFirst(many); !long || len(shown) != 1 || shown[0].Code != "110000" {
		t.Errorf("%v of many, long %v", shown, long)
	}
}

// TestLevelsAreSetIn: below a region that is in the list, not below one that is not.
func TestLevelsAreSetIn(t *testing.T) {
	all := []regionLine{{Region: store.Region{Level: 1}}, {Region: store.Region{Level: 2}}, {Region: store.Region{Level: 3}}}
	for i, want := range []string{"", "l2", "l3"} {
		if got := levelClass(all[i].Level, all); got != want {
			t.Errorf("level %d: %q, want %q", all[i].Level, got, want)
		}
	}
	if got := levelClass(3, all[2:]); got != "" {
		t.Errorf("counties by themselves are set in: %q", got)
	}
}

// TestLevelsOfTheRulesBrokenMost: a level at which none of them is broken has no column.
func TestLevelsOfTheRulesBrokenMost(t *testing.T) {
	v := homeView{Rules: []store.RuleCount{{Errors: store.Tally{Documents: 3}}, {Notes: store.Tally{Documents: 2}}}}
	columns := v.levels()
	if len(columns) != 2 || columns[0].title != "错误" || columns[1].title != "提示" {
		t.Fatalf("%v", columns)
	}
	if columns[0].documents[0] != 3 || columns[0].documents[1] != 0 || columns[1].documents[1] != 2 {
		t.Errorf("%v", columns)
	}
	if none := (homeView{}).levels(); len(none) != 0 {
		t.Errorf("%v of no rules", none)
	}
}
