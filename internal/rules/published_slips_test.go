package rules

import (
	"os"
	"path/filepath"
	"testing"

	"mingbai/internal/generate"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/pdf"
)

// TestEverySlipInPublishedTablesIsNamed plants six kinds of slip in amounts of the
// tables that units of Shanghai published, in 元 and in 万元, as they are read from
// their PDFs.
func TestEverySlipInPublishedTablesIsNamed(t *testing.T) {
	rs := everyProfile(t)
	e, err := pdf.Start(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	for _, name := range []string{"budget2025-czj.pdf", "budget2025-shczj.pdf", "final2024-czj.pdf"} {
		t.Run(name, func(t *testing.T) {
			x := publishedTrial(t, rs, e, name)
			tables, _ := split(x.d)
			if len(tables) < 190 {
				t.Fatalf("only %d amounts", len(tables))
			}
			c := x.run(t, evenly(tables, 40))
			t.Logf("%d faults, %d within rounding: found %d, first suspect right %d (%d among equals), value right %d, one finding %d",
				c.planted, c.within, c.found, c.first, c.equal, c.value, c.single)
			if c.share(c.found) < 9900 || c.share(c.first) < 9700 || c.share(c.value) < 9500 || c.share(c.single) < 9700 {
				t.Error("below what is asked: found 99 %, first suspect and one finding 97 %, value 95 %")
			}
		})
	}
}

// evenly takes about n of a list, evenly.
func evenly(list []generate.Target, n int) (out []generate.Target) {
	for i := 0; i < len(list); i += max(1, len(list)/n) {
		out = append(out, list[i])
	}
	return out
}

// publishedTrial is a document of the corpus, by the profile that fits it best.
func publishedTrial(t *testing.T, rs ingest.Readers, e *pdf.Engine, name string) *trial {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../shared/corpus", name))
	if os.IsNotExist(err) {
		t.Skipf("SKIPPED: the published document %s is not here", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := e.Read(t.Context(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	v := judge(t, rs, got.Document)
	x := &trial{d: v.reading.Disclosure, p: v.subject.Profile, base: map[string]bool{}}
	for _, f := range x.findings() {
		x.base[f.Rule+f.Place()] = true
	}
	return x
}
