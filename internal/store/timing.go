package store

import (
	"context"
	"errors"
	"time"

	"mingbai/internal/budget"
)

// Timeliness says whether what was approved was published in time.
type Timeliness string

// What is said of documents, and of units that have none.
const (
	Untold  Timeliness = ""        // nobody has given the day of approval
	OnTime  Timeliness = "on_time" // published by the last day
	Late    Timeliness = "late"    // published after it
	Unsure  Timeliness = "unsure"  // first seen after it, and nobody has given the day of publication
	Pending Timeliness = "pending" // not published, and there is time left
	Overdue Timeliness = "overdue" // not published by the last day
)

// Timing is whether a document was published in time, and what that is told from. Days
// are midnights of UTC.
type Timing struct {
	Timeliness
	Approved  time.Time // zero: not given
	Due       time.Time // the last day
	Published time.Time // the day, or the first on which it was known to be; zero: not published
	Exact     bool      // Published is the day itself
	Source    string    // where the day of approval stands
}

// Timings tells whether documents were published in time. It keeps what it read of a
// region, so that documents are best asked for in the store's order; by one goroutine.
type Timings struct {
	s     *Store
	today time.Time
	at    timingsAt
	all   approvals
}

type timingsAt struct {
	region string
	year   int
	kind   string
}

// Timings begins to tell, as of today.
func (s *Store) Timings() *Timings { return &Timings{s: s, today: budget.DayOf(s.now())} }

func (t *Timings) read(ctx context.Context, at timingsAt) (err error) {
	if t.all != nil && t.at == at {
		return nil
	}
	t.at = at
	t.all, err = t.s.approvals(ctx, at.region, at.year, at.kind)
	return err
}

// Of tells of a document.
func (t *Timings) Of(ctx context.Context, h *Head) (Timing, error) {
	if err := t.read(ctx, timingsAt{h.Region, h.Year, h.Kind}); err != nil {
		return Timing{}, err
	}
	a, found := t.all.of(h.Unit, h.Department, h.Scope)
	if !found {
		return Timing{}, nil
	}
	return timingOf(a, h.FirstAt, h.FirstReleased), nil
}

// Missing tells of a unit that has no document of a year and kind.
func (t *Timings) Missing(ctx context.Context, u *Unit, year int, kind string) (Timing, error) {
	if err := t.read(ctx, timingsAt{u.Region, year, kind}); err != nil {
		return Timing{}, err
	}
	a, found := t.all.of(u.ID, u.Department, "unit")
	if !found {
		return Timing{}, nil
	}
	return missing(a, t.today), nil
}

// TimingOf tells of a document that is about to be stored.
func (s *Store) TimingOf(ctx context.Context, r *Reading) (Timing, error) {
	any, err := query(ctx, s, "SELECT 1 FROM approval LIMIT 1", nil, func(n *int) []any { return []any{n} })
	if err != nil || len(any) == 0 {
		return Timing{}, err
	}
	regions, err := s.readRegions(ctx)
	if err != nil {
		return Timing{}, err
	}
	d, b := r.Disclosure, bodiesOf(&Prepared{Reading: *r}, regions)
	h := &Head{Unit: b.unit.ID, Department: b.department.ID, Region: b.unit.Region, Year: d.Year, Kind: d.Kind, Scope: d.Scope, FirstAt: s.now()}
	switch have, err := s.head(ctx, DocumentRef{ID: documentID(h.Unit, h.Year, h.Kind, h.Scope)}); {
	case err == nil:
		h.FirstAt, h.FirstReleased = have.FirstAt, have.FirstReleased
	case !errors.Is(err, ErrNotFound):
		return Timing{}, err
	}
	return s.Timings().Of(ctx, h)
}

// timingOf judges a document by when it was first held and first released; released
// is zero where it was not.
func timingOf(a budget.Approval, held, released time.Time) Timing {
	out := Timing{Approved: a.Approved, Due: budget.LastDay(a.Approved), Published: a.Published, Exact: true, Source: a.Source}
	if a.Published.IsZero() {
		out.Exact = !released.IsZero() && !released.After(held) // nobody had it before it was released
		if out.Published = budget.DayOf(held); out.Exact {
			out.Published = budget.DayOf(released)
		}
	}
	switch {
	case !out.Published.After(out.Due):
		out.Timeliness = OnTime
	case out.Exact:
		out.Timeliness = Late
	default:
		out.Timeliness = Unsure
	}
	return out
}

func missing(a budget.Approval, today time.Time) Timing {
	out := Timing{Timeliness: Pending, Approved: a.Approved, Due: budget.LastDay(a.Approved), Source: a.Source}
	if today.After(out.Due) {
		out.Timeliness = Overdue
	}
	return out
}

