package ingest_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/pdf"
)

// reading is how cells were read: of those that are wrong, and of those that are right,
// how many carry a doubt that nothing is asserted with.
type reading struct {
	cells, wrong, wrongDoubted, rightDoubted int
	amounts, wrongAmounts                    int
	said                                     []string
}

func (a *reading) add(b reading) {
	a.cells, a.wrong, a.wrongDoubted, a.rightDoubted = a.cells+b.cells, a.wrong+b.wrong, a.wrongDoubted+b.wrongDoubted, a.rightDoubted+b.rightDoubted
	a.amounts, a.wrongAmounts = a.amounts+b.amounts, a.wrongAmounts+b.wrongAmounts
	a.said = append(a.said, b.said...)
}

func (a *reading) String() string {
	return fmt.Sprintf("wrong %d/%d (amounts %d/%d), doubted %d of those and %d of the right ones", a.wrong, a.cells, a.wrongAmounts, a.amounts, a.wrongDoubted, a.rightDoubted)
}

// gridCells are a table's cells by place in the full grid.
func gridCells(rows []doc.Row) (out [][]*doc.Cell) {
	for _, row := range doc.Grid(rows) {
		var line []*doc.Cell
		for _, s := range row {
			for len(line) <= s.Col {
				line = append(line, nil)
			}
			line[s.Col] = s.Cell
		}
		out = append(out, line)
	}
	return out
}

// compared tells how tables were read. Rows are matched, in order, with those that they are
// most like.
func compared(want [][][]string, d *doc.Document) reading { return comparedTo(want, readTables(d), d) }

// comparedBare is the same for amounts without their commas.
func comparedBare(want [][][]string, d *doc.Document) reading {
	return comparedTo(uncomma(want), uncomma(readTables(d)), d)
}

func comparedTo(want, got [][][]string, d *doc.Document) (out reading) {
	var cells [][][]*doc.Cell
	for _, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok {
			cells = append(cells, gridCells(t.Rows))
		}
	}
	for n, k := range matched(want, got) {
		w := want[n]
		if k < 0 {
			got, cells = append(got, nil), append(cells, nil)
			k = len(got) - 1
		}
		doubted := mostlyDoubted(cells[k])
		for r, row := range sameRows(w, got[k]) {
			for c, is := range w[r] {
				read, doubt := "(nothing)", doubted
				if row >= 0 {
					if read, doubt = "", false; c < len(got[k][row]) {
						read = got[k][row][c]
					}
					if c < len(cells[k][row]) && cells[k][row][c] != nil {
						doubt = cells[k][row][c].Doubt.Serious()
					}
				}
				out.cell(fmt.Sprintf("table %d %.30s row %d column %d", n+1, strings.Join(slices.Concat(w...), ""), r+1, c+1), is, read, doubt)
			}
		}
	}
	return out
}

func (a *reading) cell(at, want, got string, doubt bool) {
	a.cells++
	amount := want != "" && strings.Trim(want, "0123456789,.-()") == ""
	if amount {
		a.amounts++
	}
	switch {
	case want == got && doubt && amount:
		a.rightDoubted++
	case want != got:
		a.wrong++
		if amount || strings.Trim(got, "0123456789,.-()") == "" {
			a.wrongAmounts++
		}
		mark := ""
		if doubt {
			a.wrongDoubted++
			mark = " (doubted)"
		}
		a.said = append(a.said, fmt.Sprintf("%s: %q, want %q%s", at, got, want, mark))
	}
}

// mostlyDoubted reports whether most amounts of a table are doubted.
func mostlyDoubted(rows [][]*doc.Cell) bool {
	n, doubted := 0, 0
	for _, c := range slices.Concat(rows...) {
		if c == nil || c.Text == "" {
			continue
		}
		n++
		if c.Doubt.Serious() {
			doubted++
		}
	}
	return n > 0 && 2*doubted > n
}

// sameRows is for each row wanted the row read that it is matched with, -1 for none.
func sameRows(want, got [][]string) []int {
	return aligned(len(want), len(got), func(n, k int) int {
		alike := 0
		for c, s := range want[n] {
			if c < len(got[k]) && got[k][c] == s {
				alike++
				if s != "" {
					alike += 2
				}
			}
		}
		return alike
	})
}

// tablesFor are tables of made-up budgets and final accounts, by chance.
func tablesFor(seed uint64) (out []*ingesttest.Grid2) {
	forms := slices.Concat(ingesttest.Budgets(), ingesttest.FinalAccounts())
	for i, g := range forms[seed%uint64(len(forms))].WithoutTargets().Tables() {
		if g.Head == 0 {
			continue
		}
		if g.Whole = false; uint64(i)%2 == seed/5%2 {
			out = append(out, g)
		}
	}
	return out
}

