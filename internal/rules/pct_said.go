package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// Percentages as sentences say them, whether the form knows the sentence or not.
var (
	shareBare   = saidIn(`(?:占|增长|下降|上升|完成(?:年初|全年|调整)?预算(?:数)?的)[^，,。；;：:、0-9％%（()）]{0,24}([0-9]{1,3}\.[0-9]{1,2})(?:[，,。；;、）)]|$)`, []string{"0。", "0，", "0,", "0；", "0;", "0、", "0）", "0)", "0" + string(textEnd)})
	ratedOfNone = saidIn(`预算(?:数)?为?(0(?:\.0+)?)(?:万?元)?[，,](?:支出)?决算(?:数)?为?([0-9][0-9,]*(?:\.[0-9]+)?)万?元[，,]完成(?:年初|全年|调整)?预算(?:数)?的([0-9][0-9.]*)[%％]`, []string{"为0", "算0", "数0"}, []string{"算的0", "数的0"})
	grownFrom   = saidAcross(`(?:为|支出|决算|费|预算)([0-9][0-9,]*(?:\.[0-9]+)?)万?元[，,。；;](?:[^。；;]{0,16}[，,])?(?:比|较|与)(?:上年|[0-9]{4}年)[^，,。；;0-9]{0,16}增加([0-9][0-9,]*(?:\.[0-9]+)?)万?元[，,](?:增长|增幅|上升)[^0-9，,。；;]{0,4}([0-9][0-9.]*)[%％]`, []string{"增加0"}, []string{"元，增", "元,增", "元，上", "元,上"})
	changedSame = saidIn(`(?:增加|减少)(?:为|了)?[0-9][0-9,]*(?:\.[0-9]+)?万?元[，,](?:与|和|较|比)(?:上年|[0-9]{4}年)[^，,。；;0-9]{0,12}(?:持平|一致|相同)`, []string{"持平", "一致", "相同"}, []string{"加0", "少0", "加为0", "少为0", "加了0", "少了0"}, []string{"元，与", "元,与", "元，和", "元,和", "元，较", "元,较", "元，比", "元,比"})
)

// withoutSign looks for a share, a growth or a rate that has no percent sign behind it.
func withoutSign(in *check.Inspection) {
	sayings(in, &shareBare, func(at place.Ref, m []string) {
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s”：%s后面没有写%%", strings.TrimRight(m[0], "，,。；;、）)"), m[1]), Expected: m[1] + "%",
			Suspects: []diag.Suspect{{Ref: at, Value: m[1], Suggest: m[1] + "%"}},
		})
	})
}

// completionOfNothing looks for a rate of completion where nothing was budgeted.
func completionOfNothing(in *check.Inspection) {
	sayings(in, &ratedOfNone, func(at place.Ref, m []string) {
		if strings.Trim(m[2], "0.,") == "" {
			return
		}
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("预算为%s，决算为%s，算不出完成率，却写%s%%", m[1], m[2], m[3]), Expected: "不写完成率，写明预算为0"})
	})
}

// growthFromNothing looks for a rate of growth where all there is was added this year.
func growthFromNothing(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		if !saysTwice(p.s) {
			continue // the two amounts are the same
		}
		for _, m := range grownFrom.find(p) {
			now, more, rate := p.s[m[2]:m[3]], p.s[m[4]:m[5]], p.s[m[6]:m[7]]
			plain := strings.ReplaceAll(now, ",", "")
			if plain != strings.ReplaceAll(more, ",", "") || strings.Trim(plain, "0.") == "" || ratedIn(p, m[0], m[1]) {
				continue
			}
			in.Fail(check.Fault{At: p.ref(in.Subject, m[0], m[1]), Message: fmt.Sprintf("本年%s，比上年增加%s，上年是0，算不出增长率，却写%s%%", now, more, rate), Expected: "不写增长率，写明上年为0"})
		}
	}
}

// saysTwice reports whether an amount of a text is that of an increase said after it.
func saysTwice(s string) bool {
	for from := 0; ; {
		k := find(s[from:], "增加")
		if k < 0 {
			return false
		}
		from += k + len("增加")
		rest := strings.TrimLeft(s[from:], "0123456789.,")
		number := strings.TrimRight(s[from:len(s)-len(rest)], ".,")
		if number != "" && standsIn(strings.ReplaceAll(s[:from], ",", ""), strings.ReplaceAll(number, ",", "")) {
			return true
		}
	}
}

// standsIn reports whether a text has a number, and not as a part of another.
func standsIn(s, number string) bool {
	for from := 0; ; {
		k := find(s[from:], number)
		if k < 0 {
			return false
		}
		at := from + k
		from = at + len(number)
		if (at == 0 || !isDigit(s[at-1])) && (from == len(s) || !isDigit(s[from])) {
			return true
		}
	}
}

// ratedIn reports whether a rate was read in a stretch: CHG-010 looks at it.
func ratedIn(p *paragraphSaid, from, to int) bool {
	return anyItem(p.Claims, func(c *budget.Claim) bool {
		return strings.Contains(c.Slot, ".rate:") && c.Start >= p.place(from) && c.Start <= p.place(to-1)
	})
}

// differenceSaid is the difference of a final account and its budget, in percent of
// the budget.
var differenceSaid = saidIn(`预算数为?([0-9][0-9,]*(?:\.[0-9]+)?)万?元[，,](?:支出)?决算数为?([0-9][0-9,]*(?:\.[0-9]+)?)万?元[，,](?:预决算)?差异率为?([-−－]?[0-9][0-9.]*)[%％]`, []string{"差异率"})

// budgetDifferences: the rate is what the two amounts before it give.
func budgetDifferences(in *check.Inspection) {
	sayings(in, &differenceSaid, func(at place.Ref, m []string) {
		budgeted, err := money.ParseDecimal(strings.ReplaceAll(m[1], ",", ""))
		spent, also := money.ParseDecimal(strings.ReplaceAll(m[2], ",", ""))
		if err != nil || also != nil || budgeted.IsZero() {
			return
		}
		c := saidChange{rate: strings.TrimLeft(m[3], "-−－"), more: spent.Cmp(budgeted) > 0}
		wrongSign := strings.Trim(c.rate, "0.") != "" && (c.rate != m[3]) == c.more
		if c.fits(spent, budgeted) && !wrongSign {
			in.Pass(1)
			return
		}
		right := strings.NewReplacer("增加", "", "减少", "-", "持平", "0%").Replace(c.right(spent, budgeted))
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("预算数%s，决算数%s，差异率写作%s%%，应为%s", m[1], m[2], m[3], right), Expected: right,
			Suspects: []diag.Suspect{{Ref: at, Value: m[3] + "%", Suggest: right}},
		})
	})
}

// changedAndSame looks for what is said to have changed by an amount and not to have
// changed at once.
func changedAndSame(in *check.Inspection) {
	sayings(in, &changedSame, func(at place.Ref, m []string) {
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”：既说增减，又说没有变", m[0]), Expected: "只留一种说法"})
	})
}
