package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxDepth bounds how deep arrays and objects may lie in each other.
const maxDepth = 64

// Canonical writes a JSON value in its one canonical form, that of RFC 8785 for
// values without fractions: no spaces, keys in ascending order, each character
// itself but for the quote, the backslash and control characters, and all text
// in Unicode form NFC. A number that is no integer within ±2⁵³, a key that
// stands twice, text that is not UTF-8 and a second value are errors.
//
// For all that this project writes, `jq -cjS .` and Python's json.dumps(v,
// ensure_ascii=False, sort_keys=True, separators=(",", ":")) give the same bytes.
func Canonical(raw []byte) ([]byte, error) {
	v, err := parse(raw)
	if err != nil {
		return nil, err
	}
	return v.append(nil), nil
}

// value is a parsed JSON value: nil, bool, int64, string, []value or object.
type value struct{ v any }

type object map[string]value

func parse(raw []byte) (value, error) {
	if !utf8.Valid(raw) {
		return value{}, errors.New("不是 UTF-8 的文字")
	}
	if err := surrogates(raw); err != nil {
		return value{}, err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	v, err := parseValue(dec, 0)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return value{}, fmt.Errorf("JSON 第 %d 字节：%w", dec.InputOffset(), err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return value{}, fmt.Errorf("JSON 第 %d 字节：后面还有别的内容", dec.InputOffset())
	}
	return v, nil
}

// surrogates refuses escapes of half a character, which a decoder would replace
// without a word.
func surrogates(raw []byte) error {
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if raw[i+1] != 'u' {
			i++
			continue
		}
		u := escaped(raw[i:])
		switch {
		case u >= 0xDC00 && u < 0xE000:
			return fmt.Errorf("JSON 第 %d 字节：半个字符", i)
		case u >= 0xD800 && u < 0xDC00:
			low := rune(-1)
			if len(raw) >= i+12 {
				low = escaped(raw[i+6:])
			}
			if low < 0xDC00 || low >= 0xE000 {
				return fmt.Errorf("JSON 第 %d 字节：半个字符", i)
			}
			i += 6
		}
		i += 5
	}
	return nil
}

// escaped is the number of an escape \uXXXX at the start of b; −1 if none is.
func escaped(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	u, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(u)
}

func parseValue(dec *json.Decoder, depth int) (value, error) {
	if depth > maxDepth {
		return value{}, fmt.Errorf("套了 %d 层以上", maxDepth)
	}
	tok, err := dec.Token()
	if err != nil {
		return value{}, err
	}
	switch t := tok.(type) {
	case json.Delim:
		if t == '{' {
			return parseObject(dec, depth)
		}
		return parseArray(dec, depth)
	case json.Number:
		n, err := strconv.ParseInt(t.String(), 10, 64)
		if err != nil || n > 1<<53 || n < -1<<53 || t == "-0" {
			return value{}, fmt.Errorf("数 %s 不是整数，或太大", t)
		}
		return value{n}, nil
	case string:
		return value{norm.NFC.String(t)}, nil
	}
	return value{tok}, nil
}

func parseArray(dec *json.Decoder, depth int) (value, error) {
	list := []value{}
	for dec.More() {
		v, err := parseValue(dec, depth+1)
		if err != nil {
			return value{}, err
		}
		list = append(list, v)
	}
	_, err := dec.Token()
	return value{list}, err
}

func parseObject(dec *json.Decoder, depth int) (value, error) {
	o := object{}
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return value{}, err
		}
		name, _ := tok.(string)
		name = norm.NFC.String(name)
		if _, twice := o[name]; twice {
			return value{}, fmt.Errorf("键“%s”重复", name)
		}
		v, err := parseValue(dec, depth+1)
		if err != nil {
			return value{}, err
		}
		o[name] = v
	}
	_, err := dec.Token()
	return value{o}, err
}

func (v value) append(b []byte) []byte {
	switch t := v.v.(type) {
	case bool:
		return strconv.AppendBool(b, t)
	case int64:
		return strconv.AppendInt(b, t, 10)
	case string:
		return appendText(b, t)
	case []value:
		b = append(b, '[')
		for i, e := range t {
			if i > 0 {
				b = append(b, ',')
			}
			b = e.append(b)
		}
		return append(b, ']')
	case object:
		b = append(b, '{')
		for i, name := range slices.SortedFunc(maps.Keys(t), byUTF16) {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendText(b, name), ':')
			b = t[name].append(b)
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

// byUTF16 orders keys as RFC 8785 does, by UTF-16 units: as code points, but for
// those beyond U+FFFF, which come before U+E000.
func byUTF16(a, b string) int {
	for {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		switch {
		case n == 0 || m == 0:
			return len(a) - len(b)
		case x == y:
			a, b = a[n:], b[m:]
			continue
		case x > 0xFFFF && y <= 0xFFFF:
			x = 0xD800
		case y > 0xFFFF && x <= 0xFFFF:
			y = 0xD800
		}
		return int(x - y)
	}
}

const hexDigits = "0123456789abcdef"

func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		c := s[i]
		if at := strings.IndexByte("\"\\\b\f\n\r\t", c); at >= 0 {
			b = append(b, '\\', `"\bfnrt`[at])
			continue
		}
		if c < 0x20 {
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			continue
		}
		b = append(b, c)
	}
	return append(b, '"')
}
