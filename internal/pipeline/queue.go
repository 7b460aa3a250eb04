package pipeline

import "sync"

// queue hands on what is made side by side in its order, one at a time.
type queue[T any] struct {
	mu   sync.Mutex
	room *sync.Cond
	take func(T) error
	next int
	most int // that wait for one before them
	made map[int]T
	err  error // why taking failed
}

// newQueue hands on to take; of what is made too early, most wait.
func newQueue[T any](most int, take func(T) error) *queue[T] {
	q := &queue[T]{take: take, most: most, made: map[int]T{}}
	q.room = sync.NewCond(&q.mu)
	return q
}

// put brings the i-th, from 0; whoever comes far too early waits. The error is that of
// taking. Each must be put, and in about this order, or others wait for ever.
func (q *queue[T]) put(i int, v T) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.err == nil && i >= q.next+q.most {
		q.room.Wait()
	}
	if q.err != nil {
		return q.err
	}
	q.made[i] = v
	for {
		v, ok := q.made[q.next]
		if !ok {
			break
		}
		delete(q.made, q.next)
		if q.err = q.take(v); q.err != nil {
			break
		}
		q.next++
	}
	q.room.Broadcast()
	return q.err
}
