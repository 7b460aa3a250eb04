package guard

import (
	"net/http"
	"strings"
	"time"
)

// uploadTime is how long a reader may take to send files.
const uploadTime = 10 * time.Minute

// bodies bounds what a reader may send.
func (g *Guard) bodies(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := g.o.MaxBody
		if n, ok := g.o.Uploads[strings.TrimPrefix(r.URL.Path, "/en")]; ok && r.Method == http.MethodPost {
			limit = n
			c := http.NewResponseController(w) // a test's writer has no deadlines, and needs none
			_ = c.SetReadDeadline(time.Now().Add(uploadTime))
			_ = c.SetWriteDeadline(time.Now().Add(uploadTime))
		}
		if r.ContentLength > limit {
			g.o.Metrics.refused.WithLabelValues("body").Inc()
			w.Header().Set("Connection", "close")
			refuse(w, r, http.StatusRequestEntityTooLarge, words{"传来的内容太大", "分成几次传。", "Too large", "Send it in parts."})
			return
		}
		if r.Body != nil && r.Body != http.NoBody {
			r.Body = http.MaxBytesReader(w, r.Body, limit)
		}
		next.ServeHTTP(w, r)
	})
}
