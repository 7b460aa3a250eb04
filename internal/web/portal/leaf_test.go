package portal_test

import (
	"bytes"
	"context"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/pipeline"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/portal"
)

// TestANumberShowsItsPage: of a document that was read from a PDF, a number's page
// has the picture of where it stands, marked; without a PDF there is none.
func TestANumberShowsItsPage(t *testing.T) {
	dir := t.TempDir()
	res, err := pipeline.Build(t.Context(), pipeline.Options{Book: "../../../examples/datong-2023", Out: dir, Formats: []string{"pdf"}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := pipeline.Load(t.Context(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{res.Files[0].Path}}); err != nil {
		t.Fatal(err)
	}
	p, err := portal.New(s, portal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	srv := httptest.NewServer(web.Site(p))
	t.Cleanup(srv.Close)
	list, err := s.Documents(context.Background(), store.Filter{}, store.Page{})
	if err != nil || len(list.Items) != 1 {
		t.Fatal(filepath.Base(res.Files[0].Path), len(list.Items), err)
	}
	at := "/u/" + list.Items[0].Unit.String() + "/2023/budget"
	_, body := get(t, srv, at+"/n/T03/2080502/"+"%E5%90%88%E8%AE%A1")
	m := regexp.MustCompile(`<img src="([^"]*)"`).FindStringSubmatch(body)
	if m == nil || !strings.Contains(body, "看整页") {
		t.Fatal("the number of a PDF has no picture of its page")
	}
	part, narrow, whole := picture(t, srv, m[1]), picture(t, srv, m[1]+"?narrow"), picture(t, srv, m[1]+"?whole")
	if !strings.Contains(body, `<source media="screen and (max-width:760px)" srcset="`+m[1]+`?narrow"`) || narrow.Bounds().Dy() != part.Bounds().Dy() || narrow.Bounds().Dx()*leafWidth-part.Bounds().Dx()*300 > leafWidth {
		t.Errorf("on a narrow screen the part is %v, on others %v", narrow.Bounds(), part.Bounds())
	}
	if b := part.Bounds(); b.Dx()*leafHeight/leafWidth-b.Dy() > 1 || b.Dx() < 700 {
		t.Errorf("the part is %v", b)
	}
	if whole.Bounds().Dy() < 3*part.Bounds().Dy() {
		t.Errorf("the whole page is %v, the part %v", whole.Bounds(), part.Bounds())
	}
	for name, img := range map[string]interface{ marks() int }{"part": part, "narrow": narrow, "whole": whole} {
		if n := img.marks(); n < 60 {
			t.Errorf("the %s has a mark of %d pixels", name, n)
		}
	}
	for path, want := range map[string]int{
		at + "/n/T03/2080502/nothing/page.png": http.StatusNotFound,
		at + "/n/T99/2080502/nothing/page.png": http.StatusNotFound,
	} {
		if code, _ := get(t, srv, path); code != want {
			t.Errorf("%s: %d", path, code)
		}
	}
	plain, st := site(t)
	_, without := datong(t, st)
	if _, body := get(t, plain, without+"/n/T03/2080502/"+"%E5%90%88%E8%AE%A1"); strings.Contains(body, "page.png") {
		t.Error("a number of a text has a picture of a page")
	}
}

// TestAFileThatComesLaterIsSeen: also by readers who have the page, and where the
// document was read before.
func TestAFileThatComesLaterIsSeen(t *testing.T) {
	srv, s := site(t)
	_, at := datong(t, s)
	number := at + "/n/T03/2080502/%E5%90%88%E8%AE%A1"
	if _, body := get(t, srv, number); strings.Contains(body, "page.png") {
		t.Fatal("a number of a text has a picture of a page")
	}
	before, err := srv.Client().Get(srv.URL + number)
	if err != nil {
		t.Fatal(err)
	}
	before.Body.Close()
	res, err := pipeline.Build(t.Context(), pipeline.Options{Book: "../../../examples/datong-2023", Out: t.TempDir(), Formats: []string{"pdf"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := pipeline.Load(t.Context(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{res.Files[0].Path}}); err != nil {
		t.Fatal(err)
	}
	if _, body := get(t, srv, number); !strings.Contains(body, "page.png") {
		t.Error("the page that a PDF shows is not seen")
	}
	if _, body := get(t, srv, at); !strings.Contains(body, ">PDF</a>") {
		t.Error("the PDF that came later cannot be downloaded")
	}
	req, _ := http.NewRequest(http.MethodGet, srv.URL+number, http.NoBody)
	req.Header.Set("If-None-Match", before.Header.Get("ETag"))
	again, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	again.Body.Close()
	if again.StatusCode != http.StatusOK {
		t.Errorf("a reader of before is told %s", again.Status)
	}
}

// The part of a page that is shown, in points.
const (
	leafWidth  = 520
	leafHeight = 150
)

func picture(t *testing.T, srv *httptest.Server, path string) drawn {
	t.Helper()
	res, err := srv.Client().Get(srv.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "image/png" {
		t.Fatalf("%s: %s %s %v", path, res.Status, res.Header.Get("Content-Type"), err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return drawn{img}
}
