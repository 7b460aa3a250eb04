package webtest_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"mingbai/internal/web"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/page"
	"mingbai/internal/web/service"
	"mingbai/internal/web/webtest"
)

// failing are pages that cannot be made: that a database keeps from it, a fault of the
// program, and a worse one.
type failing struct{}

// Routes implements web.Part.
func (failing) Routes(mux *http.ServeMux) {
	fail := func(err error) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { page.Fail(w, r, slog.New(slog.DiscardHandler), err) }
	}
	mux.HandleFunc("GET /lost", fail(syscall.ENOSPC))
	mux.HandleFunc("GET /fault", fail(errors.New("made to fail")))
	mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic("made to panic") })
}

// failingSite is a site of such pages behind a guard.
func failingSite(t *testing.T, o guard.Options) string {
	t.Helper()
	check, err := service.New(service.Options{Program: []string{"false"}, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = check.Close() })
	g, err := guard.New(o)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(web.Guarded(g, failing{}, check))
	t.Cleanup(srv.Close)
	return srv.URL
}

// TestEveryTrouble looks at what a reader sees where a page cannot be had: dressed as
// all pages are, with a way on, in both languages.
func TestEveryTrouble(t *testing.T) {
	if testing.Short() {
		t.Skip("pages in a browser take long: run without -short")
	}
	browser := webtest.Start(t)
	free := failingSite(t, guard.Options{Rate: -1})
	narrow := failingSite(t, guard.Options{Rate: 1e-6, Burst: 1}) // everything but the first is too much
	if res, err := http.Get(narrow + "/"); err != nil {
		t.Fatal(err)
	} else {
		_ = res.Body.Close()
	}
	for name, c := range map[string]struct {
		address string
		status  int
	}{
		"404":            {free + "/u/none", http.StatusNotFound},
		"404 of a check": {free + "/check/gone", http.StatusNotFound},
		"429":            {narrow + "/u/none", http.StatusTooManyRequests},
		"500":            {free + "/fault", http.StatusInternalServerError},
		"500 by panic":   {free + "/panic", http.StatusInternalServerError},
		"503":            {free + "/lost", http.StatusServiceUnavailable},
	} {
		for _, english := range []bool{false, true} {
			address := c.address
			if english {
				at := strings.LastIndex(address, ":")
				slash := at + strings.Index(address[at:], "/")
				address = address[:slash] + "/en" + address[slash:]
				name += " english"
			}
			res, err := http.Get(address)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(res.Body)
			_ = res.Body.Close()
			if err != nil || res.StatusCode != c.status {
				t.Errorf("%s: %s %v, want %d", address, res.Status, err, c.status)
			}
			_, path, _ := strings.Cut(strings.TrimPrefix(address, "http://"), "/")
			if again := strings.Contains(string(body), `<a href="/`+path+`">`); again != (c.status != http.StatusNotFound) {
				t.Errorf("%s: leads to itself: %v", address, again)
			}
			for _, v := range []webtest.View{{Width: 1280}, {Width: 390, Dark: true}} {
				p := browser.Open(t, address, v)
				p.Look(t, name+" at "+v.String())
				p.Picture(t, "trouble "+name+" "+v.String())
				p.Close()
			}
		}
	}
}
