package docx

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// gridWriter writes the grid of one table.
type gridWriter struct {
	*body
	table    *doc.Table
	geometry layout.Geometry
	pages    span
	trim     bool // the last row leaves room for the carrier
}

func (g *gridWriter) write() error {
	g.Open("w:tbl")
	g.properties()
	g.Open("w:tblGrid")
	for _, w := range g.geometry.Widths {
		g.Empty("w:gridCol", ooxml.A("w:w", twips(w)))
	}
	g.Close("w:tblGrid")
	if err := g.rows(g.table.Head, g.geometry.Head, true); err != nil {
		return err
	}
	if err := g.rows(g.table.Rows, g.geometry.Rows, false); err != nil {
		return err
	}
	g.Close("w:tbl")
	return nil
}

func (g *gridWriter) properties() {
	t := g.table
	g.Open("w:tblPr")
	g.Val("w:tblStyle", tableStyleID(t))
	g.Empty("w:tblW", ooxml.A("w:w", twips(g.geometry.Width())), ooxml.A("w:type", "dxa"))
	g.Empty("w:tblLayout", ooxml.A("w:type", "fixed"))
	pad := twips(g.geometry.Density.PadX)
	g.Open("w:tblCellMar")
	g.Empty("w:left", ooxml.A("w:w", pad), ooxml.A("w:type", "dxa"))
	g.Empty("w:right", ooxml.A("w:w", pad), ooxml.A("w:type", "dxa"))
	g.Close("w:tblCellMar")
	g.tableLook()
	if t.Title != "" {
		g.Val("w:tblCaption", oneLine(t.Title))
	}
	if s := description(t); s != "" {
		g.Val("w:tblDescription", s)
	}
	g.Close("w:tblPr")
}

// tableLook says which rows and columns are headers.
func (g *gridWriter) tableLook() {
	first, column, bits := "0", "0", 0x0600
	if len(g.table.Head) > 0 {
		first, bits = "1", bits|0x0020
	}
	if hasRowHeaders(g.table) {
		column, bits = "1", bits|0x0080
	}
	g.Empty("w:tblLook", ooxml.A("w:val", fmt.Sprintf("%04X", bits)),
		ooxml.A("w:firstRow", first), ooxml.A("w:lastRow", "0"),
		ooxml.A("w:firstColumn", column), ooxml.A("w:lastColumn", "0"),
		ooxml.A("w:noHBand", "1"), ooxml.A("w:noVBand", "1"))
}

func hasRowHeaders(t *doc.Table) bool {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.Scope == doc.RowHeader {
				return true
			}
		}
	}
	return false
}

// description is the table's text alternative: its columns.
func description(t *doc.Table) string {
	var titles []string
	for _, c := range t.Columns {
		if c.Title != "" {
			titles = append(titles, oneLine(c.Title))
		}
	}
	if len(titles) == 0 {
		return ""
	}
	return "各列：" + strings.Join(titles, "、")
}

// merged is a cell that goes down over the rows before a certain one.
type merged struct {
	until, cols int
	role        layout.Role
}

// rows writes the rows of the head or of the body. A place that a cell above
// covers is a cell that continues it; one that nothing covers is empty.
func (g *gridWriter) rows(rows []doc.Row, heights []float64, head bool) error {
	columns := len(g.geometry.Widths)
	open := make([]merged, columns)
	for r, slots := range doc.Grid(rows) {
		g.startRow(heights[r], head, !head && r == len(rows)-1)
		keep := !head && g.keeps(r)
		for col := 0; col < columns; {
			switch {
			case len(slots) > 0 && slots[0].Col == col:
				cell := slots[0].Cell
				cols, deep := cell.Spans()
				if col+cols > columns {
					return fmt.Errorf("第 %d 行占到第 %d 列，而表只有 %d 列", r+1, col+cols, columns)
				}
				m := merged{min(r+deep, len(rows)), cols, layout.CellRole(g.table, rows[r], *cell, head)}
				open[col], slots = m, slots[1:]
				g.cell(cell, col, m, m.until > r+1, head, keep)
				col += cols
			case open[col].until > r:
				g.covered(col, open[col], head, keep)
				col += open[col].cols
			default:
				role := layout.CellRole(g.table, rows[r], doc.Cell{}, head)
				g.cell(&doc.Cell{}, col, merged{r + 1, 1, role}, false, head, keep)
				col++
			}
		}
		if len(slots) > 0 {
			return fmt.Errorf("第 %d 行占到第 %d 列，而表只有 %d 列", r+1, slots[0].Col+1, columns)
		}
		g.Close("w:tr")
	}
	return nil
}

