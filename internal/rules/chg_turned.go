package rules

import (
	"fmt"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// turned reports whether a change and its rate fit each other the other way alone: 75.00万元，
// 增加25.00万元，增长25.00%, which is what a decrease would be.
func (c *change) turned(s *check.Subject) bool {
	if c.torn() || c.way == "new" || c.rate == check.NoVar || !c.moved(s) || none(s, c.now) || c.meetsRate(s) {
		return false
	}
	least, most, ok := rateRange(s.Printed(c.now).Value, s.Printed(c.delta).Value, !c.more())
	return ok && meets(s.Printed(c.rate).Text, least, most)
}

// The most, of an amount in fen and of a rate in its last places, that is reckoned with in
// whole numbers.
const mostFen, mostRate = 1_000_000_000_000, 1_000_000

// fitsAsPrinted reports whether the printed amounts give the printed rate, as most do: what
// rounding leaves open need not be reckoned then.
func (c *change) fitsAsPrinted(s *check.Subject) bool {
	now, ok := worth(s, c.now)
	by, also := worth(s, c.delta)
	rate := s.Printed(c.rate).Value
	base := now + by
	if c.more() {
		base = now - by
	}
	if !ok || !also || base <= 0 || base > mostFen || by > mostFen || rate.Coef > mostRate || rate.Scale > 3 {
		return false
	}
	whole := int64(100)
	for range rate.Scale {
		whole *= 10
	}
	return abs(rate.Coef*base-whole*by) <= base/2
}

func tellTurned(in *check.Inspection, c *change) {
	more := !c.more()
	at, word, right := c.direction, "", ways[more]
	if at == nil {
		at, right = c.verb, rateWays[more]
	}
	if at == nil {
		at = c.deltaClaim
	} else {
		word = at.Text
	}
	ref := claimRef(in.Subject, c.section, at)
	f := check.Fault{
		At: ref, Expected: right,
		Message: fmt.Sprintf("本年%s，%s了%s：%s%%是%s的幅度，%s的话不是", printed(in.Subject, c.now), ways[!more], in.Printed(c.delta).Text, in.Printed(c.rate).Text, ways[more], ways[!more]),
	}
	if word != "" {
		f.Suspects = []diag.Suspect{{Ref: ref, Value: word, Suggest: right}}
	}
	in.Fail(f)
}
