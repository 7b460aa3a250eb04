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
	name, known := s.termName(rest, num != "")
	if name != "" && !known && num == "" && !defines(rest) || isLabelLine(text) || isMoneyUnitLine(text) || titleLike(text) || titlesAnnex(text) {
		s.termsDone = true // 上一篇：…, 附件, a table's number: what stands after the glossary
		s.stray("paragraph", it.text, it.ref)
		return
	}
	if name == "" && num == "" && len(s.d.Glossary) > 0 && !s.termsDone {
		s.d.Glossary[len(s.d.Glossary)-1].Text += text
		return
	}
	if name == "" {
		s.stray("paragraph", it.text, it.ref)
		return
	}
	s.termsDone = false
	ref := it.ref
	ref.Text = text
	s.d.Glossary = append(s.d.Glossary, budget.Term{Name: name, Text: text, Ref: ref})
}

// defines reports whether what stands after an entry's colon tells what its term means.
func defines(text string) bool {
	_, said, _ := strings.Cut(strings.ReplaceAll(text, ":", "："), "：")
	for _, w := range []string{"指", "是", "为", "反映", "包括", "用于", "安排"} {
		if strings.Contains(said, w) {
			return true
		}
	}
	return false
}

// titlesAnnex reports whether a line opens what is annexed: 附件, 附表, 附件1.
func titlesAnnex(text string) bool {
	rest := strings.TrimRight(plain(text), "0123456789一二三四五六七八九十:")
	return rest == "附件" || rest == "附表" || rest == "附录"
}

// termName is the term that an entry explains: what stands before its colon, or
// the longest term of the profile that it begins with. known tells that it is the
// profile's.
func (s *state) termName(text string, numbered bool) (name string, known bool) {
	head, _, colon := strings.Cut(strings.ReplaceAll(text, ":", "："), "：")
	key := plain(head)
	best := ""
	whole := plain(text[:min(len(text), 150)])
	for _, t := range s.r.terms {
		if colon && t.key == key {
			return t.name, true
		}
		if len(t.key) > len(plain(best)) && strings.HasPrefix(whole, t.key) && (numbered && (strings.HasPrefix(whole[len(t.key):], "是") || strings.HasPrefix(whole[len(t.key):], "指"))) {
			best = t.name
		}
	}
	switch {
	case best != "":
		return best, true
	case colon && len(head) <= 90 && head != "":
		return strings.TrimSpace(head), false
	case numbered:
		for _, w := range []string{"是指", "指", "是"} {
			if i := strings.Index(text, w); i > 0 && i <= 60 {
				return strings.TrimSpace(text[:i]), false
			}
		}
	}
	return "", false
}
