package release

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var noon = time.Date(2026, 2, 3, 12, 0, 0, 0, time.UTC)

// testLog is a log of its own with its key folder.
type testLog struct {
	dir  string
	keys *KeyFolder
	*Writer
}

func newTestLog(t *testing.T) *testLog {
	t.Helper()
	keys := testKeys(t, "某市信息中心")
	w := openTest(t, t.TempDir(), keys)
	return &testLog{w.dir, keys, w}
}

func openTest(t *testing.T, dir string, keys *KeyFolder) *Writer {
	t.Helper()
	key, err := ReadLogKey(keys.KeyFile(RoleLog, Ed25519))
	if err != nil {
		t.Fatal(err)
	}
	w, err := OpenWriter(dir, key)
	if err != nil {
		t.Fatal(err)
	}
	w.Now = func() time.Time { return noon.Add(30 * time.Minute) }
	return w
}

func testKeys(t *testing.T, owner string) *KeyFolder {
	t.Helper()
	f := OpenKeyFolder(filepath.Join(t.TempDir(), "keys"))
	f.now = func() time.Time { return noon.Add(-time.Hour) }
	for _, role := range []Role{RoleUnit, RoleHead, RoleLog} {
		if _, err := f.New(NewKey{Owner: owner, Role: role, Algorithm: Ed25519}); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func (l *testLog) trust(t *testing.T) *Trust {
	t.Helper()
	trust, err := ReadTrust(l.keys.ListFile())
	if err != nil {
		t.Fatal(err)
	}
	return trust
}

func (l *testLog) latest(t *testing.T) *Tree {
	t.Helper()
	log := NewLog(Dir(l.dir), l.trust(t))
	log.now = func() time.Time { return noon }
	tree, err := log.Latest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// testEntry is the n-th of many small manifests.
func testEntry(t testing.TB, n int) []byte {
	t.Helper()
	m := testManifest(n)
	b, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func testManifest(n int) *Manifest {
	text := fmt.Appendf(nil, "第 %d 份", n)
	return &Manifest{
		Schema: Schema, Time: Stamp(noon.Add(time.Duration(n) * time.Second)),
		Document: Document{Unit: "某市信息中心", Year: 2026, Kind: "budget", Scope: "unit"},
		By:       By{Name: "某市信息中心", Program: "mingbai test"},
		Files:    []File{{Name: fmt.Sprintf("公开-%d.pdf", n), Size: int64(len(text)), Digests: digestsOf(text)}},
	}
}

func (l *testLog) add(t *testing.T, from, to int) {
	t.Helper()
	var list [][]byte
	for n := from; n < to; n++ {
		list = append(list, testEntry(t, n))
	}
	first, c, err := l.Append(context.Background(), list...)
	if err != nil {
		t.Fatal(err)
	}
	if first != int64(from) || c.Size != int64(to) {
		t.Fatalf("appended %d to %d: first %d, size %d", from, to, first, c.Size)
	}
}

// TestLogIsReadByAnotherClient grows a log over several tiles in uneven steps and
// lets tessera's client and fsck, which share no code with ours, read all of it.
func TestLogIsReadByAnotherClient(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	var seen []*Checkpoint
	sizes := []int{1, 2, 7, 255, 256, 257, 300, 700}
	at := 0
	for _, size := range sizes {
		l.add(t, at, size)
		at = size
		seen = append(seen, l.latest(t).Checkpoint)
	}
	list, _, err := l.keys.List()
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(list.active(RoleLog, Ed25519).Public)
	if err != nil {
		t.Fatal(err)
	}
	files := client.FileFetcher{Root: l.dir}
	c, _, _, err := client.FetchCheckpoint(ctx, files.ReadCheckpoint, verifier, verifier.Name())
	if err != nil {
		t.Fatal(err)
	}
	if c.Size != 700 {
		t.Fatalf("the other client reads %d entries", c.Size)
	}
	builder, err := client.NewProofBuilder(ctx, c.Size, files.ReadTile)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []uint64{0, 1, 254, 255, 256, 511, 512, 699} {
		p, err := builder.InclusionProof(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		leaf := rfc6962.DefaultHasher.HashLeaf(testEntry(t, int(n)))
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, n, c.Size, leaf, p, c.Hash); err != nil {
			t.Errorf("entry %d: %v", n, err)
		}
		ours, err := l.latest(t).Inclusion(ctx, int64(n))
		if err != nil {
			t.Fatal(err)
		}
		if len(ours) != len(p) {
			t.Fatalf("entry %d: our proof has %d hashes, theirs %d", n, len(ours), len(p))
		}
		for i := range p {
			if !bytes.Equal(p[i], ours[i][:]) {
				t.Errorf("entry %d: proofs are not the same at %d", n, i)
			}
		}
	}
	for _, old := range seen {
		p, err := builder.ConsistencyProof(ctx, uint64(old.Size), c.Size)
		if err != nil {
			t.Fatal(err)
		}
		if err := proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(old.Size), c.Size, p, old.Root[:], c.Hash); err != nil {
			t.Errorf("from %d: %v", old.Size, err)
		}
		if _, err := l.latest(t).Consistency(ctx, old); err != nil {
			t.Errorf("from %d: ours: %v", old.Size, err)
		}
	}
	if err := fsck.New(verifier.Name(), verifier, files, leavesOf, fsck.Opts{N: 2}).Check(ctx); err != nil {
		t.Errorf("fsck: %v", err)
	}
}

// leavesOf hashes a bundle's entries for fsck.
func leavesOf(bundle []byte) ([][]byte, error) {
	var b api.EntryBundle
	if err := b.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	var out [][]byte
	for _, e := range b.Entries {
		out = append(out, rfc6962.DefaultHasher.HashLeaf(e))
	}
	return out, nil
}

func TestLogIsReadBackwards(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	l.add(t, 0, 260)
	tree := l.latest(t)
	list, err := tree.Newest(ctx, 6)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range list {
		want := testEntry(t, 259-i)
		if r.Index != int64(259-i) || r.ID != ID(want) || r.Manifest == nil || !bytes.Equal(r.Entry, want) {
			t.Errorf("%d: entry %d, ID %s", i, r.Index, r.ID)
		}
	}
	if len(list) != 6 {
		t.Errorf("%d releases, want 6", len(list))
	}
	found, err := tree.Find(ctx, ID(testEntry(t, 3))[:10])
	if err != nil || found.Index != 3 {
		t.Errorf("found %d, %v", found.Index, err)
	}
	if _, err := tree.Find(ctx, strings.Repeat("0", 64)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("found what is not there: %v", err)
	}
	for _, n := range []int64{-1, 260} {
		if _, err := tree.Entry(ctx, n); err == nil {
			t.Errorf("entry %d is there", n)
		}
		if _, err := tree.Inclusion(ctx, n); err == nil {
			t.Errorf("a proof of entry %d is there", n)
		}
	}
}

func TestLogWithoutACheckpointIsNotThere(t *testing.T) {
	t.Parallel()
	l := newTestLog(t)
	if _, err := NewLog(Dir(l.dir), l.trust(t)).Latest(context.Background()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

// TestEveryByteOfALogIsHeld changes each file of a log in turn: whatever is then
// read is either right or refused.
func TestEveryByteOfALogIsHeld(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	l.add(t, 0, 258)
	read := func() error {
		log := NewLog(Dir(l.dir), l.trust(t))
		log.now = func() time.Time { return noon }
		tree, err := log.Latest(ctx)
		if err != nil {
			return err
		}
		for n := range tree.Size {
			e, err := tree.Entry(ctx, n)
			if err != nil {
				return err
			}
			if !bytes.Equal(e, testEntry(t, int(n))) {
				t.Errorf("entry %d is read wrong without a word", n)
			}
		}
		return nil
	}
	if err := read(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"checkpoint", "tile/0/000", "tile/0/001.p/2", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/2"} {
		file := filepath.Join(l.dir, filepath.FromSlash(name))
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int{0, len(good) / 2, len(good) - 5} {
			bad := bytes.Clone(good)
			bad[at] ^= 1
			mustWrite(t, file, bad)
			if read() == nil {
				t.Errorf("%s: byte %d is another, and nobody noticed", name, at)
			}
		}
		mustWrite(t, file, good)
	}
}

func mustWrite(t *testing.T, file string, b []byte) {
	t.Helper()
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTlogAcceptsOurProofs(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	l.add(t, 0, 70)
	tree := l.latest(t)
	for n := range tree.Size {
		p, err := tree.Inclusion(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		leaf := tlog.RecordHash(testEntry(t, int(n)))
		if err := tlog.CheckRecord(p, tree.Size, tree.Root, n, leaf); err != nil {
			t.Errorf("entry %d: %v", n, err)
		}
		if tlog.CheckRecord(p, tree.Size, tree.Root, (n+1)%tree.Size, leaf) == nil {
			t.Errorf("the proof of entry %d proves another", n)
		}
	}
}
