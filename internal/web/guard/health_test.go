package guard

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealthAndReadiness(t *testing.T) {
	var gone error
	mux := http.NewServeMux()
	Plain{Ready: func(context.Context) error { return gone }, Base: "https://例.cn/", Map: true}.Routes(mux)
	ask := func(path string) (int, string) {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Code, w.Body.String()
	}
	if code, _ := ask("/readyz"); code != 200 {
		t.Errorf("ready: %d", code)
	}
	gone = errors.New("password=geheim")
	if code, body := ask("/readyz"); code != 503 || strings.Contains(body, "geheim") {
		t.Errorf("without its store: %d %s", code, body)
	}
	if code, _ := ask("/healthz"); code != 200 {
		t.Errorf("alive without its store: %d", code)
	}
	_, robots := ask("/robots.txt")
	for _, want := range []string{"User-agent: *\n", "Disallow: /search\n", "Sitemap: https://例.cn/sitemap.xml\n"} {
		if !strings.Contains(robots, want) {
			t.Errorf("robots.txt lacks %q:\n%s", want, robots)
		}
	}
	if strings.Contains(robots, "Disallow: /\n") {
		t.Error("nothing may be read")
	}
}
