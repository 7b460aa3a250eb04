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
	engine := printing(t)
	p := profileOf(t, "generic-budget")
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
				sameReading(t, got, want)
			})
		}
	}
}

// TestPrintedLists prints targets of many projects in one table, over many pages, and reads
// every project back: a name merged over its rows stands on the one page or on the other.
func TestPrintedLists(t *testing.T) {
	engine := printing(t)
	p := profileOf(t, "generic-budget")
	b, a := ingesttest.BudgetForm{}, ingesttest.MadeBudget("青禾省林业和草原局", 2025, true).Scaled(7)
	f := &ingesttest.Form{Name: "一表列全"}
	f.Add(ingesttest.Title("青禾省林业和草原局2025年部门预算"), ingesttest.Title("第一部分 部门概况"),
		b.TargetList(a, 1, ingesttest.ListForm{Title: "项目支出绩效目标表", Two: true, Weights: true, Again: 3}),
		b.TargetList(a, 2, ingesttest.ListForm{Title: "部门预算项目绩效目标表", Filled: true, Again: 2}))
	d, err := html.Read("a.html", f.HTML())
	if err != nil {
		t.Fatal(err)
	}
	want := targetsRead(d, p)
	if want["PF35 name"] == "" {
		t.Fatal(want)
	}
	for name, write := range map[string]func() ([]byte, error){"a.docx": f.DOCX, "a.xlsx": f.XLSX} {
		t.Run(name, func(t *testing.T) {
			data, err := write()
			if err != nil {
				t.Fatal(err)
			}
			sameReading(t, targetsRead(readPrinted(t, engine, name, data).Document, p), want)
		})
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
