package rules

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// itemChange is what follows on the amount of an item told one by one: 万元，比2024年
// 执行数增加1.20万元，增长4.00%.
var itemChange = regexp.MustCompile(`^万元[，,；;。]?(?:[比较与同](?:(20[0-9]{2})年?(?:度|当年)*|上年|去年)|同比)(年初预算数?|预算执行数|执行数|预算安排数?|预算数|预算|决算数|决算|支出数?)?(?:相比)?[，,]?(?:(增加|减少)(?:了)?([0-9][0-9,]*(?:\.[0-9]+)?)万元(?:[，,]?(增长|下降|增幅|降幅|上升)(?:为|了)?([0-9][0-9,]*(?:\.[0-9]+)?)[%％])?|(持平|一致|相同))`)

// itemChanges holds what sentences say of the change of an item of a list to its
// amount, and to last year's where the item's table prints it.
func itemChanges(in *check.Inspection) {
	found := false
	eachClaim(in.Subject, func(p *budget.Paragraph, i, j, k int) {
		id, aspect, _ := strings.Cut(p.Claims[k].Slot, ".")
		l := in.Profile.List(id)
		if aspect != "amount" || l == nil || l.Table == "" {
			return
		}
		from := p.Claims[k].Start + len(p.Claims[k].Text)
		t := saidOf(i, &budget.Paragraph{Text: p.Text[min(from, len(p.Text)):], Ref: p.Ref})
		m := itemChange.FindStringSubmatchIndex(t.s)
		if m == nil {
			return
		}
		found = true
		c := &saidItem{saidChange: changeOfItem(t.s, m), now: in.ClaimVar(i, j, k), cell: p.Claims[k].Cell}
		wrong, right := c.amiss(in)
		if wrong == "" {
			in.Pass(1)
			return
		}
		at := t.ref(in.Subject, m[0]+len("万元"), m[1])
		suspect := at
		if from, to := matchedAs(t.s, m, c.suspect); to > 0 {
			suspect = t.ref(in.Subject, from, to)
		}
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("本年%s万元%s", p.Claims[k].Text, wrong), Expected: right,
			Suspects: []diag.Suspect{{Ref: suspect, Value: c.suspect, Suggest: right}}, Evidence: []diag.Evidence{in.Show(c.now)},
		})
	})
	if !found {
		in.NotApplicable("没有逐项写明增减的句子")
	}
}

// matchedAs is where the group of a match stands that is a text; 0, 0 where none is.
func matchedAs(s string, m []int, text string) (from, to int) {
	for k := 2; k+1 < len(m); k += 2 {
		if m[k] >= 0 && s[m[k]:m[k+1]] == text {
			return m[k], m[k+1]
		}
	}
	return 0, 0
}

func changeOfItem(s string, m []int) saidChange {
	word := func(k int) string {
		if m[2*k] < 0 {
			return ""
		}
		return s[m[2*k]:m[2*k+1]]
	}
	return saidChange{text: s[m[0]:m[1]], done: carriedOut(word(2)), known: word(2) != "", more: word(3) == "增加", delta: word(4), rateWay: word(5), rate: word(6), same: word(7) != ""}
}

// saidItem is what is said of the change of an item.
type saidItem struct {
	saidChange
	now     check.Var
	cell    string // that the amount repeats
	suspect string // what is printed that is wrong
}

// amiss tells what cannot be true of a change, and what would be; nothing where all
// can. An amount that is not its cell's is told by another rule.
func (c *saidItem) amiss(in *check.Inspection) (wrong, right string) {
	amounts := []check.Var{c.now}
	if v := in.At(c.cell); v != check.NoVar {
		amounts = append(amounts, v)
	}
	if before := c.before(in.Subject); before != check.NoVar {
		for _, v := range amounts {
			if c.differs(in.Subject, v, before) {
				continue
			}
			return c.rated(in, amounts)
		}
		return c.againstTable(in, amounts[len(amounts)-1], before)
	}
	return c.rated(in, amounts)
}

// ways are the words of a change: more, and less.
var ways = map[bool]string{true: "增加", false: "减少"}

// againstTable tells what the table's two years come to, in place of what is said.
func (c *saidItem) againstTable(in *check.Inspection, v, before check.Var) (wrong, right string) {
	now, _ := worth(in.Subject, v)
	was, _ := worth(in.Subject, before)
	delta, said := as(in.Subject, c.now, abs(now-was)), ways[c.more]+c.delta+"万元"
	switch {
	case c.same:
		c.suspect, right, said = "持平", ways[now > was]+delta+"万元", "没有变化"
	case now == was:
		c.suspect = said
		return fmt.Sprintf("，表里上年也是%s%s，这里写%s", printed(in.Subject, before), in.UnitName(before), said), "持平"
	case (now > was) != c.more:
		c.suspect, right = ways[c.more], ways[now > was]
	default:
		c.suspect, right = c.delta, delta
	}
	return fmt.Sprintf("，表里上年是%s%s，应%s%s万元，这里写%s", printed(in.Subject, before), in.UnitName(before), ways[now > was], delta, said), right
}

