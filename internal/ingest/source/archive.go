package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The bounds on an office file. A published budget is some hundreds of kilobytes
// of parts; pictures in it may be more, and are not unpacked.
const (
	MaxFile   = 128 << 20 // bytes of a file
	maxPart   = 64 << 20  // bytes of one part, unpacked
	maxUnpack = 128 << 20 // bytes of all parts that are read
	maxParts  = 10_000    // entries of an archive
)

// Archive is an office file's parts. A part is unpacked when it is asked for.
type Archive struct {
	file  string
	kind  Kind
	parts map[string]*zip.File
	left  int64
}

// Open opens an office file of a kind.
func Open(file string, data []byte, want Kind) (*Archive, error) {
	if len(data) > MaxFile {
		return nil, Wrong(file, "压缩或删去其中的图片，另存后再试", "文件超过 %d MB，没有读", MaxFile>>20)
	}
	if err := Foreign(file, data, want); err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil, Wrong(file, want.Hint(), "不是%s", want.Name)
	}
	if bytes.Count(data, []byte("PK\x01\x02")) > maxParts {
		return nil, Wrong(file, want.Hint(), "压缩包里多于 %d 个文件，没有读", maxParts)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, Wrong(file, "重新下载或复制；仍不行则"+want.Hint(), "文件不完整或已损坏（%s）", reason(err))
	}
	a := &Archive{file: file, kind: want, parts: make(map[string]*zip.File, len(z.File)), left: maxUnpack}
	for _, f := range z.File {
		a.parts[tidy(f.Name)] = f
	}
	return a, a.check()
}

// tidy is the name of a part as others lead to it.
func tidy(name string) string {
	if strings.Contains(name, `\`) {
		name = strings.ReplaceAll(name, `\`, "/")
	}
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// check refuses archives that are documents of another kind.
func (a *Archive) check() error {
	if a.Main() != "" {
		return nil
	}
	for _, k := range []Kind{Word, Workbook} {
		if k.main != a.kind.main && a.Has(k.main) {
			return Wrong(a.file, "把扩展名改为 "+k.Ext+" 再试", "是%s，不是%s", k.Name, a.kind.Name)
		}
	}
	hint := a.kind.Hint()
	switch {
	case a.Has("xl/workbook.bin"):
		return Wrong(a.file, Workbook.Hint(), "是 .xlsb 工作簿，读不了")
	case a.Has("ppt/presentation.xml"):
		return Wrong(a.file, "", "是演示文稿，不是%s", a.kind.Name)
	case a.Has("OFD.xml"):
		return Wrong(a.file, "用 OFD 阅读器打开，转为 PDF 再试；最好用原来的 "+a.kind.Ext, "是 OFD 版式文件，读不了")
	case a.Has("content.xml"):
		return Wrong(a.file, hint, "是 .odt、.ods 等开放格式的文档，读不了")
	}
	return Wrong(a.file, hint, "压缩包里没有%s", a.kind.Name)
}

// Has reports whether the archive has a part.
func (a *Archive) Has(part string) bool { return a.parts[part] != nil }

// Main is the name of the main part: the usual one, or where the root relations
// say it is; empty where there is none of the kind.
func (a *Archive) Main() string {
	if a.Has(a.kind.main) {
		return a.kind.main
	}
	targets, err := a.Related("")
	if err != nil {
		return ""
	}
	for _, t := range targets {
		if t.Kind == "officeDocument" && strings.Contains(path.Base(t.Part), strings.TrimSuffix(path.Base(a.kind.main), ".xml")) && a.Has(t.Part) {
			return t.Part
		}
	}
	return ""
}

var errUnpacked = errors.New("解压后太大")

// Read unpacks a part.
func (a *Archive) Read(part string) (string, error) {
	f := a.parts[part]
	if f == nil {
		return "", a.Broken(fmt.Errorf("缺少 %s", part))
	}
	if f.Flags&1 != 0 {
		return "", Wrong(a.file, "去掉密码，另存为 "+a.kind.Ext+" 再试", "文件有密码，读不了")
	}
	limit := min(a.left, maxPart)
	if f.UncompressedSize64 > uint64(limit) {
		return "", a.Broken(errUnpacked)
	}
	r, err := f.Open()
	if err != nil {
		return "", a.Broken(fmt.Errorf("%s：%w", part, err))
	}
	defer r.Close()
	var b strings.Builder
	b.Grow(int(min(f.UncompressedSize64, uint64(limit), 16*f.CompressedSize64+1024)))
	n, err := io.Copy(&b, io.LimitReader(r, limit+1))
	a.left -= n
	switch {
	case n > limit:
		return "", a.Broken(errUnpacked)
	case err != nil:
		return "", a.Broken(fmt.Errorf("%s：%w", part, err))
	}
	return decode(b.String()), nil
}

// Broken is the error for a file that could not be read to its end.
func (a *Archive) Broken(err error) error {
	var known *Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, errUnpacked):
		return Wrong(a.file, "确认是要公开的文件；"+a.kind.Hint(), "解压后太大，没有读")
	}
	return Wrong(a.file, "重新下载或复制；仍不行则"+a.kind.Hint(), "文件不完整或已损坏（%s）", reason(err))
}

// reason says in Chinese what the libraries say of a damaged file.
func reason(err error) string {
	switch {
	case errors.Is(err, zip.ErrFormat):
		return "压缩包的目录缺失"
	case errors.Is(err, zip.ErrChecksum):
		return "校验和不对"
	case errors.Is(err, zip.ErrAlgorithm):
		return "压缩方式不认识"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return "内容不全"
	}
	return err.Error()
}

// Target is what a relation leads to.
type Target struct {
	Part string
	Kind string // the last word of its type: worksheet, styles
}

// Related are the targets of a part's relations by id; those outside the archive
// are left out. A part without relations has none.
func (a *Archive) Related(part string) (map[string]Target, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	targets := map[string]Target{}
	if !a.Has(name) {
		return targets, nil
	}
	text, err := a.Read(name)
	if err != nil {
		return nil, err
	}
	x := NewXML(text)
	x.Each(func(string) {
		x.Each(func(el string) {
			if el != "Relationship" || x.Attr("TargetMode") == "External" {
				return
			}
			target := x.Attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = dir + target
			}
			targets[x.Attr("Id")] = Target{Part: tidy(target), Kind: path.Base(x.Attr("Type"))}
		})
	})
	if err := x.Err(); err != nil {
		return nil, a.Broken(fmt.Errorf("%s：%w", name, err))
	}
	return targets, nil
}
