package page

import (
	"regexp"
	"strings"
)

// reasons are the ways in which the sheet of points says why a point has its marks,
// in English.
var reasons = []struct {
	said *regexp.Regexp
	in   string
}{
	{regexp.MustCompile(`^看了([0-9]+)条规则，都成立$`), "$1 rules were looked at, all hold"},
	{regexp.MustCompile(`^看了([0-9]+)条规则，([0-9]+)条不成立：(.*)$`), "$1 rules were looked at, $2 do not hold: $3"},
	{regexp.MustCompile(`^不适用$`), "does not apply"},
	{regexp.MustCompile(`^未查：.*$`), "not looked at"},
}

// Reason is why a point has its marks, in the page's language.
func (l Lang) Reason(said string) string {
	if l != English {
		return said
	}
	for _, r := range reasons {
		if r.said.MatchString(said) {
			return strings.ReplaceAll(r.said.ReplaceAllString(said, r.in), "、", ", ")
		}
	}
	return said
}
