package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/render/layout"
	"mingbai/internal/render/layout/layouttest"
)

func write(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// run runs a program on the PDF and gives what it prints.
func run(t *testing.T, pdf []byte, program, debian string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("跳过：缺少 %s（apt-get install %s）", program, debian)
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}

func TestSampleIsValid(t *testing.T) {
	pdf := write(t, layouttest.Document())
	if out := run(t, pdf, "qpdf", "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf: %s", out)
	}
}

func TestSampleIsSmallAndTheSameEachTime(t *testing.T) {
	a, b := write(t, layouttest.Document()), write(t, layouttest.Document())
	if !bytes.Equal(a, b) {
		t.Error("two runs give different bytes")
	}
	if len(a) > 1<<20 {
		t.Errorf("%d bytes, want less than a megabyte", len(a))
	}
}

func TestInfo(t *testing.T) {
	d := layouttest.Document()
	out := run(t, write(t, d), "pdfinfo", "poppler-utils", "FILE")
	for _, want := range []string{d.Meta.Title, "Author:          " + d.Meta.Author, "Tagged:          yes"} {
		if !strings.Contains(out, want) {
			t.Errorf("pdfinfo does not show %q:\n%s", want, out)
		}
	}
}

func TestStructure(t *testing.T) {
	d := layouttest.Document()
	out := run(t, write(t, d), "pdfinfo", "poppler-utils", "-struct-text", "FILE")
	count := func(tag string) (n int) {
		for line := range strings.Lines(out) {
			if f := strings.Fields(line); len(f) > 0 && strings.TrimSuffix(f[0], ":") == tag {
				n++
			}
		}
		return n
	}
	want := map[string]int{}
	terms := 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Heading:
			want[fmt.Sprint("H", b.Level)]++
			if b.TOC {
				want["TOCI"]++
				want["Link"]++
			}
		case doc.Paragraph:
			if b.Style == doc.Term {
				terms++
			}
		case doc.Picture:
			want["Figure"]++
		case *doc.Table:
			want["Table"]++
			want["TR"] += len(b.Head) + len(b.Rows)
			for _, r := range append(b.Head, b.Rows...) {
				for _, c := range r.Cells {
					if c.Scope == doc.Data {
						want["TD"]++
					} else {
						want["TH"]++
					}
				}
			}
		}
	}
	want["L"], want["LI"], want["Lbl"], want["LBody"] = 1, terms, terms, terms
	for tag, n := range want {
		if got := count(tag); got != n {
			t.Errorf("%d elements %s, want %d", got, tag, n)
		}
	}
	if n := strings.Count(out, `"2080505"`); n != 2 {
		t.Errorf("the code 2080505 is read out %d times, want 2", n)
	}
}

// What repeats is not read out again.
func TestRepeatedHeadIsArtifact(t *testing.T) {
	table := layouttest.Income()
	table.Rows = append(table.Rows, table.Rows...)
	pdf := write(t, &doc.Document{Blocks: []doc.Block{table}})
	read := run(t, pdf, "pdfinfo", "poppler-utils", "-struct-text", "FILE")
	seen := run(t, pdf, "pdftotext", "poppler-utils", "-layout", "FILE", "-")
	if n := strings.Count(seen, "科目名称"); n < 3 {
		t.Errorf("the head is seen %d times, want on each of several pages", n)
	}
	if n := strings.Count(read, "科目名称"); n != 1 {
		t.Errorf("the head is read out %d times, want once", n)
	}
	if strings.Contains(read, "— 1 —") {
		t.Error("page numbers are read out")
	}
}

// Each page shows the text that the layout put on it.
func TestPagesShowTheirText(t *testing.T) {
	d := layouttest.Document()
	fonts, err := openFonts()
	if err != nil {
		t.Fatal(err)
	}
	laid, err := layout.Lay(d, layout.Office, fonts)
	if err != nil {
		t.Fatal(err)
	}
	texts := strings.Split(run(t, write(t, d), "pdftotext", "poppler-utils", "-raw", "FILE", "-"), "\f")
	for i, p := range laid.Pages {
		shown := bare(texts[i])
		for _, want := range lines(p) {
			if !strings.Contains(shown, bare(want)) {
				t.Errorf("page %d does not show %q", i, want)
			}
		}
	}
}

