package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// txtLeftOver: what last year's document said word for word has not been left
// standing while the year or the numbers went on.
func txtLeftOver(in *check.Inspection) {
	if in.Prior == nil {
		in.NotChecked(noPrior)
		return
	}
	oldReasons(in)
	oldSentences(in)
}

// oldReasons: another change has another reason.
func oldReasons(in *check.Inspection) {
	type said struct {
		text, amount, way string
		fen, place        int64 // the amount, and one unit of its last place
		ref               place.Ref
	}
	last := map[string]said{}
	eachChange(in.Prior, func(c *change) {
		if _, ok := last[c.measure.ID]; c.reason != nil && c.moved(in.Prior) && !ok {
			fen, _ := worth(in.Prior, c.delta)
			last[c.measure.ID] = said{budget.Fold(c.reason.Text), in.Prior.Printed(c.delta).Value.String(), c.way, fen, lastPlace(in.Prior, c.delta), c.reason.Ref}
		}
	})
	eachChange(in.Subject, func(c *change) {
		was, ok := last[c.measure.ID]
		if !ok || c.reason == nil || !c.moved(in.Subject) {
			return
		}
		amount := in.Printed(c.delta).Value.String()
		fen, _ := worth(in.Subject, c.delta)
		sameChange := c.way == was.way && abs(fen-was.fen) <= max(was.place, lastPlace(in.Subject, c.delta))
		if budget.Fold(c.reason.Text) != was.text || sameChange || utf8.RuneCountInString(content(was.text)) < 8 {
			in.Pass(1)
			return
		}
		f := check.Fault{
			At:    claimRef(in.Subject, c.section, c.reason),
			Title: "增减的原因与上年一字不差",
			Message: fmt.Sprintf("%s上年%s%s万元，今年%s%s万元，原因同样写作“%s”（上年文件 %s）",
				measureName(in.Subject, c.measure), wayWord(was.way), was.amount, c.word(), amount, short(c.reason.Text), otherPlace(in.Prior, was.ref)),
			Hint:     "按今年的变动重写原因",
			Evidence: []diag.Evidence{{Label: "今年", Value: c.reason.Text, Ref: claimRef(in.Subject, c.section, c.reason)}, otherText(in.Prior, c.reason.Text, was.ref)},
		}
		if !moneySaid.MatchString(was.text) {
			f.Severity = diag.Note // a cause may come back; its amount hardly
		}
		in.Fail(f)
	})
}

func wayWord(way string) string {
	if way == "less" {
		return "减少"
	}
	return "增加"
}

// moneySaid finds an amount of money in a text.
var moneySaid = regexp.MustCompile(`([0-9][0-9,]*(?:\.[0-9]+)?)(万元|亿元|元)`)

// oldSentence is a sentence of last year's document.
type oldSentence struct {
	text string
	ref  place.Ref
}

// oldSentences: no sentence of last year's stands unchanged that speaks of last
// year as the present, or of amounts that were last year's.
func oldSentences(in *check.Inspection) {
	if in.Year == 0 || in.Prior.Year == 0 {
		return
	}
	old := map[string]oldSentence{}
	eachSentence(in.Prior, func(s sentence) {
		old[yearless(s.text, in.Prior.Year)] = oldSentence{budget.Fold(s.text), s.paragraph.Ref}
	})
	var now, then amountSet
	eachSentence(in.Subject, func(s sentence) {
		was, ok := old[yearless(s.text, in.Year)]
		same := ok && was.text == budget.Fold(s.text)
		if !ok {
			was, ok = old[yearless(s.text, in.Prior.Year)] // word for word, last year's year too
			same = ok && was.text == budget.Fold(s.text)
		}
		if !ok || utf8.RuneCountInString(content(s.text)) < 10 {
			return
		}
		f := check.Fault{At: s.ref(), Evidence: []diag.Evidence{{Label: "今年", Value: s.text, Ref: s.ref()}, otherText(in.Prior, s.text, was.ref)}}
		if year, found := ownYear(s.text, in.Prior.Year); same && found {
			f.Message = fmt.Sprintf("这句与上年文件（%s）一字不差，说的还是%s：“%s”", otherPlace(in.Prior, was.ref), year, short(s.text))
			f.Expected = strings.Replace(year, strconv.Itoa(in.Prior.Year), strconv.Itoa(in.Year), 1)
			in.Fail(f)
			return
		}
		if now == nil {
			now, then = tableAmounts(in.Subject), tableAmounts(in.Prior)
		}
		if amount, found := lastYearsAmount(s.text, now, then); found {
			but := ""
			if !same {
				but = "除年份外"
			}
			f.Message = fmt.Sprintf("这句与上年文件（%s）%s一字不差，%s是上年的数，今年各表里没有：“%s”", otherPlace(in.Prior, was.ref), but, amount, short(s.text))
			in.Fail(f)
			return
		}
		in.Pass(1)
	})
}

