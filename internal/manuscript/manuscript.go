// Package manuscript holds the book of a document that no accounts are kept for: a
// department's budget, a final account, a budget in a form of its own. It is what was
// published, set down so that it can be changed and published again.
//
//   - 底稿.toml says which unit, year and profile, and what stands around each table.
//   - 正文.txt is the text in order: headings begin with #, a table's place is 【表01】.
//   - 表01.csv … are the tables. An amount is exact, in 元, whatever unit it is printed
//     in: 1234567.89元. A cell that the one to its left or above reaches over is ← or ↑.
//
// Read gives the document that Write was given, but for the places in files.
package manuscript

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mingbai/internal/disk"
	"mingbai/internal/doc"
)

// Manuscript is a document with what says how to read it.
type Manuscript struct {
	Profile  string
	Year     int
	Unit     string
	Document *doc.Document
}

// Remark is what a manuscript says of itself, at its head.
const Remark = "由公开件反推的底稿：文字照抄，表格逐格印出来与公开的一致。\n" +
	"表里的数是元；印作万元的，这里的元是四舍五入后与公开的相同、加起来也相等的许多种可能中的一组，不是原账。\n" +
	"改了数或文字，用 mingbai build 再编"

// The names of the files.
const (
	InfoFile = "底稿.toml"
	textFile = "正文.txt"
)

// tableFile is the name of the n-th table's file, from 1.
func tableFile(n int) string { return fmt.Sprintf("表%02d.csv", n) }

// Is reports whether a path is a folder that holds a manuscript.
func Is(path string) bool {
	_, err := os.Stat(filepath.Join(path, InfoFile))
	return err == nil
}

// ErrExists is returned where something would have to be overwritten.
var ErrExists = errors.New("已经有别的文件")

// Write writes a manuscript into a folder; remark says at its head what it is. What is
// there already is replaced only where that is asked for.
func Write(dir string, m *Manuscript, remark string, overwrite bool) error {
	old, err := os.ReadDir(dir)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("看%s：%w", dir, err)
	case len(old) > 0 && !overwrite:
		return fmt.Errorf("%s：%w；换一个文件夹，或加 --force", dir, ErrExists)
	}
	files, err := m.files(remark)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("建%s：%w", dir, err)
	}
	for name, data := range files {
		if err := disk.WriteFile(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	for _, f := range old {
		if _, again := files[f.Name()]; !again && isTableFile(f.Name()) {
			if err := os.Remove(filepath.Join(dir, f.Name())); err != nil {
				return fmt.Errorf("删去%s：%w", f.Name(), err)
			}
		}
	}
	return nil
}

func isTableFile(name string) bool {
	return strings.HasPrefix(name, "表") && strings.HasSuffix(name, ".csv")
}

// files are the files of a manuscript by name.
func (m *Manuscript) files(remark string) (map[string][]byte, error) {
	out := map[string][]byte{}
	info := infoOf(m)
	var text strings.Builder
	n := 0
	var between []string // lines between a table and its title
	titled := false
	for _, b := range m.Document.Blocks {
		switch b := b.(type) {
		case doc.Heading:
			titled = b.Table
			if !b.Table {
				paragraph(&text, strings.Repeat("#", max(b.Level, 1))+" "+oneLine(b.Text))
			}
		case doc.Paragraph:
			if titled {
				between = append(between, oneLine(b.Text))
				continue
			}
			paragraph(&text, escape(oneLine(b.Text)))
		case *doc.Table:
			n++
			paragraph(&text, marker(n))
			around, data, err := sheetOf(b)
			if err != nil {
				return nil, fmt.Errorf("写%s：%w", tableFile(n), err)
			}
			around.File, around.Between = tableFile(n), between
			between, titled = nil, false
			info.Tables = append(info.Tables, around)
			out[tableFile(n)] = data
		}
	}
	head, err := info.encode(remark)
	if err != nil {
		return nil, err
	}
	out[InfoFile], out[textFile] = head, []byte(text.String())
	return out, nil
}

func paragraph(b *strings.Builder, s string) {
	if strings.TrimSpace(s) != "" {
		b.WriteString(s + "\n\n")
	}
}

func marker(n int) string { return fmt.Sprintf("【表%02d】", n) }

func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\n", " ")), " ")
}

// escape sets a backslash before a paragraph that begins as a heading or a table does.
func escape(s string) string {
	if strings.HasPrefix(s, "#") || strings.HasPrefix(s, "【表") || strings.HasPrefix(s, `\`) {
		return `\` + s
	}
	return s
}
