package annotate

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var marks = []Mark{
	{Page: 1, Box: [4]float64{100, 50, 160, 70}, Colour: [3]uint8{168, 50, 31}, Width: 1.5, Title: "明白账", Text: "HIE-002 应为311.53"},
	{Page: 2, Box: [4]float64{30, 40, 90, 60}, Colour: [3]uint8{138, 90, 0}, Width: 0.6, Title: "明白账", Text: "依据"},
	{Page: 1, Colour: [3]uint8{110, 110, 110}, Title: "明白账", Text: "没有位置的一条"},
}

func marked(t *testing.T, data []byte) []byte {
	t.Helper()
	more, err := Update(data, marks)
	if err != nil {
		t.Fatal(err)
	}
	return append(bytes.Clone(data), more...)
}

func TestMarksAreReadBackAtTheirBoxes(t *testing.T) {
	lib := pdfium(t)
	for name, build := range builds {
		t.Run(name, func(t *testing.T) {
			got := lib.annotations(t, marked(t, build()))
			want := []string{
				"1 Link 10,280,20,290 ",
				"1 Square 98.75,48.75,161.25,71.25 HIE-002 应为311.53 明白账 look",
				"1 Text 375.5,23.5,394.5,42.5 没有位置的一条 明白账 look",
				"2 Square 29.2,39.2,90.8,60.8 依据 明白账 look",
			}
			if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
				t.Errorf("PDFium sees\n%s\nwant\n%s", g, w)
			}
		})
	}
}

// TestUpdateKeepsTheKind wants a table after a table and a stream after a stream.
func TestUpdateKeepsTheKind(t *testing.T) {
	for name, build := range builds {
		more, err := Update(build(), marks)
		if err != nil {
			t.Fatal(err)
		}
		if table := bytes.Contains(more, []byte("\nxref\n")); table == (name == "streamed") {
			t.Errorf("%s: a table is appended: %v", name, table)
		}
		if !bytes.Contains(more, []byte("/ID [<aa> <")) {
			t.Errorf("%s: the first identifier is lost", name)
		}
	}
}

func TestSecondUpdateFindsTheFirst(t *testing.T) {
	lib := pdfium(t)
	for name, build := range builds {
		if n := len(lib.annotations(t, marked(t, marked(t, build())))); n != 7 {
			t.Errorf("%s: %d annotations after two updates, want 7", name, n)
		}
	}
}

func TestQPDFFindsNothingWrong(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("NOT RUN: qpdf is not installed")
	}
	for name, build := range builds {
		file := filepath.Join(t.TempDir(), "x.pdf")
		if err := os.WriteFile(file, marked(t, build()), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(qpdf, "--check", file).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestWhatCannotBeMarkedIsSaid(t *testing.T) {
	m := begin()
	m.object(1, catalogue)
	encrypted := m.table(2, "/Encrypt 9 0 R")

	m = begin()
	m.object(1, catalogue)
	m.object(2, "<</Type /Pages /Count 1 /Kids [2 0 R]>>")
	loop := m.table(3, "")

	m = begin()
	m.object(1, catalogue)
	again := m.table(2, "/Prev 15")
	around := bytes.Replace(again, []byte("/Prev 15"), []byte("/Prev 00"), 1)

	m = begin()
	m.object(1, catalogue)
	m.object(2, strings.Repeat("[", 100_000))
	deep := m.table(3, "")

	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"encrypted": {encrypted, ErrEncrypted},
		"loop":      {loop, ErrDamaged},
		"prev":      {around, ErrDamaged},
		"deep":      {deep, ErrDamaged},
		"cut":       {classic()[:300], ErrDamaged},
		"shifted":   {bytes.Replace(classic(), []byte("endobj\n"), []byte("endobj\n \n"), 1), ErrDamaged},
		"text":      {[]byte("hello"), ErrDamaged},
		"empty":     {nil, ErrDamaged},
		"bomb":      {bomb(), ErrDamaged},
	} {
		if _, err := Update(c.data, marks); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := Update(classic(), []Mark{{Page: 9, Box: marks[0].Box}}); err == nil || !strings.Contains(err.Error(), "第9页") {
		t.Errorf("a page that is not there: %v", err)
	}
}

// bomb holds its page tree in a stream that unpacks to more than is allowed.
func bomb() []byte {
	m := begin()
	m.packed(6, "1 "+catalogue, "2 "+tree+strings.Repeat(" ", maxStream))
	at := m.cross(7, 6, 1, 2)
	return append(m.out, []byte("startxref\n"+itoa(at)+"\n%%EOF\n")...)
}

// TestCorpusCanBeMarked marks what others have written.
func TestCorpusCanBeMarked(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/*.pdf")
	if len(files) == 0 {
		t.Skip("NOT RUN: the corpus is not here")
	}
	lib := pdfium(t)
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		squares := 0
		for _, a := range lib.annotations(t, marked(t, data)) {
			if strings.Contains(a, " Square ") && strings.Contains(a, "明白账 look") {
				squares++
			}
		}
		if squares != 2 {
			t.Errorf("%s: PDFium sees %d squares, want 2", filepath.Base(f), squares)
		}
	}
}

func FuzzUpdate(f *testing.F) {
	for _, build := range builds {
		f.Add(build())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		more, err := Update(data, marks)
		if err == nil && !bytes.HasSuffix(more, []byte("%%EOF\n")) {
			t.Error("an update without an end")
		}
	})
}
