package book

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
)

// archive is a workbook's parts, with a bound on what is unpacked of them.
type archive struct {
	parts map[string]*zip.File
	left  int64
}

// openArchive looks at what a file is and opens a workbook. What it says it
// unpacks to is held against the limits before anything is unpacked.
func openArchive(r io.ReaderAt, size int64) (*archive, problem) {
	if size > maxFile {
		return nil, tooLarge("文件超过%d MB", maxFile>>20)
	}
	if p := foreign(r, size); p != nil {
		return nil, p
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		p := kindFile.errorf("不是工作簿，或已损坏：%s", err)
		p.Hint = "用表格软件打开，另存为 .xlsx"
		return nil, p
	}
	if len(z.File) > maxParts {
		return nil, tooLarge("压缩包里多于%d个文件", maxParts)
	}
	a := &archive{parts: map[string]*zip.File{}, left: maxUnpack}
	var total uint64
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, protected()
		}
		total += f.UncompressedSize64
		if f.UncompressedSize64 > maxPart || total > maxUnpack {
			return nil, tooLarge("解压后超过%d MB", maxUnpack>>20)
		}
		a.parts[strings.TrimPrefix(path.Clean(strings.ReplaceAll(f.Name, `\`, "/")), "/")] = f
	}
	if p := a.otherKind(); p != nil {
		return nil, p
	}
	return a, nil
}

func tooLarge(format string, args ...any) problem {
	p := kindFile.errorf(format+"，没有读", args...)
	p.Hint = "确认是单位的账册；删去与账册无关的工作表和图片"
	return p
}

func protected() problem {
	p := kindFile.errorf("工作簿有密码，读不了")
	p.Hint = "去掉密码，另存为 .xlsx"
	return p
}

// foreign recognises files that are no workbook of the format that is read.
func foreign(r io.ReaderAt, size int64) problem {
	start := make([]byte, 8)
	n, _ := r.ReadAt(start, 0)
	start = start[:n]
	switch {
	case n == 0:
		return kindFile.errorf("文件是空的")
	case bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if holdsName(r, size, "EncryptedPackage") {
			return protected()
		}
		p := kindFile.errorf("是旧格式的文件（.xls、.et、.wps 或 .doc），读不了")
		p.Hint = "用表格软件打开，另存为 .xlsx"
		return p
	case bytes.HasPrefix(start, []byte("%PDF-")):
		p := kindFile.errorf("是 PDF，不是工作簿")
		p.Hint = "已公开的文档用 mingbai import 读成账册"
		return p
	case !bytes.HasPrefix(start, []byte("PK")):
		p := kindFile.errorf("不是工作簿")
		p.Hint = "用表格软件打开，另存为 .xlsx"
		return p
	}
	return nil
}

// holdsName reports whether a name of a compound file's directory stands in it.
func holdsName(r io.ReaderAt, size int64, name string) bool {
	var want []byte
	for _, u := range utf16.Encode([]rune(name)) {
		want = append(want, byte(u), byte(u>>8))
	}
	const step = 1 << 20
	buf := make([]byte, step+len(want))
	for at := int64(0); at < size; at += step {
		n, err := r.ReadAt(buf, at)
		if bytes.Contains(buf[:n], want) {
			return true
		}
		if err != nil {
			return false
		}
	}
	return false
}

// otherKind recognises archives that are documents of another kind.
func (a *archive) otherKind() problem {
	if _, ok := a.parts["xl/workbook.xml"]; ok {
		return nil
	}
	var p problem
	switch {
	case a.parts["xl/workbook.bin"] != nil:
		p = kindFile.errorf("是 .xlsb 工作簿，读不了")
	case a.parts["word/document.xml"] != nil:
		p = kindFile.errorf("是 Word 文档，不是工作簿")
		p.Hint = "已公开的文档用 mingbai import 读成账册"
		return p
	case a.parts["content.xml"] != nil && a.parts["mimetype"] != nil:
		p = kindFile.errorf("是 .ods 等开放格式的文档，读不了")
	case a.parts["OFD.xml"] != nil:
		p = kindFile.errorf("是 OFD 文档，不是工作簿")
	default:
		if a.workbookPart() != "" {
			return nil
		}
		p = kindFile.errorf("压缩包里没有工作簿")
	}
	p.Hint = "用表格软件打开，另存为 .xlsx"
	return p
}

var errUnpacked = errors.New("解压后太大")

// boundedReader counts what is unpacked against the bound of the archive.
type boundedReader struct {
	r io.Reader
	a *archive
}

func (b boundedReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.a.left -= int64(n); b.a.left < 0 {
		return 0, errUnpacked
	}
	return n, err
}

// walk feeds the XML of a part to visit, token by token. visit may read on
// through the decoder.
func (a *archive) walk(name string, visit func(*xml.Decoder, xml.StartElement) error) error {
	f, ok := a.parts[name]
	if !ok {
		return fmt.Errorf("缺少%s", name)
	}
	rc, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s：%w", name, err)
	}
	defer rc.Close()
	d := xml.NewDecoder(boundedReader{rc, a})
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s：%w", name, err)
		}
		if start, ok := t.(xml.StartElement); ok {
			if err := visit(d, start); err != nil {
				return fmt.Errorf("%s：%w", name, err)
			}
		}
	}
}

// attr is an attribute by its local name; prefixes of namespaces vary.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// relations are the targets of a part's relations by id, as names of parts.
func (a *archive) relations(part string) (map[string]string, error) {
	dir, file := path.Split(part)
	targets := map[string]string{}
	err := a.walk(dir+"_rels/"+file+".rels", func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		target := attr(e, "Target")
		if strings.HasPrefix(target, "/") {
			target = strings.TrimPrefix(path.Clean(target), "/")
		} else {
			target = path.Join(dir, target)
		}
		targets[attr(e, "Id")] = target
		return nil
	})
	return targets, err
}

// workbookPart is the main part of the archive: where the root relations say it
// is, which most programs write as xl/workbook.xml.
func (a *archive) workbookPart() string {
	if _, ok := a.parts["xl/workbook.xml"]; ok {
		return "xl/workbook.xml"
	}
	found := ""
	_ = a.walk("_rels/.rels", func(_ *xml.Decoder, e xml.StartElement) error {
		if strings.HasSuffix(attr(e, "Type"), "/officeDocument") && strings.Contains(attr(e, "Target"), "workbook") {
			found = strings.TrimPrefix(path.Clean(attr(e, "Target")), "/")
		}
		return nil
	})
	if _, ok := a.parts[found]; ok {
		return found
	}
	return ""
}
