package rules

import (
	"strings"
	"sync"
	"unicode/utf8"

	"mingbai/internal/check"
)

// sign is a kind of piece that the scan of a document's texts looks for. What it
// means at its place is for the rules to judge.
type sign uint8

const (
	tagSign     sign = iota // residue of a program: <p>, &nbsp;, {{, #REF!, null
	marksSign               // two Chinese marks side by side
	halfSign                // a half-width mark
	spaceSign               // spaces beside Chinese or digits
	bracketSign             // [ or (…) around a year
	pairSign                // a mark that has another half
	yearSign                // four digits of a year with 年 behind them
	digitsSign              // seven digits or more in a row
	commasSign              // a number of a thousand or more, with or without commas
	wideSign                // full-width digits or point
	oddSign                 // characters that are not text
	repeatSign              // a word twice
	emptySign               // a placeholder
	joinSign                // a connective followed by a mark
	levelSign               // a body of some level of government
	slipSign                // a known slip of the pen
	threeSign               // 三公
	planSign                // 拟从, 将于
	partsSign               // 本部门, 本单位, 部门各单位
	accountSign             // 账号, 家庭住址
	secretSign              // marks of secrecy
	secretLine              // words that mark a document where they stand alone
	projectSign             // words that ask for a review of secrecy
	signs
)

// hit is a piece of a text: texts[text].Text[start:end]. Word is its index in
// the vocabulary's list.
type hit struct{ text, start, end, word int32 }

// scan is what one pass over a document's texts found.
type scan struct {
	texts []check.Text
	hits  [signs][]hit
}

func (s *scan) of(h hit) *check.Text { return &s.texts[h.text] }
func (s *scan) piece(h hit) string   { return s.texts[h.text].Text[h.start:h.end] }

// around quotes a hit with ten characters either side.
func (s *scan) around(h hit) string { return around(s.texts[h.text].Text, int(h.start), int(h.end)) }

func around(text string, start, end int) string {
	from, to := start, end
	for n := 0; n < 10 && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for n := 0; n < 10 && to < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	out := text[from:to]
	if from > 0 {
		out = "…" + out
	}
	if to < len(text) {
		out += "…"
	}
	return excerpt(out)
}

