package pipeline

import (
	"errors"
	"path/filepath"
	"testing"

	"mingbai/internal/release"
	"mingbai/internal/store"
)

// TestRecordTakesOnlyWhatTheStoreHolds: a release of files that nobody loaded is
// no release of anything that is shown.
func TestRecordTakesOnlyWhatTheStoreHolds(t *testing.T) {
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := &release.Manifest{
		Schema: release.Schema, Time: "2026-02-03T04:05:06Z", Document: release.Document{Unit: "某中心", Year: 2026, Kind: "budget", Scope: "unit"},
		By: release.By{Name: "某中心", Program: "test"}, Files: []release.File{{Name: "a.json", Size: 1, Digests: release.Digests{SHA256: store.SHA256([]byte("a")), SM3: store.SHA256([]byte("b"))}}},
	}
	keys := release.OpenKeyFolder(t.TempDir())
	if _, err := keys.New(release.NewKey{Owner: "某中心", Role: release.RoleUnit, Algorithm: release.Ed25519}); err != nil {
		t.Fatal(err)
	}
	signer, err := release.ReadSigner(keys.KeyFile(release.RoleUnit, release.Ed25519))
	if err != nil {
		t.Fatal(err)
	}
	b, err := release.NewBundle(m, []release.Signer{signer}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Record(t.Context(), s, "test", b); !errors.Is(err, ErrNotHeld) {
		t.Errorf("%v", err)
	}
}

// TestDataOfALaterYearIsReadInItsYear: a profile is of one year; data that was
// made by it in the years after is no worse for it.
func TestDataOfALaterYearIsReadInItsYear(t *testing.T) {
	dir := t.TempDir()
	if err := Generate(t.Context(), GenerateOptions{N: 1, Seed: 3, Years: 2, Out: dir, Formats: []string{"json"}}); err != nil {
		t.Fatal(err)
	}
	got, err := Check(t.Context(), CheckOptions{Files: []string{filepath.Join(dir, "unit-00001-2024.json")}})
	if err != nil {
		t.Fatal(err)
	}
	d := got.Report.Documents[0]
	if d.Err != nil {
		t.Fatal(d.Err)
	}
	for _, f := range d.Findings {
		if f.Rule == "PRJ-014" || f.Rule == "TXT-022" {
			t.Errorf("%s %s: %s", f.Rule, f.Place(), f.Message)
		}
	}
}
