package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/reconstruct"
	"mingbai/internal/rules"
)

// TestImportOfEveryForm makes manuscripts of made-up final accounts and budgets in the
// forms of many places, builds them, and reads what was built: each amount is as it was
// published, in every format.
func TestImportOfEveryForm(t *testing.T) {
	r, err := newReaders(context.Background(), "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	accounts := len(ingesttest.FinalAccounts())
	for i, f := range slices.Concat(ingesttest.FinalAccounts(), ingesttest.Budgets()) {
		formats := []string{"docx", "xlsx", "html", "json"}
		if i < accounts {
			formats = append(formats, "txt")
		}
		t.Run(f.Name, func(t *testing.T) {
			dir := t.TempDir()
			file, book := filepath.Join(dir, "公开件.html"), filepath.Join(dir, "底稿")
			if err := os.WriteFile(file, f.HTML(), 0o644); err != nil {
				t.Fatal(err)
			}
			want := figuresIn(t, r, file)
			res, err := Import(context.Background(), ImportOptions{File: file, Out: book})
			if err != nil {
				t.Fatal(err)
			}
			if res.Book != nil || res.Cells < len(want) || res.Cells != res.Equal || len(res.Findings) > 0 {
				t.Errorf("%d of %d (%d read) print the same, %v", res.Equal, res.Cells, len(want), res.Findings)
			}
			built, err := Build(context.Background(), Options{Book: book, Out: filepath.Join(dir, "公开"), Formats: formats})
			if err != nil {
				t.Fatal(err)
			}
			if len(built.Files) != len(formats) {
				t.Fatalf("%d files", len(built.Files))
			}
			for _, b := range built.Files {
				sameFigures(t, b.Format, want, figuresIn(t, r, b.Path))
			}
		})
	}
}

// TestExactAddsUp: the yuan that are found for rounded amounts print as they were
// printed, and every sum of the rules that held within rounding holds exactly.
func TestExactAddsUp(t *testing.T) {
	r, err := newReaders(context.Background(), "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range slices.Concat(ingesttest.FinalAccounts(), ingesttest.Budgets()) {
		t.Run(f.Name, func(t *testing.T) {
			read, fault := r.read(t.Context(), "公开件.html", f.HTML())
			if fault != nil {
				t.Fatal(fault.Message)
			}
			if found := reconstruct.Exact(read.disclosure, read.profile); len(found) > 0 {
				t.Errorf("%v", found)
			}
			s := check.New(read.disclosure, read.profile)
			cells := cellsOf(s, read.disclosure)
			n := 0
			for _, l := range rules.All().Links(s).All() {
				if l.Kind != check.SumLink && l.Kind != check.SameLink {
					continue
				}
				left, ok := exactSum(cells, l.Left)
				right, also := exactSum(cells, l.Right)
				if !ok || !also {
					continue
				}
				if n++; left != right {
					t.Errorf("%s at %s: %d fen against %d", l.Rule.ID, s.Ref(l.Left[0]).Address(), left, right)
				}
			}
			if n < 200 {
				t.Errorf("%d sums", n)
			}
		})
	}
}

func cellsOf(s *check.Subject, d *budget.Disclosure) map[check.Var]*budget.Cell {
	out := map[check.Var]*budget.Cell{}
	for t := range d.Tables {
		for p := range d.Tables[t].Panels {
			for l := range d.Tables[t].Panels[p].Lines {
				for k := range d.Tables[t].Panels[p].Lines[l].Cells {
					out[s.CellVar(t, p, l, k)] = &d.Tables[t].Panels[p].Lines[l].Cells[k]
				}
			}
		}
	}
	return out
}

// exactSum adds exact amounts up; false where one is none of a table.
func exactSum(cells map[check.Var]*budget.Cell, list []check.Var) (sum int64, ok bool) {
	for _, v := range list {
		c := cells[v]
		if c == nil || c.Counts {
			return 0, false
		}
		sum += int64(c.Exact)
	}
	return sum, true
}
