package store

import (
	"context"
	"sync"
	"time"
)

// held is what was counted lately over everything that is held: counting reads all
// documents, or all findings.
type held struct {
	shares  lately[[]share]
	regions lately[map[string]Counts]
	rules   lately[[]RuleCount]
}

// forget has everything counted anew: something was written.
func (h *held) forget() {
	h.shares.forget()
	h.regions.forget()
	h.rules.forget()
}

// patience is how many times as long as counting took its result is used, where it is
// not known that something was written since: another process may write.
const patience = 100

// lately is something that was counted. Nobody may change it.
type lately[T any] struct {
	mu    sync.Mutex
	value T
	until time.Time
}

func (l *lately[T]) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.until = time.Time{}
}

// get counts, or takes what was counted lately.
func (l *lately[T]) get(count func() (T, error)) (T, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	began := time.Now()
	if began.Before(l.until) {
		return l.value, nil
	}
	value, err := count()
	if err != nil {
		return value, err
	}
	l.value, l.until = value, time.Now().Add(patience*time.Since(began))
	return value, nil
}

// holdings counts what is held by year, region and kind.
func (s *Store) holdings(ctx context.Context) ([]share, error) {
	return s.held.shares.get(func() ([]share, error) {
		return query(ctx, s, "SELECT year, region, kind, count(*) FROM document GROUP BY year, region, kind", nil, intoShare)
	})
}

// narrows reports whether a filter lets not everything pass.
func (f Filter) narrows() bool {
	return len(f.Years)+len(f.Regions)+len(f.Kinds) > 0 || f.Department != 0 || f.Unit != 0
}
