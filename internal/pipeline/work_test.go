package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"mingbai/internal/diag"
	"mingbai/internal/ingest/pdf"
	"mingbai/internal/store"
)

// TestAGoodFileIsNotGivenUpForOthers: where files before it keep all readers, a
// job is done later; only one whose own file is at fault is ended.
func TestAGoodFileIsNotGivenUpForOthers(t *testing.T) {
	for code, want := range map[string]error{pdf.Busy: store.ErrLater, "damaged": store.ErrGiveUp, "too_large": store.ErrGiveUp} {
		told := 0
		o := WorkOptions{Told: func(Loaded) { told++ }}
		err := giveUp(t.Context(), o, store.LoadJob{Name: "好.pdf"}, &diag.ReadError{Code: code, Message: "好.pdf 没有读"})
		if !errors.Is(err, want) || errors.Is(err, store.ErrLater) && errors.Is(err, store.ErrGiveUp) || told != 1 {
			t.Errorf("%s: %v, told %d times", code, err, told)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := giveUp(stopped, WorkOptions{}, store.LoadJob{}, &diag.ReadError{Code: "damaged"}); !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrGiveUp) {
		t.Errorf("told to stop: %v", err)
	}
}

// TestAFullDiskCountsAsNoTry: where the disk or the database is at fault a job waits
// for as long as that lasts; what failed otherwise, or took too long, was tried.
func TestAFullDiskCountsAsNoTry(t *testing.T) {
	told := 0
	o := WorkOptions{Told: func(Loaded) { told++ }}
	full := &fs.PathError{Op: "write", Path: "数据/files/x", Err: syscall.ENOSPC}
	if err := unreached(t.Context(), o, store.LoadJob{Name: "好.pdf"}, full); !errors.Is(err, store.ErrLater) || !errors.Is(err, syscall.ENOSPC) || told != 1 {
		t.Errorf("a full disk: %v, told %d times", err, told)
	}
	if err := unreached(t.Context(), o, store.LoadJob{}, errors.New("坏了")); errors.Is(err, store.ErrLater) || told != 1 {
		t.Errorf("another failure: %v, told %d times", err, told)
	}
	late, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	if err := unreached(late, o, store.LoadJob{}, late.Err()); errors.Is(err, store.ErrLater) {
		t.Errorf("one that took too long: %v", err)
	}
}

// TestJobsAreToldOneAtATime: whoever counts what came of the jobs needs no lock,
// though several are done at once.
func TestJobsAreToldOneAtATime(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), store.Options{Dir: filepath.Join(dir, "data")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	const files = 24
	o := LoadOptions{Store: s, Actor: "test"}
	for n := range files {
		path := filepath.Join(dir, fmt.Sprintf("%02d.txt", n))
		if err := os.WriteFile(path, fmt.Appendf(nil, "不是公开件%d", n), 0o600); err != nil {
			t.Fatal(err)
		}
		o.Files = append(o.Files, path)
	}
	jobs, err := s.Jobs(t.Context(), store.JobsOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = jobs.Close() })
	if n, err := Enqueue(t.Context(), o, jobs); err != nil || n != files {
		t.Fatalf("queued %d: %v", n, err)
	}
	var at, most, told atomic.Int32
	err = Work(t.Context(), WorkOptions{Store: s, Jobs: 4, Drain: true, Told: func(Loaded) {
		most.Store(max(most.Load(), at.Add(1)))
		time.Sleep(5 * time.Millisecond)
		told.Add(1)
		at.Add(-1)
	}}, jobs)
	if err != nil || told.Load() != files || most.Load() != 1 {
		t.Errorf("told of %d of %d, %d at once: %v", told.Load(), files, most.Load(), err)
	}
}
