package release

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// snapshot is a folder's files by their paths.
func snapshot(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func restore(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, b := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		mustWrite(t, file, b)
	}
}

// TestACutAppendNeverForks cuts an append after each file that it writes, and
// lets another append come next, of another entry. Whatever was signed by then
// must still be true of the log.
func TestACutAppendNeverForks(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, start := range []int{0, 3, 255} {
		l := newTestLog(t)
		state := strings.TrimSuffix(l.keys.KeyFile(RoleLog, Ed25519), ".key") + ".state"
		if start > 0 {
			l.add(t, 0, start)
		}
		before := snapshot(t, l.dir)
		stateBefore, _ := os.ReadFile(state)
		if _, _, err := l.Append(ctx, testEntry(t, start)); err != nil {
			t.Fatal(err)
		}
		after := snapshot(t, l.dir)
		stateAfter, err := os.ReadFile(state)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := l.trust(t).Checkpoint(stateAfter, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		order := writeOrder(before, after)
		for cut := range len(order) + 2 { // the state is written before the checkpoint, which is the last
			files := mapsClone(before)
			for i, name := range order {
				if i < cut && name != checkpoint {
					files[name] = after[name]
				}
			}
			isSigned := cut >= len(order)
			restoreState(t, state, stateBefore)
			if isSigned {
				mustWrite(t, state, stateAfter)
			}
			if cut > len(order) {
				files[checkpoint] = after[checkpoint]
			}
			restore(t, l.dir, files)
			w := openTest(t, l.dir, l.keys)
			other := testEntry(t, start+1000)
			at, _, err := w.Append(ctx, other)
			if err != nil {
				t.Errorf("start %d, cut %d: %v", start, cut, err)
				continue
			}
			want := int64(start)
			if isSigned {
				want++ // what was signed has to stand
			}
			tree := l.latest(t)
			if at != want || tree.Size != want+1 {
				t.Errorf("start %d, cut %d: entry %d of %d, want %d", start, cut, at, tree.Size, want)
			}
			if isSigned {
				if _, err := tree.Consistency(ctx, signed); err != nil {
					t.Errorf("start %d, cut %d: contradicts what was signed: %v", start, cut, err)
				}
			}
			if e, err := tree.Entry(ctx, at); err != nil || !bytes.Equal(e, other) {
				t.Errorf("start %d, cut %d: the entry is not there: %v", start, cut, err)
			}
			for n := int64(0); n < int64(start); n += 1 + int64(start)/3 {
				if e, err := tree.Entry(ctx, n); err != nil || !bytes.Equal(e, testEntry(t, int(n))) {
					t.Fatalf("start %d, cut %d: entry %d is lost: %v", start, cut, n, err)
				}
			}
		}
	}
}

// writeOrder lists the files that changed in the order in which an append writes
// them: entries, tiles, the checkpoint.
func writeOrder(before, after map[string][]byte) []string {
	var out []string
	for name, b := range after {
		if !bytes.Equal(before[name], b) {
			out = append(out, name)
		}
	}
	rank := func(name string) int {
		switch {
		case strings.HasPrefix(name, entriesBase):
			return 0
		case name == checkpoint:
			return 2
		}
		return 1
	}
	slices.SortFunc(out, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return out
}

func mapsClone(m map[string][]byte) map[string][]byte {
	out := map[string][]byte{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

func restoreState(t *testing.T, file string, b []byte) {
	t.Helper()
	if b != nil {
		mustWrite(t, file, b)
		return
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}

func TestALogPutBackFromAnOldCopyIsRefused(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	l.add(t, 0, 5)
	old := snapshot(t, l.dir)
	l.add(t, 5, 9)
	restore(t, l.dir, old)
	_, _, err := openTest(t, l.dir, l.keys).Append(ctx, testEntry(t, 10))
	if err == nil || !strings.Contains(err.Error(), "备份") {
		t.Errorf("%v", err)
	}
	if tree := l.latest(t); tree.Size != 5 {
		t.Errorf("the log was touched: %d entries", tree.Size)
	}
}

func TestAKeyKeepsToOneLog(t *testing.T) {
	t.Parallel()
	l := newTestLog(t)
	l.add(t, 0, 2)
	if _, _, err := openTest(t, t.TempDir(), l.keys).Append(context.Background(), testEntry(t, 0)); err == nil {
		t.Error("one key signs two logs")
	}
}

func TestAKeyWithoutItsStateGoesOn(t *testing.T) {
	t.Parallel()
	l := newTestLog(t)
	l.add(t, 0, 3)
	if err := os.Remove(strings.TrimSuffix(l.keys.KeyFile(RoleLog, Ed25519), ".key") + ".state"); err != nil {
		t.Fatal(err)
	}
	w := openTest(t, l.dir, l.keys)
	if at, _, err := w.Append(context.Background(), testEntry(t, 3)); err != nil || at != 3 {
		t.Errorf("entry %d, %v", at, err)
	}
}

func TestLogRefusesEntries(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	l.add(t, 0, 2)
	early := testManifest(0)
	early.Time = Stamp(noon.Add(-time.Minute))
	stale := testManifest(0)
	stale.Time = Stamp(noon.Add(-time.Hour))
	late := testManifest(0)
	late.Time = Stamp(noon.Add(48 * time.Hour))
	b, err := early.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Append(ctx, b); !errors.Is(err, ErrOvertaken) {
		t.Errorf("overtaken by one whose time has come: %v", err)
	}
	l.Now = func() time.Time { return noon.Add(-time.Second) } // behind the log's last
	if _, _, err := l.Append(ctx, b); err == nil || errors.Is(err, ErrOvertaken) || !strings.Contains(err.Error(), "核对这台机器的时钟") {
		t.Errorf("before one whose time has not come: %v", err)
	}
	l.Now = func() time.Time { return noon.Add(30 * time.Minute) }
	for want, m := range map[string]*Manifest{"早于": early, "晚于": late} {
		b, err := m.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := l.Append(ctx, b); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if b, err = stale.Bytes(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := newTestLog(t).Append(ctx, b); err == nil || !strings.Contains(err.Error(), "一小时以前") {
		t.Errorf("a time long past, in an empty log: %v", err)
	}
	if _, _, err := l.Append(ctx, []byte("何")); err == nil {
		t.Error("anything is an entry")
	}
	if tree := l.latest(t); tree.Size != 2 {
		t.Errorf("%d entries, want 2", tree.Size)
	}
}

func TestWritersTakeTurns(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	var all sync.WaitGroup
	for i := range 4 {
		w := openTest(t, l.dir, l.keys)
		all.Go(func() {
			for k := range 5 {
				m := testManifest(i*100 + k)
				m.Time = Stamp(noon)
				b, err := m.Bytes()
				if err != nil {
					t.Error(err)
					return
				}
				if _, _, err := w.Append(ctx, b); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	seen := map[string]bool{}
	for r, err := range l.latest(t).Backward(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		seen[r.ID] = true
	}
	if len(seen) != 20 {
		t.Errorf("%d entries, want 20", len(seen))
	}
}

func TestLogKeyRotation(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	l.add(t, 0, 3)
	before := l.latest(t).Checkpoint
	l.keys.now = func() time.Time { return noon }
	if _, _, err := l.keys.Rotate(RoleLog, Ed25519); err != nil {
		t.Fatal(err)
	}
	log := NewLog(Dir(l.dir), l.trust(t))
	log.now = func() time.Time { return noon }
	if _, err := log.Latest(ctx); err == nil || !strings.Contains(err.Error(), "停用") {
		t.Errorf("a checkpoint of the key that has ended is still the newest: %v", err)
	}
	w := openTest(t, l.dir, l.keys)
	if _, _, err := w.Append(ctx); err != nil { // no entry: the new key signs
		t.Fatal(err)
	}
	tree, err := log.Latest(ctx)
	if err != nil || tree.Size != 3 {
		t.Fatalf("%v", err)
	}
	if at, _, err := w.Append(ctx, testEntry(t, 3)); err != nil || at != 3 {
		t.Fatalf("entry %d, %v", at, err)
	}
	if _, err := l.latest(t).Consistency(ctx, before); err != nil {
		t.Error(err)
	}
}
