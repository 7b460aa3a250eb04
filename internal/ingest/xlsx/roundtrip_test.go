package xlsx_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/xlsx"
	"mingbai/internal/money"
	"mingbai/internal/render/sheets"
)

const documents = 12

// TestReadsBackWhatIsWritten writes made-up documents and reads each back: every
// table with the lines around it, every cell with its spans.
func TestReadsBackWhatIsWritten(t *testing.T) {
	for n := range documents {
		d := ingesttest.Document(t, n)
		var b bytes.Buffer
		if err := sheets.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		got, err := xlsx.Read("out/公开.xlsx", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(written(d), ingesttest.Lines(got)); diff != "" {
			t.Fatalf("document %d (-written +read):\n%s", n, diff)
		}
		ingesttest.Places(t, got, "公开.xlsx")
	}
}

// written is what a workbook of a document shows, line by line.
func written(d *doc.Document) []string {
	var out, between []string
	add := func(text string) {
		if text != "" {
			out = append(out, "paragraph "+text)
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Cover:
			out = append(out, "cover "+b.Unit+"|"+b.Title)
		case doc.Heading:
			between = nil
		case doc.Paragraph:
			if b.Style == doc.Centred {
				between = append(between, b.Text)
			}
		case *doc.Table:
			add(b.Label)
			add(b.Title)
			for _, s := range between {
				add(s)
			}
			between = nil
			add(b.Left)
			add(b.Right)
			out = append(out, ingesttest.Grid(grouped(ingesttest.Rows(b)))...)
			add(b.Note)
		}
	}
	return out
}

// grouped is the rows with the amounts as a workbook shows them: with the decimals
// of the printed value, in groups of three digits.
func grouped(rows []doc.Row) []doc.Row {
	out := make([]doc.Row, len(rows))
	for i, r := range rows {
		out[i] = r
		out[i].Cells = append([]doc.Cell{}, r.Cells...)
		for k := range out[i].Cells {
			c := &out[i].Cells[k]
			switch {
			case c.Amount == nil:
			case c.Amount.Printed.Mark == money.Number:
				c.Text = group(c.Amount.Printed.Value.String())
			default:
				c.Text = strings.TrimSpace(c.Text)
			}
		}
	}
	return out
}

func group(s string) string {
	whole, frac, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		return whole + "." + frac
	}
	return whole
}

func BenchmarkRead(b *testing.B) {
	var file bytes.Buffer
	if err := sheets.Write(&file, ingesttest.Document(b, 3)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xlsx.Read("a.xlsx", file.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}
