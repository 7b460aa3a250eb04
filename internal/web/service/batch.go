package service

import (
	"context"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"mingbai/internal/diag"
	"mingbai/internal/web/service/reader"
)

// state is how far an item is.
type state string

// The states of items.
const (
	waiting  state = "waiting"
	reading  state = "reading"
	done     state = "done"     // there is a result
	unpacked state = "unpacked" // an archive: its documents are items of their own
	failed   state = "failed"
)

// batch is what somebody sent at once. All is held by the lock of the service.
type batch struct {
	ID     string // hash of its token, and name of its folder
	dir    string
	client netip.Prefix
	Made   time.Time
	Ends   time.Time
	Share  string // hash of the token to look only; empty: not shared
	Items  []*item
	ctx    context.Context // ends when it is deleted
	end    context.CancelFunc
	size   int64 // bytes in its folder
}

// item is one file.
type item struct {
	N       int // from 1
	Name    string
	Size    int64
	Profile string // asked for; empty: the one that fits best
	Depth   int    // in so many archives
	Of      int    // the archive that it was in; 0: none
	State   state
	Step    string // what a reader does: one of reader.Steps
	Trouble trouble
	Summary summary
}

// summary is what a list shows of a result.
type summary struct {
	Unit, Kind, Scope       string
	Year                    int
	Errors, Warnings, Notes int
	Got, Of                 int // the score; Of 0: none
}

func summarise(d *diag.Document) summary {
	out := summary{
		Unit: d.Unit, Kind: d.Kind, Scope: d.Scope, Year: d.Year,
		Errors: d.Findings.Count(diag.Error), Warnings: d.Findings.Count(diag.Warning), Notes: d.Findings.Count(diag.Note),
	}
	if d.Score != nil {
		out.Got, out.Of = d.Score.Got, d.Score.Of
	}
	return out
}

// folder is where an item's file and result are.
func (b *batch) folder(n int) string { return filepath.Join(b.dir, strconv.Itoa(n)) }

// The folders of an item: what was sent, and what came of it.
const (
	sentFolder   = "sent"
	resultFolder = "result"
)

// add adds an item and makes its folders.
func (b *batch) add(it item) (*item, error) {
	it.N = len(b.Items) + 1
	b.Items = append(b.Items, &it)
	if it.State == failed {
		return &it, nil
	}
	for _, d := range []string{sentFolder, resultFolder} {
		if err := os.MkdirAll(filepath.Join(b.folder(it.N), d), 0o700); err != nil {
			return nil, err
		}
	}
	return &it, nil
}

// item is the n-th item; nil where there is none.
func (b *batch) item(n int) *item {
	if n < 1 || n > len(b.Items) {
		return nil
	}
	return b.Items[n-1]
}

// finished reports whether nothing waits or is read any more.
func (b *batch) finished() bool {
	for _, it := range b.Items {
		if it.State == waiting || it.State == reading {
			return false
		}
	}
	return true
}

// find is the batch that a token opens, and whether the token is its owner's.
func (s *Service) find(token string) (b *batch, owner bool) {
	h := hashed(token)
	s.mu.Lock()
	defer s.mu.Unlock()
	b, owner = s.batches[h], true
	if b == nil {
		b, owner = s.shares[h], false
	}
	if b == nil || s.now().After(b.Ends) {
		return nil, false
	}
	return b, owner
}

// result reads what came of an item, or takes it from those read last. It is
// shared and not to be changed.
func (s *Service) result(b *batch, n int) (*reader.Result, error) {
	key := b.ID + "/" + strconv.Itoa(n)
	if r, ok := s.results.Get(key); ok {
		return r, nil
	}
	s.mu.Lock()
	dir := filepath.Join(b.folder(n), resultFolder)
	s.mu.Unlock()
	r, err := reader.Load(dir, maxResult)
	if err != nil {
		return nil, err
	}
	s.results.Add(key, r)
	return r, nil
}

// remove deletes a batch with all that is in its folder, and ends its readers.
func (s *Service) remove(b *batch) error {
	b.end()
	s.mu.Lock()
	if s.batches[b.ID] != b {
		s.mu.Unlock()
		return nil
	}
	delete(s.batches, b.ID)
	delete(s.shares, b.Share)
	s.used -= b.size
	b.size = 0
	dir, items := b.dir, len(b.Items)
	s.mu.Unlock()
	s.queue.drop(b)
	for n := range items {
		s.results.Remove(b.ID + "/" + strconv.Itoa(n+1))
	}
	return os.RemoveAll(dir)
}
