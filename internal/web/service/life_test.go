package service

import (
	"encoding/json"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// form posts a form of the page.
func formPost(t *testing.T, c *http.Client, at string, values url.Values) int {
	t.Helper()
	res, err := c.PostForm(at, values)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	return res.StatusCode
}

// TestResultsPassAway: after their time neither the address nor the folder is there.
func TestResultsPassAway(t *testing.T) {
	var later atomic.Int64
	srv, s := serve(t, Options{Dir: t.TempDir(), now: func() time.Time { return time.Now().Add(time.Duration(later.Load())) }})
	token := send(t, srv, made(t, "txt")["txt"])
	finish(t, srv, token)
	b, owner := s.find(token)
	if b == nil || !owner {
		t.Fatal("not found")
	}
	if got := filesIn(b.folder(1) + "/" + sentFolder); len(got) > 0 {
		t.Errorf("what was sent is still there: %v", got)
	}
	later.Store(int64(31 * time.Minute))
	if res, body := get(t, srv, "/check/"+token+"/1"); res.StatusCode != http.StatusNotFound || !strings.Contains(body, "半小时后就删") {
		t.Errorf("%d", res.StatusCode)
	}
	s.sweep(t.Context())
	if _, err := os.Stat(b.dir); err == nil {
		t.Error("the folder is still there")
	}
	if s.used != 0 {
		t.Errorf("%d bytes are counted of nothing", s.used)
	}
}

// TestKeptResults are there for as long as was asked, to look at by those who have
// the other address, over a new start too; their owner deletes them.
func TestKeptResults(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	srv, s := serve(t, Options{Dir: dir})
	token := send(t, srv, made(t, "pdf")["pdf"])
	finish(t, srv, token)
	at := srv.URL + "/check/" + token
	if code := formPost(t, srv.Client(), at+"/keep", url.Values{"days": {"30"}}); code != http.StatusBadRequest {
		t.Errorf("thirty days: %d", code)
	}
	if code := formPost(t, srv.Client(), at+"/keep", url.Values{"days": {"7"}}); code != http.StatusOK {
		t.Fatalf("keep: %d", code)
	}
	share := shareToken(token)
	if got := status(t, srv, token).Share; got != srv.URL+"/check/"+share {
		t.Errorf("shared at %s", got)
	}
	srv.Close()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	srv, _ = serve(t, Options{Dir: dir, now: func() time.Time { return time.Now().AddDate(0, 0, 6) }})
	res, body := get(t, srv, "/check/"+share+"/1")
	if res.StatusCode != http.StatusOK || strings.Contains(body, token) || strings.Contains(body, "/delete") || strings.Contains(body, "/keep") {
		t.Errorf("the shared page: %d", res.StatusCode)
	}
	if res, _ := get(t, srv, "/check/"+share+"/1/file/annotated.pdf"); res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("the annotated PDF: %d", res.StatusCode)
	}
	if code := formPost(t, srv.Client(), srv.URL+"/check/"+share+"/delete", nil); code != http.StatusNotFound {
		t.Errorf("deleted by another: %d", code)
	}
	for _, f := range filesIn(dir) {
		if strings.Contains(f, token) || strings.Contains(f, share) {
			t.Errorf("%s tells a token", f)
		}
		if b, _ := os.ReadFile(f); strings.Contains(string(b), token) || strings.Contains(string(b), share) {
			t.Errorf("%s holds a token", f)
		}
	}
	if code := formPost(t, srv.Client(), srv.URL+"/check/"+token+"/delete", nil); code != http.StatusOK {
		t.Errorf("deleted by the owner: %d", code)
	}
	if res, _ := get(t, srv, "/check/"+share+"/1"); res.StatusCode != http.StatusNotFound || len(filesIn(dir)) > 0 {
		t.Errorf("after deleting: %d, %v", res.StatusCode, filesIn(dir))
	}
}

// TestDeletedWhileRead: the reader ends, and its files with it.
func TestDeletedWhileRead(t *testing.T) {
	srv, s := serve(t, Options{Dir: t.TempDir(), Workers: 1})
	token := send(t, srv, upload{"sleep.txt", []byte("x")}, upload{"甲.txt", []byte("x")})
	for status(t, srv, token).Files[0].State != reading {
		time.Sleep(10 * time.Millisecond)
	}
	began := time.Now()
	formPost(t, srv.Client(), srv.URL+"/check/"+token+"/delete", nil)
	finish(t, srv, send(t, srv, upload{"乙.txt", []byte("x")}))
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the reader went on for %v", took)
	}
	if left := filesIn(s.passing + "/" + hashed(token)); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestTurns: files of one do not wait for all of another's, and nobody has all
