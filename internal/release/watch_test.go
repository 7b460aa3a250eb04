package release

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// guard watches a test log.
type guard struct {
	*Log
	state string
}

func newGuard(t *testing.T, l *testLog, src Source) *guard {
	t.Helper()
	log := NewLog(src, l.trust(t))
	log.now = func() time.Time { return noon.Add(time.Hour) }
	return &guard{log, filepath.Join(t.TempDir(), "日志.json")}
}

func (g *guard) look(t *testing.T) *Watched {
	t.Helper()
	w, err := Watch(context.Background(), g.Log, g.state)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWatchSeesALogGrow(t *testing.T) {
	t.Parallel()
	l := newTestLog(t)
	g := newGuard(t, l, Dir(l.dir))
	l.add(t, 0, 3)
	if w := g.look(t); w.Fault != nil || w.Old != nil || len(w.Releases) != 3 {
		t.Errorf("first look: %v, %d entries", w.Fault, len(w.Releases))
	}
	if w := g.look(t); w.Fault != nil || len(w.Releases) != 0 || w.Old.Size != 3 {
		t.Errorf("nothing new: %v, %d entries", w.Fault, len(w.Releases))
	}
	l.add(t, 3, 300)
	w := g.look(t)
	if w.Fault != nil || w.Old.Size != 3 || w.New.Size != 300 || len(w.Releases) != 297 || w.Releases[0].Index != 3 {
		t.Errorf("grown: %v, %d entries", w.Fault, len(w.Releases))
	}
}

// TestWatchFindsFaults lets a log do what a log may not, after a first look at
// five entries.
func TestWatchFindsFaults(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	// another signs other entries with the same key, as a log that forks does
	another := func(t *testing.T, l *testLog, entries int) {
		t.Helper()
		l.key.state = ""
		restore(t, l.dir, nil)
		w, err := OpenWriter(l.dir, l.key)
		if err != nil {
			t.Fatal(err)
		}
		w.Now = l.Now
		for n := range entries {
			if _, _, err := w.Append(ctx, testEntry(t, 1000+n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	edit := func(name string, change func(s string) string) func(*testing.T, *testLog) {
		return func(t *testing.T, l *testLog) {
			t.Helper()
			file := filepath.Join(l.dir, filepath.FromSlash(name))
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			mustWrite(t, file, []byte(change(string(b))))
		}
	}
	for name, c := range map[string]struct {
		do   func(t *testing.T, l *testLog)
		want string
	}{
		"rolled back":          {func(t *testing.T, l *testLog) { another(t, l, 3) }, "退回去了：原有 5 条，现有 3 条"},
		"forked, as large":     {func(t *testing.T, l *testLog) { another(t, l, 5) }, "分叉：同是 5 条"},
		"forked and grown":     {func(t *testing.T, l *testLog) { another(t, l, 8) }, "分叉：日志的前一段与原来的不同"},
		"begun anew":           {func(t *testing.T, l *testLog) { restore(t, l.dir, nil) }, "检查点不见了，原有 5 条"},
		"checkpoint edited":    {edit("checkpoint", func(s string) string { return strings.Replace(s, "\n5\n", "\n6\n", 1) }), "签名与内容不符"},
		"checkpoint unsigned":  {edit("checkpoint", func(s string) string { return s[:strings.Index(s, "\n\n")+2] }), "格式不对"},
		"signed by a stranger": {edit("checkpoint", func(s string) string { return strings.Replace(s, "— 某", "— 谋", 1) }), "没有可信的日志签名"},
		"an entry edited": {func(t *testing.T, l *testLog) {
			l.add(t, 5, 6)
			edit("tile/entries/000.p/6", func(s string) string { return strings.Replace(s, "公开-5.pdf", "公开-6.pdf", 1) })(t, l)
		}, "第 5 条的内容与树不符"},
		"a tile edited": {func(t *testing.T, l *testLog) {
			l.add(t, 5, 6)
			edit("tile/0/000.p/6", func(s string) string { return s[:40] + "x" + s[41:] })(t, l)
		}, "树与签过名的树根不符"},
	} {
		t.Run(name, func(t *testing.T) {
			l := newTestLog(t)
			g := newGuard(t, l, Dir(l.dir))
			l.add(t, 0, 5)
			kept := string(g.look(t).New.Note)
			c.do(t, l)
			shown, _ := os.ReadFile(filepath.Join(l.dir, checkpoint))
			w := g.look(t)
			if w.Fault == nil || !strings.Contains(w.Fault.Error(), c.want) {
				t.Fatalf("%v, want %s", w.Fault, c.want)
			}
			raw, err := os.ReadFile(w.Evidence)
			if err != nil {
				t.Fatal(err)
			}
			var e evidence
			if err := json.Unmarshal(raw, &e); err != nil {
				t.Fatal(err)
			}
			if e.Kept != kept || e.Shown != string(shown) || e.Fault == "" {
				t.Errorf("the evidence is not both checkpoints: %+v", e)
			}
			if again := g.look(t); again.Fault == nil || again.Old.Size != 5 {
				t.Error("the fault is forgotten at the next look")
			}
		})
	}
}

func TestWatchTellsABreakFromAFault(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l := newTestLog(t)
	l.add(t, 0, 2)
	g := newGuard(t, l, Dir(filepath.Join(l.dir, "没有")))
	if _, err := Watch(ctx, g.Log, g.state); err == nil {
		t.Error("a log that cannot be read is sound")
	}
	g = newGuard(t, l, Dir(l.dir))
	g.look(t)
	web, err := NewHTTP("http://127.0.0.1:1/")
	if err != nil {
		t.Fatal(err)
	}
	away := &guard{NewLog(web, l.trust(t)), g.state}
	if w, err := Watch(ctx, away.Log, g.state); err == nil {
		t.Errorf("a log that cannot be reached: %v", w.Fault)
	}
	mustWrite(t, g.state, []byte(`{"schema":"x"}`))
	if _, err := Watch(ctx, g.Log, g.state); err == nil || !strings.Contains(err.Error(), "换一个文件名") {
		t.Errorf("another file is taken for the state: %v", err)
	}
}
