package portal

import (
	"strconv"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// trend is spending year by year as bars.
type trend struct {
	Bars  []trendBar
	Width int
}

type trendBar struct {
	Year, Amount string
	Href         string
	X, Y, H      int
	Now          bool
}

// The size of the bars, in the picture's own points.
const (
	trendHeight = 130
	trendStep   = 96
	trendBarW   = 44
)

// someYears is how many years are drawn, the newest ones.
const someYears = 5

// trendOf draws the years; nil where there are fewer than two.
func trendOf(a *place, years []store.YearTotals) *trend {
	years = years[max(0, len(years)-someYears):]
	var top store.Amount
	n := 0
	for _, y := range years {
		if y.Totals.Spending.Known {
			top = max(top, y.Totals.Spending.Amount)
			n++
		}
	}
	if n < 2 || top <= 0 {
		return nil
	}
	t := &trend{}
	for _, y := range years {
		s := y.Totals.Spending
		if !s.Known {
			continue
		}
		h := max(int(s.Amount/(top/trendHeight+1)), 1)
		bar := trendBar{Year: strconv.Itoa(y.Year), Amount: page.Amount(s), X: len(t.Bars)*trendStep + 20, Y: 22 + trendHeight - h, H: h, Now: y.Year == a.Doc.Year}
		bar.Href = page.In(a.Lang, page.TotalPath(page.DocumentPath(a.Unit.ID, y.Year, a.Doc.Kind, a.Doc.Scope), page.Spending))
		t.Bars = append(t.Bars, bar)
	}
	t.Width = len(t.Bars)*trendStep + 20
	return t
}

// barClass is the colour of a year: the one that is shown stands out.
func barClass(b trendBar) string {
	if b.Now {
		return "c1"
	}
	return "c5"
}
