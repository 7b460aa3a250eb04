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
	Alt   string
}

type trendBar struct {
	Year, Amount string
	X, Y, H      int
	Now          bool
}

// The size of the bars, in the picture's own points.
const (
	trendHeight = 130
	trendStep   = 96
	trendBarW   = 44
)

// trendOf draws the years; nil where there are fewer than two.
func trendOf(years []store.YearTotals, now int) *trend {
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
		bar := trendBar{Year: strconv.Itoa(y.Year), Amount: page.Amount(s), X: len(t.Bars)*trendStep + 20, Y: 22 + trendHeight - h, H: h, Now: y.Year == now}
		t.Bars = append(t.Bars, bar)
		t.Alt += bar.Year + " " + bar.Amount + "；"
	}
	t.Width = len(t.Bars)*trendStep + 20
	return t
}
