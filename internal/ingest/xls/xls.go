// Package xls reads workbooks of the years before .xlsx (Excel 97 to 2003, which
// WPS writes too) as neutral documents, of the same shape as package xlsx does:
// numbers as their cells show them, lines and tables told apart by package sheet,
// what is hidden left out.
//
// Such a file is a compound file (复合文档), a small file system of its own, that
// holds a stream named Workbook. The stream is a chain of records (BIFF8): first
// the globals (sheets, formats, styles, shared strings), then for each sheet a
// substream with its cells. A record has at most 8 KB; what is longer goes on in
// CONTINUE records.
//
// Not read: files with a password, Excel 5.0/95 and older (BIFF5), charts,
// pictures, comments, text boxes. A formula is the result that was saved with it.
package xls

import (
	"errors"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/numfmt"
	"mingbai/internal/ingest/sheet"
	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
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

// What ends a reading.
var (
	errDamaged  = errors.New("文件不完整或已损坏")
	errPassword = errors.New("文件有密码，读不了")
	errTooOld   = errors.New("是 Excel 95 或更早的工作簿，读不了")
)

func read(name string, data []byte) (*doc.Document, []place.Ref, error) {
	stream, err := workbook(name, data)
	if err != nil {
		return nil, nil, err
	}
	b := &book{stream: stream, left: 8 * len(stream), seen: sheet.Book{File: source.Base(name)}}
	d := &doc.Document{}
	if d.Blocks, err = b.blocks(); err != nil {
		return nil, nil, wrong(name, err)
	}
	if len(d.Blocks) == 0 {
		return nil, nil, sheet.Nothing(name)
	}
	return d, b.seen.Hidden, nil
}

// wrong is the error as people are told it.
func wrong(name string, err error) error {
	switch {
	case errors.Is(err, source.ErrTooMuch):
		return sheet.TooMuch(name)
	case errors.Is(err, errPassword):
		return source.Wrong(name, "去掉密码，另存为 .xlsx 再试", "%s", err)
	case errors.Is(err, errTooOld):
		return source.Wrong(name, source.Workbook.Hint(), "%s", err)
	}
	return source.Wrong(name, "重新下载或复制；仍不行则"+source.Workbook.Hint(), "%s", err)
}

// book is an open workbook.
type book struct {
	stream   []byte
	left     int // bytes of records that may still be read: sheets that overlap are not sound
	codePage uint16
	from04   bool // days are counted from 1904
	sheets   []listed
	styles   []style
	codes    map[int]string // of number formats
	formats  map[int]*numfmt.Format
	strings  []string
	seen     sheet.Book
}

// listed is a sheet before it is read.
type listed struct {
	name   string
	at     int // in the stream
	hidden bool
}

// style is what matters here of how a cell looks.
type style struct {
	format int
	boxed  bool
}

// blocks reads the globals and then the sheets.
func (b *book) blocks() ([]doc.Block, error) {
	if err := b.globals(); err != nil {
		return nil, err
	}
	var out []doc.Block
	read := map[int]bool{}
	for _, s := range b.sheets {
		if s.hidden {
			b.seen.Hide(s.name)
			continue
		}
		if read[s.at] {
			return nil, errDamaged
		}
		read[s.at] = true
		blocks, err := b.sheet(s)
		if err != nil {
			return nil, err
		}
		out = append(out, blocks...)
	}
	return out, nil
}

// format is the number format of a style.
func (b *book) format(xf int) *numfmt.Format {
	if xf >= len(b.styles) {
		return numfmt.General()
	}
	id := b.styles[xf].format
	f := b.formats[id]
	if f == nil {
		f = numfmt.Numbered(id, b.codes)
		b.formats[id] = f
	}
	return f
}

func (b *book) boxed(xf int) bool { return xf < len(b.styles) && b.styles[xf].boxed }
