package store

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

func TestFilesInAFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "files")
	testFiles(t, Folder(dir))
	left, err := filepath.Glob(filepath.Join(dir, ".new-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// TestHalfWrittenFilesAreSwept: those of programs that were killed, a day after.
func TestHalfWrittenFilesAreSwept(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, ".new-123")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, after := range []time.Duration{time.Hour, 25 * time.Hour} {
		if _, err := os.Stat(file); err != nil {
			t.Errorf("swept before %v: %v", after, err)
		}
		if err := folder(dir).sweep(time.Now().Add(after)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("still there after a day")
	}
}

func TestFilesInABucket(t *testing.T) {
	fake := s3mem.New()
	if err := fake.CreateBucket("files"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(fake).Server())
	defer server.Close()
	for _, prefix := range []string{"", "明白账/a b"} {
		testFiles(t, must(S3(S3Options{Endpoint: server.URL, Bucket: "files", Prefix: prefix, AccessKey: "a", SecretKey: "s"}))(t))
	}
	_, err := S3(S3Options{Endpoint: "objects.example.org", Bucket: "files", AccessKey: "a", SecretKey: "s"})
	if err == nil {
		t.Error("an address without a scheme was taken")
	}
}

func testFiles(t *testing.T, f Files) {
	t.Helper()
	data := []byte("公开件")
	sum := SHA256(data)
	if _, err := f.Open(t.Context(), sum); !errors.Is(err, ErrNotFound) {
		t.Errorf("before it is there: %v", err)
	}
	for range 2 {
		if err := f.Put(t.Context(), sum, data); err != nil {
			t.Fatal(err)
		}
	}
	r := must(f.Open(t.Context(), sum))(t)
	got, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil || !bytes.Equal(got, data) {
		t.Errorf("read %q (%v)", got, err)
	}
	for _, name := range []string{"", "../../etc/passwd", strings.ToUpper(sum)} {
		if err := f.Put(t.Context(), name, data); !errors.Is(err, ErrNotFound) {
			t.Errorf("stored under %q: %v", name, err)
		}
	}
}

// TestSignature holds the signature to an example of Amazon's documentation of
// Signature Version 4: GET Bucket Lifecycle.
func TestSignature(t *testing.T) {
	b := must(S3(S3Options{
		Endpoint: "https://examplebucket.s3.amazonaws.com", Bucket: "b",
		AccessKey: "AKIAIOSFODNN7EXAMPLE", SecretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
	}))(t).(*bucket)
	b.now = func() time.Time { return time.Date(2013, 5, 24, 0, 0, 0, 0, time.UTC) }
	r := must(http.NewRequest(http.MethodGet, "https://examplebucket.s3.amazonaws.com/?lifecycle", nil))(t)
	b.sign(r, nil)
	const want = "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
	if got := r.Header.Get("Authorization"); !strings.HasSuffix(got, "SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="+want) {
		t.Errorf("signed %s", got)
	}
}

func TestAServerThatFails(t *testing.T) {
	tries := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			tries++
		}
		if tries < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	f := must(S3(S3Options{Endpoint: server.URL, Bucket: "b", AccessKey: "a", SecretKey: "s"}))(t)
	if err := f.Put(t.Context(), SHA256(nil), nil); err != nil || tries != 3 {
		t.Errorf("%d tries: %v", tries, err)
	}
	denied := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }))
	defer denied.Close()
	f = must(S3(S3Options{Endpoint: denied.URL, Bucket: "b", AccessKey: "a", SecretKey: "s"}))(t)
	if err := f.Put(t.Context(), SHA256(nil), nil); err == nil || !strings.Contains(err.Error(), "核对密钥") {
		t.Errorf("denied: %v", err)
	}
}

func TestAFullFolderIsSaid(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, "")
	s.files = Folder(filepath.Join(dir, "none"))
	if err := os.WriteFile(filepath.Join(dir, "none"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := must(Prepare(sample(example, 2023, "1")))(t)
	if _, err := s.Put(t.Context(), "test", []*Prepared{p}); err == nil || !strings.Contains(err.Error(), "文件夹") {
		t.Errorf("%v", err)
	}
	if n := must(s.Newest(t.Context(), Page{}))(t); len(n.Items) > 0 {
		t.Error("stored without its file")
	}
}