// Punctuality counts documents by whether they were published in time, and units
// without one by whether they should have been.
type Punctuality struct {
	OnTime, Late, Unsure, Pending, Overdue int
}

// Due is how many are told that had to be published by now.
func (p Punctuality) Due() int { return p.OnTime + p.Late + p.Overdue }

// Told is how many have a day of approval.
func (p Punctuality) Told() int { return p.Due() + p.Unsure + p.Pending }

func (p *Punctuality) count(t Timeliness) {
	switch t {
	case OnTime:
		p.OnTime++
	case Late:
		p.Late++
	case Unsure:
		p.Unsure++
	case Pending:
		p.Pending++
	case Overdue:
		p.Overdue++
	}
}

func (p *Punctuality) add(q Punctuality) {
	p.OnTime += q.OnTime
	p.Late += q.Late
	p.Unsure += q.Unsure
	p.Pending += q.Pending
	p.Overdue += q.Overdue
}

// punctuality counts a region's own documents and units, those of one department
// where it is not 0, for each year and kind that days of approval were given for.
func (s *Store) punctuality(ctx context.Context, region string, department ID) (out []Standing, err error) {
	given, err := query(ctx, s, "SELECT DISTINCT year, kind FROM approval WHERE region = $1", []any{region}, func(x *Standing) []any { return []any{&x.Year, &x.Kind} })
	if err != nil {
		return nil, err
	}
	for _, x := range given {
		err := s.eachTimely(ctx, timingsAt{region, x.Year, x.Kind}, department, func(_ ID, t Timeliness) { x.Punctuality.count(t) })
		if err != nil {
			return nil, err
		}
		if x.Punctuality.Told() > 0 {
			out = append(out, x)
		}
	}
	return out, nil
}

// PunctualIn counts for each department of a region itself; nothing where no day of
// approval was given for the year and kind.
func (s *Store) PunctualIn(ctx context.Context, region string, year int, kind string) (map[ID]Punctuality, error) {
	out := map[ID]Punctuality{}
	err := s.eachTimely(ctx, timingsAt{region, year, kind}, 0, func(department ID, t Timeliness) {
		p := out[department]
		p.count(t)
		out[department] = p
	})
	return out, err
}

// eachTimely tells of each document of a region itself and of each of its units without
// one, of one department where it is not 0.
func (s *Store) eachTimely(ctx context.Context, at timingsAt, department ID, tell func(department ID, t Timeliness)) error {
	all, err := s.approvals(ctx, at.region, at.year, at.kind)
	if err != nil || len(all) == 0 {
		return err
	}
	w := &where{}
	w.add("region = ? AND year = ? AND kind = ?", at.region, at.year, at.kind)
	if department != 0 {
		w.add("department_id = ?", int64(department))
	}
	heads, err := query(ctx, s, "SELECT unit_id, department_id, scope, first_at, released_at FROM document"+w.String(), w.args, func(h *Head) []any {
		return []any{&h.Unit, &h.Department, &h.Scope, (*millisTo)(&h.FirstAt), (*orNever)(&h.FirstReleased)}
	})
	if err != nil {
		return err
	}
	for _, h := range heads {
		if a, found := all.of(h.Unit, h.Department, h.Scope); found {
			tell(h.Department, timingOf(a, h.FirstAt, h.FirstReleased).Timeliness)
		}
	}
	units, err := s.without(ctx, at, department)
	for _, u := range units {
		if a, found := all.of(u.ID, u.Department, "unit"); found {
			tell(u.Department, missing(a, budget.DayOf(s.now())).Timeliness)
		}
	}
	return err
}

// without are the units of a region itself that have no document of a year and kind.
func (s *Store) without(ctx context.Context, at timingsAt, department ID) ([]Unit, error) {
	w := &where{}
	w.add("u.region = ?", at.region)
	if department != 0 {
		w.add("u.department_id = ?", int64(department))
	}
	w.add("NOT EXISTS (SELECT 1 FROM document d WHERE d.unit_id = u.id AND d.year = ? AND d.kind = ?)", at.year, at.kind)
	return query(ctx, s, "SELECT u.id, u.department_id FROM unit u"+w.String(), w.args, func(u *Unit) []any { return []any{&u.ID, &u.Department} })
}

// orNever reads a moment that is 0 where there was none.
type orNever time.Time

// Scan reads a column.
func (m *orNever) Scan(v any) error {
	if v == int64(0) {
		*m = orNever{}
		return nil
	}
	return (*millisTo)(m).Scan(v)
}
