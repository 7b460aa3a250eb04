package xls

import (
	"math"
	"strconv"

	"mingbai/internal/ingest/numfmt"
)

// fromFloat is a number that is stored in binary, with the digits that a
// spreadsheet knows of it.
func fromFloat(v float64) (numfmt.Number, bool) {
	return numfmt.ParseNumber(strconv.FormatFloat(v, 'e', 14, 64))
}

// fromRK is a number in the short form: thirty bits of a whole number or of a
// binary one, either of them perhaps times a hundred. The first keeps its sign.
func fromRK(rk uint32) (numfmt.Number, bool) {
	const hundredfold, whole = 1, 2
	if rk&whole != 0 {
		s := strconv.FormatInt(int64(int32(rk)>>2), 10)
		if rk&hundredfold != 0 {
			s += "e-2"
		}
		return numfmt.ParseNumber(s)
	}
	v := math.Float64frombits(uint64(rk&^3) << 32)
	if rk&hundredfold != 0 {
		v /= 100
	}
	return fromFloat(v)
}

// errorNames are the errors that a cell may hold.
var errorNames = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}

// truthOrError is what a cell shows that holds one of them.
func truthOrError(v byte, isError bool) string {
	if isError {
		if s, ok := errorNames[v]; ok {
			return s
		}
		return "#N/A"
	}
	if v != 0 {
		return "TRUE"
	}
	return "FALSE"
}
