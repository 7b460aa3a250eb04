package pipeline

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/render/data"
)

// bookHead is the file that tells a folder that is a book.
const bookHead = "book.toml"

// inputs lists what to store: books as what they compile to, and documents. The
// files of a book's folder are not looked at one by one.
func (l *loader) inputs() ([]input, error) {
	var out []input
	var names []string
	for _, name := range l.o.Files {
		books, err := booksIn(name)
		if err != nil {
			return nil, err
		}
		for _, b := range books {
			out = append(out, input{b, func() ([]byte, *diag.ReadError) { return l.compiled(b) }})
		}
		if !slices.Contains(books, name) {
			names = append(names, name)
		}
	}
	in, err := expand(names, l.o.Stdin)
	if err != nil {
		return nil, err
	}
	for _, f := range in.all {
		if filepath.Ext(f.name) == ".xlsx" {
			f.read = l.maybeBook(f)
		}
		out = append(out, f)
	}
	return out, nil
}

// booksIn lists the folders at or under name that are books.
func booksIn(name string) (books []string, err error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return nil, nil // what is wrong with it is said when it is read
	}
	err = filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() == bookHead {
			books = append(books, filepath.Dir(path))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("看文件夹 %s：%w", name, err)
	}
	return books, nil
}

// maybeBook reads a workbook: one that is a book gives what it compiles to.
func (l *loader) maybeBook(f input) func() ([]byte, *diag.ReadError) {
	return func() ([]byte, *diag.ReadError) {
		b, fault := f.read()
		if fault != nil {
			return nil, fault
		}
		read, findings := book.ReadWorkbook(f.name, bytes.NewReader(b), int64(len(b)))
		if read == nil || read.Unit.Name == "" || read.Profile == "" {
			return b, nil // somebody's tables, not a book
		}
		return l.compile(f.name, read, findings)
	}
}

// compiled is our data of a book in a folder.
func (l *loader) compiled(dir string) ([]byte, *diag.ReadError) {
	b, findings := book.Read(dir)
	return l.compile(dir, b, findings)
}

func (l *loader) compile(name string, b *budget.Book, findings diag.Findings) ([]byte, *diag.ReadError) {
	if b == nil {
		return nil, &diag.ReadError{Code: "book", Message: fmt.Sprintf("账册 %s 读不了：%s", name, first(findings))}
	}
	p, err := openProfile(Options{Profile: l.o.Profile, ProfileDir: l.o.ProfileDir}, b.Profile)
	if err != nil {
		return nil, &diag.ReadError{Code: "book", Message: fmt.Sprintf("账册 %s：%v", name, err)}
	}
	d, more := compose.Compile(b, p, compose.Independent)
	if all := append(findings, more...); all.Has(diag.Error) {
		return nil, &diag.ReadError{Code: "book", Message: fmt.Sprintf("账册 %s 有 %d 个错误，没有存，如：%s；用 mingbai build 看全部", name, all.Count(diag.Error), first(all))}
	}
	var out bytes.Buffer
	if err := data.Write(&out, d); err != nil {
		return nil, &diag.ReadError{Code: "book", Message: fmt.Sprintf("账册 %s：%v", name, err)}
	}
	return out.Bytes(), nil
}

// first is the message of the first error.
func first(findings diag.Findings) string {
	for _, f := range findings {
		if f.Severity == diag.Error {
			return f.Message
		}
	}
	return ""
}
