package ingest_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/render/docx"
	"mingbai/internal/render/html"
	"mingbai/internal/render/sheets"
)

// TestReadersGiveBackFifty is TestEveryFormatReadsBack over more books, for the
// formats that are read by parts: what is recognised in a page, a workbook and a
// Word document is what was compiled.
func TestReadersGiveBackFifty(t *testing.T) {
	if testing.Short() {
		t.Skip("fifty documents in three formats take some seconds: run without -short")
	}
	r := ingest.For(datongProfile(t))
	for n := range 50 {
		want, document := composed(t, 100+n)
		for name := range partWriters {
			if diff := readBack(t, r, name, want, document); diff != "" {
				t.Fatalf("book %d, %s (-want +got):\n%s", 100+n, name, diff)
			}
		}
	}
}

// partWriters write the formats that are read by parts.
var partWriters = map[string]func(io.Writer, *doc.Document) error{"a.docx": docx.Write, "a.xlsx": sheets.Write, "a.html": html.Write}

// readBack writes a document, reads the bytes, and tells what differs.
func readBack(t testing.TB, r *ingest.Reader, name string, want *budget.Disclosure, document *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := partWriters[name](&b, document); err != nil {
		t.Fatal(err)
	}
	read, err := ingest.Read(ingest.FormatOf(name, b.Bytes()), name, b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	w, g := shown(want, true), shown(r.Read(read).Disclosure, true)
	if name == "a.xlsx" {
		w, g = tablesOnly(w), tablesOnly(g)
	}
	w.Charts, g.Charts = nil, nil
	return cmp.Diff(w, g)
}
