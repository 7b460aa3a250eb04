package ingest_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/pdf"
	"mingbai/internal/render/data"
	"mingbai/internal/render/pages"
)

// TestPDFReadsBack is TestReadersGiveBackFifty for our own PDF, read as anybody's:
// by where its characters and lines stand.
func TestPDFReadsBack(t *testing.T) {
	if testing.Short() {
		t.Skip("reading PDFs takes some seconds: run without -short")
	}
	engine := pdfEngine(t)
	r := ingest.For(datongProfile(t))
	for n := range 25 {
		want, document := composed(t, 300+n)
		if diff := throughPDF(t, engine, r, want, document); diff != "" {
			t.Errorf("book %d (-want +got):\n%s", 300+n, diff)
		}
	}
}

// TestTheExampleReadsBackFromPDF: it has what made-up books have not, such as a date
// with a blank in it, where a line is broken.
func TestTheExampleReadsBackFromPDF(t *testing.T) {
	p := datongProfile(t)
	b, findings := book.Read("../../examples/datong-2023")
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	want, _ := compose.Compile(b, p, compose.Independent)
	document, err := compose.Document(want, p)
	if err != nil {
		t.Fatal(err)
	}
	if diff := throughPDF(t, pdfEngine(t), ingest.For(p), want, document); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// printing is what reads the PDFs of a test that prints them; with -short the test is
// skipped.
func printing(t testing.TB) *pdf.Engine {
	t.Helper()
	if testing.Short() {
		t.Skip("printing takes some seconds: run without -short")
	}
	return pdfEngine(t)
}

func pdfEngine(t testing.TB) *pdf.Engine {
	t.Helper()
	engine, err := pdf.Start(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	return engine
}

// throughPDF writes a document as PDF, reads that, and tells what differs.
func throughPDF(t testing.TB, engine *pdf.Engine, r *ingest.Reader, want *budget.Disclosure, document *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := pages.Write(&b, document); err != nil {
		t.Fatal(err)
	}
	read, err := engine.Read(t.Context(), "a.pdf", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	w, g := shown(want, true), shown(r.Read(read.Document).Disclosure, true)
	w.Charts, g.Charts = nil, nil
	return cmp.Diff(w, g)
}

// throughJSON writes a disclosure as JSON, reads that, and tells what differs.
func throughJSON(t testing.TB, want *budget.Disclosure) string {
	t.Helper()
	var b bytes.Buffer
	if err := data.Write(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := data.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	return cmp.Diff(shown(want, false), shown(got, false))
}

// BenchmarkRoundTrips writes 500 made-up disclosures in every format that is read
// (200 of them as PDF) and counts those that do not read back as they were.
func BenchmarkRoundTrips(b *testing.B) {
	engine := pdfEngine(b)
	r := ingest.For(datongProfile(b))
	for b.Loop() {
		documents, unequal := 0, 0
		count := func(name, diff string, n int) {
			if documents++; diff != "" {
				unequal++
				b.Logf("book %d, %s (-want +got):\n%s", n, name, diff)
			}
		}
		for n := range 500 {
			want, document := composed(b, 1000+n)
			made.Delete(1000 + n)
			count("text", cmp.Diff(shown(want, true), shown(r.Read(throughText(b, document)).Disclosure, true)), n)
			count("json", throughJSON(b, want), n)
			for name := range partWriters {
				count(name, readBack(b, r, name, want, document), n)
			}
			if n < 200 {
				count("a.pdf", throughPDF(b, engine, r, want, document), n)
			}
		}
		b.ReportMetric(float64(documents), "documents")
		b.ReportMetric(float64(unequal), "unequal")
	}
}
