package reconstruct_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
	"time"

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

// TestGeneratedBooks publishes made-up books, as text and as Word documents, rounded
// either way, and makes books of them: each prints the same, cell by cell.
func TestGeneratedBooks(t *testing.T) {
	p := datong(t)
	reader := ingest.For(p)
	writers := []struct {
		name  string
		write func(io.Writer, *doc.Document) error
	}{{"a.txt", writetext.Write}, {"a.docx", writedocx.Write}}
	roundings := []compose.Rounding{compose.Independent, compose.Balanced}
	whole := 0
	var took time.Duration
	for n := range 100 {
		w, rounding := writers[n%2], roundings[n/2%2]
		d, findings := compose.Compile(generate.Book(uint64(20+n/10), n), p, rounding)
		if findings.Has(diag.Error) {
			t.Fatal(findings)
		}
		document, err := compose.Document(d, p)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := w.write(&b, document); err != nil {
			t.Fatal(err)
		}
		opened, _, err := ingest.Open(w.name, b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		res := reconstruct.Book(reader.Read(opened).Disclosure, p)
		took += time.Since(start)
		if res.Cells != res.Equal {
			t.Errorf("book %d, %s, %s: %d of %d amounts print the same", n, w.name, rounding, res.Equal, res.Cells)
			for _, f := range res.Findings {
				t.Log(f.Message)
			}
			continue
		}
		again, _ := compose.Compile(res.Book, p, compose.Independent)
		same(t, amounts(d), amounts(again))
		whole++
	}
	t.Logf("%d of 100 books print the same; %v a book", whole, took/100)
	if took > 100*time.Second {
		t.Errorf("%v a book", took/100)
	}
}
