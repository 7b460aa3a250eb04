// Package guard stands before all pages: it knows each request by a number and
// by its client, logs and counts it, refuses what is too much or comes from
// another site's page, compresses answers, and turns a panic into a page.
//
//	g, err := guard.New(guard.Options{Logger: log, Metrics: m})
//	handler := g.Wrap(pages)
//
// Logs hold no query, no token and no whole address of a reader.
package guard

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"

	"golang.org/x/time/rate"
)

// Options say how strict the guard is; what is zero has a value that fits a
// public site on one machine.
type Options struct {
	Logger   *slog.Logger     // one line a request; nil: nobody is told
	Metrics  *Metrics         // counts; nil: nothing is counted
	Trusted  []netip.Prefix   // proxies whose X-Forwarded-For is believed
	Rate     float64          // requests a second of one client; 0: 20, below 0: unlimited
	Burst    int              // how many it may save up; 0: 200
	MaxBody  int64            // bytes of a request's body; 0: 1 MiB
	Uploads  map[string]int64 // more, for paths that take files: "/check": 1 GiB
	HTTPS    bool             // readers come by HTTPS: browsers are told to stay with it
	InFlight int              // answers under way at once; 0: 512; an eighth of them to one client, where there is a rate
}

const (
	defaultRate     = 20
	defaultBurst    = 200
	defaultBody     = 1 << 20
	defaultInFlight = 512
)

// Guard wraps handlers.
type Guard struct {
	o       Options
	clients *clients // nil: no limit
	sharers *sharers
	slots   chan struct{}
	zip     func(http.Handler) http.HandlerFunc
}

// New makes a guard; its limits are shared by all that it wraps.
func New(o Options) (*Guard, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics("")
	}
	if o.Rate == 0 {
		o.Rate = defaultRate
	}
	if o.Burst <= 0 {
		o.Burst = defaultBurst
	}
	if o.MaxBody <= 0 {
		o.MaxBody = defaultBody
	}
	if o.InFlight <= 0 {
		o.InFlight = defaultInFlight
	}
	zip, err := compressor()
	if err != nil {
		return nil, fmt.Errorf("网页压缩：%w", err)
	}
	g := &Guard{o: o, slots: make(chan struct{}, o.InFlight), sharers: newSharers(o.InFlight), zip: zip}
	if o.Rate < 0 {
		return g, nil
	}
	if g.clients, err = newClients(rate.Limit(o.Rate), o.Burst, maxClients); err != nil {
		return nil, fmt.Errorf("记来访者：%w", err)
	}
	return g, nil
}

// Wrap puts a handler behind the guard. The first in the list is asked first.
func (g *Guard) Wrap(next http.Handler) http.Handler {
	h := g.recovering(next)
	h = g.zip(h)
	for _, layer := range []func(http.Handler) http.Handler{
		g.bodies, g.origins, g.rates, g.shared, g.slotted, wellFormed, g.headers, g.recorded,
	} {
		h = layer(h)
	}
	return h
}
