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

// TestPrintedTargets prints budgets with their forms of targets and reads the forms
// back: their projects, their money, their indicators.
func TestPrintedTargets(t *testing.T) {
	if testing.Short() {
		t.Skip("printing takes some seconds: run without -short")
	}
	engine := pdfEngine(t)
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("generic-budget")
	if err != nil {
		t.Fatal(err)
	}
	for n, f := range ingesttest.Budgets() {
		if n != 0 && n != 4 {
			continue // without targets
		}
		d, err := html.Read("a.html", f.HTML())
		if err != nil {
			t.Fatal(err)
		}
		want := targetsRead(d, p)
		if len(want) < 40 {
			t.Fatal(want)
		}
		ways := map[string]func() ([]byte, error){"a.docx": f.DOCX}
		if n == 0 { // titles in the tables and no page for each: a form breaks within its second row
			ways["a.html"] = func() ([]byte, error) { return f.HTML(), nil }
		}
		for name, write := range ways {
			t.Run(f.Name+" "+name, func(t *testing.T) {
				b, err := write()
				if err != nil {
					t.Fatal(err)
				}
				got := targetsRead(readPrinted(t, engine, name, b).Document, p)
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
			})
		}
	}
}

// targetsRead is what the forms of targets of a document say, by what says it.
func targetsRead(d *doc.Document, p *profile.Profile) map[string]string {
	out := map[string]string{}
	read := ingest.Recognise(d, p).Disclosure
	for kind, list := range map[string][]budget.Project{"PF": read.Projects, "whole": read.Overall} {
		n := 0
		for _, f := range list {
			if kind == "PF" && !f.HasForm {
				continue
			}
			n++
			at := fmt.Sprintf("%s%d ", kind, n)
			out[at+"name"], out[at+"goal"], out[at+"body"], out[at+"executor"] = f.Name, f.YearGoal, f.Body, f.Executor
			for _, key := range []string{"total", "fiscal", "carry", "other"} {
				if m := f.Money("annual." + key); m.Given {
					out[at+key] = m.String()
				}
			}
			for k, i := range f.Indicators {
				out[fmt.Sprintf("%s%d", at, k+1)] = i.Level1 + " " + i.Level2 + " " + i.YearName + " " + i.YearValue + " " + i.Weight
			}
		}
	}
	return out
}
