package pipeline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/ingest/source"
)

// Bounds on an archive of documents and the archives in it, together.
const (
	maxDepth    = 2         // an archive in an archive, and no more
	maxInside   = 1000      // documents
	maxUnpacked = 512 << 20 // bytes of them
	maxInner    = 64 << 20  // bytes of an archive in an archive
)

// input is a document to check: a file, or a file in an archive. It is read when
// its turn comes.
type input struct {
	name string // as it is shown: 公开.zip/预算.docx
	read func() ([]byte, *diag.ReadError)
}

// inputs gathers what to check, and what was passed over.
type inputs struct {
	stdin   io.Reader
	all     []input
	skipped []string
}

// expand lists the documents to check: the files named, those in folders, and
// those in archives.
func expand(names []string, stdin io.Reader) (*inputs, error) {
	in := &inputs{stdin: stdin}
	for _, name := range names {
		info, err := os.Stat(name)
		if name == "-" || err != nil || !info.IsDir() {
			in.file(name) // what is wrong with it is said when it is read
			continue
		}
		if err := in.folder(name); err != nil {
			return nil, fmt.Errorf("看文件夹 %s：%w", name, err)
		}
	}
	return in, nil
}

func (in *inputs) folder(name string) error {
	return filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(d.Name(), ".") && path != name
		switch {
		case err != nil:
			return err
		case d.IsDir() && hidden:
			return filepath.SkipDir
		case d.IsDir(), hidden, strings.HasPrefix(d.Name(), "~$"): // ~$: a lock of Office
		case isDocument(path), isArchive(path):
			in.file(path)
		default:
			in.skipped = append(in.skipped, path)
		}
		return nil
	})
}

// isArchive reports whether a file is an archive, by its name.
func isArchive(name string) bool { return strings.EqualFold(filepath.Ext(name), ".zip") }

func (in *inputs) file(name string) {
	read := func() ([]byte, *diag.ReadError) { return readFile(name, in.stdin) }
	if name != "-" && isArchive(name) {
		a := &archive{in: in}
		a.add(name, read, 1)
		return
	}
	in.all = append(in.all, input{name, read})
}

// fails adds a document that cannot be read.
func (in *inputs) fails(name string, fault *diag.ReadError) {
	in.all = append(in.all, input{name, func() ([]byte, *diag.ReadError) { return nil, fault }})
}

// archive counts what an archive comes to, with the archives in it.
type archive struct {
	in       *inputs
	count    int
	unpacked int64
}

// add adds the documents of an archive, or the file itself where it is none.
func (a *archive) add(name string, read func() ([]byte, *diag.ReadError), depth int) {
	b, fault := read()
	if fault != nil {
		a.in.fails(name, fault)
		return
	}
	if !source.IsZip(b) {
		a.in.all = append(a.in.all, input{name, read})
		return
	}
	bundle, err := source.OpenBundle(name, b)
	switch {
	case err != nil:
		a.in.fails(name, problem(name, err))
	case bundle == nil:
		a.in.all = append(a.in.all, input{name, read})
	case depth > maxDepth:
		a.in.fails(name, &diag.ReadError{Code: "unsupported", Message: fmt.Sprintf("%s：压缩包套压缩包多于 %d 层，没有读；解压后再试", name, maxDepth)})
	default:
		a.entries(name, bundle.Entries(), read, depth)
	}
}

// entries adds the documents of an open archive.
func (a *archive) entries(name string, entries []source.Entry, read func() ([]byte, *diag.ReadError), depth int) {
	if fault := a.tooMuch(name, entries); fault != nil {
		a.in.fails(name, fault)
		return
	}
	before := len(a.in.all)
	for i, e := range entries {
		inner := name + "/" + e.Name
		switch {
		case isArchive(e.Name):
			a.add(inner, entryReader(inner, read, i, maxInner), depth+1)
		case isDocument(e.Name):
			a.in.all = append(a.in.all, input{inner, entryReader(inner, read, i, MaxFile)})
		default:
			a.in.skipped = append(a.in.skipped, inner)
		}
	}
	if len(a.in.all) == before {
		a.in.fails(name, &diag.ReadError{Code: "empty", Message: name + "：压缩包里没有可以检查的文件；确认是预算公开的压缩包"})
	}
}

// tooMuch counts the documents of an archive.
func (a *archive) tooMuch(name string, entries []source.Entry) *diag.ReadError {
	for _, e := range entries {
		if isArchive(e.Name) || isDocument(e.Name) {
			a.count++
			a.unpacked += min(e.Size, maxUnpacked+1)
		}
		if a.count > maxInside || a.unpacked > maxUnpacked {
			return &diag.ReadError{Code: "too_large", Message: fmt.Sprintf("%s：压缩包里多于 %d 份文件，或解压后超过 %d MB，没有读；解压后分批再试", name, maxInside, maxUnpacked>>20)}
		}
	}
	return nil
}

// entryReader reads a file of an archive: the archive is opened anew each time, so
// that no more of it is held than what is being checked.
func entryReader(name string, outer func() ([]byte, *diag.ReadError), i int, limit int64) func() ([]byte, *diag.ReadError) {
	return func() ([]byte, *diag.ReadError) {
		b, fault := outer()
		if fault != nil {
			return nil, fault
		}
		bundle, err := source.OpenBundle(name, b)
		if err == nil && bundle == nil {
			err = errors.New(name + "：压缩包在检查的时候变了；再试一次")
		}
		if err != nil {
			return nil, problem(name, err)
		}
		entries := bundle.Entries()
		if i >= len(entries) {
			return nil, problem(name, errors.New(name+"：压缩包在检查的时候变了；再试一次"))
		}
		out, err := entries[i].Read(limit)
		if err != nil {
			return nil, problem(name, err)
		}
		if len(bytes.TrimSpace(out)) == 0 {
			return nil, &diag.ReadError{Code: "empty", Message: name + " 是空的；确认文件下载或复制完整"}
		}
		return out, nil
	}
}
