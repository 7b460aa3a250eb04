package store

import (
	"strings"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// marked is a sample of which some rules were looked at: of the sheet's points those
// on them have marks, all others do not apply and have all of theirs.
func marked(unit, total string, outcomes ...diag.RuleOutcome) Reading {
	r := sample(unit, 2023, total)
	r.Report.Rules, r.Report.Findings = outcomes, nil
	for _, o := range outcomes {
		if o.Outcome == "failed" {
			r.Report.Findings = append(r.Report.Findings, diag.Finding{Rule: o.Rule, Severity: diag.Error, Title: "没有", Message: total, Ref: place.Ref{Table: "T03"}})
		}
	}
	return r
}

// Of these the sheet gives 10 marks and 8, and of the third neither where it was not
// checked.
var (
	tablesThere = diag.RuleOutcome{Rule: "FORM-001", Outcome: "passed"}
	textThere   = diag.RuleOutcome{Rule: "FORM-002", Outcome: "passed"}
	textLacks   = diag.RuleOutcome{Rule: "FORM-002", Outcome: "failed"}
	tablesAside = diag.RuleOutcome{Rule: "FORM-001", Outcome: "not_checked"}
)

func testOpenness(t *testing.T, s *Store) {
	ctx := t.Context()
	is := func(what string, want Openness) {
		t.Helper()
		if got := must(s.Standings(ctx, "140000"))(t)[0].Openness; got != want {
			t.Errorf("%s: the province has %+v, want %+v", what, got, want)
		}
		p := must(s.Departments(ctx, "140200", Page{}))(t).Items[0]
		if got := must(s.Department(ctx, p.ID, 0, ""))(t).Years; len(got) != 1 || got[0].Openness != want || got[0].Units != got[0].Known {
			t.Errorf("%s: the department has %+v, want %+v", what, got, want)
		}
		if got := must(s.PublishedIn(ctx, []ID{p.ID}, 2023, "budget"))(t)[p.ID].Openness; got != want {
			t.Errorf("%s: in the list of departments %+v, want %+v", what, got, want)
		}
	}
	const one, two = "大同市甲中心", "大同市乙中心"
	put(t, s, marked(one, "1", tablesThere, textThere))
	is("all marks", Openness{1, WholeMarks})
	o := put(t, s, marked(two, "2", tablesAside, textLacks))[0]
	if h := must(s.Head(ctx, DocumentRef{ID: o.Document}))(t); h.Marks != (Marks{102, 110}) || h.Marks.Openness() != (Openness{1, 9273}) {
		t.Errorf("marks %+v, want 102 of the 110 that it could have", h.Marks)
	}
	is("each weighs the same", Openness{2, WholeMarks + 9273})
	put(t, s, sample("大同市丙中心", 2023, "3"))
	is("one that was not checked", Openness{2, WholeMarks + 9273})

	worse := marked(two, "2.5", textLacks)
	worse.Report.Fit = 40
	if o := put(t, s, worse)[0]; o.Result != Aside {
		t.Fatalf("outcome %+v, want it aside", o)
	}
	is("one that does not count", Openness{2, WholeMarks + 9273})
	if o := put(t, s, marked(two, "2", tablesThere, textThere))[0]; o.Result != Rechecked {
		t.Fatalf("outcome %+v, want it judged anew", o)
	}
	is("judged anew", Openness{2, 2 * WholeMarks})
	if o := put(t, s, marked(one, "1.5", textLacks))[0]; o.Result != NewVersion {
		t.Fatalf("outcome %+v, want a new version", o)
	}
	is("corrected", Openness{2, WholeMarks + 9333})
}

func testMarkedAnew(t *testing.T, s *Store) {
	ctx := t.Context()
	o := put(t, s, marked(example, "1", tablesThere, textLacks))[0]
	put(t, s, marked("大同市甲中心", "2", textThere), sample("大同市乙中心", 2023, "3"))
	as := func(what string) {
		t.Helper()
		if got := must(s.Standings(ctx, "140000"))(t)[0].Openness; got != (Openness{2, WholeMarks + 9333}) {
			t.Errorf("%s: %+v", what, got)
		}
		if h := must(s.Head(ctx, DocumentRef{ID: o.Document}))(t); h.Marks != (Marks{112, 120}) {
			t.Errorf("%s: marks %+v", what, h.Marks)
		}
	}
	as("as stored")
	p := must(s.steps())(t)
	for undone := ""; !strings.Contains(undone, "_score"); {
		r, err := p.Down(ctx)
		if err != nil {
			t.Fatal(err)
		}
		undone = r.Source.Path
	}
	if err := s.prepare(ctx); err != nil {
		t.Fatal(err)
	}
	s.held.forget()
	as("of a database without marks")
	if _, err := s.writer.ExecContext(ctx, "UPDATE document SET score = 1, score_of = 2, score_sheet = 'another'"); err != nil {
		t.Fatal(err)
	}
	if err := s.rescore(ctx); err != nil {
		t.Fatal(err)
	}
	as("marked by another sheet")
	if n := must(one(ctx, s, "", "SELECT count(*) FROM document WHERE score_sheet = $1", []any{sheet()}, func(n *int) []any { return []any{n} }))(t); *n != 3 {
		t.Errorf("%d of 3 documents name the sheet", *n)
	}
}
