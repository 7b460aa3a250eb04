package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/reconstruct"
)

// threeFormats are what offices publish besides PDF.
var threeFormats = []string{"docx", "xlsx", "html"}

// publishedOf builds a book and gives its files by format.
func publishedOf(t *testing.T, book string) map[string]string {
	t.Helper()
	res, err := Build(context.Background(), Options{Book: book, Out: t.TempDir(), Formats: threeFormats})
	if err != nil {
		t.Fatal(err)
	}
	if res.Findings.Has(diag.Error) || len(res.Files) != len(threeFormats) {
		t.Fatalf("%s: %d files, %v", book, len(res.Files), res.Findings)
	}
	out := map[string]string{}
	for _, f := range res.Files {
		out[f.Format] = f.Path
	}
	return out
}

// figuresIn are the amounts that a file prints.
func figuresIn(t *testing.T, r *readers, file string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	read, fault := r.read(context.Background(), file, b)
	if fault != nil {
		t.Fatal(fault.Message)
	}
	return figures(read.disclosure)
}

// imported makes a book of a file, all of whose amounts print the same, and gives
// what the book says of itself
// and how many of last year's figures it is told to lack.
func imported(t *testing.T, file, book string) (said string, missing int) {
	t.Helper()
	res, err := Import(context.Background(), ImportOptions{File: file, Out: book})
	if err != nil {
		t.Fatal(err)
	}
	if res.Cells == 0 || res.Cells != res.Equal {
		t.Errorf("%s: %d of %d print the same, %v", file, res.Equal, res.Cells, res.Findings)
	}
	b, err := os.ReadFile(filepath.Join(book, "book.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.Findings {
		if f.Rule == reconstruct.Rule && strings.Contains(f.Message, "上年") {
			missing++
		}
	}
	return string(b), missing
}

// TestImportOfEachFormatBuildsTheSame makes books of workbooks, Word files and web
// pages, in 万元 and in 元, builds those, and reads what was built: each amount is as
// it was published, and the book says whether its yuan are.
func TestImportOfEachFormatBuildsTheSame(t *testing.T) {
	r, err := newReaders(context.Background(), "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	check := func(t *testing.T, book string, exact bool) {
		for format, file := range publishedOf(t, book) {
			want := figuresIn(t, r, file)
			again := filepath.Join(t.TempDir(), "账册")
			said, missing := imported(t, file, again)
			if got := strings.Contains(said, "这里的元照公开的数"); got != exact {
				t.Errorf("%s: that its yuan are as published is said: %v", format, got)
			}
			if sentences := format != "xlsx"; sentences != (missing == 0) {
				t.Errorf("%s: %d of last year's figures are told to be missing", format, missing)
			}
			if missing > 0 { // a workbook holds the tables alone: a person adds what sentences say
				continue
			}
			for other, printed := range publishedOf(t, again) {
				sameFigures(t, format+" → "+other, want, figuresIn(t, r, printed))
			}
		}
	}
	t.Run("万元", func(t *testing.T) { check(t, "../../examples/datong-2023", false) })
	t.Run("元", func(t *testing.T) {
		corpusReaders(t) // skips where the document is not here
		book := filepath.Join(t.TempDir(), "账册")
		said, _ := imported(t, filepath.Join(corpus, "budget2025-shczj.pdf"), book)
		if !strings.Contains(said, "印作万元的（") || !strings.Contains(said, "“三公”经费") {
			t.Errorf("that one table is rounded is not said:\n%s", said)
		}
		check(t, book, true)
	})
}