// sentence is a sentence of a paragraph.
type sentence struct {
	section   *budget.Section
	paragraph *budget.Paragraph
	text      string
}

func (s *sentence) ref() place.Ref {
	r := s.paragraph.Ref
	r.Section, r.Text = s.section.ID, short(s.text)
	return r
}

// eachSentence calls yield for every sentence of the paragraphs that are none of
// a form's own headings.
func eachSentence(s *check.Subject, yield func(sentence)) {
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			p := &s.Sections[i].Paragraphs[j]
			if p.Heading || p.Chart != "" || p.Forms {
				continue
			}
			for _, text := range strings.FieldsFunc(p.Text, func(r rune) bool { return r == '。' || r == '；' || r == '\n' }) {
				yield(sentence{&s.Sections[i], p, text})
			}
		}
	}
}

// yearless is a text for comparing, with a year and the one before it read as what
// they are to it.
func yearless(text string, year int) string {
	return strings.NewReplacer(strconv.Itoa(year), "〔本年〕", strconv.Itoa(year-1), "〔上年〕").Replace(budget.Fold(text))
}

// ownYear finds where a sentence speaks of a year as that of its budget or its
// account: 2022年度, 2022年预算. Dates, titles of documents and numbers of
// documents are not that, nor what began or stood then.
func ownYear(text string, year int) (string, bool) {
	if strings.ContainsAny(text, "《〔") || holdsAny(text, []string{"截至", "成立", "设立", "印发", "批复", "根据", "依据", "以来"}) {
		return "", false
	}
	word := strconv.Itoa(year) + "年"
	for rest := text; ; {
		i := strings.Index(rest, word)
		if i < 0 {
			return "", false
		}
		before, after := rest[:i], rest[i+len(word):]
		rest = after
		switch {
		case after != "" && after[0] >= '0' && after[0] <= '9': // 2022年8月
		case endsInAny(before, []string{"自", "从", "到", "至", "与", "比", "较", "于"}):
		case strings.HasPrefix(after, "度"):
			return word + "度", true
		default:
			return word, true
		}
	}
}

// amountSet is printed amounts of a document, by their value in fen.
type amountSet map[int64]bool

// tableAmounts gathers the amounts of a document's tables.
func tableAmounts(s *check.Subject) amountSet {
	out := amountSet{}
	for t := range s.Tables {
		for p := range s.Tables[t].Panels {
			for l := range s.Tables[t].Panels[p].Lines {
				for k := range s.Tables[t].Panels[p].Columns {
					v := s.CellVar(t, p, l, k)
					if fen, ok := worth(s, v); ok && fen != 0 {
						out[fen] = true
					}
				}
			}
		}
	}
	return out
}

// lastYearsAmount finds an amount in a sentence that last year's tables have and
// this year's have not.
func lastYearsAmount(text string, now, then amountSet) (string, bool) {
	for _, m := range moneySaid.FindAllStringSubmatch(text, -1) {
		printed, err := money.ParsePrinted(m[1])
		if err != nil || printed.Value.IsZero() {
			continue
		}
		unit, err := money.ParseUnit(m[2])
		if err != nil {
			continue
		}
		fen := printed.Value.Coef * unit.Fen()
		for range printed.Value.Scale {
			fen /= 10
		}
		if then[fen] && !now[fen] {
			return m[0], true
		}
	}
	return "", false
}

// otherPlace is a place of another document for a message.
func otherPlace(other *check.Subject, ref place.Ref) string {
	return strings.TrimSpace(other.Name + " " + fileplace(ref))
}

func otherText(other *check.Subject, text string, ref place.Ref) diag.Evidence {
	ref.File = other.Name
	return diag.Evidence{Label: "上年", Value: text, Ref: ref}
}
