package xlsx

import (
	"strconv"
	"strings"

	"mingbai/internal/ingest/source"
)

// unescape undoes the form that workbooks give characters that XML cannot hold:
// _x000D_.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && i+7 <= len(s) && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// stored is what a cell keeps.
type stored struct {
	kind    string // s, str, inlineStr, b, e, d; empty or n: a number
	value   string
	inline  string
	formula bool
	style   int
}

// readCell reads the cell that just began.
func readCell(x *source.XML) stored {
	c := stored{kind: x.Attr("t")}
	c.style, _ = strconv.Atoi(x.Attr("s"))
	x.Each(func(name string) {
		switch name {
		case "v":
			c.value = x.String()
		case "f":
			c.formula = true
		case "is":
			c.inline = rich(x)
		}
	})
	return c
}

// shown is what a cell shows; ok is false where that was never computed.
func (b *book) shown(c stored, zeros bool) (text string, ok bool) {
	format := &general
	if c.style >= 0 && c.style < len(b.styles) {
		format = b.styles[c.style].format
	}
	v := strings.TrimSpace(c.value)
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(v)
		if err != nil || i < 0 || i >= len(b.strings) {
			return "", true
		}
		return format.text(b.strings[i]), true
	case "inlineStr":
		return format.text(c.inline), true
	case "str":
		return format.text(unescape(c.value)), true
	case "b":
		if isTrue(v) {
			return "TRUE", true
		}
		return "FALSE", true
	case "e":
		return v, true
	case "d":
		day, _, _ := strings.Cut(v, "T")
		return day, true
	}
	if v == "" {
		return "", !c.formula
	}
	n, isNumber := parseNumber(v)
	switch {
	case !isNumber:
		return v, true
	case n.zero() && !zeros:
		return "", true
	}
	return format.number(n, b.from04), true
}

// cellName is the A1 name of a cell, both counted from 0.
func cellName(row, col int) string {
	var buf [16]byte
	i := len(buf)
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		i--
		buf[i] = byte('A' + (n-1)%26)
	}
	return string(strconv.AppendInt(append(make([]byte, 0, 12), buf[i:]...), int64(row+1), 10))
}

// parseCell reads an A1 name; ok is false where it is none.
func parseCell(name string) (row, col int, ok bool) {
	i := 0
	for i < len(name) && i < 3 && name[i] >= 'A' && name[i] <= 'Z' {
		col = col*26 + int(name[i]-'A') + 1
		i++
	}
	if i == 0 || i == len(name) || len(name)-i > 7 {
		return 0, 0, false
	}
	for ; i < len(name); i++ {
		if name[i] < '0' || name[i] > '9' {
			return 0, 0, false
		}
		row = row*10 + int(name[i]-'0')
	}
	return row - 1, col - 1, row > 0
}

// area is a range of cells, ends included, from 0.
type area struct{ top, left, bottom, right int }

func parseArea(name string) (area, bool) {
	from, to, two := strings.Cut(name, ":")
	if !two {
		to = from
	}
	r1, c1, ok1 := parseCell(from)
	r2, c2, ok2 := parseCell(to)
	return area{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}
