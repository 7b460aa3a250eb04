//go:build linux || darwin

package pdf

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// corpus holds published documents of other places. They are no part of the
// repository: where they are not at hand, the benchmark is skipped.
const corpus = "../../../../shared/corpus"

// BenchmarkCorpus takes the reading of each document apart, on one core: getting
// glyphs and lines out of PDFium, and putting tables and text together of them.
func BenchmarkCorpus(b *testing.B) {
	dir := corpus
	if other := os.Getenv("BENCH_CORPUS"); other != "" {
		dir = other
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(files) == 0 {
		b.Skipf("%s is not here: published documents of other places are not read", dir)
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

// stage is what a stage of the reading takes: on the clock, and of the processor.
type stage struct{ wall, cpu time.Duration }

// measure adds what one run of a stage takes.
func (s *stage) measure(run func()) {
	start, used := time.Now(), processor()
	run()
	s.wall += time.Since(start)
	s.cpu += processor() - used
}

// processor is the time that the processors have worked for this process.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func benchmarkStages(b *testing.B, e *Engine, data []byte) {
	b.ReportAllocs()
	var parsing, assembling stage
	pages := 0
	for b.Loop() {
		var raw []*rawPage
		parsing.measure(func() { raw = parse(b, e, data) })
		pages += len(raw)
		assembling.measure(func() { assemble(raw) })
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1e3 / float64(pages) }
	b.ReportMetric(each(parsing.wall), "parse-ms/page")
	b.ReportMetric(each(parsing.cpu), "parse-cpu-ms/page")
	b.ReportMetric(each(assembling.wall), "tables-ms/page")
	b.ReportMetric(each(assembling.cpu), "tables-cpu-ms/page")
	b.ReportMetric(float64(pages)/(parsing.wall+assembling.wall).Seconds(), "rate-pages/s")
	b.ReportMetric(float64(pages)/(parsing.cpu+assembling.cpu).Seconds(), "rate-pages/cpu-s")
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
