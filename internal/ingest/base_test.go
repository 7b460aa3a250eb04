package ingest_test

import (
	"os"
	"sync"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/text"
	"mingbai/internal/profile"
)

var loaded = sync.OnceValues(func() (*profile.Profile, error) {
	set, err := profile.Open("")
	if err != nil {
		return nil, err
	}
	return set.Load("shanxi-datong-2023-unit")
})

func datongProfile(t testing.TB) *profile.Profile {
	t.Helper()
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// profileOf is a built-in profile.
func profileOf(t testing.TB, id string) *profile.Profile {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// seed is the published document; the test is skipped where it is not at hand.
func seed(t testing.TB) *doc.Document {
	t.Helper()
	const file = "../../../shared/seed/datong-2023.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("%s is not here: the published document is not read", file)
	}
	d, err := text.Read("datong-2023.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
