package release

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestManifestReadsBackTheSame(t *testing.T) {
	t.Parallel()
	m := testManifest(3)
	m.Waived = []Waived{{Rule: "PRJ-001", Place: "T12", Reason: "照原件", By: "某人"}}
	b, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseManifest(b)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := again.Bytes(); err != nil || !bytes.Equal(b, c) {
		t.Errorf("%v\n%s\n%s", err, b, c)
	}
}

func TestManifestRefusesWhatIsNotCanonical(t *testing.T) {
	t.Parallel()
	b := testEntry(t, 0)
	for name, bad := range map[string]string{
		"a space":        strings.Replace(string(b), `":`, `": `, 1),
		"a line feed":    string(b) + "\n",
		"unknown key":    strings.Replace(string(b), `{"by"`, `{"aa":1,"by"`, 1),
		"escaped":        strings.Replace(string(b), "某", `\u67d0`, 1),
		"other schema":   strings.Replace(string(b), "release/v1", "release/v2", 1),
		"no unit":        strings.Replace(string(b), `"unit":"某市信息中心"`, `"unit":""`, 1),
		"a path":         strings.Replace(string(b), `"name":"公开-0.pdf"`, `"name":"../公开-0.pdf"`, 1),
		"a short digest": strings.Replace(string(b), `"sha256":"`, `"sha256":"0`, 1),
		"a local time":   strings.Replace(string(b), `12:00:00Z`, `12:00:00+08:00`, 1),
	} {
		if bad == string(b) {
			t.Fatalf("%s: nothing was changed", name)
		}
		if _, err := ParseManifest([]byte(bad)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestManifestIsBounded(t *testing.T) {
	t.Parallel()
	m := testManifest(0)
	m.Corrects = &Corrects{ID: strings.Repeat("0", 64), Reason: "全改", Changes: slices.Repeat([]Change{{Part: "table", Kind: "changed", Old: strings.Repeat("字", 100)}}, 300)}
	if _, err := m.Bytes(); err == nil || !strings.Contains(err.Error(), "300 处") {
		t.Errorf("%v", err)
	}
}

func TestDigestsAreThoseOfTheStandards(t *testing.T) {
	t.Parallel()
	// FIPS 180-2, B.1 and GB/T 32905-2016, A.1: the three bytes abc
	want := Digests{
		SHA256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		SM3:    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
	}
	if got := digestsOf([]byte("abc")); got != want {
		t.Errorf("%+v", got)
	}
	file := filepath.Join(t.TempDir(), "abc.txt")
	mustWrite(t, file, []byte("abc"))
	got, err := FileOf(file)
	if err != nil || got != (File{Name: "abc.txt", Size: 3, Digests: want}) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := FileOf(file + "x"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestContentNamesItsTables(t *testing.T) {
	t.Parallel()
	const was = `{"title":"甲","tables":[{"id":"T01","title":"收支总表","n":1},{"id":"T02","title":"收入总表","n":2}]}`
	old, _, err := ContentOf([]byte(was))
	if err != nil {
		t.Fatal(err)
	}
	for now, want := range map[string][]string{
		was: nil,
		strings.Replace(was, `"n":2`, `"n":3`, 1):                               {"表 T02《收入总表》"},
		strings.Replace(was, `"title":"甲"`, `"title":"乙"`, 1):                   {"标题"},
		strings.Replace(was, `,{"id":"T02","title":"收入总表","n":2}`, ``, 1):       {"表 T02《收入总表》（发布时有，现在没有）"},
		strings.Replace(was, `"n":2}`, `"n":2},{"id":"T03","title":"支出总表"}`, 1): {"表 T03《支出总表》（发布时没有）"},
	} {
		c, _, err := ContentOf([]byte(now))
		if err != nil {
			t.Fatal(err)
		}
		if got := old.differing(c); !slices.Equal(got, want) {
			t.Errorf("%s\n got %v\nwant %v", now, got, want)
		}
	}
	swapped := `{"tables":[{"id":"T02","title":"收入总表","n":2},{"id":"T01","title":"收支总表","n":1}],"title":"甲"}`
	c, _, err := ContentOf([]byte(swapped))
	if err != nil || c.Digests == old.Digests || len(old.differing(c)) != 0 {
		t.Errorf("tables in another order: %v, %v", old.differing(c), err)
	}
}

// FuzzReaders feeds what comes from outside to all who read it.
func FuzzReaders(f *testing.F) {
	m, err := testManifest(0).Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(m)
	f.Add([]byte("甲/log\n3\nAAAA\n"))
	f.Add(appendEntry(nil, m))
	f.Add([]byte(`{"schema":"mingbai.bundle/v1","id":"","manifest":{},"note":"x\n\n— a b\n"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if m, err := ParseManifest(raw); err == nil {
			if b, err := m.Bytes(); err != nil || !bytes.Equal(b, raw) {
				t.Errorf("a manifest that is not written as it was read: %v\n%s\n%s", err, raw, b)
			}
		}
		if c, err := parseCheckpoint(string(raw)); err == nil && !strings.HasPrefix(string(raw), c.text()) {
			t.Errorf("a checkpoint that is not written as it was read: %q, %q", raw, c.text())
		}
		if list, err := splitEntries(raw, 3); err == nil {
			var again []byte
			for _, e := range list {
				again = appendEntry(again, e)
			}
			if !bytes.HasPrefix(raw, again) {
				t.Errorf("entries that are not written as they were read: %q", raw)
			}
		}
		if b, err := ParseBundle(raw); err == nil {
			_, _ = b.Open()
		}
		_, _ = ParseKeyList(raw)
		_, _, _ = ContentOf(raw)
	})
}
