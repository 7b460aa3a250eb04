package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/budget"
)

// claimLabel tells what a number of a sentence is, by the words before it, so that it is found
// there: “三、支出决算情况说明”里的“基本支出”占比.
func (s *Subject) claimLabel(n *number) string {
	_, aspect, _ := strings.Cut(s.claim(n).Slot, ".")
	aspect, of, _ := strings.Cut(aspect, ":")
	in := quoted(s.Sections[n.owner].Title) + "里的" + quoted(s.claimName(n))
	if aspect == "share" && of == "budget" {
		return in + "完成年初预算的百分比"
	}
	return in + aspectNames[aspect]
}

// ClaimName is what a number of a sentence is of, in quotes: “基本支出”.
func (s *Subject) ClaimName(v Var) string { return quoted(s.claimName(&s.numbers[v])) }

func (s *Subject) claimName(n *number) string {
	if name := s.itemName(n); name != "" {
		return name
	}
	p := &s.Sections[n.owner].Paragraphs[n.line]
	measure, _, _ := strings.Cut(p.Claims[n.column].Slot, ".")
	return s.wordsOf(p, int(n.column), measure)
}

// inner are the quotes of what is quoted itself.
var inner = strings.NewReplacer("“", "‘", "”", "’")

func quoted(s string) string { return "“" + inner.Replace(s) + "”" }

// aspectNames are what is said of a measure beside its amount, in words.
var aspectNames = map[string]string{"budget": "年初预算", "share": "占比", "rate": "增减幅度", "delta": "增减额", "prior": "上年数"}

// labelBeside is a number's label beside one of another's: with the title of its table, where
// that is another or none.
func (s *Subject) labelBeside(v, other Var) string {
	a, b := &s.numbers[v], &s.numbers[other]
	inTable := func(n *number) bool { return n.kind == ofCell || n.kind == ofRate }
	if !inTable(a) || inTable(b) && a.owner == b.owner {
		return s.Label(v)
	}
	title := s.withoutUnit(strings.TrimSpace(s.Tables[a.owner].Title))
	if title == "" {
		return s.Label(v)
	}
	return title + "的" + s.Label(v)
}

// withoutUnit is a text without the year and the name of the unit that it begins with.
func (s *Subject) withoutUnit(text string) string {
	return strings.TrimPrefix(withoutYear(strings.TrimPrefix(text, s.Unit.Name)), s.Unit.Name)
}

// withoutYear is a text without a year that it has, and what is before that.
func withoutYear(text string) string {
	if _, rest, ok := strings.Cut(text, "年度"); ok {
		return rest
	}
	if i := strings.Index(text, "年"); i > 0 && text[i-1] >= '0' && text[i-1] <= '9' {
		return text[i+len("年"):]
	}
	return text
}

// itemName is the item of a list that a claim speaks of; empty where it is of none.
func (s *Subject) itemName(n *number) string {
	claims := s.Sections[n.owner].Paragraphs[n.line].Claims
	list, _, _ := strings.Cut(claims[n.column].Slot, ".")
	for k := int(n.column); k >= 0; k-- {
		if claims[k].Slot == list+".name" {
			return strings.TrimFunc(claims[k].Text, unicode.IsPunct)
		}
	}
	return ""
}

// wordsOf are the words by which a paragraph names the measure of its claim k: those before its
// amount, else what the profile calls it, or the cell that it repeats, or those before the claim.
func (s *Subject) wordsOf(p *budget.Paragraph, k int, measure string) string {
	for i := range p.Claims {
		c := &p.Claims[i]
		if c.Start > p.Claims[k].Start || c.Slot != measure && c.Slot != measure+".budget" {
			continue
		}
		if words := strings.TrimSuffix(s.wordsBefore(p, i), "年初预算"); words != "" {
			return words
		}
	}
	m := s.Profile.Measure(measure)
	switch {
	case m == nil:
	case m.Name != "":
		return m.Name
	case len(m.Calls) > 0:
		return m.Calls[0]
	case m.Cell != "":
		_, cell, _ := strings.Cut(m.Cell, "[")
		return strings.Replace(cell, "].", " ", 1)
	}
	if words := s.wordsBefore(p, k); words != "" {
		return words
	}
	return "各项"
}

// mostWords is how many characters a number's words are at most.
const mostWords = 24

// leadIns and leadOuts stand before and behind the words that name a number.
var (
	leadIns  = []string{"其中", "主要包括", "包括", "万元", "亿元", "元", "%"}
	leadOuts = []string{"为", "是", "共计", "共"}
)

// listNumber is the number that an item of a list begins with: （一）, 1.
var listNumber = regexp.MustCompile(`^(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十0-9]{1,3}[、.．])`)

// wordsBefore are the words right before claim k of a paragraph, back to a mark or to another
// claim, without the year and the name of the unit; empty where none name anything.
func (s *Subject) wordsBefore(p *budget.Paragraph, k int) string {
	start, from := p.Claims[k].Start, 0
	if start < 0 || start > len(p.Text) {
		return ""
	}
	for i := range p.Claims {
		if end := p.Claims[i].Start + len(p.Claims[i].Text); end <= start {
			from = max(from, end)
		}
	}
	words := afterLast(p.Text[from:start], "。；，：、;:,")
	if strings.LastIndexAny(words, "（(") > strings.LastIndexAny(words, "）)") {
		words = afterLast(words, "（(")
	}
	words = listNumber.ReplaceAllString(strings.TrimSpace(words), "")
	words = s.withoutUnit(words)
	for _, w := range leadIns {
		words = strings.TrimPrefix(words, w)
	}
	for _, w := range leadOuts {
		words = strings.TrimSuffix(words, w)
	}
	words = strings.TrimSpace(words)
	if r := []rune(words); len(r) > mostWords {
		words = "…" + string(r[len(r)-mostWords:])
	}
	return words
}

// afterLast is what stands behind the last of some marks.
func afterLast(s, marks string) string {
	i := strings.LastIndexAny(s, marks)
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}
