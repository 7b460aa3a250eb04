package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"
)

// QueueFile is the name of the queue's SQLite database in the folder of data. On
// PostgreSQL the queue is in the database.
const QueueFile = "jobs.db"

// LoadJob asks that a stored file be read, checked and stored as a document.
// Doing it twice is doing it once: what a file says is stored already then.
type LoadJob struct {
	SHA256  string `json:"sha256"`
	Name    string `json:"name"`
	Source  string `json:"source,omitempty"`
	Profile string `json:"profile,omitempty"`
	Region  string `json:"region,omitempty"`
	Reread  bool   `json:"reread,omitempty"`
	Replace bool   `json:"replace,omitempty"`
	Actor   string `json:"actor"`
}

// Kind names the job in the queue.
func (LoadJob) Kind() string { return "load" }

// Job is a job as it stands in the queue.
type Job struct {
	ID          int64
	State       string // available, running, retryable, scheduled, completed, cancelled, discarded
	Load        LoadJob
	Attempt     int
	MaxAttempts int
	CreatedAt   time.Time
	ScheduledAt time.Time // when it is tried next
	Errors      []string  // one an attempt that failed, the latest last
}

// JobsOptions say how jobs are done.
type JobsOptions struct {
	Timeout time.Duration // a job that takes longer is ended and tried again; 0: five minutes
}

// Jobs is the queue: what is put in is done once, whoever is killed meanwhile.
// A job whose worker is gone is taken up again after twice the timeout.
type Jobs struct {
	queue   queue
	timeout time.Duration
	store   *Store
}

// maxAttempts bounds how often a job is tried, at growing intervals: over about
// two hours.
const maxAttempts = 8

// queue is what is asked of river, whatever database is under it.
type queue interface {
	insert(context.Context, []river.InsertManyParams) (int, error)
	list(context.Context, *river.JobListParams) (*river.JobListResult, error)
	retry(context.Context, int64) error
	work(ctx context.Context, c *river.Config, until func(context.Context) error) error
	close() error
}

// Jobs opens the queue and makes it where it is missing. Close it when done.
func (s *Store) Jobs(ctx context.Context, o JobsOptions) (*Jobs, error) {
	j := &Jobs{timeout: o.Timeout, store: s}
	if j.timeout <= 0 {
		j.timeout = 5 * time.Minute
	}
	var err error
	if s.dialect == postgres {
		j.queue, err = openPostgresQueue(ctx, s)
	} else {
		j.queue, err = openSQLiteQueue(ctx, s)
	}
	if err != nil {
		return nil, s.explain(fmt.Errorf("打开任务队列：%w", err))
	}
	return j, nil
}

// Close closes the queue.
func (j *Jobs) Close() error { return j.queue.close() }

func openPostgresQueue(ctx context.Context, s *Store) (queue, error) {
	pool, err := pgxpool.New(ctx, s.options.Database)
	if err != nil {
		return nil, err
	}
	q, err := newQueue(ctx, s, riverpgxv5.New(pool), func() error { pool.Close(); return nil })
	if err != nil {
		pool.Close()
	}
	return q, err
}

func openSQLiteQueue(ctx context.Context, s *Store) (queue, error) {
	path, err := filepath.Abs(filepath.Join(s.options.Dir, QueueFile))
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", sqliteDSN(path, true))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // river asks for it on SQLite
	q, err := newQueue(ctx, s, riversqlite.New(db), db.Close)
	if err != nil {
		err = errors.Join(err, db.Close())
	}
	return q, err
}

// riverQueue is the queue on a database with transactions of type TX.
type riverQueue[TX any] struct {
	driver riverdriver.Driver[TX]
	client *river.Client[TX] // only puts in and lists
	end    func() error
}

