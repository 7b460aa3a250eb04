package rules

import (
	"unicode/utf8"

	"mingbai/internal/check"
	"mingbai/internal/profile"
)

// knownSentence is a paragraph of the form as rules look at it.
type knownSentence struct {
	*profile.Paragraph
	slots []profile.Slot // of its text
	ways  []way          // of saying it
}

// way is one way of saying a sentence.
type way struct {
	slots []profile.Slot
	years []yearPlace
}

// yearPlace is the words that stand around the document's year, folded; the words
// before it where those after it tell too little.
type yearPlace struct{ before, after string }

// sentences are those of a profile.
type sentences struct {
	byID     map[[2]string]*knownSentence // section and id
	sections map[string][]*knownSentence
	nothings map[string][]way // section → its ways of saying that there is nothing
}

type sentencesKey struct{}

func sentencesOf(p *profile.Profile) *sentences {
	return profile.Kept(p, sentencesKey{}, func(p *profile.Profile) *sentences {
		out := &sentences{byID: map[[2]string]*knownSentence{}, sections: map[string][]*knownSentence{}, nothings: map[string][]way{}}
		for i := range p.Sections {
			id := p.Sections[i].ID
			_, again := out.sections[id]
			for k := range p.Sections[i].Paragraphs {
				form := &p.Sections[i].Paragraphs[k]
				one := &knownSentence{Paragraph: form, slots: p.Pattern(form.Text).Slots()}
				for _, text := range append([]string{form.Text}, form.Also...) {
					one.ways = append(one.ways, wayOf(p, text))
				}
				if !again {
					out.sections[id] = append(out.sections[id], one)
				}
				if key := [2]string{id, form.ID}; out.byID[key] == nil {
					out.byID[key] = one
				}
				if form.Otherwise != "" {
					out.nothings[id] = append(out.nothings[id], wayOf(p, form.Otherwise))
				}
			}
		}
		return out
	})
}

// wayOf reads a way of saying a sentence. Words of less than five characters tell
// nothing of the year beside them.
func wayOf(p *profile.Profile, text string) way {
	pattern := p.Pattern(text)
	out := way{slots: pattern.Slots()}
	for k := range pattern {
		if pattern[k].Slot == nil || pattern[k].Slot.Name != "year" || k+1 >= len(pattern) || pattern[k+1].Slot != nil {
			continue
		}
		at := yearPlace{after: firstRunes(calendarYears(pattern[k+1].Text), 8)}
		if utf8.RuneCountInString(at.after) < 5 { // 编报绩效目标的{year}年项目: what stands before tells too
			if k == 0 || pattern[k-1].Slot != nil {
				continue
			}
			at.before = lastRunesOf(calendarYears(pattern[k-1].Text), 6)
		}
		if utf8.RuneCountInString(at.before+at.after) >= 5 {
			out.years = append(out.years, at)
		}
	}
	return out
}

// formSentence is the form's sentence of a section that a paragraph was read as; nil
// where it is none.
func formSentence(p *profile.Profile, section, id string) *knownSentence {
	if id == "" {
		return nil
	}
	return sentencesOf(p).byID[[2]string{section, id}]
}

// formSentences calls yield for the paragraphs of the narrative that are sentences
// of the form, with the form's ways of saying them; for those without a number, the
// ways of saying that there is nothing.
func formSentences(s *check.Subject, yield func(p *paragraphSaid, ways []way)) {
	forms := sentencesOf(s.Profile)
	for _, p := range paragraphsSaid(s) {
		section := s.Sections[p.section].ID
		switch {
		case p.Heading:
		case len(p.Claims) == 0:
			if ways := forms.nothings[section]; len(ways) > 0 {
				yield(p, ways)
			}
		default:
			if form := formSentence(s.Profile, section, p.Pattern); form != nil {
				yield(p, form.ways)
			}
		}
	}
}
