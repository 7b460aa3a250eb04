//go:build torture

package cli_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mingbai/internal/store"
	"mingbai/internal/store/storetest"
)

const lot = 12 // units of a folder

func TestTortureLoadSQLite(t *testing.T) { tortureLoad(t, "", "") }

func TestTortureLoadPostgreSQL(t *testing.T) {
	server := storetest.Start(t)
	tortureLoad(t, server.Whole(t), server.Whole(t))
}

// loading is a store that is loaded into, queued, worked on and served while
// whoever does it is killed.
type loading struct {
	dir   string
	at    []string // the flags that say where the store is
	rows  *rows
	kills struct{ load, queue, worker, server atomic.Int32 }

	folders []string // all that were begun
	loaded  []string // acknowledged by load
	queued  []string // acknowledged by load --queue
	pages   atomic.Int32
}

// tortureLoad kills loaders, workers and servers of one store at any moment.
// After each kill of a loader nothing is half-written; in the end all that was
// acknowledged is there, and the store says what one says that nobody was
// killed at.
func tortureLoad(t *testing.T, database, reference string) {
	last := tortureTime(t)
	l := &loading{dir: t.TempDir()}
	l.at = []string{"--data", l.dir, "--database", database}
	first := l.write(t, 0)
	done(t, 0, l.load(first, l.at)...)
	l.loaded = append(l.loaded, first)
	l.rows = rowsOf(t, l.dir, database)

	ctx, stop := context.WithTimeout(t.Context(), last)
	defer stop()
	var others sync.WaitGroup
	others.Go(func() { l.work(ctx, t) })
	others.Go(func() { l.serve(ctx, t) })
	for n := 1; ctx.Err() == nil && !t.Failed(); n++ {
		l.round(ctx, t, n)
	}
	others.Wait()
	if t.Failed() {
		t.FailNow()
	}
	l.finish(t, database)
	for _, f := range append(l.loaded, l.queued...) {
		l.rows.holds(t, f)
	}
	between := l.rows.check(t)
	for _, f := range l.folders { // what was given up goes on where it was left
		done(t, 0, l.load(f, l.at)...)
	}
	l.compare(t, database, reference)
	t.Logf("killed: %d loads, %d queueings, %d workers, %d servers; folders of %d: %d loaded, %d queued, %d given up and loaded in the end; %d documents, %d before that; %d pages answered; %d temporary files left",
		l.kills.load.Load(), l.kills.queue.Load(), l.kills.worker.Load(), l.kills.server.Load(), lot, len(l.loaded), len(l.queued),
		len(l.folders)-len(l.loaded)-len(l.queued), l.rows.check(t), between, l.pages.Load(), l.rows.files(t))
	if len(l.loaded) < 2 || len(l.queued) == 0 || l.kills.load.Load() == 0 || l.kills.worker.Load() == 0 || l.kills.server.Load() == 0 {
		t.Error("too little was tortured; give it more time: make torture TORTURE_TIME=60s")
	}
}

func (l *loading) write(t *testing.T, n int) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), fmt.Sprint(n))
	writeUnits(t, folder, n, lot, true)
	l.folders = append(l.folders, folder)
	return folder
}

// load is the command that loads a folder into the store at some place.
func (l *loading) load(folder string, at []string) []string {
	return append([]string{"load", folder, "--region", "140200"}, at...)
}

// round loads or queues a folder that nobody has seen, killed up to three times.
// One that was killed each time may be given up.
func (l *loading) round(ctx context.Context, t *testing.T, n int) {
	folder := l.write(t, n)
	queue := n%2 == 0
	args := l.load(folder, l.at)
	list, kills := &l.loaded, &l.kills.load
	if queue {
		args, list, kills = append(args, "--queue"), &l.queued, &l.kills.queue
	}
	for try := range 4 {
		after := upTo(1200 * time.Millisecond)
		if try == 3 && n%5 != 0 {
			after = time.Minute // to the end
		}
		r := begin(t, args...)
		switch exit := r.killed(after); exit {
		case 0:
			*list = append(*list, folder)
			l.rows.check(t)
			if !queue {
				l.rows.holds(t, folder)
			}
			return
		case -1:
			kills.Add(1)
			l.rows.check(t)
		default:
			t.Errorf("ended by itself: %s", r.said())
			return
		}
		if ctx.Err() != nil {
			return
		}
	}
}

// work runs one or two workers and kills them.
func (l *loading) work(ctx context.Context, t *testing.T) {
	for ctx.Err() == nil && !t.Failed() {
		list := []*running{begin(t, append([]string{"worker"}, l.at...)...)}
		if rand.IntN(2) == 0 {
			list = append(list, begin(t, append([]string{"worker", "-j", "1"}, l.at...)...))
		}
		after := time.Now().Add(300*time.Millisecond + upTo(3*time.Second))
		for _, w := range list {
			if exit := w.killed(time.Until(after)); exit != -1 {
				t.Errorf("a worker ended by itself: %s", w.said())
				return
			}
			l.kills.worker.Add(1)
		}
	}
}

