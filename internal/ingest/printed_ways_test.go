package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/ingest/ingesttest"
)

// TestPrintedWays reads budgets back that are printed in other ways: on other paper, in
// small letters, with heads set apart, upright letters and amounts written otherwise.
func TestPrintedWays(t *testing.T) {
	engine := printing(t)
	font := "Noto Sans CJK SC"
	for name, w := range map[string]struct {
		look    ingesttest.Look
		amounts func(n int, s string) string
	}{
		"A3 and small":           {look: ingesttest.Look{Rules: "all", Size: 6, Align: "right", Paper: "A3", Landscape: true, Repeat: true, Whole: true, Font: font}},
		"portrait and landscape": {look: ingesttest.Look{Rules: "all", Size: 9, Pad: 1, Align: "right", Mixed: true, Numbers: true, Whole: true, Font: font}},
		"heads set apart":        {look: ingesttest.Look{Rules: "all", Size: 9, Pad: 1, Align: "center", Apart: true, Repeat: true, Font: font}},
		"upright letters":        {look: ingesttest.Look{Rules: "all", Size: 7.5, Pad: 1, Align: "right", Upright: true, Stacked: true, Font: font}},
		"negative in brackets":   {look: ingesttest.Look{Rules: "all", Size: 9, Pad: 1, Align: "right", Narrow: true, Landscape: true, Font: font}, amounts: bracketed},
		"six decimals":           {look: ingesttest.Look{Rules: "all", Size: 7.5, Pad: 1, Align: "right", Landscape: true, Narrow: true, Font: font}, amounts: sixDecimals},
	} {
		t.Run(name, func(t *testing.T) {
			var tables []*ingesttest.Grid2
			for i, f := range ingesttest.Budgets() {
				for k, g := range f.WithoutTargets().Tables() {
					if g.Whole = false; w.amounts != nil {
						g = g.WithAmounts(w.amounts)
					}
					if (i+k)%2 == 0 {
						tables = append(tables, g)
					}
				}
			}
			page, said := w.look.Page(tables)
			read := readPrinted(t, engine, "a.html", page, "--no-pdf-header-footer")
			var want [][][]string
			for _, g := range said {
				want = append(want, g.Matrix(false))
			}
			wrong := unlike(want, readTables(read.Document))
			t.Logf("%d cells are wrong", len(wrong))
			for _, s := range wrong[:min(len(wrong), 20)] {
				t.Error(s)
			}
		})
	}
}

// bracketed writes some amounts as negative ones in brackets.
func bracketed(n int, s string) string {
	if n%4 != 1 || strings.HasPrefix(s, "-") {
		return s
	}
	return "(" + s + ")"
}

// sixDecimals writes amounts with six places.
func sixDecimals(n int, s string) string {
	whole, places, _ := strings.Cut(s, ".")
	return whole + "." + (places + fmt.Sprintf("%06d", n*37%10_000))[:6]
}
