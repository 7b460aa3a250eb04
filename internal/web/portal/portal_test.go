package portal_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/generate"
	"mingbai/internal/pipeline"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/page"
	"mingbai/internal/web/portal"
)

// site is a site over a store with the example and some made-up units, one of
// them with a name that tries to be markup.
func site(t testing.TB) (*httptest.Server, *store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	dir := t.TempDir()
	for n := range 2 {
		writeUnit(t, filepath.Join(dir, string(rune('a'+n))+".json"), n)
	}
	err = pipeline.Load(t.Context(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{dir, "../../../examples/datong-2023"}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := portal.New(s, portal.Options{Base: "https://example.org"})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(web.Site(p))
	t.Cleanup(srv.Close)
	return srv, s
}

func writeUnit(t testing.TB, to string, n int) {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	prof, err := set.Load(generate.Profile())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := compose.Compile(generate.Book(11, n), prof, compose.Independent)
	if n == 0 {
		d.Unit.Name = `示例市<script>alert(1)</script>中心`
		d.Sections[0].Paragraphs[0].Text = `"><img src=x onerror=alert(2)>`
		d.Sections[0].Paragraphs[0].Claims = nil
	}
	writeDisclosure(t, to, d)
}

func writeDisclosure(t testing.TB, to string, d *budget.Disclosure) {
	t.Helper()
	f, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := data.Write(f, d); err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, srv *httptest.Server, path string) (int, string) {
	t.Helper()
	res, err := srv.Client().Get(srv.URL + path)
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

var href = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)

// elsewhere are the parts of the site that other packages serve.
var elsewhere = regexp.MustCompile(`^(/en)?/(search|compare|check|data|log|method|changes|rules|api|opensearch\.xml)\b`)

// TestEveryLinkLeadsSomewhere goes over all pages from the first one on: each is
// there, small, and holds no markup of a document's own.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	srv, _ := site(t)
	seen, queue := map[string]bool{"/": true, "/en/": true}, []string{"/", "/en/"}
	numbers := 0
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if numbers += strings.Count(path, "/n/"); strings.Contains(path, "/n/") && numbers > 120 {
			continue // numbers are alike
		}
		code, body := get(t, srv, path)
		if code != http.StatusOK {
			t.Errorf("%s: %d", path, code)
			continue
		}
		if len(body) > 100_000 && !strings.Contains(path, "/f/") {
			t.Errorf("%s is %d bytes", path, len(body))
		}
		if strings.Contains(path, "/f/") || strings.HasPrefix(path, "/static/") {
			continue
		}
		if strings.Contains(body, "<script>alert") || strings.Contains(body, "<img src=x") {
			t.Fatalf("%s: a document's text is markup", path)
		}
		for _, m := range href.FindAllStringSubmatch(body, -1) {
			at := strings.ReplaceAll(m[1], "&amp;", "&")
			if !strings.HasPrefix(at, "/") || seen[at] || elsewhere.MatchString(at) {
				continue
			}
			seen[at] = true
			queue = append(queue, at)
		}
	}
	if len(seen) < 400 {
		t.Errorf("only %d pages were reached", len(seen))
	}
}

