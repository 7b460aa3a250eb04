package pdf

import (
	"bytes"
	"strings"

	"mingbai/internal/ingest/source"
)

// kind is the kind of file that is read here.
var kind = source.Kind{Name: " PDF 文件", Ext: ".pdf", Program: " PDF 阅读器"}

// lookedAt is how far from the beginning of a file its mark may stand.
const lookedAt = 1024

// foreign is the error for a file that is named as a PDF and is another kind of
// file: a scan, a page that says that there is no such file.
func foreign(name string, data []byte) error {
	start := data[:min(len(data), lookedAt)]
	if bytes.Contains(start, []byte("%PDF-")) {
		return nil
	}
	if err := source.Foreign(name, data, kind); err != nil {
		return err
	}
	start = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, mark := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if strings.HasPrefix(string(start), mark) {
			return source.Wrong(name, "打开看看是不是下载出错的页；是公开件的，把扩展名改为 .html 再试", "是网页，不是 PDF 文件")
		}
	}
	return nil
}
