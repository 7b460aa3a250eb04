package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/generate"
	"mingbai/internal/store"
)

// approve gives the days of approval to a store.
func approve(ctx context.Context, s *store.Store, cast []generate.Cast, first []document) error {
	regions, err := s.Regions(ctx)
	if err != nil {
		return err
	}
	for _, r := range regions {
		if strings.HasPrefix(r.Name, generate.Place()) {
			_, err := s.PutApprovals(ctx, actor, approvals(r.Code, cast, first))
			return err
		}
	}
	return fmt.Errorf("区划里没有%s：%w", generate.Place(), store.ErrNotFound)
}

// approvals are the days on which the made-up budgets of documents were approved and
// published. Of some nobody knows when they were published.
func approvals(region string, cast []generate.Cast, first []document) (out []budget.Approval) {
	const source = "编造的批复"
	for y := range years {
		out = append(out, budget.Approval{Region: region, Year: generate.FirstYear() + y, Kind: "budget", Approved: approvedOn(y), Source: source})
	}
	for _, d := range first {
		if d.unit%9 == 6 {
			continue
		}
		days := 4 + d.unit*7%17
		if d.unit%23 == 3+d.year {
			days = 21 + d.unit%9
		}
		out = append(out, budget.Approval{
			Region: region, Unit: generate.Place() + cast[d.unit].Name, Year: generate.FirstYear() + d.year, Kind: "budget", Scope: "unit",
			Approved: approvedOn(d.year), Published: approvedOn(d.year).AddDate(0, 0, days), Source: source,
		})
	}
	return out
}

// approvedOn is the day on which the budgets of a year from the first on were approved.
func approvedOn(year int) time.Time {
	return time.Date(generate.FirstYear()+year, time.February, 10+year, 0, 0, 0, 0, time.UTC)
}
