package page

import (
	"net/http"
	"strings"
)

// Fresh says how an answer is told from later ones, and answers a reader who has
// it already; true where it did, and nothing more is to be written. The tag
// follows from what is shown: a version, a hash. The language of the page is part
// of it, so that one tag serves both.
func Fresh(w http.ResponseWriter, r *http.Request, tag string) bool {
	tag = `W/"` + string(LangOf(r.Context())) + "-" + tag + `"`
	h := w.Header()
	h.Set("ETag", tag)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, max-age=60")
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead || !matches(r.Header.Values("If-None-Match"), tag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// matches compares weakly, as RFC 9110 has it for If-None-Match.
func matches(given []string, tag string) bool {
	for _, line := range given {
		for one := range strings.SplitSeq(line, ",") {
			one = strings.TrimSpace(one)
			if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}
