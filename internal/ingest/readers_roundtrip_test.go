package ingest_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

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
	writers := map[string]func(io.Writer, *doc.Document) error{"a.docx": docx.Write, "a.xlsx": sheets.Write, "a.html": html.Write}
	for n := range 50 {
		want, document := composed(t, 100+n)
		for name, write := range writers {
			var b bytes.Buffer
			if err := write(&b, document); err != nil {
				t.Fatal(err)
			}
			read, _, err := ingest.Open(name, b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			w, g := shown(want, true), shown(r.Read(read).Disclosure, true)
			if name == "a.xlsx" {
				w, g = tablesOnly(w), tablesOnly(g)
			}
			w.Charts, g.Charts = nil, nil
			if diff := cmp.Diff(w, g); diff != "" {
				t.Fatalf("book %d, %s (-want +got):\n%s", 100+n, name, diff)
			}
		}
	}
}
