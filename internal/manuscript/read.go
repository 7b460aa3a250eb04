package manuscript

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"mingbai/internal/doc"
	textfile "mingbai/internal/ingest/text"
)

// Read reads the manuscript of a folder. Its errors name the file, and where they can
// the line or the cell.
func Read(dir string) (*Manuscript, error) {
	data, err := readFile(dir, InfoFile)
	if err != nil {
		return nil, err
	}
	head, err := decodeInfo(data)
	if err != nil {
		return nil, err
	}
	body, err := readFile(dir, textFile)
	if err != nil {
		return nil, err
	}
	m := &Manuscript{Profile: head.Profile, Year: head.Year, Unit: head.Unit, Document: &doc.Document{}}
	m.Document.Meta = doc.Meta{Title: titleOf(body, head), Author: head.Unit, Lang: "zh-CN", Year: head.Year}
	b := binder{dir: dir, head: head, out: m.Document, used: map[int]bool{}}
	for i, line := range strings.Split(body, "\n") {
		if err := b.line(strings.TrimSpace(line), i+1); err != nil {
			return nil, err
		}
	}
	for n := range head.Tables {
		if !b.used[n] {
			return nil, fmt.Errorf("%s 里没有 %s 的位置；补上一行 %s，或在 %s 里删去这张表", textFile, head.Tables[n].File, marker(n+1), InfoFile)
		}
	}
	return m, nil
}

// readFile reads a file of a manuscript, in the encoding in which a program for text or
// sheets saved it.
func readFile(dir, name string) (string, error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return "", fmt.Errorf("读%s：%w", name, err)
	}
	s, err := textfile.Decode(data)
	if err != nil {
		return "", fmt.Errorf("%s：%w", name, err)
	}
	return s, nil
}

// titleOf is the first line of the text that names the year, else the unit and the year:
// a workbook that holds the tables alone tells its year by it.
func titleOf(text string, head *info) string {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if _, title, ok := heading(line); ok {
			line = title
		}
		if strings.Contains(line, strconv.Itoa(head.Year)) {
			return line
		}
	}
	return fmt.Sprintf("%s%d年", head.Unit, head.Year)
}

// contents is the line that the table of contents begins with.
const contents = "目录"

// binder puts the text and the tables together.
type binder struct {
	dir    string
	head   *info
	out    *doc.Document
	used   map[int]bool
	tabled bool // the last block is a table
}

// add adds a block; text after a table begins a page of its own.
func (b *binder) add(block doc.Block) {
	if b.tabled {
		b.out.Blocks = append(b.out.Blocks, doc.PageBreak{})
		b.tabled = false
	}
	b.out.Blocks = append(b.out.Blocks, block)
}

func (b *binder) line(s string, at int) error {
	if s == "" {
		return nil
	}
	if level, text, ok := heading(s); ok {
		b.add(doc.Heading{Level: level, Text: text, ID: fmt.Sprintf("h%d", at), TOC: false})
		return nil
	}
	if n, ok := tableAt(s); ok {
		return b.table(n, at)
	}
	if strings.Join(strings.Fields(s), "") == contents {
		b.add(doc.PageBreak{})
		b.add(doc.Paragraph{Text: s, Style: doc.Centred})
		return nil
	}
	b.add(doc.Paragraph{Text: strings.TrimPrefix(s, `\`)})
	return nil
}

// heading splits a heading: its level and its text.
func heading(s string) (level int, text string, ok bool) {
	rest := strings.TrimLeft(s, "#")
	level = len(s) - len(rest)
	text, ok = strings.CutPrefix(rest, " ")
	return min(level, 3), strings.TrimSpace(text), ok && level > 0
}

// tableAt is the number of the table whose place a line is.
func tableAt(s string) (int, bool) {
	rest, ok := strings.CutPrefix(s, "【表")
	if !ok {
		return 0, false
	}
	number, ok := strings.CutSuffix(rest, "】")
	n, err := strconv.Atoi(number)
	return n, ok && err == nil
}

func (b *binder) table(n, at int) error {
	switch {
	case n < 1 || n > len(b.head.Tables):
		return fmt.Errorf("%s 第 %d 行：没有表%02d，%s 里写了 %d 张", textFile, at, n, InfoFile, len(b.head.Tables))
	case b.used[n-1]:
		return fmt.Errorf("%s 第 %d 行：表%02d 已经在前面了", textFile, at, n)
	}
	b.used[n-1] = true
	a := b.head.Tables[n-1]
	if filepath.Base(a.File) != a.File {
		return fmt.Errorf("%s：%s 不是这个文件夹里的文件", InfoFile, a.File)
	}
	data, err := readFile(b.dir, a.File)
	if err != nil {
		return err
	}
	t, err := readSheet(a, data)
	if err != nil {
		return err
	}
	t.ID = fmt.Sprintf("B%02d", n)
	b.tabled = false
	b.out.Blocks = append(b.out.Blocks, doc.PageBreak{Landscape: t.Landscape})
	if t.Title != "" {
		b.out.Blocks = append(b.out.Blocks, doc.Heading{Level: 2, Text: t.Title, ID: fmt.Sprintf("t%02d", n), Table: true})
	}
	for _, l := range a.Between {
		b.out.Blocks = append(b.out.Blocks, doc.Paragraph{Text: l, Style: doc.Centred})
	}
	b.out.Blocks = append(b.out.Blocks, t)
	b.tabled = true
	return nil
}
