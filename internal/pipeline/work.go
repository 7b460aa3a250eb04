package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"mingbai/internal/diag"
	"mingbai/internal/ingest/pdf"
	"mingbai/internal/store"
)

// Enqueue puts the files of o into the store's queue instead of loading them
// now: their content is kept, and a worker reads, checks and stores them. A file
// that documents were read from already, or that waits already, is left alone.
func Enqueue(ctx context.Context, o LoadOptions, jobs *store.Jobs) (queued int, err error) {
	l, err := newLoader(ctx, o)
	if err != nil {
		return 0, err
	}
	files, err := l.inputs()
	if err != nil {
		return 0, err
	}
	if len(files) == 0 {
		return 0, errors.New("没有可以存的文件")
	}
	l.of = len(files)
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return queued, err
		}
		n, err := l.enqueue(ctx, f, jobs)
		if err != nil {
			return queued, err
		}
		queued += n
	}
	return queued, nil
}

func (l *loader) enqueue(ctx context.Context, f input, jobs *store.Jobs) (int, error) {
	b, fault := f.read()
	if fault != nil {
		l.tell(Loaded{Name: f.name, Fault: fault})
		return 0, nil
	}
	sum := store.SHA256(b)
	if !l.o.Reread && !l.o.Replace {
		have, err := l.o.Store.Holds(ctx, []string{sum})
		if err != nil {
			return 0, err
		}
		if have[sum] {
			l.tell(Loaded{Name: f.name, Seen: true})
			return 0, nil
		}
	}
	if err := l.o.Store.Keep(ctx, b); err != nil {
		return 0, err
	}
	n, err := jobs.Enqueue(ctx, []store.LoadJob{{
		SHA256: sum, Name: f.name, Source: l.o.Source, Profile: l.o.Profile, Region: l.o.Region,
		Reread: l.o.Reread, Replace: l.o.Replace, Actor: l.o.Actor,
	}})
	if err == nil {
		l.tell(Loaded{Name: f.name, Seen: n == 0})
	}
	return n, err
}

// WorkOptions say how a worker works.
type WorkOptions struct {
	Store      *store.Store
	ProfileDir string
	Jobs       int          // at once; 0: as many as there are processors
	Drain      bool         // end when nothing is due
	Told       func(Loaded) // of each that was done or given up, one at a time
}

// Work does the jobs of the store's queue until ctx ends.
func Work(ctx context.Context, o WorkOptions, jobs *store.Jobs) error {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	readers, err := newReaders(ctx, o.ProfileDir, "", o.Jobs)
	if err != nil {
		return err
	}
	if told := o.Told; told != nil {
		var mu sync.Mutex
		o.Told = func(l Loaded) {
			mu.Lock()
			defer mu.Unlock()
			told(l)
		}
	}
	return jobs.Work(ctx, store.WorkOptions{Jobs: o.Jobs, Drain: o.Drain, Do: func(ctx context.Context, j store.LoadJob) error {
		return doLoad(ctx, o, readers, j)
	}})
}

// doLoad reads, checks and stores what one job names.
func doLoad(ctx context.Context, o WorkOptions, r *readers, j store.LoadJob) error {
	b, err := o.Store.File(ctx, j.SHA256)
	if err != nil {
		return unreached(ctx, o, j, err)
	}
	l := &loader{readers: r, o: LoadOptions{Store: o.Store, Actor: j.Actor, Region: j.Region, Source: j.Source, Replace: j.Replace}}
	if j.Profile != "" {
		if l.readers, err = newReaders(ctx, o.ProfileDir, j.Profile, 1); err != nil {
			return fmt.Errorf("%w：%w", err, store.ErrGiveUp)
		}
	}
	reading, fault := l.reading(ctx, j.Name, b)
	if fault != nil {
		return giveUp(ctx, o, j, fault)
	}
	p, err := store.Prepare(reading)
	if err != nil {
		return giveUp(ctx, o, j, &diag.ReadError{Code: "unstorable", Message: err.Error()})
	}
	out, err := o.Store.Put(ctx, j.Actor, []*store.Prepared{p})
	if err != nil {
		return unreached(ctx, o, j, err)
	}
	if o.Told != nil {
		o.Told(Loaded{
			Name: j.Name, Unit: reading.Disclosure.Unit.Name, Year: reading.Disclosure.Year,
			Outcome: out[0], Guessed: out[0].Region == store.NoRegion,
		})
	}
	return nil
}

// unreached leaves a job for later where the database or the disk as a whole is at
// fault, however long that lasts; another failure counts as a try.
func unreached(ctx context.Context, o WorkOptions, j store.LoadJob, err error) error {
	if ctx.Err() != nil || !store.Lost(err) {
		return err
	}
	if o.Told != nil {
		o.Told(Loaded{Name: j.Name, Fault: &diag.ReadError{Code: "store", Message: err.Error()}})
	}
	return fmt.Errorf("%w：%w", err, store.ErrLater)
}

// giveUp ends a job whose file is at fault. One that was told to stop is not, nor
// one for which no reader was free.
func giveUp(ctx context.Context, o WorkOptions, j store.LoadJob, fault *diag.ReadError) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if o.Told != nil {
		o.Told(Loaded{Name: j.Name, Fault: fault})
	}
	if fault.Code == pdf.Busy {
		return fmt.Errorf("%w：%w", fault, store.ErrLater)
	}
	return fmt.Errorf("%w：%w", fault, store.ErrGiveUp)
}
