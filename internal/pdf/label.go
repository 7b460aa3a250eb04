package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// labelTree is the number tree of the page labels.
func (d *Doc) labelTree() []byte {
	var b bytes.Buffer
	for _, l := range d.labels {
		fmt.Fprintf(&b, "%d<<", l.From)
		switch l.Style {
		case Decimal:
			b.WriteString("/S/D")
		case Roman:
			b.WriteString("/S/r")
		}
		if l.Prefix != "" {
			b.WriteString("/P" + textString(l.Prefix))
		}
		if l.Style != NoNumber && l.Start > 1 {
			fmt.Fprintf(&b, "/St %d", l.Start)
		}
		b.WriteString(">>")
	}
	return b.Bytes()
}

// label is what a viewer shows as the number of a page.
func (d *Doc) label(index int) string {
	text := strconv.Itoa(index + 1)
	for _, l := range d.labels {
		if l.From > index {
			break
		}
		n := index - l.From + max(l.Start, 1)
		switch l.Style {
		case Decimal:
			text = l.Prefix + strconv.Itoa(n)
		case Roman:
			text = l.Prefix + roman(n)
		default:
			text = l.Prefix
		}
	}
	if text == "" { // a page without a number is still a page of the file
		return strconv.Itoa(index + 1)
	}
	return text
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.sign)
		}
	}
	return b.String()
}
