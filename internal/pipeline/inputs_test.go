package pipeline

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/diag"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/ingesttest"
)

// packed is an archive of files, given as name, content, name, content …; names in
// the code page of Chinese Windows where gbk says so.
func packed(t *testing.T, gbk bool, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		h := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if gbk {
			name, err := simplifiedchinese.GBK.NewEncoder().String(files[i])
			if err != nil {
				t.Fatal(err)
			}
			h.Name, h.NonUTF8 = name, true
		}
		w, err := z.CreateHeader(h)
		if err == nil && files[i+1] != "" {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// checked checks one file of the name, and gives a line for each document: its
// name with the profile, or with the code of what is wrong.
func checked(t *testing.T, name, content string) (lines []string, got *Checked) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Check(context.Background(), CheckOptions{Files: []string{file}, Today: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range got.Report.Documents {
		says := d.Profile
		if d.Err != nil {
			says = d.Err.Code
			if !strings.Contains(d.Err.Message, filepath.Base(d.Source.Name)) {
				t.Errorf("the message %q does not name %s", d.Err.Message, d.Source.Name)
			}
		}
		lines = append(lines, strings.TrimPrefix(d.Source.Name, dir+string(filepath.Separator))+" "+says)
	}
	for i, s := range got.Skipped {
		got.Skipped[i] = strings.TrimPrefix(s, dir+string(filepath.Separator))
	}
	return lines, got
}

func TestDocumentsInArchives(t *testing.T) {
	b := datong().must(t)
	const profile = "shanxi-datong-2023-unit"
	text, office := string(b.data["txt"]), string(b.data["docx"])
	for _, c := range []struct {
		name          string
		content       string
		want, skipped []string
	}{
		{
			"大同.zip", packed(t, true, "预算/", "", "预算/二.docx", office, "预算/一.txt", text, "图.jpg", "x", "公章.psd", "x", "__MACOSX/._一.txt", "x", ".DS_Store", "x", "~$二.docx", "x"),
			[]string{"大同.zip/预算/一.txt " + profile, "大同.zip/预算/二.docx " + profile},
			[]string{"大同.zip/公章.psd", "大同.zip/图.jpg"},
		},
		{
			"新.ZIP", packed(t, false, `部门\一.txt`, text, "内.zip", packed(t, true, "二.txt", text, "三.zip", packed(t, false, "四.txt", text)), "旧.doc", string(ingesttest.Compound("WordDocument"))),
			[]string{"新.ZIP/内.zip/三.zip unsupported", "新.ZIP/内.zip/二.txt " + profile, "新.ZIP/旧.doc unsupported", "新.ZIP/部门/一.txt " + profile},
			nil,
		},
		{"是文档.zip", office, []string{"是文档.zip " + profile}, nil},
		{"是文字.zip", text, []string{"是文字.zip " + profile}, nil},
		{"空的.zip", packed(t, false), []string{"空的.zip empty"}, nil},
		{"只有图.zip", packed(t, false, "图.jpg", "x"), []string{"只有图.zip empty"}, []string{"只有图.zip/图.jpg"}},
		{"坏.zip", packed(t, false, "一.txt", text)[:3000], []string{"坏.zip damaged"}, nil},
		{"文档.docx", packed(t, false, "一.txt", text), []string{"文档.docx unsupported"}, nil},
		{
			"里面有坏的.zip", packed(t, false, "空.txt", " \n", "坏.docx", office[:5000], "好.txt", text),
			[]string{"里面有坏的.zip/坏.docx damaged", "里面有坏的.zip/好.txt " + profile, "里面有坏的.zip/空.txt empty"},
			nil,
		},
		{"怪名.zip", packed(t, false, "../../\x1b[31m一\u202e.txt", text), []string{"怪名.zip/[31m一.txt " + profile}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines, got := checked(t, c.name, c.content)
			if diff := cmp.Diff(c.want, lines); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.skipped, got.Skipped); diff != "" {
				t.Errorf("skipped (-want +got):\n%s", diff)
			}
		})
	}
}

// TestADocumentInAnArchiveIsTheSameDocument holds what is found in an archive to
// what is found in the file.
func TestADocumentInAnArchiveIsTheSameDocument(t *testing.T) {
	b := datong().must(t)
	_, alone := checked(t, "一.docx", string(b.data["docx"]))
	_, inside := checked(t, "包.zip", packed(t, true, "一.docx", string(b.data["docx"])))
	want, got := alone.Report.Documents[0], inside.Report.Documents[0]
	if want.Source.SHA256 != got.Source.SHA256 || len(want.Findings) == 0 {
		t.Fatalf("%d findings; %s, %s", len(want.Findings), want.Source.SHA256, got.Source.SHA256)
	}
	if diff := cmp.Diff(messages(want), messages(got)); diff != "" {
		t.Errorf("findings (-alone +inside):\n%s", diff)
	}
}

func messages(d diag.Document) (out []string) {
	for _, f := range d.Findings {
		out = append(out, f.Rule+" "+f.Message)
	}
	return out
}

// TestHostileArchives has what would fill the memory, or take for ever.
func TestHostileArchives(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector: run without -short")
	}
	names := func(n int) (files []string) {
		for i := range n {
			files = append(files, strings.Repeat("甲", i%7+1)+string(rune('a'+i%26))+".txt", "")
		}
		return files
	}
	locked := []byte(packed(t, false, "密.txt", "x"))
	locked[bytes.Index(locked, []byte("PK\x03\x04"))+6] |= 1
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	larger := []byte(packed(t, false, "大.txt", strings.Repeat("x", 5000)))
	copy(larger[bytes.Index(larger, []byte("PK\x01\x02"))+24:], "\x10\x00\x00\x00") // says that it is smaller than it is
	for _, c := range []struct{ name, content, want string }{
		{"多.zip", packed(t, false, names(1001)...), "多.zip too_large"},
		{"更多.zip", packed(t, false, names(10_001)...), "更多.zip too_large"},
		{"炸弹.zip", string(ingesttest.Bomb("弹.txt", "预算 ", 600)), "炸弹.zip too_large"},
		{"一份太大.zip", string(ingesttest.Bomb("弹.txt", "预算 ", 210)), "一份太大.zip/弹.txt too_large"},
		{"套着炸弹.zip", packed(t, false, "内.zip", string(ingesttest.Bomb("弹.txt", "预算 ", 600))), "套着炸弹.zip/内.zip too_large"},
		{"密.zip", string(locked), "密.zip/密.txt encrypted"},
		{"大小不符.zip", string(larger), "大小不符.zip/大.txt damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines, _ := checked(t, c.name, c.content)
			if len(lines) != 1 || lines[0] != c.want {
				t.Errorf("documents %v, want %s", lines, c.want)
			}
		})
	}
}

