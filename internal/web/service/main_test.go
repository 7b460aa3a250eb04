package service

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingbai/internal/pipeline"
	"mingbai/internal/web/service/reader"
)

// asReader is set for the copies of this test program that read files.
const asReader = "MINGBAI_TEST_READER"

// TestMain is the tests, or a reader of one file, as the command read-one is.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == asReader {
		os.Exit(readOne(os.Args[2:]))
	}
	os.Exit(m.Run())
}

// readOne is a reader; files of some names make it misbehave.
func readOne(args []string) int {
	var o reader.Options
	var b reader.Bounds
	f := flag.NewFlagSet("reader", flag.ContinueOnError)
	f.StringVar(&o.Out, "out", "", "")
	f.StringVar(&o.Profile, "profile", "", "")
	f.StringVar(&o.ProfileDir, "profile-dir", "", "")
	f.Int64Var(&b.Memory, "memory", 0, "")
	f.IntVar(&b.CPU, "cpu", 0, "")
	f.Int64Var(&b.File, "file-size", 0, "")
	if err := f.Parse(args); err != nil {
		return 2
	}
	o.File = f.Arg(0)
	if err := b.Apply(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	reader.EndWith(os.Stdin)
	switch {
	case strings.HasPrefix(o.File, "spin"):
		for {
			_ = len(o.File)
		}
	case strings.HasPrefix(o.File, "sleep"):
		time.Sleep(time.Hour)
	case strings.HasPrefix(o.File, "grow"):
		var all [][]byte
		for len(all) < 1<<20 { // 16 TiB: it is stopped long before
			all = append(all, bytes.Repeat([]byte{1}, 16<<20))
		}
	case strings.HasPrefix(o.File, "talk"):
		for {
			if _, err := os.Stdout.WriteString(strings.Repeat("check\n", 1<<16)); err != nil {
				return 2
			}
		}
	case strings.HasPrefix(o.File, "panic"):
		panic("made to")
	case strings.HasPrefix(o.File, "rubbish"):
		_ = os.WriteFile(filepath.Join(o.Out, reader.ResultFile), []byte(`{"document":null}`), 0o600)
		return 0
	case strings.HasPrefix(o.File, "huge"):
		_ = os.WriteFile(filepath.Join(o.Out, "big"), bytes.Repeat([]byte{1}, 128<<20), 0o600)
		return 0
	case strings.HasPrefix(o.File, "environment"):
		fmt.Fprintln(os.Stderr, os.Environ())
		return 2
	}
	o.Step = func(s string) { fmt.Println(s) }
	if err := reader.Read(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0
}

// serve is a service of its own, as a site without a guard.
func serve(t testing.TB, o Options) (*httptest.Server, *Service) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	o.Program = []string{self, asReader}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	s.Routes(mux)
	srv := httptest.NewServer(mux)
	t.Cleanup(func() {
		srv.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	srv.Client().Jar, _ = cookiejar.New(nil)
	return srv, s
}

// upload is a file to send.
type upload struct {
	name string
	data []byte
}

// post sends files and gives the answer.
func post(t testing.TB, srv *httptest.Server, accept, profile string, files ...upload) (*http.Response, []byte) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if profile != "" {
		_ = form.WriteField("profile", profile)
	}
	for _, f := range files {
		w, err := form.CreateFormFile("file", f.name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(f.data)
	}
	_ = form.Close()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+"/check", &b)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Accept", accept)
	return do(t, srv, req)
}

func do(t testing.TB, srv *httptest.Server, req *http.Request) (*http.Response, []byte) {
	t.Helper()
	res, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, body
}

func get(t testing.TB, srv *httptest.Server, path string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	res, body := do(t, srv, req)
	return res, string(body)
}

// said is what the status says.
type said struct {
	Finished bool      `json:"finished"`
	Files    []itemRow `json:"files"`
	Share    string    `json:"share"`
}

// send sends files as a program does, and gives the token.
func send(t testing.TB, srv *httptest.Server, files ...upload) string {
	t.Helper()
	res, body := post(t, srv, "application/json", "", files...)
	if res.StatusCode != http.StatusAccepted {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	var got struct{ Token string }
	if err := json.Unmarshal(body, &got); err != nil || got.Token == "" {
		t.Fatalf("%v %s", err, body)
	}
	return got.Token
}

func status(t testing.TB, srv *httptest.Server, token string) (out said) {
	t.Helper()
	res, body := get(t, srv, "/check/"+token+"/status")
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// finish waits till all files of a batch are read.
func finish(t testing.TB, srv *httptest.Server, token string) said {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		if s := status(t, srv, token); s.Finished {
			return s
		}
	}
	t.Fatal("not finished in time")
	return said{}
}

// made is a made-up unit's documents with planted faults, by their endings.
func made(t testing.TB, formats ...string) map[string]upload {
	t.Helper()
	out := map[string]upload{}
	for _, f := range formats {
		b, err := madeOnce(f)
		if err != nil {
			t.Fatal(err)
		}
		out[f] = upload{"某单位公开." + f, b}
	}
	return out
}

var madeFiles sync.Map // format → func() ([]byte, error)

func madeOnce(format string) ([]byte, error) {
	once, _ := madeFiles.LoadOrStore(format, sync.OnceValues(func() ([]byte, error) {
		dir, err := os.MkdirTemp("", "made")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		if err := pipeline.Generate(context.Background(), pipeline.GenerateOptions{N: 1, Seed: 4, Faults: 3, Out: dir, Formats: []string{format}}); err != nil {
			return nil, err
		}
		return os.ReadFile(filepath.Join(dir, "unit-00001."+format))
	}))
	return once.(func() ([]byte, error))()
}
