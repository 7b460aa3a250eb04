package docx

import (
	"math"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// twips is a length in twentieths of a point.
func twips(points float64) string { return itoa(int(math.Round(points * 20))) }

// halves is a size of type in halves of a point.
func halves(points float64) string { return itoa(int(math.Round(points * 2))) }

// oneLine folds line ends and tabs to blanks, for what Word keeps on one line.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n\t") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' || r == '\t' }), " ")
}
