package ingest_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/profile"
)

func TestSniff(t *testing.T) {
	for want, data := range map[ingest.Format]string{
		ingest.Text:     "大同市\t1.00\n",
		ingest.HTML:     "\ufeff\n<!DOCTYPE html><html lang=\"zh\">",
		ingest.PDF:      "%PDF-1.7\n",
		ingest.JSON:     "{\n  \"schema\": \"mingbai.disclosure/v1\"",
		ingest.Old:      string(ingesttest.Compound("WordDocument")),
		ingest.XLS:      string(ingesttest.Compound("Workbook")),
		ingest.RTF:      `{\rtf1 x}`,
		ingest.Image:    "\x89PNG\r\n",
		ingest.DOCX:     string(ingesttest.Zip("[Content_Types].xml", "", "word/document.xml", "")),
		ingest.XLSX:     string(ingesttest.Zip("[Content_Types].xml", "", "xl/workbook.xml", "")),
		ingest.OFD:      string(ingesttest.Zip("OFD.xml", "")),
		ingest.Archive:  string(ingesttest.Zip("公开.txt", "一")),
		ingest.NotKnown: "MZ\x90\x00\x03",
	} {
		if got := ingest.Sniff([]byte(data)); got != want {
			t.Errorf("%q is taken for %s, not %s", data[:min(len(data), 20)], got, want)
		}
	}
}

// TestOpenSaysWhatToDo holds every file that is not read to an error with a code,
// the file's name and what to do.
func TestOpenSaysWhatToDo(t *testing.T) {
	for name, c := range map[string]struct {
		data       string
		code, says string
	}{
		"空.txt":   {" \n", "empty", "下载"},
		"旧.doc":   {string(ingesttest.Compound("WordDocument")), "unsupported", ".docx"},
		"坏.et":    {string(ingesttest.Compound("Workbook")), "damaged", ".xlsx"},
		"锁.xlsx":  {string(ingesttest.Compound("EncryptedPackage")), "encrypted", "去掉密码"},
		"版式.ofd":  {string(ingesttest.Zip("OFD.xml", "")), "unsupported", "PDF"},
		"扫描.jpg":  {"\xff\xd8\xff\xe0", "unsupported", "原来的电子文件"},
		"包.zip":   {string(ingesttest.Zip("公开.txt", "一")), "unsupported", "解压"},
		"坏.docx":  {string(ingesttest.Zip("word/document.xml", "<w:document")), "damaged", "坏.docx"},
		"程序.exe":  {"MZ\x90\x00\x03", "unsupported", "另存为"},
		"数据.json": {`{"schema": "x"}`, "unsupported", "数据"},
	} {
		t.Run(name, func(t *testing.T) {
			d, src, err := ingest.Open("/home/某人/"+name, []byte(c.data))
			var read *diag.ReadError
			if !errors.As(err, &read) || d != nil {
				t.Fatalf("error %v", err)
			}
			if read.Code != c.code || !strings.Contains(read.Message, c.says) || !strings.Contains(read.Message, name) || strings.Contains(read.Message, "某人") {
				t.Errorf("%s: %s", read.Code, read.Message)
			}
			if src.Name != name || len(src.SHA256) != 64 {
				t.Errorf("source: %+v", src)
			}
		})
	}
}

func TestChoose(t *testing.T) {
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	_, document := composed(t, 0)
	p, score, ranking, err := ingest.Choose(throughText(t, document), set)
	if err != nil {
		t.Fatal(err)
	}
	if p == nil || p.ID != "shanxi-datong-2023-unit" || score < 90 || len(ranking) != len(set.List()) {
		t.Errorf("chosen: %v, %d of %d", p, score, len(ranking))
	}
	other, _, err := ingest.Open("别的.txt", bytes.Repeat([]byte("这是一封普通的信，说的是2023年的天气。\n\n"), 20))
	if err != nil {
		t.Fatal(err)
	}
	if p, score, _, err := ingest.Choose(other, set); p != nil || err != nil {
		t.Errorf("a letter is read as %v, %d, %v", p, score, err)
	}
	if p, _, _, err := ingest.Choose(&doc.Document{}, set); p != nil || err != nil {
		t.Errorf("nothing is read as %v, %v", p, err)
	}
}

// TestAnotherYear reads a document of a year that no profile is for: the profile
// of the nearest year reads it, and the document's own year counts.
func TestAnotherYear(t *testing.T) {
	want, s := page(t, 4)
	s = strings.NewReplacer("2023", "2024", "2022", "2023").Replace(s)
	got := read(t, []byte(s))
	if got.Disclosure.Year != 2024 || got.Fit < 80 || got.Fit > 95 {
		t.Errorf("year %d, fit %d", got.Disclosure.Year, got.Fit)
	}
	if w, g := len(values(want)), len(values(got.Disclosure)); w != g {
		t.Errorf("%d values, want %d", g, w)
	}
}