// resaved is a file as another program saves it.
func resaved(t testing.TB, data []byte, with string) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	args := map[string][]string{
		"qpdf":   {"qpdf", "--object-streams=generate", "--linearize", in, out},
		"gs":     {"gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sOutputFile=" + out, in},
		"mutool": {"mutool", "clean", "-s", "-g", in, out},
	}[with]
	if args == nil {
		return data // as it is
	}
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath(args[0]); err != nil {
		t.Skipf("%s is not installed", args[0])
	}
	if said, err := exec.CommandContext(t.Context(), args[0], args[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", args[0], err, said)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// drawnReading draws tables, has them saved again by another program where one is named, and
// tells how they are read.
func drawnReading(t testing.TB, engine *pdf.Engine, seed uint64, with string) (reading, ingesttest.Drawn) {
	t.Helper()
	d := ingesttest.NewDrawn(seed)
	data, said := d.PDF(seed, tablesFor(seed))
	read, err := engine.Read(t.Context(), "a.pdf", resaved(t, data, with))
	if err != nil {
		t.Fatal(err)
	}
	var want [][][]string
	for _, g := range said {
		want = append(want, g.Matrix(false))
	}
	return compared(want, read.Document), d
}

// sheetReading prints a workbook and tells how it is read.
func sheetReading(t testing.TB, engine *pdf.Engine, seed uint64) (reading, ingesttest.SheetLook) {
	t.Helper()
	k, tables := ingesttest.NewSheetLook(seed), tablesFor(seed)
	b, err := k.XLSX(tables)
	if err != nil {
		t.Fatal(err)
	}
	var want [][][]string
	for _, g := range tables {
		want = append(want, g.Matrix(false))
	}
	return comparedBare(want, readPrinted(t, engine, "a.xlsx", b).Document), k
}

func (a *reading) isRight(t *testing.T) {
	t.Helper()
	t.Log(a)
	for _, s := range a.said[:min(len(a.said), 20)] {
		t.Error(s)
	}
}

// TestDrawn reads tables back that are drawn in the ways of many programs: rules as lines,
// filled areas, frames of cells or dashes; text by the character, in any order, twice, in a
// font that the file does not hold; pages that are turned or drawn sideways; marks over the
// tables; text that nobody sees.
func TestDrawn(t *testing.T) {
	engine := pdfEngine(t)
	for _, seed := range []uint64{0, 1, 17, 28, 31, 32, 50, 62, 71, 105, 107, 141, 170} {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r, d := drawnReading(t, engine, seed, "")
			t.Logf("%+v", d)
			r.isRight(t)
		})
	}
}

// TestDrawnAndSavedAgain is the same for a file as other programs save it.
func TestDrawnAndSavedAgain(t *testing.T) {
	engine := printing(t)
	for _, with := range []string{"qpdf", "gs", "mutool"} {
		t.Run(with, func(t *testing.T) {
			r, _ := drawnReading(t, engine, 0, with)
			r.isRight(t)
		})
	}
}

// TestPrintedSheets prints workbooks as they may be set up, in small letters, and reads every
// cell back.
func TestPrintedSheets(t *testing.T) {
	engine := printing(t)
	for _, seed := range []uint64{1, 2} {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r, k := sheetReading(t, engine, seed)
			t.Logf("%+v", k)
			r.isRight(t)
		})
	}
}

// BenchmarkDrawn counts the cells of tables drawn in many ways that are read otherwise than
// they are, by the rules that the tables have, and how many of them, and of the others, carry
// a doubt.
func BenchmarkDrawn(b *testing.B) {
	engine := pdfEngine(b)
	reportReadings(b, 200, func(seed uint64) (reading, string) {
		r, d := drawnReading(b, engine, seed, "")
		return r, d.Rules
	})
}

// BenchmarkPrintedSheets is the same for workbooks.
func BenchmarkPrintedSheets(b *testing.B) {
	engine := pdfEngine(b)
	reportReadings(b, 20, func(seed uint64) (reading, string) {
		r, k := sheetReading(b, engine, seed)
		return r, k.Border
	})
}

func reportReadings(b *testing.B, seeds uint64, read func(seed uint64) (reading, string)) {
	b.Helper()
	for b.Loop() {
		all := map[string]*reading{}
		for seed := range seeds {
			r, rules := read(seed)
			if all[rules] == nil {
				all[rules] = &reading{}
			}
			all[rules].add(r)
		}
		for rules, r := range all {
			b.ReportMetric(float64(r.wrong), "wrong-"+rules)
			b.ReportMetric(float64(r.wrongDoubted), "doubted-"+rules)
			b.ReportMetric(float64(r.rightDoubted), "needlessly-"+rules)
			b.ReportMetric(float64(r.cells), "cells-"+rules)
		}
	}
}