// rated holds the rate to the amount and its change.
func (c *saidItem) rated(in *check.Inspection, amounts []check.Var) (wrong, right string) {
	delta, err := money.ParseDecimal(strings.ReplaceAll(c.delta, ",", ""))
	if c.rate == "" || err != nil {
		return "", ""
	}
	if c.rateWay != "" && strings.ContainsAny(c.rateWay, "增升") != c.more {
		if wrong, right = c.opposed(in, amounts, delta); wrong != "" {
			return wrong, right
		}
	}
	for _, v := range amounts {
		least, most, ok := c.rateOf(in.Subject, v, delta)
		if !ok || meets(c.rate, least, most) {
			return "", ""
		}
	}
	now := rational(in.Printed(c.now).Value)
	then := new(big.Rat).Sub(now, c.signed(rational(delta)))
	if then.Sign() <= 0 {
		return "", ""
	}
	decimals := 2
	if _, after, ok := strings.Cut(c.rate, "."); ok {
		decimals = len(after)
	}
	right = new(big.Rat).Mul(new(big.Rat).Quo(rational(delta), then), big.NewRat(100, 1)).FloatString(decimals)
	told := changeTold{in.Printed(c.now).Value, delta, c.rate, c.more}
	if d, _ := told.slipped(right); d != "" && in.UnitName(c.now) == "万元" {
		c.suspect = c.delta
		return fmt.Sprintf("，%s%s%%，这里写%s%s万元，像是应为%s万元", rateWays[c.more], c.rate, ways[c.more], c.delta, d), d
	}
	c.suspect = c.rate
	return fmt.Sprintf("，%s%s万元，幅度应为%s%%，这里写%s%%", ways[c.more], c.delta, right, c.rate), right
}

// opposed tells which of the two words is wrong where the amount and the rate go
// opposite ways: the one that the size of the rate speaks against.
func (c *saidItem) opposed(in *check.Inspection, amounts []check.Var, delta money.Decimal) (wrong, right string) {
	said := ways[c.more]
	if c.suspect, right = c.rateWay, rateWays[c.more]; !c.rateFits(in, amounts, delta) {
		flipped := *c
		flipped.more = !c.more
		if !flipped.rateFits(in, amounts, delta) {
			return "", ""
		}
		c.suspect, right = said, ways[flipped.more]
	}
	return fmt.Sprintf("，%s%s万元，却写%s%s%%，方向相反，“%s”应为“%s”", said, c.delta, c.rateWay, c.rate, c.suspect, right), right
}

// rateWays are the words of a rate, likewise.
var rateWays = map[bool]string{true: "增长", false: "下降"}

// rateFits reports whether the rate is that of the change to one of the amounts.
func (c *saidItem) rateFits(in *check.Inspection, amounts []check.Var, delta money.Decimal) bool {
	return anyItem(amounts, func(v *check.Var) bool {
		least, most, ok := c.rateOf(in.Subject, *v, delta)
		return ok && meets(c.rate, least, most)
	})
}

func (c *saidItem) signed(d *big.Rat) *big.Rat {
	if c.more {
		return d
	}
	return new(big.Rat).Neg(d)
}

// rateOf is the range of the rate that an amount and its change allow; false where
// last year may have been nothing.
func (c *saidItem) rateOf(s *check.Subject, v check.Var, delta money.Decimal) (least, most *big.Rat, ok bool) {
	now, unit := s.Printed(v), s.UnitName(v)
	if now.Mark != money.Number {
		return nil, nil, false
	}
	lo, hi := rounding(now.Value)
	if unit == "元" {
		tenThousand := big.NewRat(10_000, 1)
		lo.Quo(lo, tenThousand)
		hi.Quo(hi, tenThousand)
	}
	from, to := rounding(delta)
	if from.Sign() < 0 {
		from.SetInt64(0)
	}
	// rate = Δ/(now ∓ Δ): it grows with Δ for an increase and for a decrease alike
	under, over := new(big.Rat).Sub(hi, c.signed(from)), new(big.Rat).Sub(lo, c.signed(to))
	if !c.more {
		under, over = new(big.Rat).Add(hi, from), new(big.Rat).Add(lo, to)
	}
	if under.Sign() <= 0 || over.Sign() <= 0 {
		return nil, nil, false
	}
	hundred := big.NewRat(100, 1)
	return new(big.Rat).Mul(hundred, new(big.Rat).Quo(from, under)), new(big.Rat).Mul(hundred, new(big.Rat).Quo(to, over)), true
}

// before is last year's amount of the item where its table prints what it is compared
// with; NoVar where it does not, or the sentence leaves open which.
func (c *saidItem) before(s *check.Subject) check.Var {
	a, err := profile.ParseAddress(c.cell)
	if err != nil || !c.known {
		return check.NoVar
	}
	return priorIn(s, a, c.done)
}

// differs reports whether a change is not what two amounts differ by.
func (c *saidItem) differs(s *check.Subject, now, before check.Var) bool {
	n, ok := worth(s, now)
	was, also := worth(s, before)
	if c.same {
		return ok && also && 2*abs(n-was) > slack(s, now)+slack(s, before)
	}
	d, err := money.ParseDecimal(strings.ReplaceAll(c.delta, ",", ""))
	if !ok || !also || err != nil {
		return false
	}
	place := lastFen("万元", d.Scale)
	by := n - was
	if !c.more {
		by = -by
	}
	return 2*abs(by-d.Coef*place) > slack(s, now)+slack(s, before)+place
}
