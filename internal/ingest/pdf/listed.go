package pdf

import (
	"regexp"
	"strconv"
	"strings"

	"mingbai/internal/numeral"
)

// itemMark is the number that an item of a list begins with: 八、 （八） 8. （8）.
var itemMark = regexp.MustCompile(`^([（(]?)([一二三四五六七八九十]{1,3}|[0-9]{1,2})([、)）]|[.．][^0-9])`)

// nextInList reports whether a line begins the item after the one that a paragraph begins
// with, so that it does not go on with it: 八、… and 九、….
func nextInList(before, line string) bool {
	a, b := itemMark.FindStringSubmatch(strings.TrimSpace(before)), itemMark.FindStringSubmatch(strings.TrimSpace(line))
	if a == nil || b == nil || a[1] != b[1] || a[3] != b[3] && strings.ContainsAny(a[3]+b[3], "、)）") {
		return false
	}
	n, m := itemNumber(a[2]), itemNumber(b[2])
	return n > 0 && m == n+1
}

// itemNumber is a number up to 99 in figures or characters; 0 where it is none.
func itemNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return numeral.Number(s)
}
