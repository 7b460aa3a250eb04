package store

import (
	"context"
	"sync"
	"time"
)

// held is what was counted lately over everything that is held: counting reads all
// documents, or all findings.
type held struct {
	shares    lately[[]share]
	tree      lately[*tree]
	rules     lately[[]RuleCount]
	standings lately[map[string][]Standing]
	punctual  lately[punctual]
	marks     lately[addressMarks]
	regions   lately[[]Region] // those that are known, which nothing that is stored changes
}

// forget has everything counted anew soon: something was written.
func (h *held) forget() {
	h.shares.forget()
	h.tree.forget()
	h.rules.forget()
	h.standings.forget()
	h.punctual.forget()
	h.marks.forget()
}

// CountAhead counts what pages show of everything that is held, so that no visitor
// waits for it.
func (s *Store) CountAhead(ctx context.Context) error {
	_, err := s.tree(ctx)
	if err == nil {
		_, err = s.holdings(ctx)
	}
	if err == nil {
		_, err = s.RuleCounts(ctx, Filter{})
	}
	if err == nil {
		_, err = s.AllStandings(ctx)
	}
	return err
}

const (
	// patience is how many times as long as counting took its result is used, where
	// it is not known that something was written since: another process may write.
	patience = 100
	// dirtyPatience is the same where something was written, so that one who stores
	// many documents does not have all of them counted after each.
	dirtyPatience = 20
	// quick is what takes no longer is counted anew after each write.
	quick = 50 * time.Millisecond
)

// lately is something that was counted. Nobody may change it.
type lately[T any] struct {
	mu      sync.Mutex // guards what follows; held for a moment only
	value   T
	counted bool
	at      time.Time     // when it was counted
	took    time.Duration // to count
	until   time.Time     // it is used
	writes  int

	counting sync.Mutex // held by the one who counts; the others take what there is
}

// forget has it counted anew, at once or, where that takes long, after a while. It
// does not wait for who is counting, whose result is then used no longer than that.
func (l *lately[T]) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.writes++
	l.shorten()
}

// shorten bounds how long the result is used, as it is known to be out of date.
func (l *lately[T]) shorten() {
	soon := l.at
	if l.took > quick {
		soon = l.at.Add(dirtyPatience * l.took)
	}
	if soon.Before(l.until) {
		l.until = soon
	}
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
	l.value, l.counted, l.at, l.took = value, true, time.Now(), time.Since(began)
	l.until = l.at.Add(patience * l.took)
	if l.writes != writes {
		l.shorten()
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
