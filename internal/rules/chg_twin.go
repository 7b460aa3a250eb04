package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// twinWays: measures that change alike are said to change the same way, and the way of
// which a reason is given: 财政拨款收入支出增加的主要原因是…….
func twinWays(in *check.Inspection) {
	for _, t := range claims().Twins {
		var first *change
		eachChange(in.Subject, func(c *change) {
			if indexOf(t.Measures, c.measure.ID) < 0 || c.way == "" || c.direction == nil || !c.moved(in.Subject) {
				return
			}
			switch {
			case first == nil:
				first = c
			case first.measure.ID == c.measure.ID || first.section != c.section:
			case first.more() == c.more():
				in.Pass(1)
			default:
				tellWay(in, first, c)
			}
		})
	}
}

// tellWay tells of two changes that go different ways: the one that the reason below does
// not speak of, or the second.
func tellWay(in *check.Inspection, first, second *change) {
	wrong, other := second, first
	if up, known := wayExplained(in.Subject, second); known && up == second.more() {
		wrong, other = first, second
	}
	right := ways[other.more()]
	at := claimRef(in.Subject, wrong.section, wrong.direction)
	in.Fail(check.Fault{
		At: at, Expected: right,
		Message:  fmt.Sprintf("%s说%s%s，%s说%s%s，两者应相同", measureName(in.Subject, wrong.measure), ways[wrong.more()], wrong.deltaClaim.Text, measureName(in.Subject, other.measure), right, other.deltaClaim.Text),
		Suspects: []diag.Suspect{{Ref: at, Value: wrong.direction.Text, Suggest: right}},
	})
}

// wayExplained is the way of the change that a sentence below gives the reason of.
func wayExplained(s *check.Subject, c *change) (up, known bool) {
	for _, p := range s.Sections[c.section].Paragraphs[c.paragraph:] {
		head, _, ok := strings.Cut(p.Text, "的主要原因")
		if !ok {
			continue
		}
		up = endsInAny(head, []string{"增加", "增长"})
		return up, up || endsInAny(head, []string{"减少", "下降"})
	}
	return false, false
}
