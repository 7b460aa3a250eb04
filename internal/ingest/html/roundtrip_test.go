package html_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/html"
	"mingbai/internal/ingest/ingesttest"
	render "mingbai/internal/render/html"
)

const documents = 20

// TestReadsBackWhatIsWritten writes made-up documents and reads each back: every
// text in its order, the headings with their ids, every cell with its spans.
func TestReadsBackWhatIsWritten(t *testing.T) {
	for n := range documents {
		d := ingesttest.Document(t, n)
		var b bytes.Buffer
		if err := render.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		got, err := html.Read("out/公开.html", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(written(d), ingesttest.Lines(got)); diff != "" {
			t.Fatalf("document %d (-written +read):\n%s", n, diff)
		}
		if diff := cmp.Diff(headings(d), headings(got)); diff != "" {
			t.Fatalf("document %d: headings (-written +read):\n%s", n, diff)
		}
		if got.Meta.Title != d.Meta.Title {
			t.Errorf("the title %q was read as %q", d.Meta.Title, got.Meta.Title)
		}
		ingesttest.Places(t, got, "公开.html")
	}
}

// written is what a page of a document shows, line by line.
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
			out = append(out, "cover "+b.Unit+"|"+b.Title)
		case doc.Contents:
			out = append(out, "contents "+b.Title)
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

// headings are the headings of a document without their places.
func headings(d *doc.Document) []doc.Heading {
	var out []doc.Heading
	for _, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok {
			h.Place.File, h.Place.Line, h.Place.Para = "", 0, 0
			out = append(out, doc.Heading{Level: h.Level, Text: h.Text, ID: h.ID, TOC: h.TOC, Table: h.Table})
		}
	}
	return out
}

func BenchmarkRead(b *testing.B) {
	var file bytes.Buffer
	if err := render.Write(&file, ingesttest.Document(b, 3)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := html.Read("a.html", file.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}
