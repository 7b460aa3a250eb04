package finder

import (
	"context"
	"sync"
	"time"

	"mingbai/internal/store"
)

// counted is how often each rule is broken. Counting reads all findings, so what
// was counted is used a hundred times as long as counting took: at once where
// there are few documents, for minutes where there are very many.
type counted struct {
	mu    sync.Mutex
	list  []store.RuleCount
	until time.Time

	counting sync.Mutex // held by the one who counts; the others take what there is
}

// patience is how many times as long as counting took its result is used.
const patience = 100

// of counts, or takes what was counted lately.
func (c *counted) of(ctx context.Context, s *store.Store) ([]store.RuleCount, error) {
	if list, fresh := c.known(); fresh {
		return list, nil
	}
	if !c.counting.TryLock() {
		if list, _ := c.known(); list != nil {
			return list, nil
		}
		c.counting.Lock()
	}
	defer c.counting.Unlock()
	if list, fresh := c.known(); fresh {
		return list, nil
	}
	began := time.Now()
	list, err := s.RuleCounts(ctx, store.Filter{})
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list, c.until = list, time.Now().Add(patience*time.Since(began))
	return list, nil
}

func (c *counted) known() (list []store.RuleCount, fresh bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.list, time.Now().Before(c.until)
}
