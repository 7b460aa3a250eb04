package service_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"slices"
	"testing"
	"time"

	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/service"
)

// BenchmarkOthers is how long readers of the first page wait, with nothing else to
// do and while files are read that were made to use all they can: time, memory,
// talk.
func BenchmarkOthers(b *testing.B) {
	s, err := store.Open(b.Context(), store.Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	site, err := web.Assemble(web.Options{Store: s, Guard: guard.Options{Rate: -1, Trusted: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}, Check: service.Options{
		Program: []string{self, service.AsReader}, Dir: b.TempDir(), Time: 5 * time.Second, Memory: 512 << 20, Hourly: -1,
	}})
	if err != nil {
		b.Fatal(err)
	}
	defer site.Close()
	srv := httptest.NewServer(site)
	defer srv.Close()
	b.Run("alone", func(b *testing.B) { wait(b, srv) })
	for _, client := range []string{"192.0.2.1", "192.0.2.2", "192.0.2.3"} {
		hostile(b, srv, client)
	}
	b.Run("beside hostile files", func(b *testing.B) { wait(b, srv) })
}

// hostile sends files whose readers misbehave.
func hostile(b *testing.B, srv *httptest.Server, client string) {
	b.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for range 6 {
		for _, name := range []string{"spin.txt", "grow.txt", "talk.txt"} {
			w, err := form.CreateFormFile("file", name)
			if err != nil {
				b.Fatal(err)
			}
			_, _ = w.Write([]byte("x"))
		}
	}
	_ = form.Close()
	req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, srv.URL+"/check", &body)
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("X-Forwarded-For", client)
	res, err := srv.Client().Do(req)
	if err != nil {
		b.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		b.Fatal(res.Status)
	}
}

// wait asks for the first page again and again.
func wait(b *testing.B, srv *httptest.Server) {
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		res, err := srv.Client().Get(srv.URL + "/")
		if err != nil {
			b.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusOK {
			b.Fatal(res.Status)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	for _, at := range []struct {
		name  string
		share int
	}{{"p50-µs", 50}, {"p99-µs", 99}} {
		b.ReportMetric(float64(took[min(len(took)-1, len(took)*at.share/100)].Microseconds()), at.name)
	}
}
