package docx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/docx"
	"mingbai/internal/ingest/ingesttest"
	render "mingbai/internal/render/docx"
)

const documents = 12

// TestReadsBackWhatIsWritten writes made-up documents and reads each back: every
// text in its order, and every cell with its spans.
func TestReadsBackWhatIsWritten(t *testing.T) {
	for n := range documents {
		d := ingesttest.Document(t, n)
		var b bytes.Buffer
		if err := render.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		got, err := docx.Read("out/公开.docx", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(written(d), withoutPages(ingesttest.Lines(got))); diff != "" {
			t.Fatalf("document %d (-written +read):\n%s", n, diff)
		}
		ingesttest.Places(t, got, "公开.docx")
	}
}

// written is what a document shows, line by line; the lines of its contents are
// entries, whatever their pages.
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
			if t := ingesttest.Titled(d.Blocks[i:]); t != nil {
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
			out = append(out, ingesttest.Grid(ingesttest.Rows(b))...)
			add("paragraph", b.Note)
		}
	}
	return out
}

// withoutPages makes entries of the paragraphs after the contents' title that end
// with a page.
func withoutPages(lines []string) []string {
	contents := false
	for i, line := range lines {
		text, page, tab := strings.Cut(strings.TrimPrefix(line, "paragraph "), "\t")
		switch {
		case strings.Join(strings.Fields(text), "") == "目录":
			contents = true
		case contents && tab && page != "" && strings.Trim(page, "0123456789") == "":
			lines[i] = "entry " + text
		default:
			contents = false
		}
	}
	return lines
}

func BenchmarkRead(b *testing.B) {
	var file bytes.Buffer
	if err := render.Write(&file, ingesttest.Document(b, 3)); err != nil {
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
