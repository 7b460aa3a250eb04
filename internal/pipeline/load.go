package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/store"
)

// LoadOptions say what to store and how.
type LoadOptions struct {
	Store      *store.Store
	Actor      string    // who does it, for the audit log
	Files      []string  // books, files, folders, archives; "-" is Stdin
	Stdin      io.Reader // read for "-"
	Profile    string    // forces a profile; empty: the one that fits best
	ProfileDir string    // a user's folder of profiles
	Region     string    // code of the region that all belong to; empty: told from the units' names
	Source     string    // where they were published; empty: their paths
	Reread     bool      // read anew what was read from the same file before
	Replace    bool      // what is read counts, however well it was read
	Jobs       int       // documents at once; 0: as many as there are processors
	Told       func(done, of int, l Loaded)
}

// Loaded is what became of one file.
type Loaded struct {
	Name    string
	Unit    string
	Year    int
	Outcome store.Outcome   // where it is; zero where Fault is set
	Fault   *diag.ReadError // why it was not stored
	Seen    bool            // the same file is there; it was not even read
	Guessed bool            // nobody knows the region: it stands under none
}

// loadBatch is how many documents are stored in one transaction.
const loadBatch = 64

// Load reads, checks and stores documents; what became of each is told as it is
// known. A document that cannot be read or stored stops nothing. The error is
// for what could not be done at all: the database is gone, the disk is full.
func Load(ctx context.Context, o LoadOptions) error {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	l, err := newLoader(ctx, o)
	if err != nil {
		return err
	}
	files, err := l.inputs()
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("没有可以存的文件")
	}
	l.of = len(files)
	return l.run(ctx, files)
}

// loader is what all documents of a run share.
type loader struct {
	o       LoadOptions
	readers *readers
	of      int
	mu      sync.Mutex // guards done and Told
	done    int
	stored  int // by the one goroutine that stores
}

func newLoader(ctx context.Context, o LoadOptions) (*loader, error) {
	r, err := newReaders(ctx, o.ProfileDir, o.Profile, o.Jobs)
	return &loader{o: o, readers: r}, err
}

// tell counts a file that is done with.
func (l *loader) tell(one Loaded) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
	if l.o.Told != nil {
		l.o.Told(l.done, l.of, one)
	}
}

// readyFile is a file on its way: as it was read, ready to be stored.
type readyFile struct {
	told  Loaded
	ready *store.Prepared
}

// run does everything, then puts in order what was stored.
func (l *loader) run(ctx context.Context, files []input) error {
	if err := l.all(ctx, files); err != nil {
		return err
	}
	return l.o.Store.Tidy(ctx, l.stored)
}

// all reads in parallel and stores what is ready in batches, one at a time.
func (l *loader) all(ctx context.Context, files []input) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ready := make(chan readyFile, loadBatch)
	stored := make(chan error, 1)
	go func() {
		err := l.store(ctx, ready)
		cancel(err)
		for range ready { // let the readers end
		}
		stored <- err
	}()
	read := inParallel(ctx, len(files), l.o.Jobs, func(i int) error { return l.one(ctx, files[i], ready) }, nil)
	close(ready)
	if err := <-stored; err != nil {
		return err // it is also what ended the reading
	}
	return read
}

// one reads and checks a file; a fault of the file is told and is no error.
func (l *loader) one(ctx context.Context, f input, ready chan<- readyFile) error {
	b, fault := f.read()
	if fault != nil {
		l.tell(Loaded{Name: f.name, Fault: fault})
		return nil
	}
	if !l.o.Reread && !l.o.Replace {
		sum := store.SHA256(b)
		have, err := l.o.Store.Holds(ctx, []string{sum})
		if err != nil {
			return err
		}
		if have[sum] {
			l.tell(Loaded{Name: f.name, Seen: true})
			return nil
		}
	}
	r, fault := l.reading(ctx, f.name, b)
	if ctx.Err() != nil {
		return context.Cause(ctx) // no fault of the file
	}
	if fault != nil {
		l.tell(Loaded{Name: f.name, Fault: fault})
		return nil
	}
	p, err := store.Prepare(r)
	if err != nil {
		l.tell(Loaded{Name: f.name, Fault: &diag.ReadError{Code: "unstorable", Message: err.Error()}})
		return nil
	}
	d := r.Disclosure
	select {
	case ready <- readyFile{Loaded{Name: f.name, Unit: d.Unit.Name, Year: d.Year}, p}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// reading reads and checks a document: somebody's file, our data, or a book.
func (l *loader) reading(ctx context.Context, name string, b []byte) (r store.Reading, fault *diag.ReadError) {
	defer func() {
		if why := recover(); why != nil {
			r, fault = store.Reading{}, broke(name, why)
		}
	}()
	read, fault := l.readers.read(ctx, name, b)
	if fault != nil {
		return store.Reading{}, fault
	}
	if read.disclosure == nil {
		return store.Reading{}, &diag.ReadError{Code: "no_profile", Message: fmt.Sprintf("%s 不像任何一个模板的公开件，没有存；确认是预算公开文件，或用 --profile 指定模板（mingbai profiles 列出全部）", name)}
	}
	doc := &diag.Document{Source: diag.Source{Name: name, SHA256: store.SHA256(b), MediaType: read.mediaType, Pages: read.pages}}
	r = store.Reading{
		Name: name, Source: l.o.Source, Content: b, MediaType: read.mediaType, Origin: store.Other,
		Disclosure: read.disclosure, Report: doc, Region: l.o.Region, RegionHint: read.profile.Region, Replace: l.o.Replace,
	}
	t, err := l.o.Store.TimingOf(ctx, &r)
	if err != nil {
		return store.Reading{}, &diag.ReadError{Code: "store", Message: err.Error()}
	}
	s := check.New(read.disclosure, read.profile)
	s.Timing = timingOf(t)
	report(doc, read, s)
	if r.Source == "" {
		r.Source = name
	}
	if read.mediaType == "application/json" {
		r.Origin = store.Own
	}
	return r, nil
}

// store stores what is ready, as much at a time as has come.
func (l *loader) store(ctx context.Context, ready <-chan readyFile) error {
	var batch []readyFile
	for {
		one, more := <-ready
		if more {
			batch = append(batch, one)
			if len(batch) < loadBatch && len(ready) > 0 {
				continue
			}
		}
		if err := l.put(ctx, batch); err != nil {
			return err
		}
		if batch = batch[:0]; !more {
			return nil
		}
	}
}

// put stores a batch; where that fails, one by one, so that a document that
// cannot be stored keeps no other out.
func (l *loader) put(ctx context.Context, batch []readyFile) error {
	if len(batch) == 0 {
		return nil
	}
	all := make([]*store.Prepared, len(batch))
	for i := range batch {
		all[i] = batch[i].ready
	}
	out, err := l.o.Store.Put(ctx, l.o.Actor, all)
	switch {
	case err == nil:
		l.stored += len(batch)
		for i := range batch {
			batch[i].told.Outcome = out[i]
			batch[i].told.Guessed = out[i].Region == store.NoRegion
			l.tell(batch[i].told)
		}
		return nil
	case len(batch) == 1 || ctx.Err() != nil || store.Lost(err):
		return err
	}
	failed := 0
	for _, one := range batch {
		single := l.put(ctx, []readyFile{one})
		switch {
		case single == nil:
		case ctx.Err() != nil || store.Lost(single):
			return single
		default:
			failed++
			one.told.Fault = &diag.ReadError{Code: "unstorable", Message: one.told.Name + "：" + single.Error()}
			l.tell(one.told)
		}
	}
	if failed == len(batch) {
		return err
	}
	return nil
}
