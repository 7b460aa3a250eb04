package pdf

import "golang.org/x/text/unicode/norm"

// radical is the character that a radical stands for; Kangxi radicals have one by
// the standard's compatibility mapping, the others mostly none.
func radical(r rune) rune {
	if s := []rune(norm.NFKC.String(string(r))); len(s) == 1 {
		return s[0]
	}
	return r
}
