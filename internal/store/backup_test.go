package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// testBackup takes a backup of a store on one database and restores it on
// another, both empty addresses for SQLite.
func testBackup(t *testing.T, from, to string) {
	ctx := t.Context()
	s := opened(t, from)
	put(t, s, sample(example, 2023, "23.70"), sample("大同市乙中心", 2023, "1"))
	put(t, s, sample(example, 2023, "23.80"))
	out := filepath.Join(t.TempDir(), "backup")
	m := must(s.Backup(ctx, out))(t)
	if m.Documents != 2 || m.Files != 3 {
		t.Errorf("the backup has %d documents, %d files, want 2 and 3", m.Documents, m.Files)
	}
	if _, err := s.Backup(ctx, out); err == nil {
		t.Error("a backup was written over")
	}
	put(t, s, sample("大同市丙中心", 2023, "1")) // is not in it

	target := Options{Dir: filepath.Join(t.TempDir(), "new"), Database: to}
	if _, err := Restore(ctx, out, target); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, out, target); err == nil {
		t.Error("a store was restored over")
	}
	r := must(Open(ctx, target))(t)
	defer r.Close()
	if n := must(r.Documents(ctx, Filter{}, Page{}))(t); len(n.Items) != 2 {
		t.Errorf("%d documents came back, want 2", len(n.Items))
	}
	id := must(s.Search(ctx, Query{Text: "平城区", Only: InUnits}))(t).Units.Items[0].ID
	ref := DocumentRef{Unit: id, Year: 2023}
	want, got := must(s.Document(ctx, ref))(t), must(r.Document(ctx, ref))(t)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("it came back otherwise:\n%s", diff)
	}
	for _, f := range got.Files {
		must(r.File(ctx, f.SHA256))(t)
	}
	if hits := must(r.Search(ctx, Query{Text: "取暖费 >2万元"}))(t); len(hits.Cells.Items) != 2 {
		t.Errorf("%d cells found in what came back, want 2", len(hits.Cells.Items))
	}
	put(t, r, sample("大同市丁中心", 2024, "1")) // and it goes on
	if from == "" {
		testSpoiltBackups(t, s)
	}
}

func testSpoiltBackups(t *testing.T, s *Store) {
	for name, spoil := range map[string]func(dir string) error{
		"坏了或被改过": func(dir string) error { return os.Truncate(filepath.Join(dir, DatabaseFile), 4096) },
		"内容与名字不符": func(dir string) error {
			files, err := filepath.Glob(filepath.Join(dir, "files", "*", "*", "*"))
			if err != nil {
				return err
			}
			return os.Truncate(files[0], 1)
		},
		"应有":     func(dir string) error { return os.RemoveAll(filepath.Join(dir, "files")) },
		"不是":     func(dir string) error { return os.Remove(filepath.Join(dir, manifestFile)) },
		"同一种数据库": func(dir string) error { return nil },
	} {
		dir := filepath.Join(t.TempDir(), "backup")
		must(s.Backup(t.Context(), dir))(t)
		if err := spoil(dir); err != nil {
			t.Fatal(err)
		}
		o := Options{Dir: filepath.Join(t.TempDir(), "new")}
		if name == "同一种数据库" {
			o.Database = "postgres://nobody@127.0.0.1:1/none"
		}
		if _, err := Restore(t.Context(), dir, o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(o.Dir, DatabaseFile)); err == nil {
			t.Errorf("%s: a database was made all the same", name)
		}
	}
}

func testReleases(t *testing.T, s *Store) {
	ctx := t.Context()
	put(t, s, sample(example, 2023, "23.70"))
	o := put(t, s, sample(example, 2023, "23.80"))[0]
	r := Release{Unit: o.Unit, Document: o.Document, Version: 1, SHA256: SHA256(nil), LogIndex: -1, Proof: []byte("signed")}
	first := must(s.AddRelease(ctx, "发布人", r))(t)
	if again := must(s.AddRelease(ctx, "发布人", r))(t); again.ID != first.ID {
		t.Errorf("released twice: %d and %d", first.ID, again.ID)
	}
	r.Version, r.Corrects, r.LogIndex = 2, first.ID, 7
	if _, err := s.AddRelease(ctx, "发布人", r); err == nil {
		t.Error("corrected without a reason")
	}
	r.Reason = "收入总计多计"
	second := must(s.AddRelease(ctx, "发布人", r))(t)
	if got := must(s.Standings(ctx, "140200"))(t); len(got) != 1 || got[0].Released != 1 || got[0].First.IsZero() || !got[0].Last.Equal(got[0].First) || !got[0].First.Equal(first.ReleasedAt) {
		t.Errorf("standings %+v, want one document released when it first was", got)
	}
	all := must(s.Releases(ctx, ReleaseFilter{}, Page{}))(t).Items
	if len(all) != 2 || all[0].ID != second.ID || all[0].LogIndex != 7 || all[1].LogIndex != -1 || string(all[1].Proof) != "signed" || all[0].UnitName != example {
		t.Errorf("releases %+v", all)
	}
	only := must(s.Releases(ctx, ReleaseFilter{Corrections: true, Document: o.Document}, Page{}))(t).Items
	if len(only) != 1 || only[0].Corrects != first.ID || only[0].Reason != r.Reason || only[0].ReleasedBy != "发布人" {
		t.Errorf("corrections %+v", only)
	}
	r.Version = 3
	if _, err := s.AddRelease(ctx, "发布人", r); err == nil {
		t.Error("a version that is not there was released")
	}
}
