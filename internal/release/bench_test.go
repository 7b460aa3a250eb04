package release

import (
	"context"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkAppend is one acknowledged release after another, each on the disk.
func BenchmarkAppend(b *testing.B) {
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
	m := testManifest(0)
	for n := 0; b.Loop(); n++ {
		m.Document.Year = n + 1
		e, err := m.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := w.Append(context.Background(), e); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead is one entry read, with its place in the tree checked.
func BenchmarkRead(b *testing.B) {
	ctx := context.Background()
	private, _, err := newEd25519("某市/log")
	if err != nil {
		b.Fatal(err)
	}
	key, err := newLogKey(private)
	if err != nil {
		b.Fatal(err)
	}
	w, err := OpenWriter(b.TempDir(), key)
	if err != nil {
		b.Fatal(err)
	}
	w.Now = func() time.Time { return noon }
	var entries [][]byte
	for n := range 5000 {
		m := testManifest(0)
		m.Document.Year = n + 1
		e, err := m.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		entries = append(entries, e)
	}
	if _, _, err := w.Append(ctx, entries...); err != nil {
		b.Fatal(err)
	}
	tree, err := w.Latest(ctx)
	if err != nil {
		b.Fatal(err)
	}
	n := int64(0)
	for b.Loop() {
		if _, err := tree.Release(ctx, n%5000); err != nil {
			b.Fatal(err)
		}
		n++
	}
}
