// Package service is 查一查, the check of a file that anyone may send: he drops it,
// sees what is wrong beside the page it is on, and takes the findings away.
//
//   - A batch is what was sent at once; a token of 128 random bits opens it.
//   - An item is one file of it. Each is read by a process of its own
//     (service/reader), bounded in memory, time and what it writes.
//   - What was sent is deleted as soon as it is read; the results after half an
//     hour, unless their owner keeps them to share them for some days.
//
// Tokens are kept nowhere: folders and indexes go by their hashes. There is no
// list of batches.
package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"mingbai/internal/profile"
	"mingbai/internal/web/service/reader"
)

// The bounds of what is sent at once. MaxUpload is that of the request, with some
// room for its form.
const (
	MaxFiles  = 20
	MaxFile   = 50 << 20
	MaxUpload = MaxFiles*MaxFile + 1<<20
)

// Options say how files are read; what is zero has a value that fits one machine.
type Options struct {
	Program    []string                       // the command that reads one file; empty: this program's read-one
	Dir        string                         // where results are; empty: a temporary folder, and nothing can be kept
	ProfileDir string                         // an operator's own profiles
	Workers    int                            // files read at once; 0: as many as processors, two at least
	Waiting    int                            // files that may wait; 0: 200
	Memory     int64                          // bytes of a reader; 0: 1 GiB
	Time       time.Duration                  // of a reader; 0: 60 s
	Life       time.Duration                  // of results that nobody keeps; 0: 30 min
	Room       int64                          // bytes of all results; 0: 4 GiB
	Hourly     int                            // files of one client an hour; 0: 200; below 0: no limit
	Base       string                         // https://… that readers come by, for addresses to share; may be empty
	Rules      bool                           // the site has pages of rules to lead to
	Client     func(*http.Request) netip.Addr // who asks; nil: the other end of the connection
	Logger     *slog.Logger                   // told of what went wrong; nil: nobody

	now func() time.Time // the clock, for tests
}

// defaults fills in what is zero.
func (o *Options) defaults() error {
	o.Workers = or(o.Workers, max(2, runtime.GOMAXPROCS(0)))
	o.Waiting = or(o.Waiting, 200)
	o.Memory = or(o.Memory, 1<<30)
	o.Time = or(o.Time, time.Minute)
	o.Life = or(o.Life, 30*time.Minute)
	o.Room = or(o.Room, 4<<30)
	o.Hourly = or(o.Hourly, 200)
	if o.Client == nil {
		o.Client = remote
	}
	if o.now == nil {
		o.now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if len(o.Program) == 0 {
		self, err := os.Executable()
		if err != nil {
			return fmt.Errorf("查一查要另开进程读文件，找不到程序自己：%w", err)
		}
		o.Program = []string{self, "read-one"}
	}
	for _, dir := range []*string{&o.Dir, &o.ProfileDir} { // a reader is in a folder of its own
		if *dir == "" {
			continue
		}
		whole, err := filepath.Abs(*dir)
		if err != nil {
			return fmt.Errorf("找文件夹 %s：%w", *dir, err)
		}
		*dir = whole
	}
	return nil
}

func or[T int | int64 | time.Duration](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}

// remote is the address at the other end of a connection.
func remote(r *http.Request) netip.Addr {
	at, _ := netip.ParseAddrPort(r.RemoteAddr) // none: the zero address, one client too
	return at.Addr().Unmap()
}

// Service reads files and shows what came of them.
type Service struct {
	o        Options
	passing  string // folder of results that pass away
	kept     string // folder of those that somebody keeps; empty: none can be kept
	own      bool   // the folder is ours alone, and goes with us
	profiles []profile.Summary
	results  *lru.Cache[string, *reader.Result]
	senders  *lru.Cache[netip.Prefix, *sender]
	sending  chan struct{} // uploads under way
	now      func() time.Time

	stop    context.CancelFunc
	working sync.WaitGroup

	mu      sync.Mutex
	batches map[string]*batch // by the hash of the token
	shares  map[string]*batch // by the hash of the token to look only
	queue   queue
	used    int64 // bytes in the folders
}

// keptResults is how many results stay in memory, each a MB at most times.
const keptResults = 24

// New starts the readers' pool. Its folder is made, and what a former run left
// there is cleared, except what somebody keeps.
func New(o Options) (*Service, error) {
	if err := o.defaults(); err != nil {
		return nil, err
	}
	s := &Service{
		o: o, now: o.now, sending: make(chan struct{}, uploadsAtOnce),
		batches: map[string]*batch{}, shares: map[string]*batch{}, queue: newQueue(max(1, o.Workers-1)),
	}
	set, err := profile.Open(o.ProfileDir)
	if err != nil {
		return nil, err
	}
	s.profiles = set.List()
	if s.results, err = lru.New[string, *reader.Result](keptResults); err != nil {
		return nil, err
	}
	if s.senders, err = lru.New[netip.Prefix, *sender](maxSenders); err != nil {
		return nil, err
	}
	if err := s.folders(); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	for range o.Workers {
		s.working.Go(func() { s.work(ctx) })
	}
	s.working.Go(func() { s.sweepEvery(ctx) })
	return s, nil
}

// folders makes the folders and takes over what was kept.
func (s *Service) folders() error {
	dir := s.o.Dir
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "mingbai-check-"); err != nil {
			return fmt.Errorf("查一查的文件夹：%w", err)
		}
		s.own, s.o.Dir = true, dir
	} else {
		s.kept = filepath.Join(dir, "kept")
	}
	s.passing = filepath.Join(dir, "passing")
	if err := os.RemoveAll(s.passing); err != nil {
		return fmt.Errorf("清理查一查的文件夹：%w", err)
	}
	for _, d := range []string{s.passing, s.kept} {
		if d == "" {
			continue
		}
		if err := os.MkdirAll(d, 0o700); err != nil {
			return fmt.Errorf("查一查的文件夹：%w", err)
		}
	}
	return s.takeOver()
}

// Close ends the readers and removes what nobody keeps.
func (s *Service) Close() error {
	s.stop()
	s.queue.close()
	s.working.Wait()
	err := os.RemoveAll(s.passing)
	if s.own {
		err = errors.Join(err, os.RemoveAll(s.o.Dir))
	}
	return err
}
