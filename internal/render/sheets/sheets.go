// Package sheets writes a document's tables as a workbook (XLSX).
//
//   - 目录 lists the tables, with links.
//   - Each table has a sheet: numbers are numbers, exact to the fen where they
//     are known and shown as printed; what the document adds up is a live sum.
//   - Forms are boxed sheets. 数据 holds every amount once more in long form.
//
// A cell holds the exact amount in the table's unit. Where an amount of the
// document is printed otherwise than its own rounding (配平), the prints are
// what adds up, and every cell holds its print.
//
// Equal documents are equal bytes: no clock, no order of a map.
package sheets

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"mingbai/internal/doc"
)

// Write writes the tables of d as a workbook.
func Write(w io.Writer, d *doc.Document) error {
	b, err := newBook(d)
	if err != nil {
		return fmt.Errorf("准备工作簿：%w", err)
	}
	defer b.f.Close()
	for _, t := range b.tables {
		if err := b.table(t); err != nil {
			return fmt.Errorf("写工作表“%s”：%w", t.sheet, err)
		}
	}
	if err := b.contents(); err != nil {
		return fmt.Errorf("写工作表“%s”：%w", contentsSheet, err)
	}
	if err := b.long(); err != nil {
		return fmt.Errorf("写工作表“%s”：%w", longSheet, err)
	}
	if err := b.properties(); err != nil {
		return fmt.Errorf("写文件属性：%w", err)
	}
	if err := b.f.Write(w); err != nil {
		return fmt.Errorf("写工作簿：%w", err)
	}
	return nil
}

const (
	contentsSheet = "目录"
	longSheet     = "数据"
)

// book is a workbook in the making.
type book struct {
	f      *excelize.File
	d      *doc.Document
	tables []table
	prints bool // cells hold prints, not exact amounts
	styles map[look]int
}

// table is a table with its sheet and the lines that stand between its title
// and its grid.
type table struct {
	*doc.Table
	sheet   string
	between []string
}

func newBook(d *doc.Document) (*book, error) {
	b := &book{f: excelize.NewFile(), d: d, tables: tables(d), prints: balanced(d), styles: map[look]int{}}
	b.f.SetZipWriter(newPack)
	if err := b.f.SetSheetName("Sheet1", contentsSheet); err != nil {
		return nil, err
	}
	for _, t := range b.tables {
		if _, err := b.f.NewSheet(t.sheet); err != nil {
			return nil, err
		}
	}
	_, err := b.f.NewSheet(longSheet)
	return b, err
}

// tables lists the document's tables, each with a name for its sheet.
func tables(d *doc.Document) (out []table) {
	names := newNames(contentsSheet, longSheet)
	var between []string
	for _, block := range d.Blocks {
		switch block := block.(type) {
		case doc.Heading:
			between = nil
		case doc.Paragraph:
			if block.Style == doc.Centred {
				between = append(between, block.Text)
			}
		case *doc.Table:
			out = append(out, table{block, names.of(block), between})
			between = nil
		}
	}
	return out
}

// properties says whose the workbook is. The times are the first of its year:
// the bytes must not depend on when they are written.
func (b *book) properties() error {
	m := b.d.Meta
	year := max(m.Year, 2000)
	at := fmt.Sprintf("%04d-01-01T00:00:00Z", year)
	keywords := ""
	for i, k := range m.Keywords {
		if i > 0 {
			keywords += ","
		}
		keywords += k
	}
	lang := m.Lang
	if lang == "" {
		lang = "zh-CN"
	}
	return b.f.SetDocProps(&excelize.DocProperties{
		Title: m.Title, Subject: m.Subject, Creator: m.Author, LastModifiedBy: m.Author, Keywords: keywords,
		Language: lang, Created: at, Modified: at,
	})
}

// cell is the name of a cell by row and column, both from 1.
func cell(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // rows and columns are counted here, from 1
	}
	return name
}
