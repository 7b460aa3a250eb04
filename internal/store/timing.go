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
	return t.all.ofDocument(h), nil
}

// State tells of what a unit has published for a year and kind, or has to.
func (t *Timings) State(ctx context.Context, u *UnitState, year int, kind string) (Timing, error) {
	if u.Published != nil {
		return t.Of(ctx, u.Published)
	}
	if err := t.read(ctx, timingsAt{u.Region, year, kind}); err != nil {
		return Timing{}, err
	}
	return t.all.ofNone(&u.Unit, t.today), nil
}

func (all approvals) ofDocument(h *Head) Timing {
	a, found := all.of(h.Unit, h.Department, h.Scope)
	if !found {
		return Timing{}
	}
	return timingOf(a, h.FirstAt, h.FirstReleased)
}

// ofNone tells of a unit that has no document.
func (all approvals) ofNone(u *Unit, today time.Time) Timing {
	a, found := all.of(u.ID, u.Department, "unit")
	if !found {
		return Timing{}
	}
	return missing(a, today)
}

// Timing tells of one document; of many, Timings does.
func (s *Store) Timing(ctx context.Context, h *Head) (Timing, error) {
	said, err := s.approvalsOf(ctx, h)
	if err != nil {
		return Timing{}, err
	}
	return said.ofDocument(h), nil
}

// TimingOf tells of a document that is about to be stored.
func (s *Store) TimingOf(ctx context.Context, r *Reading) (Timing, error) {
	some, err := query(ctx, s, "SELECT 1 FROM approval LIMIT 1", nil, func(n *int) []any { return []any{n} })
	if err != nil || len(some) == 0 {
		return Timing{}, err
	}
	regions, err := s.regionList(ctx)
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
	return s.Timing(ctx, h)
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

// punctual counts by region, year and kind, of which days of approval were given, for
// each department of the region itself.
type punctual map[timingsAt]map[ID]Punctuality

// punctual is read from what was counted lately. Nobody may change it.
func (s *Store) punctual(ctx context.Context) (punctual, error) {
	return s.held.punctual.get(func() (punctual, error) { return s.readPunctual(ctx) })
}

func (s *Store) readPunctual(ctx context.Context) (punctual, error) {
	given, err := query(ctx, s, "SELECT DISTINCT region, year, kind FROM approval", nil, func(at *timingsAt) []any { return []any{&at.region, &at.year, &at.kind} })
	if err != nil {
		return nil, err
	}
	out := punctual{}
	for _, at := range given {
		each := map[ID]Punctuality{}
		err := s.eachTimely(ctx, at, func(department ID, t Timeliness) {
			if t == Untold {
				return
			}
			p := each[department]
			p.count(t)
			each[department] = p
		})
		if err != nil {
			return nil, err
		}
		out[at] = each
	}
	return out, nil
}

// PunctualIn counts for each department of a region itself; nothing where no day of
// approval was given for the year and kind. It is shared and not to be changed.
func (s *Store) PunctualIn(ctx context.Context, region string, year int, kind string) (map[ID]Punctuality, error) {
	all, err := s.punctual(ctx)
	return all[timingsAt{region, year, kind}], err
}

// eachTimely tells of each document of a region itself and of each of its units without
// one.
func (s *Store) eachTimely(ctx context.Context, at timingsAt, tell func(department ID, t Timeliness)) error {
	all, err := s.approvals(ctx, at.region, at.year, at.kind)
	if err != nil {
		return err
	}
	key := []any{at.region, at.year, at.kind}
	heads, err := query(ctx, s, "SELECT unit_id, department_id, scope, first_at, released_at FROM document WHERE region = $1 AND year = $2 AND kind = $3", key, func(h *Head) []any {
		return []any{&h.Unit, &h.Department, &h.Scope, (*millisTo)(&h.FirstAt), (*orNever)(&h.FirstReleased)}
	})
	if err != nil {
		return err
	}
	for _, h := range heads {
		tell(h.Department, all.ofDocument(&h).Timeliness)
	}
	// A unit's documents are of its region; said so, they are found by the index.
	units, err := query(ctx, s, `SELECT u.id, u.department_id FROM unit u WHERE u.region = $1
		AND NOT EXISTS (SELECT 1 FROM document d WHERE d.region = $1 AND d.year = $2 AND d.kind = $3 AND d.unit_id = u.id)`, key,
		func(u *Unit) []any { return []any{&u.ID, &u.Department} })
	today := budget.DayOf(s.now())
	for _, u := range units {
		tell(u.Department, all.ofNone(&u, today).Timeliness)
	}
	return err
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
