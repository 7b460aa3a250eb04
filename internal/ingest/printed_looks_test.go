package ingest_test

import (
	"fmt"
	"testing"

	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/pdf"
)

// printedLook prints tables in a look, reads them back, and tells the cells that
// were read otherwise, and how many there are.
func printedLook(t testing.TB, engine *pdf.Engine, seed uint64) (wrong []string, cells int) {
	t.Helper()
	look := ingesttest.NewLook(seed)
	var tables []*ingesttest.Grid2
	forms := ingesttest.Budgets()
	for i, g := range forms[seed%uint64(len(forms))].WithoutTargets().Tables() {
		if g.Whole = false; uint64(i)%2 == seed/5%2 {
			tables = append(tables, g)
		}
	}
	page, said := look.Page(tables)
	read := readPrinted(t, engine, "a.html", page, "--no-pdf-header-footer")
	var want [][][]string
	for _, g := range said {
		want = append(want, g.Matrix(false))
		for _, r := range g.Rows {
			cells += len(r)
		}
	}
	return unlike(want, readTables(read.Document)), cells
}

// TestPrintedLooks reads tables back whose rules are dashed, hair lines, horizontal only,
// three in all or none, or whose cells are told by their shading; parted by pages with and
// without their heads, with upright text and in columns too narrow for their names.
func TestPrintedLooks(t *testing.T) {
	if testing.Short() {
		t.Skip("printing takes some seconds: run without -short")
	}
	engine := pdfEngine(t)
	for _, seed := range []uint64{4, 6, 8, 9, 15, 16, 24, 27, 114, 193, 292, 373} {
		t.Run(fmt.Sprintf("%d", seed), func(t *testing.T) {
			wrong, _ := printedLook(t, engine, seed)
			t.Logf("%+v: %d cells are wrong", ingesttest.NewLook(seed), len(wrong))
			for _, s := range wrong[:min(len(wrong), 20)] {
				t.Error(s)
			}
		})
	}
}

// looks is how many looks the benchmark prints.
const looks = 90

// BenchmarkPrintedLooks prints tables in many looks and counts the cells that are
// read otherwise than they are, by the rules that the tables have.
func BenchmarkPrintedLooks(b *testing.B) {
	engine := pdfEngine(b)
	for b.Loop() {
		wrong, cells := map[string]int{}, map[string]int{}
		for seed := range uint64(looks) {
			w, n := printedLook(b, engine, seed)
			rules := ingesttest.NewLook(seed).Rules
			wrong[rules] += len(w)
			cells[rules] += n
		}
		for rules, n := range cells {
			b.ReportMetric(float64(wrong[rules]), "wrong-"+rules)
			b.ReportMetric(float64(n), "cells-"+rules)
		}
	}
}
