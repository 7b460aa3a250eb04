package pipeline

import (
	"os"
	"strings"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/pdf"
	"mingbai/internal/place"
)

// TestADoubtfulCellIsAskedAbout follows a doubt from the page to the report: the
// misprinted cell is read, once plainly and once as put together of two lines.
func TestADoubtfulCellIsAskedAbout(t *testing.T) {
	r, err := newReaders(t.Context(), "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(misprinted(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, doubtful := range []bool{false, true} {
		read := &reading{mediaType: ingest.PDF.Media()}
		if err := r.theirs(t.Context(), "公开件.pdf", ingest.PDF, data, read); err != nil {
			t.Fatal(err)
		}
		if doubtful {
			for _, b := range read.document.Blocks {
				if table, ok := b.(*doc.Table); ok {
					doubt(table, "321.53")
				}
			}
		}
		again := r.profiles.Find(read.profile.ID).Read(read.document)
		read.disclosure = again.Disclosure
		out := &diag.Document{}
		report(out, read, check.New(read.disclosure, read.profile))
		found := false
		for _, f := range out.Findings {
			if f.Rule != "HIE-002" {
				continue
			}
			found = true
			want := diag.Error
			if doubtful {
				want = diag.Warning
			}
			if f.Severity != want || strings.Contains(f.Message, "可能是读错而不是印错") != doubtful {
				t.Errorf("doubtful %v: %v %s", doubtful, f.Severity, f.Message)
			}
		}
		if !found {
			t.Errorf("doubtful %v: the misprint is not found", doubtful)
		}
		shown := showReading(read)
		lowest := 100
		for _, table := range shown.Tables {
			lowest = min(lowest, table.Confidence)
		}
		if (lowest == 60) != doubtful {
			t.Errorf("doubtful %v: the least certain table is shown with %d", doubtful, lowest)
		}
	}
}

func doubt(t *doc.Table, text string) {
	for i := range t.Rows {
		for k := range t.Rows[i].Cells {
			if c := &t.Rows[i].Cells[k]; c.Text == text {
				c.Doubt = place.Doubt{Percent: 40, Why: "数是由2行拼成的"}
			}
		}
	}
}

// TestOurOwnPagesAreReadWithoutDoubt holds the signs to what is plainly printed.
func TestOurOwnPagesAreReadWithoutDoubt(t *testing.T) {
	e, err := pdf.Start(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	res, err := e.Read(t.Context(), "公开件.pdf", datong().must(t).data["pdf"])
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range res.Document.Blocks {
		table, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		for _, row := range table.Rows {
			for _, c := range row.Cells {
				if c.Doubt.Serious() {
					t.Errorf("page %d “%s”: %s", c.Place.Page, c.Text, c.Doubt.Why)
				}
			}
		}
	}
}
