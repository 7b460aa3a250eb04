package page

import (
	"context"
	"database/sql/driver"
	"encoding/json"
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
	w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/regions", nil)
	w.Header().Set(RequestID, "A1B2")
	Fail(w, r, slog.New(slog.DiscardHandler), errors.New("nil of something"))
	if said := w.Body.String(); !strings.Contains(said, "A1B2") || strings.Contains(said, "刷新") {
		t.Errorf("a fault has no number, or what was sent is to be asked for again:\n%s", said)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	w, r = httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/regions", nil).WithContext(gone)
	Fail(w, r, slog.New(slog.DiscardHandler), driver.ErrBadConn)
	if w.Body.Len() > 0 {
		t.Errorf("one that has gone was told %q", w.Body.String())
	}
}

// TestProgramsAreToldAProblem: of the API, or where they take no page.
func TestProgramsAreToldAProblem(t *testing.T) {
	for _, c := range []struct {
		path, accept string
		problem      bool
	}{
		{"/api/v1/units", "", true},
		{"/u/none", "application/json", true},
		{"/u/none", "application/problem+json", true},
		{"/u/none", "text/html,application/json;q=0.9", false},
		{"/u/none", "*/*", false},
		{"/u/none", "", false},
	} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, c.path, nil)
		r.Header.Set("Accept", c.accept)
		Trouble(w, r, http.StatusTooManyRequests, "看得太快了", "过 3 秒再看。")
		var p struct {
			Status        int
			Title, Detail string
		}
		err := json.Unmarshal(w.Body.Bytes(), &p)
		if got := err == nil && p.Status == http.StatusTooManyRequests && p.Title == "看得太快了" && p.Detail == "过 3 秒再看。" && w.Header().Get("Content-Type") == "application/problem+json"; got != c.problem || w.Code != http.StatusTooManyRequests {
			t.Errorf("%s for %q: %d %s\n%.200s", c.path, c.accept, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
}
