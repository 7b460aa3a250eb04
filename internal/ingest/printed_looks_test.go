package ingest_test

import (
	"fmt"
	"iter"
	"testing"

	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/pdf"
)

// printedLook prints tables in a look, reads them back, and tells the cells that
// were read otherwise, and how many there are.
func printedLook(t testing.TB, engine *pdf.Engine, seed uint64, look ingesttest.Look) (wrong []string, cells int) {
	t.Helper()
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
	engine := printing(t)
	for seed, look := range looksOf(4, 6, 8, 9, 15, 16, 24, 27, 114, 193, 292, 373, 814, 893, 930, 937, 1087, 1433) {
		t.Run(fmt.Sprintf("%d", seed), func(t *testing.T) { readsBack(t, engine, seed, look) })
	}
}

// TestPrintedVariedLooks reads tables back that have more of what published ones do: rows
// over many pages, codes in columns of their levels, names to the right of one another and
// over three lines, 续表, notes below, the unit beside the title, words set apart.
func TestPrintedVariedLooks(t *testing.T) {
	engine := printing(t)
	for seed, look := range looksOf(8, 15, 135, 179, 217, 385, 511, 562) {
		t.Run(fmt.Sprintf("%d", seed), func(t *testing.T) { readsBack(t, engine, seed, look.Varied(seed)) })
	}
}

// looksOf are looks by chance, by their seeds.
func looksOf(seeds ...uint64) iter.Seq2[uint64, ingesttest.Look] {
	return func(yield func(uint64, ingesttest.Look) bool) {
		for _, seed := range seeds {
			if !yield(seed, ingesttest.NewLook(seed)) {
				return
			}
		}
	}
}

func readsBack(t *testing.T, engine *pdf.Engine, seed uint64, look ingesttest.Look) {
	t.Helper()
	wrong, _ := printedLook(t, engine, seed, look)
	t.Logf("%+v: %d cells are wrong", look, len(wrong))
	for _, s := range wrong[:min(len(wrong), 20)] {
		t.Error(s)
	}
}

// looks is how many looks a benchmark prints.
const looks = 90

// BenchmarkPrintedLooks prints tables in many looks and counts the cells that are
// read otherwise than they are, by the rules that the tables have.
func BenchmarkPrintedLooks(b *testing.B) {
	countWrong(b, func(seed uint64) ingesttest.Look { return ingesttest.NewLook(seed) })
}

// BenchmarkPrintedVariedLooks is the same for looks that have more of what published tables do.
func BenchmarkPrintedVariedLooks(b *testing.B) {
	countWrong(b, func(seed uint64) ingesttest.Look { return ingesttest.NewLook(seed).Varied(seed) })
}

func countWrong(b *testing.B, lookOf func(uint64) ingesttest.Look) {
	b.Helper()
	engine := pdfEngine(b)
	for b.Loop() {
		wrong, cells := map[string]int{}, map[string]int{}
		for seed := range uint64(looks) {
			look := lookOf(seed)
			w, n := printedLook(b, engine, seed, look)
			wrong[look.Rules] += len(w)
			cells[look.Rules] += n
		}
		for rules, n := range cells {
			b.ReportMetric(float64(wrong[rules]), "wrong-"+rules)
			b.ReportMetric(float64(n), "cells-"+rules)
		}
	}
}
