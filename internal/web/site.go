// Package web puts the parts of the site together, behind the guard, and serves
// them: pages, search, open data, the log's files, the check of a file.
package web

import (
	"net/http"
	"strings"

	"mingbai/internal/web/guard"
	"mingbai/internal/web/page"
)

// Part is a set of pages that stand under addresses of their own: the portal,
// the check of a file, the open data.
type Part interface {
	// Routes adds the part's addresses. Patterns have no language in them: a
	// request for /en/… comes without it, its language in the context.
	Routes(mux *http.ServeMux)
}

// Site serves parts as one site behind a guard that neither logs nor limits how
// often somebody asks: for tests and for one reader on his own machine.
func Site(parts ...Part) http.Handler {
	g, err := guard.New(guard.Options{Rate: -1})
	if err != nil { // its options are fixed: a fault of the program
		panic(err)
	}
	return Guarded(g, parts...)
}

// Guarded serves parts as one site behind a guard.
func Guarded(g *guard.Guard, parts ...Part) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /static/", page.Static())
	for _, p := range parts {
		p.Routes(mux)
	}
	mux.HandleFunc("/", nowhere(mux))
	return g.Wrap(languages(routed(mux)))
}

// nowhere answers what no part serves: a page that is not there, or one that is but
// not by the method asked for.
func nowhere(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		allow := allowed(mux, r)
		if len(allow) == 0 {
			page.NotFound(w, r)
			return
		}
		w.Header().Set("Allow", strings.Join(allow, ", "))
		l := page.LangOf(r.Context())
		page.Trouble(w, r, http.StatusMethodNotAllowed, l.T("这个地址不能这样用", "Not by this method"),
			l.T("它只接受 "+strings.Join(allow, "、")+"，来的是 "+r.Method+"。在浏览器里打开它就行；程序请照 /data/api 写的用。", "It takes "+strings.Join(allow, ", ")+" and not "+r.Method+". Open it in a browser; programs find what there is at /data/api."))
	}
}

// allowed are the methods by which an address is served.
func allowed(mux *http.ServeMux, r *http.Request) (out []string) {
	for _, m := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = m
		if _, pattern := mux.Handler(other); pattern != "" && pattern != "/" {
			out = append(out, m)
		}
	}
	return out
}

// routed tells the guard which pattern took a request, also where it panicked.
func routed(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { guard.Routed(r.Context(), r.Pattern) }()
		mux.ServeHTTP(w, r)
	})
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