func lines(p layout.Page) (out []string) {
	if p.Folio != nil {
		out = append(out, p.Folio.Text)
	}
	for _, item := range p.Items {
		switch item := item.(type) {
		case *layout.Line:
			out = append(out, item.Text)
		case *layout.Entry:
			out = append(out, item.Lines[0].Text, item.Number.Text)
		case *layout.Fragment:
			for _, c := range item.Cells {
				for _, l := range c.Lines {
					out = append(out, l.Text)
				}
			}
		}
	}
	return out
}

func bare(s string) string { return strings.Join(strings.Fields(s), "") }

func TestOddDocuments(t *testing.T) {
	for name, blocks := range map[string][]doc.Block{
		"nothing":        nil,
		"empty blocks":   {doc.Cover{}, doc.Contents{}, doc.Heading{}, doc.Paragraph{}, doc.Paragraph{Style: doc.Term}, &doc.Table{}, doc.Picture{}},
		"levels skipped": {doc.Contents{}, doc.Heading{Level: 3, Text: "三级", ID: "a", TOC: true}, doc.Heading{Level: 1, Text: "一级", ID: "b", TOC: true}, doc.Heading{Level: 6, Text: "六级", ID: "c", TOC: true}},
		"an id twice":    {doc.Contents{}, doc.Heading{Level: 1, Text: "甲", ID: "a", TOC: true}, doc.Heading{Level: 1, Text: "乙", ID: "a", TOC: true}},
		"no id":          {doc.Contents{}, doc.Heading{Level: 1, Text: "甲", TOC: true}},
		"broken text":    {doc.Paragraph{Text: "甲\x00\xff乙\n丙"}},
	} {
		t.Run(name, func(t *testing.T) {
			pdf := write(t, &doc.Document{Blocks: blocks})
			run(t, pdf, "qpdf", "qpdf", "--check", "FILE")
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	d := layouttest.Document()
	write(b, d)
	for b.Loop() {
		if err := Write(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

// Bookmarks lead to the pages of their headings.
func TestBookmarks(t *testing.T) {
	d := layouttest.Document()
	out := run(t, write(t, d), "qpdf", "qpdf", "--json", "--json-key=outlines", "FILE")
	var file struct{ Outlines []bookmark }
	if err := json.Unmarshal([]byte(out), &file); err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	flatten(file.Outlines, got)
	fonts, err := openFonts()
	if err != nil {
		t.Fatal(err)
	}
	laid, err := layout.Lay(d, layout.Office, fonts)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	for _, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok {
			_, page, _ := laid.PageOf(h.ID)
			want[h.Text] = page + 1
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("bookmarks %v, want %v", got, want)
	}
}

type bookmark struct {
	Title string
	Page  int `json:"destpageposfrom1"`
	Kids  []bookmark
}

func flatten(list []bookmark, into map[string]int) {
	for _, b := range list {
		into[b.Title] = b.Page
		flatten(b.Kids, into)
	}
}

// Figures stand under each other: digits are equally wide, and the amounts of a
// column end at one place.
func TestFiguresStandUnderEachOther(t *testing.T) {
	fonts, err := openFonts()
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range []layout.Role{layout.TableCell, layout.TableTotal, layout.FormCell} {
		s := layout.Office.Styles[role]
		for r := '1'; r <= '9'; r++ {
			if fonts.Advance(s, r) != fonts.Advance(s, '0') {
				t.Errorf("%s: %c is not as wide as 0", s.Name, r)
			}
		}
	}
	table := layouttest.Summary()
	laid, err := layout.Lay(&doc.Document{Blocks: []doc.Block{table}}, layout.Office, fonts)
	if err != nil {
		t.Fatal(err)
	}
	ends := map[int]float64{}
	n := 0
	for _, item := range laid.Pages[0].Items {
		f, ok := item.(*layout.Fragment)
		if !ok {
			continue
		}
		for _, c := range f.Cells {
			if c.Amount == nil || len(c.Lines) == 0 {
				continue
			}
			n++
			end := c.Lines[0].X + c.Lines[0].Width
			if want, seen := ends[c.Col]; seen && math.Abs(end-want) > 0.01 {
				t.Errorf("row %d, column %d ends at %g, those above at %g", c.Row, c.Col, end, want)
			}
			ends[c.Col] = end
		}
	}
	if n < 10 {
		t.Errorf("only %d amounts seen", n)
	}
}
