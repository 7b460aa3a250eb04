package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/budget"
)

// day is a day of 2023 as a midnight of UTC.
func day(month time.Month, d int) time.Time { return time.Date(2023, month, d, 0, 0, 0, 0, time.UTC) }

// noonOf has the store's clock stand at noon in China on a day.
func noonOf(s *Store, d time.Time) { s.now = func() time.Time { return d.Add(4 * time.Hour) } }

const bureau = "大同市工业和信息化局" // the department of samples

func testApprovals(t *testing.T, s *Store) {
	ctx := t.Context()
	const unit = "大同市甲中心"
	put(t, s, sample(unit, 2023, "1"))
	all := budget.Approval{Region: "140200", Year: 2023, Kind: "budget", Approved: day(2, 1), Source: "同财预〔2023〕1号"}
	own := budget.Approval{Region: "140200", Unit: unit, Year: 2023, Kind: "budget", Scope: "unit", Approved: day(2, 10), Published: day(2, 20)}
	typo := budget.Approval{Region: "140200", Department: "大同市工业与信息化局", Year: 2023, Kind: "budget", Approved: day(2, 5)}
	given := func(list ...budget.Approval) ApprovalCounts {
		t.Helper()
		return must(s.PutApprovals(ctx, "someone", list))(t)
	}
	is := func(what string, got, want ApprovalCounts) {
		t.Helper()
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", what, d)
		}
	}
	before := must(s.Revision(ctx))(t)
	is("given", given(all, own, typo), ApprovalCounts{Added: 3, Unknown: []budget.Approval{typo}})
	if must(s.Revision(ctx))(t) == before {
		t.Error("the revision is as before")
	}
	is("once more", given(all, own), ApprovalCounts{Unchanged: 2})
	own.Approved, own.Unit = day(2, 11), " "+own.Unit
	gone := typo
	gone.Approved = time.Time{}
	is("changed and taken back", given(own, gone), ApprovalCounts{Changed: 1, Removed: 1})
	is("taken back again", given(gone), ApprovalCounts{Unchanged: 1})

	own.Unit = unit
	got := must(s.Approvals(ctx))(t)
	if d := cmp.Diff(map[string]budget.Approval{"": all, unit: own}, byUnit(got)); d != "" {
		t.Error(d)
	}
	entries := must(s.Audit(ctx, 0, Page{}))(t).Items
	n := 0
	for _, e := range entries {
		if e.Action == "approval.set" && e.Actor == "someone" && e.OldHash != e.NewHash {
			n++
		}
	}
	if n != 5 {
		t.Errorf("%d entries in the audit log for 5 changes: %+v", n, entries)
	}
}

func byUnit(list []budget.Approval) map[string]budget.Approval {
	out := map[string]budget.Approval{}
	for _, a := range list {
		out[a.Unit] = a
	}
	return out
}

