package xlsx

import (
	"strconv"
	"strings"

	"mingbai/internal/ingest/numfmt"
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
	text    string // of its formula
	shared  string // the number of the formula that it shares with others
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
			if x.Attr("t") == "shared" {
				c.shared = x.Attr("si")
			}
			c.text = x.String()
		case "is":
			c.inline = rich(x)
		}
	})
	return c
}

// shown is what a cell shows; ok is false where that was never computed.
func (b *book) shown(c stored, zeros bool) (text string, ok bool) {
	format := numfmt.General()
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
		return format.Text(b.strings[i]), true
	case "inlineStr":
		return format.Text(c.inline), true
	case "str":
		return format.Text(unescape(c.value)), true
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
	n, isNumber := numfmt.ParseNumber(v)
	switch {
	case !isNumber:
		return v, true
	case n.Zero() && !zeros:
		return "", true
	}
	return format.Show(n, b.from04), true
}
