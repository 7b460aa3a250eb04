// Package text reads plain text into a document: one paragraph a line, and a
// table for each run of lines whose cells are set apart by tabs. It takes what
// people paste from Word and PDF, and what this project writes itself.
//
//   - A line with a tab in it is a row. Rows with nothing but empty lines and
//     page breaks between them are one table.
//   - A line without a tab is a paragraph, between the rows of a table too:
//     whether 注：本表无数据 belongs to the table is not for this package to say.
//   - Lines count from 1, as an editor counts them.
//
// Text is UTF-8, UTF-16 with its mark, or GB 18030.
package text

import (
	"errors"
	"fmt"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// The bounds on what is read. A published budget is some tens of kilobytes.
const (
	maxBytes   = 64 << 20
	maxLine    = 1 << 20 // bytes of one line
	maxColumns = 1024
	maxLines   = 200_000 // a hundred times what a long disclosure has
	maxCells   = 1 << 19
)

// decodeFile is Decode of a whole file, within bounds; its errors name the file.
func decodeFile(name string, data []byte) (string, error) {
	if len(data) > maxBytes {
		return "", fmt.Errorf("%s：文件有 %d MB，超过 %d MB，不像是预算公开文件", name, len(data)>>20, maxBytes>>20)
	}
	s, err := Decode(data)
	if err != nil {
		return "", fmt.Errorf("%s：%w", name, err)
	}
	return s, nil
}

// Read reads a text file.
func Read(name string, data []byte) (*doc.Document, error) {
	s, err := decodeFile(name, data)
	if err != nil {
		return nil, err
	}
	r := reader{d: &doc.Document{Meta: doc.Meta{Lang: "zh-CN"}}}
	for s != "" {
		line, rest := cutLine(s)
		s = rest
		if err := r.line(line); err != nil {
			return nil, fmt.Errorf("%s 第 %d 行：%w", name, r.n, err)
		}
	}
	if len(r.d.Blocks) == 0 {
		return nil, fmt.Errorf("%s：%w", name, errors.New("文件里没有文字"))
	}
	return r.d, nil
}

// cutLine takes the first line off, whichever way it ends.
func cutLine(s string) (line, rest string) {
	i := strings.IndexAny(s, "\n\r")
	if i < 0 {
		return s, ""
	}
	line, rest = s[:i], s[i+1:]
	if s[i] == '\r' && strings.HasPrefix(rest, "\n") {
		rest = rest[1:]
	}
	return line, rest
}

type reader struct {
	d     *doc.Document
	table *doc.Table // the one that the next row belongs to
	n     int        // lines so far
	cells int
}

func (r *reader) line(line string) error {
	r.n++
	if r.n > maxLines {
		return fmt.Errorf("多于 %d 行，没有读；按文档分开存后再试", maxLines)
	}
	if len(line) > maxLine {
		return fmt.Errorf("一行有 %d KB，长于 %d KB，没有读；确认是预算公开文件的文本", len(line)>>10, maxLine>>10)
	}
	line = clean(line)
	if strings.IndexByte(line, '\t') >= 0 {
		return r.row(line)
	}
	if text := strings.TrimSpace(line); text != "" {
		r.table = nil
		r.d.Blocks = append(r.d.Blocks, doc.Paragraph{Text: text, Place: place.Ref{Line: r.n}})
	}
	return nil
}

func (r *reader) row(line string) error {
	n := strings.Count(line, "\t") + 1
	if n > maxColumns {
		return fmt.Errorf("一行有 %d 格，超过 %d 格", n, maxColumns)
	}
	if r.cells += n; r.cells > maxCells {
		return fmt.Errorf("表格共超过 %d 格", maxCells)
	}
	if r.table == nil {
		r.table = &doc.Table{}
		r.d.Blocks = append(r.d.Blocks, r.table)
	}
	at := place.Ref{Line: r.n}
	cells := make([]doc.Cell, n)
	for i := range cells {
		text := line
		if j := strings.IndexByte(line, '\t'); j >= 0 {
			text, line = line[:j], line[j+1:]
		}
		cells[i] = doc.Cell{Text: strings.TrimSpace(text), Place: at}
	}
	r.table.Rows = append(r.table.Rows, doc.Row{Cells: cells, Place: at})
	return nil
}

// clean takes out what has no width and puts a page break to nothing.
func clean(line string) string {
	if strings.IndexByte(line, 0) < 0 && strings.IndexByte(line, '\f') < 0 && !strings.Contains(line, "\u200b") && !strings.Contains(line, "\ufeff") {
		return line
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case 0, '\f', '\u200b', '\ufeff':
			return -1
		}
		return r
	}, line)
}
