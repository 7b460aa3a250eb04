package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
	"golang.org/x/mod/sumdb/tlog"
)

// Writer appends to a log in a folder. Several may work on one folder, in this
// program and in others: they take turns.
//
// What is acknowledged is never lost and never contradicted, whenever the
// program is killed: entries and tiles are on the disk before the checkpoint
// that speaks of them is signed; a signed checkpoint is first written beside the
// key (state) and then into the log, and whoever comes next finishes what was
// begun. So no two checkpoints of one size can differ, and a log that was put
// back from an old copy is refused instead of forked.
type Writer struct {
	dir string
	key *LogKey

	// Trust is whom the log takes releases from. A log of several units has to
	// have it; nil takes any that is signed as its own key lists say.
	Trust *Trust

	// Now is the clock; for tests.
	Now func() time.Time
}

// maxAhead and maxBehind bound how far an entry's time may be from the clock: a
// time long past would let a key that has ended since sign once more.
const (
	maxAhead  = 10 * time.Minute
	maxBehind = time.Hour
)

// OpenWriter opens the log in a folder, which is made where it is missing.
func OpenWriter(dir string, key *LogKey) (*Writer, error) {
	if err := makeDir(filepath.Join(dir, tempDir)); err != nil {
		return nil, fmt.Errorf("打开日志 %s：%w", dir, err)
	}
	return &Writer{dir: dir, key: key, Now: time.Now}, nil
}

const (
	tempDir  = ".tmp"
	lockFile = ".lock"
)

// Origin is the log's name.
func (w *Writer) Origin() string { return w.key.Name }

// lock takes the turn: first of the key, then of the folder.
func (w *Writer) lock() (unlock func(), err error) {
	first := func() {}
	if w.key.state != "" {
		if first, err = lockedfile.MutexAt(w.key.state + ".lock").Lock(); err != nil {
			return nil, fmt.Errorf("等日志的密钥：%w", err)
		}
	}
	second, err := lockedfile.MutexAt(filepath.Join(w.dir, lockFile)).Lock()
	if err != nil {
		first()
		return nil, fmt.Errorf("等日志 %s：%w", w.dir, err)
	}
	return func() { second(); first() }, nil
}

// Append adds the canonical bytes of manifests, and returns the index of the
// first and the checkpoint that holds them all. When it returns without an
// error the entries are in the log for good. Times must not go back. With no
// entry it only sees to it that the checkpoint is there and signed by the key of
// today, as after a rotation.
func (w *Writer) Append(ctx context.Context, entries ...[]byte) (first int64, c *Checkpoint, err error) {
	unlock, err := w.lock()
	if err != nil {
		return 0, nil, err
	}
	defer unlock()
	return w.append(ctx, entries)
}

// append is Append for one who has the turn.
func (w *Writer) append(ctx context.Context, entries [][]byte) (first int64, c *Checkpoint, err error) {
	old, err := w.recover(ctx)
	if err != nil {
		return 0, nil, err
	}
	tree := w.tree(ctx, old)
	if err := w.inOrder(ctx, tree, entries); err != nil {
		return 0, nil, err
	}
	if len(entries) == 0 && old.Note != nil && w.key.signed(old) {
		return old.Size, old, nil
	}
	if err := w.writeEntries(ctx, tree, entries); err != nil {
		return 0, nil, err
	}
	c, err = w.writeTiles(tree, entries)
	if err != nil {
		return 0, nil, err
	}
	if err := ctx.Err(); err != nil {
		return 0, nil, err // nothing is signed yet
	}
	if err := c.sign(w.key.signer); err != nil {
		return 0, nil, err
	}
	if err := w.remember(c); err != nil {
		return 0, nil, err
	}
	if err := w.put(checkpoint, c.Note); err != nil {
		return 0, nil, err
	}
	return old.Size, c, nil
}

// Latest is the newest checkpoint, after finishing what another began; nil where
// the log is empty and was never signed.
func (w *Writer) Latest(ctx context.Context) (*Tree, error) {
	unlock, err := w.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	c, err := w.recover(ctx)
	if err != nil {
		return nil, err
	}
	return w.tree(ctx, c), nil
}

