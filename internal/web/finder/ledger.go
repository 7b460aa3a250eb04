package finder

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/release"
)

// perLook is how many entries one request reads into the index.
const perLook = 20_000

// ledger finds entries of the transparency log by what they state the digests
// of. The log only grows: what was read once is not read again.
type ledger struct {
	log  *release.Log
	step int64 // entries that one request reads at most

	mu   sync.Mutex
	size int64              // entries that are in the index
	at   map[uint32][]int64 // by the first four bytes of a digest
	by   map[string]int64   // what corrects a release, by the id of that
}

// latest is the log as it stands.
func (l *ledger) latest(ctx context.Context) (*release.Tree, error) { return l.log.Latest(ctx) }

// find lists the releases that state a digest which begins with prefix, at least
// eight hexadecimal digits, the newest first: the release's own, a file's, the
// content's. rest is how many entries nobody has looked at yet.
func (l *ledger) find(ctx context.Context, t *release.Tree, prefix string) (found []release.Release, rest int64, err error) {
	key, ok := keyOf(prefix)
	if !ok {
		return nil, 0, nil
	}
	l.mu.Lock()
	err = l.grow(ctx, t)
	rest = t.Size - l.size
	at := slices.Clone(l.at[key])
	l.mu.Unlock()
	if err != nil {
		return nil, rest, err
	}
	slices.Reverse(at)
	for _, n := range at[:min(len(at), manyFound)] {
		r, err := t.Release(ctx, n)
		if err != nil {
			return nil, rest, err
		}
		if slices.ContainsFunc(digests(&r), func(d string) bool { return strings.HasPrefix(d, prefix) }) {
			found = append(found, r)
		}
	}
	return found, rest, nil
}

// What is shown of a look-up at most.
const (
	manyFound = 8  // releases
	manyFiles = 30 // files of each
)

// grow reads on from where the index ends.
func (l *ledger) grow(ctx context.Context, t *release.Tree) error {
	if t.Size < l.size { // put back from an older copy: whoever watches the log tells
		l.size, l.at = 0, nil
	}
	if l.at == nil {
		l.at, l.by = map[uint32][]int64{}, map[string]int64{}
	}
	for end := min(t.Size, l.size+l.step); l.size < end; l.size++ {
		r, err := t.Release(ctx, l.size)
		if err != nil {
			return err
		}
		for _, d := range digests(&r) {
			if k, ok := keyOf(d); ok && !slices.Contains(l.at[k], l.size) {
				l.at[k] = append(l.at[k], l.size)
			}
		}
		if r.Manifest != nil && r.Manifest.Corrects != nil {
			l.by[r.Manifest.Corrects.ID] = r.Index
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// corrects is the id of the release that corrects another, as far as the index
// goes; empty where none does. A correction of another document is none.
func (l *ledger) corrects(ctx context.Context, t *release.Tree, r *release.Release) (string, error) {
	l.mu.Lock()
	n, ok := l.by[r.ID]
	l.mu.Unlock()
	if !ok || r.Manifest == nil || n >= t.Size {
		return "", nil
	}
	by, err := t.Release(ctx, n)
	if err != nil || by.Manifest == nil || !by.Manifest.Document.Same(r.Manifest.Document) {
		return "", err
	}
	return by.ID, nil
}

// digests are all that a release states of itself and its files.
func digests(r *release.Release) []string {
	out := []string{r.ID}
	if r.Manifest == nil {
		return out
	}
	for _, f := range r.Manifest.Files {
		out = append(out, f.SHA256, f.SM3)
	}
	if c := r.Manifest.Content; c != nil {
		out = append(out, c.SHA256, c.SM3)
	}
	return out
}

// keyOf is the first four bytes of a digest.
func keyOf(digest string) (uint32, bool) {
	if len(digest) < 8 {
		return 0, false
	}
	b, err := hex.DecodeString(digest[:8])
	if err != nil {
		return 0, false
	}
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3]), true
}
