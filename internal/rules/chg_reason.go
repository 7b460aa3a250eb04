package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

func reasonGiven(in *check.Inspection) {
	reasonsOf(in, func(m string) bool { return !isPublic(m) && !isAgency(m) })
}

// reasonsOf demands reasons for the changes of some measures: in the paragraph,
// or with the same amount elsewhere.
func reasonsOf(in *check.Inspection, mine func(measure string) bool) {
	explained := map[money.Decimal]bool{}
	eachChange(in.Subject, func(c *change) {
		if c.moved(in.Subject) && c.hasReason(in.Subject) {
			explained[in.Printed(c.delta).Value] = true
		}
	})
	eachChange(in.Subject, func(c *change) {
		if !mine(c.measure.ID) || !c.moved(in.Subject) || !asksReason(in.Subject, c) {
			return
		}
		if c.hasReason(in.Subject) || explained[in.Printed(c.delta).Value] || partsExplained(in.Subject, c) {
			in.Pass(1)
			return
		}
		word := ways[c.more()]
		in.Fail(check.Fault{
			At:       claimRef(in.Subject, c.section, c.deltaClaim),
			Message:  fmt.Sprintf("%s%s%s%s，没有说明原因", measureName(in.Subject, c.measure), word, c.deltaClaim.Text, in.UnitName(c.delta)),
			Evidence: []diag.Evidence{in.Show(c.delta)},
		})
	})
}

// partsExplained reports whether a change is that of a whole of which the parts are told
// with their reasons, in a place without a form of its own: its form may ask no more.
func partsExplained(s *check.Subject, whole *change) bool {
	if !s.Profile.Generic {
		return false
	}
	lead := strings.TrimRight(whole.p.Text, "：:。） )")
	if i := strings.LastIndexAny(lead, "（("); i > 0 && !strings.ContainsAny(lead[i:], "）)") { // 具体情况如下（按项级科目分类统计）
		lead = lead[:i]
	}
	if endsInAny(lead, []string{"其中", "如下"}) { // the parts stand in the paragraphs below
		for p := range eachItem(s.Sections[whole.section].Paragraphs[whole.paragraph+1:]) {
			if holdsAny(p.Text, claims().Words.Because) {
				return true
			}
		}
	}
	if _, parts, ok := strings.Cut(whole.p.Text[min(whole.deltaClaim.Start, len(whole.p.Text)):], "其中"); ok && holdsAny(parts, claims().Words.Because) {
		return true
	}
	for _, w := range claims().Changes {
		if w.Total != whole.measure.ID {
			continue
		}
		told := 0
		eachChange(s, func(c *change) {
			if c.section == whole.section && indexOf(w.Parts, c.measure.ID) >= 0 && c.moved(s) && c.hasReason(s) {
				told++
			}
		})
		return told > 0
	}
	return false
}

// asksReason reports whether the form's sentence has room for a reason; a
// sentence that the form does not know should have one, but where it tells the parts of
// a change.
func asksReason(s *check.Subject, c *change) bool {
	form := formSentence(s.Profile, s.Sections[c.section].ID, c.p.Pattern)
	if form == nil {
		return true
	}
	if slot := form.changeSlot(c.measure.ID); slot != nil {
		how := s.Profile.Change(slot.Arg)
		return how == nil || strings.Contains(how.More, "{reason}")
	}
	return !s.Profile.Generic && !c.partOfChange() || formCompares(s.Profile, s.Sections[c.section].ID, c.measure.ID)
}

// formCompares reports whether the form has a sentence of the section that tells how a
// measure changed: of what it does not, places without a form of their own ask no reason.
func formCompares(p *profile.Profile, section, measure string) bool {
	return slices.ContainsFunc(sentencesOf(p).sections[section], func(form *knownSentence) bool { return form.changeSlot(measure) != nil })
}

// changeSlot is where a sentence of the form tells how a measure changed; nil where it
// does not.
func (f *knownSentence) changeSlot(measure string) *profile.Slot {
	i := indexOfItem(f.slots, func(s *profile.Slot) bool { return s.Name == measure && s.Aspect == "change" })
	if i < 0 {
		return nil
	}
	return &f.slots[i]
}

// hasReason reports whether the paragraph says why: a reason that was read, or,
// in a paragraph of one change, words that lead to one.
func (c *change) hasReason(s *check.Subject) bool {
	if c.reason != nil {
		return true
	}
	if c.deltaClaim == nil {
		return false
	}
	rest := c.p.Text[min(c.deltaClaim.Start, len(c.p.Text)):]
	if end := nextMeasure(c); end > c.deltaClaim.Start && end <= len(c.p.Text) {
		rest = c.p.Text[c.deltaClaim.Start:end]
	}
	return holdsAny(rest, claims().Words.Because) || c.explainedAfter(s)
}

// partOfChange reports whether the change is told as a part of one told before it:
// 比上年减少5万元，下降10%。其中：公务接待费减少1万元. The whole is what has a reason.
func (c *change) partOfChange() bool {
	for k := range c.p.Claims {
		o := &c.p.Claims[k]
		name, _, _ := strings.Cut(o.Slot, ".")
		if name != c.measure.ID && aspectOf(o.Slot) == "delta" && o.Start < c.deltaClaim.Start && strings.Contains(c.p.Text[o.Start:c.deltaClaim.Start], "其中") {
			return true
		}
	}
	return false
}

// reasonSentence is a sentence that gives the reason of the changes before it:
// 2025年度“三公”经费支出减少的主要原因是…….
var reasonSentence = regexp.MustCompile(`^[^；;，,]{0,40}原因(?:是|为|：|:)`)

