// Package sheet turns the cells of a workbook's sheets into the blocks of a
// document, whichever format they were read from.
//
//   - A line is a row that stands around a table: a title over all columns, 单位：
//     万元, a note. Each of its cells is a paragraph. All else is a table; rows
//     that neither hold text nor are boxed part one table from the next.
//   - What is hidden (rows, columns) is left out; Hidden tells what of it holds text.
//   - Of our own workbooks the sheet 目录 becomes the cover and the sheet 数据 is
//     left out, which says the tables' amounts once more.
//
// A reader makes a Book, and for each visible sheet a Sheet, gives it cells row by
// row and asks for its Blocks. The Book counts, so that no file fills the memory.
package sheet

import (
	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
)

// Bounds on a workbook. What goes beyond them is not a published budget.
const (
	MaxSheets  = 500
	MaxStrings = 1_000_000
	MaxStyles  = 100_000
	MaxRows    = 100_000   // of a sheet, that hold text or are boxed
	MaxColumns = 1_000     // of a sheet
	MaxCells   = 1_000_000 // of a workbook
	MaxMerges  = 200_000   // of a sheet
	MaxText    = 128 << 10 // bytes of a cell's text; programs take 32,767 characters
	maxArea    = 1_000_000 // places of a sheet
	maxTexts   = 64 << 20  // bytes of the texts of all cells
)

// TooMuch is the error for a workbook that goes beyond the bounds.
func TooMuch(file string) error {
	return source.Wrong(file, "确认是要公开的文件；删去无关的工作表、行和列，另存后再试", "工作表太大，没有读（最多 %d 行、%d 列，共 %d 格）", MaxRows, MaxColumns, MaxCells)
}

// Nothing is the error for a workbook in which nothing is seen.
func Nothing(file string) error {
	return source.Wrong(file, "确认是要公开的文件", "工作簿里没有看得见的内容")
}

// Book is what the sheets of a workbook share: its file, and how much was read.
type Book struct {
	File   string // base name
	Hidden []place.Ref
	cells  int
	texts  int // bytes of their texts
}

// Hide notes a sheet that is hidden.
func (b *Book) Hide(name string) {
	b.Hidden = append(b.Hidden, place.Ref{File: b.File, Sheet: name})
}

// Sheet gathers the cells of a sheet.
type Sheet struct {
	Name    string
	book    *Book
	rows    [][]Cell
	hideRow map[int]bool
	hideCol map[int]bool
	merges  []Area
	reached map[int]int // rows: how many cells from above reach over them
}

// maxReach is how many rows a cell of a head may reach over.
const maxReach = 8

// Sheet begins a sheet.
func (b *Book) Sheet(name string) *Sheet {
	return &Sheet{Name: name, book: b, hideRow: map[int]bool{}, hideCol: map[int]bool{}, reached: map[int]int{}}
}

// HideRow says that a row is not seen.
func (s *Sheet) HideRow(row int) {
	if len(s.hideRow) < 2*MaxRows {
		s.hideRow[row] = true
	}
}

// HideColumns says that columns are not seen, ends included.
func (s *Sheet) HideColumns(from, to int) {
	for c := max(from, 0); c <= min(to, MaxColumns-1); c++ {
		s.hideCol[c] = true
	}
}

// Merge says that an area is one cell.
func (s *Sheet) Merge(a Area) error {
	if a.single() {
		return nil
	}
	if len(s.merges) >= MaxMerges {
		return source.ErrTooMuch
	}
	s.merges = append(s.merges, a)
	for row := a.Top + 1; row <= min(a.Bottom, a.Top+maxReach); row++ {
		s.reached[row]++
	}
	return nil
}

// Take is the cell as a row keeps it, counted; ok is false for one that has
// nothing to show. The error is source.ErrTooMuch.
func (s *Sheet) Take(c Cell) (kept Cell, ok bool, err error) {
	b := s.book
	if b.texts += len(c.Text); b.texts > maxTexts || len(c.Text) > MaxText {
		return Cell{}, false, source.ErrTooMuch
	}
	c.Text = source.Clean(c.Text)
	if c.Text == "" && !c.Boxed {
		return Cell{}, false, nil
	}
	if c.Col >= MaxColumns {
		if c.Text != "" {
			err = source.ErrTooMuch
		}
		return Cell{}, false, err
	}
	if b.cells++; b.cells > MaxCells {
		return Cell{}, false, source.ErrTooMuch
	}
	return c, true, nil
}

// Add adds the cells of a row, which Take gave, from left to right. Rows come from
// the top down.
func (s *Sheet) Add(cells []Cell) error {
	if len(cells) == 0 {
		return nil
	}
	if len(s.rows) >= MaxRows {
		return source.ErrTooMuch
	}
	s.rows = append(s.rows, cells)
	return nil
}

// Blocks is what is seen of the sheet: its lines and its tables in order. The
// error is source.ErrTooMuch.
func (s *Sheet) Blocks() ([]doc.Block, error) {
	g, err := s.seen()
	if err != nil {
		return nil, err
	}
	return s.book.blocks(g), nil
}
