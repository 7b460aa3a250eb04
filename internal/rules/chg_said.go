package rules

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// ratesSaid holds the rate of a change to its amount and the amount that it is of, in
// sentences of which the form has no rate: 5.00万元，占20.00%，比上年预算增加1.00万元，增长
// 25.00%. What is set against the budget is held likewise.
func ratesSaid(in *check.Inspection) {
	said := figuresSaid(in.Subject)
	for k := range said {
		p := &said[k]
		for i := range p.list {
			switch {
			case p.setOff(i):
				holdDifference(in, p, i)
				if p.rated(i) {
					holdRate(in, p, i)
				}
			case p.rated(i):
				holdRate(in, p, i)
			case p.grown(i):
				holdIncrease(in, p, i)
			}
		}
	}
	eachChange(in.Subject, func(c *change) { c.holdRateAlone(in) })
}

// setOff reports whether the i-th figure is the change of one amount against the one that
// stands right before it: 4.00万元，比年初预算6.00万元减少2.00万元.
func (f *figures) setOff(i int) bool {
	if i < 2 || f.list[i].percent || f.list[i].way == "" || f.list[i-1].unit != f.list[i].unit || f.list[i-2].unit != f.list[i].unit || utf8.RuneCountInString(f.label(i)) > 8 {
		return false
	}
	now, then := &f.list[i-2], &f.list[i-1]
	if f.yearBefore(i-1) && setAgainst.MatchString(lastClauseOf(f.label(i))) {
		return true
	}
	clause := lastClauseOf(f.label(i - 1))
	return utf8.RuneCountInString(f.label(i)) <= 4 && !now.percent && now.way == "" && f.amount(i-2) && !then.percent && then.way == "" && setAgainst.MatchString(clause) && !strings.ContainsAny(f.label(i-1), "。；;")
}

// offBudget is what was budgeted, what was spent and the difference, the i-th figure, where they
// stand in this order: 预算9万元，实际支出8万元，比预算减少1万元.
func (f *figures) offBudget(s *check.Subject, i int) (saidGap, bool) {
	if i < 2 || f.list[i].percent || f.list[i].way == "" || f.list[i-1].unit != f.list[i].unit || f.list[i-2].unit != f.list[i].unit || !offBudgeted.MatchString(f.label(i)) {
		return saidGap{}, false
	}
	if !f.amount(i-1) || !f.amount(i-2) || !f.budgeted(i-2) || f.budgeted(i-1) || strings.ContainsAny(f.label(i-1), "。；;") || f.differenceHeld(s, i) {
		return saidGap{}, false
	}
	return saidGap{figureAt{f, i - 1}, figureAt{f, i - 2}, figureAt{f, i}}, true
}

// offBudgeted leads from what was spent to how far that is from the budget.
var offBudgeted = regexp.MustCompile(`^[，,](?:决算数?)?[比较](?:年初|全年)?预算数?(?:增加|减少|降低)了?$`)

func holdDifference(in *check.Inspection, p *figures, i int) {
	now, then, delta := &p.list[i-2], &p.list[i-1], &p.list[i]
	if p.differenceHeld(in.Subject, i) || togetherOf(in.Subject).uses[figureKey{p.paragraphSaid, i}]&inDifference != 0 {
		return // other rules hold them
	}
	low, high := rounding(now.value)
	thenLow, thenHigh := rounding(then.value)
	least, most := new(big.Rat).Sub(low, thenHigh), new(big.Rat).Sub(high, thenLow)
	if delta.way == "less" {
		least, most = new(big.Rat).Neg(most), new(big.Rat).Neg(least)
	}
	if meets(delta.text, least, most) {
		in.Pass(1)
		return
	}
	d := new(big.Rat).Sub(rational(now.value), rational(then.value))
	right := ways[d.Sign() >= 0] + d.Abs(d).FloatString(int(max(now.value.Scale, then.value.Scale))) + delta.unit.String()
	at := p.ref(in.Subject, now.start, delta.after)
	in.Fail(check.Fault{
		At: at, Title: "句子里的增减额不对", Message: fmt.Sprintf("“%s”：%s与%s相比，应为%s", short(p.s[now.start:delta.after]), now.text, then.text, right), Expected: right,
		Suspects: []diag.Suspect{{Ref: at, Value: delta.text, Suggest: strings.TrimSuffix(strings.TrimLeft(right, "增加减少"), delta.unit.String())}},
	})
}

