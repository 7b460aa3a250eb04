package pdf

import (
	"strconv"
	"unicode/utf16"
)

// appendNum writes v with at most the given decimals and no trailing zeros. A
// PDF number has no exponent.
func appendNum(b []byte, v float64, decimals int) []byte {
	start := len(b)
	b = strconv.AppendFloat(b, v, 'f', decimals, 64)
	for i := start; i < len(b); i++ {
		if b[i] != '.' {
			continue
		}
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if b[len(b)-1] == '.' {
			b = b[:len(b)-1]
		}
		break
	}
	if string(b[start:]) == "-0" {
		b = append(b[:start], '0')
	}
	return b
}

// num is a length as it stands in the file.
func num(v float64) string { return string(appendNum(nil, v, 2)) }

// textString writes text for people: ASCII as it is, all else as UTF-16.
func textString(s string) string {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return utf16String(s)
		}
	}
	return byteString(s)
}

func utf16String(s string) string {
	const hex = "0123456789ABCDEF"
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15])
	}
	return string(append(b, '>'))
}

// byteString writes bytes, as names of elements are.
func byteString(s string) string {
	b := []byte{'('}
	for i := range len(s) {
		switch c := s[i]; c {
		case '(', ')', '\\':
			b = append(b, '\\', c)
		case '\r': // would be read as a line feed
			b = append(b, '\\', 'r')
		default:
			b = append(b, c)
		}
	}
	return string(append(b, ')'))
}
