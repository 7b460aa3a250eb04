package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// change is what a paragraph says of a measure against last year.
type change struct {
	measure             *profile.Measure
	section, paragraph  int
	p                   *budget.Paragraph
	now                 check.Var // the number itself: said before it, or its cell
	delta, rate, prior  check.Var
	deltaClaim          *budget.Claim
	way                 string // more, less, new; empty where no amount is said
	reason, same        *budget.Claim
	direction, verb     *budget.Claim
	directionWay, verbs string
}

type changeKey struct{}

// eachChange calls yield for every comparison that the sentences make.
func eachChange(s *check.Subject, yield func(c *change)) {
	list := check.Kept(s, changeKey{}, readChanges)
	for i := range list {
		yield(&list[i])
	}
}

func readChanges(s *check.Subject) []change {
	var out []change
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			p := &s.Sections[i].Paragraphs[j]
			for k := range p.Claims {
				name, ok := compared(p, k)
				if !ok {
					continue
				}
				m := s.Profile.Measure(name)
				if m == nil {
					continue
				}
				var c change
				if c.read(s, m, i, j, p) {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// compared is the measure of a paragraph's k-th claim where that is the first
// part of its comparison.
func compared(p *budget.Paragraph, k int) (string, bool) {
	slot := p.Claims[k].Slot
	if aspectOf(slot) == "" {
		return "", false
	}
	name, _, _ := strings.Cut(slot, ".")
	for n := range p.Claims[:k] {
		if o := p.Claims[n].Slot; strings.HasPrefix(o, name) && len(o) > len(name) && o[len(name)] == '.' && aspectOf(o) != "" {
			return "", false
		}
	}
	return name, true
}

// aspectOf is which part of a change a slot is; empty for what is none.
func aspectOf(slot string) string {
	_, aspect, ok := strings.Cut(slot, ".")
	if !ok {
		return ""
	}
	aspect, way, _ := strings.Cut(aspect, ":")
	if way == "budget" {
		return "" // against the budget, not last year
	}
	switch aspect {
	case "delta", "rate", "reason", "same", "direction", "verb":
		return aspect
	}
	return ""
}

// read gathers a measure's claims in a paragraph; false where it is not compared.
func (c *change) read(s *check.Subject, m *profile.Measure, i, j int, p *budget.Paragraph) bool {
	*c = change{measure: m, section: i, paragraph: j, p: p, now: check.NoVar, delta: check.NoVar, rate: check.NoVar, prior: check.NoVar}
	said := false
	for k := range p.Claims {
		claim := &p.Claims[k]
		rest, ok := strings.CutPrefix(claim.Slot, m.ID)
		if !ok || rest != "" && rest[0] != '.' {
			continue
		}
		v := s.ClaimVar(i, j, k)
		aspect, way, _ := strings.Cut(strings.TrimPrefix(rest, "."), ":")
		if way == "budget" {
			continue
		}
		switch aspect {
		case "":
			if c.now == check.NoVar {
				c.now = v
			}
			continue
		case "prior":
			c.prior = v
			continue
		case "delta":
			c.delta, c.way, c.deltaClaim = v, way, claim
		case "rate":
			c.rate = v
			if c.way == "" {
				c.way = way
			}
		case "reason":
			c.reason = claim
		case "same":
			c.same = claim
		case "direction":
			c.direction, c.directionWay = claim, way
		case "verb":
			c.verb, c.verbs = claim, way
		default:
			continue
		}
		said = true
	}
	if c.now == check.NoVar && said && m.Cell != "" {
		c.now = s.At(m.Cell)
	}
	return said
}

func (c *change) more() bool { return c.way == "more" || c.way == "new" }

// moved reports whether an amount of change is said that is not nothing.
func (c *change) moved(s *check.Subject) bool {
	return c.delta != check.NoVar && !none(s, c.delta)
}

func rates(r *check.Relations) {
	eachChange(r.Subject, func(c *change) {
		if c.rate != check.NoVar && c.delta != check.NoVar && c.way != "" {
			r.Rate(c.rate, c.delta, c.now, c.likely(r.Subject))
		}
	})
}

// priorValue is last year's amount of a measure in fen: said, or in last year's
// document.
func priorValue(in *check.Subject, c *change) (int64, string, bool) {
	if f, ok := worth(in, c.prior); ok {
		return f, in.Printed(c.prior).Text, true
	}
	if v := tablePrior(in, c); v != check.NoVar {
		if f, ok := worth(in, v); ok {
			return f, in.Printed(v).Text, true
		}
	}
	v := lastYears(in, c.measure)
	if f, ok := worth(priorOf(in), v); ok {
		return f, in.Prior.Printed(v).Text, true
	}
	return 0, "", false
}

func directions(in *check.Inspection) {
	directionsOf(in, func(m string) bool { return !isPublic(m) }) // TPE-009 has those
}

// directionsOf holds the words to the two years' numbers for some measures.
func directionsOf(in *check.Inspection, mine func(measure string) bool) {
	said, known := 0, 0
	eachChange(in.Subject, func(c *change) {
		if c.way == "" || !mine(c.measure.ID) || !c.moved(in.Subject) {
			return
		}
		said++
		before, text, ok := priorValue(in.Subject, c)
		now, also := worth(in.Subject, c.now)
		if !ok || !also {
			return
		}
		known++
		more := c.likely(in.Subject) // of words that do not fit CHG-003 speaks
		goes := func(now int64) bool { return more && now >= before || !more && now <= before }
		cell, beside := worth(in.Subject, in.At(c.measure.Cell)) // where the two are not the same the slip is not of the way
		if goes(now) || beside && tablePrior(in.Subject, c) != check.NoVar && goes(cell) {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, c.section, c.deltaClaim),
			Message: fmt.Sprintf("本年%s，上年%s，却说%s了%s", printed(in.Subject, c.now), orBlank(text), map[bool]string{true: "增加", false: "减少"}[more], in.Printed(c.delta).Text),
		})
	})
	if said > 0 && known == 0 {
		in.NotChecked(noPriorValue)
	}
}

func printed(s *check.Subject, v check.Var) string { return orBlank(s.Printed(v).Text) }

func orBlank(s string) string {
	if s == "" {
		return "空白"
	}
	return s
}

func wordPairs(in *check.Inspection) {
	eachChange(in.Subject, func(c *change) {
		if c.verb == nil {
			return
		}
		way, word := c.directionWay, "增加"
		if c.direction != nil {
			word = c.direction.Text
		} else if way = c.way; way == "new" {
			way = "more"
		} else if way == "less" {
			word = "减少"
		}
		if way == "" || way == c.verbs {
			in.Pass(1)
			return
		}
		at, right := c.verb, map[string]string{"more": "增长", "less": "下降"}[way]
		if c.torn() && (c.verbs == "more") == c.likely(in.Subject) {
			at, right = c.direction, map[string]string{"more": "增加", "less": "减少"}[c.verbs]
		}
		f := check.Fault{At: claimRef(in.Subject, c.section, at), Expected: right, Message: fmt.Sprintf("前面说“%s”，后面说“%s”", word, c.verb.Text)}
		f.Suspects = []diag.Suspect{{Ref: f.At, Value: at.Text, Suggest: right}}
		in.Fail(f)
	})
}

// isPublic tells the measures of the three-public expenses.
func isPublic(measure string) bool { return indexOf(claims().byRule["TPE-008"], measure) >= 0 }

// isAgency tells the measure of agency operating costs.
func isAgency(measure string) bool { return indexOf(claims().byRule["ORE-004"], measure) >= 0 }

func reasonGiven(in *check.Inspection) {
	reasonsOf(in, func(m string) bool { return !isPublic(m) && !isAgency(m) })
}

// reasonsOf demands reasons for the changes of some measures: in the paragraph,
// or with the same amount elsewhere.
func reasonsOf(in *check.Inspection, mine func(measure string) bool) {
	explained := map[money.Decimal]bool{}
	eachChange(in.Subject, func(c *change) {
		if c.moved(in.Subject) && c.hasReason() {
			explained[in.Printed(c.delta).Value] = true
		}
	})
	eachChange(in.Subject, func(c *change) {
		if !mine(c.measure.ID) || !c.moved(in.Subject) || !asksReason(in.Subject, c) {
			return
		}
		if c.hasReason() || explained[in.Printed(c.delta).Value] {
			in.Pass(1)
			return
		}
		word := map[bool]string{true: "增加", false: "减少"}[c.more()]
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, c.section, c.deltaClaim),
			Message: fmt.Sprintf("%s%s%s万元，没有说明原因", measureName(in.Subject, c.measure), word, c.deltaClaim.Text),
		})
	})
}

