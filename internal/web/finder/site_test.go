package finder_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"mingbai/internal/compose"
	"mingbai/internal/generate"
	"mingbai/internal/pipeline"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/finder"
	"mingbai/internal/web/portal"
)

// example is the made-up site of the tests.
type example struct {
	*httptest.Server
	store *store.Store
}

// site is a site over a store with the example and some made-up units, one of
// them with texts that try to be markup and formulas.
func site(t testing.TB, o finder.Options) *example {
	t.Helper()
	s := filled(t)
	return &example{serve(t, s, o), s}
}

// filled is the store of the example as a copy of its own.
func filled(t testing.TB) *store.Store {
	t.Helper()
	from, err := examples()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return open(t, dir)
}

func empty(t testing.TB) *store.Store {
	t.Helper()
	return open(t, t.TempDir())
}

func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// examples is a folder with the store of the example, filled once for all tests.
var examples = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(scratch, "data")
	s, err := store.Open(context.Background(), store.Options{Dir: dir})
	if err != nil {
		return "", err
	}
	from := filepath.Join(scratch, "files")
	if err := os.Mkdir(from, 0o700); err != nil {
		return "", err
	}
	for n := range 4 {
		if err := writeUnit(filepath.Join(from, string(rune('a'+n))+".json"), n); err != nil {
			return "", err
		}
	}
	err = pipeline.Load(context.Background(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{from, "../../../examples/datong-2023"}})
	return dir, errors.Join(err, s.Close())
})

// scratch is a folder that is gone after the tests.
var scratch string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "finder")
	if err != nil {
		panic(err)
	}
	scratch = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// serve is the pages of this package, with those that they lead to.
