package reconstruct_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/generate"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/text"
	"mingbai/internal/money"
	"mingbai/internal/profile"
	"mingbai/internal/reconstruct"
	writedocx "mingbai/internal/render/docx"
	writetext "mingbai/internal/render/text"
)

func datong(t *testing.T) *profile.Profile {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanxi-datong-2023-unit")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// amounts are the printed numbers of a disclosure's tables by address.
func amounts(d *budget.Disclosure) map[string]string {
	out := map[string]string{}
	for _, t := range d.Tables {
		for _, p := range t.Panels {
			for _, l := range p.Lines {
				for k, c := range l.Cells {
					if c.Printed.Mark == money.Number {
						out[t.ID+"/"+p.Key+"["+l.Key+"]."+p.Columns[k]] = c.Printed.Value.String()
					}
				}
			}
		}
	}
	return out
}

func same(t *testing.T, want, got map[string]string) {
	t.Helper()
	for at, v := range want {
		if got[at] != v {
			t.Errorf("%s: published %s, printed %q", at, v, got[at])
		}
	}
	for at, v := range got {
		if _, ok := want[at]; !ok && !strings.Contains(at, "[合计]") { // a form may print a total that the document left out
			t.Errorf("%s: printed %s, not published", at, v)
		}
	}
}

func TestPublishedBook(t *testing.T) {
	b, err := os.ReadFile("../../testdata/datong-2023-published.txt")
	if err != nil {
		t.Fatal(err)
	}
	d, err := text.Read("datong.txt", b)
	if err != nil {
		t.Fatal(err)
	}
	p := datong(t)
	read := ingest.Recognise(d, p)
	res := reconstruct.Book(read.Disclosure, p)
	again, findings := compose.Compile(res.Book, p, compose.Independent)
	for _, f := range append(findings, res.Findings...) {
		if f.Severity == diag.Error {
			t.Error(f.Rule, f.Message)
		} else {
			t.Log(f.Rule, f.Message)
		}
	}
	if again == nil {
		t.Fatal("does not compile")
	}
	want := amounts(read.Disclosure)
	if len(want) != 235 {
		t.Errorf("%d amounts were read, want 235", len(want))
	}
	same(t, want, amounts(again))
	if res.Cells != res.Equal {
		t.Errorf("%d of %d", res.Equal, res.Cells)
	}
	if n := len(res.Findings); n != 0 {
		t.Errorf("%d findings on a document that is consistent", n)
	}
	// What the document states in yuan is what the book holds.
	forms := 0
	for _, project := range read.Disclosure.Projects {
		if !project.HasForm {
			continue
		}
		forms++
		var sum money.Fen
		for _, f := range res.Book.Facts {
			if f.Project == project.Name {
				sum += f.Amount
			}
		}
		if sum != project.Annual.Total.Amount {
			t.Errorf("%s: %s in the book, %s on its form", project.Name, sum, project.Annual.Total)
		}
	}
	if forms != 6 {
		t.Errorf("%d forms", forms)
	}
}

// TestGeneratedBooks publishes made-up books as text and as Word documents, and
// makes books of them: each amount that prints otherwise is told.
func TestGeneratedBooks(t *testing.T) {
	p := datong(t)
	reader := ingest.For(p)
	writers := map[string]func(io.Writer, *doc.Document) error{"a.txt": writetext.Write, "a.docx": writedocx.Write}
	for n := range 6 {
		d, findings := compose.Compile(generate.Book(20, n), p, compose.Independent)
		if findings.Has(diag.Error) {
			t.Fatal(findings)
		}
		document, err := compose.Document(d, p)
		if err != nil {
			t.Fatal(err)
		}
		for name, write := range writers {
			var b bytes.Buffer
			if err := write(&b, document); err != nil {
				t.Fatal(err)
			}
			opened, _, err := ingest.Open(name, b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			res := reconstruct.Book(reader.Read(opened).Disclosure, p)
			// The search is bounded: what it does not find must be said, cell by cell.
			told := 0
			for _, f := range res.Findings {
				if f.Rule == reconstruct.Rule && strings.Contains(f.Message, "公开的是") {
					told++
				}
			}
			if told != res.Cells-res.Equal {
				t.Errorf("book %d, %s: %d of %d amounts print the same, %d differences are told", n, name, res.Equal, res.Cells, told)
			}
			t.Logf("book %d, %s: %d of %d", n, name, res.Equal, res.Cells)
		}
	}
}
