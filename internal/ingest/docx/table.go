package docx

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
)

// cell is a cell as it stands in the file.
type cell struct {
	flow   []doc.Block
	span   int
	down   string // restart, continue: of a cell over several rows
	across string // continue: goes on with the cell to its left, as old files say it
	place  int    // running number
}

// table reads a table: one block, or what it holds where it only arranges.
func (r *reader) table() []doc.Block {
	defer func() { r.nested-- }()
	if !r.deeper() {
		return nil
	}
	var rows [][]cell
	var widths []int
	r.rows(&rows, &widths)
	if arranges(rows) {
		var out []doc.Block
		for _, row := range rows {
			for _, c := range row {
				out = append(out, c.flow...)
			}
		}
		return out
	}
	if t := r.build(rows); len(t.Rows) > 0 {
		t.Rows = doc.WithoutSlivers(t.Rows, widths)
		return []doc.Block{t}
	}
	return nil
}

// arranges reports whether a table is there for the look of the page: of one
// cell, or of a few of which some hold tables larger than itself.
func arranges(rows [][]cell) bool {
	own, inner := 0, 0
	for _, row := range rows {
		own += len(row)
		for _, c := range row {
			for _, b := range c.flow {
				if t, ok := b.(*doc.Table); ok {
					for _, r := range t.Rows {
						inner += len(r.Cells)
					}
				}
			}
		}
	}
	return own == 1 || inner > own
}

// rows reads the rows of a table, and the widths of the columns of its grid.
func (r *reader) rows(rows *[][]cell, widths *[]int) {
	r.x.Each(func(name string) {
		switch name {
		case "tblGrid":
			r.x.Each(func(name string) {
				if name == "gridCol" && len(*widths) < maxSpan {
					*widths = append(*widths, number(r.x.Attr("w"), 0))
				}
			})
		case "tr":
			if row, ok := r.row(); ok {
				*rows = append(*rows, row)
			}
		case "tblPr", "del", "moveFrom", "sdtPr":
		default: // sdt, customXml, ins …
			r.rows(rows, widths)
		}
	})
}

// row reads a row; ok is false where it was deleted.
func (r *reader) row() (row []cell, ok bool) {
	ok = true
	before, after := 0, 0
	r.x.Each(func(name string) {
		if name != "trPr" {
			r.cell(name, &row)
			return
		}
		r.x.Each(func(name string) {
			switch name {
			case "gridBefore":
				before = span(r.x.Attr("val"), 0)
			case "gridAfter":
				after = span(r.x.Attr("val"), 0)
			case "del":
				ok = false
			}
		})
	})
	if before > 0 {
		row = append([]cell{{span: before}}, row...)
	}
	if after > 0 {
		row = append(row, cell{span: after})
	}
	return row, ok
}

func span(s string, otherwise int) int { return min(number(s, otherwise), maxSpan) }

// cell reads a cell, or those that an element around cells holds.
func (r *reader) cell(name string, row *[]cell) {
	switch name {
	case "tc":
	case "tblPrEx", "sdtPr", "del", "moveFrom":
		return
	default:
		r.x.Each(func(name string) { r.cell(name, row) })
		return
	}
	if r.cells++; r.cells > maxCells {
		r.x.Fail(source.ErrTooMuch)
		return
	}
	c := cell{span: 1}
	c.place = r.here().Para
	var f flow
	r.x.Each(func(name string) {
		switch name {
		case "tcPr":
			r.cellProperties(&c)
		case "p":
			r.paragraph(&f)
		case "tbl":
			f.end(r)
			f.blocks = append(f.blocks, r.table()...)
		case "AlternateContent":
			r.alternate(func() { r.into(&f) })
		case "del", "moveFrom":
		default:
			r.into(&f)
		}
	})
	f.end(r)
	c.flow = f.blocks
	*row = append(*row, c)
}

func (r *reader) cellProperties(c *cell) {
	r.x.Each(func(name string) {
		switch name {
		case "gridSpan":
			c.span = max(span(r.x.Attr("val"), 1), 1)
		case "vMerge":
			c.down = merge(r.x)
		case "hMerge":
			c.across = merge(r.x)
		}
	})
}

func merge(x *source.XML) string {
	if x.Attr("val") == "restart" {
		return "restart"
	}
	return "continue"
}

// build makes the table of the rows: cells that go on from above or from the
// left become spans.
func (r *reader) build(rows [][]cell) *doc.Table {
	t := &doc.Table{Rows: make([]doc.Row, len(rows))}
	type origin struct{ row, index, span int }
	above := map[int]origin{} // by column: the cell that may go on downwards
	area := 0
	for y, row := range rows {
		col, left := 0, -1
		cells := make([]doc.Cell, 0, len(row))
		for _, c := range row {
			if c.across == "continue" && left >= 0 {
				cells[left].ColSpan = max(cells[left].ColSpan, 1) + c.span
				col += c.span
				continue
			}
			if o, ok := above[col]; ok && c.down == "continue" && o.span == c.span {
				from := &t.Rows[o.row].Cells[o.index]
				if max(from.RowSpan, 1) == y-o.row { // nothing came between
					from.RowSpan = y - o.row + 1
					area += c.span
					col, left = col+c.span, -1
					continue
				}
			}
			left = len(cells)
			cells = append(cells, r.made(c))
			delete(above, col)
			if c.down != "" {
				above[col] = origin{y, left, c.span}
			}
			col += c.span
			area += c.span
		}
		t.Rows[y].Cells = cells
		if area > maxArea {
			r.x.Fail(source.ErrTooMuch)
			return &doc.Table{}
		}
	}
	return t
}

func (r *reader) made(c cell) doc.Cell {
	out := doc.Cell{Text: textOf(c.flow)}
	if c.span > 1 {
		out.ColSpan = c.span
	}
	if c.place > 0 {
		out.Place.File, out.Place.Para = r.file, c.place
	}
	return out
}

// textOf is a flow as the text of a cell: a line for each paragraph, and for
// each row of a table in it.
func textOf(flow []doc.Block) string {
	if len(flow) == 1 {
		switch b := flow[0].(type) {
		case doc.Paragraph:
			return b.Text
		case doc.Heading:
			return b.Text
		}
	}
	var lines []string
	for _, b := range flow {
		switch b := b.(type) {
		case doc.Paragraph:
			lines = append(lines, b.Text)
		case doc.Heading:
			lines = append(lines, b.Text)
		case *doc.Table:
			for _, row := range b.Rows {
				var cells []string
				for _, c := range row.Cells {
					cells = append(cells, c.Text)
				}
				lines = append(lines, strings.Trim(strings.Join(cells, "\t"), "\t"))
			}
		}
	}
	return strings.Join(lines, "\n")
}