func (w *Writer) tree(ctx context.Context, c *Checkpoint) *Tree {
	return NewLog(Dir(w.dir), nil).At(ctx, c)
}

// ErrOvertaken is a release with a time before that of the last in the log, though the
// clock goes right: another was put there meanwhile. Signed anew it may go in.
var ErrOvertaken = errors.New("别人先发布了一次，这一次的时间早于它；再发布一次")

// inOrder refuses what is no manifest, and times that go back or are not of now.
func (w *Writer) inOrder(ctx context.Context, tree *Tree, entries [][]byte) error {
	last := ""
	if tree.Size > 0 && len(entries) > 0 {
		r, err := tree.Release(ctx, tree.Size-1)
		if err != nil {
			return err
		}
		if r.Manifest != nil {
			last = r.Manifest.Time
		}
	}
	least, most := Stamp(w.Now().Add(-maxBehind)), Stamp(w.Now().Add(maxAhead))
	for _, e := range entries {
		m, err := ParseManifest(e)
		switch {
		case err != nil:
			return err
		case m.Time < last && last <= Stamp(w.Now()):
			return fmt.Errorf("%w：%s 早于 %s", ErrOvertaken, m.Time, last)
		case m.Time < last:
			return fmt.Errorf("发布的时间 %s 早于日志最后一条的 %s；核对这台机器的时钟", m.Time, last)
		case m.Time > most:
			return fmt.Errorf("发布的时间 %s 晚于这台机器的时钟；核对时钟", m.Time)
		case m.Time < least:
			return fmt.Errorf("发布的时间 %s 是一小时以前的，不能再写进日志；重新签名发布，或核对时钟", m.Time)
		}
		last = m.Time
	}
	return nil
}

// writeEntries writes the bundles that the new entries fall into.
func (w *Writer) writeEntries(ctx context.Context, tree *Tree, entries [][]byte) error {
	for n := tree.Size; len(entries) > 0; {
		index := n / tileWidth
		var bundle []byte
		if n%tileWidth > 0 {
			have, err := tree.bundle(ctx, index)
			if err != nil {
				return err
			}
			for _, e := range have[:n%tileWidth] {
				bundle = appendEntry(bundle, e)
			}
		}
		take := min(int64(len(entries)), tileWidth-n%tileWidth)
		for _, e := range entries[:take] {
			bundle = appendEntry(bundle, e)
		}
		n, entries = n+take, entries[take:]
		if err := w.put(entriesPath(index, widthAt(index, n)), bundle); err != nil {
			return err
		}
	}
	return nil
}

// writeTiles writes the tiles that the new entries change, and returns the
// checkpoint of the grown tree, not yet signed.
func (w *Writer) writeTiles(tree *Tree, entries [][]byte) (*Checkpoint, error) {
	added := map[int64]tlog.Hash{}
	both := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, at := range indexes {
			if h, ok := added[at]; ok {
				out[i] = h
				continue
			}
			h, err := tree.hashes.ReadHashes([]int64{at})
			if err != nil {
				return nil, treeError(err)
			}
			out[i] = h[0]
		}
		return out, nil
	})
	size := tree.Size
	for _, e := range entries {
		hashes, err := tlog.StoredHashes(size, e, both)
		if err != nil {
			return nil, fmt.Errorf("算日志的树：%w", err)
		}
		for i, h := range hashes {
			added[tlog.StoredHashIndex(0, size)+int64(i)] = h
		}
		size++
	}
	for _, t := range tlog.NewTiles(tileHeight, tree.Size, size) {
		data, err := tlog.ReadTileData(t, both)
		if err != nil {
			return nil, fmt.Errorf("算日志的树：%w", err)
		}
		if err := w.put(hashTilePath(t), data); err != nil {
			return nil, err
		}
	}
	root, err := tlog.TreeHash(size, both)
	if err != nil {
		return nil, fmt.Errorf("算日志的树根：%w", err)
	}
	return &Checkpoint{Origin: w.key.Name, Size: size, Root: root}, nil
}

