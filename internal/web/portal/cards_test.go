package portal_test

import (
	"bytes"
	"image/png"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/web"
	"mingbai/internal/web/portal"
)

var (
	ogImage        = regexp.MustCompile(`<meta property="og:image" content="([^"]*)"`)
	departmentLink = regexp.MustCompile(`href="(/d/[^"]*)"`)
	unitLink       = regexp.MustCompile(`<th scope="row"><a href="(/u/[^"]*)"`)
	compareLink    = regexp.MustCompile(`href="/compare\?u=([^"]*)"`)
)

// TestTheCardIsAPictureForOthers: what stands for a page elsewhere is a PNG of the
// size that others show, at an address that they can ask for.
func TestTheCardIsAPictureForOthers(t *testing.T) {
	srv, s := site(t)
	_, at := datong(t, s)
	bare, err := portal.New(s, portal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	byHost := httptest.NewServer(web.Site(bare))
	t.Cleanup(byHost.Close)
	for _, path := range []string{"/", at, "/en" + at} {
		if _, body := get(t, srv, path); !strings.HasPrefix(first(ogImage, body), "https://example.org/") {
			t.Errorf("%s names its picture %q", path, first(ogImage, body))
		}
		_, body := get(t, byHost, path)
		picture := first(ogImage, body)
		if !strings.HasPrefix(picture, byHost.URL+"/") {
			t.Fatalf("%s names its picture %q", path, picture)
		}
		code, data := get(t, byHost, strings.TrimPrefix(picture, byHost.URL))
		config, err := png.DecodeConfig(strings.NewReader(data))
		if code != http.StatusOK || err != nil || config.Width != 1200 || config.Height != 630 {
			t.Errorf("%s: %d, %d × %d, %v", picture, code, config.Width, config.Height, err)
		}
	}
}

func first(re *regexp.Regexp, s string) string {
	if m := re.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// TestCardsDiffer: a card shows its own document.
func TestCardsDiffer(t *testing.T) {
	srv, s := site(t)
	_, at := datong(t, s)
	_, zh := get(t, srv, at+"/card.png")
	_, again := get(t, srv, at+"/card.png")
	_, en := get(t, srv, "/en"+at+"/card.png")
	if !bytes.Equal([]byte(zh), []byte(again)) || zh == en {
		t.Error("the card of one page is that of another, or another each time")
	}
}

// BenchmarkCard draws a card that was not asked for before, and one that was.
func BenchmarkCard(b *testing.B) {
	_, s := site(b)
	_, at := datong(b, s)
	ask := func(h http.Handler) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, at+"/card.png", http.NoBody))
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
	fresh := func() http.Handler {
		p, err := portal.New(s, portal.Options{})
		if err != nil {
			b.Fatal(err)
		}
		return web.Site(p)
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			h := fresh()
			b.StartTimer()
			ask(h)
		}
	})
	b.Run("again", func(b *testing.B) {
		h := fresh()
		for b.Loop() {
			ask(h)
		}
	})
}
