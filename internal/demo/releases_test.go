package demo

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingbai/internal/pipeline"
	"mingbai/internal/release"
	"mingbai/internal/store"
)

// publisher signs into folders of the test's own.
func publisher(t *testing.T, s *store.Store) *Publisher {
	t.Helper()
	dir := t.TempDir()
	p := &Publisher{Store: s, Keys: filepath.Join(dir, "keys"), Log: filepath.Join(dir, "log"), Program: "mingbai test"}
	p.Now = func() time.Time {
		if _, err := os.Stat(filepath.Join(p.Log, "keys.note")); err != nil {
			t.Errorf("a release got its time before there were keys: %v", err)
		}
		return time.Now()
	}
	for range 2 { // the second time keeps the keys
		if err := p.Prepare(); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func TestTheCentreIsSigned(t *testing.T) {
	s, dir := opened(t), t.TempDir()
	p := publisher(t, s)
	res, err := pipeline.Build(t.Context(), pipeline.Options{Book: "../../examples/datong-2023", Out: dir, Formats: []string{"json"}})
	if err != nil {
		t.Fatal(err)
	}
	head, err := Centre(t.Context(), s, dir, res.Files)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(res.Files[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Publish(t.Context(), "../../examples/datong-2023", res); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(res.Files[0].Path); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the example was built a second time: %v", err)
	}
	list, err := s.Releases(t.Context(), store.ReleaseFilter{Document: head.ID}, store.Page{})
	if err != nil || len(list.Items) != 1 || list.Items[0].Version != 2 || list.Items[0].LogIndex != 0 {
		t.Fatalf("%+v, %v", list.Items, err)
	}
	trust, err := release.ReadTrust(filepath.Join(p.Log, "keys.note"))
	if err != nil {
		t.Fatal(err)
	}
	bundle, err := release.BundleBeside(res.Files[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	v, err := release.Verify(t.Context(), release.Question{File: res.Files[0].Path, Bundle: bundle, Trust: trust})
	if err != nil || v.Worst() == release.Bad {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestNeighboursSignAndOneCorrects(t *testing.T) {
	s, dir := opened(t), t.TempDir()
	p := publisher(t, s)
	units := drafted + 1
	if _, err := Neighbours(t.Context(), Options{Store: s, Dir: dir, Units: units}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time adds nothing
		if err := p.Neighbours(t.Context(), dir, units); err != nil {
			t.Fatal(err)
		}
		all, err := s.Releases(t.Context(), store.ReleaseFilter{}, store.Page{})
		if err != nil {
			t.Fatal(err)
		}
		corrections := 0
		for _, r := range all.Items {
			if r.Corrects != 0 && r.Reason != "" {
				corrections++
			}
		}
		if len(all.Items) != 3 || corrections != 1 {
			t.Errorf("%d releases, %d of them corrections", len(all.Items), corrections)
		}
	}
}

// TestAnOvertakenReleaseIsSignedAnew: another release came into the log after this one
// had its time, as where two publish at once and the one that began first is slower.
func TestAnOvertakenReleaseIsSignedAnew(t *testing.T) {
	s, dir := opened(t), t.TempDir()
	p := publisher(t, s)
	if _, err := Neighbours(t.Context(), Options{Store: s, Dir: dir, Units: 2}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%v, %v", files, err)
	}
	began := time.Now()
	time.Sleep(2 * time.Second) // times in the log are whole seconds
	if _, err := p.alone(t.Context(), files[0], "", false); err != nil {
		t.Fatal(err)
	}
	p.Now = func() time.Time { return began }
	if _, err := p.alone(t.Context(), files[1], "", false); err != nil {
		t.Fatal(err)
	}
	list, err := s.Releases(t.Context(), store.ReleaseFilter{}, store.Page{})
	if err != nil || len(list.Items) != 2 {
		t.Fatalf("%+v, %v", list.Items, err)
	}
	if a, b := list.Items[1].ReleasedAt, list.Items[0].ReleasedAt; b.Before(a) {
		t.Errorf("the second release is of %v, the first of %v", b, a)
	}
}
