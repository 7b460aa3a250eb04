package service

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"mingbai/internal/disk"
	"mingbai/internal/web/service/reader"
)

// The bounds of what a reader writes.
const (
	maxWritten = 64 << 20  // bytes of one file; of an archive's documents too
	maxOutput  = 256 << 20 // of all
	maxResult  = 16 << 20  // of the result that is read back
	maxSaid    = 16 << 10  // of what it says
)

// errReader is a reader that ended badly; code is that of the trouble.
type readerError struct {
	code string
	said string // the end of what it said on standard error, for the log
}

func (e *readerError) Error() string { return e.code + "：" + e.said }

// start runs a reader on the file in a folder till it ends, and kills it where it
// takes too long or ctx ends. Step is told what it does.
func (s *Service) start(ctx context.Context, folder, name, profile string, step func(string)) error {
	ctx, cancel := context.WithTimeoutCause(ctx, s.o.Time, errTime)
	defer cancel()
	args := append(slices.Clone(s.o.Program[1:]),
		"--out", filepath.Join(folder, resultFolder), "--memory", strconv.FormatInt(s.o.Memory, 10),
		"--cpu", strconv.Itoa(int(s.o.Time/time.Second)+1), "--file-size", strconv.Itoa(maxWritten),
		"--profile", profile, "--profile-dir", s.o.ProfileDir, "--", name)
	cmd := exec.CommandContext(ctx, s.o.Program[0], args...) //nolint:gosec // our own program
	cmd.Dir = filepath.Join(folder, sentFolder)
	cmd.Env = s.environment(folder)
	said := &tail{}
	cmd.Stderr = said
	cmd.WaitDelay = 2 * time.Second
	grouped(cmd)
	alive, err := cmd.StdinPipe() // closed when we end, which ends the reader
	if err != nil {
		return err
	}
	defer alive.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("开读文件的进程 %s：%w", s.o.Program[0], err)
	}
	listen(out, step)
	err = cmd.Wait()
	switch {
	case errors.Is(context.Cause(ctx), errTime):
		return &readerError{tooLong, said.String()}
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return &readerError{said.why(), err.Error() + " " + said.String()}
	}
	return nil
}

var errTime = errors.New("时间到了")

// environment is the little that a reader has to know; nothing of ours that
// would help anyone.
func (s *Service) environment(folder string) []string {
	env := []string{"GOMAXPROCS=1", "GOTRACEBACK=single", "LANG=C.UTF-8", "TMPDIR=" + filepath.Join(folder, sentFolder)}
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData", "SystemRoot"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	if dir, err := os.UserCacheDir(); err != nil || os.MkdirAll(dir, 0o755) != nil { // a service account without a home
		env = append(env, "XDG_CACHE_HOME="+filepath.Join(s.o.Dir, "cache"))
	}
	return env
}

// listen hears the steps of a reader, till it ends or says more than it should.
func listen(out io.Reader, step func(string)) {
	lines := bufio.NewScanner(io.LimitReader(out, maxSaid))
	for lines.Scan() {
		if l := lines.Text(); slices.Contains(reader.Steps, l) {
			step(l)
		}
	}
	_, _ = io.Copy(io.Discard, out)
}

// tail keeps the beginning and the end of what is written to it.
type tail struct{ head, end []byte }

func (t *tail) Write(p []byte) (int, error) {
	if room := maxSaid - len(t.head); room > 0 {
		t.head = append(t.head, p[:min(room, len(p))]...)
	}
	t.end = append(t.end, p[max(0, len(p)-1024):]...)
	t.end = t.end[max(0, len(t.end)-1024):]
	return len(p), nil
}

func (t *tail) String() string { return strings.TrimSpace(string(t.end)) }

// why tells from its last words what a reader died of.
func (t *tail) why() string {
	for _, w := range []struct{ said, code string }{
		{"out of memory", tooMuch},
		{"cannot allocate memory", tooMuch},
		{syscall.ENOSPC.Error(), noRoom},
		{disk.Said, noRoom}, // as the system says it, and as the command line does
	} {
		if bytes.Contains(t.head, []byte(w.said)) {
			return w.code
		}
	}
	return broken
}

// sizeOf is how many bytes are in a folder.
func sizeOf(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil //nolint:nilerr // what is gone takes no room
		}
		if info, err := d.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}
