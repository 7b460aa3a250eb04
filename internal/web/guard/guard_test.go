package guard

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

// bench is a guard around a handler, with what it logged.
type bench struct {
	*httptest.Server
	log lines
	m   *Metrics
}

// lines is a log that requests write to while a test reads it.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// around serves a handler behind a guard of options.
func around(t *testing.T, o Options, h http.HandlerFunc) *bench {
	t.Helper()
	b := &bench{m: NewMetrics("test")}
	o.Logger, o.Metrics = NewLogger(&b.log, slog.LevelInfo), b.m
	g, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", h)
	mux.HandleFunc("/check/{token}", h)
	b.Server = httptest.NewServer(g.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { Routed(r.Context(), r.Pattern) }()
		mux.ServeHTTP(w, r)
	})))
	t.Cleanup(b.Close)
	return b
}

// ask sends a request as it stands and reads the answer whole.
func (b *bench) ask(t *testing.T, method, path, body string, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, b.URL, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.URL.Opaque = path
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(all)
}

// said is the log line of a message, once it is there.
func (b *bench) said(t *testing.T, msg string) map[string]any {
	t.Helper()
	for range 200 {
		for line := range strings.Lines(b.log.String()) {
			var v map[string]any
			if err := json.Unmarshal([]byte(line), &v); err != nil {
				t.Fatalf("the log is not JSON: %s", line)
			}
			if v["msg"] == msg {
				return v
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("the log has no %q:\n%s", msg, b.log.String())
	return nil
}

func ok(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") }

func TestEveryAnswerHasThePolicy(t *testing.T) {
	b := around(t, Options{HTTPS: true}, ok)
	for _, path := range []string{"/", "/none", "/healthz", "/a%00b"} {
		res, _ := b.ask(t, "GET", path, "")
		h := res.Header
		if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
			t.Errorf("%s: policy %q", path, csp)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		if h.Get("X-Request-Id") == "" {
			t.Errorf("%s: no number", path)
		}
	}
	plain := around(t, Options{}, ok)
	if res, _ := plain.ask(t, "GET", "/", ""); res.Header.Get("Strict-Transport-Security") != "" {
		t.Error("without HTTPS browsers are told to use it")
	}
}

func TestChangesComeFromOurPagesOnly(t *testing.T) {
	b := around(t, Options{}, ok)
	for _, c := range []struct {
		method string
		header []string
		want   int
	}{
		{"POST", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"POST", []string{"Origin", "https://evil.example"}, 403},
		{"DELETE", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"POST", []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"POST", nil, 200}, // a program, which carries nobody's cookies
		{"GET", []string{"Sec-Fetch-Site", "cross-site"}, 200},
	} {
		res, body := b.ask(t, c.method, "/", "", c.header...)
		if res.StatusCode != c.want {
			t.Errorf("%s %v: %d, want %d", c.method, c.header, res.StatusCode, c.want)
		}
		if c.want == 403 && !strings.Contains(body, "在本站的页面上再点一次") {
			t.Errorf("%s %v: the page does not say what to do:\n%s", c.method, c.header, body)
		}
	}
}

func TestAPanicIsAPageWithANumber(t *testing.T) {
	b := around(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Disposition", "attachment")
		panic("秘密")
	})
	for path, want := range map[string]string{"/": "这一页没有写成", "/en/x": "This page could not be made"} {
		res, body := b.ask(t, "GET", path, "", "Accept-Encoding", "identity")
		if res.StatusCode != 500 || !strings.Contains(body, want) || !strings.Contains(body, res.Header.Get("X-Request-Id")) {
			t.Errorf("%s: %d\n%s", path, res.StatusCode, body)
		}
		if strings.Contains(body, "秘密") || res.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: the page tells of the inside", path)
		}
	}
	line := b.said(t, "panic")
	if line["what"] != "秘密" || line["request"] == nil || !strings.Contains(line["stack"].(string), "guard_test.go") {
		t.Errorf("logged %v", line)
	}
}

// TestAPanicInTheMiddleIsNotTakenForTheEnd: what was half sent is cut off.
func TestAPanicInTheMiddleIsNotTakenForTheEnd(t *testing.T) {
	b := around(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		for range 10_000 {
			_, _ = io.WriteString(w, "行,1\n")
		}
		_ = http.NewResponseController(w).Flush()
		panic("no more")
	})
	res, err := http.Get(b.URL)
	if err != nil {
		return // cut off before the head: told as well
	}
	defer res.Body.Close()
	if _, err := io.ReadAll(res.Body); err == nil {
		t.Error("half an answer looks whole")
	}
}

func TestTooFastIsRefused(t *testing.T) {
	b := around(t, Options{Rate: 0.01, Burst: 3}, ok)
	for i := range 3 {
		if res, _ := b.ask(t, "GET", "/", ""); res.StatusCode != 200 {
			t.Fatalf("request %d: %d", i, res.StatusCode)
		}
	}
	res, body := b.ask(t, "GET", "/en/u/x", "")
	if res.StatusCode != 429 || res.Header.Get("Retry-After") == "" || !strings.Contains(body, "Too many requests") {
		t.Errorf("%d, retry after %q\n%s", res.StatusCode, res.Header.Get("Retry-After"), body)
	}
	if !strings.Contains(body, `<a href="/u/x" lang="zh-CN">`) {
		t.Error("the refusal in English does not lead to the page in Chinese")
	}
	for _, path := range []string{"/healthz", "/readyz", "/static/app.css"} {
		if res, _ := b.ask(t, "GET", path, ""); res.StatusCode == 429 {
			t.Errorf("%s is limited too", path)
		}
	}
	// A stranger's word on where he comes from counts for nothing.
	if res, _ := b.ask(t, "GET", "/", "", "X-Forwarded-For", "203.0.113.9"); res.StatusCode != 429 {
		t.Errorf("a made-up address gets on: %d", res.StatusCode)
	}
}

// limited lets each client ask once a second.
func limited(t *testing.T, most int) *clients {
	t.Helper()
	c, err := newClients(rate.Limit(1), 1, most)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestClientsAreToldApart(t *testing.T) {
	now := time.Now()
	c := limited(t, 100)
	a, b := netip.MustParseAddr("198.51.100.1"), netip.MustParseAddr("198.51.100.2")
	if c.wait(a, now) != 0 || c.wait(a, now) == 0 || c.wait(b, now) != 0 {
		t.Error("clients share a limit, or have none")
	}
	if c.wait(a, now.Add(1100*time.Millisecond)) != 0 {
		t.Error("a client that waited is still refused: what was refused cost it something")
	}
	one, two := netip.MustParseAddr("2001:db8:1:2::1"), netip.MustParseAddr("2001:db8:1:2:ffff::9")
	if c.wait(one, now) != 0 || c.wait(two, now) == 0 {
		t.Error("one household of IPv6 counts as many clients")
	}
}

// TestClientsAreBounded: however many come, only so many are remembered, and the
// busy one is not forgotten for the others.
func TestClientsAreBounded(t *testing.T) {
	now := time.Now()
	c := limited(t, 8)
	busy := netip.MustParseAddr("192.0.2.1")
	c.wait(busy, now)
	at := netip.MustParseAddr("10.0.0.0")
	for range 1000 {
		at = at.Next()
		c.wait(at, now)
		if c.wait(busy, now) == 0 {
			t.Fatal("the busy client was forgotten")
		}
	}
	if n := c.known.Len(); n != 8 {
		t.Errorf("%d clients are remembered", n)
	}
}

func TestForwardedAddressesOfTrustedProxies(t *testing.T) {
	for _, c := range []struct{ remote, forwarded, want string }{
		{"203.0.113.5:9", "", "203.0.113.5"},
		{"203.0.113.5:9", "198.51.100.1", "203.0.113.5"}, // a stranger
		{"10.0.0.1:9", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1:9", "1.1.1.1, 198.51.100.1", "198.51.100.1"}, // the first is the stranger's word
		{"10.0.0.1:9", "198.51.100.1, 10.0.0.2", "198.51.100.1"},
		{"10.0.0.1:9", "junk", "10.0.0.1"},
		{"10.0.0.1:9", "198.51.100.1, junk", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:9", "2001:db8::1", "2001:db8::1"},
		{"not an address", "198.51.100.1", "invalid IP"},
	} {
		g, err := New(Options{Trusted: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := g.clientOf(r).String(); got != c.want {
			t.Errorf("%s for %q is %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
}

func TestTooManyAtOnceAreRefused(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	b := around(t, Options{InFlight: 1}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			entered <- true
			<-leave
		}
	})
	done := make(chan int)
	go func() {
		res, _ := b.ask(t, "GET", "/slow", "")
		done <- res.StatusCode
	}()
	<-entered
	if res, _ := b.ask(t, "GET", "/", ""); res.StatusCode != 503 || res.Header.Get("Retry-After") == "" {
		t.Errorf("%d", res.StatusCode)
	}
	if res, _ := b.ask(t, "GET", "/healthz", ""); res.StatusCode == 503 {
		t.Error("a busy server looks dead")
	}
	close(leave)
	if s := <-done; s != 200 {
		t.Errorf("what was under way ended with %d", s)
	}
	if res, _ := b.ask(t, "GET", "/", ""); res.StatusCode != 200 {
		t.Errorf("afterwards: %d", res.StatusCode)
	}
}

// TestOneClientKeepsNobodyOut: one that takes its answers slowly has so many at once
// and no more, whatever it says of itself; others are served meanwhile.
func TestOneClientKeepsNobodyOut(t *testing.T) {
	const share = 4
	entered, leave := make(chan bool, share), make(chan bool)
	o := Options{InFlight: share * oneShare, Trusted: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}
	b := around(t, o, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			entered <- true
			<-leave
		}
	})
	from := func(path, client string) int {
		res, _ := b.ask(t, "GET", path, "", "X-Forwarded-For", client)
		return res.StatusCode
	}
	var slow sync.WaitGroup
	for i := range share {
		slow.Go(func() {
			if s := from("/slow", fmt.Sprintf("2001:db8::%d", i)); s != 200 { // one network of a household
				t.Errorf("what was under way ended with %d", s)
			}
		})
	}
	for range share {
		<-entered
	}
	if s := from("/", "2001:db8::99"); s != 429 {
		t.Errorf("the fifth of one client: %d", s)
	}
	if s := from("/", "2001:db8:1::1"); s != 200 {
		t.Errorf("of another: %d", s)
	}
	close(leave)
	slow.Wait()
	if s := from("/", "2001:db8::99"); s != 200 {
		t.Errorf("afterwards: %d", s)
	}
}

func TestBodiesAreBounded(t *testing.T) {
	b := around(t, Options{MaxBody: 10, Uploads: map[string]int64{"/check": 100}}, func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			http.Error(w, "cut", http.StatusTeapot)
		}
	})
	small, large, huge := strings.Repeat("a", 10), strings.Repeat("a", 100), strings.Repeat("a", 101)
	for _, c := range []struct {
		path, body string
		want       int
	}{{"/", small, 200}, {"/", large, 413}, {"/check", large, 200}, {"/en/check", large, 200}, {"/check", huge, 413}} {
		if res, _ := b.ask(t, "POST", c.path, c.body); res.StatusCode != c.want {
			t.Errorf("%s, %d bytes: %d, want %d", c.path, len(c.body), res.StatusCode, c.want)
		}
	}
	// One that does not tell its length is cut off while it is read.
	req, err := http.NewRequest("POST", b.URL, io.NopCloser(strings.NewReader(large)))
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusTeapot {
		t.Errorf("an endless body: %d", res.StatusCode)
	}
}

func TestMalformedAddressesGetNowhere(t *testing.T) {
	b := around(t, Options{}, ok)
	for path, want := range map[string]int{
		"/u/%E5%A4%A7": 200, "/a%2fb": 200, "/x?q=%00": 200,
		"/a%00b": 400, "/a%0ab": 400, "/%5c..%5cetc": 400, "/%ff%fe": 400, "/..%2fetc/passwd": 400, "/a/%2e%2e/b": 400,
		"/" + strings.Repeat("a", 3000): 414, "/?q=" + strings.Repeat("a", 9000): 414,
	} {
		if res, _ := b.ask(t, "GET", path, ""); res.StatusCode != want {
			t.Errorf("%.40s: %d, want %d", path, res.StatusCode, want)
		}
	}
}

func TestTextIsCompressedAndPicturesAreNot(t *testing.T) {
	text := strings.Repeat("<p>预算</p>", 500)
	b := around(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if kind := r.URL.Query().Get("kind"); kind != "" {
			w.Header().Set("Content-Type", kind)
		}
		if r.URL.Query().Has("tag") {
			w.Header().Set("ETag", `W/"1"`)
		}
		_, _ = io.WriteString(w, text)
	})
	for kind, zipped := range map[string]bool{
		"text/html;+charset%3Dutf-8": true, "application/json": true, "text/csv": true, "image/svg%2Bxml": true, "application/atom%2Bxml": true,
		"image/png": false, "application/zip": false, "application/vnd.apache.parquet": false, "application/pdf": false,
	} {
		res, body := b.ask(t, "GET", "/?tag&kind="+kind, "", "Accept-Encoding", "gzip")
		if got := res.Header.Get("Content-Encoding") == "gzip"; got != zipped {
			t.Errorf("%s: compressed %v", kind, got)
			continue
		}
		if zipped {
			z, err := gzip.NewReader(strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			plain, err := io.ReadAll(z)
			if err != nil || string(plain) != text {
				t.Errorf("%s: %d bytes come back, %v", kind, len(plain), err)
			}
			if res.Header.Get("Vary") != "Accept-Encoding" || res.Header.Get("ETag") != `W/"1"` {
				t.Errorf("%s: %v", kind, res.Header)
			}
		}
	}
	if res, body := b.ask(t, "GET", "/?kind=text/html", "", "Accept-Encoding", "identity"); res.Header.Get("Content-Encoding") != "" || body != text {
		t.Error("compressed for a reader that cannot read it")
	}
}

// TestTheLogTellsNoSecrets: neither what was looked for, nor a token, nor a whole
// address of a reader.
func TestTheLogTellsNoSecrets(t *testing.T) {
	b := around(t, Options{Rate: 0.01, Burst: 2}, ok)
	b.ask(t, "GET", "/search?q=张三的工资", "", "User-Agent", "张三")
	line := b.said(t, "request")
	for k, want := range map[string]any{"method": "GET", "path": "/search", "status": 200.0, "client": "127.0.0.0/24", "bytes": 2.0} {
		if line[k] != want {
			t.Errorf("%s is %v, want %v", k, line[k], want)
		}
	}
	if line["request"] == "" || line["ms"] == nil {
		t.Errorf("logged %v", line)
	}
	b.ask(t, "GET", "/check/geheim", "")
	if res, _ := b.ask(t, "GET", "/check/geheim", ""); res.StatusCode != 429 {
		t.Errorf("status %d", res.StatusCode)
	}
	time.Sleep(20 * time.Millisecond)
	if log := b.log.String(); strings.Contains(log, "张三") || strings.Contains(log, "geheim") || strings.Contains(log, "127.0.0.1") || strings.Count(log, "\n") != 3 {
		t.Errorf("the log:\n%s", log)
	}
}

func TestMetricsCountByRoute(t *testing.T) {
	b := around(t, Options{}, ok)
	b.ask(t, "GET", "/check/one", "")
	b.ask(t, "GET", "/check/two", "")
	b.ask(t, "BREW", "/", "")
	b.ask(t, "POST", "/", "", "Sec-Fetch-Site", "cross-site")
	b.m.Gauge("mingbai_store_documents", "Documents.", func() float64 { return 7 })
	w := httptest.NewRecorder()
	b.m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	text := w.Body.String()
	for _, want := range []string{
		`mingbai_http_requests_total{method="GET",route="/check/{token}",status="200"} 2`,
		`mingbai_http_requests_total{method="other",route="/",status="200"} 1`,
		`mingbai_http_refused_total{reason="origin"} 1`,
		`mingbai_http_seconds_count{route="/check/{token}"} 2`,
		`mingbai_store_documents 7`, `mingbai_build_info{version="test"} 1`, "go_goroutines", "mingbai_http_in_flight 0",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(text, "/check/one") {
		t.Error("an address is a label")
	}
}
