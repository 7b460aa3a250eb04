package pdf

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// corpus holds published documents of other places. They are no part of the
// repository: where they are not at hand, the benchmark is skipped.
const corpus = "../../../../shared/corpus"

// BenchmarkCorpus takes the reading of each document apart, on one core: getting
// glyphs and lines out of PDFium, and putting tables and text together of them.
func BenchmarkCorpus(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(corpus, "*.pdf"))
	if err != nil || len(files) == 0 {
		b.Skipf("%s is not here: published documents of other places are not read", corpus)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	e, err := Start(context.Background(), 1)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(strings.TrimSuffix(filepath.Base(path), ".pdf"), func(b *testing.B) { benchmarkStages(b, e, data) })
	}
}

func benchmarkStages(b *testing.B, e *Engine, data []byte) {
	b.ReportAllocs()
	var parsing, assembling time.Duration
	pages := 0
	for b.Loop() {
		start := time.Now()
		raw := parse(b, e, data)
		parsing += time.Since(start)
		pages += len(raw)
		start = time.Now()
		assemble(raw)
		assembling += time.Since(start)
	}
	b.ReportMetric(parsing.Seconds()*1e3/float64(pages), "parse-ms/page")
	b.ReportMetric(assembling.Seconds()*1e3/float64(pages), "tables-ms/page")
	b.ReportMetric(float64(pages)/(parsing+assembling).Seconds(), "rate-pages/s")
}

// parse gets what is on the pages of a document.
func parse(b *testing.B, e *Engine, data []byte) (out []*rawPage) {
	s, err := e.open("", data)
	if err != nil {
		b.Fatal(err)
	}
	defer s.close()
	out, err = new(Result).read(context.Background(), s)
	if err != nil {
		b.Fatal(err)
	}
	return out
}
