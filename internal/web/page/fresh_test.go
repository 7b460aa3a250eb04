package page

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestFresh: what a reader has is not sent again, in whatever form the tag comes
// back; a page of the other language is another page.
func TestFresh(t *testing.T) {
	for _, c := range []struct {
		name, method, given string
		lang                Lang
		fresh               bool
	}{
		{"nothing", "GET", "", Chinese, false},
		{"the same", "GET", `W/"zh-CN-v3"`, Chinese, true},
		{"by HEAD", "HEAD", `W/"zh-CN-v3"`, Chinese, true},
		{"made strong by a proxy", "GET", `"zh-CN-v3"`, Chinese, true},
		{"among others", "GET", `"a", W/"zh-CN-v3" , "b"`, Chinese, true},
		{"any", "GET", "*", Chinese, true},
		{"an older one", "GET", `W/"zh-CN-v2"`, Chinese, false},
		{"the other language", "GET", `W/"zh-CN-v3"`, English, false},
		{"a change", "POST", `W/"zh-CN-v3"`, Chinese, false},
	} {
		r := httptest.NewRequest(c.method, "/u/1", nil)
		r = r.WithContext(WithLang(r.Context(), c.lang))
		if c.given != "" {
			r.Header.Set("If-None-Match", c.given)
		}
		w := httptest.NewRecorder()
		if got := Fresh(w, r, "v3"); got != c.fresh || (w.Code == http.StatusNotModified) != c.fresh {
			t.Errorf("%s: fresh %v, status %d", c.name, got, w.Code)
		}
		if w.Header().Get("ETag") == "" || w.Header().Get("Cache-Control") == "" {
			t.Errorf("%s: headers %v", c.name, w.Header())
		}
	}
}
