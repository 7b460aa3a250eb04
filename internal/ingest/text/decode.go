package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var errNotText = errors.New("不是文本文件：既不是 UTF-8，也不是 GB 18030；请用记事本另存为 UTF-8 再试")

// Decode turns the bytes of a text file into a string, by the mark at its head
// where it has one, else by trial: UTF-8 first, then GB 18030.
func Decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], binary.LittleEndian), nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], binary.BigEndian), nil
	}
	if bytes.IndexByte(data[:min(len(data), 4096)], 0) >= 0 {
		return "", errNotText
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || !plausible(out) {
		return "", errNotText
	}
	return string(out), nil
}

// wide reads UTF-16; an odd byte at the end is dropped.
func wide(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// plausible reports whether what came of decoding can be text: hardly anything
// in it could not be decoded, and hardly anything is a control character.
func plausible(text []byte) bool {
	bad, all := 0, 0
	for _, r := range string(text) {
		all++
		if r == utf8.RuneError || r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' {
			bad++
		}
	}
	return bad*100 <= all
}
