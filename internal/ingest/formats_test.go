package ingest_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/render/docx"
	"mingbai/internal/render/html"
	"mingbai/internal/render/sheets"
	"mingbai/internal/render/text"
)

// TestEveryFormatReadsBack writes made-up documents in every format that is
// written and read, opens the bytes and recognises what was compiled.
func TestEveryFormatReadsBack(t *testing.T) {
	r := ingest.For(datongProfile(t))
	for _, f := range []struct {
		name  string
		kind  ingest.Format
		write func(io.Writer, *doc.Document) error
	}{
		{"made-up.txt", ingest.Text, text.Write},
		{"made-up.html", ingest.HTML, html.Write},
		{"made-up.docx", ingest.DOCX, docx.Write},
		{"made-up.xlsx", ingest.XLSX, sheets.Write},
	} {
		t.Run(string(f.kind), func(t *testing.T) {
			for n := range 12 {
				want, document := composed(t, n)
				var b bytes.Buffer
				if err := f.write(&b, document); err != nil {
					t.Fatal(err)
				}
				kind := ingest.FormatOf(f.name, b.Bytes())
				if kind != f.kind || kind.Media() == "" {
					t.Fatalf("taken for %s", kind)
				}
				read, err := ingest.Read(kind, f.name, b.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				got := r.Read(read)
				w, g := shown(want, true), shown(got.Disclosure, true)
				if f.kind == ingest.XLSX {
					w, g = tablesOnly(w), tablesOnly(g)
				}
				w.Charts, g.Charts = nil, nil // pictures hold their values in their own ways
				if diff := cmp.Diff(w, g); diff != "" {
					t.Fatalf("book %d (-want +got):\n%s", n, diff)
				}
			}
		})
	}
}

// tablesOnly is what a workbook holds: the tables, its amounts with commas as
// they show, and the forms.
func tablesOnly(s Shown) Shown {
	for i := range s.Tables {
		for j := range s.Tables[i].Panels {
			lines := s.Tables[i].Panels[j].Lines
			for k := range lines {
				lines[k].Cells = strings.ReplaceAll(lines[k].Cells, ",", "")
			}
		}
	}
	return Shown{Tables: s.Tables, Projects: s.Projects}
}
