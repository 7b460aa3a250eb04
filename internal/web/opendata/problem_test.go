package opendata

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// TestALostDatabaseIsToldWithWhenToComeAgain holds for the API and for what is
// downloaded.
func TestALostDatabaseIsToldWithWhenToComeAgain(t *testing.T) {
	d := &OpenData{log: slog.New(slog.DiscardHandler)}
	lost := fmt.Errorf("列单位：%w", driver.ErrBadConn)
	err := d.explain(t.Context(), lost)
	var status huma.StatusError
	var headers huma.HeadersError
	if !errors.As(err, &status) || status.GetStatus() != http.StatusServiceUnavailable || !errors.As(err, &headers) || headers.GetHeaders().Get("Retry-After") != "30" {
		t.Errorf("the API: %#v", err)
	}
	w := httptest.NewRecorder()
	d.serve(func(http.ResponseWriter, *http.Request) error { return lost })(w, httptest.NewRequest(http.MethodGet, "/data", nil))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "30" {
		t.Errorf("a page: %d, %q", w.Code, w.Header().Get("Retry-After"))
	}
}
