package rules

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// What a paragraph says of two years, each with its year: 2025年预算执行数为3.39万元,
// 2026年预算安排0.12万元, 比2025年预算执行数减少96.46%.
var (
	datedAmount = saidIn(`(20[0-9]{2})年?(?:度|当年)*(预算执行数|执行数|预算安排数?|预算数|预算|决算数|决算|支出数?|安排)为?([0-9][0-9,]*(?:\.[0-9]+)?)万元`, []string{"0万"}, []string{"数0", "数为0", "算0", "算为0", "出0", "出为0", "排0", "排为0"})
	datedChange = saidIn(`[比较与](20[0-9]{2})年?(?:度|当年)*(预算执行数|执行数|预算安排数?|预算数|预算|决算数|决算|支出数?)?(?:相比)?[，,]?(?:(增加|减少|增长|下降|上升)(?:了)?(?:([0-9][0-9,]*(?:\.[0-9]+)?)万元)?[，,]?(?:增长|下降|增幅|降幅|上升)?(?:([0-9][0-9,]*(?:\.[0-9]+)?)[%％])?|(持平|一致|相同))`, []string{"比0", "较0", "与0"})
	itemEnds    = regexp.MustCompile(`[（(]项[)）]`)
)

// yearAmount is an amount of a year as a paragraph says it.
type yearAmount struct {
	year  int
	done  bool // carried out, not budgeted
	text  string
	value money.Decimal

	start, end int
}

// datedChanges holds what a paragraph says of a change to the amounts of the two
// years that it says itself.
func datedChanges(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		amounts := datedAmounts(p)
		if len(amounts) < 2 {
			continue
		}
		for i := range amounts {
			if year := wronglyDated(amounts, i, p.s); year != 0 {
				a := &amounts[i]
				at := p.ref(in.Subject, a.start, a.end)
				in.Fail(check.Fault{
					At: at, Message: fmt.Sprintf("“%s”：前面%d年的预算写的是别的数，%s是%d年的，年份写错了", short(p.s[a.start:a.end]), a.year, a.text, year), Expected: strconv.Itoa(year),
					Suspects: []diag.Suspect{{Ref: at, Value: strconv.Itoa(a.year), Suggest: strconv.Itoa(year)}},
				})
			}
		}
		for _, m := range datedChange.find(p) {
			c := changeSaid(p.s, m)
			now, then, ok := c.compared(in.Year, between(amounts, pathEnd(p.s, m[0]), m[0]))
			if now == nil || then == nil || claimed(p.Paragraph, p.place(m[0]), p.place(m[1]-1)) {
				continue
			}
			at := func(from, to int) place.Ref { return p.ref(in.Subject, from, to) }
			if f, wrong := c.fault(now, then, ok, at, m[0], m[1]); wrong {
				in.Fail(f)
			} else {
				in.Pass(1)
			}
		}
	}
}

// datedAmounts are the amounts of a text that say of which year they are.
func datedAmounts(p *paragraphSaid) (out []yearAmount) {
	s := p.s
	for _, m := range datedAmount.find(p) {
		year, _ := strconv.Atoi(s[m[2]:m[3]])
		v, err := money.ParseDecimal(strings.ReplaceAll(s[m[6]:m[7]], ",", ""))
		if err == nil {
			out = append(out, yearAmount{year: year, done: carriedOut(s[m[4]:m[5]]), text: s[m[6]:m[7]], value: v, start: m[0], end: m[1]})
		}
	}
	return out
}

// wronglyDated is the year that an amount should say: an amount before it, of the
// same item, has the same year and is another, and one of another year is the same;
// 0 where there is no such thing.
func wronglyDated(all []yearAmount, i int, s string) int {
	a := &all[i]
	twice, year := false, 0
	for _, b := range between(all[:i], pathEnd(s, a.start), a.start) {
		switch {
		case b.done != a.done:
		case b.year == a.year:
			twice = twice || b.value.Cmp(a.value) != 0
		case b.value.Cmp(a.value) == 0:
			year = b.year
		}
	}
	if !twice {
		return 0
	}
	return year
}

// carriedOut reports whether words speak of what was spent, not of what was budgeted.
func carriedOut(words string) bool { return holdsAny(words, []string{"执行", "决算", "支出"}) }

// pathEnd is where what is said of an item begins that holds byte i: at its path.
func pathEnd(s string, i int) int {
	ends := itemEnds.FindAllStringIndex(s[:i], -1)
	if len(ends) == 0 {
		return strings.LastIndex(s[:i], "。") + 1
	}
	return ends[len(ends)-1][1]
}

func between(all []yearAmount, from, to int) (out []yearAmount) {
	for _, a := range all {
		if a.end > from && a.end <= to {
			out = append(out, a)
		}
	}
	return out
}

// claimed reports whether a sentence that the form knows was read in a stretch of a
// paragraph: others hold it to its numbers.
func claimed(p *budget.Paragraph, from, to int) bool {
	for i := range p.Claims {
		if c := &p.Claims[i]; c.Start >= from && c.Start <= to {
			return true
		}
	}
	return false
}

