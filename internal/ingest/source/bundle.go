package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Bundle is an archive (压缩包) of documents, as they are sent round and put on
// websites; office files, which are archives too, are none.
type Bundle struct {
	file string
	zip  *zip.Reader
}

// IsZip reports whether a file begins as an archive does.
func IsZip(start []byte) bool {
	return bytes.HasPrefix(start, []byte("PK\x03\x04")) || bytes.HasPrefix(start, []byte("PK\x05\x06"))
}

// OpenBundle opens an archive; nil without an error is one that is a document
// itself.
func OpenBundle(file string, data []byte) (*Bundle, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxParts {
		return nil, Wrong(file, "解压后分批再试", "压缩包里多于 %d 个文件，没有读", maxParts)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, Wrong(file, "重新下载或复制；能解压的，解压后再试", "压缩包不完整或已损坏（%s）", reason(err))
	}
	if isDocument(z) {
		return nil, nil
	}
	return &Bundle{file, z}, nil
}

// isDocument reports whether an archive has the parts of a document.
func isDocument(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(f *zip.File) bool {
		switch tidy(f.Name) {
		case "[Content_Types].xml", "_rels/.rels", "OFD.xml", "content.xml", Word.main, Workbook.main:
			return true
		}
		return false
	})
}

// Entry is a file in an archive.
type Entry struct {
	Name string // with its folders, parted by slashes
	Size int64  // unpacked, as the archive says
	in   string
	file *zip.File
}

// Entries are the files of an archive in the order of their names, without those
// that systems put into it for themselves.
func (b *Bundle) Entries() []Entry {
	var out []Entry
	for _, f := range b.zip.File {
		name := entryName(f)
		if name == "" || f.FileInfo().IsDir() || strings.HasSuffix(f.Name, `\`) || ofSystem(name) {
			continue
		}
		size := int64(min(f.UncompressedSize64, 1<<62))
		out = append(out, Entry{name, size, b.file, f})
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// ofSystem reports whether a file is hidden, a lock of an office program, or what
// macOS adds.
func ofSystem(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(s string) bool {
		return strings.HasPrefix(s, ".") || s == "__MACOSX"
	}) || strings.HasPrefix(path.Base(name), "~$")
}

// Read unpacks a file; limit bounds its size.
func (e Entry) Read(limit int64) ([]byte, error) {
	name := e.in + "/" + e.Name
	limit = min(limit, e.Size)
	switch {
	case e.file.Flags&1 != 0:
		return nil, Wrong(name, "用密码解压后再试", "压缩包有密码，读不了")
	case e.Size > limit:
		return nil, Wrong(name, "解压后再试", "解压后超过 %d MB，没有读", limit>>20)
	}
	r, err := e.file.Open()
	if err != nil {
		return nil, e.damaged(err)
	}
	defer r.Close()
	b := bytes.NewBuffer(make([]byte, 0, min(limit, 16*int64(min(e.file.CompressedSize64, 1<<40))+1024)))
	n, err := io.Copy(b, io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, e.damaged(err)
	case n > limit:
		return nil, e.damaged(zip.ErrFormat)
	}
	return b.Bytes(), nil
}

func (e Entry) damaged(err error) error {
	why := reason(err)
	if why == reason(zip.ErrFormat) {
		why = "大小与所记的不符"
	}
	return Wrong(e.in+"/"+e.Name, "重新下载或复制；能解压的，解压后再试", "在压缩包里的不完整或已损坏（%s）", why)
}

// entryName is the name of a file in an archive: in UTF-8 where the archive says so
// or where it can be nothing else, else in the code page of Chinese Windows, in
// which its own compressed folders write names.
func entryName(f *zip.File) string {
	name := f.Name
	if better := unicodePath(f); better != "" {
		name = better
	} else if f.NonUTF8 && (!utf8.ValidString(name) || !hasHan(name)) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "?"))
	return tidy(name)
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// unicodePath is the name in UTF-8 that some programs write beside the other; ""
// where there is none.
func unicodePath(f *zip.File) string {
	const id, head = 0x7075, 5 // a version and a checksum
	for extra := f.Extra; len(extra) >= 4; {
		kind, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if size > len(extra)-4 {
			return ""
		}
		if kind == id && size > head && utf8.Valid(extra[4+head:4+size]) {
			return string(extra[4+head : 4+size])
		}
		extra = extra[4+size:]
	}
	return ""
}