// readers.
func TestTurns(t *testing.T) {
	q := newQueue(1)
	a := &batch{client: netip.MustParsePrefix("192.0.2.1/32")}
	b := &batch{client: netip.MustParsePrefix("192.0.2.2/32")}
	q.push(job{a, 1}, job{a, 2}, job{a, 3}, job{b, 1}, job{b, 2})
	if got := []int{q.place(a, 1), q.place(a, 3), q.place(b, 1), q.place(b, 2), q.place(b, 9)}; got[0] != 1 || got[1] != 4 || got[2] != 1 || got[4] != -1 {
		t.Errorf("places %v", got)
	}
	var order []*batch
	for range 5 {
		j, _ := q.pop()
		order = append(order, j.b)
		if k, ok := q.peek(j.b.client); ok {
			t.Errorf("a second reader for the same: %v", k)
		}
		q.release(j)
	}
	if order[0] != a || order[1] != b || order[2] != a || order[3] != b || order[4] != a {
		t.Error("not by turns")
	}
}

// peek is whether a client would get a reader now.
func (q *queue) peek(c netip.Prefix) (int, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := q.next()
	return i, i >= 0 && q.waiting[i].b.client == c
}

// TestTooMuchIsRefused: too many files, too often, too large, no room, no file.
func TestTooMuchIsRefused(t *testing.T) {
	t.Parallel()
	srv, s := serve(t, Options{Hourly: 60, Workers: 4})
	many := make([]upload, 0, 25)
	for range 25 {
		many = append(many, upload{"rubbish.txt", []byte("x")})
	}
	files := finish(t, srv, send(t, srv, many...)).Files
	if len(files) != 25 || files[19].Error.Code == tooMany || files[20].Error.Code != tooMany {
		t.Errorf("%d files, %+v %+v", len(files), files[19].Error, files[20].Error)
	}
	send(t, srv, many[:10]...)
	res, body := post(t, srv, "application/json", "", many[0])
	var problem struct{ Title, Detail string }
	if err := json.Unmarshal(body, &problem); err != nil || res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") == "" || problem.Detail == "" {
		t.Errorf("after thirty files: %d %s", res.StatusCode, body)
	}
	s.senders.Purge()
	big := upload{"大.pdf", make([]byte, MaxFile+10)}
	if f := finish(t, srv, send(t, srv, big, many[0])).Files; f[0].Error == nil || f[0].Error.Code != tooLarge || f[1].Error.Code == tooLarge {
		t.Errorf("%+v", f)
	}
	for name, c := range map[string]struct {
		profile string
		files   []upload
		code    int
	}{"no file": {"", nil, 400}, "no such profile": {"nothing", many[:1], 400}} {
		if res, _ := post(t, srv, "text/html", c.profile, c.files...); res.StatusCode != c.code {
			t.Errorf("%s: %d", name, res.StatusCode)
		}
	}
	s.mu.Lock()
	s.used = s.o.Room
	s.mu.Unlock()
	if res, body := post(t, srv, "text/html", "", many[0]); res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(string(body), "放不下") {
		t.Errorf("without room: %d", res.StatusCode)
	}
}

// TestAddressesThatOpenNothing say so.
func TestAddressesThatOpenNothing(t *testing.T) {
	srv, _ := serve(t, Options{})
	token := send(t, srv, made(t, "txt")["txt"])
	finish(t, srv, token)
	for _, at := range []string{
		"/check/AAAAAAAAAAAAAAAAAAAAAA", "/check/" + token + "/9", "/check/" + token + "/x", "/check/" + token + "/1/page/1",
		"/check/" + token + "/1/file/result.json", "/check/" + token + "/1/file/report.txt", "/check/" + token + "/1/file/..%2f..%2fbatch.json", "/check/" + hashed(token),
	} {
		if res, _ := get(t, srv, at); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", at, res.StatusCode)
		}
	}
}

// TestNames: a name is the file's own last part and nothing that could mislead.
func TestNames(t *testing.T) {
	for given, want := range map[string]string{
		"甲.pdf": "甲.pdf", `C:\公开\乙.docx`: "乙.docx", "../../etc/passwd": "passwd", "-rf": "rf", ".hidden": "hidden",
		"a\u202efdp.exe": "afdp.exe", "\x00\n": "文件", "": "文件", strings.Repeat("长", 200) + ".pdf": strings.Repeat("长", 65) + ".pdf",
	} {
		if got := cleanName(given); got != want {
			t.Errorf("%q is %q, not %q", given, got, want)
		}
	}
}
