// Package text writes a document in its plain form: lines of text, a blank line
// between blocks, the cells of a row set apart by tabs. It is the form that
// people paste into mail and that every reader takes.
//
//   - A row has a place for each column: a cell that spans several is followed
//     by an empty place for each column that it covers, and the rows below by
//     one for each that it covers there. Places at a row's end are kept.
//   - 单位名称 and 单位 stand on lines of their own above a table.
//   - The contents are lines of a title and five dots, as a list of titles
//     without pages.
//   - A line break inside a cell becomes a space.
package text

import (
	"io"
	"strings"

	"mingbai/internal/doc"
)

// Write writes d: UTF-8 without a mark at the head, lines ended by \n. The only
// errors are those of w.
func Write(w io.Writer, d *doc.Document) error {
	var p page
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Cover:
			p.block(b.Unit)
			p.block(b.Title)
			p.block(b.Lines...)
		case doc.Contents:
			p.contents(b, d.Blocks)
		case doc.Heading:
			p.block(label(b, d.Blocks[i+1:]))
			p.block(oneLine(b.Text))
		case doc.Paragraph:
			p.block(b.Text)
		case doc.Picture:
			p.picture(b)
		case *doc.Table:
			p.table(b, titled(d.Blocks[:i]))
		}
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// page is the text in the making.
type page struct{ b strings.Builder }

// block writes lines and sets them apart from what stands before. Empty lines
// are no lines, and no lines are no block.
func (p *page) block(lines ...string) {
	first := true
	for _, line := range lines {
		if strings.Trim(line, "\n") == "" {
			continue
		}
		if first && p.b.Len() > 0 {
			p.b.WriteByte('\n')
		}
		first = false
		p.b.WriteString(strings.Trim(line, "\n"))
		p.b.WriteByte('\n')
	}
}

func (p *page) contents(c doc.Contents, blocks []doc.Block) {
	p.block(c.Title)
	var lines []string
	for _, b := range blocks {
		if h, ok := b.(doc.Heading); ok && h.TOC {
			lines = append(lines, oneLine(h.Text)+".....")
		}
	}
	p.block(lines...)
}

// label is the line above a table's title (预算公开表1), which the table has and
// its heading is to print.
func label(h doc.Heading, after []doc.Block) string {
	if !h.Table {
		return ""
	}
	for _, b := range after {
		switch b := b.(type) {
		case *doc.Table:
			return oneLine(b.Label)
		case doc.Paragraph:
		default:
			return ""
		}
	}
	return ""
}

// titled reports whether the table after these blocks has had its heading.
func titled(before []doc.Block) bool {
	for i := len(before) - 1; i >= 0; i-- {
		switch b := before[i].(type) {
		case doc.Heading:
			return b.Table
		case doc.Paragraph:
		default:
			return false
		}
	}
	return false
}

// picture writes a chart's caption, and its items as a table of two or three
// columns.
func (p *page) picture(b doc.Picture) {
	p.block(oneLine(b.Caption))
	var lines []string
	for _, pt := range b.Chart.Points {
		line := oneLine(pt.Label) + "\t" + oneLine(pt.Text)
		if pt.Share != "" {
			line += "\t" + oneLine(pt.Share)
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		lines = append(lines, b.Alt)
	}
	p.block(lines...)
}

func (p *page) table(t *doc.Table, titled bool) {
	if !titled {
		p.block(oneLine(t.Label))
		p.block(oneLine(t.Title))
	}
	p.block(oneLine(t.Left))
	p.block(oneLine(t.Right))
	p.rows(append(rows(t.Head, len(t.Columns)), rows(t.Rows, len(t.Columns))...))
	p.block(t.Note)
}

// rows writes a block of rows, which may be of tabs alone.
func (p *page) rows(lines []string) {
	if len(lines) == 0 {
		return
	}
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	for _, line := range lines {
		p.b.WriteString(line)
		p.b.WriteByte('\n')
	}
}

// rows lays rows out over columns places, or as many as the widest row needs.
func rows(in []doc.Row, columns int) []string {
	grid := doc.Grid(in)
	for _, slots := range grid {
		if n := len(slots); n > 0 {
			cols, _ := slots[n-1].Cell.Spans()
			columns = max(columns, slots[n-1].Col+cols)
		}
	}
	out := make([]string, len(grid))
	for r, slots := range grid {
		places := make([]string, columns)
		for _, s := range slots {
			places[s.Col] = oneLine(s.Cell.Text)
		}
		out[r] = strings.Join(places, "\t")
	}
	return out
}

// oneLine puts line breaks and tabs, which would end a cell, to spaces.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
}
