package service_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"mingbai/internal/web"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/service"
	"mingbai/internal/web/webtest"
)

// site is the check as part of a site, behind its guard.
func site(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s, err := service.New(service.Options{Program: []string{self, service.AsReader}, Dir: t.TempDir(), Rules: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	g, err := guard.New(guard.Options{Rate: -1, Uploads: map[string]int64{"/check": service.MaxUpload}})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(web.Guarded(g, s))
	t.Cleanup(srv.Close)
	return srv.URL
}

// sent sends documents and gives the address of what came of them, once all is read.
func sent(t *testing.T, root string, formats ...string) string {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for _, f := range formats {
		name, data := service.Made(t, f)
		w, err := form.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(data)
	}
	_ = form.Close()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, root+"/check", &b)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Accept", "application/json")
	var got struct{ Token string }
	ask(t, req, &got)
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		again, err := http.NewRequestWithContext(t.Context(), http.MethodGet, root+"/check/"+got.Token+"/status", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		var s struct{ Finished bool }
		if ask(t, again, &s); s.Finished {
			return "/check/" + got.Token
		}
	}
	t.Fatal("not read in time")
	return ""
}

func ask(t *testing.T, req *http.Request, into any) {
	t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(into); err != nil || res.StatusCode >= 400 {
		t.Fatalf("%s %v", res.Status, err)
	}
}

// TestPagesOfTheCheck looks at each kind of page on a desk and on a phone, light
// and dark.
func TestPagesOfTheCheck(t *testing.T) {
	browser := webtest.Start(t)
	root := site(t)
	at := sent(t, root, "pdf", "docx")
	for name, path := range map[string]string{"form": "/check", "batch": at, "pdf": at + "/1?f=2#at", "docx": at + "/2?f=2#at"} {
		for _, v := range []webtest.View{{Width: 1280}, {Width: 390, Dark: true}} {
			p := browser.Open(t, root+path, v)
			p.Look(t, name+" at "+v.String())
			for _, said := range p.Console() {
				t.Errorf("%s at %s: the browser says: %s", name, v, said)
			}
			p.Picture(t, "check "+name+" "+v.String())
			p.Close()
		}
	}
}

// TestAReaderSendsAFile: chosen with the script, sent, shown, gone through by key;
// and the same page without the script has the same to say.
func TestAReaderSendsAFile(t *testing.T) {
	browser := webtest.Start(t)
	root := site(t)
	_, data := service.Made(t, "txt")
	p := browser.Open(t, root+"/check", webtest.View{Width: 390})
	text, err := json.Marshal(string(data))
	if err != nil {
		t.Fatal(err)
	}
	p.Ask(t, `(() => {
		const to = new DataTransfer()
		to.items.add(new File([`+string(text)+`], '甲.txt'))
		to.items.add(new File(['x'], '乙.txt'))
		const input = document.getElementById('file')
		input.files = to.files
		input.dispatchEvent(new Event('change'))
		document.querySelectorAll('#picked button')[1].click()
		document.getElementById('drop').requestSubmit()
		return ''
	})()`)
	path := until(t, p, "/1")
	if said := p.Ask(t, `document.querySelector('h1').textContent`); !strings.Contains(said, "预算") {
		t.Errorf("the page is titled %q", said)
	}
	if p.Ask(t, `String(document.querySelector('.at').checkVisibility())`) != "false" {
		t.Error("on a phone the list does not come first")
	}
	p.Ask(t, `dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true})), ''`)
	until(t, p, "f=")
	if p.Ask(t, `String(document.querySelector('.at').checkVisibility())`) != "true" {
		t.Error("the finding is not shown")
	}
	for _, said := range p.Console() {
		t.Errorf("the browser says: %s", said)
	}
	with := browser.Open(t, root+path+"?f=2", webtest.View{Width: 1280})
	without := browser.Open(t, root+path+"?f=2", webtest.View{Width: 1280, NoScript: true})
	if a, b := with.Text(t), without.Text(t); a != b {
		t.Errorf("without its script the page says something else:\n%s\n--- with it:\n%s", b, a)
	}
}

// until waits till the address of the page ends so or holds it, and gives its path.
func until(t *testing.T, p *webtest.Page, part string) string {
	t.Helper()
	var err error
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		var at string
		if at, err = p.TryAsk(`document.readyState === 'complete' ? location.pathname + '|' + location.search : ''`); err != nil {
			continue // it leaves for the next page just now
		}
		path, query, _ := strings.Cut(at, "|")
		if strings.HasSuffix(path, part) || strings.Contains(query, part) {
			return path
		}
	}
	t.Fatalf("the page does not come to %s: %v", part, err)
	return ""
}
