package guard

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"
)

// Plain are the few addresses that machines ask a site for.
type Plain struct {
	Ready func(context.Context) error // whether what the pages stand on can be reached; nil: always
	Base  string                      // https://… of the site, for the map of it; may be empty
	Map   bool                        // there is a /sitemap.xml
}

// readyTime is how long the store may take to say that it is there.
const readyTime = 3 * time.Second

// Routes adds /healthz, /readyz and /robots.txt.
func (p Plain) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", p.ready)
	mux.HandleFunc("GET /robots.txt", p.robots)
}

func (p Plain) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	if p.Ready != nil && p.Ready(ctx) != nil {
		plain(w, http.StatusServiceUnavailable, "the store cannot be reached\n") // why stands in the log
		return
	}
	plain(w, http.StatusOK, "ready\n")
}

// robots lets everything be read but searches and what belongs to one reader.
func (p Plain) robots(w http.ResponseWriter, _ *http.Request) {
	var b strings.Builder
	b.WriteString("User-agent: *\nDisallow: /search\nDisallow: /en/search\nDisallow: /compare\nDisallow: /en/compare\nDisallow: /check/\nDisallow: /en/check/\n")
	if p.Map && p.Base != "" {
		b.WriteString("Sitemap: " + strings.TrimSuffix(p.Base, "/") + "/sitemap.xml\n")
	}
	w.Header().Set("Cache-Control", "public, max-age=3600")
	plain(w, http.StatusOK, b.String())
}

func plain(w http.ResponseWriter, status int, text string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text) // whoever has gone needs none
}
