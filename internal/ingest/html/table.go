package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"mingbai/internal/doc"
)

// table reads a table, or what it arranges.
func (r *reader) table(f *flow, n *html.Node) {
	sections := rowsOf(n)
	if r.arranges(n, sections) {
		r.arranged(f, n)
		return
	}
	if c := r.find(n, named("caption")); c != nil && !hidden(c) {
		r.block(f, c)
	}
	t := &doc.Table{}
	for _, rows := range sections {
		for i, row := range rows {
			t.Rows = append(t.Rows, r.row(row, len(rows)-i))
		}
	}
	t.Rows = doc.WithoutSlivers(t.Rows, columnWidths(n))
	for _, row := range t.Rows {
		if len(row.Cells) > 0 {
			f.blocks = append(f.blocks, t)
			return
		}
	}
}

// columnWidths are those that a table's columns are said to have; none where some have
// none.
func columnWidths(n *html.Node) []int {
	var out []int
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "colgroup" {
			continue
		}
		for col := c.FirstChild; col != nil; col = col.NextSibling {
			if col.Type != html.ElementNode || col.Data != "col" {
				continue
			}
			w, err := strconv.Atoi(strings.TrimRight(attr(col, "width"), "*%px"))
			if err != nil || attr(col, "span") != "" || len(out) > maxSpan {
				return nil
			}
			out = append(out, w)
		}
	}
	return out
}

// rowsOf are the rows of a table by section, in the order in which they are
// shown: a foot stands last wherever it is written.
func rowsOf(n *html.Node) (sections [][]*html.Node) {
	var heads, bodies, feet [][]*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || hidden(c) {
			continue
		}
		var rows []*html.Node
		for tr := c.FirstChild; tr != nil; tr = tr.NextSibling {
			if tr.Type == html.ElementNode && tr.Data == "tr" && !hidden(tr) {
				rows = append(rows, tr)
			}
		}
		switch c.Data {
		case "thead":
			heads = append(heads, rows)
		case "tbody":
			bodies = append(bodies, rows)
		case "tfoot":
			feet = append(feet, rows)
		}
	}
	return append(append(heads, bodies...), feet...)
}

// arranges reports whether a table is there for the look of the page: it holds
// tables, or one cell alone.
func (r *reader) arranges(n *html.Node, sections [][]*html.Node) bool {
	if r.find(n, named("table")) != nil {
		return true
	}
	cells := 0
	for _, rows := range sections {
		for _, row := range rows {
			for c := row.FirstChild; c != nil; c = c.NextSibling {
				if isCell(c) {
					cells++
				}
			}
		}
	}
	return cells == 1
}

func isCell(n *html.Node) bool {
	return n.Type == html.ElementNode && (n.Data == "td" || n.Data == "th") && !hidden(n)
}

// arranged reads the cells of a table one after another, each as a flow.
func (r *reader) arranged(f *flow, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || hidden(c) {
			continue
		}
		switch c.Data {
		case "thead", "tbody", "tfoot", "tr":
			r.arranged(f, c)
		default:
			r.block(f, c)
		}
	}
}

// row reads a row; left is how many rows its section has from here on.
func (r *reader) row(n *html.Node, left int) doc.Row {
	var row doc.Row
	row.Place.File = r.file
	row.Place.Line, _ = strconv.Atoi(attr(n, "l"))
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isCell(c) {
			row.Cells = append(row.Cells, r.cell(c, left))
		}
	}
	if len(row.Cells) > 0 {
		row.Place.Para = row.Cells[0].Place.Para
	}
	return row
}

func (r *reader) cell(n *html.Node, left int) doc.Cell {
	line, _ := strconv.Atoi(attr(n, "l"))
	r.line = line
	c := doc.Cell{Place: r.here(line)}
	c.Text = r.quiet(n)
	cols, rows := span(attr(n, "colspan"), 1), span(attr(n, "rowspan"), left)
	if cols == 0 {
		cols = 1
	}
	if rows == 0 {
		rows = left // to the end of the section
	}
	rows = min(rows, left)
	if cols > 1 {
		c.ColSpan = cols
	}
	if rows > 1 {
		c.RowSpan = rows
		r.area += rows * cols
	}
	if r.cells++; r.cells > maxCells || r.area > maxArea {
		r.tooMuch = true
	}
	return c
}

// span reads how many places a cell covers; zero is to the end.
func span(s string, end int) int {
	if s == "" {
		return 1
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 1
	}
	if n == 0 {
		return end
	}
	return min(n, max(maxSpan, end))
}
