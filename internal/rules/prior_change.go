package rules

import (
	"fmt"
	"math/big"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// priorCells: what the sentences and the tables say of last year, or let it be worked
// out, is what last year's document says.
func priorCells(in *check.Inspection) {
	if in.Prior == nil {
		in.NotChecked(noPrior)
		return
	}
	found := 0
	eachChange(in.Subject, func(c *change) {
		if otherBase(c.said(in.Subject)) {
			return
		}
		if v := lastYears(in.Subject, c.measure); v != check.NoVar {
			found++
			c.holdPrior(in, v)
		}
	})
	eachLonePrior(in, func(c *change, v check.Var) {
		found++
		c.saidPrior(in, v)
	})
	found += priorColumns(in)
	if found == 0 {
		in.NotApplicable("没有能与上年文件对上的数")
	}
}

// unsaidGrowth: three-public expenses that last year's document shows to have
// grown are not passed over without a word of comparison or a reason.
func unsaidGrowth(in *check.Inspection) {
	v := in.At("T10[合计].合计")
	if in.Prior == nil || v == check.NoVar {
		return
	}
	said := false
	eachChange(in.Subject, func(c *change) { said = said || c.measure.ID == "three_public" })
	w := in.Prior.At("T10[合计].合计")
	now, ok := worth(in.Subject, v)
	before, known := worth(in.Prior, w)
	if said || !ok || !known {
		return // a comparison is held to last year's document by CHG-008 and TPE-009
	}
	if 2*(now-before) <= slack(in.Subject, v)+slack(in.Prior, w) || publicReason(in.Subject) {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{
		At: in.Ref(v),
		Message: fmt.Sprintf("“三公”经费本年%s，上年文件 %s 是%s，增加了却没有比较，也没有写明原因",
			withUnit(in.Subject, v), whereIn(in.Prior, w), withUnit(in.Prior, w)),
		Evidence: []diag.Evidence{in.Show(v), inOther(in.Prior, w)},
	})
}

// publicReason reports whether some paragraph on the three-public expenses gives
// a reason.
func publicReason(s *check.Subject) bool {
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			p := &s.Sections[i].Paragraphs[j]
			if hasSlot(p, "three_public") && holdsAny(p.Text, claims().Words.Because) {
				return true
			}
		}
	}
	return false
}

// otherBase reports whether a comparison is not with last year's published
// figure but with what became of it.
func otherBase(p *paragraphSaid) bool {
	return p.mayHold(otherBasePairs) && holdsAny(p.Text, otherBases)
}

var (
	otherBases     = []string{"上年执行数", "年执行数", "上年完成数", "调整后预算", "调整预算数", "可比口径", "同口径"}
	otherBasePairs = wordSetsOf(otherBases)
)

// eachLonePrior calls yield for what is said of last year in paragraphs that
// compare nothing.
func eachLonePrior(in *check.Inspection, yield func(c *change, v check.Var)) {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			for k := range p.Claims {
				name, aspect, _ := strings.Cut(p.Claims[k].Slot, ".")
				m := in.Profile.Measure(name)
				if aspect != "prior" || m == nil {
					continue
				}
				var c change
				if c.read(in.Subject, m, i, j, p) {
					continue
				}
				if v := lastYears(in.Subject, m); v != check.NoVar {
					yield(&c, v)
				}
			}
		}
	}
}

// holdPrior holds a comparison to last year's number: first last year's figure
// where it is said, then what the change leaves, then the rate.
func (c *change) holdPrior(in *check.Inspection, v check.Var) {
	if c.prior != check.NoVar && !c.saidPrior(in, v) {
		return
	}
	switch {
	case c.way == "" && c.same == nil:
	case c.delta != check.NoVar:
		c.impliedPrior(in, v)
	case c.rate != check.NoVar:
		c.rateOnly(in, v)
	}
}

// saidPrior holds last year's figure as it is said to last year's document; false
// where they are not the same.
func (c *change) saidPrior(in *check.Inspection, v check.Var) bool {
	alike, near := agree(in.Subject, c.prior, in.Prior, v)
	if alike {
		in.Pass(1)
		return true
	}
	f := check.Fault{
		At: in.Ref(c.prior), Expected: lastYearAs(in, c.prior, v),
		Message: fmt.Sprintf("%s的上年数写作%s，上年文件 %s 是%s",
			measureName(in.Subject, c.measure), withUnit(in.Subject, c.prior), whereIn(in.Prior, v), withUnit(in.Prior, v)),
		Evidence: []diag.Evidence{in.Show(c.prior), inOther(in.Prior, v)},
	}
	f.Suspects = []diag.Suspect{{Ref: f.At, Value: f.At.Text, Suggest: f.Expected}}
	c.soften(&f, near)
	in.Fail(f)
	return near
}

// soften lowers a fault to a note where rounding explains it, or the paragraph
// says that last year's figures were restated.
func (c *change) soften(f *check.Fault, near bool) {
	switch {
	case near:
		f.Severity, f.Title = diag.Note, "上年数与上年文件差末位"
		f.Hint = "两处取舍不一，改成上年文件的数更好"
	case holdsAny(c.p.Text, restated):
		f.Severity = diag.Note
		f.Message += "；文字说明了上年数有调整（" + firstOf(c.p.Text, restated) + "）"
		f.Hint = "核对调整的金额"
	}
}