// reasonParagraph is a paragraph that gives the reason of those before: 减少原因：……, 预算
// 收支增减的主要原因说明：…….
var reasonParagraph = regexp.MustCompile(`^(?:部门|单位|预算|决算|收入|支出|收支|总体|增加|减少|增减|变动|变化|增长|下降|主要|情况|、|的)*原因(?:说明|分析)?(?:是|为|：|:)`)

// mostBetween is how many paragraphs may stand between a change and its reason.
const mostBetween = 2

// explainedAfter reports whether the sentence after the change gives its reason, where
// only its parts are told between: ……。其中：……。主要原因是…….
func (c *change) explainedAfter(s *check.Subject) bool {
	after := s.Sections[c.section].Paragraphs[c.paragraph+1:]
	for i := range after[:min(len(after), mostBetween)] {
		if reasonParagraph.MatchString(after[i].Text) {
			return true
		}
	}
	sentences := strings.Split(c.p.Text[min(c.deltaClaim.Start, len(c.p.Text)):], "。")
	for _, next := range sentences[1:] {
		if !strings.HasPrefix(next, "其中") {
			return reasonSentence.MatchString(next)
		}
	}
	return false
}

// content is a reason without marks and spaces.
func content(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \u3000，。；、：,;:.（）()“”", r) {
			return -1
		}
		return r
	}, s)
}

// isBoilerplate reports whether a reason says nothing: it is short and names no
// number, or is made of phrases that fit anything.
func isBoilerplate(reason string) bool {
	if claims().saysMore(content(reason)) {
		return false
	}
	left := beyondBoilerplate(reason)
	if left == "" {
		return true
	}
	return utf8.RuneCountInString(content(reason)) < 8 && !strings.ContainsAny(reason, "0123456789一二三四五六七八九十两") && left != content(reason)
}

// beyondBoilerplate is what a reason says beyond phrases that fit anything.
func beyondBoilerplate(reason string) string {
	left := content(reason)
	for _, list := range [...][]string{claims().Words.Boilerplate, joiningWords} {
		for _, w := range list {
			left = strings.ReplaceAll(left, w, "")
		}
	}
	return left
}

// joiningWords stand between phrases that fit anything.
var joiningWords = []string{"根据", "因为", "由于", "按照", "所致", "导致", "变动", "变化", "增加", "减少", "的", "和", "及", "因"}

// saysMore reports whether a reason of eight characters or more has one that no phrase
// has which fits anything.
func (c *claimRules) saysMore(content string) bool {
	return utf8.RuneCountInString(content) >= 8 && strings.ContainsFunc(content, func(r rune) bool { return !c.empty[r] })
}

func boilerplate(in *check.Inspection) {
	uses := map[string][]string{} // reason → measures
	eachChange(in.Subject, func(c *change) {
		if c.reason == nil {
			return
		}
		if isBoilerplate(c.reason.Text) {
			in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.reason), Message: fmt.Sprintf("原因只写“%s”，没有说出具体的事", short(c.reason.Text))})
			return
		}
		in.Pass(1)
		key := content(c.reason.Text)
		if indexOf(uses[key], c.measure.ID) >= 0 {
			return
		}
		uses[key] = append(uses[key], c.measure.ID)
		if apart(uses[key]) == 3 && apart([]string{c.measure.ID}) == 1 {
			in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.reason), Message: fmt.Sprintf("三项以上的变动都用同一个原因“%s”", short(c.reason.Text))})
		}
	})
}

// apart counts the measures that stand for themselves: not those that are no part of
// anything, as the totals of income and of spending, which change alike, nor wholes of
// which a part is there too. These may share their reason.
func apart(list []string) int {
	n := 0
	for _, m := range list {
		whole, part, told := false, false, false
		for _, w := range claims().Wholes {
			part = part || indexOf(w.Parts, m) >= 0
			if w.Total == m {
				whole = true
				told = told || slices.ContainsFunc(w.Parts, func(id string) bool { return indexOf(list, id) >= 0 })
			}
		}
		if !told && (part || !whole) {
			n++
		}
	}
	return n
}

// against reports whether the reason of a change speaks of one that goes the other way.
func (c *change) against(s *check.Subject) bool {
	if c.reason == nil || c.way == "" || !c.moved(s) && (c.rate == check.NoVar || none(s, c.rate)) {
		return false
	}
	up, known := c.reasonWay()
	return known && up != c.likely(s)
}

// reasonWay is the one way that the reason of a change speaks of; known is false where it
// speaks of both or neither.
func (c *change) reasonWay() (up, known bool) {
	up = holdsAny(c.reason.Text, claims().Words.Growing)
	return up, up != holdsAny(c.reason.Text, claims().Words.Shrinking) && !holdsAny(c.reason.Text, claims().Words.Either)
}

// reasonFits reports whether the reason of a change speaks of that way alone.
func (c *change) reasonFits(way string) bool {
	if c.reason == nil || c.direction == nil {
		return false
	}
	up, known := c.reasonWay()
	return known && up == (way == "more")
}

func reasonDirection(in *check.Inspection) {
	eachChange(in.Subject, func(c *change) {
		if c.reason == nil || c.way == "" || c.torn() {
			return // of words that do not fit CHG-003 speaks
		}
		if !c.against(in.Subject) {
			in.Pass(1)
			return
		}
		more := c.likely(in.Subject)
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, c.section, c.reason),
			Message: fmt.Sprintf("%s%s了，原因“%s”却是%s的", measureName(in.Subject, c.measure), ways[more], short(c.reason.Text), ways[!more]),
		})
	})
}
