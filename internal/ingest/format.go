package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
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
	CSV      Format = "csv" // a sheet, saved as text
	HTML     Format = "html"
	XLSX     Format = "xlsx"
	XLS      Format = "xls"
	DOCX     Format = "docx"
	PDF      Format = "pdf"
	JSON     Format = "json" // a disclosure of our own, whose values need no recognition
	OFD      Format = "ofd"
	ODF      Format = "odf"    // .odt, .ods: of LibreOffice
	Old      Format = "old"    // .doc, .wps, and files with a password
	RTF      Format = "rtf"    //
	Image    Format = "image"  // a scan
	Archive  Format = "zip"    // an archive of other files
	NotKnown Format = "binary" // none of these
)

// formats are the formats that are read: their media types, and what reads them; nil
// for PDF, which wants an engine (internal/ingest/pdf), and JSON, which needs no
// recognition.
var formats = map[Format]struct {
	media string
	read  func(name string, data []byte) (*doc.Document, error)
}{
	Text: {"text/plain", text.Read},
	CSV:  {"text/csv", text.ReadCSV},
	HTML: {"text/html", html.Read},
	PDF:  {"application/pdf", nil},
	JSON: {"application/json", nil},
	XLS:  {"application/vnd.ms-excel", xls.Read},
	XLSX: {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Read},
	DOCX: {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.Read},
}

// Media is the format's media type; empty for one that is not read.
func (f Format) Media() string { return formats[f].media }

// Read reads a file of a format into a document. For a format that is not read the
// error says what to save it as.
func Read(f Format, name string, data []byte) (*doc.Document, error) {
	switch read := formats[f].read; {
	case read != nil:
		return read(name, data)
	case f == Old:
		return nil, source.Foreign(name, data, wanted(name))
	}
	return nil, unsupported(name, f)
}

// FormatOf tells the format of a file by what is in it; where that tells nothing, by
// its name, whose reader then says what is wrong with it.
func FormatOf(name string, data []byte) Format {
	f := Sniff(data)
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".pdf", ".docx", ".xlsx":
		if !slices.Contains([]Format{PDF, DOCX, XLSX, XLS, Old}, f) {
			return Format(ext[1:])
		}
	case ".xls", ".et": // pages and plain texts are often named so too
		if f != XLS && f != Old && xls.Seems(data) {
			return XLS
		}
	case ".html", ".htm":
		if f == Text {
			return HTML
		}
	case ".txt":
		if f == NotKnown {
			return Text
		}
	case ".csv":
		if f == Text && bytes.ContainsAny(data, ",") {
			return CSV
		}
	}
	return f
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
	switch {
	case bytes.HasPrefix(start, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(start, []byte("{")):
		return JSON
	case bytes.HasPrefix(start, []byte("<")):
		return HTML
	case bytes.HasPrefix(data, []byte("BM")) && bytes.IndexByte(data[:min(len(data), 64)], 0) >= 0: // a bitmap, and no word
		return Image
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
		case name == "content.xml":
			return ODF
		}
		if i > 2000 {
			break
		}
	}
	return Archive
}

// wanted is the kind that a file of the old formats is to be saved as.
func wanted(name string) source.Kind {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xls", ".xlsx", ".et":
		return source.Workbook
	}
	return source.Word
}

// unsupported says what to save a file as that is not read.
func unsupported(name string, kind Format) *diag.ReadError {
	what, hint := "不认识这种文件", "请另存为 PDF、DOCX、XLSX、HTML 或文本再试"
	switch {
	case kind == RTF:
		what, hint = "是 RTF 文件", "用 Word 或 WPS 文字打开，另存为 .docx 再试"
	case kind == OFD:
		what, hint = "是 OFD 版式文件", "用阅读器另存为 PDF，或用原来的 DOCX、XLSX 再试"
	case kind == ODF:
		what, hint = "是 .odt、.ods 等开放格式的文档", "用 WPS、Office 或 LibreOffice 打开，另存为 .docx 或 .xlsx 再试"
	case kind == Image:
		what, hint = "是图片或扫描件，里面没有文字", "请用原来的电子文件"
	case kind == Archive:
		what, hint = "是压缩包", "解压后逐个再试"
	}
	return &diag.ReadError{Code: "unsupported", Message: fmt.Sprintf("%s：%s；%s", name, what, hint)}
}
