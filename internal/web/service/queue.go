package service

import (
	"context"
	"net/netip"
	"slices"
	"sync"
)

// job is an item that waits for a reader.
type job struct {
	b *batch
	n int
}

// queue hands jobs out by turns of those who sent them, so that nobody waits for
// all of another's; and never all readers to one.
type queue struct {
	mu      *sync.Mutex
	more    *sync.Cond
	waiting []job // as they came
	turn    map[netip.Prefix]int64
	turns   int64
	busy    map[netip.Prefix]int // readers at work for whom
	most    int                  // readers of one client
	closed  bool
}

func newQueue(most int) queue {
	mu := &sync.Mutex{}
	return queue{mu: mu, more: sync.NewCond(mu), turn: map[netip.Prefix]int64{}, busy: map[netip.Prefix]int{}, most: most}
}

// push adds jobs.
func (q *queue) push(jobs ...job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, jobs...)
	q.more.Broadcast()
}

// len is how many wait.
func (q *queue) len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting)
}

// pop waits for a job and takes it; false once the queue is closed.
func (q *queue) pop() (job, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		if q.closed {
			return job{}, false
		}
		if i := q.next(); i >= 0 {
			j := q.waiting[i]
			q.waiting = slices.Delete(q.waiting, i, i+1)
			q.turns++
			q.turn[j.b.client] = q.turns
			q.busy[j.b.client]++
			return j, true
		}
		q.more.Wait()
	}
}

// next is the first job of the client whose last turn is longest ago; -1 where
// none may be taken.
func (q *queue) next() int {
	best := -1
	for i, j := range q.waiting {
		c := j.b.client
		if q.busy[c] < q.most && (best < 0 || q.turn[c] < q.turn[q.waiting[best].b.client]) {
			best = i
		}
	}
	return best
}

// release says that a reader is done with a job.
func (q *queue) release(j job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	c := j.b.client
	if q.busy[c]--; q.busy[c] <= 0 {
		delete(q.busy, c)
		if !slices.ContainsFunc(q.waiting, func(o job) bool { return o.b.client == c }) {
			delete(q.turn, c)
		}
	}
	q.more.Broadcast()
}

// drop takes a batch's jobs out.
func (q *queue) drop(b *batch) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = slices.DeleteFunc(q.waiting, func(j job) bool { return j.b == b })
}

// place is how many jobs come before an item, by turns; -1 where it does not wait.
func (q *queue) place(b *batch, n int) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	mine, others := 0, map[netip.Prefix]int{}
	found := false
	for _, j := range q.waiting {
		switch {
		case j.b.client != b.client:
			others[j.b.client]++
		case found:
		case j.b == b && j.n == n:
			found = true
		default:
			mine++
		}
	}
	if !found {
		return -1
	}
	before := mine
	for _, k := range others {
		before += min(k, mine+1)
	}
	return before
}

// close ends the waiting.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.more.Broadcast()
}

// work takes jobs until the queue is closed.
func (s *Service) work(ctx context.Context) {
	for {
		j, ok := s.queue.pop()
		if !ok {
			return
		}
		s.read(ctx, j)
		s.queue.release(j)
	}
}

// of is how many jobs of a client wait or are being read.
func (q *queue) of(c netip.Prefix) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := q.busy[c]
	for _, j := range q.waiting {
		if j.b.client == c {
			n++
		}
	}
	return n
}
