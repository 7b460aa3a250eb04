package service

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAFullDiskIsNotTheFilesFault: what does not fit is refused with what to do, and
// leaves nothing; what was taken in but whose result does not fit is not called
// unreadable; with room again all goes on.
func TestAFullDiskIsNotTheFilesFault(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("SKIPPED: nothing was tested on a full disk, as none may be mounted here (%v); run the test as root", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	srv, s := serve(t, Options{Dir: dir})
	res, body := post(t, srv, "text/html", "", upload{"大.pdf", make([]byte, 2<<20)})
	if res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" || !strings.Contains(string(body), "放不下") {
		t.Errorf("a file that does not fit: %d %s", res.StatusCode, body)
	}
	if left, err := os.ReadDir(s.passing); err != nil || len(left) != 0 {
		t.Errorf("%d are left, %v", len(left), err)
	}
	file := made(t, "json")["json"]
	fill := filepath.Join(dir, "fill")
	if err := os.WriteFile(fill, make([]byte, 1<<20-len(file.data)-32<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	if f := finish(t, srv, send(t, srv, file)).Files[0]; f.State != failed || f.Error.Code != noRoom || !strings.Contains(f.Error.Message, "放不下") {
		t.Errorf("a result that does not fit: %+v %+v", f, f.Error)
	}
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	if f := finish(t, srv, send(t, srv, upload{"小.txt", []byte("不是预算")})).Files[0]; f.State != failed || f.Error.Code == noRoom {
		t.Errorf("with room again: %+v %+v", f, f.Error)
	}
}
