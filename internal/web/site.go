package web

import (
	"net/http"
	"strings"

	"mingbai/internal/web/page"
)

// Part is a set of pages that stand under addresses of their own: the portal,
// the check of a file, the open data.
type Part interface {
	// Routes adds the part's addresses. Patterns have no language in them: a
	// request for /en/… comes without it, its language in the context.
	Routes(mux *http.ServeMux)
}

// Site serves parts as one site, behind the guard that all pages share.
func Site(parts ...Part) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /static/", page.Static())
	for _, p := range parts {
		p.Routes(mux)
	}
	mux.HandleFunc("/", page.NotFound)
	return strict(languages(mux))
}

// languages takes the language out of an address: /en/u/… is the English page of /u/….
func languages(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, ok := strings.CutPrefix(r.URL.Path, "/en")
		if !ok || rest != "" && rest[0] != '/' {
			next.ServeHTTP(w, r)
			return
		}
		if rest == "" {
			http.Redirect(w, r, "/en/", http.StatusMovedPermanently)
			return
		}
		in := r.Clone(page.WithLang(r.Context(), page.English))
		in.URL.Path = rest
		if raw, ok := strings.CutPrefix(r.URL.RawPath, "/en"); ok {
			in.URL.RawPath = raw
		}
		next.ServeHTTP(w, in)
	})
}
