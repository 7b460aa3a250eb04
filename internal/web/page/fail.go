package page

import (
	"errors"
	"log/slog"
	"net/http"

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
			l.T("现在读不到数据：数据库正忙、正在重启或断开了。半分钟后刷新这一页；一直这样请告诉管理员。", "The data cannot be read now: the database is busy, restarting or cut off. Reload this page in half a minute; tell the operator if it stays."), again(l, r))
	default:
		log.ErrorContext(r.Context(), "page", "path", r.URL.Path, "error", err)
		Trouble(w, r, http.StatusInternalServerError, l.T("这一页没有写成", "This page could not be made"), l.T("过一会儿再试；还不行请告诉管理员。", "Try again in a while; tell the operator if it stays."), again(l, r))
	}
}

// again leads to the page that was asked for.
func again(l Lang, r *http.Request) Crumb {
	return Crumb{l.T("刷新这一页", "Reload this page"), r.URL.RequestURI()}
}
