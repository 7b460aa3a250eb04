package store

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Standing is how a region, with all that is under it, or a department stands in a
// year: who has published, and what was found in it.
type Standing struct {
	Year        int
	Kind        string // budget, final
	Units       int    // that have published
	Known       int    // units known, published or not
	Documents   int
	Sound       int // documents without errors
	Errors      int // findings of this severity in the documents as they now stand
	Warnings    int
	Notes       int
	Openness    Openness
	Released    int       // documents that were signed and released
	First       time.Time // when the first of them was released; zero where none was
	Last        time.Time // when the last of them first was
	Punctuality Punctuality
}

// Standings are how a region stands in each year, the newest first, budgets before
// final accounts. They are shared and not to be changed.
func (s *Store) Standings(ctx context.Context, region string) ([]Standing, error) {
	all, err := s.AllStandings(ctx)
	return all[region], err
}

// AllStandings are the standings of all regions that hold documents, by code. They
// are shared and not to be changed.
func (s *Store) AllStandings(ctx context.Context) (map[string][]Standing, error) {
	return s.held.standings.get(func() (map[string][]Standing, error) { return s.readStandings(ctx) })
}

// standingRow is what a region itself adds to a standing.
type standingRow struct {
	region string
	Standing
}

// What documents add to a standing: of the rows of document, and of the documents that
// were released, each once.
const (
	standingColumns = `year, kind, count(DISTINCT unit_id), count(*), count(CASE WHEN errors = 0 THEN 1 END), sum(errors), sum(warnings), sum(notes), ` + opennessColumns
	releasedOf      = `SELECT d.region, d.year, d.kind, d.id, min(r.released_at) AS at FROM release r JOIN document d ON d.unit_id = r.unit_id AND d.id = r.document_id`
	releasedColumns = `year, kind, count(*), min(at), max(at)`
)

func intoStanding(s *Standing) []any {
	return []any{&s.Year, &s.Kind, &s.Units, &s.Documents, &s.Sound, &s.Errors, &s.Warnings, &s.Notes, &s.Openness.Marked, &s.Openness.Sum}
}

func intoReleased(s *Standing) []any {
	return []any{&s.Year, &s.Kind, &s.Released, (*millisTo)(&s.First), (*millisTo)(&s.Last)}
}

func (s *Store) readStandings(ctx context.Context) (map[string][]Standing, error) {
	t, err := s.tree(ctx)
	if err != nil {
		return nil, err
	}
	own, err := query(ctx, s, "SELECT region, "+standingColumns+" FROM document GROUP BY region, year, kind", nil,
		func(r *standingRow) []any { return append([]any{&r.region}, intoStanding(&r.Standing)...) })
	if err != nil {
		return nil, err
	}
	signed, err := query(ctx, s, "SELECT region, "+releasedColumns+" FROM ("+releasedOf+` GROUP BY d.region, d.year, d.kind, d.id) AS each
		GROUP BY region, year, kind`, nil,
		func(r *standingRow) []any { return append([]any{&r.region}, intoReleased(&r.Standing)...) })
	if err != nil {
		return nil, err
	}
	out := map[string][]Standing{}
	told, err := s.allPunctuality(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range slices.Concat(own, signed, told) {
		for i, ok := t.at[r.region]; ok; i, ok = t.at[t.list[i].Parent] {
			out[t.list[i].Code] = withStanding(out[t.list[i].Code], r.Standing, t.list[i].Counts.Units)
		}
	}
	for _, list := range out {
		newestFirst(list)
	}
	return out, nil
}

// allPunctuality is what regions themselves add to standings by when they published.
func (s *Store) allPunctuality(ctx context.Context) (out []standingRow, err error) {
	all, err := s.punctual(ctx)
	for at, each := range all {
		x := standingRow{at.region, Standing{Year: at.year, Kind: at.kind}}
		for _, p := range each {
			x.Punctuality.add(p)
		}
		if x.Punctuality.Told() > 0 {
			out = append(out, x)
		}
	}
	return out, err
}

// departmentPunctuality is the same of a department.
func (s *Store) departmentPunctuality(ctx context.Context, d *Department) (out []Standing, err error) {
	all, err := s.punctual(ctx)
	for at, each := range all {
		if p := each[d.ID]; at.region == d.Region && p.Told() > 0 {
			out = append(out, Standing{Year: at.year, Kind: at.kind, Punctuality: p})
		}
	}
	return out, err
}

// departmentStandings are how a department stands in each year, the newest first,
// budgets before final accounts.
func (s *Store) departmentStandings(ctx context.Context, d *Department) (out []Standing, err error) {
	id := []any{int64(d.ID)}
	own, err := query(ctx, s, "SELECT "+standingColumns+" FROM document WHERE department_id = $1 GROUP BY year, kind", id, intoStanding)
	if err != nil {
		return nil, err
	}
	signed, err := query(ctx, s, "SELECT "+releasedColumns+" FROM ("+releasedOf+` WHERE d.department_id = $1 GROUP BY d.region, d.year, d.kind, d.id) AS each
		GROUP BY year, kind`, id, intoReleased)
	if err != nil {
		return nil, err
	}
	told, err := s.departmentPunctuality(ctx, d)
	for _, x := range slices.Concat(own, signed, told) {
		out = withStanding(out, x, d.Counts.Units)
	}
	newestFirst(out)
	return out, err
}

func newestFirst(list []Standing) {
	slices.SortFunc(list, func(a, b Standing) int { return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(a.Kind, b.Kind)) })
}

// withStanding adds a standing to that of its year and kind.
func withStanding(list []Standing, x Standing, known int) []Standing {
	i := slices.IndexFunc(list, func(y Standing) bool { return y.Year == x.Year && y.Kind == x.Kind })
	if i < 0 {
		i, list = len(list), append(list, Standing{Year: x.Year, Kind: x.Kind, Known: known})
	}
	y := &list[i]
	y.Units += x.Units
	y.Documents += x.Documents
	y.Sound += x.Sound
	y.Errors += x.Errors
	y.Warnings += x.Warnings
	y.Notes += x.Notes
	y.Openness.add(x.Openness)
	y.Punctuality.add(x.Punctuality)
	y.Released += x.Released
	if x.Released > 0 && (y.First.IsZero() || x.First.Before(y.First)) {
		y.First = x.First
	}
	if x.Released > 0 && x.Last.After(y.Last) {
		y.Last = x.Last
	}
	return list
}

// Published is what some units have published for a year and kind.
type Published struct {
	Units int
	Openness
}

// PublishedIn tells for each of some departments what its units have published for a
// year and kind.
func (s *Store) PublishedIn(ctx context.Context, departments []ID, year int, kind string) (map[ID]Published, error) {
	type row struct {
		department int64
		Published
	}
	out := map[ID]Published{}
	for part := range slices.Chunk(numbersOf(departments), 500) {
		w := &where{}
		in(w, "department_id", part)
		w.add("year = ? AND kind = ?", year, kind)
		list, err := query(ctx, s, "SELECT department_id, count(DISTINCT unit_id), "+opennessColumns+" FROM document"+w.String()+" GROUP BY department_id", w.args,
			func(r *row) []any { return []any{&r.department, &r.Units, &r.Marked, &r.Sum} })
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			out[ID(r.department)] = r.Published
		}
	}
	return out, nil
}
