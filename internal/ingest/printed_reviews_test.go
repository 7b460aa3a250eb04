package ingest_test

import (
	"fmt"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/html"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/profile"
)

// TestPrintedReviews prints final accounts with the forms that tell what became of
// targets and reads the forms back: their projects, their money, their indicators, their
// points.
func TestPrintedReviews(t *testing.T) {
	engine := printing(t)
	p := profileOf(t, "generic-final")
	forms := ingesttest.FinalAccounts()
	for name, f := range map[string]*ingesttest.Form{"a.docx": forms[0], "a.html": forms[4]} {
		d, err := html.Read("a.html", f.HTML())
		if err != nil {
			t.Fatal(err)
		}
		want := reviewsRead(d, p)
		if len(want) < 100 {
			t.Fatal(want)
		}
		t.Run(f.Name+" "+name, func(t *testing.T) {
			b := f.HTML()
			if name == "a.docx" {
				if b, err = f.DOCX(); err != nil {
					t.Fatal(err)
				}
			}
			sameReading(t, reviewsRead(readPrinted(t, engine, name, b).Document, p), want)
		})
	}
}

// sameReading tells what was not read as it stands.
func sameReading(t *testing.T, got, want map[string]string) {
	t.Helper()
	for key, v := range want {
		if got[key] != v {
			t.Errorf("%s is %q, want %q", key, got[key], v)
		}
	}
	for key, v := range got {
		if _, ok := want[key]; !ok {
			t.Errorf("%s is %q, want none", key, v)
		}
	}
}

// reviewsRead is what the forms that tell what became of targets say, by what says it.
func reviewsRead(d *doc.Document, p *profile.Profile) map[string]string {
	out := map[string]string{}
	for i, e := range ingest.Recognise(d, p).Disclosure.Evaluations {
		at := fmt.Sprintf("%d ", i+1)
		out[at+"name"], out[at+"body"], out[at+"executor"] = e.Name, e.Body, e.Executor
		out[at+"goal"], out[at+"done"] = e.Goal, e.Done
		for _, f := range e.Funds {
			for c := range budget.EvaluationColumns {
				out[at+f.Name+" "+budget.EvaluationColumn(c)] = f.Cells[c].Printed.Text
			}
		}
		for k, m := range e.Marks {
			out[fmt.Sprintf("%smark %d", at, k+1)] = fmt.Sprintf("%s %s %s %s %s %s/%s %s", m.Level1, m.Level2, m.Name, m.Target, m.Actual, m.Score.Printed.Text, m.Weight.Printed.Text, m.Reason)
		}
		for _, g := range e.Groups {
			out[at+g.Name] = fmt.Sprintf("%s %d–%d", g.Weight.Printed.Text, g.From, g.To)
		}
		out[at+"total"] = e.Total.Score.Printed.Text + "/" + e.Total.Weight.Printed.Text
	}
	return out
}
