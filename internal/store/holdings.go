package store

import (
	"context"
	"sync"
	"time"
)

// held is what is held by year, region and kind, as it was counted lately: the
// counting reads an index of all documents.
type held struct {
	mu     sync.Mutex
	shares []share
	until  time.Time
}

// patience is how many times as long as counting took its result is used.
const patience = 100

// holdings counts what is held, or takes what was counted lately.
func (s *Store) holdings(ctx context.Context) ([]share, error) {
	h := &s.held
	h.mu.Lock()
	defer h.mu.Unlock()
	began := time.Now()
	if began.Before(h.until) {
		return h.shares, nil
	}
	shares, err := query(ctx, s, "SELECT year, region, kind, count(*) FROM document GROUP BY year, region, kind", nil, intoShare)
	if err != nil {
		return nil, err
	}
	h.shares, h.until = shares, time.Now().Add(patience*time.Since(began))
	return shares, nil
}
