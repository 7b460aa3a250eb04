package web

import (
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/pipeline"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

var (
	embedCode = regexp.MustCompile(`<pre tabindex="0"><code>([^<]*)</code></pre>`)
	embedAt   = regexp.MustCompile(`^<iframe src="([^"]+)" title="[^"]+" [^>]*></iframe>$`)
	schemaLD  = regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
)

// example is a site that holds the example, and the address of its page.
func example(t *testing.T, base string) (ask func(path string) (*http.Response, string), at string) {
	t.Helper()
	s := opened(t)
	if err := pipeline.Load(t.Context(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{"../../examples/datong-2023"}}); err != nil {
		t.Fatal(err)
	}
	list, err := s.Documents(t.Context(), store.Filter{}, store.Page{})
	if err != nil || len(list.Items) != 1 {
		t.Fatal(list.Items, err)
	}
	srv := assembled(t, Options{Store: s, Base: base})
	return func(path string) (*http.Response, string) {
		t.Helper()
		return get(t, srv, http.MethodGet, path)
	}, page.HeadPath(&list.Items[0])
}

// TestPagesAreEmbedded: a page gives the line that shows it on another site, and what
// that line asks for may be shown there; nothing else may.
func TestPagesAreEmbedded(t *testing.T) {
	ask, at := example(t, "https://例.gov.cn")
	for _, path := range []string{at, "/en" + at, page.TablePath(at, "T03")} {
		res, body := ask(path)
		if csp := res.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'self'") {
			t.Errorf("%s may be framed: %s", path, csp)
		}
		code := embedCode.FindStringSubmatch(body)
		if code == nil {
			t.Fatalf("%s gives no line to embed it", path)
		}
		src := embedAt.FindStringSubmatch(html.UnescapeString(code[1]))
		if src == nil || src[1] != "https://例.gov.cn"+path+"?embed" {
			t.Fatalf("%s gives %s", path, code[1])
		}
		res, body = ask(strings.TrimPrefix(src[1], "https://例.gov.cn"))
		csp := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "frame-ancestors *") || !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "script-src 'self'") {
			t.Errorf("%s embedded: %s", path, csp)
		}
		if !strings.Contains(body, `<base target="_blank">`) || strings.Contains(body, "<form") {
			t.Errorf("%s embedded has forms, or leads on within the frame", path)
		}
	}
}

// TestTheDescriptionForSearchEngines: its addresses are whole, also where the site does
// not know its own.
func TestTheDescriptionForSearchEngines(t *testing.T) {
	for _, base := range []string{"https://example.org", ""} {
		ask, at := example(t, base)
		_, body := ask(at)
		var d struct {
			Type         string `json:"@type"`
			URL          string `json:"url"`
			License      string `json:"license"`
			Distribution []struct {
				ContentURL string `json:"contentUrl"`
			} `json:"distribution"`
		}
		found := schemaLD.FindStringSubmatch(body)
		if found == nil {
			t.Fatal("no description")
		}
		if err := json.Unmarshal([]byte(found[1]), &d); err != nil {
			t.Fatal(err)
		}
		if d.Type != "Dataset" || !strings.HasSuffix(d.URL, at) || !strings.HasPrefix(d.URL, "http") || d.License != page.Licence || len(d.Distribution) != 2 {
			t.Errorf("described as %+v", d)
		}
		for _, x := range d.Distribution {
			_, path, _ := strings.Cut(strings.TrimPrefix(x.ContentURL, base), "/api/")
			if !strings.HasPrefix(x.ContentURL, "http") || path == "" && !strings.HasSuffix(x.ContentURL, ".csv") {
				t.Errorf("data at %s", x.ContentURL)
			}
		}
	}
}
