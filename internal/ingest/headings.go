package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

func (s *state) opensSection(it *item) bool {
	num, _ := ordinal(it.text)
	if num == "" && s.r.hasNumbers {
		return false
	}
	if rest := s.headAndText(it.text); rest > 0 {
		s.opensSection(&item{text: it.text[:rest], ref: it.ref})
		s.line(&item{text: it.text[rest:], ref: it.ref})
		return true
	}
	if strings.ContainsAny(strings.TrimRight(it.text, "。；;： "), "。；，") {
		return false
	}
	key := s.r.headKey(it.text)
	if s.unitKey != "" {
		key = strings.Replace(key, s.unitKey, "", 1)
	}
	inPart := func(t *title) bool { return s.part == "" || s.r.p.Sections[t.index].Part == s.part }
	i := s.r.titles.sections.find(key, 0, inPart)
	if i < 0 && strings.HasSuffix(key, "表") {
		return false // the title of a table that the profile does not know
	}
	if i < 0 {
		i = s.r.titles.sections.find(key, 2, func(t *title) bool { return inPart(t) && s.sameNumber(it.text, t) })
	}
	if i < 0 {
		i = s.r.titles.sections.find(key, 0, nil)
	}
	if i < 0 {
		i = s.numberedSection(key, func(t *title) bool { return inPart(t) && s.sameNumber(it.text, t) })
	}
	if i >= 0 {
		i = s.r.titles.sections.list[i].index
	} else if i = s.sectionByWord(it, num); i < 0 {
		return s.unknownSection(it, num)
	}
	s.openSection(i, it)
	return true
}

// sectionByWord finds the section that a heading speaks of, where its title is no
// section's; −1 where none, or one that was opened.
func (s *state) sectionByWord(it *item, num string) int {
	if num == "" || s.role == "overview" || s.role == "tables" {
		return -1
	}
	i := s.r.spokenOf(strings.ReplaceAll(it.text, s.d.Unit.Name, ""))
	if i >= 0 && slices.ContainsFunc(s.all, func(c *sectionState) bool { return c.out.ID == s.r.p.Sections[i].ID }) {
		return -1
	}
	return i
}

// spokenOf finds the section that a short heading speaks of by a word in it, or, of a word
// after ^, that it begins with; −1 where none.
func (r *Reader) spokenOf(text string) int {
	if utf8.RuneCountInString(text) > 45 || strings.ContainsAny(text, "：:") || strings.Contains(text, "万元") {
		return -1
	}
	key := strings.TrimPrefix(r.headKey(text), "关于")
	key = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(key, "Y年"), "部门"), "单位")
	holds := func(w string) bool {
		if first, ok := strings.CutPrefix(w, "^"); ok {
			return strings.HasPrefix(key, plain(first))
		}
		return strings.Contains(key, plain(w))
	}
	for i := range r.p.Headings {
		if h := &r.p.Headings[i]; slices.ContainsFunc(h.Words, holds) {
			return slices.IndexFunc(r.p.Sections, func(sec profile.Section) bool { return sec.ID == h.Section })
		}
	}
	return -1
}

// subSection reports whether a sub-heading is the heading of another section: the
// profile says so by a title that is numbered as sub-headings are.
func (s *state) subSection(it *item) bool {
	return s.r.titles.sections.find(s.r.headKey(it.text), 0, func(t *title) bool { return t.sub }) >= 0
}

// headAndText is where the text begins in a line that is the heading of a section
// of the part and its text run together; 0 where it is not.
func (s *state) headAndText(text string) int {
	if len(text) < 60 || !strings.ContainsAny(text, "。；") {
		return 0
	}
	here := func(t *title) bool { return s.r.p.Sections[t.index].Part == s.part && len(t.runes) >= 8 }
	for i := range text {
		if i < 24 {
			continue
		}
		if i > 150 {
			break
		}
		if s.r.titles.sections.find(s.r.headKey(text[:i]), 0, here) >= 0 {
			return i
		}
	}
	return 0
}

// sameNumber reports whether a heading is numbered as a section of the profile
// is, in number and marks, or either is not numbered.
func (s *state) sameNumber(text string, t *title) bool {
	own := s.r.p.Sections[t.index].Title
	n, _ := ordinal(own)
	num, _ := ordinal(text)
	return n == "" || num == "" || n == num && style(own) == style(text)
}

