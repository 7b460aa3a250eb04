package pipeline

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/money"
	"mingbai/internal/profile"
	"mingbai/internal/reconstruct"
	"mingbai/internal/render/pages"
)

// figures are the amounts of a disclosure's tables by address, without zeros.
func figures(d *budget.Disclosure) map[string]string {
	out := map[string]string{}
	for _, t := range d.Tables {
		for _, p := range t.Panels {
			for _, l := range p.Lines {
				for k, c := range l.Cells {
					if c.Printed.Mark == money.Number && !c.Printed.Value.IsZero() {
						out[t.ID+"/"+p.Key+"["+l.Key+"]."+p.Columns[k]] = c.Printed.Value.Grouped()
					}
				}
			}
		}
	}
	return out
}

func sameFigures(t *testing.T, file string, want, got map[string]string) {
	t.Helper()
	for at, v := range want {
		if got[at] != v {
			t.Errorf("%s %s: published %s, printed %q", file, at, v, got[at])
		}
	}
	for at, v := range got {
		if _, ok := want[at]; !ok {
			t.Errorf("%s %s: printed %s, not published", file, at, v)
		}
	}
}

// TestImportOfAnotherPlace makes a book of a published document of another place,
// builds that, and reads what was built: each amount is as it was published.
func TestImportOfAnotherPlace(t *testing.T) {
	ctx := context.Background()
	readers := corpusReaders(t)
	want := figures(corpusDocument(t, readers, "budget2025-shczj.pdf").disclosure)
	if len(want) != 263 {
		t.Errorf("%d amounts were read, want 263", len(want))
	}
	dir := t.TempDir()
	book, out := filepath.Join(dir, "账册.xlsx"), filepath.Join(dir, "公开")
	res, err := Import(ctx, ImportOptions{File: filepath.Join(corpus, "budget2025-shczj.pdf"), Out: book})
	if err != nil {
		t.Fatal(err)
	}
	if res.Cells != res.Equal || res.Cells != len(want) {
		t.Errorf("%d of %d", res.Equal, res.Cells)
	}
	built, err := Build(ctx, Options{Book: book, Out: out, Formats: []string{"docx", "xlsx", "html", "txt"}})
	if err != nil {
		t.Fatal(err)
	}
	if built.Findings.Has(diag.Error) || len(built.Files) != 4 {
		t.Fatalf("%d files, %v", len(built.Files), built.Findings)
	}
	for _, f := range built.Files {
		name := f.Path
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		read, fault := readers.read(ctx, name, b)
		if fault != nil {
			t.Fatal(fault.Message)
		}
		if read.profile.ID != "shanghai-2025-unit" {
			t.Errorf("%s is read by %s", name, read.profile.ID)
		}
		sameFigures(t, f.Format, want, figures(read.disclosure))
	}
}

// TestImportOfPages makes books of made-up documents that are PDFs.
func TestImportOfPages(t *testing.T) {
	ctx := context.Background()
	r, err := newReaders(ctx, "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(generate.Profile())
	if err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		d, findings := compose.Compile(generate.Book(77, n), p, compose.Independent)
		if findings.Has(diag.Error) {
			t.Fatal(findings)
		}
		document, err := compose.Document(d, p)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := pages.Write(&b, document); err != nil {
			t.Fatal(err)
		}
		read, fault := r.read(ctx, "a.pdf", b.Bytes())
		if fault != nil {
			t.Fatal(fault.Message)
		}
		res := reconstruct.Book(read.disclosure, p)
		again, findings := compose.Compile(res.Book, p, compose.Independent)
		if findings.Has(diag.Error) {
			t.Fatal(findings)
		}
		if res.Cells != res.Equal {
			t.Errorf("book %d: %d of %d", n, res.Equal, res.Cells)
		}
		sameFigures(t, "pdf", figures(d), figures(again))
	}
}