// asksReason reports whether the form's sentence has room for a reason; a
// sentence that the form does not know should have one.
func asksReason(s *check.Subject, c *change) bool {
	form := paragraphForm(s.Profile, s.Sections[c.section].ID, c.p.Pattern)
	if form == nil {
		return true
	}
	for _, slot := range s.Profile.Pattern(form.Text).Slots() {
		if slot.Name == c.measure.ID && slot.Aspect == "change" {
			how := s.Profile.Change(slot.Arg)
			return how == nil || strings.Contains(how.More, "{reason}")
		}
	}
	return true
}

// hasReason reports whether the paragraph says why: a reason that was read, or,
// in a paragraph of one change, words that lead to one.
func (c *change) hasReason() bool {
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
	return holdsAny(rest, claims().Words.Because)
}

// nextMeasure is where the paragraph goes on to another measure; 0 where it does not.
func nextMeasure(c *change) int {
	for k := range c.p.Claims {
		o := &c.p.Claims[k]
		if name, _, _ := strings.Cut(o.Slot, "."); o.Start > c.deltaClaim.Start && name != c.measure.ID {
			return o.Start
		}
	}
	return 0
}

// measureName is a measure in words.
func measureName(s *check.Subject, m *profile.Measure) string {
	switch {
	case m.Reason != "":
		return m.Reason
	case m.Name != "":
		return m.Name
	}
	return m.Cell
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
	left := beyondBoilerplate(reason)
	if left == "" {
		return true
	}
	return utf8.RuneCountInString(content(reason)) < 8 && !strings.ContainsAny(reason, "0123456789一二三四五六七八九十两") && left != content(reason)
}

