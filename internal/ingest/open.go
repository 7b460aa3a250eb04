package ingest

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest/docx"
	"mingbai/internal/ingest/html"
	"mingbai/internal/ingest/source"
	"mingbai/internal/ingest/text"
	"mingbai/internal/ingest/xls"
	"mingbai/internal/ingest/xlsx"
)

// Format is a format of files, told by what is in them and not by their names.
type Format string

// The formats that are told apart.
const (
	Text     Format = "text"
	HTML     Format = "html"
	XLSX     Format = "xlsx"
	XLS      Format = "xls"
	DOCX     Format = "docx"
	PDF      Format = "pdf"
	JSON     Format = "json" // a disclosure of our own, whose values need no recognition
	OFD      Format = "ofd"
	Old      Format = "old"    // .doc, .wps, and files with a password
	RTF      Format = "rtf"    //
	Image    Format = "image"  // a scan
	Archive  Format = "zip"    // an archive of other files
	NotKnown Format = "binary" // none of these
)

// formats are the readers at hand: a format that is not here is not read.
var formats = map[Format]struct {
	media string
	read  func(name string, data []byte) (*doc.Document, error)
}{
	Text: {"text/plain", text.Read},
	HTML: {"text/html", html.Read},
	XLS:  {"application/vnd.ms-excel", xls.Read},
	XLSX: {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Read},
	DOCX: {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.Read},
}

// Open reads a file into a document by what is in it: all formats but PDF, which
// wants an engine (internal/ingest/pdf), and JSON, which needs no reading. The
// error is a *diag.ReadError that says what is wrong and what to do.
func Open(name string, data []byte) (*doc.Document, diag.Source, error) {
	sum := sha256.Sum256(data)
	src := diag.Source{Name: filepath.Base(name), SHA256: hex.EncodeToString(sum[:])}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, src, &diag.ReadError{Code: "empty", Message: fmt.Sprintf("%s：文件是空的，确认下载或复制完整", src.Name)}
	}
	kind := Sniff(data)
	f, ok := formats[kind]
	if !ok {
		if kind == Old {
			return nil, src, oldFormat(src.Name, data)
		}
		return nil, src, unsupported(src.Name, kind)
	}
	src.MediaType = f.media
	d, err := f.read(src.Name, data)
	if err != nil {
		return nil, src, &diag.ReadError{Code: "damaged", Message: err.Error()}
	}
	src.Pages = pages(d)
	return d, src, nil
}

// pages is the last page that a place of the document names; 0 where there are none.
func pages(d *doc.Document) int {
	last := 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Paragraph:
			last = max(last, b.Place.Page)
		case doc.Heading:
			last = max(last, b.Place.Page)
		case *doc.Table:
			for _, r := range b.Rows {
				last = max(last, r.Place.Page)
			}
		}
	}
	return last
}

// Sniff tells the format of a file by its first bytes, and by the names in it
// where it is an archive.
func Sniff(data []byte) Format {
	for _, m := range []struct {
		start  string
		format Format
	}{
		{"%PDF-", PDF},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Old},
		{`{\rtf`, RTF},
		{"\x89PNG", Image},
		{"\xff\xd8\xff", Image},
		{"GIF8", Image},
		{"II*\x00", Image},
		{"MM\x00*", Image},
		{"Rar!", Archive},
		{"7z\xbc\xaf", Archive},
		{"\x1f\x8b", Archive},
	} {
		if bytes.HasPrefix(data, []byte(m.start)) {
			if m.format == Old && source.IsOldWorkbook(data) {
				return XLS
			}
			return m.format
		}
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return sniffArchive(data)
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\xef\xbb\xbf")), " \t\r\n")
	lower := bytes.ToLower(start)
	switch {
	case bytes.HasPrefix(start, []byte("{")) && bytes.Contains(start, []byte(`"schema"`)):
		return JSON
	case bytes.HasPrefix(lower, []byte("<")) && (bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<table")) || bytes.Contains(lower, []byte("<body")) || bytes.HasPrefix(lower, []byte("<!doctype html"))):
		return HTML
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return Text
	case bytes.IndexByte(start, 0) >= 0:
		return NotKnown
	}
	return Text
}

// sniffArchive tells an office file by the parts it has.
func sniffArchive(data []byte) Format {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Archive
	}
	for i, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		switch {
		case strings.HasPrefix(name, "word/"):
			return DOCX
		case strings.HasPrefix(name, "xl/"):
			return XLSX
		case name == "OFD.xml":
			return OFD
		}
		if i > 2000 {
			break
		}
	}
	return Archive
}

// oldFormat says what to do with a file of the old formats, or one with a password.
func oldFormat(name string, data []byte) *diag.ReadError {
	want := source.Word
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xls", ".xlsx", ".et":
		want = source.Workbook
	}
	e := &diag.ReadError{Code: "unsupported", Message: name}
	if err := source.Foreign(name, data, want); err != nil {
		e.Message = err.Error()
	}
	if strings.Contains(e.Message, "密码") {
		e.Code = "encrypted"
	}
	return e
}

// unsupported says what to save a file as that is not read.
func unsupported(name string, kind Format) *diag.ReadError {
	what, hint := "不认识这种文件", "请另存为 PDF、DOCX、XLSX、HTML 或文本再试"
	switch {
	case kind == RTF:
		what, hint = "是 RTF 文件", "用 Word 或 WPS 文字打开，另存为 .docx 再试"
	case kind == OFD:
		what, hint = "是 OFD 版式文件", "用阅读器另存为 PDF，或用原来的 DOCX、XLSX 再试"
	case kind == Image:
		what, hint = "是图片或扫描件，里面没有文字", "请用原来的电子文件"
	case kind == Archive:
		what, hint = "是压缩包", "解压后逐个再试"
	case kind == PDF:
		what, hint = "是 PDF，这里读不了", "用 PDF 的读取功能，或另存为 DOCX 再试"
	case kind == JSON:
		what, hint = "是公开数据（JSON），不必识别", "按数据直接读取"
	}
	return &diag.ReadError{Code: "unsupported", Message: fmt.Sprintf("%s：%s；%s", name, what, hint)}
}
