package rules

import (
	"fmt"
	"strconv"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// What a document says of the projects whose targets it set or rated, how many and with how
// much money, is of all projects or of those of one budget.

// targetsSaid is a number of projects with their money: 绩效目标的项目共5个，涉及资金792.80万元.
var targetsSaid = saidIn(`([0-9]+)个([^。；;0-9]{0,40}?)([0-9][0-9,]*\.[0-9]+)万元`, []string{"0个"}, []string{"绩效"}, []string{"项目"}, []string{"0万"})

// targetTotals are the cells that such money may be all of.
var targetTotals = [...]string{"T12[合计].合计", "T03[合计].项目支出", "T05[合计].项目支出", "T08[合计].项目支出", "T03[合计].合计", "T05[合计].合计"}

// performanceSaid holds such money to the totals that it is almost, and the number to the rows
// of the table of projects where the money is that of all of them.
func performanceSaid(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		if p.Heading || p.Forms {
			continue
		}
		for _, m := range targetsSaid.find(p) {
			said := sentenceAround(p.s, m[0])
			if !strings.Contains(said, "绩效") || !strings.Contains(said, "项目") {
				continue
			}
			text := p.s[m[6]:m[7]]
			value, ok := decimalOf(text)
			if !ok {
				continue
			}
			whole, near := targetTotal(in.Subject, value, text)
			switch {
			case whole == targetTotals[0]:
				countOfProjects(in, p, m)
			case whole == "" && near != check.NoVar:
				right := inWan(in.Subject, near)
				at := p.ref(in.Subject, m[6], m[7])
				in.Fail(check.Fault{
					At: at, Expected: right, Message: fmt.Sprintf("“%s”：%s是%s万元", short(p.s[m[0]:m[1]]), in.Label(near), right),
					Suspects: []diag.Suspect{{Ref: at, Value: text, Suggest: right}}, Evidence: []diag.Evidence{in.Show(near)},
				})
			default:
				in.Pass(1)
			}
		}
	}
}

// targetTotal is the total that money is, else the one that it is almost.
func targetTotal(s *check.Subject, value money.Decimal, text string) (whole string, near check.Var) {
	near = check.NoVar
	for _, address := range targetTotals {
		v := s.At(address)
		switch {
		case v == check.NoVar || s.Blank(v):
		case prints(s, v, value):
			return address, check.NoVar
		case near == check.NoVar && nearPrint(text, inWan(s, v)):
			near = v
		}
	}
	return "", near
}

// countOfProjects holds the number of projects with all of the table's money to its rows.
func countOfProjects(in *check.Inspection, p *paragraphSaid, m []int) {
	g, ok := gridOf(in.Subject, "T12", "")
	if !ok || !g.complete {
		return
	}
	names := map[string]bool{}
	for l := range g.panel.Lines {
		if line := &g.panel.Lines[l]; !g.fixed(line) && line.Name != "" {
			if names[projectKey(line.Name)] {
				return // rows by fund or by unit: it is not known what counts
			}
			names[projectKey(line.Name)] = true
		}
	}
	n, err := strconv.Atoi(p.s[m[2]:m[3]])
	if err != nil || len(names) == 0 || n == len(names) {
		in.Pass(1)
		return
	}
	right := strconv.Itoa(len(names))
	at := p.ref(in.Subject, m[2], m[3])
	in.Fail(check.Fault{
		At: at, Severity: diag.Warning, Expected: right, Message: fmt.Sprintf("“%s”：这笔钱是项目支出表的合计，表里有%s个项目", short(p.s[m[0]:m[1]]), right),
		Suspects: []diag.Suspect{{Ref: at, Value: p.s[m[2]:m[3]], Suggest: right}}, Evidence: []diag.Evidence{in.Show(in.At(targetTotals[0]))},
	})
}

// sentenceAround is the sentence that holds a byte of a text.
func sentenceAround(s string, at int) string {
	from := strings.LastIndex(s[:at], "。") + 1
	if end := find(s[at:], "。"); end >= 0 {
		return s[from : at+end]
	}
	return s[from:]
}
