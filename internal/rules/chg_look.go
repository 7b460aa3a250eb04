package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

func rates(r *check.Relations) {
	eachChange(r.Subject, func(c *change) {
		if c.rate != check.NoVar && c.delta != check.NoVar && c.way != "" {
			went := c.went(r.Subject)
			r.Rate(c.rate, c.delta, c.now, went)
			if went {
				r.AtMost([]check.Var{c.delta}, []check.Var{c.now}) // there was something last year, or nothing
			}
		}
	})
}

// went is the way that a measure changed: as the words say, unless last year's number
// shows that it changed by as much the other way. Of the words CHG-002 speaks.
func (c *change) went(s *check.Subject) bool {
	more := c.likely(s)
	before, _, ok := priorValue(s, c)
	now, also := worth(s, c.now)
	by, known := worth(s, c.delta)
	if !ok && c.turned(s) {
		return !more
	}
	if !ok || !also || !known || now == before || now > before == more {
		return more
	}
	if loose := slack(s, c.now) + 2*lastPlace(s, c.delta); abs(abs(now-before)-by) > loose {
		return more
	}
	return !more
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
	twinWays(in)
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
		if !ok && c.turned(in.Subject) {
			tellTurned(in, c)
			return
		}
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
			Message: fmt.Sprintf("本年%s，上年%s，却说%s了%s", printed(in.Subject, c.now), orBlank(text), ways[more], in.Printed(c.delta).Text),
		})
	})
	if said > 0 && known == 0 {
		in.NotChecked(noPriorValue)
	}
}

func wordPairs(in *check.Inspection) {
	tornWords(in)
	eachChange(in.Subject, func(c *change) {
		if d := c.deltaClaim; d != nil && c.direction != nil && minusBefore(c.p.Text[:min(d.Start, len(c.p.Text))]) {
			at := claimRef(in.Subject, c.section, d)
			in.Fail(check.Fault{
				At: at, Title: "增减额写成了负数", Message: fmt.Sprintf("“%s-%s”：“%s”已经说明方向，增减额不写负数", c.direction.Text, d.Text, c.direction.Text), Expected: d.Text,
				Hint: "核对方向，去掉负号", Suspects: []diag.Suspect{{Ref: at, Value: "-" + d.Text, Suggest: d.Text}},
			})
			return
		}
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
		if c.torn() && (c.verbs == "more") == c.likely(in.Subject) || c.reasonFits(c.verbs) {
			at, right = c.direction, map[string]string{"more": "增加", "less": "减少"}[c.verbs]
		}
		f := check.Fault{At: claimRef(in.Subject, c.section, at), Expected: right, Message: fmt.Sprintf("前面说“%s”，后面说“%s”", word, c.verb.Text)}
		f.Suspects = []diag.Suspect{{Ref: f.At, Value: at.Text, Suggest: right}}
		in.Fail(f)
	})
}

// minusBefore reports whether a minus sign stands right before what follows a text.
func minusBefore(text string) bool {
	text = strings.TrimRight(text, " ")
	return endsInAny(text, []string{"-", "−", "－"})
}

// isPublic tells the measures of the three-public expenses.
func isPublic(measure string) bool { return indexOf(claims().byRule["TPE-008"], measure) >= 0 }

// isAgency tells the measure of agency operating costs.
func isAgency(measure string) bool { return indexOf(claims().byRule["ORE-004"], measure) >= 0 }

func sameWords(in *check.Inspection) {
	sameAndAmount(in)
	sameTotals(in)
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
	now, _ := worth(in.Subject, c.now)
	switch {
	case c.changedAfterAll(in.Subject):
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, c.section, c.same),
			Message: fmt.Sprintf("本年%s，上年%s，却说“%s”", printed(in.Subject, c.now), orBlank(text), short(c.same.Text)),
		})
	case c.reason != nil && !nearly && known && before != now:
		in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.same), Message: fmt.Sprintf("说“%s”，又写了变动原因", short(c.same.Text))})
	case c.reason != nil && !nearly && !known && holdsAny(c.reason.Text, []string{"增加", "减少", "下降", "压减"}):
		in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.same), Message: fmt.Sprintf("说“%s”，又写了增减的原因“%s”", short(c.same.Text), short(c.reason.Text))})
	case c.reason != nil && !nearly && !known && holdsAny(c.reason.Text, claims().Words.Shifting) && !holdsAny(c.reason.Text, claims().Words.Steady):
		in.Fail(check.Fault{At: claimRef(in.Subject, c.section, c.same), Severity: diag.Warning, Message: fmt.Sprintf("说“%s”，又写了变动的原因“%s”", short(c.same.Text), short(c.reason.Text))})
	default:
		in.Pass(1)
	}
}

