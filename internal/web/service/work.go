package service

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/disk"
	"mingbai/internal/web/service/reader"
)

// maxDepth is how many archives deep documents are looked for; a reader looks
// into archives in archives by itself.
const maxDepth = 1

// read has an item read, and notes what came of it.
func (s *Service) read(ctx context.Context, j job) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(j.b.ctx, cancel)()
	it := s.begin(j)
	folder := j.b.folder(j.n)
	err := s.start(ctx, folder, it.Name, it.Profile, func(step string) { s.set(j, func(it *item) { it.Step = step }) })
	if ctx.Err() != nil { // deleted meanwhile, or the server ends
		s.clear(ctx, j.b)
		return
	}
	res, err := s.outcome(folder, err)
	if err == nil && res.Inside != nil {
		err = s.takeOut(j, it, res)
	}
	if rmErr := os.RemoveAll(filepath.Join(folder, sentFolder)); rmErr != nil {
		s.o.Logger.ErrorContext(ctx, "check: what was sent is not deleted", "error", rmErr)
	}
	s.end(ctx, j, res, err)
}

// begin marks an item as being read.
func (s *Service) begin(j job) item {
	s.mu.Lock()
	defer s.mu.Unlock()
	it := j.b.item(j.n)
	it.State, it.Step = reading, reader.Steps[0]
	return *it
}

// set changes an item.
func (s *Service) set(j job, change func(*item)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(j.b.item(j.n))
}

// outcome is the result of a reader that has ended.
func (s *Service) outcome(folder string, err error) (*reader.Result, error) {
	dir := filepath.Join(folder, resultFolder)
	if err == nil && sizeOf(dir) > maxOutput {
		err = &readerError{code: tooBig}
	}
	if err == nil {
		var res *reader.Result
		if res, err = reader.Load(dir, maxResult); err == nil {
			return res, nil
		}
	}
	if rm := os.RemoveAll(dir); rm != nil {
		err = errors.Join(err, rm)
	}
	return nil, err
}

// end notes what came of an item.
func (s *Service) end(ctx context.Context, j job, res *reader.Result, err error) {
	size := sizeOf(j.b.folder(j.n))
	if err != nil {
		s.o.Logger.WarnContext(ctx, "check: not read", "error", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	it := j.b.item(j.n)
	s.grow(j.b, size-it.Size)
	it.Step = ""
	var of *readerError
	switch {
	case errors.As(err, &of):
		it.State, it.Trouble = failed, trouble{Code: of.code}
	case disk.Full(err):
		it.State, it.Trouble = failed, trouble{Code: noRoom}
	case err != nil:
		it.State, it.Trouble = failed, trouble{Code: broken}
	case res.Inside != nil:
		it.State = unpacked
	case res.Document.Err != nil:
		it.State, it.Trouble = failed, unreadable(it.Name, res.Document.Err)
	default:
		it.State, it.Summary = done, summarise(res.Document)
	}
	j.b.Ends = s.now().Add(s.o.Life)
}

// unreadable is why a file could not be read, in the reader's words where they fit
// a page.
func unreadable(name string, err *diag.ReadError) trouble {
	switch {
	case err.Code == noProfile:
		return trouble{Code: noProfile}
	case err.Code == "unreadable" && strings.EqualFold(path.Ext(name), ".json"):
		return trouble{Code: notOurs}
	}
	return trouble{err.Code, err.Message}
}

// grow counts bytes that a batch takes more. Of a batch that is deleted nothing
// counts.
func (s *Service) grow(b *batch, n int64) {
	if s.batches[b.ID] == b {
		s.used += n
		b.size += n
	}
}

// clear removes what a reader may have written after its batch was deleted.
func (s *Service) clear(ctx context.Context, b *batch) {
	s.mu.Lock()
	there := s.batches[b.ID] == b
	s.mu.Unlock()
	if there {
		return
	}
	if err := os.RemoveAll(b.dir); err != nil {
		s.o.Logger.ErrorContext(ctx, "check: a deleted folder is still there", "error", err)
	}
}

// takeOut makes the documents of an archive items of its batch.
func (s *Service) takeOut(j job, of item, res *reader.Result) error {
	var jobs []job
	from := filepath.Join(j.b.folder(j.n), resultFolder, reader.InsideFolder)
	for _, in := range res.Inside {
		it := item{Name: cleanName(path.Base(in.Name)), Profile: of.Profile, Depth: of.Depth + 1, Of: of.N, State: waiting}
		switch {
		case in.Fault != nil:
			it.State, it.Trouble = failed, unreadable(it.Name, in.Fault)
		case it.Depth > maxDepth:
			it.State, it.Trouble = failed, trouble{Code: deepNest}
		}
		next, err := s.take(j.b, it, filepath.Join(from, filepath.Base(in.File)))
		if err != nil {
			return err
		}
		if next.State == waiting {
			jobs = append(jobs, job{j.b, next.N})
		}
	}
	s.queue.push(jobs...)
	return nil
}

// take adds an item whose file is there already.
func (s *Service) take(b *batch, it item, file string) (*item, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if it.State == waiting {
		info, err := os.Lstat(file)
		if err != nil {
			return nil, err
		}
		it.Size = info.Size()
	}
	next, err := b.add(it)
	if err != nil || next.State != waiting {
		return next, err
	}
	s.grow(b, next.Size)
	return next, os.Rename(file, filepath.Join(b.folder(next.N), sentFolder, next.Name))
}
