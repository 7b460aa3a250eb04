package store

import (
	"context"

	"mingbai/internal/budget"
)

// Revision becomes another with every change to what is stored; also where all documents
// were marked anew, by another sheet, and with the day where days of approval are held:
// what was not due yesterday may be overdue.
func (s *Store) Revision(ctx context.Context) (string, error) {
	// On PostgreSQL an entry may be there before one with a lower number; how many
	// there are among the last tells of it.
	type row struct {
		last   string
		clocks int // 1: days of approval are held
	}
	r, err := one(ctx, s, "改动", `SELECT coalesce(max(id), 0) || '.' || count(*), (SELECT count(*) FROM (SELECT 1 FROM approval LIMIT 1) AS any_approval) FROM
		(SELECT id FROM audit ORDER BY id DESC LIMIT 500) AS last`, nil, func(r *row) []any { return []any{&r.last, &r.clocks} })
	if err != nil {
		return "", err
	}
	out := r.last + "." + sheet()
	if r.clocks > 0 {
		out += "." + budget.DayText(budget.DayOf(s.now()))
	}
	return out, nil
}

// Holding counts the documents of a year that are held of a province.
type Holding struct {
	Region    string // code of the province; NoRegion for the centre's
	Year      int
	Documents int
}

// Holdings are what is held, by province and year, the newest year first.
func (s *Store) Holdings(ctx context.Context) ([]Holding, error) {
	return query(ctx, s, `SELECT substr(region, 1, 2) || '0000', year, count(*) FROM document GROUP BY 1, 2 ORDER BY 1, 2 DESC`, nil,
		func(h *Holding) []any { return []any{&h.Region, &h.Year, &h.Documents} })
}
