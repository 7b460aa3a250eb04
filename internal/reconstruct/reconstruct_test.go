package reconstruct_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"mingbai/internal/book"
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
	b, err := os.ReadFile("../../examples/datong-2023-published.txt")
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

// TestExamples publishes the books that come with the program.
func TestExamples(t *testing.T) {
	p := datong(t)
	b, findings := book.Read("../../examples/datong-2023")
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	want := compiled(t, b, p, compose.Independent)
	res := reconstruct.Book(republished(t, want, p, 0), p)
	if res.Cells != res.Equal || res.Cells != len(amounts(want)) || len(res.Findings) > 0 {
		t.Errorf("%d of %d, %v", res.Equal, res.Cells, res.Findings)
	}
	same(t, amounts(want), amounts(compiled(t, res.Book, p, compose.Independent)))
}

func compiled(t *testing.T, b *budget.Book, p *profile.Profile, r compose.Rounding) *budget.Disclosure {
	t.Helper()
	d, findings := compose.Compile(b, p, r)
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	return d
}

// republished is what is read of a disclosure's text (kind 0) or Word document.
func republished(t *testing.T, d *budget.Disclosure, p *profile.Profile, kind int) *budget.Disclosure {
	t.Helper()
	document, err := compose.Document(d, p)
	if err != nil {
		t.Fatal(err)
	}
	name, write := "a.txt", func(w io.Writer, d *doc.Document) error { return writetext.Write(w, d) }
	if kind > 0 {
		name, write = "a.docx", writedocx.Write
	}
	var b bytes.Buffer
	if err := write(&b, document); err != nil {
		t.Fatal(err)
	}
	opened, err := ingest.Read(ingest.FormatOf(name, b.Bytes()), name, b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return ingest.Recognise(opened, p).Disclosure
}

// TestSlips plants slips in published tables. Of the amounts, those with a slip
// print otherwise and no others; each is told, with its cell.
func TestSlips(t *testing.T) {
	p := datong(t)
	more := 0
	for n := range 25 {
		d := compiled(t, generate.Book(31, n), p, compose.Independent)
		slips := map[string]bool{}
		for _, f := range generate.Plant(d, uint64(n), 1+n%4) {
			if f.Place[0] == 'T' {
				slips[f.Place] = true
			}
		}
		res := reconstruct.Book(republished(t, d, p, 0), p)
		told := map[string]bool{}
		for _, f := range res.Findings {
			if at, _, ok := strings.Cut(f.Message, " 公开的是 "); ok {
				told[at] = true
			}
		}
		for at := range told {
			if !slips[at] {
				more++
				t.Logf("book %d: %s prints otherwise, the slips are %v", n, at, slips)
			}
		}
		if len(told) != res.Cells-res.Equal || len(told) > len(slips) {
			t.Errorf("book %d: %d told, %d of %d equal, %d slips", n, len(told), res.Equal, res.Cells, len(slips))
		}
	}
	// Two cells may contradict each other with nothing else to say which is wrong.
	if more > 2 {
		t.Errorf("%d amounts without a slip print otherwise", more)
	}
}

// TestNonsense reads tables full of numbers that have nothing to do with each other:
// it ends, and every difference is told.
func TestNonsense(t *testing.T) {
	p := datong(t)
	for n := range 1 {
		d := compiled(t, generate.Book(5, n), p, compose.Independent)
		rng := rand.New(rand.NewPCG(1, uint64(n)))
		for i := range d.Tables {
			for j := range d.Tables[i].Panels {
				for _, l := range d.Tables[i].Panels[j].Lines {
					for k := range l.Cells {
						l.Cells[k].Printed = money.PrintDecimal(money.Decimal{Coef: rng.Int64N(1_000_000_000), Scale: 2})
					}
				}
			}
		}
		res := reconstruct.Book(d, p)
		told := 0
		for _, f := range res.Findings {
			if strings.Contains(f.Message, "公开的是") {
				told++
			}
		}
		if told < res.Cells-res.Equal {
			t.Errorf("%d of %d differences are told", told, res.Cells-res.Equal)
		}
	}
}

// TestGeneratedBooks publishes made-up books, as text and every fifth as a Word document,
// rounded either way, and makes books of them: each prints the same, cell by cell.
func TestGeneratedBooks(t *testing.T) {
	p := datong(t)
	roundings := []compose.Rounding{compose.Independent, compose.Balanced}
	whole := 0
	var took time.Duration
	for n := range 100 {
		want := compiled(t, generate.Book(uint64(20+n/10), n), p, roundings[n/2%2])
		read := republished(t, want, p, n%5/4)
		start := time.Now()
		res := reconstruct.Book(read, p)
		took += time.Since(start)
		if res.Cells != res.Equal {
			t.Errorf("book %d, %s: %d of %d amounts print the same", n, want.Rounding, res.Equal, res.Cells)
			for _, f := range res.Findings {
				t.Log(f.Message)
			}
			continue
		}
		same(t, amounts(want), amounts(compiled(t, res.Book, p, compose.Independent)))
		whole++
	}
	t.Logf("%d of 100 books print the same; %v a book", whole, took/100)
	if took > 100*time.Second {
		t.Errorf("%v a book", took/100)
	}
}