// numberedSection finds a section by its number where its title is partly the same.
func (s *state) numberedSection(key string, accept func(*title) bool) int {
	runes := []rune(key)
	if len(runes) < 4 {
		return -1
	}
	best, least := -1, 0
	for i := range s.r.titles.sections.list {
		t := &s.r.titles.sections.list[i]
		if d := budget.Distance(runes, t.runes); best < 0 || d < least {
			best, least = i, d
		}
	}
	for i := range s.r.titles.sections.list {
		t := &s.r.titles.sections.list[i]
		if n, _ := ordinal(s.r.p.Sections[t.index].Title); n == "" || !accept(t) || t.index != s.r.titles.sections.list[best].index {
			continue
		}
		if 2*budget.Distance(runes, t.runes) <= max(len(runes), len(t.runes)) {
			return i
		}
	}
	return -1
}

// unknownSection takes a heading that is numbered as sections are and that the
// profile does not know.
func (s *state) unknownSection(it *item, num string) bool {
	if s.section == nil && s.role != "overview" && s.role != "narrative" || num == "" || !strings.ContainsAny(num, "一二三四五六七八九十") || !strings.Contains(it.text, num+"、") {
		return false
	}
	if utf8.RuneCountInString(it.text) > 30 || strings.ContainsAny(it.text, "：:") {
		return false
	}
	if s.section != nil {
		if s.section.part { // what is numbered in it are its sub-headings
			return false
		}
		if own, _ := ordinal(s.section.out.Title); strings.ContainsAny(own, "0123456789") {
			return false
		}
	}
	s.closeForm()
	s.heading(budget.SectionHeading, "", it)
	s.section = &sectionState{s: s, out: budget.Section{ID: s.freeID(num), Part: s.role, Title: strings.TrimSpace(it.text)}, blocks: []blockState{{}}}
	s.all = append(s.all, s.section)
	return true
}

// freeID is the id of a section that the profile does not know: its number, with
// the part before it where a section of the profile or one read has that id.
func (s *state) freeID(num string) string {
	known := slices.ContainsFunc(s.r.p.Sections, func(sec profile.Section) bool { return sec.ID == num })
	if known || slices.ContainsFunc(s.all, func(c *sectionState) bool { return c.out.ID == num }) {
		return cmp.Or(s.part, "·") + "." + num
	}
	return num
}

// unheaded is the id of the section of what a document says of money under no heading that
// the profile knows, before the first that it does.
const unheaded = "正文"

// startUnheaded begins the section of a sentence that stands in none.
func (s *state) startUnheaded(it *item) {
	s.section = &sectionState{s: s, out: budget.Section{ID: s.freeID(unheaded), Part: "narrative", Title: unheaded}, blocks: []blockState{{}}}
	s.all = append(s.all, s.section)
	s.section.add(it)
}

func (s *state) openSection(i int, it *item) {
	s.closeForm()
	s.dropPending()
	s.heading(budget.SectionHeading, s.r.sections[i].s.ID, it)
	s.table, s.chart = nil, ""
	s.startSection(i, it)
}

// startSection begins a section under a heading that was told of.
func (s *state) startSection(i int, it *item) {
	f := &s.r.sections[i]
	s.section = &sectionState{
		s: s, form: f,
		out:    budget.Section{ID: f.s.ID, Part: s.r.role(f.s.Part), Title: strings.TrimSpace(it.text)},
		blocks: []blockState{{form: &f.blocks[0]}},
	}
	s.all = append(s.all, s.section)
}

// opensSub takes a sub-heading of the present section.
func (s *state) opensSub(it *item) bool {
	if s.section == nil || s.section.form == nil {
		return false
	}
	num, _ := ordinal(it.text)
	key := s.r.headKey(it.text)
	own := func(t *title) bool { return t.index == s.section.form.index }
	limit := 0
	if num != "" {
		limit = 2
	}
	i := s.r.titles.subs.find(key, limit, own)
	if i < 0 {
		if !subLike(it.text, num) {
			return false
		}
		s.closeForm()
		s.heading(budget.SubHeading, "", it)
		s.section.sub(s.section.form.undivided(), it)
		return true
	}
	s.closeForm()
	t := &s.r.titles.subs.list[i]
	id := s.section.form.s.Paragraphs[t.para].ID
	s.heading(budget.SubHeading, id, it)
	for j := range s.section.form.blocks {
		if b := &s.section.form.blocks[j]; b.heading == t.para {
			s.section.sub(b, it)
		}
	}
	return true
}

// subLike reports whether a line is a sub-heading by its look: （一）…, short,
// without an end.
func subLike(s, num string) bool {
	t := strings.TrimSpace(s)
	return num != "" && (strings.HasPrefix(t, "（") || strings.HasPrefix(t, "(")) && utf8.RuneCountInString(t) <= 25 &&
		!strings.ContainsAny(t, "。；：:，,") && strings.ContainsAny(num, "一二三四五六七八九十")
}
