package store

import (
	"errors"
	"strings"
	"sync"
	"testing"
)

// TestADatabaseOfALaterProgramIsRefused: nothing is written to it.
func TestADatabaseOfALaterProgramIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "升到了第 9999 步") {
		if err == nil {
			_ = s.Close()
		}
		t.Errorf("opened: %v", err)
	}
}

// TestSeveralStartAtOnce: one makes the tables, the others wait for it.
func TestSeveralStartAtOnce(t *testing.T) { testStartAtOnce(t, "") }

func testStartAtOnce(t *testing.T, database string) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			s, err := Open(t.Context(), Options{Dir: dir, Database: database})
			if err != nil {
				t.Error(err)
				return
			}
			j, err := s.Jobs(t.Context(), JobsOptions{})
			if err == nil {
				err = j.Close()
			}
			if err = errors.Join(err, s.Close()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
