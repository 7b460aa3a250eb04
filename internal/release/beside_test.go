package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatStandsBesideALogIsHeld changes, cuts, swaps and takes away the files beside
// the entries, one at a time: each is told with its file, and put back it is not.
func TestWhatStandsBesideALogIsHeld(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	m := s.draft(t, 1)
	m.Document.Year--
	raw, err := os.ReadFile(s.file("公开.json"))
	if err != nil {
		t.Fatal(err)
	}
	_, canonical, err := ContentOf(raw)
	if err != nil {
		t.Fatal(err)
	}
	second := s.sign(t, m)
	if err := s.Publish(t.Context(), second, canonical); err != nil {
		t.Fatal(err)
	}
	log := s.log(t, Dir(s.dir))
	tree := s.latest(t)
	beside := func(from int64, trust *Trust) string {
		t.Helper()
		l := *log
		l.trust = trust
		faults, err := l.Beside(t.Context(), tree.Checkpoint, from)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, f := range faults {
			out = append(out, f.Error())
		}
		return strings.Join(out, "\n")
	}
	if said := beside(0, s.trust(t)); said != "" {
		t.Fatalf("as published: %s", said)
	}
	first, content := bundlePath(s.bundle.ID), contentPath(m.Content.SHA256)
	other, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(bundlePath(second.ID))))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file   string
		change func(b string) string // empty: taken away
		want   string
	}{
		"no bundle":                  {first, nil, "凭据 " + first + " 不见了"},
		"the bundle cut":             {first, func(b string) string { return b[:len(b)/2] }, "凭据 " + first + "：读发布凭据"},
		"another's bundle":           {first, func(string) string { return string(other) }, "凭据 " + first + " 是另一次发布"},
		"the manifest of the bundle": {first, func(b string) string { return strings.Replace(b, `"year": 2026`, `"year": 2025`, 1) }, "被改过"},
		"the unit's signature":       {first, func(b string) string { return spoil(b, "— ") }, "凭据 " + first},
		"the SM2 signature":          {first, func(b string) string { return spoil(b, `"signature": "`) }, "凭据 " + first},
		"no disclosure":              {content, nil, "公开数据 " + content + " 不见了"},
		"a number of the disclosure": {content, func(b string) string { return strings.Replace(b, "667.98", "667.89", 1) }, content + " 与清单的摘要不符"},
	} {
		file := filepath.Join(s.dir, filepath.FromSlash(c.file))
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if c.change == nil {
			err = os.Remove(file)
		} else {
			bad := c.change(string(good))
			if bad == string(good) {
				t.Fatalf("%s: nothing was changed", name)
			}
			err = os.WriteFile(file, []byte(bad), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		if said := beside(0, s.trust(t)); !strings.Contains(said, c.want) || !strings.HasPrefix(said, "第 ") {
			t.Errorf("%s: %q\nwant %s", name, said, c.want)
		}
		if said := beside(tree.Size, s.trust(t)); said != "" {
			t.Errorf("%s: told of entries that were not asked for: %s", name, said)
		}
		mustWrite(t, file, good)
	}
	if said := beside(0, s.trust(t)); said != "" {
		t.Errorf("put back: %s", said)
	}
}

// TestWhoSignedOfAnotherUnit: somebody who trusts a unit's key is told of releases in
// its name that the key has not signed; who knows no key of the unit is not.
func TestWhoSignedOfAnotherUnit(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	tree := s.latest(t)
	// The list of the log's keys, and a list of somebody's who might sign the same.
	for name, keep := range map[string]bool{"might have signed": true, "knows no key of the unit": false} {
		stranger := testKeys(t, "某市信息中心")
		list, _, err := stranger.List()
		if err != nil {
			t.Fatal(err)
		}
		if !keep {
			for i := range list.Keys {
				list.Keys[i].Unit = "别的单位"
			}
		}
		l := *s.log(t, Dir(s.dir))
		l.trust = &Trust{lists: []*KeyList{list}}
		r, err := tree.Release(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		err = l.proven(t.Context(), r)
		if told := err != nil && strings.Contains(err.Error(), bundlePath(r.ID)); told != keep {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// spoil changes a letter in the middle of what follows a mark.
func spoil(s, mark string) string {
	i := strings.Index(s, mark)
	j := i + len(mark)
	for strings.ContainsRune(" \"\\", rune(s[j])) {
		j++
	}
	end := j + strings.IndexAny(s[j:], "\"\\")
	at := (j + end) / 2
	c := byte('A')
	if s[at] == c {
		c = 'B'
	}
	return s[:at] + string(c) + s[at+1:]
}
