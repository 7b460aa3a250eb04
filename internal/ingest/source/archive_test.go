package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func archive(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPartsAreFoundHoweverTheyAreNamed(t *testing.T) {
	a, err := Open("a.docx", archive(t, `word\document.xml`, "\xef\xbb\xbf<d/>", "./word/../word/styles.xml", "<s/>",
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="r1" Type="http://x/y/styles" Target="styles.xml"/><Relationship Id="r2" Type="x/hyperlink" Target="http://x" TargetMode="External"/><Relationship Id="r3" Type="x/image" Target="../media/1.png"/></Relationships>`), Word)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := a.Read("word/document.xml"); err != nil || s != "<d/>" {
		t.Errorf("read %q, %v", s, err)
	}
	targets, err := a.Related(a.Main())
	if err != nil || len(targets) != 2 || targets["r1"] != (Target{"word/styles.xml", "styles"}) || targets["r3"].Part != "media/1.png" {
		t.Errorf("targets %v, %v", targets, err)
	}
	if !a.Has("word/styles.xml") {
		t.Error("the styles are not found")
	}
}

func TestPartsInUTF16(t *testing.T) {
	wide := "\xff\xfe"
	for _, r := range "<d>预</d>" {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	a, err := Open("a.docx", archive(t, "word/document.xml", wide), Word)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := a.Read("word/document.xml"); err != nil || s != "<d>预</d>" {
		t.Errorf("read %q, %v", s, err)
	}
}

func TestManyPartsAreRefused(t *testing.T) {
	var parts []string
	for i := range maxParts + 1 {
		parts = append(parts, fmt.Sprint(i), "")
	}
	_, err := Open("a.docx", archive(t, parts...), Word)
	if err == nil || !strings.Contains(err.Error(), "多于 10000 个文件") {
		t.Errorf("error %v", err)
	}
}

// TestAPartThatLiesAboutItsSize unpacks to more than its entry says.
func TestAPartThatLiesAboutItsSize(t *testing.T) {
	data := archive(t, "word/document.xml", strings.Repeat("<a/>", 40<<20/4))
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[at+24:], 10)
	a, err := Open("a.docx", data, Word)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = a.Read("word/document.xml"); err == nil || !strings.Contains(err.Error(), "已损坏") {
		t.Errorf("error %v", err)
	}
}

func TestReadingManyTimesIsBounded(t *testing.T) {
	a, err := Open("a.docx", archive(t, "word/document.xml", strings.Repeat("x", 50<<20)), Word)
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		if _, err = a.Read("word/document.xml"); err != nil {
			break
		}
	}
	var known *Error
	if !errors.As(err, &known) || known.File != "a.docx" || known.Problem != "解压后太大，没有读" || known.Hint == "" {
		t.Errorf("error %v", err)
	}
}

func TestAPartWithAPassword(t *testing.T) {
	data := archive(t, "word/document.xml", "<a/>")
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	data[at+8] |= 1
	a, err := Open("a.docx", data, Word)
	if err == nil {
		_, err = a.Read("word/document.xml")
	}
	if err == nil || !strings.Contains(err.Error(), "有密码") {
		t.Errorf("error %v", err)
	}
}
