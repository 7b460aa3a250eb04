package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/pdf"
)

// TestPrintedForms prints budgets in the layouts of five places with the programs
// that people print with, and reads every cell of every table back.
func TestPrintedForms(t *testing.T) {
	engine := printing(t)
	all := &ingesttest.Form{Name: "五地"}
	for _, f := range ingesttest.Budgets() {
		all.Add(f.WithoutTargets().Blocks...)
	}
	for name, write := range map[string]func() ([]byte, error){
		"a.html": func() ([]byte, error) { return all.HTML(), nil },
		"a.docx": all.DOCX,
		"a.xlsx": all.XLSX,
	} {
		t.Run(name, func(t *testing.T) {
			b, err := write()
			if err != nil {
				t.Fatal(err)
			}
			read := readPrinted(t, engine, name, b)
			var want [][][]string
			for _, g := range all.Tables() {
				want = append(want, g.Matrix(name != "a.xlsx"))
			}
			got := readTables(read.Document)
			if name == "a.xlsx" { // every amount is a number there, with commas
				want, got = uncomma(want), uncomma(got)
			}
			wrong := unlike(want, got)
			t.Logf("%d cells are wrong", len(wrong))
			for _, w := range wrong[:min(len(wrong), 40)] {
				t.Error(w)
			}
		})
	}
}

// readPrinted prints a file to PDF and reads that.
func readPrinted(t testing.TB, engine *pdf.Engine, name string, data []byte, how ...string) *pdf.Result {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(printed(t, path, how...))
	if err != nil {
		t.Fatal(err)
	}
	read, err := engine.Read(t.Context(), "a.pdf", b)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// readTables are a document's tables by place in the full grid, spaces left out.
func readTables(d *doc.Document) (out [][][]string) {
	for _, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok {
			out = append(out, gridTexts(t.Rows))
		}
	}
	return out
}

func gridTexts(rows []doc.Row) (out [][]string) {
	for _, row := range doc.Grid(rows) {
		var line []string
		for _, s := range row {
			for len(line) <= s.Col {
				line = append(line, "")
			}
			line[s.Col] = bareText(s.Cell.Text)
		}
		out = append(out, line)
	}
	return out
}

// uncomma takes the commas out of amounts.
func uncomma(tables [][][]string) [][][]string {
	for _, t := range tables {
		for _, r := range t {
			for c := range r {
				if strings.Trim(r[c], "0123456789,.-") == "" {
					r[c] = strings.ReplaceAll(r[c], ",", "")
				}
			}
		}
	}
	return tables
}

// unlike tells the cells that were read otherwise than they are: the tables read
// are matched, in order, with those that they are most like.
func unlike(want, got [][][]string) (out []string) {
	for n, k := range matched(want, got) {
		w := want[n]
		title := fmt.Sprintf("table %d %.60s", n+1, strings.Join(slices.Concat(w...), " "))
		if k < 0 {
			out = append(out, title+": was not read")
			continue
		}
		for _, d := range differ(w, got[k]) {
			out = append(out, title+" "+d)
		}
		if len(got[k]) != len(w) {
			out = append(out, fmt.Sprintf("%s: %d rows, want %d", title, len(got[k]), len(w)))
		}
	}
	return out
}

// matched is for each table wanted the table read that it is matched with, -1 for
// none, so that as many cells as can be are alike.
func matched(want, got [][][]string) []int {
	return aligned(len(want), len(got), func(n, k int) int {
		return len(slices.Concat(want[n]...)) - len(differ(want[n], got[k]))
	})
}

// aligned is for each of the things wanted the one had that it is matched with, in order, -1
// for none, so that as much as can be is alike.
func aligned(want, got int, alike func(n, k int) int) []int {
	best := make([][]int, want+1) // of the things from these on
	for n := range best {
		best[n] = make([]int, got+1)
	}
	for n := want - 1; n >= 0; n-- {
		for k := got - 1; k >= 0; k-- {
			best[n][k] = max(best[n+1][k], best[n][k+1], best[n+1][k+1]+alike(n, k))
		}
	}
	out := make([]int, want)
	for n, k := 0, 0; n < want; {
		out[n] = -1
		switch {
		case k < got && best[n][k] == best[n+1][k+1]+alike(n, k):
			out[n] = k
			n, k = n+1, k+1
		case k < got && best[n][k] == best[n][k+1]:
			k++
		default:
			n++
		}
	}
	return out
}

func differ(want, got [][]string) (out []string) {
	for r := range want {
		for c := range want[r] {
			is := "(nothing)"
			if r < len(got) && c < len(got[r]) {
				is = got[r][c]
			} else if want[r][c] == "" {
				continue
			}
			if is != want[r][c] {
				out = append(out, fmt.Sprintf("row %d column %d: %q, want %q", r+1, c+1, is, want[r][c]))
			}
		}
	}
	return out
}

func bareText(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\u3000", "").Replace(s)
}
