package service

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestWhatKeptAResultFromBeingShown: what is deleted leads to where files are sent, a
// database that does not answer says when to come again.
func TestWhatKeptAResultFromBeingShown(t *testing.T) {
	s := &Service{o: Options{Logger: slog.New(slog.DiscardHandler)}}
	for _, c := range []struct {
		err         error
		status      int
		says, retry string
	}{
		{errGone, 404, `href="/check"`, ""},
		{fmt.Errorf("读任务：%w", driver.ErrBadConn), 503, "数据库暂时没有回应", "30"},
		{errors.New("nil of something"), 500, "没有做成", ""},
	} {
		w := httptest.NewRecorder()
		s.serve(func(http.ResponseWriter, *http.Request) error { return c.err })(w, httptest.NewRequest(http.MethodGet, "/check/x", nil))
		main := w.Body.String()
		main = main[max(strings.Index(main, "<main"), 0):] // the menu leads everywhere
		if w.Code != c.status || !strings.Contains(main, c.says) || w.Header().Get("Retry-After") != c.retry {
			t.Errorf("%v: %d, Retry-After %q\n%s", c.err, w.Code, w.Header().Get("Retry-After"), main)
		}
	}
}
