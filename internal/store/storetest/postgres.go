// Package storetest starts a PostgreSQL server of its own for tests.
package storetest

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Server is a running server that ends with the test that started it.
type Server struct {
	bin, dir string
	owner    *syscall.Credential // who runs it; nil: we ourselves
	made     int
}

// Start starts a server for a test and its subtests. Where PostgreSQL is not
// installed the test is skipped, and says so.
func Start(t testing.TB) *Server {
	t.Helper()
	bin := binaries()
	if bin == "" {
		t.Skip("SKIPPED: PostgreSQL is not installed, so nothing was tested on it; scripts/need.sh installs it (Debian: apt-get install postgresql)")
	}
	dir, err := os.MkdirTemp("", "mingbai-pg-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &Server{bin: bin, dir: dir}
	if os.Geteuid() == 0 { // the server refuses to run as root
		s.owner = postgresUser(t, dir)
	}
	data := filepath.Join(dir, "data")
	s.run(t, "initdb", "-A", "trust", "-E", "UTF8", "--no-locale", "-N", "-U", "postgres", "-D", data)
	s.Begin(t)
	t.Cleanup(func() { s.stop(t, "immediate") })
	return s
}

// Begin starts the server that Start has started already, after Stop.
func (s *Server) Begin(t testing.TB) {
	t.Helper()
	s.run(t, "pg_ctl", "-D", filepath.Join(s.dir, "data"), "-l", filepath.Join(s.dir, "log"), "-o", "-k "+s.dir+" -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off", "-w", "start")
}

// Stop stops the server, whoever is connected; what was committed stays. Begin it
// again before the test ends.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	s.stop(t, "fast")
}

func (s *Server) stop(t testing.TB, mode string) {
	t.Helper()
	s.run(t, "pg_ctl", "-D", filepath.Join(s.dir, "data"), "-m", mode, "-w", "stop")
}

// Database makes an empty database and gives its address: a schema by itself,
// which is made faster than a database.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	s.made++
	name := "t" + strconv.Itoa(s.made)
	s.run(t, "psql", "-q", "-h", s.dir, "-U", "postgres", "-c", "CREATE SCHEMA "+name)
	return fmt.Sprintf("postgres://postgres@/postgres?host=%s&search_path=%s", s.dir, name)
}

// Whole makes an empty database by itself, not a schema, and gives its address.
func (s *Server) Whole(t testing.TB) string {
	t.Helper()
	s.made++
	name := "whole" + strconv.Itoa(s.made)
	s.run(t, "createdb", "-h", s.dir, "-U", "postgres", name)
	return fmt.Sprintf("postgres://postgres@/%s?host=%s", name, s.dir)
}

// binaries is the folder of the newest PostgreSQL's programs; empty: none.
func binaries() string {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err == nil && len(found) > 0 {
		return filepath.Dir(found[len(found)-1])
	}
	if p, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(p)
	}
	return ""
}

func postgresUser(t testing.TB, dir string) *syscall.Credential {
	t.Helper()
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Skip("SKIPPED: there is no user postgres to run PostgreSQL as, so nothing was tested on it")
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(dir, int(uid), int(gid)); err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func (s *Server) run(t testing.TB, program string, args ...string) {
	t.Helper()
	cmd := exec.Command(filepath.Join(s.bin, program), args...)
	cmd.Dir = s.dir
	var out strings.Builder
	if program != "pg_ctl" { // whose child would keep the pipe open
		cmd.Stdout, cmd.Stderr = &out, &out
	}
	if s.owner != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.owner}
	}
	if err := cmd.Run(); err != nil {
		log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
		t.Fatalf("%s: %v\n%s%s", program, err, out.String(), log)
	}
}
