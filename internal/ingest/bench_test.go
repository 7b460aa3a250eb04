package ingest_test

import (
	"testing"

	"mingbai/internal/ingest"
)

// BenchmarkRecognise reads made-up documents of the usual size.
func BenchmarkRecognise(b *testing.B) {
	r := ingest.For(datongProfile(b))
	_, d := composed(b, 3)
	d = throughText(b, d)
	b.ReportAllocs()
	for b.Loop() {
		r.Read(d)
	}
}

// BenchmarkRecognisePublished reads the published document.
func BenchmarkRecognisePublished(b *testing.B) {
	r := ingest.For(datongProfile(b))
	d := seed(b)
	b.ReportAllocs()
	for b.Loop() {
		r.Read(d)
	}
}

// BenchmarkFor makes a profile ready.
func BenchmarkFor(b *testing.B) {
	p := datongProfile(b)
	for b.Loop() {
		ingest.For(p)
	}
}