// changedAfterAll reports whether what is said to be as last year is known to be another
// amount; what is nearly the same may be half a percent off.
func (c *change) changedAfterAll(s *check.Subject) bool {
	before, _, known := priorValue(s, c)
	now, ok := worth(s, c.now)
	slack := int64(0)
	if c.nearly() {
		slack = abs(before) / 200
	}
	return known && ok && abs(now-before) > slack
}

// deltas: one change is said alike wherever it is said.
func deltas(r *check.Relations) {
	eachClaim(r.Subject, func(p *budget.Paragraph, i, j, k int) {
		slot := p.Claims[k].Slot
		if aspectOf(slot) != "delta" {
			return
		}
		v := r.ClaimVar(i, j, k)
		if first := r.Claims(slot)[0]; first != v && !ofTwoAmounts(r.Subject, p, i, j, first, v) {
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

// ofTwoAmounts reports whether a paragraph tells two changes that stand behind different
// amounts, of one name: 收入总计9万元，比上年增加1万元；支出总计8万元，比上年增加2万元. NAR-016
// tells that these differ.
func ofTwoAmounts(s *check.Subject, p *budget.Paragraph, section, paragraph int, a, b check.Var) bool {
	of := func(v check.Var) (value money.Decimal, ok bool) {
		for k := range p.Claims {
			c := &p.Claims[k]
			if s.ClaimVar(section, paragraph, k) == v {
				return value, ok
			}
			if !strings.Contains(c.Slot, ".") && s.ClaimVar(section, paragraph, k) != check.NoVar {
				value, ok = s.Printed(s.ClaimVar(section, paragraph, k)).Value, true
			}
		}
		return value, false
	}
	x, ok := of(a)
	y, also := of(b)
	return ok && also && x.Cmp(y) != 0
}

// sameTotals: what is said to be as last year has parts whose changes come to nothing.
func sameTotals(in *check.Inspection) {
	told := firstChanges(in.Subject)
	for _, w := range claims().Changes {
		total := told[w.Total]
		if total == nil || total.same == nil || total.delta != check.NoVar || total.nearly() {
			continue
		}
		var sum, slack int64
		var parts []diag.Evidence
		for _, id := range w.Parts {
			c := told[id]
			if c == nil || c.way != "" && c.delta == check.NoVar || !c.meetsRate(in.Subject) || c.same != nil && c.changedAfterAll(in.Subject) {
				parts = nil
				break
			}
			if c.way == "" {
				if c.now != check.NoVar { // as last year, but for less than its print shows
					slack += lastPlace(in.Subject, c.now)
				}
				continue
			}
			f, _ := worth(in.Subject, c.delta)
			if !c.more() {
				f = -f
			}
			sum, slack, parts = sum+f, slack+lastPlace(in.Subject, c.delta), append(parts, in.Show(c.delta))
		}
		if len(parts) == 0 || abs(sum) <= slack {
			continue
		}
		in.Fail(check.Fault{
			At:       claimRef(in.Subject, total.section, total.same),
			Message:  fmt.Sprintf("%s说“%s”，各项增减相加却是%s", measureName(in.Subject, total.measure), short(total.same.Text), signedWan(sum)),
			Evidence: parts,
		})
	}
}

// changesAdd: the changes of items add up to the change of their total.
func changesAdd(in *check.Inspection) {
	told := map[string]bool{} // measures of a sum that is wrong: what adds them up further is so because of it
	for _, w := range claims().Changes {
		all := append([]string{w.Total}, w.Parts...)
		if slices.ContainsFunc(all, func(id string) bool { return told[id] }) {
			continue
		}
		if sum := sumOfChanges(in.Subject, w); sum != nil && !sum.hold(in) {
			for _, id := range all {
				told[id] = true
			}
		}
	}
}

// changeSum is the change of a total and those of its parts.
type changeSum struct {
	total change
	parts []change
	sum   int64
	slack int64
}

// sumOfChanges gathers what is said of the changes of a total and its parts; nil where
// not all are told of, or another rule speaks of one.
func sumOfChanges(s *check.Subject, w wholeOf) *changeSum {
	out := &changeSum{}
	found, doubtful := false, false
	alike := int64(0) // parts that are said to be as they were
	said := map[string]bool{}
	eachChange(s, func(c *change) {
		if c.way == "" && c.same == nil || said[c.measure.ID] {
			return // nothing is said, or it was said before
		}
		whole := c.measure.ID == w.Total
		if !whole && indexOf(w.Parts, c.measure.ID) < 0 {
			return
		}
		said[c.measure.ID] = true
		doubtful = doubtful || c.differs(s)
		if whole {
			out.total, found = *c, c.way != "" && c.delta != check.NoVar
			return
		}
		doubtful = doubtful || !c.meetsRate(s) || c.same == nil && c.delta == check.NoVar // CHG-001 tells; of a rate alone nothing is known
		if _, ok := worth(s, c.delta); !ok {
			alike++
			return
		}
		out.parts = append(out.parts, *c)
		out.slack += lastPlace(s, c.delta)
		out.sum += c.signed(s)
	})
	delete(said, w.Total)
	if !found || doubtful || len(said) < len(w.Parts) || twinDiffers(s, &out.total) {
		return nil
	}
	// what is said to be as it was may still differ by a last place
	out.slack += (alike + 1) * lastPlace(s, out.total.delta)
	return out
}

// differs reports whether a measure is known to have changed otherwise than is said, by
// last year's amount: other rules tell.
func (c *change) differs(s *check.Subject) bool {
	before, _, known := priorValue(s, c)
	now, ok := worth(s, c.now)
	if !known || !ok {
		return false
	}
	if c.delta == check.NoVar {
		return c.same != nil && now != before
	}
	return abs(now-before-c.signed(s)) > 3*lastPlace(s, c.delta)
}

// signed is the amount of a change in fen, below nothing where it is less.
func (c *change) signed(s *check.Subject) int64 {
	f, _ := worth(s, c.delta)
	if !c.more() {
		return -f
	}
	return f
}

// twinDiffers reports whether a measure that has to change alike is said to change by
// another amount: CHG-007 tells.
func twinDiffers(s *check.Subject, c *change) (differs bool) {
	for _, t := range claims().Twins {
		if indexOf(t.Measures, c.measure.ID) < 0 {
			continue
		}
		eachChange(s, func(o *change) {
			differs = differs || indexOf(t.Measures, o.measure.ID) >= 0 && o.delta != check.NoVar && c.delta != check.NoVar && abs(o.signed(s)) != abs(c.signed(s))
		})
	}
	return differs
}

// hold reports whether the sum is right; of one that is not it tells.
func (x *changeSum) hold(in *check.Inspection) bool {
	if _, ok := worth(in.Subject, x.total.delta); !ok {
		return true
	}
	f := x.total.signed(in.Subject)
	if abs(f-x.sum) <= x.slack {
		in.Pass(1)
		return true
	}
	fault := check.Fault{
		At:      claimRef(in.Subject, x.total.section, x.total.deltaClaim),
		Message: fmt.Sprintf("各项增减相加是%s，合计的增减却是%s", signedWan(x.sum), signedWan(f)),
	}
	if c := x.turned(in.Subject, f); c != nil {
		if c.against(in.Subject) {
			in.Pass(1) // CHG-013 tells
			return false
		}
		if c.direction != nil {
			fault.At, fault.Expected = claimRef(in.Subject, c.section, c.direction), ways[!c.more()]
			fault.Message += fmt.Sprintf("；%s的“%s”像是“%s”", measureName(in.Subject, c.measure), ways[c.more()], ways[!c.more()])
			fault.Suspects = []diag.Suspect{{Ref: fault.At, Value: c.direction.Text, Suggest: fault.Expected}}
		}
	}
	if len(fault.Suspects) == 0 {
		fault.Suspects = x.suspects(in.Subject, f)
		fault.Message += advised(fault.Suspects)
	}
	in.Fail(fault)
	return false
}

// suspects are the amounts of a sum any of which would make it right, with what each should
// be, those that one slip of a digit explains first.
func (x *changeSum) suspects(s *check.Subject, f int64) (out []diag.Suspect) {
	off := f - x.sum
	add := func(c *change, right int64) {
		unit := lastPlace(s, c.delta)
		if !c.more() {
			right = -right
		}
		if right <= 0 || right%unit != 0 {
			return
		}
		was := s.Printed(c.delta)
		su := diag.Suspect{Ref: claimRef(s, c.section, c.deltaClaim), Value: was.Text, Suggest: s.PrintAs(c.delta, right/unit), Clears: 1, Of: 1}
		if check.OneSlip(was.Value.Coef, right/unit, int(was.Value.Scale)) {
			out = append([]diag.Suspect{su}, out...)
			return
		}
		out = append(out, su)
	}
	for i := range x.parts {
		add(&x.parts[i], x.parts[i].signed(s)+off)
	}
	add(&x.total, x.sum)
	return out
}

// advised ends a message: what would put it right.
func advised(list []diag.Suspect) string {
	var out []string
	for _, su := range list {
		out = append(out, su.Value+"应为"+su.Suggest)
	}
	if len(out) == 0 {
		return ""
	}
	return "。可能是" + strings.Join(out, "，或")
}

// turned is the one part that makes the sum right where it goes the other way; nil where
// none or several do.
func (x *changeSum) turned(s *check.Subject, f int64) *change {
	var out *change
	for i := range x.parts {
		c := &x.parts[i]
		if c.signed(s) == 0 || abs(f-(x.sum-2*c.signed(s))) > x.slack {
			continue
		}
		if out != nil {
			return nil
		}
		out = c
	}
	return out
}

// signedWan writes an amount in fen as a change in 万元.
func signedWan(fen int64) string {
	word := "增加"
	if fen < 0 {
		word, fen = "减少", -fen
	}
	return fmt.Sprintf("%s%d.%02d万元", word, fen/1_000_000, fen%1_000_000/10_000)
}

// firstChanges are the changes told of each measure, the first of each.
func firstChanges(s *check.Subject) map[string]*change {
	told := map[string]*change{}
	eachChange(s, func(c *change) {
		if told[c.measure.ID] == nil && (c.way != "" || c.same != nil) {
			told[c.measure.ID] = c
		}
	})
	return told
}

// meetsRate reports whether the amount of a change and its rate agree; where not all is
// said they do.
func (c *change) meetsRate(s *check.Subject) bool {
	if c.now == check.NoVar || c.delta == check.NoVar || c.rate == check.NoVar {
		return true
	}
	now, delta, rate := s.Printed(c.now), s.Printed(c.delta), s.Printed(c.rate)
	if now.Mark != money.Number || delta.Mark != money.Number || rate.Mark != money.Number || s.UnitName(c.now) != s.UnitName(c.delta) {
		return true
	}
	if c.fitsAsPrinted(s) {
		return true
	}
	least, most, known := rateRange(now.Value, delta.Value, c.more())
	return !known || meets(rate.Text, least, most)
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

// changesGiven: where the form compares with last year, so does the document.
func changesGiven(in *check.Inspection) {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			form := formSentence(in.Profile, in.Sections[i].ID, p.Pattern)
			if form == nil || form.Text == "" || len(p.Claims) == 0 {
				continue
			}
			for _, slot := range form.slots {
				if slot.Aspect == "change" {
					changeGiven(in, i, j, p, slot)
				}
			}
		}
	}
}

type firstYearKey struct{}

// firstYear reports whether a sentence says that the body is new and has no last year.
func firstYear(s *check.Subject) bool {
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			if text := s.Sections[i].Paragraphs[j].Text; holdsAny(text, claims().Words.NewBody) && holdsAny(text, claims().Words.NoPrior) {
				return true
			}
		}
	}
	return false
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
	case c.delta == check.NoVar && (holdsAny(p.Text, claims().Words.NoPrior) || check.Kept(in.Subject, firstYearKey{}, firstYear)):
		in.Pass(1)
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
