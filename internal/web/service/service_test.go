package service

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var hrefs = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// TestAFileIsReadAndShown sends files of each kind and follows every link of what
// comes of them.
func TestAFileIsReadAndShown(t *testing.T) {
	t.Parallel()
	srv, _ := serve(t, Options{})
	files := made(t, "pdf", "docx", "xlsx", "txt")
	token := send(t, srv, files["pdf"], files["docx"], files["xlsx"], files["txt"])
	s := finish(t, srv, token)
	if len(s.Files) != 4 {
		t.Fatalf("%+v", s)
	}
	for _, f := range s.Files {
		if f.State != done || f.Errors == 0 || f.Of == 0 || f.Unit == "" {
			t.Fatalf("%+v", f)
		}
		res, body := get(t, srv, f.Page)
		if res.StatusCode != http.StatusOK || len(body) > 100_000 {
			t.Errorf("%s: %d, %d bytes", f.Name, res.StatusCode, len(body))
		}
		if strings.Contains(body, "style=") || strings.Contains(body, "onclick") {
			t.Errorf("%s: styles or scripts within the page", f.Name)
		}
		if picture := strings.Contains(body, "<image"); picture != strings.HasSuffix(f.Name, "pdf") {
			t.Errorf("%s: pictures %v", f.Name, picture)
		}
		if !strings.Contains(body, "<image") && !strings.Contains(body, "hit error") && !strings.Contains(body, "mark error") {
			t.Errorf("%s: nothing is marked", f.Name)
		}
		seen := map[string]bool{}
		for _, m := range hrefs.FindAllStringSubmatch(body, -1) {
			at, _, _ := strings.Cut(strings.ReplaceAll(m[1], "&amp;", "&"), "#")
			if seen[at] || !strings.HasPrefix(at, "/check/"+token) {
				continue
			}
			seen[at] = true
			if res, _ := get(t, srv, at); res.StatusCode != http.StatusOK || res.Header.Get("Cache-Control") == "" {
				t.Errorf("%s: %d", at, res.StatusCode)
			}
		}
		if len(seen) < 8 {
			t.Errorf("%s: only %d links", f.Name, len(seen))
		}
	}
}

// TestAFolderNextToWhereWeAre: readers, which are somewhere else, find it.
func TestAFolderNextToWhereWeAre(t *testing.T) {
	t.Chdir(t.TempDir())
	srv, _ := serve(t, Options{Dir: "data"})
	token := send(t, srv, made(t, "txt")["txt"])
	if s := finish(t, srv, token); s.Files[0].State != done {
		t.Errorf("%+v", s.Files[0])
	}
}
