package profile

import (
	"fmt"
	"strings"

	"mingbai/internal/place"
)

// Address is a cell in the profile's own terms: T03[合计].基本支出. Row is a
// line's key, Column a column's.
type Address struct{ Table, Row, Column string }

// String writes the address: T03[合计].基本支出.
func (a Address) String() string { return a.Table + "[" + a.Row + "]." + a.Column }

// ParseAddress reads what String writes.
func ParseAddress(s string) (Address, error) {
	table, rest, ok := strings.Cut(s, "[")
	i := strings.LastIndex(rest, "].")
	if !ok || table == "" || i <= 0 || i+2 == len(rest) {
		return Address{}, fmt.Errorf("“%s”不是一格的地址，应如 T03[合计].基本支出", s)
	}
	return Address{table, rest[:i], rest[i+2:]}, nil
}

// Ref is the address as a place.
func (a Address) Ref() place.Ref { return place.Ref{Table: a.Table, Row: a.Row, Column: a.Column} }