// beyondBoilerplate is what a reason says beyond phrases that fit anything.
func beyondBoilerplate(reason string) string {
	left := content(reason)
	for _, w := range claims().Words.Boilerplate {
		left = strings.ReplaceAll(left, w, "")
	}
	for _, w := range [...]string{"根据", "因为", "由于", "按照", "所致", "导致", "变动", "变化", "增加", "减少", "的", "和", "及", "因"} {
		left = strings.ReplaceAll(left, w, "")
	}
	return left
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
		if len(uses[key]) == 3 && !sameMoney(uses[key]) {
			in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.reason), Message: fmt.Sprintf("三项以上的变动都用同一个原因“%s”", short(c.reason.Text))})
		}
	})
}

// sameMoney reports whether measures are views of the same total: income,
// spending and appropriation may share their reason.
func sameMoney(list []string) bool {
	for _, m := range list {
		if m != "income_total" && m != "spending_total" && m != "gpb_total" && m != "fiscal_total" {
			return false
		}
	}
	return true
}

func sameWords(in *check.Inspection) {
	sameAndAmount(in)
	eachChange(in.Subject, func(c *change) {
		switch {
		case c.same != nil && c.delta == check.NoVar:
			c.holdSame(in)
		case c.delta != check.NoVar && none(in.Subject, c.delta) && c.deltaClaim != nil:
			in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.deltaClaim), Severity: diag.Note, Message: fmt.Sprintf("增减额是%s，应写与上年相同", c.deltaClaim.Text)})
		default:
			in.Pass(1)
		}
	})
}

// nearly reports whether a change is said to be as good as none.
func (c *change) nearly() bool {
	return holdsAny(c.same.Text, claims().Words.Nearly) || strings.Contains(c.p.Text, "基本"+c.same.Text)
}

// holdSame: what is said to be as last year is as last year, and has no reason.
func (c *change) holdSame(in *check.Inspection) {
	nearly := c.nearly()
	before, text, known := priorValue(in.Subject, c)
	now, ok := worth(in.Subject, c.now)
	slack := int64(0)
	if nearly {
		slack = abs(before) / 200
	}
	switch {
	case known && ok && abs(now-before) > slack:
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, c.section, c.same),
			Message: fmt.Sprintf("本年%s，上年%s，却说“%s”", printed(in.Subject, c.now), orBlank(text), short(c.same.Text)),
		})
	case c.reason != nil && !nearly && known && before != now:
		in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.same), Message: fmt.Sprintf("说“%s”，又写了变动原因", short(c.same.Text))})
	case c.reason != nil && !nearly && !known && holdsAny(c.reason.Text, []string{"增加", "减少", "下降", "压减"}):
		in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.same), Message: fmt.Sprintf("说“%s”，又写了增减的原因“%s”", short(c.same.Text), short(c.reason.Text))})
	default:
		in.Pass(1)
	}
}

