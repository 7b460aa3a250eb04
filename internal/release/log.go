package release

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"golang.org/x/text/unicode/norm"
)

// Log is a log to read. Its methods may be called at the same time.
type Log struct {
	src   Source
	trust *Trust
	now   func() time.Time
}

// NewLog is the log at a source, believed as far as trust goes.
func NewLog(src Source, trust *Trust) *Log { return &Log{src: src, trust: trust, now: time.Now} }

// String is where the log is.
func (l *Log) String() string { return l.src.String() }

// Latest is the log as its newest checkpoint has it. A log without a checkpoint
// is fs.ErrNotExist.
func (l *Log) Latest(ctx context.Context) (*Tree, error) {
	raw, err := l.src.Read(ctx, checkpoint, maxNote)
	if err != nil {
		return nil, &fetchError{fmt.Errorf("读日志 %s 的检查点：%w", l, err)}
	}
	c, err := l.trust.Checkpoint(raw, l.now())
	if err != nil {
		return nil, err
	}
	return l.At(ctx, c), nil
}

// At is the log as a checkpoint has it, which must be one that was verified.
func (l *Log) At(ctx context.Context, c *Checkpoint) *Tree {
	return &Tree{Checkpoint: c, src: l.src, hashes: tlog.TileHashReader(c.tree(), &tiles{ctx: context.WithoutCancel(ctx), src: l.src})}
}

// Bundle is what was published of a release: signatures, checkpoint and proof.
// It is not verified here; see Verify.
func (l *Log) Bundle(ctx context.Context, id string) (*Bundle, error) {
	if !isHex(id) {
		return nil, fmt.Errorf("发布的编号“%s”不对，应是 64 位十六进制数", id)
	}
	raw, err := l.src.Read(ctx, bundlePath(id), maxBundle)
	if err != nil {
		return nil, &fetchError{fmt.Errorf("读发布 %s 的凭据：%w", short(id), err)}
	}
	return ParseBundle(raw)
}

// Content is the canonical bytes of the disclosure that a release is of.
func (l *Log) Content(ctx context.Context, c *Content) ([]byte, error) {
	raw, err := l.src.Read(ctx, contentPath(c.SHA256), maxContent)
	if err != nil {
		return nil, &fetchError{fmt.Errorf("读发布的公开数据：%w", err)}
	}
	if digestsOf(raw) != c.Digests {
		return nil, fmt.Errorf("日志存的公开数据 %s 与清单的摘要不符，被改过", contentPath(c.SHA256))
	}
	return raw, nil
}

func bundlePath(id string) string  { return "releases/" + id + ".json" }
func contentPath(id string) string { return "content/" + id + ".json" }

// maxContent bounds a disclosure.
const maxContent = 64 << 20

// short is the head of an ID, for messages.
func short(id string) string { return id[:min(12, len(id))] }

// Tree is a log as one checkpoint has it: what it returns leads to its root. Its
// methods may be called at the same time.
type Tree struct {
	*Checkpoint
	src    Source
	hashes tlog.HashReader

	mu      sync.Mutex
	at      int64 // index of the bundle in entries, for reading one after another
	entries [][]byte
}

// Release is an entry of a log.
type Release struct {
	Index    int64
	ID       string
	Manifest *Manifest // nil where the entry is no manifest
	Entry    []byte    // the canonical bytes
}

// Entry is the canonical bytes of entry n, counted from 0.
func (t *Tree) Entry(ctx context.Context, n int64) ([]byte, error) {
	if n < 0 || n >= t.Size {
		return nil, fmt.Errorf("日志共 %d 条，没有第 %d 条", t.Size, n)
	}
	list, err := t.bundle(ctx, n/tileWidth)
	if err != nil {
		return nil, err
	}
	return list[n%tileWidth], nil
}

// bundle is the entries of a bundle, each held against the tree. The last one
// read is remembered, for reading one entry after another.
func (t *Tree) bundle(ctx context.Context, index int64) ([][]byte, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.entries != nil && t.at == index {
		return t.entries, nil
	}
	width := widthAt(index, t.Size)
	raw, err := partialOrFull(ctx, t.src, width, maxEntries, func(w int) string { return entriesPath(index, w) })
	if err != nil {
		return nil, &fetchError{fmt.Errorf("读日志的条目：%w", err)}
	}
	list, err := splitEntries(raw, width)
	if err != nil {
		return nil, err
	}
	if err := t.held(index*tileWidth, list); err != nil {
		return nil, err
	}
	t.at, t.entries = index, list
	return list, nil
}

