// Package docx reads Word documents (.docx) as neutral documents.
//
//   - A flow is what follows one another: paragraphs and tables. The body is
//     one, so is each cell and each text box.
//   - A paragraph has its text as it is seen: with the number that Word gives it,
//     with the results of fields, with what was inserted and without what was
//     deleted; an entry of the contents is “标题\t3”.
//   - A heading is a paragraph whose style, or which itself, has a level of the
//     outline.
//   - A text box follows the paragraph that holds it. A table of one cell, or one
//     that only arranges other tables, counts as the flow that it holds.
//
// A place is the running number of a paragraph or cell that holds text. Headers,
// footers, notes at the foot, comments and what is hidden are not read.
package docx

import (
	"path"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
)

// Bounds on a document. A disclosure of 100 pages has some 20,000 cells.
const (
	maxCells  = 200_000
	maxArea   = 1_000_000 // places that the cells of one table cover
	maxBlocks = 200_000
	maxSpan   = 500
	maxNested = 20 // tables and text boxes in one another
)

// Read reads a document; name is that of its file.
func Read(name string, data []byte) (*doc.Document, error) {
	a, err := source.Open(name, data, source.Word)
	if err != nil {
		return nil, err
	}
	r := &reader{file: source.Base(name), archive: a}
	if err := r.aside(); err != nil {
		return nil, err
	}
	text, err := a.Read(a.Main())
	if err != nil {
		return nil, err
	}
	r.x = source.NewXML(text)
	var blocks []doc.Block
	r.x.Each(func(string) { // the document
		r.x.Each(func(name string) {
			if name == "body" {
				blocks = r.flow()
			}
		})
	})
	if err := r.x.Err(); err != nil {
		return nil, r.broken(err)
	}
	if len(blocks) == 0 {
		return nil, source.Wrong(name, "确认是要公开的文件；若全文是图片，请用原来的电子文件", "文档里没有文字")
	}
	return &doc.Document{Blocks: captioned(blocks)}, nil
}

// reader reads one document.
type reader struct {
	file    string
	archive *source.Archive
	x       *source.XML // the main part
	styles  map[string]style
	numbers numbering
	place   int // paragraphs and cells so far
	cells   int
	nested  int
	codes   []bool // open fields, outermost first: whether their code is being read
}

// aside reads the parts that the main part refers to.
func (r *reader) aside() error {
	targets, err := r.archive.Related(r.archive.Main())
	if err != nil {
		return err
	}
	parts := map[string]string{}
	for _, t := range targets {
		if r.archive.Has(t.Part) {
			parts[t.Kind] = t.Part
		}
	}
	dir := path.Dir(r.archive.Main())
	for kind, read := range map[string]func(*source.XML){"styles": r.readStyles, "numbering": r.readNumbering} {
		part := parts[kind]
		if part == "" {
			part = dir + "/" + kind + ".xml"
		}
		if !r.archive.Has(part) {
			continue
		}
		text, err := r.archive.Read(part)
		if err != nil {
			return err
		}
		x := source.NewXML(text)
		read(x)
		if err := x.Err(); err != nil {
			return r.archive.Broken(err)
		}
	}
	return nil
}

func (r *reader) broken(err error) error {
	if err == source.ErrTooMuch {
		return source.Wrong(r.file, "确认是要公开的文件；按文档分开存后再试", "段落或表格太多，没有读")
	}
	return r.archive.Broken(err)
}

// here is the place of the next paragraph or cell.
func (r *reader) here() place.Ref {
	if r.place++; r.place > maxBlocks+maxCells {
		r.x.Fail(source.ErrTooMuch)
	}
	return place.Ref{File: r.file, Para: r.place}
}

// flow reads the paragraphs and tables of the element that just began.
func (r *reader) flow() []doc.Block {
	var f flow
	r.into(&f)
	f.end(r)
	return f.blocks
}

// flow is a flow in the making.
type flow struct {
	blocks []doc.Block
	open   *paragraph // a paragraph whose end was deleted: the next one goes on
}

func (r *reader) into(f *flow) {
	r.x.Each(func(name string) {
		switch name {
		case "p":
			r.paragraph(f)
		case "tbl":
			f.end(r)
			f.blocks = append(f.blocks, r.table()...)
		case "AlternateContent":
			r.alternate(func() { r.into(f) })
		case "del", "moveFrom", "sdtPr", "sectPr":
		default:
			r.into(f)
		}
	})
}

// end closes a paragraph that was waiting for the next one.
func (f *flow) end(r *reader) {
	if f.open != nil {
		p := f.open
		f.open = nil
		f.blocks = append(f.blocks, r.blocks(p)...)
	}
}

// alternate reads the first way of showing something that is there, and not the
// others, which say the same.
func (r *reader) alternate(read func()) {
	done := false
	r.x.Each(func(name string) {
		if !done && (name == "Choice" || name == "Fallback") {
			done = true
			read()
		}
	})
}
