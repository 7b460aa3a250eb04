package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
)

// undecodedPage says of a page without anything on it why that may be.
const undecodedPage = "读不出内容：文件里有压缩的数据已损坏；用阅读器看这一页是不是空白的，不是就重新导出一份再试"

// headBefore is how far before its data the head of a stream is looked for.
const headBefore = 512

// undecoded reports whether a document has a packed stream that gives nothing when
// it is unpacked: PDFium takes a page of such content for a blank one. Encrypted
// documents are not looked at, for all of their streams look so.
func undecoded(data []byte) bool {
	if bytes.Contains(data, []byte("/Encrypt")) {
		return false
	}
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte("stream"))
		if i < 0 {
			return false
		}
		begin := at + i
		at = begin + len("stream")
		if bytes.HasSuffix(data[:begin], []byte("end")) || !flate(head(data, begin)) {
			continue
		}
		body := bytes.TrimPrefix(bytes.TrimPrefix(data[at:], []byte("\r")), []byte("\n"))
		if !bytes.HasPrefix(body, []byte("endstream")) && !unpacks(body) {
			return true
		}
	}
}

// head is what stands before a stream: its dictionary, from its object's number on.
func head(data []byte, begin int) []byte {
	h := data[max(0, begin-headBefore):begin]
	return h[max(0, bytes.LastIndex(h, []byte(" obj"))):]
}

// flate reports whether a dictionary has packing as the only or first filter.
func flate(dict []byte) bool {
	i := bytes.Index(dict, []byte("/Filter"))
	if i < 0 {
		return false
	}
	filter := bytes.TrimLeft(dict[i+len("/Filter"):], " \r\n[")
	return bytes.HasPrefix(filter, []byte("/FlateDecode")) || bytes.HasPrefix(filter, []byte("/Fl "))
}

// unpacks reports whether packed data give at least one byte, or rightly none.
func unpacks(body []byte) bool {
	z, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return false
	}
	n, err := z.Read(make([]byte, 1))
	return n > 0 || err == nil || err == io.EOF
}