// TestOldWorkbooksAreChecked holds what is found in a workbook that LibreOffice
// saved in the old format to what is found in the new one, whatever it is named.
func TestOldWorkbooksAreChecked(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("soffice is not installed: no .xls is checked; install libreoffice-calc-nogui")
	}
	b := datong().must(t)
	dir := t.TempDir()
	sound := filepath.Join(dir, "公开.xlsx")
	if err := os.WriteFile(sound, b.data["xlsx"], 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/home", "--headless", "--convert-to", "xls:MS Excel 97", "--outdir", dir, sound)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	old, err := os.ReadFile(filepath.Join(dir, "公开.xls"))
	if err != nil {
		t.Fatal(err)
	}
	_, want := checked(t, "公开.xlsx", string(b.data["xlsx"]))
	for _, name := range []string{"公开.xls", "公开.et", "公开.xlsx", "公开"} {
		lines, got := checked(t, name, string(old))
		if len(lines) != 1 || lines[0] != name+" "+want.Report.Documents[0].Profile {
			t.Errorf("%v", lines)
			continue
		}
		d := got.Report.Documents[0]
		if d.Source.MediaType != ingest.XLS.Media() || d.Fit != want.Report.Documents[0].Fit {
			t.Errorf("%s is read as %s, fit %d", name, d.Source.MediaType, d.Fit)
		}
		if diff := cmp.Diff(messages(want.Report.Documents[0]), messages(d)); diff != "" {
			t.Errorf("%s: findings (-xlsx +xls):\n%s", name, diff)
		}
	}
}

// TestFilesNamedXLS are pages and texts, which many systems export under that name.
func TestFilesNamedXLS(t *testing.T) {
	b := datong().must(t)
	for name, c := range map[string]struct{ content, want string }{
		"网页.xls":   {string(b.data["html"]), "shanxi-datong-2023-unit"},
		"文字.xls":   {string(b.data["txt"]), "shanxi-datong-2023-unit"},
		"新的.xls":   {string(b.data["xlsx"]), "shanxi-datong-2023-unit"},
		"XML.xls":  {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>`, "unsupported"},
		"密码.xls":   {string(ingesttest.CompoundFile("EncryptedPackage", nil)), "encrypted"},
		"密码.xlsx":  {string(ingesttest.CompoundFile("EncryptedPackage", nil)), "encrypted"},
		"很旧.xls":   {string(ingesttest.CompoundFile("Book", nil)), "unsupported"},
		"坏.xls":    {string(ingesttest.Compound("Workbook")), "damaged"},
		"文档.xls":   {string(ingesttest.CompoundFile("WordDocument", nil)), "unsupported"},
		"旧文档.doc":  {string(ingesttest.CompoundFile("WordDocument", nil)), "unsupported"},
		"其实是表.doc": {string(ingesttest.CompoundFile("Workbook", nil)), "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			if lines, _ := checked(t, name, c.content); len(lines) != 1 || lines[0] != name+" "+c.want {
				t.Errorf("%v, want %s", lines, c.want)
			}
		})
	}
}
