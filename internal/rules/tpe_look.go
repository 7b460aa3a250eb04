package rules

import (
	"fmt"

	"mingbai/internal/check"
)

// publicCovers: what basic expenditure spends on an item stands in the table of
// three-public expenses.
func publicCovers(item, economic string) func(*check.Relations) {
	return func(r *check.Relations) {
		g, ok := gridOf(r.Subject, "T06", "")
		if !ok {
			return
		}
		list := g.withCode(economic, "合计")
		if v := r.Cell("T10", "", item, "合计"); v != check.NoVar && len(list) > 0 {
			r.AtMost(list, []check.Var{v})
		}
	}
}

// publicGrowth: more three-public expenses than last year need a real reason,
// of the total or of the items that grew.
func publicGrowth(in *check.Inspection) {
	var total change
	grown, reasoned := false, false
	eachChange(in.Subject, func(c *change) {
		if !isPublic(c.measure.ID) || !c.more() || !c.moved(in.Subject) {
			return
		}
		if c.measure.ID == "three_public" {
			total, grown = *c, true
		}
		if c.reason != nil && !isBoilerplate(c.reason.Text) || c.reason == nil && c.hasReason(in.Subject) {
			reasoned = true
		}
	})
	switch {
	case !grown:
		unsaidGrowth(in)
	case reasoned || partsExplained(in.Subject, &total):
		in.Pass(1)
	default:
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, total.section, total.deltaClaim),
			Message: fmt.Sprintf("“三公”经费比上年增加%s万元，没有写明具体原因", total.deltaClaim.Text),
		})
	}
}

// publicSaid: the table and the sentences agree on whether there are any.
func publicSaid(in *check.Inspection) {
	if in.Hollow("T10") {
		in.NotChecked("“三公”经费表是空的，也没有说明")
		return
	}
	table := in.At("T10[合计].合计")
	if len(in.Claims("three_public")) > 0 {
		if table != check.NoVar {
			in.Pass(1) // the amounts are held together by TPE-008
			return
		}
		for _, v := range in.Claims("three_public") {
			if none(in.Subject, v) {
				in.Pass(1)
				continue
			}
			in.Fail(check.Fault{At: in.Ref(v), Message: fmt.Sprintf("文字写“三公”经费%s万元，“三公”经费表里没有数", in.Printed(v).Text)})
		}
	}
}