// serve runs a server, sees that it answers, and kills it.
func (l *loading) serve(ctx context.Context, t *testing.T) {
	units := l.rows.list(t, "SELECT id FROM unit")
	for ctx.Err() == nil && !t.Failed() {
		s := begin(t, append([]string{"serve", "--addr", "127.0.0.1:0", "--rate", "0", "--log-level", "error"}, l.at...)...)
		for until := time.Now().Add(300*time.Millisecond + upTo(3*time.Second)); ; {
			if err := answers(s, "/readyz"); err != nil {
				t.Errorf("%v: %s", err, s.said())
				return
			}
			var id int64
			if _, err := fmt.Sscan(units[rand.IntN(len(units))], &id); err != nil {
				t.Error(err)
				return
			}
			if err := answers(s, "/u/"+store.ID(id).String()); err != nil {
				t.Errorf("%v: %s", err, s.said())
				return
			}
			l.pages.Add(1)
			if time.Now().After(until) {
				break
			}
		}
		if exit := s.kill(); exit != -1 {
			t.Errorf("a server ended by itself: %s", s.said())
			return
		}
		l.kills.server.Add(1)
	}
}

// finish lets workers do all that is queued. What a killed one had begun is taken
// up by others after ten minutes, which are made to have passed.
func (l *loading) finish(t *testing.T, database string) {
	t.Helper()
	w := begin(t, append([]string{"worker"}, l.at...)...)
	for until := time.Now().Add(3 * time.Minute); ; time.Sleep(time.Second) {
		left := done(t, 0, append([]string{"worker", "--list", "--state", "available,running,retryable,scheduled,cancelled,discarded"}, l.at...)...).out.String()
		if left == "" {
			break
		}
		if time.Now().After(until) {
			t.Fatalf("jobs are left:\n%s%s", left, w.said())
		}
		l.pass(t, database)
	}
	if exit := w.kill(); exit != -1 {
		t.Fatal(w.said())
	}
	done(t, 0, append([]string{"worker", "--drain"}, l.at...)...)
}

// pass makes jobs that are under way look as if they were for ten minutes, and
// those that wait to be tried again as if they had waited.
func (l *loading) pass(t *testing.T, database string) {
	t.Helper()
	r, begun, tried := l.rows, "now() - interval '11 minutes'", "now() - interval '1 second'"
	if database == "" {
		r, begun, tried = queueOf(t, l.dir), "datetime('now', '-11 minutes')", "datetime('now', '-1 second')"
	}
	for _, q := range []string{
		"UPDATE river_job SET attempted_at = " + begun + " WHERE state = 'running'",
		"UPDATE river_job SET scheduled_at = " + tried + " WHERE state = 'retryable'",
	} {
		if _, err := r.db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
}

// compare loads the same folders into another store, undisturbed, and sees that
// the two say the same and find the same.
func (l *loading) compare(t *testing.T, database, reference string) {
	t.Helper()
	dir := t.TempDir()
	at := []string{"--data", dir, "--database", reference}
	for _, f := range l.folders {
		done(t, 0, l.load(f, at)...)
	}
	want := rowsOf(t, dir, reference)
	l.rows.same(t, want)
	a, b := l.found(t, l.dir, database), l.found(t, dir, reference)
	if a != b {
		t.Errorf("found:\n%s\na store that nobody was killed at finds:\n%s", a, b)
	}
	if database != "" {
		return
	}
	if list := l.rows.list(t, "PRAGMA integrity_check"); len(list) != 1 || list[0] != "ok" {
		t.Errorf("SQLite finds: %s", strings.Join(list, "\n"))
	}
	for _, index := range []string{"unit", "term", "project", "entry"} {
		if _, err := l.rows.db.ExecContext(t.Context(), fmt.Sprintf("INSERT INTO %s_fts (%[1]s_fts) VALUES ('integrity-check')", index)); err != nil {
			t.Errorf("the index %s: %v", index, err)
		}
	}
}

// found is how much is found by some searches.
func (l *loading) found(t *testing.T, dir, database string) string {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: dir, Database: database})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out strings.Builder
	for _, text := range []string{"第1批", "第2批", "取暖费", "离退休", "信息", "项目", "30208"} {
		hits, err := s.Search(t.Context(), store.Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s %d %d %d %d %+v\n", text, len(hits.Units.Items), len(hits.Projects.Items), len(hits.Sentences.Items), len(hits.Cells.Items), hits.Facets)
	}
	return out.String()
}