// put writes a file of the log.
func (w *Writer) put(path string, data []byte) error {
	return writeDurable(filepath.Join(w.dir, tempDir), filepath.Join(w.dir, filepath.FromSlash(path)), data, 0o644)
}

// remember writes what was signed beside the key, before anyone can see it.
func (w *Writer) remember(c *Checkpoint) error {
	if w.key.state == "" {
		return nil
	}
	return writeDurable(filepath.Dir(w.key.state), w.key.state, c.Note, 0o600)
}

// recover returns the checkpoint to go on from, after finishing an append that
// was cut short. It refuses to go on where log and key disagree.
func (w *Writer) recover(ctx context.Context) (*Checkpoint, error) {
	if err := w.sweep(); err != nil {
		return nil, err
	}
	shown, err := w.read(filepath.Join(w.dir, checkpoint))
	if err != nil {
		return nil, err
	}
	signed := shown
	if w.key.state != "" {
		if signed, err = w.read(w.key.state); err != nil {
			return nil, err
		}
	}
	newer, older := shown, signed
	if signed.Size > shown.Size || shown.Note == nil {
		newer, older = signed, shown
	}
	if err := w.whole(ctx, newer, older); err != nil {
		return nil, err
	}
	if newer.Note != nil && shown.Size != newer.Size {
		err = w.put(checkpoint, newer.Note)
	} else if newer.Note != nil && signed.Size != newer.Size {
		err = w.remember(newer)
	}
	if err != nil {
		return nil, err
	}
	return newer, nil
}

// whole sees to it that the tiles lead to the newer checkpoint and that it grew
// from the older.
func (w *Writer) whole(ctx context.Context, newer, older *Checkpoint) error {
	if newer.Size == older.Size && newer.Root != older.Root {
		return w.refuse(errors.New("同样的条数签过两个不同的树根"))
	}
	if newer.Size == 0 {
		return nil
	}
	tree := w.tree(ctx, newer)
	if root, err := tlog.TreeHash(newer.Size, tree.hashes); err != nil {
		return w.refuse(treeError(err))
	} else if root != newer.Root {
		return w.refuse(fmt.Errorf("%d 条的树根与签过名的不同", newer.Size))
	}
	if _, err := tree.Consistency(ctx, older); err != nil {
		return w.refuse(err)
	}
	return nil
}

// refuse says what to do where log and key disagree.
func (w *Writer) refuse(why error) error {
	return fmt.Errorf("不能续写日志 %s：它与密钥 %s 签过的不是同一个日志，可能是从旧的备份恢复的，或这把密钥用在了别的日志上（%w）。找回完整的日志文件夹；找不回就换一把日志密钥，另起一个日志", w.dir, w.key.Name, why)
}

// read reads a checkpoint that this key signed; one of size 0 without a note
// where there is none.
func (w *Writer) read(path string) (*Checkpoint, error) {
	raw, err := readLimited(path, maxNote)
	if errors.Is(err, fs.ErrNotExist) {
		return &Checkpoint{Origin: w.key.Name, Root: emptyRoot()}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("读检查点：%w", err)
	}
	c, err := w.key.trust().Checkpoint(raw, time.Time{})
	if err != nil {
		return nil, fmt.Errorf("%s 坏了，或不是密钥 %s 签的：%w；从备份找回这一个文件", path, w.key.Name, err)
	}
	return c, nil
}

func emptyRoot() tlog.Hash {
	h, _ := tlog.TreeHash(0, nil)
	return h
}

// sweep removes what an interrupted write left.
func (w *Writer) sweep() error {
	left, err := filepath.Glob(filepath.Join(w.dir, tempDir, ".new-*"))
	for _, file := range left {
		err = errors.Join(err, os.Remove(file))
	}
	if err != nil {
		return fmt.Errorf("清理日志的临时文件：%w", err)
	}
	return nil
}
