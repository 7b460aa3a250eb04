package xls

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"mingbai/internal/ingest/source"
)

// maxFile is how large a workbook may be; its directory alone may come to several
// times its size in memory.
const maxFile = 64 << 20

// chunk is how much of a stream is read at once: the cost of a reading grows with
// the square of the sectors in it.
const chunk = 32 << 10

// workbook is the stream of a file that holds the workbook.
func workbook(name string, data []byte) ([]byte, error) {
	if len(data) > maxFile {
		return nil, source.Wrong(name, "压缩或删去其中的图片，另存后再试", "文件超过 %d MB，没有读", maxFile>>20)
	}
	if bare(data) {
		return data, nil
	}
	if !source.IsCompound(data) {
		return nil, foreign(name, data)
	}
	files, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, wrong(name, errDamaged)
	}
	old := false
	for _, f := range files.File {
		switch {
		case len(f.Path) > 0:
		case strings.EqualFold(f.Name, "Workbook"):
			return readStream(name, f, len(data))
		case strings.EqualFold(f.Name, "Book"):
			old = true
		}
	}
	if old {
		return nil, wrong(name, errTooOld)
	}
	return nil, other(name, data)
}

// Seems reports whether a file that is named .xls is one for this reader to read or
// to say what is wrong with; pages and plain texts are often named so too.
func Seems(data []byte) bool { return source.IsCompound(data) || bare(data) || inXML(data) }

// inXML reports whether a file is an XML 电子表格 2003.
func inXML(data []byte) bool {
	start := data[:min(len(data), 4096)]
	return bytes.Contains(start, []byte("<Workbook")) && bytes.Contains(start, []byte("urn:schemas-microsoft-com:office:spreadsheet"))
}

// bare reports whether a file is records without a compound file around them, as
// some programs write it.
func bare(data []byte) bool {
	for _, start := range []string{"\x09\x08", "\x09\x04\x06\x00", "\x09\x02\x06\x00", "\x09\x00\x04\x00"} {
		if bytes.HasPrefix(data, []byte(start)) {
			return true
		}
	}
	return false
}

// foreign is the error for a file that is no compound file.
func foreign(name string, data []byte) error {
	if err := source.Foreign(name, data, source.OldWorkbook); err != nil {
		return err
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		return source.Wrong(name, "若是工作簿，把扩展名改为 .xlsx 再试", "是压缩的文件，不是%s", source.OldWorkbook.Name)
	case inXML(data):
		return source.Wrong(name, source.Workbook.Hint(), "是 XML 电子表格 2003，不是%s", source.OldWorkbook.Name)
	}
	return source.Wrong(name, source.Workbook.Hint(), "不是%s", source.OldWorkbook.Name)
}

// other is the error for a compound file that holds no workbook of its own.
func other(name string, data []byte) error {
	if source.IsOldWorkbook(data) { // it only names one
		return wrong(name, errDamaged)
	}
	return source.Foreign(name, data, source.Workbook)
}

// readStream reads a stream, which cannot be longer than its file.
func readStream(name string, f *mscfb.File, longest int) ([]byte, error) {
	if f.Size <= 0 || f.Size > int64(longest) {
		return nil, wrong(name, errDamaged)
	}
	out := make([]byte, f.Size)
	for at := 0; at < len(out); {
		n, err := f.Read(out[at:min(at+chunk, len(out))])
		at += n
		if err != nil && !(errors.Is(err, io.EOF) && at == len(out)) || n == 0 {
			return nil, wrong(name, errDamaged)
		}
	}
	return out, nil
}
