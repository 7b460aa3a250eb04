package guard

import (
	"net/http"
	"net/netip"
	"sync"
)

// sharers counts the answers under way of each client, so that one that takes them
// slowly does not keep all others out: what one asks for is limited by its rate, but
// not how long it holds on to it.
type sharers struct {
	most int
	mu   sync.Mutex
	of   map[netip.Prefix]int // no longer than there are answers under way
}

// oneShare is which part of the answers under way may be one client's.
const oneShare = 8

func newSharers(inFlight int) *sharers {
	return &sharers{most: max(inFlight/oneShare, 1), of: map[netip.Prefix]int{}}
}

// enter counts an answer; false: the client has too many.
func (s *sharers) enter(who netip.Prefix) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of[who] >= s.most {
		return false
	}
	s.of[who]++
	return true
}

func (s *sharers) leave(who netip.Prefix) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of[who]--; s.of[who] == 0 {
		delete(s.of, who)
	}
}

// shared refuses what one client asks for beside too much that it has not taken yet.
func (g *Guard) shared(next http.Handler) http.Handler {
	if g.clients == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		client := who(Client(r.Context()))
		if quiet(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		if !g.sharers.enter(client) {
			g.o.Metrics.refused.WithLabelValues("share").Inc()
			w.Header().Set("Retry-After", "5")
			refuse(w, r, http.StatusTooManyRequests, words{
				"同时要的太多了", "等前面的取完再取。要成批的数据，用“开放数据”里的文件，一次取全。",
				"Too many requests at once", "Wait until the others are done. For data in bulk take the files under Open data.",
			})
			return
		}
		defer g.sharers.leave(client)
		next.ServeHTTP(w, r)
	})
}
