package service

import (
	"bufio"
	"bytes"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestWhatKeptAResultFromBeingShown: what is deleted leads to where files are sent, a
// database that does not answer says when to come again.
func TestWhatKeptAResultFromBeingShown(t *testing.T) {
	s := &Service{o: Options{Logger: slog.New(slog.DiscardHandler)}}
	for _, c := range []struct {
		err         error
		status      int
		says, retry string
	}{
		{errGone, 404, `href="/check"`, ""},
		{fmt.Errorf("读任务：%w", driver.ErrBadConn), 503, "数据库暂时没有回应", "30"},
		{errors.New("nil of something"), 500, "没有做成", ""},
	} {
		w := httptest.NewRecorder()
		s.serve(func(http.ResponseWriter, *http.Request) error { return c.err })(w, httptest.NewRequest(http.MethodGet, "/check/x", nil))
		main := w.Body.String()
		main = main[max(strings.Index(main, "<main"), 0):] // the menu leads everywhere
		if w.Code != c.status || !strings.Contains(main, c.says) || w.Header().Get("Retry-After") != c.retry {
			t.Errorf("%v: %d, Retry-After %q\n%s", c.err, w.Code, w.Header().Get("Retry-After"), main)
		}
	}
}

// TestFilesInAFieldOfAnotherName are not left out in silence: a program learns what to
// call the field.
func TestFilesInAFieldOfAnotherName(t *testing.T) {
	t.Parallel()
	srv, _ := serve(t, Options{})
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for _, field := range []string{"file", "files"} {
		w, err := form.CreateFormFile(field, "a.txt")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte("not a budget"))
	}
	_ = form.Close()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+"/check", &b)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Accept", "application/json")
	if res, body := do(t, srv, req); res.StatusCode != http.StatusBadRequest || !strings.Contains(string(body), "名叫 file 的栏") {
		t.Errorf("%s: %s", res.Status, body)
	}
}

// TestNothingChecked: where no file could be checked, the page says so and counts none.
func TestNothingChecked(t *testing.T) {
	t.Parallel()
	srv, _ := serve(t, Options{})
	token := send(t, srv, upload{"note.txt", []byte("not a budget")})
	finish(t, srv, token)
	if _, body := get(t, srv, "/check/"+token); !strings.Contains(body, "没有查成，原因和办法写在下面") {
		t.Error(body)
	}
}

// TestWhoIsStillSendingHearsWhy: a program that reads the answer only after it has sent
// all gets it, and no broken connection.
func TestWhoIsStillSendingHearsWhy(t *testing.T) {
	t.Parallel()
	srv, _ := serve(t, Options{})
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	_ = form.WriteField("profile", "no such profile")
	w, err := form.CreateFormFile("file", "a.pdf")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(make([]byte, 16<<20))
	_ = form.Close()
	conn, err := net.Dial("tcp", srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /check HTTP/1.1\r\nHost: site\r\nAccept: application/json\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", form.FormDataContentType(), b.Len())
	if _, err := conn.Write(b.Bytes()); err != nil {
		t.Fatal("sending:", err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusBadRequest || !strings.Contains(string(body), "没有这个模板") {
		t.Errorf("%s: %s, %v", res.Status, body, err)
	}
}
