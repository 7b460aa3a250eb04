package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

func testJobs(t *testing.T, s *Store) {
	ctx := t.Context()
	j := must(s.Jobs(ctx, JobsOptions{}))(t)
	defer j.Close()
	var jobs []LoadJob
	for i := range 6 {
		jobs = append(jobs, LoadJob{SHA256: SHA256([]byte{byte(i)}), Name: fmt.Sprintf("%d.pdf", i), Actor: "test"})
	}
	if n := must(j.Enqueue(ctx, jobs))(t); n != 6 {
		t.Errorf("%d jobs put in, want 6", n)
	}
	if n := must(j.Enqueue(ctx, jobs[:3]))(t); n != 0 {
		t.Errorf("%d jobs put in twice", n)
	}
	var mu sync.Mutex
	done := map[string]int{}
	err := j.Work(ctx, WorkOptions{Jobs: 2, Drain: true, Do: func(_ context.Context, l LoadJob) error {
		mu.Lock()
		defer mu.Unlock()
		done[l.Name]++
		switch l.Name {
		case "3.pdf":
			return errors.New("连不上")
		case "4.pdf":
			return fmt.Errorf("读不了：%w", ErrGiveUp)
		case "5.pdf":
			return fmt.Errorf("前面的还没有停下：%w", ErrLater)
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if len(done) != 6 {
		t.Errorf("done %v, want each of six", done)
	}
	states := map[string]string{}
	list := must(j.List(ctx, nil, Page{}))(t)
	for _, job := range list.Items {
		states[job.Load.Name] = job.State
		if job.Load.Name == "5.pdf" && (job.Attempt != 0 || len(job.Errors) != 0 || time.Until(job.ScheduledAt) < later/2) {
			t.Errorf("%s: attempt %d, errors %v, at %s: what is done later was not tried", job.Load.Name, job.Attempt, job.Errors, job.ScheduledAt)
		}
		if (job.Load.Name == "3.pdf" || job.Load.Name == "4.pdf") && (len(job.Errors) != 1 || job.Attempt != 1) {
			t.Errorf("%s: attempt %d, errors %v", job.Load.Name, job.Attempt, job.Errors)
		}
	}
	want := map[string]string{"0.pdf": "completed", "1.pdf": "completed", "2.pdf": "completed", "3.pdf": "retryable", "4.pdf": "cancelled", "5.pdf": "scheduled"}
	if fmt.Sprint(states) != fmt.Sprint(want) {
		t.Errorf("states %v, want %v", states, want)
	}
	walk(t, 6, func(p Page) (List[Job], error) { return j.List(ctx, nil, p) })
	failed := must(j.List(ctx, []string{"retryable"}, Page{}))(t)
	if len(failed.Items) != 1 || !strings.Contains(failed.Items[0].Errors[0], "连不上") {
		t.Fatalf("failed: %+v", failed.Items)
	}
	if err := j.Retry(ctx, failed.Items[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := j.Work(ctx, WorkOptions{Drain: true, Do: func(context.Context, LoadJob) error { return nil }}); err != nil {
		t.Fatal(err)
	}
	if left := must(j.List(ctx, []string{"retryable", "available"}, Page{}))(t); len(left.Items) != 0 {
		t.Errorf("left: %+v", left.Items)
	}
	if _, err := j.List(ctx, []string{"nonsense"}, Page{}); err == nil {
		t.Error("a state that there is not was listed")
	}
}
