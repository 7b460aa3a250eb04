package guard

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"mingbai/internal/web/page"
)

// record is what is known of a request while it is answered.
type record struct {
	id     string
	client netip.Addr
	route  string // the pattern that took it; empty: none did
}

type recordKey struct{}

func recordOf(ctx context.Context) *record {
	if r, ok := ctx.Value(recordKey{}).(*record); ok {
		return r
	}
	return &record{}
}

// Routed tells which pattern of the site took the request, for logs and counts.
func Routed(ctx context.Context, pattern string) {
	if pattern != "" {
		recordOf(ctx).route = pattern
	}
}

// RequestID is the number of the request, as logs have it; empty outside of one.
func RequestID(ctx context.Context) string { return recordOf(ctx).id }

// Client is the address that the request came from, the reader's own where a
// trusted proxy tells it; not valid outside of a request.
func Client(ctx context.Context) netip.Addr { return recordOf(ctx).client }

// recorded begins a request and, when it has been answered, logs and counts it.
func (g *Guard) recorded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &record{id: rand.Text()[:12], client: g.clientOf(r)}
		r = r.WithContext(context.WithValue(r.Context(), recordKey{}, rec))
		w.Header().Set(page.RequestID, rec.id)
		said := &answer{ResponseWriter: w}
		started := time.Now()
		g.o.Metrics.inFlight.Inc()
		defer func() {
			g.o.Metrics.inFlight.Dec()
			g.done(r, rec, said, time.Since(started))
		}()
		next.ServeHTTP(said, r)
	})
}

// done logs and counts an answered request.
func (g *Guard) done(r *http.Request, rec *record, said *answer, took time.Duration) {
	g.o.Metrics.answered(r.Method, rec.route, said.code(), said.bytes, took)
	if quiet(r.URL.Path) {
		return
	}
	g.o.Logger.InfoContext(r.Context(), "request",
		"method", r.Method, "path", loggedPath(r.URL.Path, rec.route), "route", rec.route, "status", said.code(),
		"bytes", said.bytes, "ms", took.Milliseconds(), "client", network(rec.client))
}

// quiet are paths that are asked for all the time and tell nothing.
func quiet(path string) bool {
	return path == "/healthz" || path == "/readyz" || strings.HasPrefix(path, "/static/")
}

// secrets are wildcards of patterns whose values open something.
var secrets = []string{"{token", "{share", "{key"}

// loggedPath is a path as it may stand in a log: without what opens something,
// and no longer than a line.
func loggedPath(path, route string) string {
	for _, s := range secrets {
		if strings.Contains(route, s) {
			return "-"
		}
	}
	if route == "" { // refused before anybody took it: it may hold a token
		first, rest, more := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		if path = "/" + first; more && rest != "" {
			path += "/…"
		}
	}
	if r := []rune(path); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return path
}

// network is the part of an address that a log may have.
func network(a netip.Addr) string {
	if !a.IsValid() {
		return ""
	}
	bits := 24
	if a.Is6() {
		bits = 48
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return ""
	}
	return p.String()
}

// answer remembers what was answered.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// code is the status; 200 where nothing was said at all.
func (a *answer) code() int {
	if a.status == 0 {
		return http.StatusOK
	}
	return a.status
}

// begun reports whether a part of the answer is on its way.
func (a *answer) begun() bool { return a.status >= 200 }

func (a *answer) WriteHeader(status int) {
	if !a.begun() {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	if !a.begun() {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// Flush sends what is written so far.
func (a *answer) Flush() { _ = http.NewResponseController(a.ResponseWriter).Flush() }
