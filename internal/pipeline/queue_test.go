package pipeline

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// TestQueueKeepsTheOrder: whatever is done first, all is handed on in order, and few wait.
func TestQueueKeepsTheOrder(t *testing.T) {
	const n, most = 200, 8
	var got []int
	var made, taken atomic.Int32
	q := newQueue(most, func(i int) error {
		got = append(got, i)
		taken.Add(1)
		return nil
	})
	err := inParallel(context.Background(), n, 4, func(i int) error {
		if i%10 == 0 {
			time.Sleep(time.Millisecond) // the others overtake it
		}
		err := q.put(i, i)
		if waiting := made.Add(1) - taken.Load(); waiting > most+4 {
			t.Errorf("%d wait, want %d at most", waiting, most)
		}
		return err
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != n || !slices.IsSorted(got) {
		t.Errorf("handed on as %v", got)
	}
}

// TestQueueEndsWithItsError: where taking fails, nobody waits for ever.
func TestQueueEndsWithItsError(t *testing.T) {
	full := errors.New("disk full")
	q := newQueue(2, func(i int) error {
		if i == 3 {
			return full
		}
		return nil
	})
	err := inParallel(context.Background(), 50, 4, func(i int) error { return q.put(i, i) }, nil)
	if !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
}
