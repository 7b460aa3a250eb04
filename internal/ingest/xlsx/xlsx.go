// Package xlsx reads workbooks (.xlsx) as neutral documents: one sheet after
// another, each as it is seen.
//
//   - A number is the text that its cell shows: rounded, grouped and named by the
//     cell's number format, because that is what was printed.
//   - What is hidden (sheets, rows, columns) is left out of the document; Hidden
//     tells what of it holds text.
//   - Lines and tables are told apart as package sheet says.
//
// Charts, pictures, comments and text boxes are not read.
package xlsx

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
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

func read(name string, data []byte) (*doc.Document, []place.Ref, error) {
	b, err := open(name, data)
	if err != nil {
		return nil, nil, err
	}
	d := &doc.Document{}
	for _, s := range b.sheets {
		if s.hidden {
			b.seen.Hide(s.name)
			continue
		}
		blocks, err := b.blocks(s)
		if err != nil {
			return nil, nil, err
		}
		d.Blocks = append(d.Blocks, blocks...)
	}
	if len(d.Blocks) == 0 {
		return nil, nil, sheet.Nothing(name)
	}
	return d, b.seen.Hidden, nil
}

// book is an open workbook.
type book struct {
	archive *source.Archive
	sheets  []listed
	strings []string
	styles  []style
	from04  bool // days are counted from 1904
	seen    sheet.Book

	formulas *formulas // computed here, where some were not
}

// listed is a sheet before it is read.
type listed struct {
	name, part string
	hidden     bool
}

func open(name string, data []byte) (*book, error) {
	a, err := source.Open(name, data, source.Workbook)
	if err != nil {
		return nil, err
	}
	b := &book{archive: a, seen: sheet.Book{File: source.Base(name)}}
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
		return sheet.TooMuch(b.seen.File)
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
				x.Each(func(string) { b.list(x, targets) })
			}
		})
	})
}

func (b *book) list(x *source.XML, targets map[string]source.Target) {
	t, ok := targets[x.Attr("id")]
	if !ok || !b.archive.Has(t.Part) || t.Kind != "worksheet" {
		return
	}
	if len(b.sheets) >= sheet.MaxSheets {
		x.Fail(source.ErrTooMuch)
		return
	}
	state := x.Attr("state")
	b.sheets = append(b.sheets, listed{x.Attr("name"), t.Part, state == "hidden" || state == "veryHidden"})
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func (b *book) readStrings(x *source.XML) {
	x.Each(func(string) {
		x.Each(func(name string) {
			if name != "si" {
				return
			}
			if len(b.strings) >= sheet.MaxStrings {
				x.Fail(source.ErrTooMuch)
				return
			}
			b.strings = append(b.strings, rich(x))
		})
	})
}

// rich is the text of an element's runs, without the readings of characters. What is
// longer than a cell takes is cut off where it is already too long: a cell that shows
// it is refused.
func rich(x *source.XML) string {
	var b strings.Builder
	add := func() {
		if s := x.String(); b.Len() <= sheet.MaxText {
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
