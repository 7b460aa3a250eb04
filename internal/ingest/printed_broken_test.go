package ingest_test

import (
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/html"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/profile"
)

// TestBrokenForms prints forms of targets, and forms that tell what became of them, one
// after the other and wherever on a page they come to stand, with rows that break over
// the page, and reads them back.
func TestBrokenForms(t *testing.T) {
	engine := printing(t)
	reviews := func() []*ingesttest.Grid2 {
		f, a := &ingesttest.FinalForm{}, ingesttest.Made("青禾省林业和草原局", 2023).Scaled(7)
		return append(f.Reviews(a, 1, ingesttest.ReviewForm{Title: "项目支出绩效自评表"})[1:4],
			f.ReviewOfAll(a, 9, 1, ingesttest.ReviewForm{Two: true, Apart: true, Others: true, Rows: 35}))
	}
	targets := func() (out []*ingesttest.Grid2) {
		for _, g := range ingesttest.Budgets()[0].Tables() {
			if g.Head == 0 {
				out = append(out, g)
			}
		}
		b := ingesttest.BudgetForm{}
		return append(out[:3], b.Overall(ingesttest.MadeBudget("青禾省林业和草原局", 2025, true).Scaled(7), 9, ingesttest.TargetForm{Weights: true, Again: 6}))
	}
	lists := func() []*ingesttest.Grid2 {
		b, a := ingesttest.BudgetForm{}, ingesttest.MadeBudget("青禾省林业和草原局", 2025, true).Scaled(7)
		return []*ingesttest.Grid2{
			b.TargetList(a, 1, ingesttest.ListForm{Title: "项目支出绩效目标表", Two: true, Weights: true, Again: 3}),
			b.TargetList(a, 2, ingesttest.ListForm{Title: "部门预算项目绩效目标表", Filled: true, Again: 2}),
		}
	}
	for _, c := range []struct {
		name, profile, title string
		forms                func() []*ingesttest.Grid2
		read                 func(*doc.Document, *profile.Profile) map[string]string
	}{
		{"targets", "generic-budget", "青禾省林业和草原局2025年部门预算", targets, targetsRead},
		{"lists", "generic-budget", "青禾省林业和草原局2025年部门预算", lists, targetsRead},
		{"reviews", "generic-final", "青禾省林业和草原局2023年度部门决算", reviews, reviewsRead},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := profileOf(t, c.profile)
			page := brokenForms(c.title, c.forms)
			d, err := html.Read("a.html", page)
			if err != nil {
				t.Fatal(err)
			}
			sameReading(t, c.read(readPrinted(t, engine, "a.html", page).Document, p), c.read(d, p))
		})
	}
}

// brokenForms is a page on which forms follow more and more lines of text, their second
// rows of several lines.
func brokenForms(title string, forms func() []*ingesttest.Grid2) []byte {
	f := &ingesttest.Form{Name: title}
	f.Add(ingesttest.Title(title), ingesttest.Title("第一部分 部门概况"))
	for fill := range 7 {
		for range fill {
			f.Add(ingesttest.Text("为说明版面而写的一行字。"))
		}
		for _, g := range forms() {
			for _, row := range g.Rows {
				for k := range row {
					if strings.HasSuffix(row[k].Text, "青禾省林业和草原局") {
						row[k].Text += strings.Repeat("所属林业工作站及国有林场管理总站", 3)
					}
				}
			}
			f.Add(g)
		}
	}
	return []byte(strings.Replace(string(f.HTML()), "tr{break-inside:avoid}tr:first-child{break-after:avoid}", "", 1))
}