// restated are words by which a document says that last year's figures are not
// the ones published.
var restated = []string{"口径调整", "调整口径", "口径变化", "统计口径", "追溯调整", "重新分类", "科目调整", "差错更正", "调整上年", "调整了上年", "上年基数", "上年数已"}

// impliedPrior holds what this year's number and its change leave for last year
// to last year's document.
func (c *change) impliedPrior(in *check.Inspection, v check.Var) {
	now, ok := worth(in.Subject, c.now)
	delta, also := worth(in.Subject, c.delta)
	before, known := worth(in.Prior, v)
	if !ok || !also || !known {
		return
	}
	implied := now + delta
	if c.more() {
		implied = now - delta
	}
	loose := slack(in.Subject, c.now) + lastPlace(in.Subject, c.delta) + slack(in.Prior, v)
	if 2*abs(implied-before) <= loose || !c.rightWay(now, before) && 2*abs(abs(now-before)-delta) <= loose {
		in.Pass(1) // where only the word is wrong CHG-002 and TPE-009 speak
		return
	}
	f := check.Fault{
		At:       claimRef(in.Subject, c.section, c.deltaClaim),
		Expected: as(in.Subject, c.delta, abs(now-before)),
		Message: fmt.Sprintf("由本年%s、%s%s推出上年是%s，上年文件 %s 是%s",
			withUnit(in.Subject, c.now), c.word(), withUnit(in.Subject, c.delta), asUnit(in.Subject, c.now, implied), whereIn(in.Prior, v), withUnit(in.Prior, v)),
		Evidence: []diag.Evidence{in.Show(c.delta), in.Show(c.now), inOther(in.Prior, v)},
	}
	if (now > before) != c.more() {
		f.Expected = ways[now > before] + f.Expected
	}
	f.Suspects = []diag.Suspect{{Ref: f.At, Value: f.At.Text, Suggest: f.Expected}}
	c.soften(&f, false)
	in.Fail(f)
}

func (c *change) rightWay(now, before int64) bool {
	return c.more() && now >= before || !c.more() && now <= before
}

func (c *change) word() string { return ways[c.more()] }

// rateOnly holds a rate that stands without its amount to last year's number.
func (c *change) rateOnly(in *check.Inspection, v check.Var) {
	now, ok := worth(in.Subject, c.now)
	before, known := worth(in.Prior, v)
	rate, half, also := percentStep(in.Printed(c.rate))
	if !ok || !known || !also || before <= 0 {
		return
	}
	if rateFits(now, before, rate, half, slack(in.Subject, c.now), slack(in.Prior, v)) {
		in.Pass(1)
		return
	}
	right, fits := money.Ratio(money.Fen(abs(now-before)), money.Fen(before), int(in.Printed(c.rate).Value.Scale))
	f := check.Fault{
		At: in.Ref(c.rate),
		Message: fmt.Sprintf("本年%s，上年文件 %s 是%s，却写%s%s%%",
			withUnit(in.Subject, c.now), whereIn(in.Prior, v), withUnit(in.Prior, v), c.word(), in.Printed(c.rate).Text),
		Evidence: []diag.Evidence{in.Show(c.rate), in.Show(c.now), inOther(in.Prior, v)},
	}
	if fits {
		f.Expected = right.String()
		f.Suspects = []diag.Suspect{{Ref: f.At, Value: f.At.Text, Suggest: f.Expected}}
	}
	c.soften(&f, false)
	in.Fail(f)
}

// rateFits reports whether a rate, in millionths of a percent, is |now − before| ÷
// before within what the prints allow: half its own last place, and half the last
// places of the two amounts.
func rateFits(now, before, rate, half, placeNow, placeBefore int64) bool {
	return quotientFits(abs(now-before), now, before, rate, half, placeNow, placeBefore)
}

// quotientFits reports whether a rate is part ÷ before within what the prints allow,
// where part is worked out from now and before.
func quotientFits(part, now, before, rate, half, placeNow, placeBefore int64) bool {
	of := func(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }
	off := new(big.Int).Sub(of(part, hundred), of(rate, before))
	allowed := of(half, before)
	allowed.Add(allowed, of(placeNow, hundred/2))
	scaled := of(placeBefore, hundred/2)
	scaled.Mul(scaled, big.NewInt(now)).Quo(scaled, big.NewInt(before))
	allowed.Add(allowed, scaled)
	return off.CmpAbs(allowed) <= 0
}

// lastYearAs is last year's number the way a number of this document is printed.
func lastYearAs(in *check.Inspection, like, v check.Var) string {
	fen, _ := worth(in.Prior, v)
	return as(in.Subject, like, fen)
}

func asUnit(s *check.Subject, like check.Var, fen int64) string {
	if fen < 0 {
		return "负数"
	}
	return as(s, like, fen) + s.UnitName(like)
}
