package pipeline

import (
	"context"
	"strings"
	"testing"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/store"
)

// TestApproveJudgesAnew: what is held is judged by days of approval that are given
// later, what is loaded later by those that are there; both say the same.
func TestApproveJudgesAnew(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	if err := Generate(ctx, GenerateOptions{N: 2, Seed: 7, Out: dir, Formats: []string{"txt"}}); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(ctx, store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	loadAll := func(again bool) (changed int) {
		t.Helper()
		err := Load(ctx, LoadOptions{Store: s, Files: []string{dir}, Reread: again, Told: func(_, _ int, l Loaded) {
			if l.Fault != nil {
				t.Error(l.Fault)
			}
			if l.Outcome.Result != store.Unchanged {
				changed++
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		return changed
	}
	loadAll(false)
	list, err := s.Documents(ctx, store.Filter{}, store.Page{})
	if err != nil || len(list.Items) != 2 {
		t.Fatal(list.Items, err)
	}
	late, timely := list.Items[0], list.Items[1]
	given := func(h store.Head, days int) budget.Approval {
		approved := time.Date(h.Year, 2, 1, 0, 0, 0, 0, time.UTC)
		return budget.Approval{Region: h.Region, Unit: h.UnitName, Year: h.Year, Kind: h.Kind, Approved: approved, Published: approved.AddDate(0, 0, days)}
	}
	approve := func(want int, list ...budget.Approval) {
		t.Helper()
		out, err := Approve(ctx, ApproveOptions{Store: s, Actor: "test", List: list})
		if err != nil || out.Judged != want {
			t.Errorf("judged %d, %v; want %d", out.Judged, err, want)
		}
	}
	approve(2, given(late, 21), given(timely, 20))
	is(ctx, t, s, late, "failed")
	is(ctx, t, s, timely, "passed")
	approve(0, given(late, 21), given(timely, 20))
	if n := loadAll(true); n != 0 {
		t.Errorf("read anew, %d documents are judged otherwise", n)
	}
	is(ctx, t, s, late, "failed")
	approve(1, given(late, 23)) // late still, by more days
	isSaid(ctx, t, s, late, "晚了3天")
	back := given(late, 21)
	back.Approved, back.Published = time.Time{}, time.Time{}
	approve(1, back)
	is(ctx, t, s, late, "not_checked")
}

// is holds a stored document to the outcome of the rule on when it was published.
func is(ctx context.Context, t *testing.T, s *store.Store, h store.Head, want string) {
	t.Helper()
	d, err := s.Document(ctx, store.DocumentRef{ID: h.ID})
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range d.Report.Findings {
		if f.Rule == "DAT-005" {
			found++
		}
	}
	for _, r := range d.Report.Rules {
		if r.Rule == "DAT-005" && (r.Outcome != want || (found == 1) != (want == "failed")) {
			t.Errorf("%s: %s with %d findings, want %s", h.UnitName, r.Outcome, found, want)
		}
	}
	lines, err := s.FindingsOf(ctx, &d.Head)
	if err != nil || len(lines) != len(d.Report.Findings) || d.Errors+d.Warnings+d.Notes != len(lines) || want == "failed" && d.Errors <= h.Errors {
		t.Errorf("%s: %d findings in lists, %d in the report, head %+v, %v", h.UnitName, len(lines), len(d.Report.Findings), d.Head, err)
	}
	if want == "failed" && d.Marks.Got >= d.Marks.Of {
		t.Errorf("%s: late, with all marks %+v", h.UnitName, d.Marks)
	}
}

// isSaid holds what a stored document's finding on when it was published says.
func isSaid(ctx context.Context, t *testing.T, s *store.Store, h store.Head, want string) {
	t.Helper()
	d, err := s.Document(ctx, store.DocumentRef{ID: h.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Report.Findings {
		if f.Rule == "DAT-005" && !strings.Contains(f.Message, want) {
			t.Errorf("%s: %s, want %s", h.UnitName, f.Message, want)
		}
	}
}
