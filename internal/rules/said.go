package rules

import (
	"regexp"
	"strings"
	"unicode"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/place"
)

// saidForm is what sentences may say, whether the form knows the sentence or not.
type saidForm struct {
	expr *regexp.Regexp
	any  []string // words of which one stands wherever the expression matches
}

// saidIn makes a saidForm of an expression, which blanks do not matter to.
func saidIn(expr string, any ...string) saidForm { return saidForm{regexp.MustCompile(expr), any} }

// in reports whether a text may hold a match.
func (s saidForm) in(text string) bool { return len(s.any) == 0 || holdsAny(text, s.any) }

// sayings are the matches of a saidForm in the paragraphs of the narrative; of blanks,
// which many set around digits, it knows nothing.
func sayings(in *check.Inspection, what saidForm, each func(at place.Ref, m []string)) {
	for _, p := range paragraphsSaid(in.Subject) {
		if !what.in(p.s) {
			continue
		}
		for _, m := range what.expr.FindAllStringSubmatchIndex(p.s, -1) {
			words := make([]string, len(m)/2)
			for k := range words {
				if m[2*k] >= 0 {
					words[k] = p.s[m[2*k]:m[2*k+1]]
				}
			}
			each(p.ref(in.Subject, m[0], m[1]), words)
		}
	}
}

// paragraphSaid is a paragraph of the narrative with its text without blanks.
type paragraphSaid struct {
	*budget.Paragraph
	section int
	s       string // without blanks
	at      []int  // where each byte of s stands in Text; nil where they are the same
}

type saidKey struct{}

// paragraphsSaid are the paragraphs of the narrative, in order.
func paragraphsSaid(s *check.Subject) []paragraphSaid {
	return check.Kept(s, saidKey{}, func(s *check.Subject) (out []paragraphSaid) {
		for i := range s.Sections {
			if s.Sections[i].Part != "narrative" {
				continue
			}
			for j := range s.Sections[i].Paragraphs {
				p := &s.Sections[i].Paragraphs[j]
				out = append(out, saidOf(i, p))
			}
		}
		return out
	})
}

func saidOf(section int, p *budget.Paragraph) paragraphSaid {
	text, at := withoutBlanks(p.Text)
	return paragraphSaid{p, section, text, at}
}

// ref is the place of a stretch of the text without blanks.
func (p *paragraphSaid) ref(s *check.Subject, from, to int) place.Ref {
	return paragraphRef(s, p.section, p.Paragraph, p.Text[p.place(from):p.place(to-1)+1])
}

// place is where a byte of the text without blanks stands in the paragraph.
func (p *paragraphSaid) place(i int) int {
	if p.at == nil {
		return i
	}
	return p.at[i]
}

// withoutBlanks is a text without its blanks, and where each byte of it stood; at is
// nil where there are none.
func withoutBlanks(text string) (s string, at []int) {
	if !strings.ContainsFunc(text, unicode.IsSpace) {
		return text, nil
	}
	var b strings.Builder
	for i, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		n, _ := b.WriteRune(r)
		for k := range n {
			at = append(at, i+k)
		}
	}
	return b.String(), at
}
