package page

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"mingbai/internal/store"
)

// RetryAfter is in how many seconds a reader may ask again where the database does
// not answer.
const RetryAfter = "30"

// Fail writes the page for what kept another from being made: that it is not there,
// that the database does not answer now, or a fault of the program. The last two are
// logged; a reader that has gone is told nothing.
func Fail(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	l := LangOf(r.Context())
	switch {
	case errors.Is(err, store.ErrNotFound):
		NotFound(w, r)
	case errors.Is(err, store.ErrPage):
		Trouble(w, r, http.StatusBadRequest, l.T("翻页的位置不对", "No such page of the list"), l.T("从第一页重新看。", "Start again from its first page."), Crumb{l.T("第一页", "First page"), r.URL.EscapedPath()})
	case r.Context().Err() != nil:
	case store.Lost(err):
		log.ErrorContext(r.Context(), "database", "path", r.URL.Path, "error", err)
		w.Header().Set("Retry-After", RetryAfter)
		Trouble(w, r, http.StatusServiceUnavailable, l.T("数据库暂时没有回应", "The database does not answer"),
			l.T("现在读不到数据：数据库正忙、正在重启或断开了。半分钟后刷新这一页；一直这样请告诉管理员。", "The data cannot be read now: the database is busy, restarting or cut off. Reload this page in half a minute; tell the operator if it stays."), Again(l, r)...)
	default:
		log.ErrorContext(r.Context(), "page", "path", r.URL.Path, "error", err)
		Fault(w, r)
	}
}

// RequestID is the header that has the number of a request, as logs have it.
const RequestID = "X-Request-Id"

// Fault writes the page for a fault of the program, with the number that logs know
// the request by.
func Fault(w http.ResponseWriter, r *http.Request) {
	l := LangOf(r.Context())
	what := l.T("过一会儿再试；还不行请告诉管理员。", "Try again in a while; tell the operator if it stays.")
	if id := w.Header().Get(RequestID); id != "" {
		what = l.T("过一会儿再试；还不行，把这个号告诉管理员："+id+"。", "Try again in a while; if it stays, tell the operator this number: "+id+".")
	}
	Trouble(w, r, http.StatusInternalServerError, l.T("这一页没有写成", "This page could not be made"), what, Again(l, r)...)
}

// Again leads to the page that was asked for; nowhere where something was sent.
func Again(l Lang, r *http.Request) []Crumb {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil
	}
	return []Crumb{{l.T("刷新这一页", "Reload this page"), r.URL.RequestURI()}}
}

// Problem tells a program what is wrong and what to do next (RFC 9457).
func Problem(w http.ResponseWriter, status int, title, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(struct { // a reader that has gone is no fault of ours
		Status int    `json:"status"`
		Title  string `json:"title"`
		Detail string `json:"detail"`
	}{status, title, detail})
}

// ofProgram reports whether a program asks: the API, or one that takes JSON and no page.
func ofProgram(r *http.Request) bool {
	accept := r.Header.Get("Accept")
	return strings.HasPrefix(r.URL.Path, "/api/") || strings.Contains(accept, "json") && !strings.Contains(accept, "html")
}
