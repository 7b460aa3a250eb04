// Package xlsx reads workbooks (.xlsx) as neutral documents: one sheet after
// another, each as it is seen.
//
//   - A number is the text that its cell shows: rounded, grouped and named by the
//     cell's number format, because that is what was printed.
//   - A line is a row that stands around a table: a title over all columns, 单位：
//     万元, a note. Each of its cells is a paragraph. All else is a table; rows
//     that neither hold text nor are boxed part one table from the next.
//   - What is hidden (sheets, rows, columns) is left out of the document; Hidden
//     tells what of it holds text.
//   - Of our own workbooks the sheet 目录 becomes the cover and the sheet 数据 is
//     left out, which says the tables' amounts once more.
//
// Charts, pictures, comments and text boxes are not read.
package xlsx

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
)

// Bounds on a workbook. What goes beyond them is not a published budget.
const (
	maxSheets  = 500
	maxStrings = 1_000_000
	maxStyles  = 100_000
	maxRows    = 100_000   // of a sheet, that hold text or are boxed
	maxColumns = 1_000     // of a sheet
	maxCells   = 1_000_000 // of a workbook
	maxMerges  = 200_000   // of a sheet
	maxArea    = 1_000_000 // places of a sheet
	maxText    = 128 << 10 // bytes of a cell's text; Excel takes 32,767 characters
	maxTexts   = 64 << 20  // bytes of the texts of all cells
)

// Read reads a workbook; name is that of its file.
func Read(name string, data []byte) (*doc.Document, error) {
	d, _, err := read(name, data)
	return d, err
}

// Hidden lists the places of a workbook that hold text and are hidden: a sheet,
// or the first cell of a hidden row or column.
func Hidden(name string, data []byte) ([]place.Ref, error) {
	_, hidden, err := read(name, data)
	return hidden, err
}

func read(name string, data []byte) (*doc.Document, []place.Ref, error) {
	b, err := open(name, data)
	if err != nil {
		return nil, nil, err
	}
	d := &doc.Document{}
	for _, s := range b.sheets {
		if s.hidden {
			b.hidden = append(b.hidden, place.Ref{File: b.file, Sheet: s.name})
			continue
		}
		grid, err := b.grid(s)
		if err != nil {
			return nil, nil, err
		}
		d.Blocks = append(d.Blocks, b.blocks(grid)...)
	}
	if len(d.Blocks) == 0 {
		return nil, nil, source.Wrong(name, "确认是要公开的文件", "工作簿里没有看得见的内容")
	}
	return d, b.hidden, nil
}

// book is an open workbook.
type book struct {
	file    string
	archive *source.Archive
	sheets  []sheet
	strings []string
	styles  []style
	from04  bool // days are counted from 1904
	cells   int
	texts   int // bytes of their texts
	hidden  []place.Ref
}

// sheet is a sheet before it is read.
type sheet struct {
	name, part string
	hidden     bool
}

func open(name string, data []byte) (*book, error) {
	a, err := source.Open(name, data, source.Workbook)
	if err != nil {
		return nil, err
	}
	b := &book{file: source.Base(name), archive: a}
	targets, err := a.Related(a.Main())
	if err != nil {
		return nil, err
	}
	err = b.parse(a.Main(), func(x *source.XML) { b.readMain(x, targets) })
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		if !a.Has(t.Part) {
			continue
		}
		switch t.Kind {
		case "sharedStrings":
			err = b.parse(t.Part, b.readStrings)
		case "styles":
			err = b.parse(t.Part, b.readStyles)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// parse reads a part with read.
func (b *book) parse(part string, read func(*source.XML)) error {
	text, err := b.archive.Read(part)
	if err != nil {
		return err
	}
	x := source.NewXML(text)
	read(x)
	return b.broken(part, x.Err())
}

func (b *book) broken(part string, err error) error {
	switch err {
	case nil:
		return nil
	case source.ErrTooMuch:
		return source.Wrong(b.file, "确认是要公开的文件；删去无关的工作表、行和列，另存后再试", "工作表太大，没有读（最多 %d 行、%d 列，共 %d 格）", maxRows, maxColumns, maxCells)
	}
	return b.archive.Broken(fmt.Errorf("%s：%w", part, err))
}

func (b *book) readMain(x *source.XML, targets map[string]source.Target) {
	x.Each(func(string) {
		x.Each(func(name string) {
			switch name {
			case "workbookPr":
				b.from04 = isTrue(x.Attr("date1904"))
			case "sheets":
				x.Each(func(string) { b.listed(x, targets) })
			}
		})
	})
}

func (b *book) listed(x *source.XML, targets map[string]source.Target) {
	t, ok := targets[x.Attr("id")]
	if !ok || !b.archive.Has(t.Part) || t.Kind != "worksheet" {
		return
	}
	if len(b.sheets) >= maxSheets {
		x.Fail(source.ErrTooMuch)
		return
	}
	state := x.Attr("state")
	b.sheets = append(b.sheets, sheet{x.Attr("name"), t.Part, state == "hidden" || state == "veryHidden"})
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func (b *book) readStrings(x *source.XML) {
	x.Each(func(string) {
		x.Each(func(name string) {
			if name != "si" {
				return
			}
			if len(b.strings) >= maxStrings {
				x.Fail(source.ErrTooMuch)
				return
			}
			b.strings = append(b.strings, rich(x))
		})
	})
}

// rich is the text of an element's runs, without the readings of characters.
func rich(x *source.XML) string {
	var b strings.Builder
	add := func() {
		if s := x.String(); b.Len()+len(s) <= maxText {
			b.WriteString(s)
		}
	}
	x.Each(func(name string) {
		switch name {
		case "t":
			add()
		case "r":
			x.Each(func(name string) {
				if name == "t" {
					add()
				}
			})
		}
	})
	return unescape(b.String())
}
