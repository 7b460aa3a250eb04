package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/place"
)

// saidForm is what sentences may say, whether the form knows the sentence or not.
type saidForm struct {
	expr   *regexp.Regexp
	needs  wordSets
	across bool // a match may go on beyond a sentence
}

// saidIn makes a saidForm of an expression, which blanks do not matter to and which
// matches within a sentence. Of each set of words one stands wherever it matches.
func saidIn(expr string, needs ...[]string) saidForm {
	return saidForm{expr: regexp.MustCompile(expr), needs: wordSetsOf(needs...)}
}

// saidAcross is saidIn of an expression that may match across the end of a sentence.
func saidAcross(expr string, needs ...[]string) saidForm {
	f := saidIn(expr, needs...)
	f.across = true
	return f
}

// in reports whether a paragraph may hold a match.
func (f *saidForm) in(p *paragraphSaid) bool { return p.mayHold(f.needs) }

// find are the matches in a paragraph without blanks.
func (f *saidForm) find(p *paragraphSaid) (out [][]int) {
	if f.across {
		if !f.in(p) {
			return nil
		}
		return f.expr.FindAllStringSubmatchIndex(p.s, -1)
	}
	for i := range p.parts {
		part := &p.parts[i]
		if !part.has.mayHold(f.needs) {
			continue
		}
		for _, m := range f.expr.FindAllStringSubmatchIndex(p.s[part.from:part.to], -1) {
			for k := range m {
				if m[k] >= 0 {
					m[k] += part.from
				}
			}
			out = append(out, m)
		}
	}
	return out
}

// sayings are the matches of a saidForm in the paragraphs of the narrative; of blanks,
// which many set around digits, it knows nothing.
func sayings(in *check.Inspection, what *saidForm, each func(at place.Ref, m []string)) {
	for _, p := range paragraphsSaid(in.Subject) {
		for _, m := range what.find(p) {
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

// paragraphSaid is a paragraph as it is looked at again and again: made once.
type paragraphSaid struct {
	*budget.Paragraph
	section int
	index   int    // of its section's
	s       string // without blanks
	at      []int  // where each byte of s stands in Text; nil where they are the same
	parts   []stretch
	folded  string // empty until it is asked for
}

// mayHold reports whether a paragraph may have a word of each set.
func (p *paragraphSaid) mayHold(sets wordSets) bool {
	for _, set := range sets {
		if !slices.ContainsFunc(set, p.mayHoldWord) {
			return false
		}
	}
	return true
}

// mayHoldWord reports whether one of its sentences may have a word.
func (p *paragraphSaid) mayHoldWord(w pairedWord) bool {
	for i := range p.parts {
		if p.parts[i].has.mayHoldAll(w) {
			return true
		}
	}
	return false
}

// fold is the paragraph's text folded.
func (p *paragraphSaid) fold() string {
	if p.folded == "" {
		p.folded = budget.Fold(p.Text)
	}
	return p.folded
}

// saidText are the paragraphs of a document's.
type saidText struct {
	all       [][]paragraphSaid // section, paragraph
	narrative []*paragraphSaid  // of its sections, in order
}

type saidKey struct{}

// saidTextOf are the paragraphs of all sections.
func saidTextOf(s *check.Subject) *saidText {
	return check.Kept(s, saidKey{}, func(s *check.Subject) *saidText {
		out := &saidText{all: make([][]paragraphSaid, len(s.Sections))}
		n := 0
		for i := range s.Sections {
			n += len(s.Sections[i].Paragraphs)
		}
		list := make([]paragraphSaid, 0, n)
		for i := range s.Sections {
			first := len(list)
			for j := range s.Sections[i].Paragraphs {
				p := saidOf(i, &s.Sections[i].Paragraphs[j])
				p.index = j
				p.parts = stretchesOf(p.s)
				list = append(list, p)
				if s.Sections[i].Part == "narrative" {
					out.narrative = append(out.narrative, &list[len(list)-1])
				}
			}
			out.all[i] = list[first:]
		}
		return out
	})
}

// paragraphsSaid are the paragraphs of the narrative, in order.
func paragraphsSaid(s *check.Subject) []*paragraphSaid { return saidTextOf(s).narrative }

func saidOf(section int, p *budget.Paragraph) paragraphSaid {
	text, at := withoutBlanks(p.Text)
	return paragraphSaid{Paragraph: p, section: section, s: text, at: at}
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

// hasBlank reports whether a text has a blank of any kind.
func hasBlank(text string) bool {
	for i := range len(text) {
		switch c := text[i]; c {
		case 0xC2, 0xE1, 0xE2, 0xE3: // that blanks beyond ASCII begin with
			if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsSpace(r) {
				return true
			}
		default:
			if c <= ' ' && unicode.IsSpace(rune(c)) {
				return true
			}
		}
	}
	return false
}

// withoutBlanks is a text without its blanks, and where each byte of it stood; at is
// nil where there are none.
func withoutBlanks(text string) (s string, at []int) {
	if !hasBlank(text) {
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