func testTimings(t *testing.T, s *Store) {
	ctx := t.Context()
	noonOf(s, day(2, 21))
	put(t, s, sample("大同市甲中心", 2023, "1"))
	noonOf(s, day(2, 22))
	put(t, s, sample("大同市甲中心", 2023, "2"), sample("大同市乙中心", 2023, "1"), sample("大同市丙中心", 2023, "1"))
	for _, u := range []string{"大同市甲中心", "大同市乙中心"} {
		h := must(s.Head(ctx, DocumentRef{Unit: unitID("140200", u), Year: 2023}))(t)
		must(s.AddRelease(ctx, "test", Release{Unit: h.Unit, Document: h.ID, Version: h.Version, SHA256: "00", LogIndex: -1}))(t)
	}
	of := func(unit string, want Timing) {
		t.Helper()
		h := must(s.Head(ctx, DocumentRef{Unit: unitID("140200", unit), Year: 2023}))(t)
		for how, got := range map[string]Timing{"among many": must(s.Timings().Of(ctx, h))(t), "alone": must(s.Timing(ctx, h))(t)} {
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s, asked for %s: %s", unit, how, d)
			}
		}
	}
	of("大同市甲中心", Timing{})
	approved := budget.Approval{Region: "140200", Year: 2023, Kind: "budget", Approved: day(2, 1), Source: "批文"}
	known := budget.Approval{Region: "140200", Unit: "大同市丙中心", Year: 2023, Kind: "budget", Approved: day(1, 31), Published: day(2, 20)}
	must(s.PutApprovals(ctx, "test", []budget.Approval{approved}))(t)
	base := Timing{Approved: day(2, 1), Due: day(2, 21), Source: "批文"}
	with := func(is Timeliness, published time.Time, exact bool) Timing {
		x := base
		x.Timeliness, x.Published, x.Exact = is, published, exact
		return x
	}
	of("大同市甲中心", with(OnTime, day(2, 21), false)) // as first held; it was released later
	of("大同市乙中心", with(Late, day(2, 22), true))    // released when it was first held
	of("大同市丙中心", with(Unsure, day(2, 22), false))
	must(s.PutApprovals(ctx, "test", []budget.Approval{known}))(t)
	of("大同市丙中心", Timing{Timeliness: OnTime, Approved: day(1, 31), Due: day(2, 20), Published: day(2, 20), Exact: true})
	known.Published = day(2, 21)
	other := budget.Approval{Region: "140200", Unit: "大同市丁中心", Year: 2023, Kind: "budget", Approved: day(1, 2)}
	must(s.PutApprovals(ctx, "test", []budget.Approval{known, other}))(t)
	of("大同市丙中心", Timing{Timeliness: Late, Approved: day(1, 31), Due: day(2, 20), Published: day(2, 21), Exact: true})

	for unit, want := range map[string]Timeliness{"大同市丙中心": Late, "大同市丁中心": Unsure, "大同市戊中心": Unsure} { // of its own, of its own, of its region
		r := sample(unit, 2023, "3")
		if got := must(s.TimingOf(ctx, &r))(t); got.Timeliness != want || got.Approved.Equal(day(2, 1)) != (unit == "大同市戊中心") {
			t.Errorf("%s, about to be stored: %+v, want %s", unit, got, want)
		}
	}

	u := must(s.Unit(ctx, unitID("140200", "大同市甲中心")))(t).Unit
	later := approved
	later.Year = 2024
	must(s.PutApprovals(ctx, "test", []budget.Approval{later}))(t)
	for now, want := range map[time.Time]Timeliness{day(2, 21): Pending, day(2, 22): Overdue} {
		noonOf(s, now)
		got := must(s.Timings().State(ctx, &UnitState{Unit: u}, 2024, "budget"))(t)
		if got.Timeliness != want || !got.Due.Equal(day(2, 21)) {
			t.Errorf("on %s: %+v, want %s", now, got, want)
		}
		if got := must(s.Timings().State(ctx, &UnitState{Unit: u}, 2025, "budget"))(t); got != (Timing{}) {
			t.Errorf("of a year without a day of approval: %+v", got)
		}
	}
}

func testPunctuality(t *testing.T, s *Store) {
	ctx := t.Context()
	noonOf(s, day(2, 20))
	put(t, s, sample("大同市甲中心", 2023, "1"), sample("大同市乙中心", 2022, "1"))
	noonOf(s, day(2, 25))
	put(t, s, sample("大同市丙中心", 2023, "1"), sample("大同市丁中心", 2023, "1"))
	must(s.PutApprovals(ctx, "test", []budget.Approval{
		{Region: "140200", Department: bureau, Year: 2023, Kind: "budget", Scope: "unit", Approved: day(2, 1)},
		{Region: "140200", Unit: "大同市丁中心", Year: 2023, Kind: "budget", Approved: day(2, 1), Published: day(2, 24)},
		{Region: "140300", Year: 2023, Kind: "budget", Approved: day(2, 1)},
	}))(t)
	is := func(want Punctuality) {
		t.Helper()
		s.held.expire()
		for _, code := range []string{"140000", "140200"} {
			list := must(s.Standings(ctx, code))(t)
			if len(list) != 2 || list[0].Punctuality != want || list[0].Units != 3 || list[0].Documents != 3 || list[1].Punctuality != (Punctuality{}) {
				t.Errorf("%s stands as %+v, want %+v in 2023", code, list, want)
			}
		}
		d := must(s.Department(ctx, departmentID("140200", bureau), 2023, ""))(t)
		if d.Years[0].Punctuality != want {
			t.Errorf("the department stands as %+v, want %+v", d.Years[0], want)
		}
		if got := must(s.PunctualIn(ctx, "140200", 2023, "budget"))(t); len(got) != 1 || got[d.ID] != want {
			t.Errorf("by department %+v, want %+v", got, want)
		}
		if got := must(s.PunctualIn(ctx, "140200", 2022, "budget"))(t); len(got) != 0 {
			t.Errorf("of a year without days of approval: %+v", got)
		}
	}
	is(Punctuality{OnTime: 1, Late: 1, Unsure: 1, Overdue: 1})
	noonOf(s, day(2, 21))
	is(Punctuality{OnTime: 1, Late: 1, Unsure: 1, Pending: 1})
}