// differenceHeld reports whether other rules hold the i-th figure, a change, to the two amounts
// before it.
func (f *figures) differenceHeld(s *check.Subject, i int) bool {
	return ratedIn(f.paragraphSaid, f.list[i-2].start, f.list[i].after) || contradicted(s, f.paragraphSaid, f.list[i-2].start) || contradicted(s, f.paragraphSaid, f.list[i-1].start) || hasPrior(f.paragraphSaid)
}

// hasPrior reports whether last year's amount was read in a paragraph.
func hasPrior(p *paragraphSaid) bool {
	return anyItem(p.Claims, func(c *budget.Claim) bool { return strings.HasSuffix(c.Slot, ".prior") })
}

// holdRateAlone holds the rate of a change of which no amount is told to the amounts of
// both years that the table prints.
func (c *change) holdRateAlone(in *check.Inspection) {
	if c.rate == check.NoVar || c.delta != check.NoVar || c.way == "" || c.now == check.NoVar {
		return
	}
	before := tablePrior(in.Subject, c)
	if before == check.NoVar || differs(in.Subject, in.Printed(c.now).Text, in.At(c.measure.Cell)) || in.Printed(before).Mark != money.Number || in.Printed(c.now).Mark != money.Number || in.UnitName(before) != in.UnitName(c.now) {
		return
	}
	now, then := in.Printed(c.now).Value, in.Printed(before).Value
	least, most, ok := percentRange(now, then)
	if !ok {
		return
	}
	hundred := big.NewRat(100, 1)
	least.Sub(least, hundred)
	most.Sub(most, hundred)
	if !c.more() {
		least, most = new(big.Rat).Neg(most), new(big.Rat).Neg(least)
	}
	said := in.Printed(c.rate).Text
	if meets(said, least, most) {
		in.Pass(1)
		return
	}
	d := percent(rational(now), rational(then))
	d.Sub(d, hundred)
	right := rateWays[d.Sign() >= 0] + d.Abs(d).FloatString(places(said)) + "%"
	at := in.Ref(c.rate)
	in.Fail(check.Fault{
		At: at, Message: fmt.Sprintf("%s表里上年%s、本年%s，应为%s，这里写%s%%", measureName(in.Subject, c.measure), in.Printed(before).Text, in.Printed(c.now).Text, right, said), Expected: right,
		Suspects: []diag.Suspect{{Ref: at, Value: said + "%", Suggest: strings.TrimLeft(right, "增长下降")}}, Evidence: []diag.Evidence{in.Show(before)},
	})
}

// rated reports whether the i-th figure is the amount of a change that a rate follows, and
// stands behind another figure.
func (f *figures) rated(i int) bool { return i > 0 && f.hasRate(i) }

// hasRate reports whether the i-th figure is the amount of a change that a rate follows.
func (f *figures) hasRate(i int) bool {
	if i+1 >= len(f.list) {
		return false
	}
	delta, rate := &f.list[i], &f.list[i+1]
	return !delta.percent && delta.way != "" && rate.percent && rate.way == delta.way && !delta.value.IsZero() &&
		utf8.RuneCountInString(f.label(i+1)) <= 6
}

func holdRate(in *check.Inspection, p *figures, i int) {
	delta, rate := &p.list[i], &p.list[i+1]
	k, sole := p.changeOf(in.Subject, i)
	if k < 0 {
		return
	}
	now, more := p.list[k].value, delta.way == "more"
	if more && sole && beyond(delta.value, now) {
		tellBeyond(in, p, k, i, rate.after)
		return
	}
	if togetherOf(in.Subject).together(saidRatio{figureAt{p, i + 1}, figureAt{p, i}, figureAt{p, k}}) {
		return // held with what else is said of these figures
	}
	least, most, known := rateRange(now, delta.value, more)
	if !known {
		return
	}
	if meets(rate.text, least, most) {
		in.Pass(1)
		return
	}
	if !sole || p.fitsOther(i, k) {
		return
	}
	base := "上年数"
	if strings.Contains(p.label(i), "预算") && in.Profile.Kind == "final" {
		base = "预算数"
	}
	right := rateOf(now, delta.value, more, rate.text)
	at := p.ref(in.Subject, delta.from, rate.after)
	told := changeTold{now, delta.value, rate.text, more}
	suspects := []diag.Suspect{{Ref: p.ref(in.Subject, rate.start, rate.end), Value: rate.text + "%", Suggest: right}}
	if d, n, ok := told.others(); ok {
		suspects = append(suspects, p.suspect(in.Subject, delta, d), p.suspect(in.Subject, &p.list[k], n))
	}
	if d, n := told.slipped(right); d+n != "" {
		wrong, right := delta, d
		if d == "" {
			wrong, right = &p.list[k], n
		}
		likeliest := p.suspect(in.Subject, wrong, right)
		suspects = slices.DeleteFunc(suspects, func(s diag.Suspect) bool { return s.Ref == likeliest.Ref })
		in.Fail(check.Fault{
			At: likeliest.Ref, Title: "句子里的增减额与幅度不合", Message: fmt.Sprintf("“%s”：%s的%s与%s%%不合，%s像是应为%s", p.saidFrom(delta, rate.after), now, delta.text, rate.text, wrong.text, right), Expected: right,
			Suspects: append([]diag.Suspect{likeliest}, suspects...),
		})
		return
	}
	in.Fail(check.Fault{
		At: at, Message: fmt.Sprintf("“%s”：%s是%s%s%s，幅度应为%s", p.saidFrom(delta, rate.after), base, now, map[bool]string{true: "−", false: "+"}[more], delta.value, right), Expected: right,
		Suspects: suspects,
	})
}

