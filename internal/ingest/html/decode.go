package html

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// head is how much of a page is looked at for the name of its encoding.
const head = 4096

var charset = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([a-z0-9_-]+)`)

// decode makes UTF-8 of a page: by its mark at the head, by what is valid, and by
// what it says of itself. What a page says is trusted least: pages saved by
// browsers often keep the name of an encoding that they are no longer in.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return valid(data[3:]), nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], 0, 1), nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], 1, 0), nil
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	var enc encoding.Encoding = simplifiedchinese.GB18030 // holds GB2312 and GBK
	label := ""
	if m := charset.FindSubmatch(data[:min(len(data), head)]); m != nil {
		label = strings.ToLower(string(m[1]))
	}
	if label == "big5" || label == "big5-hkscs" {
		enc = traditionalchinese.Big5
	}
	other, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", errors.New("网页的文字编码认不出来")
	}
	if label == "utf-8" || label == "utf8" || label == "" {
		// Some bytes are wrong either way: what leaves fewer marks is right.
		if s := valid(data); strings.Count(s, "\ufffd") <= bytes.Count(other, []byte("\ufffd")) {
			return s, nil
		}
	}
	return string(other), nil
}

func valid(data []byte) string { return strings.ToValidUTF8(string(data), "\ufffd") }

func wide(data []byte, low, high int) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i+low]) | uint16(data[2*i+high])<<8
	}
	return string(utf16.Decode(units))
}
