package rules

import (
	"testing"
	"time"

	"mingbai/internal/check"
)

// TestPublishedInTime: who knows the days of approval and of publication has them held
// against each other; the twentieth day is the last.
func TestPublishedInTime(t *testing.T) {
	d, p := clean(t, 0)
	approved := time.Date(2023, 2, 10, 0, 0, 0, 0, time.UTC)
	for name, want := range map[string]struct {
		timing  check.Timing
		outcome check.Outcome
		says    string
	}{
		"nothing given":         {check.Timing{}, check.NotChecked, ""},
		"approved only":         {check.Timing{Approved: approved}, check.NotChecked, ""},
		"the same day":          {check.Timing{Approved: approved, Published: approved}, check.Passed, ""},
		"the last day":          {check.Timing{Approved: approved, Published: approved.AddDate(0, 0, 20)}, check.Passed, ""},
		"a day late":            {check.Timing{Approved: approved, Published: approved.AddDate(0, 0, 21)}, check.Failed, "2023年2月10日批复，最迟应在2023年3月2日公开，2023年3月3日才公开，晚了1天"},
		"seen on the last day":  {check.Timing{Approved: approved, Published: approved.AddDate(0, 0, 20), By: true}, check.Passed, ""},
		"seen after it, if not": {check.Timing{Approved: approved, Published: approved.AddDate(0, 0, 21), By: true}, check.NotChecked, ""},
	} {
		s := check.New(d, p)
		s.Timing = want.timing
		rep := Timing().Check(s)
		if r := rep.Results[0]; len(rep.Results) != 1 || r.Rule.ID != "DAT-005" || r.Outcome != want.outcome {
			t.Errorf("%s: %s %v, want %v", name, r.Rule.ID, r.Outcome, want.outcome)
		}
		said := ""
		for _, f := range rep.Findings {
			said += f.Message
		}
		if said != want.says {
			t.Errorf("%s: %q, want %q", name, said, want.says)
		}
	}
}
