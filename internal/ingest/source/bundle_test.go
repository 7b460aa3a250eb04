package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestNamesInArchives(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("二〇二三年/部门预算（联通）.xls")
	if err != nil {
		t.Fatal(err)
	}
	beside := func(name string) []byte { // as Info-ZIP writes it: a version, a checksum, the name
		b := binary.LittleEndian.AppendUint16(nil, 0x7075)
		b = binary.LittleEndian.AppendUint16(b, uint16(5+len(name)))
		return append(append(b, 1, 0, 0, 0, 0), name...)
	}
	for name, c := range map[string]struct {
		head zip.FileHeader
		want string
	}{
		"Chinese Windows":   {zip.FileHeader{Name: gbk, NonUTF8: true}, "二〇二三年/部门预算（联通）.xls"},
		"marked as UTF-8":   {zip.FileHeader{Name: "预算.docx"}, "预算.docx"},
		"macOS, no mark":    {zip.FileHeader{Name: "预算.docx", NonUTF8: true}, "预算.docx"},
		"a name beside it":  {zip.FileHeader{Name: "?.docx", NonUTF8: true, Extra: beside("预算.docx")}, "预算.docx"},
		"a broken one":      {zip.FileHeader{Name: gbk, NonUTF8: true, Extra: beside("预算")[:6]}, "二〇二三年/部门预算（联通）.xls"},
		"neither":           {zip.FileHeader{Name: "\xff\xff.txt", NonUTF8: true}, "\ufffd\ufffd.txt"},
		"plain":             {zip.FileHeader{Name: "a/b.txt"}, "a/b.txt"},
		"up and out":        {zip.FileHeader{Name: "../../etc/a.txt"}, "etc/a.txt"},
		"from a drive":      {zip.FileHeader{Name: `C:\out\a.txt`}, "C:/out/a.txt"},
		"control signs":     {zip.FileHeader{Name: "a\x1b[2J\u202eb.txt"}, "a[2Jb.txt"},
		"hidden in between": {zip.FileHeader{Name: "a/.git/b.txt"}, ""},
		"a lock":            {zip.FileHeader{Name: "a/~$b.docx"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			w, err := z.CreateHeader(&c.head)
			if err == nil {
				_, err = w.Write([]byte("x"))
			}
			if err == nil {
				err = z.Close()
			}
			if err != nil {
				t.Fatal(err)
			}
			bundle, err := OpenBundle("a.zip", b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, e := range bundle.Entries() {
				names = append(names, e.Name)
			}
			if diff := cmp.Diff(c.want, strings.Join(names, "|")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestOfficeFilesAreNoBundles(t *testing.T) {
	for _, part := range []string{"word/document.xml", `xl\workbook.xml`, "OFD.xml", "content.xml", "[Content_Types].xml"} {
		if b, err := OpenBundle("a.zip", archive(t, part, "<a/>")); b != nil || err != nil {
			t.Errorf("%s: %v, %v", part, b, err)
		}
	}
	if b, err := OpenBundle("a.zip", archive(t, "一.txt", "x")); b == nil || err != nil {
		t.Errorf("a text: %v, %v", b, err)
	}
}

func FuzzBundle(f *testing.F) {
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if w, err := z.Create("a.txt"); err == nil {
		w.Write([]byte("x"))
	}
	z.Close()
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		bundle, err := OpenBundle("a.zip", data)
		if err != nil || bundle == nil {
			return
		}
		for _, e := range bundle.Entries() {
			if strings.HasPrefix(e.Name, "/") || strings.HasPrefix(e.Name, "../") {
				t.Errorf("the name %q leads out", e.Name)
			}
			if b, err := e.Read(1 << 20); err == nil && len(b) > 1<<20 {
				t.Errorf("%d bytes are read", len(b))
			}
		}
	})
}
