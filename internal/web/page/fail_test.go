package page

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mingbai/internal/store"
)

// TestWhatKeptAPageFromBeingMade: each reason has its status, a page that says it,
// and a database that does not answer says when to ask again.
func TestWhatKeptAPageFromBeingMade(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		says   string
		retry  string
		logged bool
	}{
		{fmt.Errorf("找单位：%w", store.ErrNotFound), 404, "没有这一页", "", false},
		{fmt.Errorf("列单位：%w", store.ErrPage), 400, "从第一页", "", false},
		{fmt.Errorf("读区划：%w", driver.ErrBadConn), 503, "数据库暂时没有回应", "30", true},
		{fmt.Errorf("读区划：%w", &net.OpError{Op: "dial", Err: errors.New("connection refused")}), 503, "数据库暂时没有回应", "30", true},
		{errors.New("nil of something"), 500, "没有写成", "", true},
	} {
		var log strings.Builder
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/regions?after=x", nil)
		Fail(w, r, slog.New(slog.NewTextHandler(&log, nil)), c.err)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || w.Header().Get("Retry-After") != c.retry || (log.Len() > 0) != c.logged {
			t.Errorf("%v: %d, Retry-After %q, logged %q", c.err, w.Code, w.Header().Get("Retry-After"), log.String())
		}
		if next := `<a href="/regions`; c.status != 404 && strings.Count(w.Body.String(), next) < 2 { // the menu has one
			t.Errorf("%v: no way on", c.err)
		}
		if strings.Contains(w.Body.String(), "refused") {
			t.Errorf("%v: the page tells what is the operator's to know", c.err)
		}
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/regions", nil).WithContext(gone)
	Fail(w, r, slog.New(slog.DiscardHandler), driver.ErrBadConn)
	if w.Body.Len() > 0 {
		t.Errorf("one that has gone was told %q", w.Body.String())
	}
}
