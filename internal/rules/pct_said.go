package rules

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Percentages as sentences say them, whether the form knows the sentence or not.
var (
	shareBare   = regexp.MustCompile(`(?:占|增长|下降|上升|完成(?:年初|全年|调整)?预算(?:数)?的)[^，,。；;：:、0-9％%（()）]{0,24}([0-9]{1,3}\.[0-9]{1,2})(?:[，,。；;、）)]|$)`)
	ratedOfNone = regexp.MustCompile(`预算(?:数)?为?(0(?:\.0+)?)(?:万?元)?[，,](?:支出)?决算(?:数)?为?([0-9][0-9,]*(?:\.[0-9]+)?)万?元[，,]完成(?:年初|全年|调整)?预算(?:数)?的([0-9][0-9.]*)[%％]`)
	grownFrom   = regexp.MustCompile(`(?:为|支出|决算|费|预算)([0-9][0-9,]*(?:\.[0-9]+)?)万?元[，,。；;](?:[^。；;]{0,16}[，,])?(?:比|较|与)(?:上年|[0-9]{4}年)[^，,。；;0-9]{0,16}增加([0-9][0-9,]*(?:\.[0-9]+)?)万?元[，,](?:增长|增幅|上升)[^0-9，,。；;]{0,4}([0-9][0-9.]*)[%％]`)
	changedSame = regexp.MustCompile(`(?:增加|减少)(?:为|了)?[0-9][0-9,]*(?:\.[0-9]+)?万?元[，,](?:与|和|较|比)(?:上年|[0-9]{4}年)[^，,。；;0-9]{0,12}(?:持平|一致|相同)`)
)

// sayings are the matches of an expression in the paragraphs of the narrative; of
// blanks, which many set around digits, it knows nothing.
func sayings(in *check.Inspection, what *regexp.Regexp, each func(at place.Ref, m []string)) {
	inNarrative(in, func(section int, p *budget.Paragraph) {
		t := withoutBlanks(p.Text)
		for _, m := range what.FindAllStringSubmatchIndex(t.s, -1) {
			words := make([]string, len(m)/2)
			for k := range words {
				if m[2*k] >= 0 {
					words[k] = t.s[m[2*k]:m[2*k+1]]
				}
			}
			each(paragraphRef(in.Subject, section, p, t.printed(m[0], m[1])), words)
		}
	})
}

// inNarrative visits the paragraphs of the narrative.
func inNarrative(in *check.Inspection, each func(section int, p *budget.Paragraph)) {
	for i := range in.Sections {
		if in.Sections[i].Part != "narrative" {
			continue
		}
		for j := range in.Sections[i].Paragraphs {
			each(i, &in.Sections[i].Paragraphs[j])
		}
	}
}

// tight is a text without its blanks.
type tight struct {
	s    string
	text string // as printed
	at   []int  // where each byte of s stands in text; nil where they are the same
}

func withoutBlanks(text string) tight {
	if !strings.ContainsFunc(text, unicode.IsSpace) {
		return tight{s: text, text: text}
	}
	t := tight{text: text}
	var b strings.Builder
	for i, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		n, _ := b.WriteRune(r)
		for k := range n {
			t.at = append(t.at, i+k)
		}
	}
	t.s = b.String()
	return t
}

// printed is a piece of the text as it was printed.
func (t tight) printed(from, to int) string { return t.text[t.place(from) : t.place(to-1)+1] }

// place is where a byte of the text without blanks stands.
func (t tight) place(i int) int {
	if t.at == nil {
		return i
	}
	return t.at[i]
}

// withoutSign looks for a share, a growth or a rate that has no percent sign behind it.
func withoutSign(in *check.Inspection) {
	sayings(in, shareBare, func(at place.Ref, m []string) {
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s”：%s后面没有写%%", strings.TrimRight(m[0], "，,。；;、）)"), m[1]), Expected: m[1] + "%",
			Suspects: []diag.Suspect{{Ref: at, Value: m[1], Suggest: m[1] + "%"}},
		})
	})
}

// completionOfNothing looks for a rate of completion where nothing was budgeted.
func completionOfNothing(in *check.Inspection) {
	sayings(in, ratedOfNone, func(at place.Ref, m []string) {
		if strings.Trim(m[2], "0.,") == "" {
			return
		}
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("预算为%s，决算为%s，算不出完成率，却写%s%%", m[1], m[2], m[3]), Expected: "不写完成率，写明预算为0"})
	})
}

// growthFromNothing looks for a rate of growth where all there is was added this year.
func growthFromNothing(in *check.Inspection) {
	sayings(in, grownFrom, func(at place.Ref, m []string) {
		now, more := strings.ReplaceAll(m[1], ",", ""), strings.ReplaceAll(m[2], ",", "")
		if now != more || strings.Trim(now, "0.") == "" {
			return
		}
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("本年%s，比上年增加%s，上年是0，算不出增长率，却写%s%%", m[1], m[2], m[3]), Expected: "不写增长率，写明上年为0"})
	})
}

// changedAndSame looks for what is said to have changed by an amount and not to have
// changed at once.
func changedAndSame(in *check.Inspection) {
	sayings(in, changedSame, func(at place.Ref, m []string) {
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”：既说增减，又说没有变", m[0]), Expected: "只留一种说法"})
	})
}
