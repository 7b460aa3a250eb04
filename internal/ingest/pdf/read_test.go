package pdf

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"mingbai/internal/book"
	"mingbai/internal/compose"
	"mingbai/internal/doc"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/profile"
	"mingbai/internal/render/pages"
)

// engine is PDFium for all tests of the package, started once.
var engine = sync.OnceValues(func() (*Engine, error) { return Start(context.Background(), 1) })

func started(t testing.TB) *Engine {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// datong is the example's document and its PDF.
func datong(t testing.TB) (*doc.Document, []byte) {
	t.Helper()
	b, findings := book.Read("../../../examples/datong-2023")
	if b == nil {
		t.Fatal(findings)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(b.Profile)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := compose.Compile(b, p, compose.Independent)
	document, err := compose.Document(d, p)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := pages.Write(&out, document); err != nil {
		t.Fatal(err)
	}
	return document, out.Bytes()
}

// matrix is a table's texts by place in the full grid, spaces left out.
func matrix(rows []doc.Row) [][]string {
	var out [][]string
	for _, row := range doc.Grid(rows) {
		var line []string
		for _, s := range row {
			for len(line) <= s.Col {
				line = append(line, "")
			}
			line[s.Col] = strings.NewReplacer(" ", "", "\n", "").Replace(s.Cell.Text)
		}
		out = append(out, line)
	}
	return out
}

// TestOurOwnTablesComeBack reads the PDF that we write: every table with amounts,
// cell by cell, over page breaks and repeated heads.
func TestOurOwnTablesComeBack(t *testing.T) {
	document, data := datong(t)
	res, err := started(t).Read(context.Background(), "datong.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	var read []*doc.Table
	for _, b := range res.Document.Blocks {
		if table, ok := b.(*doc.Table); ok {
			read = append(read, table)
		}
	}
	k, cells := 0, 0
	for _, b := range document.Blocks {
		want, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		if want.Form {
			break // forms break over pages inside cells; recognition reads them by their labels
		}
		if k >= len(read) {
			t.Fatalf("%s is missing: %d tables read", want.ID, len(read))
		}
		w, g := matrix(append(append([]doc.Row(nil), want.Head...), want.Rows...)), matrix(read[k].Rows)
		if len(w) != len(g) {
			t.Errorf("%s: %d rows, want %d", want.ID, len(g), len(w))
		}
		for r := range min(len(w), len(g)) {
			for c := range w[r] {
				got := ""
				if c < len(g[r]) {
					got = g[r][c]
				}
				if centred(w[r], g[r], c) {
					got = w[r][c]
				}
				if got != w[r][c] {
					t.Errorf("%s row %d column %d: %q, want %q", want.ID, r, c, got, w[r][c])
				}
				cells++
			}
		}
		k++
	}
	if cells < 1000 {
		t.Errorf("only %d cells compared", cells)
	}
}

// centred reports whether a total's name, which stands over the columns of codes
// and names, was read in the other of the two.
func centred(want, got []string, c int) bool {
	for _, at := range []int{c - 1, c} {
		if at >= 0 && at+1 < len(want) && at+1 < len(got) && want[at+1] == "" && want[at] == got[at+1] && got[at] == "" && strings.HasSuffix(want[at], "计") {
			return true
		}
	}
	return false
}

func TestParagraphsComeBackWhole(t *testing.T) {
	document, data := datong(t)
	res, err := started(t).Read(context.Background(), "datong.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, b := range res.Document.Blocks {
		if p, ok := b.(doc.Paragraph); ok {
			have[strings.ReplaceAll(p.Text, " ", "")] = true
			if p.Place.Page == 0 || p.Place.Box == [4]float64{} {
				t.Errorf("%q has no place", p.Text)
			}
		}
	}
	missing := 0
	for _, b := range document.Blocks {
		if p, ok := b.(doc.Paragraph); ok && !have[strings.ReplaceAll(p.Text, " ", "")] {
			missing++
			t.Errorf("not read as one paragraph: %q", p.Text)
		}
	}
	t.Log(missing, "missing")
}

func TestWhatCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		name, says string
		data       []byte
	}{
		{"空的", "空的", nil},
		{"文字", "不完整或已损坏", []byte("2023年")},
		{"截断", "不完整或已损坏", func() []byte { _, d := datong(t); return d[:200] }()},
		{"扫描", "是图片，不是 PDF 文件", []byte("\xff\xd8\xff\xe0")},
		{"网页", "是网页，不是 PDF 文件", []byte("\n<!DOCTYPE html><html><body>404")},
		{"文档", "旧格式的 Word 文档", ingesttest.Compound("WordDocument")},
	} {
		_, err := started(t).Read(context.Background(), c.name+".pdf", c.data)
		if err == nil || !strings.HasPrefix(err.Error(), c.name+".pdf") || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	_, data := datong(b)
	e := started(b)
	b.ResetTimer()
	n := 0
	for b.Loop() {
		res, err := e.Read(context.Background(), "datong.pdf", data)
		if err != nil {
			b.Fatal(err)
		}
		n += res.Pages
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
}
