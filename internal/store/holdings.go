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
	mu      sync.Mutex // guards what follows; held for a moment only
	value   T
	counted bool // and nothing written since, as far as this process knows
	until   time.Time
	writes  int

	counting sync.Mutex // held by the one who counts; the others take what there is
}

// forget has it counted anew. It does not wait for who is counting, whose result is
// then not kept.
func (l *lately[T]) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.counted = false
	l.writes++
}

// get counts, or takes what was counted lately.
func (l *lately[T]) get(count func() (T, error)) (T, error) {
	if value, _, fresh, _ := l.known(); fresh {
		return value, nil
	}
	if !l.counting.TryLock() {
		if value, counted, _, _ := l.known(); counted {
			return value, nil
		}
		l.counting.Lock()
	}
	defer l.counting.Unlock()
	value, _, fresh, writes := l.known()
	if fresh {
		return value, nil
	}
	began := time.Now()
	value, err := count()
	if err != nil {
		return value, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.writes == writes {
		l.value, l.counted, l.until = value, true, time.Now().Add(patience*time.Since(began))
	}
	return value, nil
}

func (l *lately[T]) known() (value T, counted, fresh bool, writes int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.value, l.counted, l.counted && time.Now().Before(l.until), l.writes
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
