package pipeline

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
)

// misprinted is the example as PDF with one digit wrong: T03[208].合计 is 321.53
// where it should be 311.53.
func misprinted(t *testing.T) string {
	t.Helper()
	d, err := data.Read(bytes.NewReader(datong().must(t).data["json"]))
	if err != nil {
		t.Fatal(err)
	}
	lines := d.Table("T03").Panels[0].Lines
	for i := range lines {
		for k := range lines[i].Cells {
			if c := &lines[i].Cells[k]; lines[i].Code == "208" && c.Printed.Text == "311.53" {
				if c.Printed, err = money.ParsePrinted("321.53"); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(d.Profile)
	if err != nil {
		t.Fatal(err)
	}
	formats, err := pickFormats([]string{"pdf"})
	if err != nil {
		t.Fatal(err)
	}
	out, err := Render(t.Context(), d, p, formats)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "公开件.pdf")
	if err := os.WriteFile(file, out[0], 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func check1(t *testing.T, files ...string) *Checked {
	t.Helper()
	got, err := Check(context.Background(), CheckOptions{Files: files, Jobs: 1, Today: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestFindingsAreMarkedOnThePDF(t *testing.T) {
	file := misprinted(t)
	got := check1(t, file)
	out := filepath.Join(t.TempDir(), "标注.pdf")
	list, err := got.Annotate(t.Context(), out)
	if err != nil || len(list) != 1 || list[0].Path != out || list[0].Marks == 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	before, _ := os.ReadFile(file)
	after, err := os.ReadFile(out)
	if err != nil || !bytes.HasPrefix(after, before) {
		t.Fatalf("the original's bytes are not what the marked file begins with (%v)", err)
	}
	for _, text := range []string{"HIE-002", "321.53 → 311.53", "办法：", "明白账"} {
		if !bytes.Contains(after[len(before):], []byte(hexText(text))) {
			t.Errorf("no mark says %q", text)
		}
	}
	again := check1(t, out)
	if a, b := len(got.Report.Documents[0].Findings), len(again.Report.Documents[0].Findings); a != b {
		t.Errorf("the marked file has %d findings, the original %d", b, a)
	}
}

func hexText(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15]})
	}
	return b.String()
}

func TestSeveralDocumentsAreMarkedIntoAFolder(t *testing.T) {
	file := misprinted(t)
	other := datong().must(t).path["docx"]
	dir := filepath.Join(t.TempDir(), "标注")
	list, err := check1(t, file, other, file).Annotate(t.Context(), dir)
	if err != nil || len(list) != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	if list[0].Path != filepath.Join(dir, "公开件.pdf") || list[2].Path != filepath.Join(dir, "公开件-2.pdf") {
		t.Errorf("written: %q, %q", list[0].Path, list[2].Path)
	}
	if list[1].Path != "" || !strings.Contains(list[1].Why, "不是 PDF") {
		t.Errorf("of the Word document: %+v", list[1])
	}
}

func TestTheDocumentItselfIsNotWrittenOver(t *testing.T) {
	file := misprinted(t)
	if _, err := check1(t, file).Annotate(t.Context(), file); err == nil || !strings.Contains(err.Error(), "换一个文件名") {
		t.Errorf("%v", err)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*"))
	if len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestMarksOnOneSpotAreOne(t *testing.T) {
	at := place.Ref{Page: 3, Box: [4]float64{10, 20, 30, 40}}
	other := place.Ref{Page: 3, Box: [4]float64{50, 20, 70, 40}}
	marks := marksOf(diag.Findings{
		{Rule: "A-1", Severity: diag.Note, Ref: at},
		{Rule: "A-2", Severity: diag.Error, Suspects: []diag.Suspect{{Ref: at, Suggest: "5"}}, Evidence: []diag.Evidence{{Label: "乙", Value: "7", Ref: other}}},
		{Rule: "A-3", Severity: diag.Warning, Message: "没有位置"},
	})
	if len(marks) != 3 {
		t.Fatalf("%d marks, want the spot, its evidence and a note: %+v", len(marks), marks)
	}
	if m := marks[0]; m.Colour != markColours[diag.Error] || m.Width != strongLine || !strings.Contains(m.Text, "A-1") || !strings.Contains(m.Text, "空白 → 5") {
		t.Errorf("the spot: %+v", m)
	}
	if m := marks[1]; m.Box != other.Box || m.Width != thinLine || !strings.Contains(m.Text, "A-2的依据：乙 7") {
		t.Errorf("the evidence: %+v", m)
	}
	if m := marks[2]; m.Page != 1 || m.Box != [4]float64{} || !strings.Contains(m.Text, "没有位置") {
		t.Errorf("the note: %+v", m)
	}
}
