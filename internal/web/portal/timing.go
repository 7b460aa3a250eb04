package portal

import (
	"context"
	"slices"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// timing is whether a document was published in time, as it is read.
type timing struct {
	page.Lang
	store.Timing
}

// Told reports whether the day of approval was given.
func (t timing) Told() bool { return t.Timeliness != store.Untold }

// Word says it in a word.
func (t timing) Word() string {
	switch t.Timeliness {
	case store.OnTime:
		return t.T("按时", "on time")
	case store.Late:
		return t.T("迟", "late")
	case store.Unsure:
		return t.T("说不准", "not certain")
	case store.Pending:
		return t.T("没到期", "not due yet")
	case store.Overdue:
		return t.T("过期", "overdue")
	}
	return "—"
}

// Day is the day by which a document is known to have been published.
func (t timing) Day() string {
	switch {
	case t.Published.IsZero():
		return ""
	case t.Exact:
		return page.Day(t.Published)
	}
	return t.T("不晚于"+page.Day(t.Published), "by "+page.Day(t.Published))
}

// Sentence says of a document what its timeliness is told from.
func (t timing) Sentence() string {
	out := t.T(page.Day(t.Approved)+"批复，最迟"+page.Day(t.Due)+"公开；", "Approved on "+page.Day(t.Approved)+", to be published by "+page.Day(t.Due)+"; ")
	switch {
	case t.Timeliness == store.Unsure:
		return out + t.T(page.Day(t.Published)+"收进来，不知道哪天公开的，是否按时说不准。", "first held on "+page.Day(t.Published)+"; when it was published, and whether in time, is not known.")
	case t.Timeliness == store.Late:
		return out + t.T(t.Day()+"公开，迟了。", "published on "+t.Day()+", late.")
	}
	if t.Exact {
		return out + t.T(t.Day()+"公开，按时。", "published on "+t.Day()+", in time.")
	}
	return out + t.T(t.Day()+"公开，按时。", "published "+t.Day()+", in time.")
}

// Deadline says of a unit that has not published until when it has to.
func (t timing) Deadline() string {
	if t.Timeliness == store.Overdue {
		return t.T("最迟应在"+page.Day(t.Due)+"公开，已经过期", "was to be published by "+page.Day(t.Due))
	}
	return t.T("最迟"+page.Day(t.Due), "to be published by "+page.Day(t.Due))
}

// member is a unit of a department with what it has published, and when.
type member struct {
	store.UnitState
	Timing timing
}

// members are the units of a department with when each published.
func (p *Portal) members(ctx context.Context, d *store.DepartmentDetail) ([]member, error) {
	times := p.store.Timings()
	out := make([]member, len(d.Units))
	for i := range d.Units {
		u := &d.Units[i]
		t, err := times.State(ctx, u, d.Year, d.Kind)
		if err != nil {
			return nil, err
		}
		out[i] = member{*u, timing{page.LangOf(ctx), t}}
	}
	return out, nil
}

// clock is a day of approval, with where it stands.
type clock struct {
	store.Timing
	units int
}

// Named says on which day so many were approved, and until when they are to be published.
func (c clock) Named(l page.Lang) string {
	return l.Counted(c.units, "个单位", "unit", "units") +
		l.T("："+page.Day(c.Approved)+"批复，最迟"+page.Day(c.Due)+"公开", ": approved on "+page.Day(c.Approved)+", to be published by "+page.Day(c.Due))
}

// clocksOf are the days of approval of a department's units, each once.
func clocksOf(list []member) (out []clock) {
	for i := range list {
		t := list[i].Timing.Timing
		if t.Timeliness == store.Untold {
			continue
		}
		at := slices.IndexFunc(out, func(c clock) bool { return c.Approved.Equal(t.Approved) && c.Source == t.Source })
		if at < 0 {
			at, out = len(out), append(out, clock{Timing: t})
		}
		out[at].units++
	}
	return out
}

// anyClocked reports whether any region has days of approval in its newest year.
func anyClocked(list []regionLine) bool {
	return slices.ContainsFunc(list, func(r regionLine) bool { return r.Latest != nil && r.Latest.Punctuality.Told() > 0 })
}

// everClocked reports whether days of approval were given for any of the years.
func everClocked(years []standing) bool {
	return slices.ContainsFunc(years, func(y standing) bool { return y.Punctuality.Told() > 0 })
}

// barsView is the view of the bars of a year: four of them where days of approval were
// given for any.
func barsView(clocked bool) string {
	if clocked {
		return "0 0 1000 46"
	}
	return "0 0 1000 34"
}

// leastOf has a column left out on a narrow screen, where there is one of what was
// published in time beside it.
func leastOf(clocked bool) string {
	if clocked {
		return "less"
	}
	return "least"
}
