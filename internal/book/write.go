package book

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/disk"
)

// Option is an option of what is written.
type Option func(*options)

type options struct {
	overwrite bool
	remark    string
}

// Overwrite lets a writer replace a book that is there. In a folder it replaces
// the files of a book and leaves all others.
func Overwrite() Option { return func(o *options) { o.overwrite = true } }

// Remark says at the head of a book what it is: in book.toml as a comment, in a
// workbook on a sheet of its own. It is for people and is not read.
func Remark(text string) Option { return func(o *options) { o.remark = text } }

// ErrExists is returned where a writer would have to overwrite something and was
// not told to.
var ErrExists = errors.New("已经存在")

// Write writes a book: a workbook where the path ends in .xlsx, else a folder.
// It writes under another name first, so that a failure leaves what was there.
func Write(path string, b *budget.Book, opts ...Option) error {
	return write(path, draftOf(b), false, opts)
}

// write writes a draft; all says that sheets without rows get their file too.
func write(path string, d *draft, all bool, opts []Option) error {
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	if err := mayWrite(path, o); err != nil {
		return err
	}
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		data, err := workbookOf(d, o.remark)
		if err != nil {
			return err
		}
		return disk.WriteFile(path, data)
	}
	files, err := filesOf(d, all)
	if err != nil {
		return err
	}
	if o.remark != "" {
		files[tomlFile] = append([]byte("# "+strings.ReplaceAll(o.remark, "\n", "\n# ")+"\n\n"), files[tomlFile]...)
	}
	return writeFolder(path, files)
}

// mayWrite refuses to replace a file, or to write into a folder that holds
// something.
func mayWrite(path string, o options) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("看%s：%w", path, err)
	}
	asWorkbook := strings.EqualFold(filepath.Ext(path), ".xlsx")
	switch {
	case info.IsDir() && asWorkbook:
		return fmt.Errorf("%s是文件夹，不能写成工作簿", path)
	case !info.IsDir() && !asWorkbook:
		return fmt.Errorf("%s是文件，不能写成文件夹；工作簿的名称以 .xlsx 结尾", path)
	case o.overwrite:
		return nil
	case !info.IsDir():
		return fmt.Errorf("%s%w", path, ErrExists)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return fmt.Errorf("看%s：%w", path, err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s%w，里面有文件", path, ErrExists)
	}
	return nil
}

// writeFolder writes the files of a folder: a new folder whole or not at all,
// into one that is there file by file.
func writeFolder(path string, files map[string][]byte) error {
	if _, err := os.Stat(path); err == nil {
		return replaceFiles(path, files)
	}
	parent := filepath.Dir(filepath.Clean(path))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("建%s：%w", parent, err)
	}
	temp, err := os.MkdirTemp(parent, "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("建%s：%w", path, err)
	}
	defer os.RemoveAll(temp) // nothing there once it is renamed
	if err := os.Chmod(temp, 0o755); err != nil {
		return fmt.Errorf("建%s：%w", path, err)
	}
	for _, name := range sortedNames(files) {
		if err := disk.WriteFile(filepath.Join(temp, name), files[name]); err != nil {
			return err
		}
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("建%s：%w", path, err)
	}
	return nil
}

// replaceFiles writes the files of a book over those of another and removes what
// the new one has not.
func replaceFiles(path string, files map[string][]byte) error {
	for _, name := range sortedNames(files) {
		if err := disk.WriteFile(filepath.Join(path, name), files[name]); err != nil {
			return err
		}
	}
	for _, s := range sheets {
		name := s.about().file
		if _, ok := files[name]; ok {
			continue
		}
		if err := os.Remove(filepath.Join(path, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("删去%s：%w", name, err)
		}
	}
	return nil
}

func sortedNames(files map[string][]byte) []string {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// filesOf makes the files of a folder; a sheet without rows has none, unless it
// is required or all are wanted.
func filesOf(d *draft, all bool) (map[string][]byte, error) {
	files := map[string][]byte{tomlFile: []byte(d.bookTOML())}
	for _, s := range sheets {
		a := s.about()
		rows := s.encode(d)
		if a.file == tomlFile || len(rows) == 0 && !a.required && !all {
			continue
		}
		data, err := csvOf(a, rows)
		if err != nil {
			return nil, fmt.Errorf("写%s：%w", a.file, err)
		}
		files[a.file] = data
	}
	return files, nil
}

// csvOf writes a CSV file that spreadsheets open as UTF-8.
func csvOf(a about, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	titles := make([]string, len(a.heads))
	for i, h := range a.heads {
		titles[i] = h.title
	}
	if err := w.Write(titles); err != nil {
		return nil, err
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Convert reads a book in one form and writes it in the other. Where the book
// has errors nothing is written; the findings say why.
func Convert(from, to string, opts ...Option) (diag.Findings, error) {
	b, findings := Read(from)
	if b == nil || findings.Has(diag.Error) {
		return findings, nil
	}
	if err := Write(to, b, opts...); err != nil {
		return findings, fmt.Errorf("写账册：%w", err)
	}
	return findings, nil
}