// keeps tells whether body row r stays with what follows: in a table that goes
// over pages, the last two rows and the note.
func (g *gridWriter) keeps(r int) bool {
	if g.pages.first == g.pages.last {
		return false
	}
	n := len(g.table.Rows)
	return r == n-2 || r == n-1 && g.table.Note != ""
}

func (g *gridWriter) startRow(height float64, head, last bool) {
	if last && g.trim && height > 4*carrierLine {
		height -= 2 * carrierLine
	}
	g.Open("w:tr")
	g.Open("w:trPr")
	if height < g.page.Paper.Depth()/2 {
		g.Empty("w:cantSplit")
	}
	g.Empty("w:trHeight", ooxml.A("w:val", twips(height)), ooxml.A("w:hRule", "atLeast"))
	if head && !g.table.Form {
		g.Empty("w:tblHeader")
	}
	g.Close("w:trPr")
}

// cell writes a cell that begins here.
func (g *gridWriter) cell(c *doc.Cell, col int, m merged, deep, head, keep bool) {
	merge := ""
	if deep {
		merge = "restart"
	}
	width := g.startCell(col, m.cols, merge, head)
	align := layout.CellAlign(g.table, *c, col, head)
	side := g.balance.cells[c].side(width - 2*g.geometry.Density.PadX)
	g.cellText(c.Text, m.role, align, side, keep)
	g.Close("w:tc")
}

// covered writes the continuation of a cell above.
func (g *gridWriter) covered(col int, m merged, head, keep bool) {
	g.startCell(col, m.cols, "continue", head)
	g.cellText("", m.role, doc.AlignAuto, 0, keep)
	g.Close("w:tc")
}

// startCell writes a cell's properties, and gives its width.
func (g *gridWriter) startCell(col, cols int, merge string, head bool) (width float64) {
	for _, w := range g.geometry.Widths[col : col+cols] {
		width += w
	}
	g.Open("w:tc")
	g.Open("w:tcPr")
	g.Empty("w:tcW", ooxml.A("w:w", twips(width)), ooxml.A("w:type", "dxa"))
	if cols > 1 {
		g.Val("w:gridSpan", itoa(cols))
	}
	if merge != "" {
		g.Val("w:vMerge", merge)
	}
	if head && !g.table.Form {
		g.Open("w:tcBorders")
		border(g.Writer, "w:bottom", g.sheet.Table.Thin, g.sheet.Colours.Ink)
		g.Close("w:tcBorders")
	}
	if !head {
		g.gutter(col)
	}
	g.Val("w:vAlign", "center")
	g.Close("w:tcPr")
	return width
}

// gutter writes the room left of a cell's text where it is more than in others.
func (g *gridWriter) gutter(col int) {
	left, _ := g.sheet.CellPad(g.table, col, g.geometry.Density)
	if left <= g.geometry.Density.PadX {
		return
	}
	g.Open("w:tcMar")
	g.Empty("w:left", ooxml.A("w:w", twips(left)), ooxml.A("w:type", "dxa"))
	g.Close("w:tcMar")
}

func (g *gridWriter) cellText(text string, role layout.Role, align doc.Align, side float64, keep bool) {
	g.Open("w:p")
	g.Open("w:pPr")
	g.Val("w:pStyle", g.styles.cell(role, g.geometry.Density))
	if keep {
		g.Empty("w:keepNext")
	}
	g.indents(side, side)
	if align != doc.AlignAuto && align != g.sheet.Styles[role].Align {
		g.Val("w:jc", justification(align))
	}
	g.Close("w:pPr")
	g.run(text, nil)
	g.Close("w:p")
}