func newQueue[TX any](ctx context.Context, s *Store, driver riverdriver.Driver[TX], end func() error) (queue, error) {
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: s.log})
	if err != nil {
		return nil, err
	}
	err = s.alone(ctx, func() error {
		_, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	c, err := river.NewClient(driver, &river.Config{Logger: s.log})
	return &riverQueue[TX]{driver, c, end}, err
}

func (q *riverQueue[TX]) insert(ctx context.Context, jobs []river.InsertManyParams) (added int, err error) {
	out, err := q.client.InsertMany(ctx, jobs)
	for _, r := range out {
		if !r.UniqueSkippedAsDuplicate {
			added++
		}
	}
	return added, err
}

func (q *riverQueue[TX]) list(ctx context.Context, p *river.JobListParams) (*river.JobListResult, error) {
	return q.client.JobList(ctx, p)
}

func (q *riverQueue[TX]) retry(ctx context.Context, id int64) error {
	_, err := q.client.JobRetry(ctx, id)
	return err
}

func (q *riverQueue[TX]) close() error { return q.end() }

// stopWait is how long jobs under way may go on when a worker is told to stop.
const stopWait = 20 * time.Second

// work does jobs until until returns, then lets those under way end.
func (q *riverQueue[TX]) work(ctx context.Context, config *river.Config, until func(context.Context) error) error {
	c, err := river.NewClient(q.driver, config)
	if err != nil {
		return err
	}
	if err := c.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	err = until(ctx)
	gentle, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWait)
	defer cancel()
	if c.Stop(gentle) == nil {
		return err
	}
	hard, cancelHard := context.WithTimeout(context.WithoutCancel(ctx), stopWait)
	defer cancelHard()
	return errors.Join(err, c.StopAndCancel(hard))
}

// Enqueue puts jobs into the queue and says how many it had not yet.
func (j *Jobs) Enqueue(ctx context.Context, jobs []LoadJob) (added int, err error) {
	for part := range slices.Chunk(jobs, 500) {
		params := make([]river.InsertManyParams, len(part))
		for i, one := range part {
			params[i] = river.InsertManyParams{Args: one, InsertOpts: &river.InsertOpts{
				MaxAttempts: maxAttempts,
				UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
					rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
					rivertype.JobStateRetryable, rivertype.JobStateScheduled,
				}},
			}}
		}
		n, err := j.queue.insert(ctx, params)
		added += n
		if err != nil {
			return added, j.store.explain(fmt.Errorf("排任务：%w", err))
		}
	}
	return added, nil
}

// List shows jobs in some states, all where none is given, the latest first.
func (j *Jobs) List(ctx context.Context, states []string, p Page) (List[Job], error) {
	params := river.NewJobListParams().First(p.limit()+1).OrderBy(river.JobListOrderByID, river.SortOrderDesc)
	for _, s := range states {
		if !slices.Contains(rivertype.JobStates(), rivertype.JobState(s)) {
			return List[Job]{}, fmt.Errorf("没有“%s”这种任务状态", s)
		}
	}
	if len(states) > 0 {
		list := make([]rivertype.JobState, len(states))
		for i, s := range states {
			list[i] = rivertype.JobState(s)
		}
		params = params.States(list...)
	}
	var id int64
	switch found, err := p.after(&id); {
	case err != nil:
		return List[Job]{}, err
	case found:
		params = params.Where("id < @before", river.NamedArgs{"before": id})
	}
	got, err := j.queue.list(ctx, params)
	if err != nil {
		return List[Job]{}, j.store.explain(fmt.Errorf("列任务：%w", err))
	}
	var items []Job
	for _, row := range got.Jobs {
		items = append(items, jobOf(row))
	}
	return cut(p, items, func(j Job) []any { return []any{j.ID} })
}

// Retry puts a job that was given up back into the queue.
func (j *Jobs) Retry(ctx context.Context, id int64) error {
	if err := j.queue.retry(ctx, id); err != nil {
		return j.store.explain(fmt.Errorf("重试任务 %d：%w", id, err))
	}
	return nil
}
