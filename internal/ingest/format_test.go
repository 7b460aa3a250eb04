package ingest_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

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
		ingest.ODF:      string(ingesttest.Zip("mimetype", "", "content.xml", "")),
		ingest.Archive:  string(ingesttest.Zip("公开.txt", "一")),
		ingest.NotKnown: "MZ\x90\x00\x03",
	} {
		if got := ingest.Sniff([]byte(data)); got != want {
			t.Errorf("%q is taken for %s, not %s", data[:min(len(data), 20)], got, want)
		}
	}
}

// TestReadSaysWhatToDo holds every file that is not read to an error with the file's
// name and what to do.
func TestReadSaysWhatToDo(t *testing.T) {
	for name, c := range map[string]struct{ data, says string }{
		"旧.doc":     {string(ingesttest.Compound("WordDocument")), ".docx"},
		"坏.et":      {string(ingesttest.Compound("Workbook")), ".xlsx"},
		"锁.xlsx":    {string(ingesttest.Compound("EncryptedPackage")), "去掉密码"},
		"锁.et":      {string(ingesttest.Compound("EncryptedPackage")), "去掉密码"},
		"旧.wps":     {string(ingesttest.Compound("Something")), ".docx"},
		"开放.odt":    {string(ingesttest.Zip("mimetype", "", "content.xml", "")), "另存为 .docx"},
		"版式.ofd":    {string(ingesttest.Zip("OFD.xml", "")), "PDF"},
		"扫描.jpg":    {"\xff\xd8\xff\xe0", "原来的电子文件"},
		"扫描.bmp":    {"BM\x00\x00\x00\x00", "原来的电子文件"},
		"扫描.tif":    {"II*\x00", "原来的电子文件"},
		"扫描.docx":   {"\x89PNG\r\n", "原来的电子文件"},
		"写字板.rtf":   {`{\rtf1 x}`, ".docx"},
		"包.zip":     {string(ingesttest.Zip("公开.txt", "一")), "解压"},
		"坏.docx":    {string(ingesttest.Zip("word/document.xml", "<w:document")), "坏.docx"},
		"不完整.docx":  {"PK\x03\x04", "下载"},
		"文字.xlsx":   {"大同市", ".xlsx"},
		"程序.exe":    {"MZ\x90\x00\x03", "另存为"},
		"程序.txt":    {"MZ\x90\x00\x03\xff", "不是文本"},
		"BM开头的.txt": {"BM\x00", "原来的电子文件"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := ingest.Read(ingest.FormatOf(name, []byte(c.data)), name, []byte(c.data))
			if err == nil || d != nil {
				t.Fatalf("%v, error %v", d, err)
			}
			if !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), name) {
				t.Error(err)
			}
		})
	}
}

func TestFormatOf(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want ingest.Format
	}{
		"页.xls":    {"<html><table>", ingest.HTML},
		"文字.xls":   {"大同市", ingest.Text},
		"表.xls":    {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, ingest.XLS},
		"表.csv":    {"合计,1.00", ingest.CSV},
		"字.csv":    {"大同市", ingest.Text},
		"页.htm":    {"大同市", ingest.HTML},
		"单位.txt":   {"BMW 车辆一辆", ingest.Text},
		"公开.xlsx":  {string(ingesttest.Compound("Workbook")), ingest.XLS},
		"公开.xlsx ": {string(ingesttest.Zip("word/document.xml", "")), ingest.DOCX},
		"公开.pdf":   {"<html>", ingest.PDF}, // its reader says what it is
		"公开":       {"\r\n%PDF-1.4", ingest.PDF},
		"数据":       {"{}", ingest.JSON},
	} {
		if got := ingest.FormatOf(name, []byte(c.data)); got != c.want {
			t.Errorf("%s is taken for %s, want %s", name, got, c.want)
		}
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
	other, err := ingest.Read(ingest.Text, "别的.txt", bytes.Repeat([]byte("这是一封普通的信，说的是2023年的天气。\n\n"), 20))
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

// TestChooseByScope has nothing but the titles of tables: the city's form for departments
// says 部门 where that for units says 单位.
func TestChooseByScope(t *testing.T) {
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	for scope, want := range map[string]string{"部门": "shanghai-2025-department", "预算单位": "shanghai-2025-unit"} {
		var b strings.Builder
		b.WriteString("上海市秦安区2026年区级部门预算\n\n")
		for _, title := range []string{"财务收支预算总表", "收入预算总表", "支出预算总表", "财政拨款收支预算总表", "一般公共预算支出功能分类预算表"} {
			fmt.Fprintf(&b, "2026年%s%s\n\n", scope, title)
		}
		d, err := ingest.Read(ingest.Text, "上海.txt", []byte(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		if p, _, _, err := ingest.Choose(d, set); err != nil || p == nil || p.ID != want {
			t.Errorf("%s: %v, %v, want %s", scope, p, err, want)
		}
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
