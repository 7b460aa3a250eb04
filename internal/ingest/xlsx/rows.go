package xlsx

import (
	"strconv"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/sheet"
	"mingbai/internal/ingest/source"
)

// sheetReader gathers the cells of a sheet.
type sheetReader struct {
	*sheet.Sheet
	b     *book
	x     *source.XML
	zeros bool // cells with zero show it
	row   int
}

// blocks reads a sheet.
func (b *book) blocks(s listed) (blocks []doc.Block, err error) {
	r := &sheetReader{Sheet: b.seen.Sheet(s.name), b: b, zeros: true, row: -1}
	err = b.parse(s.part, func(x *source.XML) {
		r.x = x
		x.Each(func(string) { x.Each(r.part) })
		if x.Err() == nil {
			blocks, err = r.Blocks()
			r.check(err)
		}
	})
	return blocks, err
}

// check stops the reading where there is an error.
func (r *sheetReader) check(err error) {
	if err != nil {
		r.x.Fail(err)
	}
}

// part reads one of the elements that a sheet is made of.
func (r *sheetReader) part(name string) {
	x := r.x
	switch name {
	case "sheetViews":
		x.Each(func(string) {
			if x.Attr("showZeros") == "0" || x.Attr("showZeros") == "false" {
				r.zeros = false
			}
		})
	case "cols":
		seen := 0
		x.Each(func(string) {
			if seen++; seen <= 2*sheet.MaxColumns && (isTrue(x.Attr("hidden")) || x.Attr("width") == "0") {
				from, _ := strconv.Atoi(x.Attr("min"))
				to, _ := strconv.Atoi(x.Attr("max"))
				r.HideColumns(from-1, to-1)
			}
		})
	case "sheetData":
		x.Each(func(name string) {
			if name == "row" {
				r.line()
			}
		})
	case "mergeCells":
		x.Each(func(string) {
			if a, ok := sheet.ParseArea(x.Attr("ref")); ok {
				r.check(r.Merge(a))
			}
		})
	}
}

// line reads a row.
func (r *sheetReader) line() {
	x := r.x
	r.row = nextRow(x, r.row)
	if isTrue(x.Attr("hidden")) || x.Attr("ht") == "0" {
		r.HideRow(r.row)
	}
	var cells []sheet.Cell
	col := -1
	x.Each(func(name string) {
		if name != "c" {
			return
		}
		col = nextColumn(x, r.row, col)
		c, ok, err := r.Take(r.cell(col))
		r.check(err)
		if ok {
			cells = append(cells, c)
		}
	})
	r.check(r.Add(cells))
}

// nextRow is the row that just began, after another: the one that it says, or the next.
func nextRow(x *source.XML, row int) int {
	row++
	if n, err := strconv.Atoi(x.Attr("r")); err == nil && n > row {
		return n - 1
	}
	return row
}

// nextColumn is the column of the cell of a row that just began, likewise.
func nextColumn(x *source.XML, row, col int) int {
	col++
	if r, c, ok := sheet.ParseName(x.Attr("r")); ok && c >= col && r == row {
		return c
	}
	return col
}

func (r *sheetReader) cell(col int) sheet.Cell {
	s := readCell(r.x)
	text, ok := r.b.shown(s, r.zeros)
	if !ok {
		if s.kind, s.value, ok = r.b.computed(r.Name, r.row, col); ok {
			text, ok = r.b.shown(s, r.zeros)
		}
	}
	if !ok {
		r.x.Fail(source.Wrong(r.b.seen.File, "用 Excel 或 WPS 表格打开，保存一次再试", "工作表“%s”的 %s 是没有算过的公式", r.Name, sheet.Name(r.row, col)))
	}
	if len(text) > sheet.MaxText {
		r.x.Fail(source.Wrong(r.b.seen.File, "不像是预算公开的表；把这一格的文字删短或拆开再试", "工作表“%s”的 %s 文字太多，超过 %d KB", r.Name, sheet.Name(r.row, col), sheet.MaxText>>10))
	}
	boxed := s.style >= 0 && s.style < len(r.b.styles) && r.b.styles[s.style].boxed
	return sheet.Cell{Text: text, Row: r.row, Col: col, Boxed: boxed}
}