// held sees to it that entries are those of the tree from n on.
func (t *Tree) held(n int64, entries [][]byte) error {
	at := make([]int64, len(entries))
	for i := range entries {
		at[i] = tlog.StoredHashIndex(0, n+int64(i))
	}
	hashes, err := t.hashes.ReadHashes(at)
	if err != nil {
		return treeError(err)
	}
	for i, e := range entries {
		if hashes[i] != tlog.RecordHash(e) {
			return fmt.Errorf("日志第 %d 条的内容与树不符，被改过", n+int64(i))
		}
	}
	return nil
}

// Release is entry n, read as a manifest.
func (t *Tree) Release(ctx context.Context, n int64) (Release, error) {
	entry, err := t.Entry(ctx, n)
	if err != nil {
		return Release{}, err
	}
	r := Release{Index: n, ID: ID(entry), Entry: entry}
	if m, err := ParseManifest(entry); err == nil {
		r.Manifest = m
	}
	return r, nil
}

// Backward goes through the releases from the newest to the oldest.
func (t *Tree) Backward(ctx context.Context) iter.Seq2[Release, error] {
	return func(yield func(Release, error) bool) {
		for n := t.Size - 1; n >= 0; n-- {
			if err := ctx.Err(); err != nil {
				yield(Release{}, err)
				return
			}
			r, err := t.Release(ctx, n)
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// Newest lists the newest releases, at most limit.
func (t *Tree) Newest(ctx context.Context, limit int) ([]Release, error) {
	var out []Release
	for r, err := range t.Backward(ctx) {
		if err != nil {
			return nil, err
		}
		if len(out) == limit {
			break
		}
		out = append(out, r)
	}
	return out, nil
}

// Find is the one release whose ID begins with prefix, of at least eight digits.
// None is fs.ErrNotExist.
func (t *Tree) Find(ctx context.Context, prefix string) (Release, error) {
	var found []Release
	if len(prefix) < 8 {
		return Release{}, fmt.Errorf("发布的编号“%s”太短，至少写前 8 位", prefix)
	}
	for r, err := range t.Backward(ctx) {
		if err != nil {
			return Release{}, err
		}
		if strings.HasPrefix(r.ID, prefix) {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 0:
		return Release{}, &missing{fmt.Sprintf("日志里没有发布 %s；核对编号，和日志是不是这一个", prefix)}
	case 1:
		return found[0], nil
	}
	return Release{}, fmt.Errorf("编号以 %s 开头的发布有 %d 个，多写几位", prefix, len(found))
}

// missing is fs.ErrNotExist in words of ours.
type missing struct{ text string }

func (m *missing) Error() string     { return m.text }
func (m *missing) Is(err error) bool { return err == fs.ErrNotExist }

// History lists the releases of a document, the newest first: the release and
// its corrections.
func (t *Tree) History(ctx context.Context, d Document) ([]Release, error) {
	unit := appendText(nil, norm.NFC.String(d.Unit)) // as its manifests have it; most entries are others'
	var out []Release
	for n := t.Size - 1; n >= 0; n-- {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e, err := t.Entry(ctx, n)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(e, unit) {
			continue
		}
		r, err := t.Release(ctx, n)
		if err != nil {
			return nil, err
		}
		if r.Manifest != nil && r.Manifest.Document.Same(d) {
			out = append(out, r)
		}
	}
	return out, nil
}

// Inclusion proves that entry n is in the tree.
func (t *Tree) Inclusion(_ context.Context, n int64) (tlog.RecordProof, error) {
	if n < 0 || n >= t.Size {
		return nil, fmt.Errorf("日志共 %d 条，没有第 %d 条", t.Size, n)
	}
	p, err := tlog.ProveRecord(t.Size, n, t.hashes)
	return p, treeError(err)
}

// Consistency proves that the tree grew from an older checkpoint by appending
// alone. An error that is not one of reading says that it did not.
func (t *Tree) Consistency(_ context.Context, old *Checkpoint) (tlog.TreeProof, error) {
	if old.Size > t.Size {
		return nil, fmt.Errorf("日志变短了：原有 %d 条，现有 %d 条", old.Size, t.Size)
	}
	if old.Size == 0 {
		return nil, nil
	}
	p, err := tlog.ProveTree(t.Size, old.Size, t.hashes)
	if err != nil {
		return nil, treeError(err)
	}
	if err := tlog.CheckTree(p, t.Size, t.Root, old.Size, old.Root); err != nil {
		return nil, errors.New("日志的前一段与原来的不同：两个检查点不是同一个日志长出来的")
	}
	return p, nil
}

func treeError(err error) error {
	if err == nil || unreachable(err) {
		return err
	}
	return fmt.Errorf("日志的树与签过名的树根不符：%w", err)
}
