package service

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"mingbai/internal/ingest/ingesttest"
)

// TestReadersThatMisbehave: each ends in time, says why in words, and leaves
// nothing behind; the next file is read as if nothing had been.
func TestReadersThatMisbehave(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector needs more memory than readers get: run without -short")
	}
	hasty, ofHasty := serve(t, Options{Time: 2 * time.Second, Memory: 300 << 20, Workers: 3})
	patient, ofPatient := serve(t, Options{Time: 30 * time.Second, Memory: 300 << 20, Workers: 3}) // on a machine that is busy, too
	for name, code := range map[string]string{
		"spin.txt": tooLong, "sleep.txt": tooLong, "talk.txt": tooLong, "grow.txt": tooMuch, "panic.txt": broken, "rubbish.txt": broken, "huge.txt": broken, "environment.txt": broken,
	} {
		t.Run(name, func(t *testing.T) {
			if name == "grow.txt" && runtime.GOOS != "linux" {
				t.Skip("memory is bounded on Linux only")
			}
			t.Parallel()
			srv, s, most := patient, ofPatient, 40*time.Second
			if code == tooLong {
				srv, s, most = hasty, ofHasty, 20*time.Second
			}
			began := time.Now()
			token := send(t, srv, upload{name, []byte("x")})
			f := finish(t, srv, token).Files[0]
			if f.State != failed || f.Error.Code != code || f.Text == "" || strings.Contains(f.Text, "exit") {
				t.Errorf("%+v %+v", f, f.Error)
			}
			if took := time.Since(began); took > most {
				t.Errorf("took %v", took)
			}
			b, _ := s.find(token)
			if left := filesIn(b.dir); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if res, body := get(t, srv, "/check/"+token); res.StatusCode != http.StatusOK || !strings.Contains(body, f.Text) {
				t.Errorf("the page does not say %q", f.Text)
			}
		})
	}
}

func filesIn(dir string) (out []string) {
	_ = filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, p)
		}
		return nil
	})
	return out
}

// TestFilesThatMeanHarm: files made to exhaust their reader are refused or read,
// each within its bounds and with words for people.
func TestFilesThatMeanHarm(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector needs more memory than readers get: run without -short")
	}
	t.Parallel()
	srv, _ := serve(t, Options{Time: 15 * time.Second, Memory: 512 << 20})
	deep := ingesttest.Zip("a.txt", "x")
	for range 4 {
		deep = ingesttest.Zip("inner.zip", string(deep))
	}
	files := []upload{
		{"炸弹.docx", ingesttest.Bomb("word/document.xml", "<w:p><w:r><w:t>x</w:t></w:r></w:p>", 70)},
		{"炸弹.zip", ingesttest.Bomb("a.txt", strings.Repeat("0", 1<<16), 52)},
		{"套.zip", deep},
		{"断.pdf", []byte("%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\ntrailer<</Root 1 0 R>>")},
		{"长.txt", bytes.Repeat([]byte("支出总表\t1.00\t2.00\n"), 400_000)},
		{"表.html", []byte("<table>" + strings.Repeat("<tr><td colspan=1000 rowspan=65534>", 20_000))},
		{"深.json", bytes.Repeat([]byte("["), 1<<20)},
		{"假.xlsx", []byte("不是工作簿")},
	}
	token := send(t, srv, files...)
	for _, f := range finish(t, srv, token).Files {
		if f.State != failed && f.State != done && f.State != unpacked || f.Text == "" {
			t.Errorf("%+v", f)
		}
		if f.State == failed && (f.Error.Code == broken || f.Error.Message == "") {
			t.Errorf("%s: %+v", f.Name, f.Error)
		}
		t.Logf("%s: %s %s", f.Name, f.State, f.Text)
	}
}

// TestNoTextIsMarkup: what a document and its name say is shown and never run.
func TestNoTextIsMarkup(t *testing.T) {
	srv, _ := serve(t, Options{})
	file := made(t, "txt")["txt"]
	evil := `<script>alert(1)</script>"><img src=x onerror=alert(2)>`
	file.data = bytes.ReplaceAll(file.data, []byte("一般公共预算"), []byte("一般公共预算"+evil))
	file.name = `"><img src=x onerror=alert(3)>.txt`
	token := send(t, srv, file)
	s := finish(t, srv, token)
	for _, path := range []string{"/check/" + token, "/check/" + token + "/1?f=1", "/check/" + token + "/1?f=2", "/check/" + token + "/1?s=note"} {
		_, body := get(t, srv, path)
		if strings.Contains(body, "<script>") || strings.Contains(body, "<img src=x") {
			t.Errorf("%s: markup of the document (%+v)", path, s.Files[0])
		}
	}
	res, _ := get(t, srv, "/check/"+token+"/1/file/report.html")
	if h := res.Header; !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the report as a page may run: %v", h)
	}
}

// TestTheReaderKnowsLittle: nothing of the server's environment reaches a reader.
func TestTheReaderKnowsLittle(t *testing.T) {
	t.Setenv("MINGBAI_DB", "secret")
	_, s := serve(t, Options{})
	if env := strings.Join(s.environment(t.TempDir()), " "); strings.Contains(env, "secret") {
		t.Errorf("%s", env)
	}
}
