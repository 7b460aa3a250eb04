package compose

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// The amounts of a form are numbers in yuan with their place, and each total
// names the amounts that it adds up.
func TestFormAmountsAreNumbers(t *testing.T) {
	forms := 0
	for id, table := range tablesByID(t, datongDocument(t)) {
		if !table.Form {
			continue
		}
		forms++
		at := map[string]*doc.Number{}
		where := map[doc.Point]*doc.Number{}
		for _, slots := range doc.Grid(table.Rows) {
			for _, s := range slots {
				n := s.Cell.Amount
				if n == nil {
					continue
				}
				at[n.Address], where[doc.Point{Row: s.Row, Col: s.Col}] = n, n
				if n.Unit != money.Yuan || n.Printed.Text != s.Cell.Text {
					t.Errorf("%s: %+v prints %q", n.Address, n, s.Cell.Text)
				}
				read, err := money.ParsePrinted(s.Cell.Text)
				if err != nil || n.Known != (read.Mark == money.Number) {
					t.Errorf("%s: %q read back: %+v, %v", n.Address, s.Cell.Text, read, err)
				}
				if n.Known && (read.Value != n.Printed.Value || money.ExactIn(n.Exact, money.Yuan, 0).Cmp(read.Value) != 0) {
					t.Errorf("%s: %s stands for %s", n.Address, s.Cell.Text, n.Exact)
				}
			}
		}
		if len(at) != 12 {
			t.Errorf("%s: %d amounts, want two periods of six", id, len(at))
		}
		for _, period := range []string{"term", "annual"} {
			total := at[id+"[total]."+period]
			if total == nil || len(total.Sum) == 0 {
				t.Fatalf("%s: no total of %s, or it adds up nothing", id, period)
			}
			var sum money.Fen
			for _, p := range total.Sum {
				if where[p] == nil || !strings.HasSuffix(where[p].Address, "]."+period) {
					t.Fatalf("%s adds up %v, which is no amount of its period", total.Address, p)
				}
				sum += where[p].Exact
			}
			if sum != total.Exact {
				t.Errorf("%s is %s, its parts %s", total.Address, total.Exact, sum)
			}
		}
	}
	if forms != 6 {
		t.Errorf("%d forms, want 6", forms)
	}
}

func TestAmountNotGivenStaysBlank(t *testing.T) {
	n := formNumber("PF1", "annual.self", budget.Money{})
	if n.Known || n.Printed.Mark != money.Blank || n.Address != "PF1[self].annual" {
		t.Errorf("%+v", n)
	}
	n = formNumber("PF1", "annual.self", budget.Money{Given: true, Amount: 123456789})
	if !n.Known || n.Printed.Text != "1,234,567.89" || n.Printed.Value != (money.Decimal{Coef: 123456789, Scale: 2}) {
		t.Errorf("%+v", n)
	}
}
