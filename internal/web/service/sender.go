package service

import (
	"net/http"
	"net/netip"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// The bounds of one sender, and of all.
const (
	maxSenders    = 10_000 // remembered
	uploadsAtOnce = 16     // of all
	uploadsOfOne  = 3
	filesUnderWay = 100 // of one: waiting and being read
)

// sender is somebody who sends files.
type sender struct {
	files   *rate.Limiter
	sending atomic.Int32
}

// clientOf is what counts as one client: an address, of IPv6 the network that a
// household gets.
func (s *Service) clientOf(r *http.Request) netip.Prefix {
	a := s.o.Client(r).Unmap()
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, _ := a.Prefix(bits) // of no address: the zero prefix, one client too
	return p
}

// sender is what is known of a client.
func (s *Service) sender(c netip.Prefix) *sender {
	if one, ok := s.senders.Get(c); ok {
		return one
	}
	limit, burst := rate.Inf, 1
	if s.o.Hourly > 0 {
		limit, burst = rate.Every(time.Hour/time.Duration(s.o.Hourly)), max(1, s.o.Hourly/2)
	}
	one := &sender{files: rate.NewLimiter(limit, burst)}
	if have, ok, _ := s.senders.PeekOrAdd(c, one); ok {
		return have
	}
	return one
}

// mayFile counts a file of a sender; false: he has sent too many.
func (s *Service) mayFile(who *sender) bool { return who.files.AllowN(s.now(), 1) }

// enter counts an upload; the function ends it. False: there are too many.
func (s *Service) enter(who *sender) (leave func(), ok bool) {
	if who.sending.Add(1) > uploadsOfOne {
		who.sending.Add(-1)
		return nil, false
	}
	select {
	case s.sending <- struct{}{}:
		return func() { <-s.sending; who.sending.Add(-1) }, true
	default:
		who.sending.Add(-1)
		return nil, false
	}
}
