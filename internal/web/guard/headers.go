package guard

import "net/http"

// policy lets a page load what is its own and nothing else; no script stands in
// a page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'self'; base-uri 'none'; object-src 'none'"

// headers sets what every answer says to the browser; a page may say otherwise.
func (g *Guard) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if g.o.HTTPS {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// origins refuses changes that come from another site's pages.
func (g *Guard) origins(next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.o.Metrics.refused.WithLabelValues("origin").Inc()
		refuse(w, r, http.StatusForbidden, words{
			"这一步是从别的网站发来的，没有做", "要做的话，在本站的页面上再点一次。",
			"Sent from another site, not done", "To do it, do it from a page of this site.",
		})
	}))
	return p.Handler(next)
}
