package reader

import (
	"slices"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// spot is a place that a finding speaks of.
type spot struct {
	finding int
	strong  bool
	ref     place.Ref
}

// spots are the places of all findings: those that may be wrong are strong.
func spots(fs diag.Findings) (out []spot) {
	for i := range fs {
		f := &fs[i]
		strong := false
		for _, s := range f.Suspects {
			out, strong = append(out, spot{i, true, s.Ref}), true
		}
		if !strong {
			out = append(out, spot{i, true, f.Ref})
		}
		for _, e := range f.Evidence {
			out = append(out, spot{i, false, e.Ref})
		}
	}
	return out
}

// blocks are the paragraphs and tables that findings speak of, with the marks.
func blocks(d *diag.Document, read *doc.Document) (out []Block) {
	if read == nil || len(d.Findings) == 0 {
		return nil
	}
	all, title := spots(d.Findings), ""
	for _, b := range read.Blocks {
		one := Block{Title: title}
		switch b := b.(type) {
		case doc.Heading:
			title, one.Title, one.Text = b.Text, "", b.Text
			one.mark(all, -1, -1, func(r place.Ref) bool { return diag.Names(r, b.Place, b.Text, false) })
		case doc.Paragraph:
			one.Text = b.Text
			one.mark(all, -1, -1, func(r place.Ref) bool { return diag.Names(r, b.Place, b.Text, false) })
			if len([]rune(b.Text)) < 40 && strings.Contains(b.Text, "表") {
				title = b.Text
			}
		case *doc.Table:
			one.table(all, b)
		}
		if len(one.Marks) > 0 {
			out = append(out, one)
		}
	}
	return out
}

// table takes over a table with its marks.
func (b *Block) table(all []spot, t *doc.Table) {
	if t.Title != "" {
		b.Title = t.Title
	}
	b.Head = len(t.Head)
	if b.Head == 0 {
		b.Head = headOf(t.Rows)
	}
	for i, row := range slices.Concat(t.Head, t.Rows) {
		cells := make([]Cell, 0, len(row.Cells))
		for k := range row.Cells {
			c := &row.Cells[k]
			cols, rows := c.Spans()
			cells = append(cells, Cell{Text: c.Text, Cols: more(cols), Rows: more(rows), Amount: amount(c.Text)})
			b.mark(all, i, k, func(r place.Ref) bool { return diag.NamesCell(r, &row, k) })
		}
		b.Rows = append(b.Rows, cells)
	}
}

// maxHead is how many rows a head has at most.
const maxHead = 5

// headOf counts the rows before the first amount, where most rows after it have
// amounts: readers of office files do not tell which rows are the head, and forms
// have none.
func headOf(rows []doc.Row) int {
	first, with := -1, 0
	for i := range rows {
		if slices.ContainsFunc(rows[i].Cells, func(c doc.Cell) bool { return amount(c.Text) }) {
			if with++; first < 0 {
				first = i
			}
		}
	}
	if first < 0 || first > maxHead || 2*with < len(rows)-first {
		return 0
	}
	return first
}

// mark adds the findings that name a place of the block; each once.
func (b *Block) mark(all []spot, row, cell int, names func(place.Ref) bool) {
	begin := len(b.Marks)
	for _, s := range all {
		if !names(s.ref) {
			continue
		}
		i := slices.IndexFunc(b.Marks[begin:], func(m Mark) bool { return m.Finding == s.finding })
		if i < 0 {
			b.Marks = append(b.Marks, Mark{s.finding, row, cell, s.strong})
			continue
		}
		b.Marks[begin+i].Strong = b.Marks[begin+i].Strong || s.strong
	}
}

// amount reports whether a text is a number with decimals, or the dash of one.
func amount(s string) bool {
	return strings.ContainsAny(s, ".,—") && strings.Trim(s, "0123456789.,-—− ") == ""
}

// more is an extent above one; 0 else, which takes no room.
func more(n int) int {
	if n > 1 {
		return n
	}
	return 0
}
