package web

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"mingbai/internal/diag"
	"mingbai/internal/pipeline"
	"mingbai/internal/place"
)

// build builds the example once, in formats that are quick.
func build(t *testing.T, formats ...string) *pipeline.Result {
	t.Helper()
	res, err := pipeline.Build(context.Background(), pipeline.Options{
		Book: "../../examples/datong-2023", Out: t.TempDir(), Formats: formats,
	})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func serve(t *testing.T, res *pipeline.Result) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(Site(Demo(res, DemoFacts{Took: 123 * time.Millisecond, Contents: [2]string{"13 张表", "13 tables"}, Document: "/u/x/2023/budget"})))
	t.Cleanup(srv.Close)
	return srv
}

// get asks for a path as it stands, without cleaning it as clients do.
func get(t *testing.T, srv *httptest.Server, method, path string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, srv.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.URL.Opaque = path
	client := *srv.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

func TestDemoPageShowsWhatWasBuilt(t *testing.T) {
	res := build(t, "html", "txt", "json")
	page, body := get(t, serve(t, res), http.MethodGet, "/demo")
	if page.StatusCode != http.StatusOK || page.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%s, %s", page.Status, page.Header.Get("Content-Type"))
	}
	for _, want := range []string{
		`<html lang="zh-CN">`, "<h1>大同市信息和新材料应用推广中心</h1>", "2023年度单位预算公开",
		`<dt>支出合计</dt><dd class="big">667.98<span class="u">万元</span></dd>`, `<dt>基本支出</dt><dd class="mid">547.65`, `<dt>项目支出</dt><dd class="mid">120.33`,
		`<a href="/demo/files/txt">纯文本</a>`, "用时 123 毫秒", "13 张表", `<a href="/u/x/2023/budget">`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, unwanted := range []string{"/demo/files/pdf", "http://", "https://"} {
		if strings.Contains(body, unwanted) {
			t.Errorf("the page has %s", unwanted)
		}
	}
	for _, f := range res.Files {
		if !strings.Contains(body, filepath.Base(f.Path)) {
			t.Errorf("the page does not name %s", f.Path)
		}
	}
}

func TestDemoPageShowsTheCheck(t *testing.T) {
	res := build(t, "txt")
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte("<p>the report</p>"), 0o600); err != nil {
		t.Fatal(err)
	}
	report := &diag.Document{
		Rules: []diag.RuleOutcome{{Outcome: "passed"}, {Outcome: "passed"}, {Outcome: "failed"}, {Outcome: "not_checked"}},
		Findings: diag.Findings{
			{Rule: "SUM-001", Severity: diag.Error, Title: "合计不符", Message: "差10万元", Ref: place.Ref{Table: "T03", Row: "208", Column: "合计"}},
			{Rule: "TXT-001", Severity: diag.Note, Title: "一条提示"},
			{Rule: "PRJ-001", Severity: diag.Error, Title: "放行了的", Waived: &diag.Waiver{Reason: "照原件"}},
		},
	}
	srv := httptest.NewServer(Site(Demo(res, DemoFacts{Report: report, ReportFile: file})))
	defer srv.Close()
	_, body := get(t, srv, http.MethodGet, "/demo")
	for _, want := range []string{"规则 4 条，成立 2，不成立 1，不适用 0，未查 1；错误 1，警告 0，提示 1，已放行 1", `<a href="/demo/check">`, `合计不符</th><td class="t">T03[208].合计</td><td class="t">差10万元`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(body, "一条提示") || strings.Contains(body, "放行了的") {
		t.Error("the page lists notes or what was waived among the errors")
	}
	if got, body := get(t, srv, http.MethodGet, "/demo/check"); got.StatusCode != http.StatusOK || body != "<p>the report</p>" {
		t.Errorf("/check: %s %s", got.Status, body)
	}
	if got, _ := get(t, serve(t, res), http.MethodGet, "/demo/check"); got.StatusCode != http.StatusNotFound {
		t.Errorf("/demo/check without a report: %s", got.Status)
	}
}

func TestDemoPageShowsFindingsOfTheBook(t *testing.T) {
	res := build(t, "txt")
	_, body := get(t, serve(t, res), http.MethodGet, "/demo")
	if strings.Contains(body, "编的时候发现的") {
		t.Error("a page without findings shows them")
	}
	res.Findings = diag.Findings{{Severity: diag.Warning, Title: "有一张表没有读", Message: "多出一张表", Hint: "删去", Ref: place.Ref{File: "账册.xlsx", Sheet: "草稿"}}}
	_, body = get(t, serve(t, res), http.MethodGet, "/demo")
	for _, want := range []string{"警告：有一张表没有读", "位置：账册.xlsx 草稿"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// TestDemoPageEscapes: what comes from a book stays text.
func TestDemoPageEscapes(t *testing.T) {
	res := build(t, "txt")
	evil := `<script>alert(1)</script>"'`
	res.Disclosure.Unit.Name, res.Disclosure.Title = evil, evil
	res.Findings = diag.Findings{{Severity: diag.Error, Title: evil, Message: evil, Hint: evil, Ref: place.Ref{File: evil}}}
	_, body := get(t, serve(t, res), http.MethodGet, "/demo")
	if strings.Contains(body, "<script>") || strings.Count(body, "&lt;script&gt;") < 6 {
		t.Error("text of the book is markup on the page")
	}
}

// TestFilesRunNoScripts: a document of ours may be opened as a page; nothing in
// it runs.
func TestFilesRunNoScripts(t *testing.T) {
	srv := serve(t, build(t, "html", "txt"))
	for _, path := range []string{"/demo", "/demo/files/html", "/demo/files/txt", "/nothing", "/demo/files/"} {
		res, _ := get(t, srv, http.MethodGet, path)
		csp := res.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "frame-ancestors 'self'", "base-uri 'none'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: the policy %q lacks %s", path, csp, want)
			}
		}
		if path == "/demo/files/html" && strings.Contains(csp, "script-src") || strings.Contains(csp, "script-src 'unsafe") {
			t.Errorf("%s: the policy lets scripts run: %s", path, csp)
		}
	}
}

