package xls

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// What the flags before a string's characters say.
const (
	isWide    = 1 << 0 // two bytes a character, else one
	hasExtra  = 1 << 2 // readings of the characters (拼音) follow
	hasRuns   = 1 << 3 // runs of fonts follow
	runLength = 4
)

// gbk is the code page of Chinese Windows.
const gbk = 936

// shortText reads a string whose length is a byte: the name of a sheet.
func (f *fields) shortText() string {
	n := f.u8()
	return f.characters(n, f.u8())
}

// text reads a string with all that may come with it.
func (f *fields) text() string {
	n := f.u16()
	flags := f.u8()
	after := 0
	if flags&hasRuns != 0 {
		after += runLength * f.u16()
	}
	if flags&hasExtra != 0 {
		after += f.u32()
	}
	s := f.characters(n, flags)
	f.skip(after)
	return s
}

// characters reads n characters. Where they go on in another record, that says
// anew how wide they are.
func (f *fields) characters(n, flags int) string {
	units := make([]uint16, 0, n)
	narrow := true // so far
	for {
		if flags&isWide != 0 {
			narrow = false
			here := min(n-len(units), len(f.part)/2)
			for i := range here {
				units = append(units, binary.LittleEndian.Uint16(f.part[2*i:]))
			}
			f.part = f.part[2*here:]
		} else {
			here := min(n-len(units), len(f.part))
			for _, c := range f.part[:here] {
				units = append(units, uint16(c))
			}
			f.part = f.part[here:]
		}
		if len(units) == n {
			return decoded(units, narrow && f.codePage == gbk)
		}
		if len(f.part) > 0 || !f.cross() { // half a character is left, or nothing follows
			f.short = true
			f.part, f.more = nil, nil
			return ""
		}
		flags = f.u8()
	}
}

// decoded is the text of UTF-16 units. Some programs that are not Excel set the
// code page of Chinese Windows and write its two bytes of a character as two
// characters of one byte: that is what inGBK asks to try.
func decoded(units []uint16, inGBK bool) string {
	if inGBK {
		if s, ok := fromGBK(units); ok {
			return s
		}
	}
	return string(utf16.Decode(units))
}

func fromGBK(units []uint16) (string, bool) {
	raw := make([]byte, len(units))
	high := false
	for i, u := range units {
		raw[i] = byte(u)
		high = high || u >= 0x80
	}
	if !high {
		return string(raw), true
	}
	out, err := simplifiedchinese.GBK.NewDecoder().Bytes(raw)
	if err != nil {
		return "", false
	}
	for s := out; len(s) > 0; {
		r, size := utf8.DecodeRune(s)
		if r == utf8.RuneError {
			return "", false
		}
		s = s[size:]
	}
	return string(out), true
}
