package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

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

var whereServed = regexp.MustCompile(`http://[0-9.]+:\d+`)

// site is where a server says that it is.
func site(s *running) (string, error) {
	for range 600 {
		if at := whereServed.FindString(s.out.String()); at != "" {
			return at, nil
		}
		select {
		case <-s.ended:
			return "", fmt.Errorf("ended before it served")
		case <-time.After(50 * time.Millisecond):
		}
	}
	return "", fmt.Errorf("says for half a minute nothing of an address")
}

// answers asks a server for a page and sees that it is one.
func answers(s *running, path string) error {
	status, text, err := fetch(s, path)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("%s: status %d\n%s", path, status, text)
	}
	return err
}

func fetch(s *running, path string) (int, string, error) {
	at, err := site(s)
	if err != nil {
		return 0, "", err
	}
	client := http.Client{Timeout: 30 * time.Second}
	res, err := client.Get(at + path)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return res.StatusCode, string(b), err
}