func serve(t testing.TB, s *store.Store, o finder.Options) *httptest.Server {
	t.Helper()
	f, err := finder.New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	p, err := portal.New(s, portal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(web.Site(f, p))
	t.Cleanup(srv.Close)
	return srv
}

func writeUnit(to string, n int) error {
	set, err := profile.Open("")
	if err != nil {
		return err
	}
	prof, err := set.Load(generate.Profile())
	if err != nil {
		return err
	}
	d, _ := compose.Compile(generate.Book(11, n), prof, compose.Independent)
	if n == 0 {
		d.Unit.Name = `示例市<script>alert(1)</script>中心`
		d.Sections[0].Paragraphs[0].Text = `取暖"><img src=x onerror=alert(2)>`
		d.Sections[0].Paragraphs[0].Claims = nil
	}
	var b bytes.Buffer
	if err := data.Write(&b, d); err != nil {
		return err
	}
	return os.WriteFile(to, b.Bytes(), 0o600)
}

// get is a page that has to be there.
func (x *example) get(t testing.TB, path string) string {
	t.Helper()
	code, body := x.ask(t, path)
	if code != http.StatusOK {
		t.Fatalf("%s: %d", path, code)
	}
	return body
}

func (x *example) ask(t testing.TB, path string) (int, string) {
	t.Helper()
	res, err := x.Client().Get(x.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// head is a document of the store by a part of its unit's name.
func (x *example) head(t testing.TB, name string) store.Head {
	t.Helper()
	list, err := x.store.Documents(t.Context(), store.Filter{}, store.Page{})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range list.Items {
		if strings.Contains(h.UnitName, name) {
			return h
		}
	}
	t.Fatalf("no document of %s is held", name)
	return store.Head{}
}

// another is the same document once more, with another total.
func (x *example) another(t testing.TB, h store.Head) {
	t.Helper()
	d, err := x.store.Document(t.Context(), store.DocumentRef{ID: h.ID})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := data.Write(&b, d.Disclosure); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "another.json")
	if err := os.WriteFile(to, bytes.ReplaceAll(b.Bytes(), []byte("667.98"), []byte("668.98")), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := pipeline.Load(t.Context(), pipeline.LoadOptions{Store: x.store, Actor: "test", Files: []string{to}, Replace: true}); err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, body string, want ...string) {
	t.Helper()
	for _, s := range want {
		if !strings.Contains(body, s) {
			t.Errorf("%q is not on the page", s)
		}
	}
}

func lacks(t *testing.T, body string, not ...string) {
	t.Helper()
	for _, s := range not {
		if strings.Contains(body, s) {
			t.Errorf("%q is on the page", s)
		}
	}
}

var (
	href = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)

	// elsewhere are the parts of the site that are not served here.
	elsewhere = regexp.MustCompile(`^(/en)?/(check|data|api|tlog)\b`)

	// own are the pages of this package.
	own = regexp.MustCompile(`^(/en)?/(search|compare|rules|changes|method|log)\b`)
)

// TestEveryLinkLeadsSomewhere goes over the pages of this package, and looks at
// what they lead to: each is there, small, and holds no markup of a document's own.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	x := site(t, finder.Options{})
	at := x.head(t, "大同市").Unit.String()
	queue := []string{
		"/search", "/search?q=%E5%8F%96%E6%9A%96", "/search?q=%E7%A4%BA%E4%BE%8B", "/search?q=208", "/compare", "/compare?u=" + at, "/rules", "/changes", "/method", "/log",
		"/en/search?q=%E5%8F%96%E6%9A%96", "/en/compare", "/en/rules/SUM-001", "/en/changes", "/en/method", "/en/log",
	}
	seen := map[string]bool{}
	for _, path := range queue {
		seen[path] = true
	}
	kinds := map[string]int{}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		kind, _, _ := strings.Cut(strings.TrimPrefix(path, "/en")[1:], "/")
		kind, _, _ = strings.Cut(kind, "?")
		if kinds[kind]++; kinds[kind] > 40 {
			continue // they are alike, and lead to ever more of them
		}
		body := x.get(t, path)
		if len(body) > 100_000 {
			t.Errorf("%s is %d bytes", path, len(body))
		}
		if strings.Contains(path, "/compare.csv") {
			continue // for a spreadsheet, to be saved
		}
		for _, hostile := range []string{"<script>alert", "<img src=x", " style=", " onclick=", "templ:"} {
			if strings.Contains(body, hostile) {
				t.Fatalf("%s holds %q", path, hostile)
			}
		}
		if !own.MatchString(path) {
			continue
		}
		for _, m := range href.FindAllStringSubmatch(body, -1) {
			to := strings.ReplaceAll(m[1], "&amp;", "&")
			if strings.HasPrefix(to, "/") && !seen[to] && !elsewhere.MatchString(to) {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	if len(seen) < 500 {
		t.Errorf("only %d pages were reached", len(seen))
	}
}

// TestWhatIsNotThere: addresses that name nothing are answered with a page, and
// never with what somebody put into them as markup.
func TestWhatIsNotThere(t *testing.T) {
	x := site(t, finder.Options{})
	for path, want := range map[string]int{
		"/rules/NO-001": 404, "/rules?family=NO": 404, "/changes?region=000001": 404, "/changes?region=%3Cb%3E": 404,
		"/compare?u=!": 404, "/compare.csv": 404, "/compare?u=00000000000&year=x": 404, "/compare?u=00000000001": 200,
		"/search?q=a&only=nothing": 404, "/search?q=a&year=x": 404, "/search?q=%E5%8F%96%E6%9A%96&only=cells&after=zzz": 400,
		"/changes?after=zzz": 400, "/rules/SUM-001?after=zzz": 400, "/log?h=%3Cb%3E": 400, "/sitemap-documents.xml?after=zzz": 400,
		"/search?q=%3Cscript%3Ealert(3)%3C/script%3E": 200,
	} {
		code, body := x.ask(t, path)
		if code != want {
			t.Errorf("%s: %d, not %d", path, code, want)
		}
		if strings.Contains(body, "<script>alert") || strings.Contains(body, "<b>\"") {
			t.Errorf("%s gives back what was put into it as markup", path)
		}
	}
}

// TestAnEmptyStore: each page says what to do where nothing is held.
func TestAnEmptyStore(t *testing.T) {
	x := &example{Server: serve(t, empty(t), finder.Options{})}
	for path, want := range map[string]string{
		"/search?q=%E5%8F%96%E6%9A%96": "少写几个字", "/compare": "选二到六个单位", "/changes": "还没有收进公开件", "/rules/SUM-001": "收进来的公开件里没有", "/log": "没有接透明日志",
	} {
		holds(t, x.get(t, path), want)
	}
	for _, path := range []string{"/changes.atom", "/changes.json", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-documents.xml", "/opensearch.xml"} {
		x.get(t, path)
	}
}
