package book

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/place"
)

// readBounded reads a file of a folder whole, if it is not too large.
func readBounded(fsys fs.FS, name string) ([]byte, problem) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, kindFile.errorf("打不开%s：%s", path.Base(name), plainError(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, kindFile.errorf("读%s出错：%s", path.Base(name), plainError(err))
	}
	if len(data) > maxFile {
		return nil, kindFile.errorf("%s超过%d MB", path.Base(name), maxFile>>20)
	}
	return data, nil
}

// plainError is the cause of a file error without the path, which the message
// names already.
func plainError(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "没有这个文件"
	case errors.Is(err, fs.ErrPermission):
		return "没有读取的权限"
	}
	return err.Error()
}

// decodeText makes UTF-8 of a file's bytes: UTF-8 with or without a mark, else
// GB18030, which Chinese spreadsheets write.
func decodeText(data []byte) (string, problem) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		p := kindFile.errorf("是 UTF-16 编码的文本")
		p.Hint = "另存为“CSV UTF-8（逗号分隔）”"
		return "", p
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.IndexByte(data, 0) >= 0:
		p := kindFile.errorf("不是文本文件")
		p.Hint = "另存为“CSV UTF-8（逗号分隔）”"
		return "", p
	case utf8.Valid(data):
		return string(data), nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		p := kindFile.errorf("既不是 UTF-8 也不是 GB18030 编码的文本")
		p.Hint = "另存为“CSV UTF-8（逗号分隔）”"
		return "", p
	}
	return string(decoded), nil
}

// readCSV reads the cells of a CSV file. What could be read before a fault is
// given together with the fault.
func readCSV(file string, data []byte, from int, c *collector) *grid {
	at := place.Ref{File: file}
	content, p := decodeText(data)
	if p != nil {
		c.add(at, p)
		return nil
	}
	r := csv.NewReader(strings.NewReader(content))
	r.FieldsPerRecord = -1
	g := &grid{file: file, from: from}
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			c.add(csvFault(at, err))
			break
		}
		line, _ := r.FieldPos(0)
		if p := g.append(line, inputs(record)); p != nil {
			at.Line = line
			c.add(at, p)
			break
		}
	}
	if g.head == nil {
		p := kindHead.errorf("%s是空的", file)
		p.Hint = "第一行写列名"
		c.add(at, p)
		return nil
	}
	return g
}

func inputs(record []string) []input {
	cells := make([]input, len(record))
	for i, s := range record {
		cells[i].text = clean(s)
	}
	return cells
}

// append adds a row; the first that is not blank is the head.
func (g *grid) append(line int, cells []input) problem {
	row := gridRow{line, cells}
	if row.blank() || line < g.from {
		return nil
	}
	if len(cells) > maxColumns && !(gridRow{line, cells[maxColumns:]}).blank() {
		return kindFile.errorf("多于%d列", maxColumns)
	}
	for _, c := range cells {
		if len(c.text) > maxCell {
			return kindFile.errorf("有一格的文字超过%d KB", maxCell>>10)
		}
	}
	if g.head == nil {
		g.headAt = line
		for _, c := range cells {
			g.head = append(g.head, c.text)
		}
		return nil
	}
	if len(g.rows) >= maxRows {
		return kindFile.errorf("多于%d行", maxRows)
	}
	g.rows = append(g.rows, row)
	return nil
}

func csvFault(at place.Ref, err error) (place.Ref, problem) {
	var pe *csv.ParseError
	if !errors.As(err, &pe) {
		return at, kindFile.errorf("读CSV出错：%s", err)
	}
	at.Line = pe.StartLine
	p := kindFile.errorf("引号不配对，从这一行起没有读")
	p.Hint = "有引号的文字，整格用英文引号括起，里面的引号写两个"
	return at, p
}
