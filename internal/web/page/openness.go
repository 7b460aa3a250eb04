package page

import (
	"regexp"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/store"
)

// Portion is a part of a whole in percent with one decimal; “—” of nothing. What is
// not all is never rounded up to all, and what is something not down to nothing.
func Portion(n, of int) string {
	d, ok := money.Ratio(money.Fen(n), money.Fen(of), 1)
	switch {
	case !ok:
		return "—"
	case n < of && d.String() == "100.0":
		return "99.9%"
	case n == of:
		return "100%"
	case n > 0 && d.String() == "0.0":
		return "0.1%"
	}
	return d.String() + "%"
}

// Openness is how open documents are on average, of a hundred; “—” where none was marked.
func Openness(o store.Openness) string {
	return strings.TrimSuffix(Portion(o.Sum, o.Marked*store.WholeMarks), "%")
}

// OpennessOf is how open one document is, of a hundred, from its marks: as the lists that it
// stands in say.
func OpennessOf(got, of int) string { return Openness(store.Marks{Got: got, Of: of}.Openness()) }

// reasons are the ways in which the sheet of points says why a point has its marks,
// in English.
var reasons = []struct {
	said *regexp.Regexp
	in   string
}{
	{regexp.MustCompile(`^表里没有一个金额$`), "the tables hold no amount"},
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
