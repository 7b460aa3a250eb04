package compose

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/profile"
)

// charts draws the profile's charts from the numbers of its tables.
func (c *compiler) charts() []budget.Chart {
	var out []budget.Chart
	for _, ch := range c.p.Charts {
		chart := budget.Chart{ID: ch.ID, Kind: ch.Kind, Caption: c.words(ch.Caption), Unit: c.p.Style.MoneyUnit.String()}
		if ch.Total != "" {
			chart.Total = c.amount(c.measure(c.p.Measure(ch.Total)))
		}
		for _, it := range c.points(&ch) {
			chart.Points = append(chart.Points, budget.ChartPoint{Label: it.name, Text: it.text, Share: it.share, Exact: it.value})
		}
		if len(chart.Points) > 0 {
			out = append(out, chart)
		}
	}
	return out
}

func (c *compiler) points(ch *profile.Chart) []item {
	if ch.List != "" {
		items := c.items(c.p.List(ch.List))
		for i := range items {
			items[i].share += "%"
		}
		return items
	}
	var out []item
	for _, key := range ch.Lines {
		cell := at(c.tablesNow, profile.Address{Table: ch.Table, Row: key, Column: ch.Column})
		v := c.value(cell)
		out = append(out, item{name: key, text: c.amount(measured{value: v, cell: ch.Table, print: cell.Printed.Value}), value: v})
	}
	return out
}

// forms takes the projects over and says where a form cannot be printed.
func (c *compiler) forms() []budget.Project {
	for i := range c.book.Projects {
		p := &c.book.Projects[i]
		if !p.HasForm {
			continue
		}
		for _, ind := range p.Indicators {
			c.indicator(p, &ind)
		}
	}
	return c.book.Projects
}

func (c *compiler) indicator(p *budget.Project, ind *budget.Indicator) {
	var first []string
	for _, l := range c.p.Form.Levels {
		first = append(first, l.Name)
		if l.Name != ind.Level1 {
			continue
		}
		for _, s := range l.Second {
			if s == ind.Level2 {
				return
			}
		}
		c.indicatorError(p, ind, "二级指标", ind.Level2, l.Second)
		return
	}
	c.indicatorError(p, ind, "一级指标", ind.Level1, first)
}

func (c *compiler) indicatorError(p *budget.Project, ind *budget.Indicator, what, name string, known []string) {
	f := diag.Finding{
		Rule: "INPUT-INDICATOR", Severity: diag.Error, Title: what + "不在表内", Ref: ind.Ref,
		Message:  fmt.Sprintf("项目“%s”的%s“%s”申报表上没有", p.Name, what, name),
		Expected: strings.Join(known, "、"),
	}
	if i := budget.NearestOf(name, known); i >= 0 {
		f.Nearest = known[i]
	}
	c.findings = append(c.findings, f)
}
