package release

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// logSizes are releases of 300, 3,000 and 30,000 units, two years each.
var logSizes = []int{600, 6_000, 60_000}

// BenchmarkLog is what a log of some size takes: one acknowledged release after
// another, each on the disk; and a release read with its place in the tree checked.
func BenchmarkLog(b *testing.B) {
	for _, size := range logSizes {
		b.Run(fmt.Sprintf("releases=%d", size), func(b *testing.B) {
			w := benchLog(b, size)
			next := size
			b.Run("append", func(b *testing.B) { benchAppend(b, w, &next) })
			b.Run("verify", func(b *testing.B) { benchVerify(b, w, int64(size)) })
		})
	}
}

// benchLog is a log that holds so many releases.
func benchLog(b *testing.B, size int) *Writer {
	b.Helper()
	private, _, err := newEd25519("某市/log")
	if err != nil {
		b.Fatal(err)
	}
	key, err := newLogKey(private)
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	key.state = filepath.Join(dir, "log.state")
	w, err := OpenWriter(filepath.Join(dir, "log"), key)
	if err != nil {
		b.Fatal(err)
	}
	w.Now = func() time.Time { return noon }
	entries := make([][]byte, size)
	for n := range entries {
		if entries[n], err = benchEntry(n); err != nil {
			b.Fatal(err)
		}
	}
	if _, _, err := w.Append(b.Context(), entries...); err != nil {
		b.Fatal(err)
	}
	return w
}

func benchEntry(n int) ([]byte, error) {
	m := testManifest(0)
	m.Document.Year = n + 1
	return m.Bytes()
}

// benchAppend appends releases from a number on, which it moves.
func benchAppend(b *testing.B, w *Writer, next *int) {
	for b.Loop() {
		*next++
		e, err := benchEntry(*next)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := w.Append(context.Background(), e); err != nil {
			b.Fatal(err)
		}
	}
}

func benchVerify(b *testing.B, w *Writer, size int64) {
	tree, err := w.Latest(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	n := int64(0)
	for b.Loop() {
		if _, err := tree.Release(context.Background(), n*7919%size); err != nil {
			b.Fatal(err)
		}
		n++
	}
}
