//go:build torture

package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingbai/internal/compose"
	"mingbai/internal/demo"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
)

// tortureTime is how long each test tortures; default 20s.
func tortureTime(t *testing.T) time.Duration {
	t.Helper()
	s := os.Getenv("MINGBAI_TORTURE_TIME")
	if s == "" {
		return 20 * time.Second
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// running is a command under way.
type running struct {
	cmd      *exec.Cmd
	args     []string
	out, err buffer
	ended    chan struct{}
	exit     int // once ended; -1: killed
}

// buffer is what a process has written so far.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// begin starts the command, which TestMain has put into the PATH for as long as the
// tests run; whatever becomes of the test, it does not outlive it.
func begin(t *testing.T, args ...string) *running {
	t.Helper()
	r := &running{cmd: exec.Command("mingbai", args...), args: args, ended: make(chan struct{})}
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.err
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		var status *exec.ExitError
		if err := r.cmd.Wait(); err != nil && !errors.As(err, &status) {
			r.exit = -2
		} else {
			r.exit = r.cmd.ProcessState.ExitCode()
		}
		close(r.ended)
	}()
	t.Cleanup(func() { r.kill() })
	return r
}

// kill ends the command with SIGKILL, and returns how it ended: it may have been
// quicker.
func (r *running) kill() int {
	_ = r.cmd.Process.Kill()
	<-r.ended
	return r.exit
}

// killed lets the command run for some time at most, then kills it.
func (r *running) killed(after time.Duration) int {
	select {
	case <-r.ended:
		return r.exit
	case <-time.After(after):
		return r.kill()
	}
}

func (r *running) said() string {
	return fmt.Sprintf("mingbai %s: exit %d\n%s%s", strings.Join(r.args, " "), r.exit, r.out.String(), r.err.String())
}

// done runs a command to its end and sees that it ends as it should.
func done(t *testing.T, exit int, args ...string) *running {
	t.Helper()
	r := begin(t, args...)
	if got := r.killed(2 * time.Minute); got != exit {
		t.Fatalf("want exit %d: %s", exit, r.said())
	}
	return r
}

// upTo is a random time up to most, more often a short one.
func upTo(most time.Duration) time.Duration {
	return time.Duration(rand.Float64() * rand.Float64() * float64(most))
}

// writeUnits writes the data of the k-th lot of units that exist in no other lot,
// a file each; with slips, one in three has one.
func writeUnits(t *testing.T, dir string, k, units int, slips bool) {
	t.Helper()
	cast, err := demo.Town(units)
	if err != nil {
		t.Fatal(err)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(generate.Profile())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, c := range cast {
		c.Name, c.Department.Name = fmt.Sprintf("第%d批%s", k, c.Name), fmt.Sprintf("第%d批%s", k, c.Department.Name)
		book := generate.As(c, uint64(k), i, 1)[0]
		d, findings := compose.Compile(book, p.InYear(book.Year), compose.Independent)
		if findings.Has(diag.Error) {
			t.Fatalf("%s: %s", c.Name, findings[0].Message)
		}
		if slips && i%3 == 0 {
			generate.Plant(d, uint64(k*1000+i), 1)
		}
		var out bytes.Buffer
		if err := data.Write(&out, d); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.json", i)), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