// suspect is a figure with what it should be.
func (f *figures) suspect(s *check.Subject, of *figure, right string) diag.Suspect {
	return diag.Suspect{Ref: f.ref(s, of.start, of.end), Value: of.text, Suggest: right}
}

// grown reports whether the i-th figure is the amount of an increase of which no rate is told.
func (f *figures) grown(i int) bool {
	d := &f.list[i]
	return i > 0 && !d.percent && d.way == "more" && (i+1 == len(f.list) || !f.list[i+1].percent)
}

// holdIncrease: an amount has not risen by more than it is.
func holdIncrease(in *check.Inspection, p *figures, i int) {
	k, sole := p.changed(i, in.Profile.Kind == "final")
	if k < 0 || !sole || perOne(p.s[:p.list[k].start]) || hasPrior(p.paragraphSaid) || contradicted(in.Subject, p.paragraphSaid, p.list[k].start) {
		return
	}
	if !beyond(p.list[i].value, p.list[k].value) {
		in.Pass(1)
		return
	}
	tellBeyond(in, p, k, i, p.list[i].after)
}

// tellBeyond tells an increase, the i-th figure, that is more than the k-th, which it is of;
// what has become nothing has not risen at all.
func tellBeyond(in *check.Inspection, p *figures, k, i, end int) {
	delta := &p.list[i]
	at := p.ref(in.Subject, delta.from, end)
	out := check.Fault{At: at, Message: fmt.Sprintf("“%s”：增加的%s比数本身%s还大", p.saidFrom(delta, end), delta.text, p.list[k].text)}
	if p.list[k].value.IsZero() {
		out.Expected = p.list[k].text
		out.Suspects = []diag.Suspect{{Ref: at, Value: delta.text, Suggest: p.list[k].text}}
	}
	in.Fail(out)
}

// saidFrom is what a sentence says from where a figure's words begin to an end, to be told.
func (f *figures) saidFrom(of *figure, end int) string {
	return short(strings.TrimLeft(f.s[of.from:end], "，。；,;"))
}

// beyond reports whether an amount is greater than another, however both were rounded.
func beyond(a, b money.Decimal) bool {
	low, _ := rounding(a)
	_, high := rounding(b)
	return low.Cmp(high) > 0
}

// changed is the amount that a change is of: the nearest before it, where the words
// before the change name nothing else; −1 where there is none. sole tells whether no
// other amount stands in the sentence of it; of a final account the budget is no other.
func (f *figures) changed(i int, final bool) (k int, sole bool) {
	if f.setOff(i) {
		return i - 2, true
	}
	if k = f.besideAmount(i); k >= 0 {
		return k, true
	}
	if !setsAgainst(f.label(i)) {
		k = f.changeNamed(i, final)
		return k, k >= 0
	}
	if holdsAny(f.label(i), ofOthersToo) && !f.bracketed(i) {
		return -1, false
	}
	for k = i - 1; k >= 0 && (!f.amount(k) || f.list[k].unit != f.list[i].unit); k-- {
		if f.list[k].way != "" && !setsAgainst(f.label(k)) && !f.list[k].percent {
			return -1, false // a change of something else stands between
		}
	}
	if k < 0 {
		return -1, false
	}
	if f.yearBefore(k) {
		return k - 1, true
	}
	sole = true
	for j := k - 1; j >= 0 && !strings.ContainsAny(f.label(j+1), "。；;") && !strings.Contains(f.label(j+1), "其中"); j-- {
		sole = sole && (!f.amount(j) || final && f.budgeted(j))
	}
	return k, sole
}

