package guard

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxPath  = 2048 // bytes of a path, decoded
	maxQuery = 8192 // bytes of a query as sent
)

// wellFormed refuses addresses that no page of ours has, before anybody uses
// them: control characters, backslashes, broken UTF-8, steps up, endless ones.
func wellFormed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case len(r.URL.Path) > maxPath || len(r.URL.RawQuery) > maxQuery:
			refuse(w, r, http.StatusRequestURITooLong, words{"地址太长", "从首页或搜索重新找。", "Address too long", "Start again from the home page or search."})
		case !cleanPath(r.URL.Path):
			refuse(w, r, http.StatusBadRequest, words{"地址不对", "从首页或搜索重新找。", "Malformed address", "Start again from the home page or search."})
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func cleanPath(p string) bool {
	if !strings.HasPrefix(p, "/") || !utf8.ValidString(p) || strings.ContainsFunc(p, unicode.IsControl) || strings.Contains(p, `\`) {
		return false
	}
	for step := range strings.SplitSeq(p, "/") {
		if step == ".." {
			return false
		}
	}
	return true
}
