package docx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/compose"
	"mingbai/internal/doc"
	"mingbai/internal/generate"
	"mingbai/internal/ingest/docx"
	"mingbai/internal/profile"
	render "mingbai/internal/render/docx"
)

const documents = 40

// made is the n-th made-up document.
func made(t testing.TB, n int) *doc.Document {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	b := generate.Book(7, n)
	p, err := set.Load(b.Profile)
	if err != nil {
		t.Fatal(err)
	}
	d, findings := compose.Compile(b, p, compose.Independent)
	if d == nil {
		t.Fatalf("book %d does not compile: %v", n, findings)
	}
	out, err := compose.Document(d, p)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestReadsBackWhatIsWritten writes made-up documents and reads each back: every
// text in its order, and every cell with its spans.
func TestReadsBackWhatIsWritten(t *testing.T) {
	for n := range documents {
		d := made(t, n)
		var b bytes.Buffer
		if err := render.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		got, err := docx.Read("out/公开.docx", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(written(d), read(got)); diff != "" {
			t.Fatalf("document %d (-written +read):\n%s", n, diff)
		}
	}
}

// written is what a document shows, line by line, without the pages of its
// contents.
func written(d *doc.Document) []string {
	var out []string
	add := func(kind, text string) {
		if text != "" {
			out = append(out, kind+" "+text)
		}
	}
	labelled := map[*doc.Table]bool{}
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Cover:
			add("paragraph", b.Unit)
			add("paragraph", b.Title)
		case doc.Contents:
			add("paragraph", b.Title)
			for _, h := range d.Blocks {
				if h, ok := h.(doc.Heading); ok && h.TOC {
					add("entry", h.Text)
				}
			}
		case doc.Heading:
			if t := titled(d.Blocks[i:]); t != nil {
				add("paragraph", t.Label)
				labelled[t] = true
			}
			add(fmt.Sprint("heading ", b.Level), b.Text)
		case doc.Paragraph:
			add("paragraph", b.Text)
		case doc.Picture:
			add("picture", b.Caption+"|"+b.Alt)
		case *doc.Table:
			if !labelled[b] {
				add("paragraph", b.Label)
			}
			if b.Left != "" || b.Right != "" {
				add("paragraph", b.Left+"\t"+b.Right)
			}
			out = append(out, grid(append(append([]doc.Row{}, b.Head...), b.Rows...))...)
			add("paragraph", b.Note)
		}
	}
	return out
}

func titled(blocks []doc.Block) *doc.Table {
	if !blocks[0].(doc.Heading).Table {
		return nil
	}
	for _, b := range blocks[1:] {
		switch b := b.(type) {
		case *doc.Table:
			return b
		case doc.Paragraph:
		default:
			return nil
		}
	}
	return nil
}

// read is what was read, line by line.
func read(d *doc.Document) []string {
	var out []string
	contents := false
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Heading:
			out = append(out, fmt.Sprintf("heading %d %s", b.Level, b.Text))
			contents = false
		case doc.Paragraph:
			text, page, ok := strings.Cut(b.Text, "\t")
			switch {
			case contents && ok && strings.Trim(page, "0123456789") == "" && page != "":
				out = append(out, "entry "+text)
				continue
			case strings.Join(strings.Fields(b.Text), "") == "目录":
				contents = true
			}
			out = append(out, "paragraph "+b.Text)
		case doc.Picture:
			out = append(out, "picture "+b.Caption+"|"+b.Alt)
		case *doc.Table:
			out = append(out, grid(b.Rows)...)
		default:
			out = append(out, fmt.Sprintf("%T", b))
		}
	}
	return out
}

// grid is a row a line, each cell with its column and what it spans.
func grid(rows []doc.Row) []string {
	out := []string{"table"}
	for _, slots := range doc.Grid(rows) {
		var b strings.Builder
		for _, s := range slots {
			cols, deep := s.Cell.Spans()
			fmt.Fprintf(&b, "[%d+%d/%d %s]", s.Col, cols, deep, s.Cell.Text)
		}
		out = append(out, b.String())
	}
	return out
}

func BenchmarkRead(b *testing.B) {
	var file bytes.Buffer
	if err := render.Write(&file, made(b, 3)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := docx.Read("a.docx", file.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}
