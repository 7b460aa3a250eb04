package ingest

import (
	"strings"
)

// repeats reports whether a row of a grid is one of the head's rows, printed
// again on a new page.
func (h *header) repeats(g *grid, i int) bool {
	if len(h.keys) == 0 {
		return false
	}
	start, key := rowStart(g.rows[i]), ""
	for k := range h.keys {
		if start == "" || start != h.first[k] {
			continue
		}
		if key == "" {
			key = rowKey(g.rows[i])
		}
		if h.keys[k] == key {
			return true
		}
	}
	return false
}

// rowStart is the first text of a row, as printed.
func rowStart(row []cell) string {
	for j := range row {
		if !row[j].blank() {
			return row[j].text
		}
	}
	return ""
}

// rowKey is what stands in a row, folded.
func rowKey(row []cell) string {
	var b strings.Builder
	for j := range row {
		if !row[j].covered {
			b.WriteString(row[j].plain())
		}
		b.WriteByte('|')
	}
	return b.String()
}

// besideNumbers are the words that stand in a row of column numbers: what it is,
// on each side of the table, and the titles of the parts of a code.
var besideNumbers = map[string]bool{"栏次": true, "行次": true, "列次": true, "类": true, "款": true, "项": true}

// numbersRow reports whether a row is one of column numbers: 1 2 3 …, which may
// have 栏次 before it, on each side, and say how they add up: 1=2+3.
func numbersRow(row []cell) bool {
	n, named := 0, false
	for j := range row {
		c := &row[j]
		if c.blank() || c.covered {
			continue
		}
		if len(c.text) > 40 {
			return false
		}
		p := c.plain()
		if besideNumbers[p] {
			named = named || p == "栏次"
			continue
		}
		if next := yearText(n + 1); p != next && !addsUp(p, next) {
			return false
		}
		n++
	}
	return n >= 2 || n == 1 && named
}

// addsUp reports whether a folded text says of which columns a column is the sum: 1=2+3.
func addsUp(p, number string) bool {
	rest, ok := strings.CutPrefix(strings.ReplaceAll(p, "栏", ""), number)
	return ok && len(rest) > 1 && rest[0] == '=' && strings.Trim(rest[1:], "0123456789+-()") == ""
}

// amountLike reports whether a text can only be an amount: digits with a point.
func amountLike(s string) bool {
	digits, point := 0, false
	for _, r := range s {
		switch r = foldRune(r); {
		case r >= '0' && r <= '9':
			digits++
		case r == '.':
			point = true
		case r == ',' || r == ' ' || r == '-' || r == '(' || r == ')':
		default:
			return false
		}
	}
	return digits > 0 && (point || digits > 3 && strings.Contains(s, ","))
}

// printsAmount reports whether nothing but an amount stands in a text, of whatever
// size, and be it a bare 0.
func printsAmount(s string) bool {
	digits := false
	for _, r := range s {
		switch r = foldRune(r); {
		case r >= '0' && r <= '9':
			digits = true
		case !strings.ContainsRune(".,-() ", r):
			return false
		}
	}
	return digits
}

// codeLike reports whether a text is a subject code: three, five or seven digits.
func codeLike(s string) bool {
	s = strings.TrimSpace(s)
	if n := len(s); n != 3 && n != 5 && n != 7 {
		return false
	}
	return strings.Trim(s, "0123456789") == ""
}
