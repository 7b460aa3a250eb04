//go:build unix

package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
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
	checked(t, site, units[2]) // which needs no database
	time.Sleep(time.Second)    // the worker looks for jobs meanwhile

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

// TestPostgreSQLStopsDuringALoad: the load ends with what to do; run again once the
// database is back, it stores what was left, and nothing twice.
func TestPostgreSQLStopsDuringALoad(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector: run without -short")
	}
	const units = 150
	server := storetest.Start(t)
	made, dir := t.TempDir(), t.TempDir()
	at := []string{"--data", dir, "--database", server.Database(t)}
	done(t, 0, "generate", "-n", strconv.Itoa(units), "--format", "json", "-o", made)
	site := begin(t, append([]string{"serve", "--addr", "127.0.0.1:0", "--rate", "0"}, at...)...)
	load := begin(t, append([]string{"load", made}, at...)...)
	for until := time.Now().Add(time.Minute); held(t, site) == 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("nothing is stored after a minute: %s", load.said())
		}
	}
	server.Stop(t)
	if exit := load.killed(time.Minute); exit != 2 || !strings.Contains(load.err.String(), "好了再运行一次，已存过的会跳过") {
		t.Fatalf("want exit 2 with what to do: %s", load.said())
	}
	server.Begin(t)
	eventually(t, site, "/readyz", http.StatusOK)
	before := held(t, site)
	if before == 0 {
		t.Fatal("what was stored before the database went is not there")
	}
	second := done(t, 0, append([]string{"load", made}, at...)...)
	if same := unchanged(second); same == 0 || same == units {
		t.Fatalf("%d of %d files were stored before the database went: %s", same, units, second.said())
	}
	if third := done(t, 0, append([]string{"load", made}, at...)...); unchanged(third) != units {
		t.Errorf("not all is stored: %s", third.said())
	}
}

// unchanged is how many files a load says were stored before.
func unchanged(load *running) int {
	_, after, _ := strings.Cut(load.err.String()+load.out.String(), "没有变化 ")
	n, _, _ := strings.Cut(after, "，")
	count, _ := strconv.Atoi(n) // 0 where nothing is said
	return count
}

// held is how many documents a site says it holds.
func held(t *testing.T, site *running) int {
	t.Helper()
	status, text, err := fetch(site, "/data/all/all/documents.csv")
	if err != nil || status != http.StatusOK {
		t.Fatalf("%d %v %s", status, err, text)
	}
	return strings.Count(strings.TrimSuffix(text, "\n"), "\n")
}

// checked sends a file to be checked and waits for what was found.
func checked(t *testing.T, site *running, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", filepath.Base(path))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(content)
	_ = form.Close()
	address := whereServed.FindString(site.out.String())
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/check", &body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Accept", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var sent struct{ Token string }
	if err := json.NewDecoder(res.Body).Decode(&sent); err != nil || sent.Token == "" {
		t.Fatalf("the check answers %s: %v", res.Status, err)
	}
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		status, text, err := fetch(site, "/check/"+sent.Token+"/status")
		if err != nil || status != http.StatusOK {
			t.Fatalf("%d %v %s", status, err, text)
		}
		if strings.Contains(text, `"done"`) {
			return
		}
	}
	t.Errorf("the check is not done after a minute: %s", site.said())
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