func TestFilesAreServedAsWhatTheyAre(t *testing.T) {
	res := build(t, "docx", "xlsx", "html", "json", "txt")
	srv := serve(t, res)
	for _, f := range res.Files {
		got, body := get(t, srv, http.MethodGet, "/demo/files/"+f.Format)
		want, err := os.ReadFile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		if got.StatusCode != http.StatusOK || body != string(want) {
			t.Errorf("%s: %s, %d bytes, want %d", f.Format, got.Status, len(body), len(want))
		}
		if got.Header.Get("Content-Type") != contentTypes[f.Format] {
			t.Errorf("%s: %s", f.Format, got.Header.Get("Content-Type"))
		}
		kind := map[string]string{"docx": "attachment", "xlsx": "attachment"}[f.Format]
		if kind == "" {
			kind = "inline"
		}
		if d := got.Header.Get("Content-Disposition"); !regexp.MustCompile(`^` + kind + `; filename\*=utf-8''%E5`).MatchString(d) {
			t.Errorf("%s: %s", f.Format, d)
		}
	}
}

// TestOnlyTheBuiltFilesAreServed: whatever path is asked for, nothing else of
// the disk comes out, and nothing can be changed.
func TestOnlyTheBuiltFilesAreServed(t *testing.T) {
	res := build(t, "txt")
	secret := filepath.Join(filepath.Dir(res.Files[0].Path), "secret.txt")
	if err := os.WriteFile(secret, []byte("top secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	srv := serve(t, res)
	for _, path := range []string{
		"/demo/files/secret.txt", "/demo/files/docx", "/demo/files", "/demo/files/", "/secret.txt", "/demo/files/txt/..", "/demo/files/txt/../secret.txt",
		"/demo/files/../secret.txt", "/demo/files/%2e%2e/secret.txt", "/demo/files/..%2fsecret.txt", "/demo/files/..%5csecret.txt",
		"//secret.txt", "/./secret.txt", "/../../../../../../../../etc/passwd", "/demo/files/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
		"/demo/files/txt%00secret.txt", "/demo.html", "/index.html", "/.git/config",
	} {
		got, body := get(t, srv, http.MethodGet, path)
		if got.StatusCode == http.StatusOK || strings.Contains(body, "top secret") || strings.Contains(body, "root:") {
			t.Errorf("%s: %s\n%s", path, got.Status, body)
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		if got, _ := get(t, srv, method, "/demo/files/txt"); got.StatusCode < 400 {
			t.Errorf("%s: %s", method, got.Status)
		}
	}
}

func TestAFileThatIsGone(t *testing.T) {
	res := build(t, "txt")
	srv := serve(t, res)
	if err := os.Remove(res.Files[0].Path); err != nil {
		t.Fatal(err)
	}
	if got, _ := get(t, srv, http.MethodGet, "/demo/files/txt"); got.StatusCode != http.StatusNotFound {
		t.Errorf("a file that is gone: %s", got.Status)
	}
}