// besideAmount is the amount that the i-th figure, with nothing but the word for its way before
// it, stands right behind, a bracket aside: 接待费9万元，减少1万元. −1 where none does.
func (f *figures) besideAmount(i int) int {
	label := f.label(i)
	k := i - 1
	if rest := strings.TrimLeft(label, "）)"); rest != label {
		for label = rest; k >= 0 && f.bracketed(k); k-- {
		}
	}
	if bare := strings.TrimLeft(label, "，,"); k < 0 || bare == label || wayBefore(bare) == "" || utf8.RuneCountInString(bare) > len("减少")/len("减") || !f.amount(k) || f.list[k].unit != f.list[i].unit {
		return -1
	}
	return k
}

// ofOthersToo tell, between two figures, of something else that has none: 其中，购置费与上年持平，
// 运行费比上年增加.
var ofOthersToo = []string{"其中", "无增减", "持平", "无变化", "没有变化", "不变"}

// changeNamed is the one amount before the i-th figure that has the name which leads to that: it
// is a change of it. 9万元（购置费4万元、运行费5万元）。用车费较上年减少1万元. −1 where there is none.
func (f *figures) changeNamed(i int, final bool) int {
	name, found := f.nameOfChange(i), -1
	for k := 0; k < i && name != ""; k++ {
		if !f.namedSo(k, name, final) || f.list[k].unit != f.list[i].unit {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = k
	}
	return found
}

// nameOfChange is the core of what leads to the i-th figure, a change, before what that is
// against: 接待费较上年减少. Empty where that is too short to tell it from others.
func (f *figures) nameOfChange(i int) string {
	clause := clauseNamed(f.label(i))
	at := strings.IndexAny(clause, "比较与")
	if at < 0 {
		return ""
	}
	if name := core(withoutYear(strings.TrimSuffix(clause[:at], "同口径"), "")); utf8.RuneCountInString(name) >= leastName {
		return name
	}
	return ""
}

// namedSo reports whether the k-th figure is an amount, and no budget of a final account, of a
// name with that core.
func (f *figures) namedSo(k int, name string, final bool) bool {
	return f.amount(k) && !(final && f.budgeted(k)) && core(withoutYear(figureAt{f, k}.name(), "")) == name
}

// changeElsewhere is the amount of the year that the other paragraphs of a section have under
// the name of which the i-th figure is the change; false where they have none or several.
func (f *figures) changeElsewhere(s *check.Subject, said []figures, i int) (found figureAt, ok bool) {
	name := f.nameOfChange(i)
	if name == "" || ratedIn(f.paragraphSaid, f.list[i].start, f.list[i+1].after) {
		return found, false
	}
	for n := range said {
		p := &said[n]
		if p.section != f.section || p.paragraphSaid == f.paragraphSaid {
			continue
		}
		for k := range p.list {
			if !p.namedSo(k, name, s.Profile.Kind == "final") || p.list[k].unit != f.list[i].unit || yearNamedIn(p.s[:p.list[k].start]) != s.Year {
				continue
			}
			if ok && found.value().Cmp(p.list[k].value) != 0 {
				return found, false
			}
			found, ok = figureAt{p, k}, true
		}
	}
	return found, ok
}

// leastName is how many characters a name has at the least that tells an amount from others.
const leastName = 3

// yearBefore reports whether the k-th figure is the amount of the year before that of which the
// one right before it is: 2024年预算8万元，2023年预算9万元.
func (f *figures) yearBefore(k int) bool {
	if k == 0 || !f.amount(k-1) || f.list[k-1].unit != f.list[k].unit {
		return false
	}
	now, then := yearNamedIn(f.label(k-1)), yearNamedIn(f.label(k))
	return then > 0 && now == then+1
}

// yearNamedIn is the last year that a text names; 0 for none.
func yearNamedIn(s string) int {
	all := yearNamed.FindAllStringSubmatch(s, -1)
	if len(all) == 0 {
		return 0
	}
	year, _ := strconv.Atoi(all[len(all)-1][1])
	return year
}

var yearNamed = regexp.MustCompile(`(20[0-9]{2})年`)

// budgeted reports whether the j-th figure is said to be the budget: 支出预算为.
func (f *figures) budgeted(j int) bool {
	return endsInAny(strings.TrimSuffix(f.label(j), "为"), []string{"预算", "预算数"})
}

// fitsOther reports whether the change and its rate fit another amount of the paragraph
// before the k-th: it may be of that.
func (f *figures) fitsOther(i, k int) bool {
	for j := range k {
		if least, most, known := rateRange(f.list[j].value, f.list[i].value, f.list[i].way == "more"); known && !f.list[j].percent && f.list[j].unit == f.list[i].unit && meets(f.list[i+1].text, least, most) {
			return true
		}
	}
	return false
}

// setAgainst begins what an amount is set against: 比上年, 费用支出较年初预算数.
var setAgainst = regexp.MustCompile(`^(?:费用支出|费用|支出|收支|收、支总计各?)?(?:决算数?)?(?:对|相)?[比较与同]`)

// setsAgainst reports whether what leads to a change only sets what was said before
// against something: ，比上年增加; ，与年初预算相比，减少; 主要原因是…。较上年支出数增加.
func setsAgainst(label string) bool {
	clause := lastClauseOf(label)
	if i := strings.LastIndexAny(label, "，。；：,;:"); i >= 0 && strings.Contains(label, "、") { // 收、支总计各减少
		_, n := utf8.DecodeRuneInString(label[i:])
		clause = label[i+n:]
	}
	if setAgainst.MatchString(clause) {
		return true
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(clause, "财政拨款"), "收、支总计"), "各")
	if wayBefore(bare) == "" || utf8.RuneCountInString(bare) > 4 {
		return false
	}
	before := strings.TrimRight(strings.TrimSuffix(label, clause), "，,")
	return before != label && setAgainst.MatchString(lastClauseOf(before))
}

