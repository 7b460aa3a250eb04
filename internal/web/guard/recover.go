package guard

import (
	"fmt"
	"net/http"
	"runtime/debug"

	"mingbai/internal/web/page"
)

// recovering turns a panic into a page, and ends the connection where part of
// the answer is on its way already, so that nobody takes it for whole.
func (g *Guard) recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		said := &answer{ResponseWriter: w}
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler { //nolint:errorlint // compared as net/http does
				panic(p)
			}
			g.o.Metrics.panics.Inc()
			g.o.Logger.ErrorContext(r.Context(), "panic", "what", fmt.Sprint(p), "stack", string(debug.Stack()))
			if said.begun() {
				panic(http.ErrAbortHandler)
			}
			h := w.Header()
			for _, name := range []string{"Content-Type", "Content-Encoding", "Content-Disposition", "Content-Length", "Etag", "Last-Modified"} {
				h.Del(name)
			}
			page.Fault(said, told(r))
		}()
		next.ServeHTTP(said, r)
	})
}
