package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// leastSaid is how often a document says the right word in the same surroundings, at the
// least, where the other word that stands there once is held to be a slip.
const leastSaid = 2

// kindWord is 预算 or 决算 in a text: where it stands and what stands around it.
type kindWord struct {
	ref         func() place.Ref
	plain       string // the text without blanks
	at          int    // in plain
	word        string
	left, right string
	title       bool // of a table or a line of the contents; only counted
}

// kindNames are the word for documents of a kind, and that for the other kind.
func kindNames(kind string) (own, other string) {
	if kind == "final" {
		return "决算", "预算"
	}
	return "预算", "决算"
}

// txtKind: 决算 in a budget, 预算 in a final account, where the document says the other
// word everywhere else in the same surroundings, and amounts of a budget that are said to
// be those of an account.
func txtKind(in *check.Inspection) {
	right, wrong := kindNames(in.Profile.Kind)
	if !anyItem(in.Texts(), func(t *check.Text) bool { return holds(t.Text, wrong) }) {
		in.Pass(1)
		return
	}
	words := kindWords(in)
	said := map[string]int{}
	for i := range words {
		w := &words[i]
		said[w.left+w.word]++
		said[w.word+w.right]++
		said[w.left+w.word+w.right]++
	}
	for i := range words {
		w := &words[i]
		if w.word != wrong || w.title {
			continue
		}
		if !w.slip(said, right) && !(right == "预算" && w.ofThisYear(in.Year)) {
			in.Pass(1)
			continue
		}
		from, to := w.at-len(wordsNear(w.plain[:w.at])), w.at+len(wrong)
		if rest := firstRunes(w.plain[to:], 4); !strings.ContainsAny(rest, "0123456789") {
			to += len(rest)
		}
		piece := w.plain[from:to]
		meant := w.plain[from:w.at] + right + w.plain[w.at+len(wrong):to]
		at := w.ref()
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s”里的“%s”应是“%s”", piece, wrong, right), Expected: meant,
			Suspects: []diag.Suspect{{Ref: at, Value: piece, Suggest: meant}},
			Evidence: []diag.Evidence{{Label: "原文", Value: piece, Ref: at}},
		})
	}
}

// slip reports whether a document says the right word in the surroundings of a word that
// stands there but once.
func (w *kindWord) slip(said map[string]int, right string) bool {
	if said[w.left+right+w.right] >= leastSaid {
		return said[w.left+w.word+w.right] == 1 && w.alone(right, true)
	}
	return said[w.left+w.word] == 1 && min(said[w.left+right], said[right+w.right]) >= leastSaid && w.alone(right, false)
}

// alone reports whether the sentence of a word speaks of nothing that the word may rightly
// name: a sentence that has both words compares the two, and one of what was carried out
// may name last year's accounts. Where the same words stand around the right word
// elsewhere (around), only an amount behind it may be the other half of a pair.
func (w *kindWord) alone(right string, around bool) bool {
	sentence := w.sentence("。；")
	if right == "预算" {
		return !holdsAny(sentence, bothKinds) && (around || !holdsAny(sentence, []string{"执行", "完成"}))
	}
	if around && !startsWithAny(w.right, []string{"为", "0", "数"}) {
		return true
	}
	return !strings.Contains(sentence, right)
}

// bothKinds are the words that name budgets and accounts in one breath.
var bothKinds = []string{"预决算", "预算、决算", "决算、预算", "预算和决算", "预算及决算", "决算草案"}

// accountOf is an account whose amount follows: 决算595.28万元, 决算数为114.22万元.
var accountOf = regexp.MustCompile(`^决算(?:数|金额|总额)?为?[0-9]`)

// ofThisYear reports whether a word says 决算 of an amount of the budget: the last year before
// it is the budget's own, and it is no contract's or building's account.
func (w *kindWord) ofThisYear(year int) bool {
	if !accountOf.MatchString(w.plain[w.at:]) {
		return false
	}
	if holdsAny(w.sentence("。；，"), []string{"上年", "去年", "执行", "完成", "竣工", "结算", "工程款", "审"}) {
		return false
	}
	from := strings.LastIndexAny(w.plain[:w.at], "。；\n")
	years := yearWritten.FindAllString(w.plain[from+1:w.at], -1)
	return len(years) == 0 || years[len(years)-1] == strconv.Itoa(year)
}

// yearWritten is a year in words.
var yearWritten = regexp.MustCompile(`(?:19|20)[0-9]{2}`)

// sentence is what stands around a word between two of the marks.
func (w *kindWord) sentence(marks string) string {
	from := strings.LastIndexAny(w.plain[:w.at], marks)
	to := strings.IndexAny(w.plain[w.at:], marks)
	if to < 0 {
		to = len(w.plain) - w.at
	}
	return w.plain[from+1 : w.at+to]
}

// kindWords are the words 预算 and 决算 of the paragraphs, the terms and the titles.
func kindWords(in *check.Inspection) []kindWord {
	var out []kindWord
	add := func(text string, title bool, ref func() place.Ref) {
		plain, _ := withoutBlanks(text)
		for _, word := range [...]string{"预算", "决算"} {
			for at := 0; ; {
				k := strings.Index(plain[at:], word)
				if k < 0 {
					break
				}
				at += k
				end := at + len(word)
				out = append(out, kindWord{ref: ref, plain: plain, at: at, word: word, left: wordsBefore(plain[:at]), right: wordsAfter(plain[end:]), title: title})
				at = end
			}
		}
	}
	texts := in.Texts()
	for i := range texts {
		switch t := &texts[i]; t.Kind {
		case check.ParagraphText, check.TermText, check.NameText, check.TitleText:
			ofTable := t.Kind == check.TitleText && (t.Table != "" || anyItem(in.Tables, func(o *budget.Table) bool { return o.Title == t.Text }))
			add(t.Text, ofTable, t.Ref)
		}
	}
	if in.Outline != nil {
		for i := range in.Outline.Contents {
			add(in.Outline.Contents[i].Text, true, func() place.Ref { return in.Outline.Contents[i].Ref })
		}
	}
	return out
}

// wordsNear are the last six characters of a text, back to the first mark or number.
func wordsNear(s string) string {
	near, cut := lastRunesOf(s, 6), 0
	for i, r := range near {
		if !isHan(r) {
			cut = i + utf8.RuneLen(r)
		}
	}
	return near[cut:]
}

// wordsBefore are the last three characters of a text, back to the first mark; numbers are
// one character, 0, and ^ is the beginning.
func wordsBefore(s string) string {
	out, n := "", 0
	for s != "" && n < 3 {
		r, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
		if unicode.IsDigit(r) {
			s = strings.TrimRight(s, "0123456789.,")
			r = '0'
		}
		out, n = string(r)+out, n+1
		if r != '0' && !isHan(r) {
			return out
		}
	}
	if s == "" && n < 3 {
		return "^" + out
	}
	return out
}

// wordsAfter are the first two characters of a text, up to the first mark; $ is its end.
func wordsAfter(s string) string {
	out := ""
	for i, r := range s {
		if unicode.IsDigit(r) {
			return out + "0"
		}
		if out += string(r); !isHan(r) || i > 0 {
			return out
		}
	}
	return out + "$"
}
