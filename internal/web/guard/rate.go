package guard

import (
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"

	"mingbai/internal/web/page"
)

// maxClients bounds how many clients are remembered; the one that has been
// silent longest is forgotten first.
const maxClients = 20_000

// clients limits how often each client asks.
type clients struct {
	limit rate.Limit
	burst int
	known *lru.Cache[netip.Prefix, *rate.Limiter]
}

func newClients(limit rate.Limit, burst, most int) (*clients, error) {
	known, err := lru.New[netip.Prefix, *rate.Limiter](most)
	return &clients{limit: limit, burst: burst, known: known}, err
}

// wait is how long a client has to wait; 0: it may go on.
func (c *clients) wait(a netip.Addr, now time.Time) time.Duration {
	r := c.of(who(a)).ReserveN(now, 1)
	d := r.DelayFrom(now)
	if d > 0 {
		r.CancelAt(now) // what is refused costs nothing
	}
	return d
}

func (c *clients) of(who netip.Prefix) *rate.Limiter {
	if l, ok := c.known.Get(who); ok {
		return l
	}
	l := rate.NewLimiter(c.limit, c.burst)
	if have, ok, _ := c.known.PeekOrAdd(who, l); ok {
		return have
	}
	return l
}

// who is what counts as one client: an address, of IPv6 the network that a
// household gets.
func who(a netip.Addr) netip.Prefix {
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, _ := a.Prefix(bits) // of an address that is not valid: the zero prefix, one client too
	return p
}

// rates refuses what one client asks too fast.
func (g *Guard) rates(next http.Handler) http.Handler {
	if g.clients == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if quiet(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		wait := g.clients.wait(Client(r.Context()), time.Now())
		if wait <= 0 {
			next.ServeHTTP(w, r)
			return
		}
		g.o.Metrics.refused.WithLabelValues("rate").Inc()
		seconds := strconv.Itoa(int(wait/time.Second) + 1)
		w.Header().Set("Retry-After", seconds)
		refuse(w, r, http.StatusTooManyRequests, words{
			"看得太快了", "过 " + seconds + " 秒再看。要成批的数据，用“开放数据”里的文件，一次取全。",
			"Too many requests", "Try again in " + seconds + " s. For data in bulk take the files under Open data.",
		})
	})
}

// slotted refuses what would be too much at once, so that what is under way is
// finished in time.
func (g *Guard) slotted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if quiet(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		select {
		case g.slots <- struct{}{}:
			defer func() { <-g.slots }()
			next.ServeHTTP(w, r)
		default:
			g.o.Metrics.refused.WithLabelValues("busy").Inc()
			w.Header().Set("Retry-After", "5")
			refuse(w, r, http.StatusServiceUnavailable, words{"现在看的人太多", "过几秒再试。", "Too busy now", "Try again in a few seconds."})
		}
	})
}

// words are a title and what to do next, in both languages.
type words struct{ title, what, enTitle, enWhat string }

// refuse says no with a page. What is refused only now may be asked for again, and
// what is asked for too fast be had in bulk.
func refuse(w http.ResponseWriter, r *http.Request, status int, say words) {
	r = told(r)
	l := page.LangOf(r.Context())
	var next []page.Crumb
	if w.Header().Get("Retry-After") != "" {
		next = page.Again(l, r)
	}
	if status == http.StatusTooManyRequests {
		next = append(next, page.Crumb{Title: l.T("开放数据", "Open data"), Href: "/data"})
	}
	page.Trouble(w, r, status, l.T(say.title, say.enTitle), l.T(say.what, say.enWhat), next...)
}

// told is a request in the language of its address: the guard stands before languages
// are told apart, so that it looks for itself.
func told(r *http.Request) *http.Request {
	rest, ok := strings.CutPrefix(r.URL.Path, "/en/")
	if !ok {
		return r
	}
	r = r.Clone(page.WithLang(r.Context(), page.English))
	r.URL.Path = "/" + rest
	return r
}