// TestFiguresAreTheDocuments holds the unit's page to its disclosure: the totals,
// and every amount of 支出总表 with the address of its number.
func TestFiguresAreTheDocuments(t *testing.T) {
	srv, s := site(t)
	d, at := datong(t, s)
	_, body := get(t, srv, at)
	for _, want := range []string{"667.98", "547.65", "120.33", "3.20", "329.65", "33.04%", "退休人员147人", "J残疾人保障金"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	panel := d.Disclosure.Table("T03").Panel("")
	for i := range panel.Lines {
		l := &panel.Lines[i]
		for k := range l.Cells {
			if text := l.Cells[k].Printed.Text; text != "" {
				link := at + "/n/T03/" + url.PathEscape(l.Key) + "/" + url.PathEscape(panel.Columns[k]) + `">` + text + "<"
				if !strings.Contains(body, link) {
					t.Errorf("%s of %s: %s is not a link on the page", panel.Columns[k], l.Name, text)
				}
			}
		}
	}
}

func datong(t testing.TB, s *store.Store) (*store.Document, string) {
	t.Helper()
	list, err := s.Documents(context.Background(), store.Filter{Regions: []string{"140200"}}, store.Page{})
	if err != nil || len(list.Items) == 0 {
		t.Fatalf("the example is not in the store: %v", err)
	}
	h := list.Items[0]
	d, err := s.Document(context.Background(), store.DocumentRef{ID: h.ID})
	if err != nil {
		t.Fatal(err)
	}
	return d, "/u/" + h.Unit.String() + "/2023/budget"
}

func TestANumberTellsWhereItComesFrom(t *testing.T) {
	srv, s := site(t)
	_, at := datong(t, s)
	code, body := get(t, srv, at+"/n/T03/"+url.PathEscape("合计")+"/"+url.PathEscape("基本支出"))
	if code != http.StatusOK {
		t.Fatal(code)
	}
	for _, want := range []string{"由什么加成", "208 社会保障和就业支出 基本支出", "262.28", "算进哪里", "文字里怎么说", "其中：基本支出"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	srv, s := site(t)
	head, at := datong(t, s)
	department := page.DepartmentPath(head.Department)
	if code, _ := get(t, srv, department+"?year=2023&kind=budget"); code != http.StatusOK {
		t.Errorf("%s: %d", department, code)
	}
	for _, path := range []string{"/u/x", "/u/00000000000", department + "?year=x", department + "?kind=plan", at + "/t/T99", at + "/n/T03/208/nothing", at + "?v=99", "/r/000001", at + "/f/00/x", at + "/p/none"} {
		if code, body := get(t, srv, path); code != http.StatusNotFound || !strings.Contains(body, "没有这一页") {
			t.Errorf("%s: %d", path, code)
		}
	}
}

func TestATableAsCSV(t *testing.T) {
	srv, s := site(t)
	_, at := datong(t, s)
	_, body := get(t, srv, at+"/t/T03.csv")
	if !strings.HasPrefix(body, "\ufeff侧,编码,名称,合计,基本支出,项目支出\n,,合计,667.98,547.65,120.33\n") {
		t.Errorf("%.120q", body)
	}
}

// askedAgain asks for a page with a tag, and tells the status and the tag of what comes.
func askedAgain(t *testing.T, srv *httptest.Server, path, tag string) (status int, now string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("If-None-Match", tag)
	res, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode, res.Header.Get("ETag")
}

// TestWhatTheReaderHasAlready: what a reader has is not sent again until something on
// the page is another: the document's release, or a document of another year.
func TestWhatTheReaderHasAlready(t *testing.T) {
	srv, s := site(t)
	d, at := datong(t, s)
	release := func() {
		_, err := s.AddRelease(t.Context(), "test", store.Release{Unit: d.Unit, Document: d.ID, Version: d.Version, SHA256: "00", LogIndex: -1})
		if err != nil {
			t.Fatal(err)
		}
	}
	next := func() {
		later := *d.Disclosure
		later.Year++
		file := filepath.Join(t.TempDir(), "later.json")
		writeDisclosure(t, file, &later)
		if err := pipeline.Load(t.Context(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{file}}); err != nil {
			t.Fatal(err)
		}
	}
	paths := []string{at, page.TablePath(at, "T03"), page.NumberPath(at, store.CellKey{Table: "T03", Row: "合计", Column: "合计"})}
	tags := map[string]string{}
	for _, path := range paths {
		if _, tags[path] = askedAgain(t, srv, path, ""); tags[path] == "" {
			t.Fatalf("%s has no tag", path)
		}
		if status, _ := askedAgain(t, srv, path, tags[path]); status != http.StatusNotModified {
			t.Errorf("%s asked again: %d", path, status)
		}
	}
	release()
	if status, now := askedAgain(t, srv, at, tags[at]); status != http.StatusOK || now == tags[at] {
		t.Errorf("released: %d", status)
	}
	next()
	for _, path := range paths {
		if status, _ := askedAgain(t, srv, path, tags[path]); status != http.StatusOK {
			t.Errorf("%s with another year beside it: %d", path, status)
		}
	}
}

func BenchmarkPages(b *testing.B) {
	srv, s := site(b)
	_, at := datong(b, s)
	h := srv.Config.Handler
	for name, path := range map[string]string{
		"home": "/", "unit": at, "table": at + "/t/T01", "number": at + "/n/T03/208/" + url.PathEscape("合计"), "findings": at + "/findings", "region": "/r/140200",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, http.NoBody))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
