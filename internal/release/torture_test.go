//go:build torture

package release

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The environment of a child: it appends to the log at tortureDir with the key
// at tortureKey, entries from the number tortureFrom on.
const (
	tortureDir  = "MINGBAI_TORTURE_DIR"
	tortureKey  = "MINGBAI_TORTURE_KEY"
	tortureFrom = "MINGBAI_TORTURE_FROM"
	tortureTime = "MINGBAI_TORTURE_TIME" // how long to torture; default 20s
)

func TestMain(m *testing.M) {
	if os.Getenv(tortureDir) == "" {
		os.Exit(m.Run())
	}
	fmt.Fprintln(os.Stderr, appendForever())
	os.Exit(3)
}

// appendForever appends one entry after another, in ones and in batches, and
// tells of each that was acknowledged: its index and its ID.
func appendForever() error {
	key, err := ReadLogKey(os.Getenv(tortureKey))
	if err != nil {
		return err
	}
	w, err := OpenWriter(os.Getenv(tortureDir), key)
	if err != nil {
		return err
	}
	w.Now = func() time.Time { return noon }
	n, err := strconv.Atoi(os.Getenv(tortureFrom))
	if err != nil {
		return err
	}
	for {
		var batch [][]byte
		for range 1 + rand.IntN(40)*rand.IntN(2) {
			m := testManifest(n)
			m.Time = Stamp(noon) // several children: none is late
			b, err := m.Bytes()
			if err != nil {
				return err
			}
			batch = append(batch, b)
			n++
		}
		first, _, err := w.Append(context.Background(), batch...)
		if err != nil {
			return err
		}
		for i, b := range batch {
			fmt.Println(first+int64(i), ID(b))
		}
	}
}

// child is a process that appends until it is killed.
type child struct {
	cmd *exec.Cmd
	ack map[int64]string
	end sync.WaitGroup
	err strings.Builder
}

func start(t *testing.T, l *testLog, from int) *child {
	t.Helper()
	c := &child{cmd: exec.Command(os.Args[0]), ack: map[int64]string{}}
	c.cmd.Env = append(os.Environ(), tortureDir+"="+l.dir, tortureKey+"="+l.keys.KeyFile(RoleLog, Ed25519), tortureFrom+"="+strconv.Itoa(from))
	c.cmd.Stderr = &c.err
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c.end.Go(func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			var at int64
			var id string
			if _, err := fmt.Sscan(s.Text(), &at, &id); err == nil && isHex(id) {
				c.ack[at] = id
			}
		}
	})
	return c
}

// TestTorture kills writers at any moment, again and again. After each kill every
// entry that was ever acknowledged is where it was said to be, and every
// checkpoint that anyone could see is a beginning of the log.
func TestTorture(t *testing.T) {
	ctx := context.Background()
	last := 20 * time.Second
	if s := os.Getenv(tortureTime); s != "" {
		var err error
		if last, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	l := newTestLog(t)
	l.add(t, 0, 1)
	ack := map[int64]string{}
	var seen []*Checkpoint
	begun, rounds, cut := time.Now(), 0, 0
	for ; time.Since(begun) < last; rounds++ {
		list := []*child{start(t, l, rounds*1_000_000+100)}
		if rounds%3 == 0 {
			list = append(list, start(t, l, rounds*1_000_000+500_100))
		}
		until := time.Now().Add(time.Duration(20+rand.IntN(250)) * time.Millisecond)
		for time.Now().Before(until) { // an onlooker
			raw, err := os.ReadFile(filepath.Join(l.dir, checkpoint))
			if err != nil {
				t.Fatal(err)
			}
			c, err := l.trust(t).Checkpoint(raw, time.Time{})
			if err != nil {
				t.Fatalf("a checkpoint that is not whole: %v", err)
			}
			if len(seen) == 0 || seen[len(seen)-1].Size != c.Size {
				seen = append(seen, c)
			}
		}
		for _, c := range list {
			if err := c.cmd.Process.Kill(); err != nil {
				t.Fatalf("a writer ended by itself: %v\n%s", err, c.err.String())
			}
		}
		for _, c := range list {
			c.end.Wait()
			_ = c.cmd.Wait()
			if c.err.Len() > 0 {
				t.Fatalf("a writer failed: %s", c.err.String())
			}
			for at, id := range c.ack {
				if was, twice := ack[at]; twice && was != id {
					t.Fatalf("entry %d was acknowledged twice: %s, %s", at, was, id)
				}
				ack[at] = id
			}
		}
		before := l.latest(t).Size
		if _, _, err := l.Append(ctx); err != nil { // whoever comes next finishes what was begun
			t.Fatal(err)
		}
		if l.latest(t).Size != before {
			cut++
		}
	}
	tree := l.latest(t)
	for at, id := range ack {
		e, err := tree.Entry(ctx, at)
		if err != nil {
			t.Fatalf("entry %d was acknowledged: %v", at, err)
		}
		if ID(e) != id {
			t.Fatalf("entry %d was acknowledged as %s and is %s", at, id, ID(e))
		}
	}
	for _, c := range seen {
		if _, err := tree.Consistency(ctx, c); err != nil {
			t.Fatalf("a checkpoint of %d entries was seen: %v", c.Size, err)
		}
	}
	for n := range tree.Size {
		if _, err := tree.Entry(ctx, n); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d rounds, %d entries, %d acknowledged, %d checkpoints seen, %d appends finished by the next", rounds, tree.Size, len(ack), len(seen), cut)
	if len(ack) == 0 || rounds == 0 {
		t.Error("nothing was tortured")
	}
}