// deltas: one change is said alike wherever it is said.
func deltas(r *check.Relations) {
	eachClaim(r.Subject, func(p *budget.Paragraph, i, j, k int) {
		slot := p.Claims[k].Slot
		if aspectOf(slot) != "delta" {
			return
		}
		v := r.ClaimVar(i, j, k)
		if first := r.Claims(slot)[0]; first != v {
			r.Same(first, v)
		}
	})
	for _, t := range claims().Twins {
		for _, way := range [...]string{".delta:more", ".delta:less"} {
			first := check.NoVar
			for _, id := range t.Measures {
				list := r.Claims(id + way)
				if len(list) == 0 {
					continue
				}
				if first != check.NoVar {
					r.Same(first, list[0])
				}
				first = list[0]
			}
		}
	}
}

// changesAdd: the changes of items add up to the change of their total.
func changesAdd(in *check.Inspection) {
	for _, w := range claims().Changes {
		var total change
		found := false
		var sum, slack int64
		said := 0
		eachChange(in.Subject, func(c *change) {
			if c.way == "" && c.same == nil {
				return
			}
			if c.measure.ID == w.Total {
				total, found = *c, c.way != ""
			}
			if indexOf(w.Parts, c.measure.ID) < 0 {
				return
			}
			said++
			f, ok := worth(in.Subject, c.delta)
			if !ok {
				slack += 10_000 // said to be the same: prints may still differ by a last place
				return
			}
			slack += lastPlace(in.Subject, c.delta)
			if c.more() {
				sum += f
			} else {
				sum -= f
			}
		})
		if !found || said < len(w.Parts) {
			continue
		}
		f, ok := worth(in.Subject, total.delta)
		if !ok {
			continue
		}
		if !total.more() {
			f = -f
		}
		if abs(f-sum) <= slack+lastPlace(in.Subject, total.delta) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, total.section, total.deltaClaim),
			Message: fmt.Sprintf("各项增减相加是%s，合计的增减却是%s", signedWan(sum), signedWan(f)),
		})
	}
}

func signedWan(fen int64) string {
	word := "增加"
	if fen < 0 {
		word, fen = "减少", -fen
	}
	return fmt.Sprintf("%s%d.%02d万元", word, fen/1_000_000, fen%1_000_000/10_000)
}

func rateOfNothing(in *check.Inspection) {
	eachChange(in.Subject, func(c *change) {
		if c.rate == check.NoVar || none(in.Subject, c.rate) || !c.more() {
			return
		}
		now, ok := worth(in.Subject, c.now)
		delta, also := worth(in.Subject, c.delta)
		if !ok || !also {
			return
		}
		v := lastYears(in.Subject, c.measure)
		before, known := worth(priorOf(in.Subject), v)
		if known && before != 0 || !known && now != delta || delta == 0 {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, c.section, c.deltaClaim),
			Message: fmt.Sprintf("本年%s、增加%s，上年是0，不应有增长%s%%", printed(in.Subject, c.now), c.deltaClaim.Text, in.Printed(c.rate).Text),
		})
	})
}

const (
	largeRate = 20_000_000 // 20 % in millionths of a percent
	smallBase = 5_000_000  // 5万元 in fen
)

func largeChanges(in *check.Inspection) {
	eachChange(in.Subject, func(c *change) {
		if c.rate == check.NoVar || c.reason == nil {
			return
		}
		value, _, ok := percentStep(in.Printed(c.rate))
		now, also := worth(in.Subject, c.now)
		if !ok || !also || value < largeRate || now < smallBase {
			return
		}
		if strings.ContainsAny(c.reason.Text, "0123456789一二三四五六七八九十两") {
			in.Pass(1)
			return
		}
		severity := diag.Note
		if isBoilerplate(c.reason.Text) {
			severity = diag.Warning
		}
		in.Fail(check.Fault{
			At: claimRef(in.Subject, c.section, c.reason), Severity: severity,
			Message: fmt.Sprintf("%s变动%s%%，原因“%s”没有说到数量或金额", measureName(in.Subject, c.measure), in.Printed(c.rate).Text, short(c.reason.Text)),
		})
	})
}

