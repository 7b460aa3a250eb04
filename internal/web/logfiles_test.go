package web

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLogFilesAreServedAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	sum := strings.Repeat("0a", 32)
	secret := filepath.Join(t.TempDir(), "secret")
	files := map[string]string{
		"checkpoint": "c", "keys.note": "k", "tile/0/000": "t", "tile/0/x001/234.p/7": "t", "tile/entries/000.p/1": "e",
		"releases/" + sum + ".json": "r", "content/" + sum + ".json": "d",
		".lock": "top secret", ".tmp/x": "top secret", "other.txt": "top secret", "releases/notes.json": "top secret",
	}
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(secret, []byte("top secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "tile", "0", "001")); err != nil {
		t.Log(err) // Windows may refuse
	}
	log, err := LogFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	srv := httptest.NewServer(Site(log))
	defer srv.Close()
	for name, text := range files {
		res, body := get(t, srv, http.MethodGet, "/tlog/"+name)
		if text == "top secret" {
			if res.StatusCode != http.StatusNotFound || strings.Contains(body, text) {
				t.Errorf("%s: %s %s", name, res.Status, body)
			}
			continue
		}
		if res.StatusCode != http.StatusOK || body != text || res.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %s %q %v", name, res.Status, body, res.Header)
		}
		if lasts := strings.Contains(res.Header.Get("Cache-Control"), "immutable"); lasts != strings.HasPrefix(name, "tile/") {
			t.Errorf("%s: %s", name, res.Header.Get("Cache-Control"))
		}
	}
	for _, path := range []string{
		"/tlog/", "/tlog/tile", "/tlog/tile/0", "/tlog/tile/0/001", "/tlog/tile/0/999", "/tlog/../secret", "/tlog/%2e%2e/secret",
		"/tlog/tile/0/..%2f..%2f.lock", "/tlog/tile/0/000/", "/tlog/releases/%2e%2e/.lock",
	} {
		if res, body := get(t, srv, http.MethodGet, path); res.StatusCode == http.StatusOK || strings.Contains(body, "top secret") {
			t.Errorf("%s: %s %s", path, res.Status, body)
		}
	}
	if res, _ := get(t, srv, http.MethodPut, "/tlog/checkpoint"); res.StatusCode < 400 {
		t.Errorf("PUT: %s", res.Status)
	}
}

func TestLogFilesOfAFolderThatIsNotThere(t *testing.T) {
	if _, err := LogFiles(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a log that is not there was opened")
	}
}
