package cli_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingbai/internal/disk"
)

// smallDisk is a small disk of its own, in memory.
type smallDisk struct{ dir string }

// newDisk mounts one of some size, where the test may.
func newDisk(t *testing.T, size string) *smallDisk {
	t.Helper()
	d := &smallDisk{t.TempDir()}
	if err := syscall.Mount("tmpfs", d.dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("SKIPPED: nothing was tested on a full disk, as none may be mounted here (%v); run the test as root", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(d.dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return d
}

func (d *smallDisk) path(name string) string { return filepath.Join(d.dir, name) }

// fill leaves so many bytes free; free takes the rest away again.
func (d *smallDisk) fill(t *testing.T, leave int) {
	t.Helper()
	var at syscall.Statfs_t
	if err := syscall.Statfs(d.dir, &at); err != nil {
		t.Fatal(err)
	}
	most := int(at.Bavail) * int(at.Bsize)
	if err := os.WriteFile(d.path("fill"), make([]byte, max(most-leave, 0)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (d *smallDisk) free(t *testing.T) {
	t.Helper()
	if err := os.Remove(d.path("fill")); err != nil {
		t.Fatal(err)
	}
}

// tree lists the files under a folder with what is in them.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		out[strings.TrimPrefix(path, dir)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sameTree says which file of a folder is not as it was; empty if all are.
func sameTree(a, b map[string]string) string {
	for name, was := range a {
		if now, there := b[name]; !there || now != was {
			return name
		}
	}
	for name := range b {
		if _, there := a[name]; !there {
			return name
		}
	}
	return ""
}

// TestFullDisk: each command that writes is run on a disk with ever more room left,
// until that is enough. Before, it says that the disk is full and where, and leaves
// what was there as it was, with nothing half-written beside it; then, with room,
// the same command completes.
func TestFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector: run without -short")
	}
	made := t.TempDir()
	done(t, 0, "generate", "-n", "2", "--format", "json,txt", "-o", made)
	units, err := filepath.Glob(filepath.Join(made, "*.json"))
	if err != nil || len(units) != 2 {
		t.Fatalf("%v, %v", units, err)
	}
	book, err := filepath.Abs("../../examples/datong-2023")
	if err != nil {
		t.Fatal(err)
	}
	first, second := units[0], units[1]
	for name, c := range map[string]struct {
		ready func(t *testing.T, d *smallDisk) // what is there before
		args  func(d *smallDisk) []string
		keep  string // folder that is to be as it was, or whole
		fits  func(t *testing.T, d *smallDisk)
	}{
		"build": {
			args: func(d *smallDisk) []string { return []string{"build", book, "-o", d.path("出")} }, keep: "出",
		},
		"build over what is there": {
			ready: func(t *testing.T, d *smallDisk) {
				done(t, 0, "build", book, "-o", d.path("出"), "--rounding", "balanced")
			},
			args: func(d *smallDisk) []string { return []string{"build", book, "-o", d.path("出")} }, keep: "出",
		},
		"load into a new store": {
			args: func(d *smallDisk) []string { return []string{"load", first, "--data", d.path("数据")} },
			fits: func(t *testing.T, d *smallDisk) { loadedAre(t, d, 1) },
		},
		"load into a store": {
			ready: func(t *testing.T, d *smallDisk) { done(t, 0, "load", first, "--data", d.path("数据")) },
			args:  func(d *smallDisk) []string { return []string{"load", made, "--data", d.path("数据")} },
			fits:  func(t *testing.T, d *smallDisk) { loadedAre(t, d, 2) },
		},
		"backup": {
			ready: func(t *testing.T, d *smallDisk) { done(t, 0, "load", first, "--data", d.path("数据")) },
			args:  func(d *smallDisk) []string { return []string{"backup", d.path("备份"), "--data", d.path("数据")} }, keep: "备份",
		},
		"restore": {
			ready: func(t *testing.T, d *smallDisk) {
				done(t, 0, "load", first, "--data", d.path("数据"))
				done(t, 0, "backup", d.path("备份"), "--data", d.path("数据"))
			},
			// What a restore has put there stays, for the next to go on from.
			args: func(d *smallDisk) []string { return []string{"restore", d.path("备份"), "--data", d.path("新")} },
		},
		"snapshot": {
			ready: func(t *testing.T, d *smallDisk) { done(t, 0, "load", first, "--data", d.path("数据")) },
			args: func(d *smallDisk) []string {
				return []string{"snapshot", "--data", d.path("数据"), "--out", d.path("快照")}
			}, keep: "快照",
		},
		"publish": {
			args: func(d *smallDisk) []string {
				return []string{"publish", d.path("第一份"), "--key", d.path("密钥"), "--log", d.path("日志")}
			},
			ready: func(t *testing.T, d *smallDisk) {
				copyTo(t, first, d.path("第一份/公开.json"))
				done(t, 0, "keys", "new", d.path("密钥"), "--owner", "信息中心", "--any-unit")
			},
			fits: func(t *testing.T, d *smallDisk) {
				done(t, 0, "verify", d.path("第一份/公开.json"), "--trust", d.path("密钥/keys.note"), "--log", d.path("日志"))
			},
		},
		"publish into a log": {
			args: func(d *smallDisk) []string {
				return []string{"publish", d.path("第二份"), "--key", d.path("密钥"), "--log", d.path("日志")}
			},
			ready: func(t *testing.T, d *smallDisk) {
				copyTo(t, first, d.path("第一份/公开.json"))
				copyTo(t, second, d.path("第二份/公开.json"))
				done(t, 0, "keys", "new", d.path("密钥"), "--owner", "信息中心", "--any-unit")
				done(t, 0, "publish", d.path("第一份"), "--key", d.path("密钥"), "--log", d.path("日志"))
			},
			fits: func(t *testing.T, d *smallDisk) {
				for _, file := range []string{"第一份/公开.json", "第二份/公开.json"} {
					done(t, 0, "verify", d.path(file), "--trust", d.path("密钥/keys.note"), "--log", d.path("日志"))
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDisk(t, "24m")
			if c.ready != nil {
				c.ready(t, d)
			}
			full := 0
			for leave := 0; ; leave = max(4<<10, leave*8) {
				before := tree(t, d.path(c.keep))
				d.fill(t, leave)
				r := begin(t, c.args(d)...)
				exit, said := r.killed(time.Minute), r.out.String()+r.err.String()
				d.free(t)
				if exit == 0 {
					break
				}
				full++
				if exit != 2 || !strings.Contains(said, disk.Said) || strings.Count(said, disk.Remedy) != 1 || !strings.Contains(said, d.dir) {
					t.Errorf("with %d bytes left: exit %d, want 2, the disk that is full, and what to do:\n%s", leave, exit, said)
				}
				if odd := sameTree(before, tree(t, d.path(c.keep))); c.keep != "" && odd != "" {
					t.Errorf("with %d bytes left: %s%s is not as it was", leave, c.keep, odd)
				}
				if odd := leftovers(t, d); odd != "" {
					t.Errorf("with %d bytes left: %s is left", leave, odd)
				}
				if leave > 16<<20 {
					t.Fatal("it never completes")
				}
			}
			if full < 2 {
				t.Errorf("the disk was full %d times only", full)
			}
			if c.fits != nil {
				c.fits(t, d)
			}
			if odd := leftovers(t, d); odd != "" {
				t.Errorf("%s is left", odd)
			}
		})
	}
}

// leftovers is a file that was not written to the end; empty if there is none.
func leftovers(t *testing.T, d *smallDisk) string {
	t.Helper()
	for name := range tree(t, d.dir) {
		for part := range strings.SplitSeq(name, string(filepath.Separator)) {
			if strings.HasPrefix(part, ".new-") || strings.HasPrefix(part, ".mingbai-") || strings.HasPrefix(part, ".part-") || strings.HasSuffix(part, ".partial") || strings.Contains(part, ".tmp") {
				return name
			}
		}
	}
	return ""
}

func copyTo(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// loadedAre sees how many files a store holds, by loading nothing new into it.
func loadedAre(t *testing.T, d *smallDisk, n int) {
	t.Helper()
	if said := done(t, 0, "backup", d.path("备份"), "--data", d.path("数据")).out.String(); !strings.Contains(said, "备份了 "+string(rune('0'+n))+" 份公开件") {
		t.Errorf("want %d documents: %s", n, said)
	}
}