// saidChange is a comparison as said.
type saidChange struct {
	text        string
	year        int
	done, known bool // what it is compared with: carried out; whether it says
	more, same  bool
	delta, rate string // empty where not said
	rateWay     string // the rate's own word
}

func changeSaid(s string, m []int) saidChange {
	word := func(k int) string {
		if m[2*k] < 0 {
			return ""
		}
		return s[m[2*k]:m[2*k+1]]
	}
	c := saidChange{text: word(0), done: carriedOut(word(2)), known: word(2) != "", same: word(6) != "", delta: word(4), rate: word(5)}
	c.year, _ = strconv.Atoi(word(1))
	c.more = holdsAny(word(3), []string{"增加", "增长", "上升"})
	return c
}

// fault is what is wrong with a comparison of two amounts; none where it can be true.
func (c saidChange) fault(now []*yearAmount, then *yearAmount, dated bool, at func(from, to int) place.Ref, from, to int) (check.Fault, bool) {
	first, last := now[0], now[len(now)-1]
	switch {
	case !dated:
		ref := at(from, to)
		return check.Fault{
			At: ref, Message: fmt.Sprintf("“%s”：这里没有说%d年的数，照%d年的%s算正好相符，年份写错了", short(c.text), c.year, then.year, then.text), Expected: strconv.Itoa(then.year),
			Suspects: []diag.Suspect{{Ref: ref, Value: strconv.Itoa(c.year), Suggest: strconv.Itoa(then.year)}},
		}, true
	case c.fits(last.value, then.value):
		return check.Fault{}, false
	case first == last:
		ref, right := at(from, to), c.right(last.value, then.value)
		return check.Fault{
			At: ref, Message: fmt.Sprintf("“%s”：前面写%d年%s，%d年%s，应为%s", short(c.text), last.year, last.text, then.year, then.text, right), Expected: right,
			Suspects: []diag.Suspect{{Ref: ref, Value: c.text, Suggest: right}},
		}, true
	case c.fits(first.value, then.value):
		ref := at(last.start, last.end)
		return check.Fault{
			At: ref, Message: fmt.Sprintf("%d年的数前面写%s，这里写%s；“%s”照前一个数算才相符", last.year, first.text, last.text, short(c.text)), Expected: first.text,
			Suspects: []diag.Suspect{{Ref: ref, Value: last.text, Suggest: first.text}},
		}, true
	}
	return check.Fault{}, false // parts of an amount may be said between: which two are compared is not known
}

// compared finds the amounts that a comparison is of: this year's, each that is said,
// and that of the year that it names. Where that year has none and the amount of
// another fits to the last place, then is that one, and ok false.
func (c saidChange) compared(year int, amounts []yearAmount) (now []*yearAmount, then *yearAmount, ok bool) {
	var others []*yearAmount
	for i := range amounts {
		a := &amounts[i]
		switch {
		case a.year == year:
			if len(now) == 0 || now[len(now)-1].value.Cmp(a.value) != 0 {
				now = append(now, a)
			}
		case c.known && a.done != c.done:
		case a.year == c.year:
			if then != nil && then.value.Cmp(a.value) != 0 {
				return nil, nil, false // two amounts of one year: which is meant is not known
			}
			then = a
		default:
			others = append(others, a)
		}
	}
	if len(now) == 0 || c.year >= year || then != nil || c.delta == "" && c.rate == "" && !c.same {
		return now, then, true
	}
	if len(others) == 1 && !others[0].value.IsZero() && c.fits(now[len(now)-1].value, others[0].value) {
		return now, others[0], false
	}
	return now, nil, true
}

// fits reports whether a comparison can be true of two printed amounts.
func (c saidChange) fits(now, then money.Decimal) bool {
	if c.same {
		return now.Cmp(then) == 0
	}
	if d := now.Cmp(then); d != 0 && (d > 0) != c.more {
		return false
	}
	lo, hi := rounding(now)
	from, to := rounding(then)
	least, most := new(big.Rat).Sub(lo, to), new(big.Rat).Sub(hi, from)
	if !c.more {
		least, most = most.Neg(most), least.Neg(least)
	}
	if c.delta != "" && !meets(c.delta, least, most) {
		return false
	}
	if c.rate == "" || then.IsZero() || from.Sign() <= 0 {
		return true
	}
	under, over := to, from
	if least.Sign() < 0 {
		under = from
	}
	return meets(c.rate, percent(least, under), percent(most, over))
}

// rounding is what a printed number allows: half a unit of its last place either way.
func rounding(d money.Decimal) (lo, hi *big.Rat) {
	v, half := rational(d), rational(money.Decimal{Coef: 5, Scale: d.Scale + 1})
	return new(big.Rat).Sub(v, half), half.Add(v, half)
}

func rational(d money.Decimal) *big.Rat {
	tenths := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Scale)), nil)
	return new(big.Rat).SetFrac(big.NewInt(d.Coef), tenths)
}

// percent is a part of a whole in percent; the whole is not nothing.
func percent(part, whole *big.Rat) *big.Rat {
	p := new(big.Rat).Quo(part, whole)
	return p.Mul(p, big.NewRat(100, 1))
}

