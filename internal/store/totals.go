package store

import (
	"slices"

	"mingbai/internal/budget"
)

// totals finds the figures that documents are compared by, in the tables that
// every profile has.
func totals(d *budget.Disclosure) Totals {
	first := []string{"金额", "合计", "预算数", "决算数", "小计"}
	t := Totals{
		Income:        cellFigure(d, "T01", "income", []string{"收入总计", "总计", "合计"}, first),
		Spending:      cellFigure(d, "T01", "spending", []string{"支出总计", "总计", "合计"}, []string{"合计", "金额", "预算数", "决算数", "小计"}),
		Basic:         cellFigure(d, "T03", "", []string{"合计"}, []string{"基本支出"}),
		Project:       cellFigure(d, "T03", "", []string{"合计"}, []string{"项目支出"}),
		Appropriation: cellFigure(d, "T04", "income", []string{"本年收入合计", "收入合计", "本年收入"}, first),
		ThreePublic:   cellFigure(d, "T10", "", []string{"合计"}, []string{"合计", "预算数", "决算数", "一般公共预算"}),
		Operating:     cellFigure(d, "T11", "", []string{"部门合计", "合计", "机关运行经费"}, []string{"合计", "预算数", "决算数", "一般公共预算", "金额"}),
	}
	return t
}

// cellFigure is the first number found at one of some rows, by key or name, and
// one of some columns, each in the order of preference.
func cellFigure(d *budget.Disclosure, table, panel string, rows, columns []string) Figure {
	t := d.Table(table)
	if t == nil {
		return Figure{}
	}
	p := t.Panel(panel)
	if p == nil {
		return Figure{}
	}
	for _, row := range rows {
		n := slices.IndexFunc(p.Lines, func(l budget.Line) bool { return l.Key == row || l.Name == row })
		if n < 0 {
			continue
		}
		for _, column := range columns {
			c := slices.Index(p.Columns, column)
			if c < 0 || c >= len(p.Lines[n].Cells) {
				continue
			}
			if f := figure(t, &p.Lines[n].Cells[c]); f.Known {
				return f
			}
		}
	}
	return Figure{}
}