// excerpt shortens a text to what a message may quote of it.
func excerpt(s string) string {
	const limit = 58
	if len(s) <= limit {
		return s
	}
	n := 0
	for i := range s {
		if n == limit {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// entry is a word of the vocabulary under its first character.
type entry struct {
	word string
	last byte // of the word
	sign sign
	id   int32
}

// lexicon finds the vocabulary's words by the character that they begin with:
// its number among such characters, 0 for all others.
type lexicon struct {
	begins [0x10000]uint8
	words  [][]entry // by that number
}

var lexiconOf = sync.OnceValue(func() *lexicon {
	x := &lexicon{words: make([][]entry, 1)}
	v := textVocabulary()
	x.addAll(emptySign, v.Placeholders)
	x.addAll(accountSign, v.AccountWords)
	x.addAll(accountSign, v.AddressWords)
	x.addAll(secretSign, v.SecretMarks)
	x.addAll(secretLine, v.SecretLines)
	x.addAll(projectSign, v.Sensitive)
	x.addAll(planSign, v.Plans)
	x.addAll(threeSign, []string{"三公"})
	x.addAll(partsSign, []string{"部门各单位", "部门所属各单位", "本部门", "本单位"})
	for i, l := range v.Levels {
		x.add(levelSign, l.Word, i)
	}
	for i, s := range v.Slips {
		x.add(slipSign, s.Wrong, i)
	}
	return x
})

func (x *lexicon) addAll(s sign, words []string) {
	for i, w := range words {
		x.add(s, w, i)
	}
}

func (x *lexicon) add(s sign, word string, id int) {
	r, _ := utf8.DecodeRuneInString(word)
	k := x.begins[r]
	if k == 0 {
		if len(x.words) > 255 {
			panic("词表的首字超过255个")
		}
		k = uint8(len(x.words))
		x.begins[r] = k
		x.words = append(x.words, nil)
	}
	x.words[k] = append(x.words[k], entry{word, word[len(word)-1], s, int32(id)})
}

// scanner walks one text after the other.
type scanner struct {
	*scan
	x    *lexicon
	text string
	at   int32 // the text's index
	han  int   // how many bytes of Chinese characters end where it stands
	last rune  // the character before, 0 at the beginning
}

func newScan(subject *check.Subject) *scan {
	s := &scanner{scan: &scan{texts: subject.Texts()}, x: lexiconOf()}
	for _, k := range [...]sign{yearSign, halfSign, spaceSign, bracketSign, pairSign, commasSign, tagSign} { // the common ones
		s.hits[k] = make([]hit, 0, 64)
	}
	for i := range s.texts {
		s.at, s.text, s.han, s.last = int32(i), s.texts[i].Text, 0, 0
		s.walk()
	}
	return s.scan
}

func (s *scanner) hit(k sign, start, end int, word int32) {
	s.hits[k] = append(s.hits[k], hit{s.at, int32(start), int32(end), word})
}

func (s *scanner) walk() {
	text := s.text
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i = s.ascii(i, c)
			continue
		}
		r, size := rune(0), 3
		if c&0xF0 == 0xE0 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			r = rune(c&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F)
		} else {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		end := i + size
		if r >= 0x4E00 && r <= 0x9FFF {
			s.han += 3
			if s.han >= 12 {
				s.repeats(end)
			}
			if r == '和' || r == '及' || r == '与' || r == '或' {
				s.joins(r, i, end)
			}
		} else {
			s.other(r, i, end)
			s.han = 0
		}
		if r < 0x10000 {
			if k := s.x.begins[r]; k > 0 {
				s.words(k, i)
			}
		}
		s.last = r
		i = end
	}
}

// ascii handles a character of one byte and gives the place behind it.
func (s *scanner) ascii(i int, c byte) int {
	end := i + 1
	switch {
	case c >= '0' && c <= '9':
		end = s.number(i)
		c = '0'
	case c == ' ' || c == '\t':
		for end < len(s.text) && (s.text[end] == ' ' || s.text[end] == '\t') {
			end++
		}
		s.hit(spaceSign, i, end, 0)
	case c == ',' || c == ';' || c == ':' || c == '(' || c == ')':
		s.hit(halfSign, i, end, 0)
		if c == '(' {
			s.hit(bracketSign, i, end, 0)
		}
		if c == '(' || c == ')' {
			s.hit(pairSign, i, end, 0)
		}
	case c == '[':
		s.hit(bracketSign, i, end, 0)
	case c == '<' || c == '&' || c == '{' || c == '}' || c == '#' || c == '$' || c == 'N' || c == 'n' || c == 'u':
		s.hit(tagSign, i, end, 0)
	case c == 'X' || c == 'x':
		for end < len(s.text) && s.text[end] == c {
			end++
		}
		if end-i > 1 {
			s.hit(emptySign, i, end, -1)
		}
	}
	if k := s.x.begins[c]; k > 0 {
		s.words(k, i)
	}
	s.han, s.last = 0, rune(c)
	return end
}

// number walks over digits, with the commas between groups of three.
func (s *scanner) number(i int) int {
	end := i
	for end < len(s.text) && isDigit(s.text[end]) {
		end++
	}
	n := end - i
	switch {
	case n == 4 && (s.text[i] == '1' && s.text[i+1] == '9' || s.text[i] == '2' && s.text[i+1] == '0'):
		s.hit(yearSign, i, end, 0)
	case n >= 7:
		s.hit(digitsSign, i, end, 0)
	}
	groups := end
	for n <= 3 && groups+3 < len(s.text) && s.text[groups] == ',' && isDigit(s.text[groups+1]) && isDigit(s.text[groups+2]) && isDigit(s.text[groups+3]) {
		groups += 4
	}
	if groups > end {
		s.hit(commasSign, i, groups, 1)
		return groups
	}
	if n >= 4 {
		s.hit(commasSign, i, end, 0)
	}
	return end
}

// other handles a character that is neither ASCII nor Chinese.
func (s *scanner) other(r rune, start, end int) {
	switch {
	case r == '，' && groups(s.text, start, end):
		s.hit(wideSign, start, end, 0)
	case isMark(r):
		if isMark(s.last) {
			s.hit(marksSign, start-utf8.RuneLen(s.last), end, 0)
		}
	case r == '（' || r == '【':
		s.hit(bracketSign, start, end, 0)
		s.hit(pairSign, start, end, 0)
	case r == '［':
		s.hit(bracketSign, start, end, 0)
	case r == '“' || r == '”' || r == '）' || r == '《' || r == '》' || r == '〔' || r == '〕' || r == '】':
		s.hit(pairSign, start, end, 0)
	case r >= '０' && r <= '９' || r == '．':
		s.hit(wideSign, start, end, 0)
	case r == '\u3000' || r == '\u00a0':
		s.hit(spaceSign, start, end, 0)
	case isOdd(r):
		s.hit(oddSign, start, end, 0)
	}
}

func (s *scanner) words(k uint8, i int) {
	for n := range s.x.words[k] {
		e := &s.x.words[k][n]
		end := i + len(e.word)
		if end <= len(s.text) && s.text[end-1] == e.last && s.text[i:end] == e.word {
			s.hit(e.sign, i, end, e.id)
		}
	}
}

// repeats finds two to four Chinese characters that stand twice in a row.
func (s *scanner) repeats(end int) {
	last := s.text[end-1]
	for k := 6; k <= 12 && 2*k <= s.han; k += 3 {
		if last == s.text[end-1-k] && s.text[end-k:end] == s.text[end-2*k:end-k] {
			s.hit(repeatSign, end-2*k, end, 0)
			s.han = 0
			return
		}
	}
	if s.last == '的' && strings.HasSuffix(s.text[:end], "的的") {
		s.hit(repeatSign, end-6, end, 1)
	}
}

// joins finds 和、 及。 与，
func (s *scanner) joins(r rune, start, end int) {
	if s.han < 6 || strings.ContainsRune(textVocabulary().Bound[string(r)], s.last) {
		return
	}
	next, size := utf8.DecodeRuneInString(s.text[end:])
	if isMark(next) || size == 0 {
		s.hit(joinSign, start, end+size, int32(size))
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// isMark reports whether r is one of the marks of which two never stand together.
func isMark(r rune) bool {
	return r == '，' || r == '。' || r == '；' || r == '、' || r == '：'
}

// isOdd reports characters that come of broken fonts and keyboards.
func isOdd(r rune) bool {
	switch {
	case r == utf8.RuneError, r >= 0xE000 && r <= 0xF8FF: // broken, private use
		return true
	case r >= 0x2E80 && r <= 0x2FDF: // radicals
		return true
	case r >= 0x0400 && r <= 0x04FF: // Cyrillic
		return true
	}
	return false
}
