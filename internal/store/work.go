package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// jobOf is a job as the queue's rows have it.
func jobOf(row *rivertype.JobRow) Job {
	j := Job{
		ID: row.ID, State: string(row.State), Attempt: row.Attempt, MaxAttempts: row.MaxAttempts,
		CreatedAt: row.CreatedAt.UTC(), ScheduledAt: row.ScheduledAt.UTC(),
	}
	if err := json.Unmarshal(row.EncodedArgs, &j.Load); err != nil {
		j.Errors = append(j.Errors, fmt.Sprintf("任务的内容读不了：%v", err))
	}
	for _, e := range row.Errors {
		j.Errors = append(j.Errors, e.Error)
	}
	return j
}

// ErrGiveUp is wrapped by what a job returns that it makes no sense to try
// again: the file itself is at fault.
var ErrGiveUp = errors.New("不再重试")

// ErrLater is wrapped by what a job returns that could not be begun, for a reason
// that is not its own: it is done later, and that does not count as a try.
var ErrLater = errors.New("过一会再做")

// later is how long such a job waits.
const later = time.Minute

// worker does jobs by calling do.
type worker struct {
	river.WorkerDefaults[LoadJob]
	do func(context.Context, LoadJob) error
}

// Work does one job.
func (w *worker) Work(ctx context.Context, job *river.Job[LoadJob]) error {
	err := w.do(ctx, job.Args)
	switch {
	case errors.Is(err, ErrGiveUp):
		return river.JobCancel(err)
	case errors.Is(err, ErrLater):
		return river.JobSnooze(later)
	}
	return err
}

// WorkOptions say how a worker works.
type WorkOptions struct {
	Jobs  int  // at once; 0: one
	Drain bool // end when nothing is due
	Do    func(context.Context, LoadJob) error
}

// Work does jobs until ctx ends or, with Drain, until none is due. A job that
// fails is tried again, at growing intervals.
func (j *Jobs) Work(ctx context.Context, o WorkOptions) error {
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, &worker{do: o.Do}); err != nil {
		return fmt.Errorf("准备做任务：%w", err)
	}
	config := &river.Config{
		Logger: j.store.log, Workers: workers,
		Queues:        map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: max(o.Jobs, 1)}},
		JobTimeout:    j.timeout,
		FetchCooldown: 20 * time.Millisecond, FetchPollInterval: 300 * time.Millisecond,
		RescueStuckJobsAfter: 2 * j.timeout,
		RetryPolicy:          backOff{},
	}
	until := func(ctx context.Context) error { <-ctx.Done(); return nil }
	if o.Drain {
		until = j.drained
	}
	if err := j.queue.work(ctx, config, until); err != nil {
		return j.store.explain(fmt.Errorf("做任务：%w", err))
	}
	return nil
}

// drained waits until no job is due or under way.
func (j *Jobs) drained(ctx context.Context) error {
	due := river.NewJobListParams().First(1).States(rivertype.JobStateAvailable, rivertype.JobStateRunning)
	for {
		got, err := j.queue.list(ctx, due)
		if err != nil || len(got.Jobs) == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// backOff waits 10 seconds, then three times as long each time, an hour at most.
type backOff struct{}

// NextRetry says when a job is tried again.
func (backOff) NextRetry(job *rivertype.JobRow) time.Time {
	wait := 10 * time.Second
	for range job.Attempt - 1 {
		wait = min(3*wait, time.Hour)
	}
	return time.Now().Add(wait)
}
