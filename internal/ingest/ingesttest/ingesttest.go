// Package ingesttest holds what the tests of the readers share: made-up documents
// to write and read back, and ways of showing them as lines that can be compared.
package ingesttest

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/compose"
	"mingbai/internal/doc"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
)

// Document is the n-th made-up document.
func Document(t testing.TB, n int) *doc.Document {
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

// Grid shows a table's rows, a line each: every cell with its column and spans.
func Grid(rows []doc.Row) []string {
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

// Rows are all rows of a table, its head among them.
func Rows(t *doc.Table) []doc.Row { return append(append([]doc.Row{}, t.Head...), t.Rows...) }

// Lines shows what was read, block by block.
func Lines(d *doc.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Cover:
			out = append(out, "cover "+b.Unit+"|"+b.Title)
		case doc.Contents:
			out = append(out, "contents "+b.Title)
		case doc.Heading:
			out = append(out, fmt.Sprintf("heading %d %s", b.Level, b.Text))
		case doc.Paragraph:
			out = append(out, "paragraph "+b.Text)
		case doc.Picture:
			out = append(out, "picture "+b.Caption+"|"+b.Alt)
		case *doc.Table:
			out = append(out, Grid(b.Rows)...)
		default:
			out = append(out, fmt.Sprintf("%T", b))
		}
	}
	return out
}

// Titled is the table that a heading titles; nil where it titles none. The blocks
// begin with the heading.
func Titled(blocks []doc.Block) *doc.Table {
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

// Places fails the test where a block or a cell has no place in the file.
func Places(t testing.TB, d *doc.Document, file string) {
	t.Helper()
	n := 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Heading:
			if b.Place.File != file || b.Place.Para == 0 {
				t.Errorf("heading %q has the place %+v", b.Text, b.Place)
			}
			n++
		case doc.Paragraph:
			if b.Place.File != file || b.Place.Para == 0 && b.Place.Cell == "" {
				t.Errorf("paragraph %q has the place %+v", b.Text, b.Place)
			}
			n++
		case *doc.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					if c.Place.File != file || c.Place.Para == 0 && c.Place.Cell == "" {
						t.Errorf("cell %q has the place %+v", c.Text, c.Place)
					}
					n++
				}
			}
		}
	}
	if n == 0 {
		t.Error("nothing was read")
	}
}