// contradicted reports whether an amount was read and its cell prints another: what is
// wrong is told there.
func contradicted(s *check.Subject, p *paragraphSaid, at int) bool {
	for k := range p.Claims {
		if c := &p.Claims[k]; c.Start == p.place(at) {
			return differs(s, c.Text, cellOf(s, c))
		}
	}
	return false
}

// cellOf is the cell that a claim repeats: its own, or of a budget the one beside its
// measure's; NoVar where there is none.
func cellOf(s *check.Subject, c *budget.Claim) check.Var {
	if name, budgeted := strings.CutSuffix(c.Slot, ".budget"); budgeted && s.Profile.Measure(name) != nil {
		return budgetCell(s, name)
	}
	return s.At(c.Cell)
}

// differs reports whether an amount in 10000 yuan is not what a cell prints.
func differs(s *check.Subject, text string, v check.Var) bool {
	is, ok := worth(s, v)
	said, also := decimalOf(text)
	return v != check.NoVar && ok && also && said.Coef*lastFen("万元", said.Scale) != is && s.Printed(v).Value.Scale <= said.Scale
}

// perOne reports whether the words before an amount say that it is of one of many, so
// that what is said after it is not of it: 车均运行维护费0.66万元，比上年减少20.06万元.
func perOne(before string) bool {
	i := strings.LastIndexAny(before, "，。；,;")
	return strings.Contains(before[i+1:], "均")
}

// itemAmountAt reports whether an amount was read as a list's item: CHG-022 holds its
// change.
func itemAmountAt(p *paragraphSaid, at int) bool {
	return p.claimedAt(at, func(c *budget.Claim) bool { return strings.HasSuffix(c.Slot, ".amount") })
}

// claimedAt reports whether something of a kind was read at a place of the text.
func (p *paragraphSaid) claimedAt(at int, is func(*budget.Claim) bool) bool {
	at = p.place(at)
	for k := range p.Claims {
		if c := &p.Claims[k]; c.Start == at && is(c) {
			return true
		}
	}
	return false
}

func decimalOf(s string) (money.Decimal, bool) {
	d, err := money.ParseDecimal(strings.ReplaceAll(s, ",", ""))
	return d, err == nil
}

// rateRange is what the rate of a change can be, in percent; false where last year's
// amount may be nothing.
func rateRange(now, delta money.Decimal, more bool) (least, most *big.Rat, ok bool) {
	from, to := rounding(now)
	low, high := rounding(delta)
	thenLow, thenHigh := new(big.Rat).Add(from, low), new(big.Rat).Add(to, high)
	if more {
		thenLow, thenHigh = new(big.Rat).Sub(from, high), new(big.Rat).Sub(to, low)
	}
	if thenLow.Sign() <= 0 {
		return nil, nil, false
	}
	return percent(low, thenHigh), percent(high, thenLow), true
}

// rateOf is the rate of a change, to as many places as it was said with.
func rateOf(now, delta money.Decimal, more bool, said string) string {
	then := new(big.Rat).Add(rational(now), rational(delta))
	if more {
		then = new(big.Rat).Sub(rational(now), rational(delta))
	}
	return percent(rational(delta), then).FloatString(places(said)) + "%"
}
