//go:build unix

package cli_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/internal/store/storetest"
)

// TestPostgreSQLStopsAndComesBack: while it is gone a site is not ready and says so
// on its pages, a command ends with what to do, and a worker waits; once it is back
// all go on without being started anew.
func TestPostgreSQLStopsAndComesBack(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector: run without -short")
	}
	server := storetest.Start(t)
	made, dir := t.TempDir(), t.TempDir()
	at := []string{"--data", dir, "--database", server.Database(t)}
	command := func(args ...string) []string { return append(args, at...) }
	done(t, 0, "generate", "-n", "4", "--format", "json", "-o", made)
	units, err := filepath.Glob(filepath.Join(made, "*.json"))
	if err != nil || len(units) != 4 {
		t.Fatalf("%v, %v", units, err)
	}
	done(t, 0, command("load", units[0])...)
	done(t, 0, command("load", "--queue", units[3])...)
	site := begin(t, command("serve", "--addr", "127.0.0.1:0", "--rate", "0")...)
	worker := begin(t, command("worker")...)
	pages := []string{"/", "/search?q=收入", "/api/v1/documents"}
	for _, path := range append(pages, "/readyz", "/healthz") {
		if err := answers(site, path); err != nil {
			t.Fatalf("%v: %s", err, site.said())
		}
	}
	allDone(t, worker, at)

	server.Stop(t)
	eventually(t, site, "/readyz", http.StatusServiceUnavailable)
	eventually(t, site, "/healthz", http.StatusOK)
	for _, path := range pages {
		status, text, err := fetch(site, path)
		if err != nil || status < 500 || strings.Contains(text, "postgres://") || strings.Contains(text, dir) {
			t.Errorf("%s while the database is gone: %d %v\n%s", path, status, err, text)
		}
	}
	if out := done(t, 2, command("load", units[1])...).err.String(); !strings.Contains(out, "连不上数据库") || !strings.Contains(out, "是否开着") {
		t.Errorf("load says: %s", out)
	}
	time.Sleep(time.Second) // the worker looks for jobs meanwhile

	server.Begin(t)
	eventually(t, site, "/readyz", http.StatusOK)
	for _, path := range pages {
		if err := answers(site, path); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	}
	done(t, 0, command("load", units[1])...)
	done(t, 0, command("load", "--queue", units[2])...)
	allDone(t, worker, at)
	for name, r := range map[string]*running{"serve": site, "worker": worker} {
		if exit := r.kill(); exit != -1 {
			t.Errorf("%s ended by itself: %s", name, r.said())
		}
	}
}

// allDone waits until the worker has done all that is queued.
func allDone(t *testing.T, worker *running, at []string) {
	t.Helper()
	args := append([]string{"worker", "--list", "--state", "available,running,retryable,scheduled"}, at...)
	for until := time.Now().Add(time.Minute); ; time.Sleep(200 * time.Millisecond) {
		left := done(t, 0, args...)
		if left.out.String() == "" {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("after a minute the worker has not gone on: %s%s", left.said(), worker.said())
		}
	}
}

// eventually waits until a page answers with a status.
func eventually(t *testing.T, site *running, path string, want int) {
	t.Helper()
	last := ""
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		status, _, err := fetch(site, path)
		if status == want {
			return
		}
		last = fmt.Sprint(status, err)
	}
	t.Fatalf("%s: %s, want %d\n%s", path, last, want, site.said())
}
