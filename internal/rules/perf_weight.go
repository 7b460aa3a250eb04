package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// weightsAddUp: the weights of a form's indicators are a hundred in all, or ninety
// beside the ten of the budget's execution, or what the head over them says.
func weightsAddUp(in *check.Inspection) {
	found := false
	for i := range in.Projects {
		if p := &in.Projects[i]; p.HasForm {
			found = weighed(in, p, in.FormID(i)) || found
		}
	}
	for i := range in.Overall {
		found = weighed(in, &in.Overall[i], "T16") || found
	}
	if !found {
		in.NotApplicable("绩效目标表没有列出权重")
	}
}

// weighed holds one form's weights; false where it does not give every indicator one.
func weighed(in *check.Inspection, p *budget.Project, id string) bool {
	var sum int64
	var at place.Ref
	for k := range p.Indicators {
		w, ok := hundredths(p.Indicators[k].Weight)
		if !ok {
			return false
		}
		sum += w
		at = p.Indicators[k].Ref
	}
	if len(p.Indicators) == 0 || p.Partly {
		return false
	}
	whole := int64(100)
	if n, ok := hundredths(afterBracket(p.WeightsTo)); ok {
		whole = n / 100
	}
	if sum == 100*100 || sum == 90*100 || sum == whole*100 {
		in.Pass(1)
		return true
	}
	at.Table, at.Form, at.Row, at.Text = id, p.Name, "weight", ""
	in.Fail(check.Fault{
		At: at, Message: fmt.Sprintf("“%s”的%d个指标权重合计%s，应是%d", strings.TrimSpace(p.Name), len(p.Indicators), money.Decimal{Coef: sum, Scale: 2}, whole),
		Expected: fmt.Sprint(whole),
	})
	return true
}

// hundredths is a weight, 10, 10分, 10.5%, in hundredths; false for what is none.
func hundredths(text string) (int64, bool) {
	p, err := money.ParsePrinted(strings.TrimRight(strings.TrimSpace(text), "分%％"))
	if err != nil || p.Mark != money.Number || p.Value.Scale > 2 || p.Value.Coef < 0 {
		return 0, false
	}
	n := p.Value.Coef
	for range 2 - p.Value.Scale {
		n *= 10
	}
	return n, true
}

// afterBracket is what stands in the last brackets of a head: 分值权重（90）.
func afterBracket(head string) string {
	i := max(strings.LastIndex(head, "（"), strings.LastIndex(head, "("))
	if i < 0 {
		return ""
	}
	return strings.Trim(head[i:], "（）()")
}

// tasksAdd: the tasks of the body's targets as a whole add up, across and down.
func tasksAdd(r *check.Relations) {
	g, ok := gridOf(r.Subject, "T16", "")
	if !ok {
		r.NotApplicable("没有部门整体支出绩效目标表")
		return
	}
	if g.knownColumns() && !(g.emptyColumn(g.column("财政拨款")) && g.emptyColumn(g.column("其他资金"))) {
		g.rowSums(r, nil)
	}
	if lines := g.bought(); len(lines) > 0 {
		g.sumDown(r, g.line("合计"), lines)
	}
}
