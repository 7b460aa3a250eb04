package ingest

import (
	"strings"

	"mingbai/internal/budget"
)

// termForm is a term of the profile's glossary.
type termForm struct{ name, key string }

func (r *Reader) indexTerms() {
	for _, t := range r.p.Terms {
		r.terms = append(r.terms, termForm{t.Name, plain(t.Name)})
	}
}

// term takes a line of the glossary: an entry, or the rest of the one before it.
func (s *state) term(it *item) {
	text := strings.TrimSpace(it.text)
	num, rest := ordinal(text)
	name := s.termName(rest, num != "")
	if name == "" && num == "" && len(s.d.Glossary) > 0 {
		s.d.Glossary[len(s.d.Glossary)-1].Text += text
		return
	}
	if name == "" {
		s.stray("paragraph", it.text, it.ref)
		return
	}
	ref := it.ref
	ref.Text = text
	s.d.Glossary = append(s.d.Glossary, budget.Term{Name: name, Text: text, Ref: ref})
}

// termName is the term that an entry explains: what stands before its colon, or
// the longest term of the profile that it begins with.
func (s *state) termName(text string, numbered bool) string {
	head, _, colon := strings.Cut(strings.ReplaceAll(text, ":", "："), "：")
	key := plain(head)
	best := ""
	whole := plain(text[:min(len(text), 150)])
	for _, t := range s.r.terms {
		if colon && t.key == key {
			return t.name
		}
		if len(t.key) > len(plain(best)) && strings.HasPrefix(whole, t.key) && (numbered && (strings.HasPrefix(whole[len(t.key):], "是") || strings.HasPrefix(whole[len(t.key):], "指"))) {
			best = t.name
		}
	}
	switch {
	case best != "":
		return best
	case colon && len(head) <= 90 && head != "":
		return strings.TrimSpace(head)
	case numbered:
		for _, w := range []string{"是指", "指", "是"} {
			if i := strings.Index(text, w); i > 0 && i <= 60 {
				return strings.TrimSpace(text[:i])
			}
		}
	}
	return ""
}
