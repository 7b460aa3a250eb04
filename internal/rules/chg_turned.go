package rules

import (
	"fmt"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// turned reports whether a change and its rate fit each other the other way alone: 75.00万元，
// 增加25.00万元，增长25.00%, which is what a decrease would be.
func (c *change) turned(s *check.Subject) bool {
	if c.torn() || c.way == "new" || c.rate == check.NoVar || !c.moved(s) || none(s, c.now) || s.UnitName(c.now) != s.UnitName(c.delta) {
		return false
	}
	now, delta, rate := s.Printed(c.now).Value, s.Printed(c.delta).Value, s.Printed(c.rate).Text
	fits := func(more bool) bool {
		least, most, ok := rateRange(now, delta, more)
		return ok && meets(rate, least, most)
	}
	return fits(!c.more()) && !fits(c.more())
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
