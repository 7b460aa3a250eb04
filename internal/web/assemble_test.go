package web

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/store"
)

func opened(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func assembled(t *testing.T, o Options) *httptest.Server {
	t.Helper()
	site, err := Assemble(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = site.Close() })
	srv := httptest.NewServer(site)
	t.Cleanup(srv.Close)
	return srv
}

func TestASiteHasItsSections(t *testing.T) {
	srv := assembled(t, Options{Store: opened(t), Base: "https://example.org"})
	for _, path := range []string{"/", "/en/", "/regions", "/search?q=x", "/rules", "/method", "/changes", "/log", "/check", "/data", "/api/openapi.json", "/healthz", "/readyz", "/sitemap.xml"} {
		if res, _ := get(t, srv, http.MethodGet, path); res.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, res.Status)
		}
	}
	if _, body := get(t, srv, http.MethodGet, "/robots.txt"); !strings.Contains(body, "Sitemap: https://example.org/sitemap.xml") {
		t.Errorf("robots.txt: %s", body)
	}
}

// TestAPageByAnotherMethod: what is there but not to be written to says so, as a page.
func TestAPageByAnotherMethod(t *testing.T) {
	srv := assembled(t, Options{Store: opened(t)})
	res, body := get(t, srv, http.MethodPost, "/rules")
	if res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") != "GET, HEAD" || !strings.Contains(body, "不能这样用") {
		t.Errorf("%s, Allow: %s", res.Status, res.Header.Get("Allow"))
	}
	if res, _ := get(t, srv, http.MethodPost, "/nothing/here"); res.StatusCode != http.StatusNotFound {
		t.Errorf("what is not there: %s", res.Status)
	}
}

func TestOnlyTheServiceIsServed(t *testing.T) {
	srv := assembled(t, Options{Store: opened(t), Only: []Section{Service}})
	if res, _ := get(t, srv, http.MethodGet, "/en/"); res.StatusCode != http.StatusFound || res.Header.Get("Location") != "/en/check" {
		t.Errorf("the first page: %s to %s", res.Status, res.Header.Get("Location"))
	}
	if res, _ := get(t, srv, http.MethodGet, "/regions"); res.StatusCode != http.StatusNotFound {
		t.Errorf("the portal is there: %s", res.Status)
	}
}

func TestNotReadyWithoutTheStore(t *testing.T) {
	s := opened(t)
	srv := assembled(t, Options{Store: s})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if res, _ := get(t, srv, http.MethodGet, "/readyz"); res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("/readyz: %s", res.Status)
	}
	if res, _ := get(t, srv, http.MethodGet, "/healthz"); res.StatusCode != http.StatusOK {
		t.Errorf("/healthz: %s", res.Status)
	}
}

func TestAssembleTellsWhatIsWrong(t *testing.T) {
	s, none := opened(t), filepath.Join(t.TempDir(), "none")
	for _, o := range []Options{{Store: s, Log: none}, {Store: s, Log: t.TempDir(), Trust: []string{none}}} {
		if site, err := Assemble(o); err == nil {
			t.Errorf("%+v was assembled", o)
			_ = site.Close()
		}
	}
}

func TestParseSection(t *testing.T) {
	for _, s := range Sections() {
		if got, err := ParseSection(string(s)); err != nil || got != s {
			t.Errorf("%s: %s, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "workbench", "Portal"} {
		if _, err := ParseSection(s); err == nil {
			t.Errorf("%q is taken", s)
		}
	}
}
