package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"mingbai/internal/check"
	"mingbai/internal/rules"
)

// BenchmarkCorpus reads and checks the published documents of other places on one
// core: the start of what is shared, then of each document its reading, from the
// bytes to what the tables and sentences mean, and its check. What of the reading
// is PDFium and what the putting together of tables is measured where both are
// known, in internal/ingest/pdf; memory and the start of the program by
// tools/bench.
func BenchmarkCorpus(b *testing.B) {
	files := corpusFiles(b)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	b.Run("start", func(b *testing.B) {
		for b.Loop() {
			r := corpusReaders(b)
			if _, err := r.engine(); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, path := range files {
		b.Run(filepath.Base(path), func(b *testing.B) { benchmarkDocument(b, path) })
	}
}

// benchmarkDocument reads and checks one document again and again.
func benchmarkDocument(b *testing.B, path string) {
	r := corpusReaders(b)
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	if _, fault := r.read(context.Background(), path, data); fault != nil { // PDFium is started here
		b.Fatal(fault.Message)
	}
	b.ReportAllocs()
	var reading, checking time.Duration
	pages := 0
	for b.Loop() {
		start := time.Now()
		read, fault := r.read(context.Background(), path, data)
		if fault != nil {
			b.Fatal(fault.Message)
		}
		reading += time.Since(start)
		pages += read.pages
		start = time.Now()
		rules.All().Check(check.New(read.disclosure, read.profile))
		checking += time.Since(start)
	}
	b.ReportMetric(reading.Seconds()*1e3/float64(b.N), "read-ms")
	b.ReportMetric(checking.Seconds()*1e3/float64(b.N), "check-ms")
	if pages > 0 {
		b.ReportMetric(float64(pages)/reading.Seconds(), "rate-pages/s")
	}
}
