package sheet

import (
	"strconv"
	"strings"
)

// Cell is a cell of a sheet, with what it shows and its place, from 0.
type Cell struct {
	Text     string
	Row, Col int
	Boxed    bool // has lines on at least two sides

	// Where it lies among what is seen:
	cols    int // 0 means 1
	rows    int
	covered bool // by a merged cell, which stands
	top     int  // in this row of the grid
	left    int  // and this column
}

// Area is a range of cells, ends included, from 0.
type Area struct{ Top, Left, Bottom, Right int }

// single reports whether the range is one cell.
func (a Area) single() bool { return a.Top == a.Bottom && a.Left == a.Right }

// Name is the A1 name of a cell, both counted from 0.
func Name(row, col int) string {
	var buf [16]byte
	i := len(buf)
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		i--
		buf[i] = byte('A' + (n-1)%26)
	}
	return string(strconv.AppendInt(append(make([]byte, 0, 12), buf[i:]...), int64(row+1), 10))
}

// ParseName reads an A1 name; ok is false where it is none.
func ParseName(name string) (row, col int, ok bool) {
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

// ParseArea reads a range of A1 names.
func ParseArea(name string) (Area, bool) {
	from, to, two := strings.Cut(name, ":")
	if !two {
		to = from
	}
	r1, c1, ok1 := ParseName(from)
	r2, c2, ok2 := ParseName(to)
	return Area{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}
