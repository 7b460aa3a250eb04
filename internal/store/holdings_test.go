package store

import (
	"sync"
	"testing"
	"time"
)

// TestWhatWasCountedWhileOthersWroteIsNotKept: nor does the writer wait for it, nor
// do those who ask meanwhile where something is known.
func TestWhatWasCountedWhileOthersWroteIsNotKept(t *testing.T) {
	var l lately[int]
	n := 0
	count := func() (int, error) { n++; return n, nil }
	if v, _ := l.get(count); v != 1 {
		t.Fatal(v)
	}
	l.until = l.until.AddDate(-1, 0, 0) // stale
	begun, end := make(chan bool), make(chan bool)
	var done sync.WaitGroup
	done.Go(func() {
		if v, _ := l.get(func() (int, error) { begun <- true; <-end; return 10, nil }); v != 10 {
			t.Errorf("counted %d", v)
		}
	})
	<-begun
	if v, _ := l.get(count); v != 1 {
		t.Errorf("beside the one who counts: %d, want what there was", v)
	}
	l.forget()
	end <- true
	done.Wait()
	if v, _ := l.get(count); v != 2 {
		t.Errorf("after something was written: %d, want it counted anew", v)
	}
}

// TestWhatTakesLongIsNotCountedAfterEachWrite: many documents are stored one by one,
// while pages are looked at.
func TestWhatTakesLongIsNotCountedAfterEachWrite(t *testing.T) {
	var l lately[int]
	n := 0
	count := func() (int, error) { n++; return n, nil }
	_, _ = l.get(count)
	l.took, l.until = time.Hour, l.at.Add(patience*time.Hour)
	l.forget()
	if v, _ := l.get(count); v != 1 {
		t.Errorf("counted anew at once: %d", v)
	}
	l.at = l.at.Add(-dirtyPatience*time.Hour - time.Minute) // it was a while ago
	l.forget()
	if v, _ := l.get(count); v != 2 {
		t.Errorf("not counted anew: %d", v)
	}
}

// expire has what was counted counted anew by the next who asks, however long that took:
// on a busy machine a count may take longer than is repeated after each write.
func (h *held) expire() {
	h.shares.expire()
	h.tree.expire()
	h.rules.expire()
	h.standings.expire()
	h.marks.expire()
	h.punctual.expire()
}

func (l *lately[T]) expire() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.until = time.Time{}
}
