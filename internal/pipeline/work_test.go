package pipeline

import (
	"context"
	"errors"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/ingest/pdf"
	"mingbai/internal/store"
)

// TestAGoodFileIsNotGivenUpForOthers: where files before it keep all readers, a
// job is done later; only one whose own file is at fault is ended.
func TestAGoodFileIsNotGivenUpForOthers(t *testing.T) {
	for code, want := range map[string]error{pdf.Busy: store.ErrLater, "damaged": store.ErrGiveUp, "too_large": store.ErrGiveUp} {
		told := 0
		o := WorkOptions{Told: func(Loaded) { told++ }}
		err := giveUp(t.Context(), o, store.LoadJob{Name: "好.pdf"}, &diag.ReadError{Code: code, Message: "好.pdf 没有读"})
		if !errors.Is(err, want) || errors.Is(err, store.ErrLater) && errors.Is(err, store.ErrGiveUp) || told != 1 {
			t.Errorf("%s: %v, told %d times", code, err, told)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := giveUp(stopped, WorkOptions{}, store.LoadJob{}, &diag.ReadError{Code: "damaged"}); !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrGiveUp) {
		t.Errorf("told to stop: %v", err)
	}
}
