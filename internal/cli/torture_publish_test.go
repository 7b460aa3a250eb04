//go:build torture

package cli_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingbai/internal/release"
)

// publishing is a log that two publish to at once while they are killed.
type publishing struct {
	keys, log, state string
	folders          []string // one data file each
	mu               sync.Mutex
	acked            map[string]bool // of folders
	kills, races     int
}

// TestTorturePublish kills publishers at any moment, two at a time. After each kill
// whoever watches the log sees that it only grew; in the end every release that
// was acknowledged is in it, once, and holds.
func TestTorturePublish(t *testing.T) {
	last := tortureTime(t)
	p := &publishing{keys: filepath.Join(t.TempDir(), "密钥"), log: filepath.Join(t.TempDir(), "日志"), acked: map[string]bool{}}
	p.state = filepath.Join(t.TempDir(), "watch.json")
	done(t, 0, "keys", "new", p.keys, "--owner", "第1批", "--any-unit")
	p.publish(t, p.folder(t), time.Minute)
	looks := 0
	for begun := time.Now(); time.Since(begun) < last; looks++ {
		a := p.folder(t)
		b := a // one in three: both the same
		if looks%3 != 0 {
			b = p.folder(t)
		}
		var both sync.WaitGroup
		for _, folder := range []string{a, b} {
			both.Go(func() {
				for try := range 3 {
					after := upTo(1500 * time.Millisecond)
					if try == 2 && looks%4 != 0 {
						after = time.Minute // to the end
					}
					if p.publish(t, folder, after) {
						return
					}
				}
			})
		}
		both.Wait()
		p.watch(t)
		if t.Failed() {
			t.FailNow()
		}
	}
	begun := len(p.acked)
	for _, f := range p.folders {
		if !p.publish(t, f, time.Minute) { // again, or to the end
			t.Fatalf("%s cannot be published", f)
		}
	}
	p.watch(t)
	entries := p.once(t)
	for _, f := range p.folders {
		done(t, 0, "verify", filepath.Join(f, "00.json"), "--trust", filepath.Join(p.keys, "keys.note"), "--log", p.log)
	}
	t.Logf("killed: %d publishers, two at once; %d releases, each once in a log of %d entries, %d acknowledged before the end; %d looks at the log; %d lost a race for the same release",
		p.kills, len(p.folders), entries, begun, looks, p.races)
	if p.kills == 0 || begun < 2 {
		t.Error("too little was tortured; give it more time: make torture TORTURE_TIME=60s")
	}
}

// folder writes what is to be published next.
func (p *publishing) folder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), fmt.Sprintf("公开%d", len(p.folders)))
	writeUnits(t, dir, len(p.folders)+1, 1, false)
	p.folders = append(p.folders, dir)
	return dir
}

// publish publishes a folder unless it is killed before, and reports whether it did.
func (p *publishing) publish(t *testing.T, folder string, after time.Duration) bool {
	r := begin(t, "publish", folder, "--key", p.keys, "--log", p.log)
	exit := r.killed(after)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case exit == 0:
		p.acked[folder] = true
		return true
	case exit == -1:
		p.kills++
	case exit == 2 && strings.Contains(r.err.String(), "已在"): // the other was quicker with the same
		p.races++
	default:
		t.Errorf("ended by itself: %s", r.said())
	}
	return false
}

// watch looks at the log as somebody who remembers what it was.
func (p *publishing) watch(t *testing.T) {
	t.Helper()
	done(t, 0, "log", "watch", "--once", "--log", p.log, "--trust", filepath.Join(p.keys, "keys.note"), "--state", p.state)
}

// once sees that what was acknowledged is in the log, that nothing is in it twice,
// and that no file of the log is a half-written one.
func (p *publishing) once(t *testing.T) int64 {
	t.Helper()
	trust, err := release.ReadTrust(filepath.Join(p.keys, "keys.note"))
	if err != nil {
		t.Fatal(err)
	}
	log := release.NewLog(release.Dir(p.log), trust)
	tree, err := log.Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int64{}
	for n := range tree.Size {
		r, err := tree.Release(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		name := r.Manifest.Document.String()
		if was, twice := seen[name]; twice {
			t.Errorf("%s is entry %d and %d", name, was, n)
		}
		seen[name] = n
	}
	if int(tree.Size) != len(p.folders) {
		t.Errorf("%d entries of %d documents", tree.Size, len(p.folders))
	}
	return tree.Size
}