func leftOut(in *check.Inspection) {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			said := false
			for k := range p.Claims {
				c := &p.Claims[k]
				if aspectOf(c.Slot) != "reason" {
					continue
				}
				word := firstOf(c.Text, claims().Words.LeftOut)
				if word == "" {
					in.Pass(1)
					continue
				}
				if said {
					continue
				}
				said = true
				in.Fail(check.Fault{At: claimRef(in.Subject, i, c), Message: fmt.Sprintf("原因说有支出“%s”：“%s”，预算不完整", word, short(c.Text))})
			}
		}
	}
}

func reasonDirection(in *check.Inspection) {
	eachChange(in.Subject, func(c *change) {
		if c.reason == nil || c.way == "" || !c.moved(in.Subject) {
			return
		}
		up, down := holdsAny(c.reason.Text, claims().Words.Growing), holdsAny(c.reason.Text, claims().Words.Shrinking)
		more := c.likely(in.Subject)
		if up == down || up == more || holdsAny(c.reason.Text, claims().Words.Either) {
			in.Pass(1)
			return
		}
		word := map[bool]string{true: "增加", false: "减少"}
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, c.section, c.reason),
			Message: fmt.Sprintf("%s%s了，原因“%s”却是%s的", measureName(in.Subject, c.measure), word[more], short(c.reason.Text), word[up]),
		})
	})
}

// changesGiven: where the form compares with last year, so does the document.
func changesGiven(in *check.Inspection) {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			form := paragraphForm(in.Profile, in.Sections[i].ID, p.Pattern)
			if form == nil || form.Text == "" || len(p.Claims) == 0 {
				continue
			}
			for _, slot := range in.Profile.Pattern(form.Text).Slots() {
				if slot.Aspect == "change" {
					changeGiven(in, i, j, p, slot)
				}
			}
		}
	}
}

func paragraphForm(p *profile.Profile, section, id string) *profile.Paragraph {
	if id == "" {
		return nil
	}
	for i := range p.Sections {
		if p.Sections[i].ID != section {
			continue
		}
		for j := range p.Sections[i].Paragraphs {
			if p.Sections[i].Paragraphs[j].ID == id {
				return &p.Sections[i].Paragraphs[j]
			}
		}
	}
	return nil
}

func changeGiven(in *check.Inspection, i, j int, p *budget.Paragraph, slot profile.Slot) {
	m, how := in.Profile.Measure(slot.Name), in.Profile.Change(slot.Arg)
	if m == nil || how == nil {
		return
	}
	var c change
	said := c.read(in.Subject, m, i, j, p)
	if !hasSlot(p, m.ID) {
		return // the number itself was not read: another sentence
	}
	switch {
	case said && c.same != nil || !said && holdsAny(p.Text, claims().Words.Same):
		in.Pass(1)
	case c.delta == check.NoVar && c.now != check.NoVar && in.Zero(c.now):
		in.Pass(1) // nothing now: 支出预算为0 says enough
	case c.delta == check.NoVar:
		in.Fail(check.Fault{
			At:      paragraphRef(in.Subject, i, p, short(p.Text)),
			Message: fmt.Sprintf("没有写%s与上年相比的增减额", measureName(in.Subject, m)),
		})
	case c.rate == check.NoVar && c.way != "new" && strings.Contains(how.More, "{rate}") && !none(in.Subject, c.delta) && !newFromZero(in.Subject, &c):
		in.Fail(check.Fault{At: claimRef(in.Subject, i, c.deltaClaim), Message: fmt.Sprintf("%s写了增减额%s，没有写增减幅度", measureName(in.Subject, m), c.deltaClaim.Text)})
	default:
		in.Pass(1)
	}
}

// newFromZero reports whether last year was nothing: there is no rate then.
func newFromZero(s *check.Subject, c *change) bool {
	now, ok := worth(s, c.now)
	delta, also := worth(s, c.delta)
	return ok && also && now == delta && c.more()
}

func differences(r *check.Relations) {
	eachChange(r.Subject, func(c *change) {
		if c.prior == check.NoVar || c.delta == check.NoVar || c.now == check.NoVar {
			return
		}
		if c.more() {
			r.Balance([]check.Var{c.now}, []check.Var{c.prior, c.delta})
		} else {
			r.Balance([]check.Var{c.prior}, []check.Var{c.now, c.delta})
		}
	})
}