// percentRange is what a part of a whole can be in percent, both as printed; false where
// the whole may be nothing.
func percentRange(part, whole money.Decimal) (least, most *big.Rat, ok bool) {
	low, high := rounding(part)
	wholeLow, wholeHigh := rounding(whole)
	if wholeLow.Sign() <= 0 {
		return nil, nil, false
	}
	return percent(low, wholeHigh), percent(high, wholeLow), true
}

// places is how many decimals a rate was printed with; 2 where it has none, as is usual.
func places(rate string) int {
	if _, after, ok := strings.Cut(rate, "."); ok {
		return len(after)
	}
	return 2
}

// meets reports whether a printed number can be one of a range.
func meets(text string, least, most *big.Rat) bool {
	d, err := money.ParseDecimal(strings.ReplaceAll(text, ",", ""))
	if err != nil {
		return true
	}
	lo, hi := rounding(d)
	return lo.Cmp(most) <= 0 && hi.Cmp(least) >= 0
}

// right is how the comparison of two amounts is said, to as many places.
func (c saidChange) right(now, then money.Decimal) string {
	n, t := rational(now), rational(then)
	d := new(big.Rat).Sub(n, t)
	if d.Sign() == 0 {
		return "持平"
	}
	word := "增加"
	if d.Sign() < 0 {
		word = "减少"
		d.Neg(d)
	}
	amount := word + d.FloatString(max(int(now.Scale), int(then.Scale))) + "万元"
	if c.rate == "" || t.Sign() == 0 {
		return amount
	}
	rate := percent(d, t).FloatString(places(c.rate)) + "%"
	if c.delta == "" {
		return word + rate
	}
	return amount + "、" + rate
}

// reasonOf is the reason of a total's change where it stands in a sentence of its own:
// 财政拨款收入支出增加的主要原因是….
var reasonOf = saidIn(`^(?:[（(]?[一二三四五六七八九十0-9]+[）)、.．])?(?:[0-9]{4}年)?(?:本年|本部门|本单位|部门|单位|财政拨款|一般公共预算)*(?:收入支出|收支|收入|支出)(?:总计|总额|预算|决算)*(增加|增长|上升|减少|下降)的(?:主要)?原因`, []string{"原因"})

// reasonWay: the sentence that gives the reason says the same direction as the
// amounts before it, where all of those go one way.
func reasonWay(in *check.Inspection) {
	text := saidTextOf(in.Subject)
	for i := range in.Sections {
		ways := map[bool]int{}
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			if said := &text.all[i][j]; len(ways) == 1 && len(p.Claims) == 0 && reasonOf.in(said) {
				m := reasonOf.expr.FindStringSubmatch(said.s)
				if m == nil {
					continue
				}
				word := m[1]
				more := holdsAny(word, []string{"增加", "增长", "上升"})
				if ways[more] > 0 {
					in.Pass(1)
					continue
				}
				right := map[bool]string{true: "减少", false: "增加"}[more]
				at := paragraphRef(in.Subject, i, p, word)
				in.Fail(check.Fault{
					At: at, Message: fmt.Sprintf("“%s”，前面写的却都是%s", short(m[0]), right), Expected: right,
					Suspects: []diag.Suspect{{Ref: at, Value: word, Suggest: right}},
				})
			}
			for k := range p.Claims {
				if _, way, ok := strings.Cut(p.Claims[k].Slot, ".direction:"); ok && (way == "more" || way == "less") {
					ways[way == "more"]++
				}
			}
		}
	}
}

// bothWays are words that run together and say two things at once.
var bothWays = saidIn(`增加减少|减少增加|减增加|增减少|增长下降|下降增长|大小于|小大于|高低于|低高于|(?:增加|减少|增长|下降)(?:持平|一致)`, []string{
	"增加减少", "减少增加", "减增加", "增减少", "增长下降", "下降增长", "大小于", "小大于", "高低于", "低高于",
	"增加持平", "增加一致", "减少持平", "减少一致", "增长持平", "增长一致", "下降持平", "下降一致",
})

func twoWays(in *check.Inspection) {
	sayings(in, &bothWays, func(at place.Ref, m []string) {
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”：两种说法连在一起，只能留一种", m[0]), Suspects: []diag.Suspect{{Ref: at, Value: m[0]}}})
	})
}

// bareAmount is an amount with decimals that has no unit behind it.
var bareAmount = saidIn(`(?:预算|决算|支出|收入)数?为([0-9][0-9,]*\.[0-9]{1,2})(?:[。，,；;]|$)`, []string{"0。", "0，", "0,", "0；", "0;", "0" + string(textEnd)})

func withoutUnit(in *check.Inspection) {
	sayings(in, &bareAmount, func(at place.Ref, m []string) {
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s”：金额后面没有写单位", strings.TrimRight(m[0], "。，,；;")), Expected: m[1] + "万元",
			Suspects: []diag.Suspect{{Ref: at, Value: m[1], Suggest: m[1] + "万元"}},
		})
	})
}
