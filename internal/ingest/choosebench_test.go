package ingest_test

import (
	"testing"
)

// BenchmarkChoose ranks all built-in profiles for the published document.
func BenchmarkChoose(b *testing.B) {
	rs := readersOfAll(b)
	d := seed(b)
	b.ReportAllocs()
	for b.Loop() {
		rs.Choose(d)
	}
}
