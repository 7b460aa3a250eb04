package service

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/web/page"
)

// scanned is a PDF of one page that is a picture.
func scanned() []byte {
	var b bytes.Buffer
	var at []int
	object := func(text string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), text)
	}
	stream := func(dict, data string) {
		object(fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data))
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Count 1/Kids[3 0 R]>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>")
	stream("/Type/XObject/Subtype/Image/Width 16/Height 8/ColorSpace/DeviceGray/BitsPerComponent 1", strings.Repeat("\xaa\x55", 8))
	stream("", "595 0 0 842 0 0 cm /I Do")
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(at)+1, xref)
	return b.Bytes()
}

// TestManyFilesSomeOfWhichCannotBeRead: each is told by itself, those that can be read
// are, and the page counts both, in both languages.
func TestManyFilesSomeOfWhichCannotBeRead(t *testing.T) {
	t.Parallel()
	srv, service := serve(t, Options{})
	good := made(t, "txt", "pdf")
	files := []upload{
		good["txt"], good["pdf"],
		{"broken.pdf", good["pdf"].data[:len(good["pdf"].data)/3]},
		{"locked.xlsx", ingesttest.CompoundFile("EncryptedPackage", nil)},
		{"scan.pdf", scanned()},
		{"empty.pdf", nil},
	}
	want := []string{"", "", "damaged", "encrypted", "image_only", "empty"}
	for len(files) < MaxFiles {
		files = append(files, upload{fmt.Sprintf("note-%d.txt", len(files)), []byte("not a budget")})
		want = append(want, "no_profile")
	}
	token := send(t, srv, files...)
	s := finish(t, srv, token)
	if len(s.Files) != MaxFiles {
		t.Fatalf("%d files", len(s.Files))
	}
	for i, f := range s.Files {
		code := ""
		if f.Error != nil {
			code = f.Error.Code
		}
		if code != want[i] {
			t.Errorf("%s: %q, want %q: %s", f.Name, code, want[i], f.Text)
		}
	}
	for l, says := range map[page.Lang]string{page.Chinese: "2 份查过了，18 份没有查成", page.English: "2 files checked; 18 could not be"} {
		r := httptest.NewRequest(http.MethodGet, "/check/"+token, http.NoBody)
		r.SetPathValue("token", token)
		w := httptest.NewRecorder()
		if err := service.batchPage(w, r.WithContext(page.WithLang(r.Context(), l))); err != nil || !strings.Contains(w.Body.String(), says) {
			t.Errorf("%v, does not say %q", err, says)
		}
		if at := `data-status="` + page.In(l, "/check/"+token+"/status"); !strings.Contains(w.Body.String(), at) {
			t.Errorf("how far it is would be told in another language: no %s", at)
		}
		told := reasons.FindAllStringSubmatch(w.Body.String(), -1)
		if len(told) != 18 {
			t.Errorf("%d reasons", len(told))
		}
		for _, m := range told {
			if chinese := strings.ContainsAny(m[1], "，。；的是"); chinese != (l == page.Chinese) {
				t.Errorf("in the other language: %q", m[1])
			}
		}
	}
}

var reasons = regexp.MustCompile(`class="state wrong"><span class="text">([^<]*)<`)
