package web_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"mingbai/internal/demo"
	"mingbai/internal/generate"
	"mingbai/internal/pipeline"
	"mingbai/internal/profile"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/service"
)

// planted is what somebody puts into the names and sentences of a document.
const planted = `=cmd|' /C planted'!A0"><script>planted()</script><img src=x onerror=planted()>'`

// TestWhatIsPlantedInADocumentDoesNothing: a document whose names and sentences are
// made to harm is loaded, and the whole site walked through: no page has an element
// or an address of it, no file a formula, and no answer leads to another site.
func TestWhatIsPlantedInADocumentDoesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector: run without -short")
	}
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := 0
	err = pipeline.Load(t.Context(), pipeline.LoadOptions{
		Store: s, Actor: "test", Region: "140200", Source: `javascript:planted()//` + planted, Files: []string{plant(t)},
		Told: func(_, _ int, l pipeline.Loaded) {
			if l.Fault == nil {
				n++
			}
		},
	})
	if err != nil || n != 1 {
		t.Fatalf("%d documents, %v", n, err)
	}
	site, err := web.Assemble(web.Options{
		Store: s, Guard: guard.Options{Rate: -1}, Check: service.Options{Program: []string{"false"}, Dir: t.TempDir()},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	srv := httptest.NewServer(site)
	defer srv.Close()
	w := &walk{srv: srv, client: srv.Client(), seen: map[string]bool{}, like: map[string]int{}, kinds: map[string]int{}}
	w.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	w.next = []string{
		"/", "/en/", "/sitemap.xml", "/changes.atom", "/search?q=" + url.QueryEscape(planted), "/en/search?q=planted",
		"/compare?q=" + url.QueryEscape(planted), "/check?x=" + url.QueryEscape(planted), "/data/all/all",
	}
	for len(w.next) > 0 && !t.Failed() {
		w.step(t)
	}
	t.Logf("%d answers, %d with what was planted: %v", len(w.seen), w.named, w.kinds)
	if w.named < 20 || w.kinds["text/html"] < 50 || w.kinds["text/csv"] == 0 || w.kinds["application/atom+xml"] == 0 {
		t.Error("too little of the site was seen")
	}
}

// plant writes the document.
func plant(t *testing.T) string {
	t.Helper()
	cast, err := demo.Town(1)
	if err != nil {
		t.Fatal(err)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(generate.Profile())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := writeUnit(dir, p, cast[0], 0, 0); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "000-0.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d any
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	sow(d)
	if raw, err = json.Marshal(d); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, `=cmd"><script>planted()<.json`)
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// sow puts what is planted before all names and sentences.
func sow(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			sow(one)
		}
	case map[string]any:
		for key, one := range v {
			text, is := one.(string)
			if is && (key == "name" || key == "text" || key == "goal" || key == "heading") {
				v[key] = planted + text
			}
			sow(one)
		}
	}
}

// walk is a way through all of a site.
type walk struct {
	srv    *httptest.Server
	client *http.Client
	next   []string
	seen   map[string]bool
	like   map[string]int // addresses of one kind
	kinds  map[string]int
	named  int // answers that hold what was planted
}

var digits = regexp.MustCompile(`[0-9a-z]{10,}|\d+|\?.*|/p/.*`)

// step looks at one address, unless many like it were seen.
func (w *walk) step(t *testing.T) {
	t.Helper()
	at := w.next[0]
	w.next = w.next[1:]
	at, _, _ = strings.Cut(at, "#")
	kind := digits.ReplaceAllString(at, "*")
	if w.seen[at] || w.like[kind] >= 4 {
		return
	}
	w.seen[at] = true
	w.like[kind]++
	res, err := w.client.Get(w.srv.URL + at)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(res.Body); err != nil {
		t.Fatal(err)
	}
	media, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	w.kinds[media]++
	if strings.Contains(body.String(), "planted") {
		w.named++
	}
	if res.StatusCode >= 500 {
		t.Errorf("%s: %s", at, res.Status)
	}
	if to := res.Header.Get("Location"); to != "" {
		if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
			t.Errorf("%s leads to %s", at, to)
		}
		w.next = append(w.next, to)
	}
	if res.Header.Get("Content-Security-Policy") == "" || res.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s: no policy", at)
	}
	switch media {
	case "text/html":
		w.page(t, at, &body)
	case "text/csv":
		w.table(t, at, body.Bytes())
	case "application/atom+xml", "application/xml", "image/svg+xml":
		if strings.Contains(body.String(), "<script") || strings.Contains(body.String(), "<img") {
			t.Errorf("%s has an element that was planted", at)
		}
	}
}

// page sees that no element of a page runs anything, and notes where it leads.
func (w *walk) page(t *testing.T, at string, body *bytes.Buffer) {
	t.Helper()
	doc, err := html.Parse(body)
	if err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	for e := range doc.Descendants() {
		if e.Type != html.ElementNode {
			continue
		}
		if e.Data == "script" && e.FirstChild != nil && (attribute(e, "type") != "application/ld+json" || !json.Valid([]byte(e.FirstChild.Data))) {
			t.Errorf("%s: a script in the page: %s", at, e.FirstChild.Data)
		}
		for _, a := range e.Attr {
			link := strings.ToLower(strings.TrimLeftFunc(a.Val, unicode.IsSpace))
			switch {
			case strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: <%s %s=%q>", at, e.Data, a.Key, a.Val)
			case a.Key != "href" && a.Key != "src" && a.Key != "action":
			case strings.HasPrefix(link, "javascript:"), strings.HasPrefix(link, "data:") && e.Data == "a", strings.HasPrefix(link, "//"), e.Data == "img" && link == "x":
				t.Errorf("%s: <%s %s=%q>", at, e.Data, a.Key, a.Val)
			case strings.HasPrefix(link, "/"):
				w.next = append(w.next, a.Val)
			}
		}
	}
}

// attribute is the value of an attribute; empty where there is none.
func attribute(e *html.Node, key string) string {
	for _, a := range e.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

var signed = regexp.MustCompile(`^[+-][\d,.]+%?$`)

// table sees that no cell of a table is a formula.
func (w *walk) table(t *testing.T, at string, body []byte) {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff"))))
	in.FieldsPerRecord = -1 // a title stands alone in its row
	rows, err := in.ReadAll()
	if err != nil {
		t.Errorf("%s: %v", at, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !signed.MatchString(cell) {
				t.Fatalf("%s: a spreadsheet takes this for a formula: %.60s", at, cell)
			}
		}
	}
}
