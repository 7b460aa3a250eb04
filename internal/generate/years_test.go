package generate

import (
	"reflect"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/money"
)

// TestYearsFollow: what a book says of last year is what last year's book holds.
func TestYearsFollow(t *testing.T) {
	p := form(t)
	lines, totals := 0, 0
	for n := range 100 {
		books := Years(3, n, 3)
		if !reflect.DeepEqual(books[0], Book(3, n)) {
			t.Fatalf("%d: the first year is not that of Book", n)
		}
		for k, b := range books {
			if b.Year != p.Year+k || b.Unit != books[0].Unit {
				t.Fatalf("%d: year %d is %d of %s", n, k, b.Year, b.Unit.Name)
			}
			for _, rounding := range []compose.Rounding{compose.Independent, compose.Balanced} {
				d, findings := compose.Compile(b, p.InYear(b.Year), rounding)
				if len(findings) > 0 || d == nil {
					t.Fatalf("%d %d %s: %v", n, b.Year, rounding, findings)
				}
			}
			if k == 0 {
				continue
			}
			last := books[k-1]
			if len(b.Prior) > 0 {
				lines++
				if !reflect.DeepEqual(b.Prior, last.Facts) {
					t.Errorf("%d: last year's lines of %d are not those of %d", n, b.Year, last.Year)
				}
			}
			for _, total := range b.PriorTotal {
				totals++
				if total.Key == "收入总计" && total.Amount != sumOf(last.Facts) {
					t.Errorf("%d: last year's total of %d is %s, was %s", n, b.Year, total.Amount, sumOf(last.Facts))
				}
			}
			for i, item := range b.ThreePublic {
				if item.Prior != last.ThreePublic[i].Amount {
					t.Errorf("%d: %s of last year is %s, was %s", n, item.Item, item.Prior, last.ThreePublic[i].Amount)
				}
			}
			if reflect.DeepEqual(b.Facts, last.Facts) {
				t.Errorf("%d: nothing changed in %d", n, b.Year)
			}
		}
	}
	if lines == 0 || totals == 0 {
		t.Errorf("%d books with last year's lines, %d totals", lines, totals)
	}
}

func sumOf(facts []budget.Fact) (sum money.Fen) {
	for _, f := range facts {
		sum += f.Amount
	}
	return sum
}

func TestYearsAreDeterministic(t *testing.T) {
	for n := range 5 {
		if !reflect.DeepEqual(Years(7, n, 2), Years(7, n, 2)) {
			t.Errorf("years of book %d come out differently", n)
		}
	}
}
