package rules

import (
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/ingest"
	"mingbai/internal/profile"
)

// manyClean is how many made-up clean documents are looked through for false
// findings.
const manyClean = 10_000

func formOf(b testing.TB) *profile.Profile {
	set, err := profile.Open("")
	if err != nil {
		b.Fatal(err)
	}
	p, err := set.Load(generate.Profile())
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// BenchmarkFalseFindings checks 10,000 made-up clean documents as they would be
// read, and counts what the rules wrongly say at error and at warning.
func BenchmarkFalseFindings(b *testing.B) {
	p := formOf(b)
	reader := ingest.For(p)
	for b.Loop() {
		var loud [diag.Error + 1]atomic.Int64
		each(manyClean, func(n int) {
			d, _ := compose.Compile(generate.Book(101, n), p, compose.Independent)
			document, err := compose.Document(d, p)
			if err != nil {
				b.Error(err)
				return
			}
			for _, f := range All().Check(check.New(reader.Read(document).Disclosure, p)).Findings {
				if loud[f.Severity].Add(1) < 5 && f.Severity > diag.Note {
					b.Logf("book %d: %s %s %s", n, f.Rule, f.Place(), f.Message)
				}
			}
		})
		b.ReportMetric(float64(loud[diag.Error].Load()), "errors")
		b.ReportMetric(float64(loud[diag.Warning].Load()), "warnings")
		b.ReportMetric(manyClean, "documents")
	}
}

// BenchmarkDocuments checks disclosures on all processors: documents a second,
// and the heap that is live after as many.
func BenchmarkDocuments(b *testing.B) {
	p := formOf(b)
	list := make([]func() *check.Subject, 64)
	for n := range list {
		d, _ := compose.Compile(generate.Book(7, n), p, compose.Independent)
		list[n] = func() *check.Subject { return check.New(d, p) }
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as the command sets it
	var next atomic.Int64
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			All().Check(list[next.Add(1)%int64(len(list))]())
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "live_MB")
}

// each calls do for 0 … n-1 on all processors.
func each(n int, do func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}
